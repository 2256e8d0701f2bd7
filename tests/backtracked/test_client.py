"""
Clients: how they are made, and what they are told.
"""

from __future__ import annotations

import ssl
from typing import Any

import pytest

import backtracked.sync
from backtracked import (
    API_URL,
    WS_URL,
    Client,
    NotConnectedError,
    Presence,
    ProxyOptions,
    RestClient,
    Room,
)
from backtracked._api import http_origin
from backtracked.sandbox import Sandbox

from .answers import ROOM, answer, data


def test_defaults():
    """
    A client can be made anywhere, and knows where the service is.
    """
    queup = Client()

    assert (queup.base_url, queup._realtime.options.ws) == (API_URL, WS_URL)
    assert queup.user is None
    assert not queup.logged_in
    assert not queup.is_connected
    assert queup.connection_id is None
    assert queup.rooms == queup.users == queup.messages == queup.conversations == {}


def test_unknown_option():
    """
    An option that nobody knows is ignored, with a warning.
    """
    with pytest.warns(UserWarning, match="colour"):
        Client(colour="red")  # type: ignore[call-arg]


def test_proxy():
    """
    A proxy is for requests and for the socket.
    """
    queup = Client(proxy_options=ProxyOptions("http://127.0.0.1:8080"))

    assert queup._realtime._proxy() == "http://127.0.0.1:8080"
    assert queup._connection.pool._settings.proxy == "http://127.0.0.1:8080"


async def test_connector():
    """
    A transport of the HTTP library is a connector.
    """
    sandbox = Sandbox()
    async with Client(connector=sandbox.transport(), api="http://queup.test") as queup:
        rooms = await queup.lobby().collect()

    assert all(isinstance(room, Room) for room in rooms)


async def test_own_host(api: Any, base_url: str):
    """
    The service may live elsewhere.
    """
    api.get(f"/elsewhere/room/{ROOM}").respond(**answer("room.ok"))

    async with RestClient(api=f"{base_url}/elsewhere") as queup:
        assert (await queup.fetch_room(ROOM)).id == ROOM


async def test_copies(api: Any, base_url: str):
    """
    A copy with other settings has seen the same.
    """
    api.get("/user/alice_dj").respond(**answer("user.ok"))

    async with Client(api=base_url) as queup:
        user = await queup.with_options(timeout=5).fetch_user("alice_dj")

        assert queup.users[user.id] is user


async def test_rest_only():
    """
    A client without a socket can't show itself.
    """
    queup = RestClient()
    room = Room.from_data(data("room.ok"), queup)

    with pytest.raises(NotConnectedError, match="socket"):
        await room.change_presence(Presence.enter)


def test_sync_is_rest_only():
    """
    Nor can one that blocks.
    """
    queup = backtracked.sync.Client()
    room = backtracked.sync.Room.from_data(data("room.ok"), queup)

    with pytest.raises(NotConnectedError, match="socket"):
        room.change_presence(Presence.enter)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("wss://ws.queup.net/ws/", "https://ws.queup.net"),
        ("ws://127.0.0.1:80/ws/?a=1", "http://127.0.0.1:80"),
    ],
)
def test_origin(address: str, origin: str):
    """
    The socket's host answers requests, too.
    """
    assert http_origin(address) == origin


def test_tls():
    """
    Certificates of the socket are checked as those of requests are.
    """
    context = ssl.create_default_context()
    unchecked = Client(verify=False)._realtime._tls

    assert Client(verify=context)._realtime._tls is context
    assert Client()._realtime._tls is None
    assert unchecked is not None
    assert unchecked.verify_mode is ssl.CERT_NONE

"""
The client: what it is made of, what it refuses, and what it offers besides.
"""

from __future__ import annotations

from typing import Any

import pytest

from clientcore import GET
from clientcore.aio import Bearer
from clientcore.testing import connect_error
from recnetpy import (
    Client,
    ClosedError,
    HTTPError,
    Image,
    Kind,
    MissingKeyError,
    NotOfferedError,
    Servers,
    UnreadableError,
)

from ..opening import P, open_async
from ..recorded import recorded


async def test_no_key(net: Any):
    """
    Without a key nothing is sent to the gateway, and the error says what to do.
    """
    async with Client(servers=Servers()) as client:
        with pytest.raises(MissingKeyError, match="api_key"):
            await client.accounts.fetch(1)


async def test_no_key_and_no_servers(net: Any):
    """
    Without a key and servers, the older hosts are used, which wanted none.
    """
    net.post("https://accounts.rec.net/account/bulk").respond(json=[{"accountId": 1}])

    async with Client() as client:
        found = await client.accounts.fetch_many([1])
        assert [each.id for each in found] == [1]
    async with Client(auth=Bearer("token")) as client:
        assert client.servers == Client("key").servers == Servers()


async def test_key_of_the_wrong_kind():
    """
    A key that no header can hold is refused when the client is made.
    """
    with pytest.raises(ValueError, match="printable"):
        Client("kéy")


async def test_key_and_bearer(net: Any):
    """
    A key and credentials of one's own go together, and only the latter are renewed.
    """
    route = net.get(f"{P}/accounts/1").respond(401)

    async with open_async(auth=Bearer("token")) as client:
        with pytest.raises(HTTPError):
            await client.accounts.fetch(1)

    sent = route.calls.last.request.headers
    assert sent["Ocp-Apim-Subscription-Key"] == "test-key"
    assert sent["Authorization"] == "Bearer token"


async def test_key_stays(net: Any):
    """
    The key never goes elsewhere, not even after it was sent.
    """
    net.get(f"{P}/accounts/1").respond(404)
    elsewhere = net.get("https://elsewhere.test/x").respond(json={})
    clubs = net.get(url__startswith="https://clubs.rec.net/").respond(json=1)

    async with open_async() as client:
        await client.accounts.fetch(1)
        await client.rec_net.custom("https://elsewhere.test").x.make_request("get")
        await client.request(GET("x", base="https://elsewhere.test"))
        await client.accounts.subscriber_count(1)

    for call in [*elsewhere.calls, *clubs.calls]:
        assert "test-key" not in str(call.request.headers.raw)


async def test_closed():
    """
    A closed client says so, by either name of closing.
    """
    client = open_async()
    await client.close()
    await client.close()

    with pytest.raises(ClosedError):
        await client.accounts.fetch(1)


async def test_copies(net: Any):
    """
    A copy's managers use the copy's settings.
    """
    net.get(f"{P}/rooms/1").respond(json={"RoomId": 1, "MinLevel": "many"})

    async with open_async() as client:
        room = await client.rooms.fetch(1)
        assert room.min_level is None
        with pytest.raises(UnreadableError, match=r"Room\.min_level"):
            await client.with_options(strict=True).rooms.fetch(1)


async def test_not_offered():
    """
    What the servers do not have is said to be so.
    """
    async with open_async(servers=Servers().changed(clubs=None)) as client:
        with pytest.raises(NotOfferedError, match="clubs"):
            await client.accounts.subscriber_count(1)


async def test_find(net: Any):
    """
    What people type finds what they mean.
    """
    net.get(f"{P}/accounts/").respond(json={"accountId": 1})
    net.get(f"{P}/rooms/bulk").respond(json=[{"RoomId": 2}])
    net.get(f"{P}/images/3").respond(json={"Id": 3})
    net.post(f"{P}/images/bulk/name").respond(json=[{"Id": 4}])

    async with open_async() as client:
        found = [
            await client.find(text, expected)
            for text, expected in [
                ("@Coach", None),
                ("^RecCenter", None),
                ("https://rec.net/image/3", None),
                ("a.jpg", None),
                ("3", Kind.IMAGE),
            ]
        ]
        assert await client.find("3") is None
        assert await client.find("Äpfel") is None
        assert await client.find("Lamp", Kind.INVENTION) is None

    assert [each.id for each in found] == [1, 2, 3, 4, 3]


async def test_health(net: Any):
    """
    All services are asked at once, and one that is gone is not healthy.
    """
    net.get("https://ns.test/").respond(
        json={"Rooms": "https://rooms.test", "API": "https://api.test", "Odd": None}
    )
    net.get("https://rooms.test/health").respond(text="Healthy")
    net.get("https://api.test/health").mock(side_effect=connect_error())

    async with open_async(
        servers=Servers.hosts().changed(ns="https://ns.test")
    ) as client:
        rooms, api = await client.health()

    assert (rooms.service, rooms.is_healthy, rooms.told) == ("Rooms", True, "Healthy")
    assert (api.service, api.is_healthy) == ("API", False)
    assert "health" in api.told


async def test_discover(net: Any):
    """
    A name server tells where the services are.
    """
    names = recorded("media_and_config", "name server")
    net.get("https://ns.fan.test/").respond(json=names)

    servers = await Client.discover("https://ns.fan.test")

    assert servers.api == "https://api.rec.net/api"
    assert servers.img == "https://img.rec.net"
    assert servers.apim is None
    assert servers.ns == "https://ns.fan.test"
    assert Image(Client(servers=servers), 5).web_url == "https://fan.test/image/5"


async def test_tips(net: Any):
    """
    Tips come without those that are hidden, and their words without markers.
    """
    url = "https://cdn.rec.net/config/LoadingScreenTipData"
    net.get(url).respond(json=recorded("media_and_config", "loading screen tips"))

    async with open_async() as client:
        (tip,) = await client.loading_tips()
        every = await client.loading_tips(hidden=True)

    assert (tip.title, tip.text) == ("Say hello", "Wave with at people.")
    assert tip.platform_mask == 175
    assert tip.created_at == 1681776000
    assert [each.title for each in every] == ["Say hello", "Hidden"]

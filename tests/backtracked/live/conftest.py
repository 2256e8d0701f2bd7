"""
What the tests of the socket share.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, see `online`
from collections.abc import AsyncIterator, Iterator
from typing import Any

import anyio
import pytest
import respx

from backtracked import Backoff, Client, Room
from backtracked.sandbox import Sandbox

from ..answers import CONVERSATION, ROOM, SLUG, answer, load, log_in, wrapped
from .socket import PATIENCE, Socket

SOON = Backoff(first=0.001, cap=0.001)


@pytest.fixture
def api(base_url: str) -> Iterator[Any]:
    """The service's REST part. Not every route has to be called."""
    with respx.mock(base_url=base_url, assert_all_called=False) as router:
        log_in(router)
        router.get("/auth/token").respond(**answer("auth_token.ok"))
        router.get("/message").respond(**answer("message_list.ok"))
        router.get(f"/message/{CONVERSATION}").respond(**answer("message_get.ok"))
        for place in (ROOM, SLUG):
            router.get(f"/room/{place}").respond(**answer("room.ok"))
        users = f"/room/{ROOM}/users"
        router.post(users).respond(**answer("room_join.ok"))
        router.get(users).respond(**answer("room_users.ok"))
        router.delete(users).respond(json=wrapped(None))
        playlist = f"/room/{ROOM}/playlist"
        router.get(f"{playlist}/active").respond(**answer("playlist_active.ok"))
        router.get(f"{playlist}/details").respond(**answer("queue_details.ok"))
        router.get(path__regex="^/song/").respond(**answer("song.ok"))
        router.get(f"/chat/{ROOM}").respond(**answer("chat_history.ok"))
        router.post(f"/chat/{ROOM}").respond(json=load("rest.chat_send.ok"))
        yield router


@pytest.fixture
async def socket() -> AsyncIterator[Socket]:
    """The service's socket."""
    async with Socket().open() as opened:
        yield opened


@pytest.fixture
def queup(api: Any, socket: Socket, base_url: str) -> Client:
    """A client of both that is in no hurry to be polite."""
    return Client(
        api=base_url,
        ws=socket.url,
        backoff=SOON,
        queue_delay=0,
        rejoin_delay=0,
        chat_interval=None,
        close_timeout=0.5,
    )


@pytest.fixture
async def online(queup: Client) -> AsyncIterator[Client]:
    """That client, connected."""
    await queup.login("bot", "password")
    # A fixture's end runs in another task than its beginning, which a task group
    # does not allow.
    connection = asyncio.ensure_future(queup.connect())
    with anyio.fail_after(PATIENCE):
        await queup.wait_until_ready()
    yield queup
    await queup.aclose()
    await connection


@pytest.fixture
async def room(online: Client) -> Room:
    """The room, joined."""
    return await online.join_room(SLUG)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """
    The service, on loopback, with its quotas.

    Its heartbeats are slower by what the waits of `running` are shorter.
    """
    sandbox = Sandbox(ping_interval=2500, ping_timeout=500)
    with sandbox.serve():
        yield sandbox

"""
What no event tells, and is asked for: that nothing follows, or what was missed.
"""

from __future__ import annotations

import math
from typing import Any

import anyio
import pytest
from respx import MockResponse

from backtracked import Client, Room, Song

from ..answers import ROOM, SLUG, answer
from .socket import PATIENCE, Socket, until


@pytest.fixture
def silence(room: Room, api: Any) -> Any:
    """The music has stopped. The route that says so."""
    return api.get(f"/room/{ROOM}/playlist/active").respond(
        **answer("playlist_active.none", 404)
    )


def end(online: Client, room: Room) -> Song:
    """Let what is playing be at its end, and be watched from now on."""
    song = room.now_playing
    assert song is not None
    song.length = 0
    online._realtime.sessions[room.id].upkeep.watch_song()
    return song


def hurry(online: Client) -> list[float]:
    """Let the next two waits be none, the others endless, and note all of them."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        await anyio.sleep(0 if len(waits) < 3 else math.inf)

    object.__setattr__(online._realtime.options, "sleep", sleep)
    return waits


async def test_skipped(online: Client, room: Room, socket: Socket, silence: Any):
    """
    After a skip it is asked whether anything follows.
    """
    former = room.now_playing
    await socket.event("chat-skip")
    told = await online.wait_for("on_song_change", timeout=PATIENCE)

    assert told == (room, None, former)
    assert room.now_playing is None
    assert room.time_left is None
    assert room.score is None


async def test_last_song(online: Client, room: Room, silence: Any):
    """
    If the queue is empty, it is asked as soon as the song should be over.
    """
    room.queue.clear()
    former = end(online, room)
    told = await online.wait_for("on_song_change", timeout=PATIENCE)

    assert told == (room, None, former)


async def test_missed_song(online: Client, room: Room, silence: Any):
    """
    If it is not, an event should tell what follows, and is given some time.
    """
    waits = hurry(online)
    former = end(online, room)

    told = await online.wait_for("on_song_change", timeout=PATIENCE)

    assert room.queue
    assert told == (room, None, former)
    assert waits[:2] == [0, 15]


async def test_still_playing(online: Client, room: Room, api: Any):
    """
    What is still playing then is asked for again until it is not.
    """
    asked = api.get(f"/room/{ROOM}/playlist/active").respond(
        **answer("playlist_active.ok")
    )
    before = asked.call_count
    waits = hurry(online)
    end(online, room)
    await until(lambda: len(waits) == 3)

    assert asked.call_count == before + 1
    assert waits == [0, 15, 30]


async def test_overtaken(online: Client, room: Room, socket: Socket, api: Any):
    """
    What an event said while it was asked is newer than the answer.
    """

    async def be_late(_: Any) -> MockResponse:
        await socket.event("room_playlist-update", song={"_id": "newer"})
        await online.wait_for("on_song_change", timeout=PATIENCE)
        return MockResponse(**answer("playlist_active.none", 404))

    api.get(f"/room/{ROOM}/playlist/active").mock(side_effect=be_late)
    await online._realtime.sessions[room.id].upkeep.read_song()

    assert room.now_playing is not None
    assert room.now_playing.id == "newer"


async def test_closed(queup: Client, api: Any, caplog: pytest.LogCaptureFixture):
    """
    What can't be read because the client is closed is nobody's worry.
    """
    await queup.login("bot", "password")
    room = await queup.join_room(SLUG)
    await queup.close()
    await queup._realtime.sessions[room.id]._read_first()

    assert not caplog.records

"""
What is on air, what was, and votes.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Room, Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]

PLAYLIST = "/room/{harbour-lights}/playlist"


async def test_active(sandbox: Sandbox, data: Data, room: Room):
    """
    What is on air comes with its medium and the seconds it has been.
    """
    assert room.current is not None
    sandbox.advance(12)
    active = await data("GET", f"{PLAYLIST}/active")

    assert active["song"]["_id"] == room.current.id
    assert active["songInfo"]["_id"] == active["song"]["songid"]
    assert (active["song"]["isActive"], active["startTime"]) == (True, 42)


async def test_silence(sandbox: Sandbox, ask: Ask, room: Room):
    """
    Where nothing is playing it is 404.
    """
    answer = await ask("GET", "/room/{north-bay}/playlist/active")

    assert answer.status == 404
    assert answer.json()["data"]["details"]["message"] == "No active song"


@pytest.mark.parametrize(
    ("quirk", "keys"),
    [
        ("no_song_info", {"song", "songInfo", "startTime"}),
        ("no_song", {"songInfo"}),
    ],
)
async def test_quirks(sandbox: Sandbox, data: Data, quirk: str, keys: set[str]):
    """
    The medium may be null, and the song may be missing.
    """
    setattr(sandbox.world.quirks, quirk, True)
    active = await data("GET", f"{PLAYLIST}/active")

    assert set(active) == keys
    assert (active["songInfo"] is None) is (quirk == "no_song_info")


async def test_songs_end(sandbox: Sandbox, room: Room, listen: Listen):
    """
    When a song is over, the next in line begins where it ended.
    """
    assert room.current is not None
    first = room.current
    assert first.ends is not None
    ear = await listen(None, room)
    sandbox.advance((first.ends - sandbox.world.clock()) / 1000 + 7)
    told = await ear.event("room_playlist-update")

    assert room.history[0] is first
    assert (first.is_played, first.is_active, first.skipped) == (True, False, False)
    assert told["song"]["_id"] == room.current.id
    assert (told["startTime"], told["song"]["played"]) == (-1, first.ends)
    assert room.current.user.username == "ada_dj"


async def test_all_songs_end(sandbox: Sandbox, ask: Ask, room: Room):
    """
    After hours all have been heard, in turns, and nothing plays any more.
    """
    sandbox.advance(86_400)
    djs = [entry.user.username for entry in reversed(room.history[:5])]

    assert room.current is None
    assert room.line == []
    assert djs == ["ada_dj", "bo_listener", "cy_vip", "ada_dj", "bo_listener"]
    assert (await ask("GET", f"{PLAYLIST}/active")).status == 404


async def test_the_time_is_watched(sandbox: Sandbox, room: Room, listen: Listen):
    """
    A song ends also if nobody asks for anything.
    """
    ear = await listen(None, room)
    sandbox.world.clock.forward(400)

    assert (await ear.event("room_playlist-update"))["startTime"] == -1


async def test_history(data: Data, room: Room):
    """
    The history has 20 rows a page, the newest first, and a short page at last.
    """
    pages = [
        await data("GET", f"{PLAYLIST}/history", query={"page": number})
        for number in (1, 2, 3, 4)
    ]
    rows = [row for page in pages for row in page]

    assert [len(page) for page in pages] == [20, 20, 6, 0]
    assert [row["_id"] for row in rows] == [entry.id for entry in room.history]
    assert sum(row["_song"] is None for row in rows) == 1
    assert rows[0]["_user"]["username"] in {"ada_dj", "bo_listener"}


async def test_vote(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    A vote counts once, moves the DJ's dubs, and the room hears of both.
    """
    assert room.current is not None
    ada = room.members[room.current.user.id]
    ear, before = await listen(None, room), ada.dubs
    path = f"{PLAYLIST}/{room.current.id}/dubs"
    for _ in range(2):
        assert await data("POST", path, by="ivy", form={"type": "updub"}) == {}
    record, dub = await ear.event(), await ear.event()
    await data("POST", path, by="ivy", form={"type": "downdub"})

    assert record["type"] == f"user_update_{ada.user.id}"
    assert record["user"]["dubs"] == before + 1
    assert (dub["type"], dub["dubtype"]) == ("room_playlist-dub", "updub")
    assert (dub["playlist"]["updubs"], dub["playlist"]["downdubs"]) == (3, 0)
    assert (room.current.score, ada.dubs) == (1, before - 1)


async def test_votes(sandbox: Sandbox, data: Data, room: Room):
    """
    Who voted can be asked.
    """
    sandbox.person("ivy").vote(room, "downdub")
    votes = await data("GET", f"{PLAYLIST}/active/dubs")

    assert room.current is not None
    assert votes["currentSong"]["_id"] == room.current.id
    assert [vote["type"] for vote in votes["upDubs"]] == ["updub", "updub"]
    assert [v["userid"] for v in votes["downDubs"]] == [sandbox.person("ivy").user.id]


async def test_vote_answered_with_404(sandbox: Sandbox, ask: Ask, room: Room):
    """
    A vote may be counted and answered with 404.
    """
    assert room.current is not None
    sandbox.world.quirks.vote_404 = True
    path = f"{PLAYLIST}/{room.current.id}/dubs"
    answer = await ask("POST", path, by="ivy", form={"type": "downdub"})

    assert (answer.status, answer.json()["data"]) == (404, {})
    assert room.current.count("downdub") == 1


async def test_vote_on_something_else(ask: Ask, room: Room):
    """
    Only what is on air is voted on, and only in two ways.
    """
    assert room.current is not None
    old, now = room.history[0].id, room.current.id
    form, other = {"type": "updub"}, {"type": "maybe"}
    past = await ask("POST", f"{PLAYLIST}/{old}/dubs", by="ivy", form=form)
    odd = await ask("POST", f"{PLAYLIST}/{now}/dubs", by="ivy", form=other)

    assert (past.status, odd.status) == (404, 404)


async def test_too_many_votes(ask: Ask, room: Room):
    """
    More than ten votes of one user on one song are too many.
    """
    assert room.current is not None
    path = f"{PLAYLIST}/{room.current.id}/dubs"
    form = {"type": "updub"}
    answers = [await ask("POST", path, by="ivy", form=form) for _ in range(11)]

    assert [answer.status for answer in answers] == [200] * 10 + [429]


@pytest.mark.parametrize(
    ("user", "status"), [("cy_vip", 200), ("ada_dj", 200), ("bo_listener", 401)]
)
async def test_skip(ask: Ask, room: Room, listen: Listen, user: str, status: int):
    """
    A song is skipped with the right to, or by whoever queued it.
    """
    assert room.current is not None
    entry, ear = room.current, await listen(None, room)
    path = f"/chat/skip/{{harbour-lights}}/{entry.id}"
    answer = await ask("POST", path, by=user)

    assert answer.status == status
    assert entry.skipped is (status == 200)
    if status == 200:
        assert await ear.names(2) == ["chat-skip", "room_playlist-update"]


async def test_nothing_to_act_on(sandbox: Sandbox):
    """
    Where nothing is playing, people cannot vote, grab or skip.
    """
    ivy = sandbox.person("ivy")
    for act in (ivy.vote, ivy.grab, ivy.skip):
        with pytest.raises(LookupError, match="nothing is playing in north-bay"):
            act("north-bay")

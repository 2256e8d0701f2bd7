"""
The queue of a room, and one's own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Media, Room, Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]

PLAYLIST = "/room/{harbour-lights}/playlist"
QUEUE = "/room/{harbour-lights}/queue"
OWN = "/user/session/room/{harbour-lights}/queue"


@pytest.fixture
def media(sandbox: Sandbox) -> list[Media]:
    return list(sandbox.world.media.values())


async def line(data: Data) -> list[str]:
    rows = await data("GET", f"{PLAYLIST}/details", by="deckhand")
    return [row["_user"]["username"] for row in rows]


async def test_people(data: Data):
    """
    The queue is people, and for each of them the entry that comes next.
    """
    people = await data("GET", PLAYLIST)
    waiting = await data("GET", f"{PLAYLIST}/waitlist")

    assert [row["songsInQueue"] for row in people] == [2, 2, 1]
    assert await line(data) == ["ada_dj", "bo_listener", "cy_vip"]
    assert len(waiting) == 2


async def test_details(data: Data):
    """
    An entry of the queue has its user, and only the id of its medium.
    """
    row = (await data("GET", f"{PLAYLIST}/details", by="deckhand"))[0]

    assert row["_song"] == row["songid"]
    assert (row["played"], row["isActive"]) == (None, False)


async def test_null_rows(sandbox: Sandbox, data: Data):
    """
    There may be null among them.
    """
    sandbox.world.quirks.null_rows = True
    rows = await data("GET", f"{PLAYLIST}/details", by="deckhand")

    assert rows[-1] is None
    assert len(rows) == 4


async def test_add(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    The first entry puts its user in line; a second one only adds to it.
    """
    assert room.current is not None
    ear = await listen(None, room)
    form = {"songType": "youtube", "songId": "harbour0009"}
    added = await data("POST", PLAYLIST, by="deckhand", form=form)
    await data("POST", PLAYLIST, by="deckhand", form=form)
    names = await ear.names(3)
    own = await data("GET", OWN, by="deckhand")

    assert await line(data) == ["ada_dj", "bo_listener", "cy_vip", "deckhand"]
    assert own[0]["_id"] == added[0]["_id"]
    assert own[0]["_song"]["fkid"] == "harbour0009"
    assert len(own) == 2
    assert names == [
        "room_playlist-queue-update-dub",
        "room_playlist-update",
        "room_playlist-queue-update-dub",
    ]


async def test_repeated_update(
    sandbox: Sandbox, media: list[Media], room: Room, listen: Listen
):
    """
    Who joins or leaves the line has the room told again what is on air.
    """
    assert room.current is not None
    ear = await listen(None, room)
    sandbox.person("ivy").queue(room, media[0])
    joined = await ear.event("room_playlist-update")
    sandbox.person("ivy").pause(room)
    left = await ear.event("room_playlist-update")

    assert joined["song"]["_id"] == left["song"]["_id"] == room.current.id
    assert joined["startTime"] == left["startTime"] == 30


async def test_first_song(sandbox: Sandbox, data: Data, listen: Listen):
    """
    Where nothing plays, what is queued begins at once.
    """
    quiet = sandbox.world.rooms["60b000000000000000000004"]
    ear = await listen(None, quiet)
    form = {"songType": "soundcloud", "songId": "900001"}
    await data("POST", f"/room/{quiet.id}/playlist", by="deckhand", form=form)
    told = await ear.event("room_playlist-update")

    assert (told["startTime"], told["songInfo"]["created"]) == (-1, None)
    assert quiet.line == []


@pytest.mark.parametrize(
    ("type", "fkid", "status"),
    [
        ("youtube", "dQw4w9WgXcQ", 200),
        ("soundcloud", "123", 200),
        ("youtube", "short", 404),
        ("soundcloud", "letters", 404),
        ("vimeo", "123", 404),
    ],
)
async def test_unknown_media(ask: Ask, type: str, fkid: str, status: int):
    """
    What looks like an id at a provider is one.
    """
    form = {"songType": type, "songId": fkid}

    assert (await ask("POST", PLAYLIST, by="ivy", form=form)).status == status


@pytest.mark.parametrize(
    ("settings", "status"),
    [
        ({"lockQueue": True}, 401),
        ({"maxLengthSong": 2}, 400),
        ({"limitQueueLength": True, "maxSongQueueLength": 0}, 400),
        ({"maxLengthSong": 0}, 200),
    ],
)
async def test_settings(ask: Ask, room: Room, settings: Any, status: int):
    """
    A room may be locked, and limit the length of songs and queues.
    """
    room.settings.update(settings)
    form = {"songType": "youtube", "songId": "harbour0009"}
    answer = await ask("POST", PLAYLIST, by="deckhand", form=form)

    assert answer.status == status


async def test_locked_for_others(sandbox: Sandbox, ask: Ask, room: Room):
    """
    Who may lock the queue may use it all the same.
    """
    sandbox.person("dee_mod").lock_queue(room)
    form = {"songType": "youtube", "songId": "harbour0009"}

    assert (await ask("POST", PLAYLIST, by="dee_mod", form=form)).status == 200


async def test_add_playlist(sandbox: Sandbox, data: Data):
    """
    A whole playlist is queued in its order.
    """
    first = next(iter(sandbox.world.playlists))
    path = f"/room/{{harbour-lights}}/queueplaylist/{first}"

    assert len(await data("POST", path, by="deckhand")) == 25
    assert (await data("GET", OWN, by="deckhand"))[24]["_song"]["fkid"] == "harbour0024"


async def test_remove_and_clear(sandbox: Sandbox, ask: Ask, data: Data, room: Room):
    """
    One's own entries are removed, one or all; others' are not one's own.
    """
    entries = sandbox.person("bo_listener").user
    member = room.members[entries.id]
    first = member.queue[0]
    refused = await ask("DELETE", f"{PLAYLIST}/{first.id}", by="deckhand")
    await data("DELETE", f"{PLAYLIST}/{first.id}", by="bo_listener")
    left = len(member.queue)
    await data("DELETE", PLAYLIST, by="bo_listener")

    assert refused.status == 404
    assert (left, member.queue) == (1, [])
    assert await line(data) == ["ada_dj", "cy_vip"]


@pytest.mark.parametrize("name", ["order[]", "order", "order[0]"])
async def test_reorder_own(data: Data, room: Room, sandbox: Sandbox, name: str):
    """
    One's own queue is sorted, however the client writes a list.
    """
    member = room.members[sandbox.person("bo_listener").user.id]
    first, second = member.queue
    path = "/user/session/room/{harbour-lights}/queue/order"
    form = {name: [second.id, first.id]}
    rows = await data("POST", path, by="bo_listener", form=form)

    assert [row["_id"] for row in rows] == [second.id, first.id]


async def test_pause(data: Data, room: Room, listen: Listen):
    """
    Pausing leaves the line, going on joins it at the end.
    """
    ear = await listen(None, room)
    out = await data("PUT", f"{QUEUE}/pause", by="ada_dj", form={"queuePaused": 1})
    without = await line(data)
    await data("PUT", f"{QUEUE}/pause", by="ada_dj", form={"queuePaused": 0})
    told = await ear.event("user-pause-queue")

    assert out["queuePaused"] is True
    assert told["user_queue"]["queuePaused"] is True
    assert without == ["bo_listener", "cy_vip"]
    assert await line(data) == ["bo_listener", "cy_vip", "ada_dj"]


async def test_reorder_line(
    sandbox: Sandbox, ask: Ask, data: Data, room: Room, listen: Listen
):
    """
    Moderators sort the line; those not named come after.
    """
    ear = await listen(None, room)
    form = {"order[]": [sandbox.person("cy_vip").user.id]}
    refused = await ask("POST", f"{QUEUE}/order", by="bo_listener", form=form)
    await data("POST", f"{QUEUE}/order", by="dee_mod", form=form)

    assert refused.status == 401
    assert await line(data) == ["cy_vip", "ada_dj", "bo_listener"]
    assert await ear.names(2) == ["room_playlist-queue-reorder", "room_playlist-update"]


async def test_drop_next(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    Dropping somebody's next song says what comes after it, if anything.
    """
    ear = await listen(None, room)
    bo, cy = sandbox.person("bo_listener").user, sandbox.person("cy_vip").user
    second = room.members[bo.id].queue[1]
    some = await data("DELETE", f"{QUEUE}/user/{bo.id}", by="dee_mod")
    none = await data("DELETE", f"{QUEUE}/user/{cy.id}", by="dee_mod")
    told = await ear.event("room_playlist-queue-remove-user-song")

    assert some["userNextSong"]["_id"] == second.id
    assert none == {"userNextSong": None}
    assert told["removedUser"]["_id"] == bo.id


async def test_remove_dj(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    Removing a DJ removes all they had queued.
    """
    ear = await listen(None, room)
    bo = sandbox.person("bo_listener").user
    await data("DELETE", f"{QUEUE}/user/{bo.id}/all", by="dee_mod")
    told = await ear.event("room_playlist-queue-remove-user")

    assert told["user"]["username"] == "dee_mod"
    assert room.members[bo.id].queue == []
    assert await line(data) == ["ada_dj", "cy_vip"]


async def test_pause_dj(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    Pausing a DJ goes to and fro, unless it is said which.
    """
    ear = await listen(None, room)
    path = f"{QUEUE}/user/{sandbox.person('bo_listener').user.id}/pause"
    bodies: list[Any] = [{}, {}, {"pause": 1}, {"pause": 1}]
    rows = [await data("PUT", path, by="dee_mod", form=form) for form in bodies]
    told = await ear.event("user-pause-queue-mod")

    assert [row["queuePaused"] for row in rows] == [True, False, True, True]
    assert told["mod"]["username"] == "dee_mod"
    assert told["user"]["username"] == "bo_listener"

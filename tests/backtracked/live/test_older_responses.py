"""
Responses that the service made before an event, and that arrive after it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from respx import MockResponse

from backtracked import Client, Room

from ..answers import BOB, ROOM, answer, data, wrapped
from .socket import PATIENCE, Socket

USERS = f"/room/{ROOM}/users"
CHANGES = {"user-avatar-update": {"img": "https://img.example.invalid/new.png"}}


async def read_song(queup: Client) -> None:
    await queup._realtime.sessions[ROOM].upkeep.read_song()


async def read_members(queup: Client) -> None:
    await queup.fetch_members(ROOM)


async def read_member(queup: Client) -> None:
    await queup.fetch_member(ROOM, BOB)


async def read_room(queup: Client) -> None:
    await queup.fetch_room(ROOM)


async def read_user(queup: Client) -> None:
    await queup.fetch_user(BOB)


def score(room: Room) -> Any:
    return room.score


def bob(name: str) -> Callable[[Room], Any]:
    """Return what reads an attribute of Bob's record in a room."""

    def read(room: Room) -> Any:
        member = room.members.from_user_id(BOB)
        return member and getattr(member, name)

    return read


def avatar(room: Room) -> Any:
    return room.client.users[BOB].avatar_url


def locked(room: Room) -> Any:
    return room.queue_locked


def name(room: Room) -> Any:
    return room.name


@pytest.mark.parametrize(
    ("path", "read", "event", "known"),
    [
        (f"/room/{ROOM}/playlist/active", read_song, "room_playlist-dub", score),
        (
            f"/room/{ROOM}/playlist/active",
            read_song,
            "room_playlist-queue-update-grabs",
            score,
        ),
        (USERS, read_members, "user-unsetrole", bob("role")),
        (USERS, read_members, "user-mute", bob("muted")),
        (USERS, read_members, "user-pause-queue", bob("queue_paused")),
        (USERS, read_members, "user_update_id", bob("dubs")),
        (USERS, read_members, "user-avatar-update", avatar),
        (USERS, read_members, "user-leave", bob("id")),
        (f"{USERS}/{BOB}", read_member, "user-unsetrole", bob("role")),
        (f"{USERS}/{BOB}", read_member, "user-avatar-update", avatar),
        (f"/room/{ROOM}", read_room, "room-lock-queue", locked),
        (f"/room/{ROOM}", read_room, "room-update", name),
        (f"/user/{BOB}", read_user, "user-avatar-update", avatar),
    ],
)
async def test_older(
    online: Client,
    room: Room,
    socket: Socket,
    api: Any,
    path: str,
    read: Callable[[Client], Awaitable[None]],
    event: str,
    known: Callable[[Room], Any],
) -> None:
    """
    What an event said since the request is not reset by its response.
    """
    documents = {
        f"/room/{ROOM}/playlist/active": data("playlist_active.ok"),
        USERS: data("room_users.ok"),
        f"{USERS}/{BOB}": next(
            one for one in data("room_users.ok") if one["userid"] == BOB
        ),
        f"/room/{ROOM}": data("room.ok"),
        f"/user/{BOB}": next(
            one["_user"] for one in data("room_users.ok") if one["userid"] == BOB
        ),
    }
    before, after = known(room), []

    async def be_late(_: Any) -> MockResponse:
        await socket.event(event, **CHANGES.get(event, {}))
        await online.wait_for("on_raw_event", timeout=PATIENCE)
        after.append(known(room))
        return MockResponse(json=wrapped(documents[path]))

    route = api.get(path).mock(side_effect=be_late)
    await read(online)

    assert route.called
    assert after[0] != before
    assert known(room) == after[0]


async def test_come_back(online: Client, room: Room, socket: Socket, api: Any):
    """
    Who was missed as they left, and comes while the members are read, is there.
    """
    there = [one for one in data("room_users.ok") if one["userid"] != BOB]

    async def be_late(_: Any) -> MockResponse:
        await socket.event("user-join")
        await online.wait_for("on_member_join", timeout=PATIENCE)
        return MockResponse(json=wrapped(there))

    api.get(USERS).mock(side_effect=be_late)
    await online.fetch_members(room)

    assert room.members.from_user_id(BOB) is not None


async def test_not_named(online: Client, room: Room, socket: Socket, api: Any):
    """
    What events did not name is taken from the response.
    """
    rows = data("room_users.ok")
    next(one for one in rows if one["userid"] == BOB)["dubs"] = 7777

    async def be_late(_: Any) -> MockResponse:
        await socket.event("user-setrole")
        await online.wait_for("on_raw_event", timeout=PATIENCE)
        return MockResponse(json=wrapped(rows))

    api.get(USERS).mock(side_effect=be_late)
    await online.fetch_members(room)

    assert bob("dubs")(room) == 7777
    assert bob("role")(room) is not None


async def test_other_response(online: Client, room: Room, api: Any):
    """
    A response that arrives meanwhile, as of the chat, is no event.
    """
    rows = data("room_users.ok")
    user = next(one["_user"] for one in rows if one["userid"] == BOB)
    user["profileImage"] = "https://img.example.invalid/new.png"

    async def be_late(_: Any) -> MockResponse:
        await online.fetch_chat_history(room)
        return MockResponse(json=wrapped(rows))

    api.get(USERS).mock(side_effect=be_late)
    await online.fetch_members(room)

    assert avatar(room) == "https://img.example.invalid/new.png"


async def test_next_request(online: Client, room: Room, socket: Socket, api: Any):
    """
    The response to a request that was sent after the event counts.
    """
    await socket.event("user-mute")
    await online.wait_for("on_member_mute", timeout=PATIENCE)
    api.get(USERS).respond(**answer("room_users.ok"))
    await online.fetch_members(room)

    assert bob("muted")(room) is False

# Generated from aio/test_shortcuts.py by `nox -s twins`: do not edit.
"""
What models can do: each method asks the client for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from backtracked.sync import (
    AuthenticatedUser,
    Client,
    Member,
    Message,
    Role,
    Room,
    Song,
)

from ..answers import BOB, ME, NEXT, PLAYLIST, ROOM, wrapped

_USER = f"{ROOM}/user/{BOB}"


@attrs.frozen
class Things:
    """Something of each kind, bound to a client."""

    room: Room
    member: Member
    song: Song
    message: Message
    user: AuthenticatedUser


Do = Callable[[Things], Any]
CASES: dict[str, tuple[Do, str, str]] = {
    "kick": (lambda it: it.member.kick(), "POST", f"/chat/kick/{_USER}"),
    "ban": (lambda it: it.member.ban(), "POST", f"/chat/ban/{_USER}"),
    "unban": (lambda it: it.member.unban(), "DELETE", f"/chat/ban/{_USER}"),
    "mute": (lambda it: it.member.mute(), "POST", f"/chat/mute/{_USER}"),
    "unmute": (lambda it: it.member.unmute(), "DELETE", f"/chat/mute/{_USER}"),
    "unset role": (
        lambda it: it.member.unset_role(),
        "DELETE",
        f"/chat/{Role.vip.id}/{_USER}",
    ),
    "remove from queue": (
        lambda it: it.member.remove_from_queue(),
        "DELETE",
        f"/room/{ROOM}/queue/user/{BOB}/all",
    ),
    "lock": (lambda it: it.room.lock_queue(), "PUT", f"/room/{ROOM}/lockQueue"),
    "queue": (
        lambda it: it.room.queue_song("youtube", "x"),
        "POST",
        f"/room/{ROOM}/playlist",
    ),
    "members": (lambda it: it.room.fetch_members(), "GET", f"/room/{ROOM}/users"),
    "read queue": (
        lambda it: it.room.fetch_queue(),
        "GET",
        f"/room/{ROOM}/playlist/details",
    ),
    "chat": (lambda it: it.room.fetch_chat_history(), "GET", f"/chat/{ROOM}"),
    "history": (
        lambda it: it.room.history().collect(),
        "GET",
        f"/room/{ROOM}/playlist/history",
    ),
    "updub": (
        lambda it: it.song.updub(),
        "POST",
        f"/room/{ROOM}/playlist/{NEXT}/dubs",
    ),
    "downdub": (
        lambda it: it.song.downdub(),
        "POST",
        f"/room/{ROOM}/playlist/{NEXT}/dubs",
    ),
    "skip": (lambda it: it.song.skip(), "POST", f"/chat/skip/{ROOM}/{NEXT}"),
    "grab": (
        lambda it: it.song.grab(PLAYLIST),
        "POST",
        f"/playlist/{PLAYLIST}/songs",
    ),
    "follow": (lambda it: it.user.follow(), "POST", f"/user/{ME}/following"),
    "unfollow": (lambda it: it.user.unfollow(), "DELETE", f"/user/{ME}/following"),
    "rename": (
        lambda it: it.user.change_username("new"),
        "POST",
        "/user/updateUsername",
    ),
    "delete": (lambda it: it.message.delete(), "DELETE", f"/chat/{ROOM}/{BOB}-1"),
}


@pytest.mark.parametrize("name", CASES)
def test_shortcut(name: str, api: Any, base_url: str):
    """
    A method of a model sends the request that the client's would.
    """
    do, method, path = CASES[name]
    told = [] if method == "GET" else None
    api.route(method=method, path=path).respond(json=wrapped(told))

    with Client(api=base_url) as queup:
        vip = Role.vip.value
        things = Things(
            Room(id=ROOM).bind(queup),
            Member(id="record", user_id=BOB, room_id=ROOM, granted=vip).bind(queup),
            Song(id=NEXT, song_id="medium", room_id=ROOM).bind(queup),
            Message(id=f"{BOB}-1", author_id=BOB, room_id=ROOM).bind(queup),
            AuthenticatedUser(id=ME).bind(queup),
        )
        do(things)

    assert api.calls.call_count == 1

"""
The emulator's documents have the keys that the service's have.

``fixtures/`` holds documents in the service's shapes, written for this project.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from json import loads
from pathlib import Path
from typing import Any

import pytest

from backtracked.sandbox import Room, Sandbox

Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]

FIXTURES = Path(__file__).parent.parent / "fixtures"

# Keys that hold documents of somebody else's making, or of one place only.
LOOSE = {"images", "profileImage"}


def fixture(name: str) -> Any:
    document = loads((FIXTURES / f"{name}.json").read_text())
    if name.startswith("event."):
        return loads(document["message"]["data"])
    return document["data"]


def missing(expected: Any, found: Any, path: str = "") -> list[str]:
    """
    The keys of one document that another lacks, at any depth.
    """
    if isinstance(expected, list) and isinstance(found, list) and expected and found:
        return missing(expected[0], found[0], path)
    if not isinstance(expected, dict) or not isinstance(found, dict):
        return []
    gone = [f"{path}.{key}" for key in expected.keys() - found.keys()]
    for key in expected.keys() & found.keys() - LOOSE:
        gone += missing(expected[key], found[key], f"{path}.{key}")
    return gone


ROOM, PLAYLIST = "/room/{harbour-lights}", "/room/{harbour-lights}/playlist"
ANSWERS = [
    ("rest.auth_session.ok", "/auth/session"),
    ("rest.auth_token.ok", "/auth/token"),
    ("rest.room.ok", ROOM),
    ("rest.room_users.ok", f"{ROOM}/users"),
    ("rest.room_user.ok", f"{ROOM}/users/{{dee_mod}}"),
    ("rest.room_staff.ok", f"{ROOM}/users/staff"),
    ("rest.room_banned.ok", f"{ROOM}/users/ban"),
    ("rest.room_muted.ok", f"{ROOM}/users/mute"),
    ("rest.room_audit.ok", f"{ROOM}/audit"),
    ("rest.rooms.ok", "/room"),
    ("rest.rooms_search.ok", "/room/term/harbour"),
    ("rest.playlist_active.ok", f"{PLAYLIST}/active"),
    ("rest.playlist_active_dubs.ok", f"{PLAYLIST}/active/dubs"),
    ("rest.queue_users.ok", PLAYLIST),
    ("rest.queue_details.ok", f"{PLAYLIST}/details"),
    ("rest.queue_own.ok", "/user/session/room/{harbour-lights}/queue"),
    ("rest.history.ok", f"{PLAYLIST}/history"),
    ("rest.user.ok", "/user/{bo_listener}"),
    ("rest.user_following.ok", "/user/{bo_listener}/following"),
    ("rest.username_available.ok", "/user/query/availabilty"),
    ("rest.search.ok", "/search"),
    ("rest.song.ok", "/song/60d000000000000000000001"),
    ("rest.song_search.ok", "/song"),
    ("rest.playlists.ok", "/playlist"),
    ("rest.playlist_songs.ok", "/playlist/60f000000000000000000001/songs"),
    ("rest.message_list.ok", "/message"),
    ("rest.message_get.ok", "/message/60e000000000000000000001"),
]


@pytest.mark.parametrize(("name", "path"), ANSWERS)
async def test_answer(sandbox: Sandbox, data: Data, room: Room, name: str, path: str):
    """
    An answer lacks nothing of the service's.
    """
    media = next(iter(sandbox.world.media.values()))
    sandbox.person("deckhand").queue(room, media)
    await data("POST", "/user/{ada_dj}/following", by="bo_listener")

    assert missing(fixture(name), await data("GET", path, by="deckhand")) == []


EVENTS = {
    "chat-message": lambda p, room: p.say(room, "hm"),
    "chat-skip": lambda p, room: p.skip(room),
    "delete-chat-message": lambda p, room: p.delete(room, "x-1"),
    "delete-chat-message-global": lambda p, room: p.clear(room, "ivy"),
    "room-lock-queue": lambda p, room: p.lock_queue(room),
    "room_playlist-dub": lambda p, room: p.vote(room, "downdub"),
    "room_playlist-queue-update-grabs": lambda p, room: p.grab(room),
    "room_playlist-queue-update-dub": lambda p, room: p.pause(room),
    "room_playlist-queue-reorder": lambda p, room: p.reorder_line(room),
    "room_playlist-queue-remove-user": lambda p, room: p.remove_dj(room, "ivy"),
    "room_playlist-queue-remove-user-song": lambda p, r: p.remove_song(r, "ivy"),
    "room_playlist-update": lambda p, room: p.skip(room),
    "user-ban": lambda p, room: p.ban(room, "ivy"),
    "user-join": lambda p, room: p.join(room),
    "user-kick": lambda p, room: p.kick(room, "ivy", "bye"),
    "user-leave": lambda p, room: p.leave(room),
    "user-mute": lambda p, room: p.mute(room, "ivy"),
    "user-pause-queue": lambda p, room: p.pause(room),
    "user-pause-queue-mod": lambda p, room: p.pause_dj(room, "ivy"),
    "user-setrole": lambda p, room: p.set_role(room, "ivy", "vip"),
    "user-unban": lambda p, room: p.unban(room, "ivy"),
    "user-unmute": lambda p, room: p.mute(room, "ivy", muted=False),
    "user-unsetrole": lambda p, room: p.unset_role(room, "ada_dj"),
}


@pytest.mark.parametrize("name", EVENTS)
async def test_event(sandbox: Sandbox, room: Room, listen: Listen, name: str):
    """
    An event lacks nothing of the service's.
    """
    ear = await listen(None, room)
    EVENTS[name](sandbox.person("bo_listener"), room)

    assert missing(fixture(f"event.{name}"), await ear.event(name)) == []

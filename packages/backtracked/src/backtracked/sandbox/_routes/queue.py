"""
The queue of a room, and the logged-in user's own.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._actions import queue
from backtracked.sandbox._endpoint import Call, Endpoints, among, found, refused
from backtracked.sandbox._shapes import rooms as room_shapes
from backtracked.sandbox._shapes import songs as shapes
from backtracked.sandbox._world import Media

endpoints = Endpoints()


# --- Everybody's


@endpoints.add("GET", "/room/{room}/playlist")
def people(call: Call) -> Any:
    return [room_shapes.in_line(call.room, member) for member in call.room.in_line()]


@endpoints.add("GET", "/room/{room}/playlist/details", private=True)
def details(call: Call) -> Any:
    rows = [shapes.with_user(member.queue[0]) for member in call.room.in_line()]
    return [*rows, None] if call.world.quirks.null_rows else rows


@endpoints.add("GET", "/room/{room}/playlist/waitlist")
def waitlist(call: Call) -> Any:
    waiting = (entry for member in call.room.in_line() for entry in member.queue[1:])
    return [shapes.with_user(entry) for entry in waiting]


@endpoints.add("POST", "/room/{room}/queue/order", private=True)
def reorder_line(call: Call) -> Any:
    user = call.require("queue-order")
    queue.reorder_line(call.world, call.room, user, call.fields.many("order"))
    return people(call)


@endpoints.add("DELETE", "/room/{room}/queue/user/{user}", private=True)
def drop_next(call: Call) -> Any:
    moderator = call.require("queue-order")
    following = queue.drop_next(call.world, call.room, moderator, call.user)
    return {"userNextSong": shapes.with_media(following) if following else None}


@endpoints.add("DELETE", "/room/{room}/queue/user/{user}/all", private=True)
def remove_dj(call: Call) -> Any:
    queue.remove_dj(call.world, call.room, call.require("queue-order"), call.user)
    return {}


@endpoints.add("PUT", "/room/{room}/queue/user/{user}/pause", private=True)
def pause_dj(call: Call) -> Any:
    moderator, user, room = call.require("queue-order"), call.user, call.room
    paused = not call.world.member(room, user).queue_paused
    if "pause" in call.fields:
        paused = call.fields.flag("pause")
    member = queue.pause(call.world, room, user, paused=paused, by=moderator)
    return room_shapes.member(room, member)


# --- The logged-in user's queue


@endpoints.add("GET", "/user/session/room/{room}/queue", private=True)
def own(call: Call) -> Any:
    return [shapes.with_media(entry) for entry in call.own_queue]


@endpoints.add("POST", "/user/session/room/{room}/queue/order", private=True)
def reorder_own(call: Call) -> Any:
    queue.reorder(call.world, call.room, call.me, call.fields.many("order"))
    return own(call)


@endpoints.add("POST", "/room/{room}/playlist", private=True)
def add(call: Call) -> Any:
    source, fkid = call.fields.text("songType"), call.fields.text("songId")
    media = found(call.world.medium(source, fkid), "Song")
    _check(call, media)
    return [shapes.entry(e) for e in queue.add(call.world, call.room, call.me, media)]


@endpoints.add("POST", "/room/{room}/queueplaylist/{playlist}", private=True)
def add_playlist(call: Call) -> Any:
    media = [item.media for item in call.own_playlist.items]
    _check(call, *media)
    return [shapes.entry(e) for e in queue.add(call.world, call.room, call.me, *media)]


def _check(call: Call, *media: Media) -> None:
    """
    See that the room takes these.
    """
    room, settings, me = call.room, call.room.settings, call.me
    if settings["lockQueue"] and not call.world.may(room, me, "lock-queue"):
        raise refused("The queue is locked", 401)
    longest = settings["maxLengthSong"] * 60_000
    if longest and any(one.length > longest for one in media):
        raise refused("The song is too long for this room")
    room_for = settings["maxSongQueueLength"] - len(call.own_queue)
    if settings["limitQueueLength"] and len(media) > room_for:
        raise refused("Your queue is full")


@endpoints.add("DELETE", "/room/{room}/playlist/{song}", private=True)
def remove(call: Call) -> Any:
    entry = among(call.own_queue, call.path["song"])
    queue.remove(call.world, call.room, call.me, entry)
    return {}


@endpoints.add("DELETE", "/room/{room}/playlist", private=True)
def clear(call: Call) -> Any:
    queue.remove(call.world, call.room, call.me, *call.own_queue)
    return {}


@endpoints.add("PUT", "/room/{room}/queue/pause", private=True)
def pause(call: Call) -> Any:
    paused = call.fields.flag("queuePaused")
    member = queue.pause(call.world, call.room, call.me, paused=paused)
    return room_shapes.member(call.room, member)

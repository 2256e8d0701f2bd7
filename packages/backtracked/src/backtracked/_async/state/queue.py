# No twin: only what listens to events has a state that follows them.
"""
The queue.
"""

from __future__ import annotations

from ... import _events as events
from .base import seen_user, update_room
from .wire import Live, Payload, on_wire, required

_SOON = "room.queue, soon after"


@on_wire(
    "room_playlist-queue-update-dub",
    "room_playlist-queue-update",
    tells=[events.QUEUE_UPDATE, events.QUEUE_ADD],
    changes=_SOON,
)
def queue_changed(live: Live, payload: Payload) -> None:
    """The queue changed. The event does not say how."""
    seen_user(live, payload.get("user"))
    live.queue_changed()


@on_wire(
    "room_playlist-queue-reorder",
    tells=[events.QUEUE_REORDER, events.QUEUE_UPDATE],
    changes=_SOON,
)
def queue_reordered(live: Live, payload: Payload) -> None:
    """A moderator changed the order of the DJs."""
    live.fire(events.QUEUE_REORDER, live.room, seen_user(live, payload.get("user")))
    live.queue_changed()


@on_wire(
    "room_playlist-queue-remove-user-song",
    tells=[events.QUEUE_SONG_REMOVE, events.QUEUE_UPDATE],
    changes=_SOON,
)
def queue_song_removed(live: Live, payload: Payload) -> None:
    """A moderator removed a song."""
    _removed(live, payload, events.QUEUE_SONG_REMOVE)


@on_wire(
    "room_playlist-queue-remove-user",
    tells=[events.QUEUE_USER_REMOVE, events.QUEUE_UPDATE],
    changes=_SOON,
)
def queue_user_removed(live: Live, payload: Payload) -> None:
    """A moderator removed all songs of a user."""
    _removed(live, payload, events.QUEUE_USER_REMOVE)


def _removed(live: Live, payload: Payload, name: str) -> None:
    moderator = seen_user(live, payload.get("user"))
    user = seen_user(live, payload.get("removedUser"))
    live.fire(name, live.room, user, moderator)
    live.queue_changed()


@on_wire("room-lock-queue", tells=[events.QUEUE_LOCK], changes="room.queue_locked")
def queue_locked(live: Live, payload: Payload) -> None:
    """The queue was locked or unlocked."""
    update_room(live, payload.get("room"))
    live.fire(events.QUEUE_LOCK, live.room, seen_user(live, payload.get("user")))


@on_wire(
    "user-pause-queue",
    "user-pause-queue-mod",
    tells=[events.QUEUE_PAUSE, events.QUEUE_UPDATE],
    changes="member.queue_paused",
)
def queue_paused(live: Live, payload: Payload) -> None:
    """A user left the queue, or rejoined it."""
    moderator = seen_user(live, payload.get("mod"))
    seen_user(live, payload.get("user"))
    live.queue_changed()
    member = live.caches.member(live.room, payload.get("user_queue"))
    live.fire(events.QUEUE_PAUSE, required(member, "user_queue"), moderator)

# No twin: only what listens to events has a state that follows them.
"""
The queue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import _events as events
from .base import seen_user, update_room
from .wire import Payload, on_wire, required

if TYPE_CHECKING:
    from ..room_session import RoomSession

_SOON = "room.queue, soon after"


@on_wire(
    "room_playlist-queue-update-dub",
    "room_playlist-queue-update",
    tells=[events.QUEUE_UPDATE, events.QUEUE_ADD],
    changes=_SOON,
)
def queue_changed(session: RoomSession, payload: Payload) -> None:
    """The queue changed. The event does not say how."""
    seen_user(session, payload.get("user"))
    session.upkeep.queue_changed()


@on_wire(
    "room_playlist-queue-reorder",
    tells=[events.QUEUE_REORDER, events.QUEUE_UPDATE],
    changes=_SOON,
)
def queue_reordered(session: RoomSession, payload: Payload) -> None:
    """A moderator changed the order of the DJs."""
    session.fire(
        events.QUEUE_REORDER, session.room, seen_user(session, payload.get("user"))
    )
    session.upkeep.queue_changed()


@on_wire(
    "room_playlist-queue-remove-user-song",
    tells=[events.QUEUE_SONG_REMOVE, events.QUEUE_UPDATE],
    changes=_SOON,
)
def queue_song_removed(session: RoomSession, payload: Payload) -> None:
    """A moderator removed a song."""
    _removed(session, payload, events.QUEUE_SONG_REMOVE)


@on_wire(
    "room_playlist-queue-remove-user",
    tells=[events.QUEUE_USER_REMOVE, events.QUEUE_UPDATE],
    changes=_SOON,
)
def queue_user_removed(session: RoomSession, payload: Payload) -> None:
    """A moderator removed all songs of a user."""
    _removed(session, payload, events.QUEUE_USER_REMOVE)


def _removed(session: RoomSession, payload: Payload, name: str) -> None:
    moderator = seen_user(session, payload.get("user"))
    user = seen_user(session, payload.get("removedUser"))
    session.fire(name, session.room, user, moderator)
    session.upkeep.queue_changed()


@on_wire("room-lock-queue", tells=[events.QUEUE_LOCK], changes="room.queue_locked")
def queue_locked(session: RoomSession, payload: Payload) -> None:
    """The queue was locked or unlocked."""
    update_room(session, payload.get("room"))
    session.fire(
        events.QUEUE_LOCK, session.room, seen_user(session, payload.get("user"))
    )


@on_wire(
    "user-pause-queue",
    "user-pause-queue-mod",
    tells=[events.QUEUE_PAUSE, events.QUEUE_UPDATE],
    changes="member.queue_paused",
)
def queue_paused(session: RoomSession, payload: Payload) -> None:
    """A user left the queue, or rejoined it."""
    moderator = seen_user(session, payload.get("mod"))
    seen_user(session, payload.get("user"))
    session.upkeep.queue_changed()
    member = session.caches.member(session.room, payload.get("user_queue"))
    session.fire(events.QUEUE_PAUSE, required(member, "user_queue"), moderator)

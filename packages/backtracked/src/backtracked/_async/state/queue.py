# No twin: only what listens to events has a state that follows them.
"""
The queue.
"""

from __future__ import annotations

from ..models.room import Room
from .base import Live, Payload, room_told, somebody


def queue_changed(live: Live, room: Room, payload: Payload) -> None:
    """The queue is another. The event does not say how."""
    somebody(live, payload.get("user"))
    live.queue_changed(room)


def queue_reordered(live: Live, room: Room, payload: Payload) -> None:
    """A moderator put the DJs in order."""
    live.fire("on_queue_reorder", room, somebody(live, payload.get("user")))
    live.queue_changed(room)


def queue_song_removed(live: Live, room: Room, payload: Payload) -> None:
    """A moderator took a song out."""
    _removed(live, room, payload, "on_queue_song_remove")


def queue_user_removed(live: Live, room: Room, payload: Payload) -> None:
    """A moderator took all songs of somebody out."""
    _removed(live, room, payload, "on_queue_user_remove")


def _removed(live: Live, room: Room, payload: Payload, name: str) -> None:
    moderator = somebody(live, payload.get("user"))
    live.fire(name, room, somebody(live, payload.get("removedUser")), moderator)
    live.queue_changed(room)


def queue_locked(live: Live, room: Room, payload: Payload) -> None:
    """The queue was locked or unlocked."""
    room_told(room, payload.get("room"))
    live.fire("on_queue_lock", room, somebody(live, payload.get("user")))


def queue_paused(live: Live, room: Room, payload: Payload) -> None:
    """Somebody left the queue, or came back."""
    moderator = somebody(live, payload.get("mod"))
    somebody(live, payload.get("user"))
    member = live.caches.member(room, payload.get("user_queue"))
    if member is not None:
        live.fire("on_queue_pause", member, moderator)
    live.queue_changed(room)

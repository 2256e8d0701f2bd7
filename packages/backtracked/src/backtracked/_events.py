"""
The events of channels: what each is called, changes, and has called.
"""

from __future__ import annotations

import re

import attrs

from ._async.state import chat, people, queue, rooms, songs
from ._async.state.base import Apply


@attrs.frozen
class ChannelEvent:
    """
    An event of a room's channel.

    Attributes:
        name: What it is called on the wire. ``<uid>`` stands for a user's id.

        apply: Brings the state up to date, and has handlers called.

        handlers: Their names.

        changes: What is up to date afterwards.
    """

    name: str
    apply: Apply
    handlers: tuple[str, ...]
    changes: str = ""


def _event(name: str, apply: Apply, handlers: str, changes: str = "") -> ChannelEvent:
    return ChannelEvent(name, apply, tuple(handlers.split()), changes)


_QUEUE = "room.queue, soon after"
_ALL = (
    _event("chat-message", chat.chat_message, "on_chat", "client.messages"),
    _event("chat-skip", chat.chat_skipped, "on_chat_skip"),
    _event(
        "delete-chat-message", chat.chat_deleted, "on_chat_delete", "message.deleted"
    ),
    _event(
        "delete-chat-message-global",
        chat.chat_cleared,
        "on_chat_clear",
        "message.deleted",
    ),
    _event(
        "room_playlist-update",
        songs.playing,
        "on_song_change on_playlist_song_add on_queue_update",
        "room.now_playing, room.queue",
    ),
    _event("room_playlist-dub", songs.dubbed, "on_dub", "room.score"),
    _event("room_playlist-queue-update-grabs", songs.grabbed, "on_grab", "room.score"),
    _event(
        "room_playlist-queue-update-dub",
        queue.queue_changed,
        "on_queue_update on_playlist_song_add",
        _QUEUE,
    ),
    _event(
        "room_playlist-queue-update",
        queue.queue_changed,
        "on_queue_update on_playlist_song_add",
        _QUEUE,
    ),
    _event(
        "room_playlist-queue-reorder",
        queue.queue_reordered,
        "on_queue_reorder on_queue_update",
        _QUEUE,
    ),
    _event(
        "room_playlist-queue-remove-user-song",
        queue.queue_song_removed,
        "on_queue_song_remove on_queue_update",
        _QUEUE,
    ),
    _event(
        "room_playlist-queue-remove-user",
        queue.queue_user_removed,
        "on_queue_user_remove on_queue_update",
        _QUEUE,
    ),
    _event("room-update", rooms.room_updated, "on_room_update", "room"),
    _event("room-lock-queue", queue.queue_locked, "on_queue_lock", "room.queue_locked"),
    _event("room-slow-mode", rooms.slow_mode, "on_slow_mode on_room_update", "room"),
    _event(
        "room-allow-guest-chat",
        rooms.guest_chat,
        "on_guest_chat on_room_update",
        "room",
    ),
    _event(
        "room-allow-guest-embed",
        rooms.guest_embed,
        "on_guest_embed on_room_update",
        "room",
    ),
    _event("user-join", people.joined, "on_member_join", "room.members"),
    _event("user-leave", people.left, "on_member_leave", "room.members"),
    _event("user-kick", people.kicked, "on_member_kick", "room.members"),
    _event("user-ban", people.banned, "on_member_ban", "room.members"),
    _event("user-unban", people.unbanned, "on_member_unban"),
    _event("user-mute", people.muted, "on_member_mute", "member.muted"),
    _event("user-unmute", people.unmuted, "on_member_unmute", "member.muted"),
    _event("user-setrole", people.role_set, "on_member_role_set", "member.role"),
    _event("user-unsetrole", people.role_unset, "on_member_role_unset", "member.role"),
    _event(
        "user-pause-queue",
        queue.queue_paused,
        "on_queue_pause on_queue_update",
        "member.queue_paused",
    ),
    _event(
        "user-pause-queue-mod",
        queue.queue_paused,
        "on_queue_pause on_queue_update",
        "member.queue_paused",
    ),
    _event("user_update_<uid>", people.record_updated, "on_member_update", "member"),
    _event("user-update-<uid>", people.picture_updated, "on_user_update", "user"),
    _event("user-avatar-update", people.picture_updated, "on_user_update", "user"),
)

#: All events of rooms by their names.
EVENTS = {event.name: event for event in _ALL}

#: The one event of one's own channel.
PRIVATE_MESSAGE = "new-message"

_WITH_ID = re.compile(r"(user_update_|user-update-)(.+)")


def find_event(name: str) -> tuple[ChannelEvent | None, str | None]:
    """Return the event of a name, and the user's id in it, if any."""
    event = EVENTS.get(name)
    if event is not None:
        return event, None
    match = _WITH_ID.fullmatch(name)
    if match is None:
        return None, None
    return EVENTS[f"{match[1]}<uid>"], match[2]

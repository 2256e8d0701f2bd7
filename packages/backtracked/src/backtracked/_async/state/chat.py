# No twin: only what listens to events has a state that follows them.
"""
Chat, in rooms and in private.
"""

from __future__ import annotations

from ..models.room import Room
from .base import Live, Payload, present, somebody


def chat_message(live: Live, room: Room, payload: Payload) -> None:
    """Somebody wrote."""
    somebody(live, payload.get("user"))
    record = payload.get("queue_object")
    if record is not None:
        present(live, room, record)
    live.fire("on_chat", live.caches.message(room, payload))


def chat_deleted(live: Live, _: Room, payload: Payload) -> None:
    """A moderator deleted a message."""
    somebody(live, payload.get("user"))
    message = live.caches.messages.get(payload.get("chatid", ""))
    if message is not None:
        message.deleted = True
        live.fire("on_chat_delete", message)


def chat_cleared(live: Live, room: Room, payload: Payload) -> None:
    """A moderator deleted all that somebody wrote."""
    somebody(live, payload.get("user"))
    author = payload.get("userdid") or ""
    gone = [
        one for one in live.caches.messages.by_author(author) if one.room_id == room.id
    ]
    for one in gone:
        one.deleted = True
    live.fire("on_chat_clear", room, live.caches.users.get(author), gone)


def chat_skipped(live: Live, room: Room, payload: Payload) -> None:
    """Somebody skipped the song. Nothing tells of it if no other follows."""
    name = payload.get("username")
    if name is None and (user := somebody(live, payload.get("user"))):
        name = user.username
    live.fire("on_chat_skip", room, name)
    live.song_skipped(room)


def private_message(live: Live, payload: Payload) -> None:
    """A conversation has a new message. Its text is not in the event."""
    conversation = payload.get("messageid")
    if isinstance(conversation, str) and payload.get("userid") != live.my_id:
        live.private(conversation)

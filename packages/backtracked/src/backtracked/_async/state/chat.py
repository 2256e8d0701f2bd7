# No twin: only what listens to events has a state that follows them.
"""
Chat in rooms.
"""

from __future__ import annotations

from ... import _events as events
from ..._fields import text
from ..._ids import ident
from .base import present, seen_user
from .wire import Live, Payload, on_wire


@on_wire("chat-message", tells=[events.CHAT], changes="client.messages", is_chat=True)
def chat_message(live: Live, payload: Payload) -> None:
    """A user wrote."""
    seen_user(live, payload.get("user"))
    record = payload.get("queue_object")
    if record is not None:
        present(live, record)
    live.fire(events.CHAT, live.caches.message(live.room, payload))


@on_wire(
    "delete-chat-message",
    tells=[events.CHAT_DELETE],
    changes="message.deleted",
    is_chat=True,
)
def chat_deleted(live: Live, payload: Payload) -> None:
    """A message was deleted."""
    seen_user(live, payload.get("user"))
    message = live.caches.messages.get(ident(payload.get("chatid")) or "")
    if message is not None and not message.is_announced_deleted:
        message.deleted = message.is_announced_deleted = True
        live.fire(events.CHAT_DELETE, message)


@on_wire(
    "delete-chat-message-global",
    tells=[events.CHAT_CLEAR],
    changes="message.deleted",
    is_chat=True,
)
def chat_cleared(live: Live, payload: Payload) -> None:
    """All messages of a user were deleted."""
    seen_user(live, payload.get("user"))
    author = ident(payload.get("userdid")) or ""
    gone = [
        one
        for one in live.caches.messages.by_author(author)
        if one.room_id == live.room.id
    ]
    for one in gone:
        one.deleted = one.is_announced_deleted = True
    live.fire(events.CHAT_CLEAR, live.room, live.caches.users.get(author), gone)


@on_wire("chat-skip", tells=[events.CHAT_SKIP])
def chat_skipped(live: Live, payload: Payload) -> None:
    """A user skipped the song. No event follows if the queue is empty."""
    name: str | None = text(payload.get("username")) or None
    if name is None and (user := seen_user(live, payload.get("user"))):
        name = user.username
    live.fire(events.CHAT_SKIP, live.room, name)
    live.song_skipped()

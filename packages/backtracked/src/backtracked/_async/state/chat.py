# No twin: only what listens to events has a state that follows them.
"""
Chat in rooms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import _events as events
from ..._fields import text
from ..._ids import ident
from .base import present, seen_user
from .wire import Payload, on_wire

if TYPE_CHECKING:
    from ..room_session import RoomSession


@on_wire("chat-message", tells=[events.CHAT], changes="client.messages", is_chat=True)
def chat_message(session: RoomSession, payload: Payload) -> None:
    """A user wrote."""
    author = seen_user(session, payload.get("user"))
    record = payload.get("queue_object")
    if record is not None:
        present(session, record)
    message = session.caches.message(session.room, payload, author)
    session.fire(events.CHAT, message)


@on_wire(
    "delete-chat-message",
    tells=[events.CHAT_DELETE],
    changes="message.deleted",
    is_chat=True,
)
def chat_deleted(session: RoomSession, payload: Payload) -> None:
    """A message was deleted."""
    seen_user(session, payload.get("user"))
    message = session.caches.messages.get(ident(payload.get("chatid")) or "")
    if message is not None and not message.is_announced_deleted:
        message.deleted = message.is_announced_deleted = True
        session.fire(events.CHAT_DELETE, message)


@on_wire(
    "delete-chat-message-global",
    tells=[events.CHAT_CLEAR],
    changes="message.deleted",
    is_chat=True,
)
def chat_cleared(session: RoomSession, payload: Payload) -> None:
    """All messages of a user were deleted."""
    seen_user(session, payload.get("user"))
    author = ident(payload.get("userdid")) or ""
    gone = [
        one
        for one in session.caches.messages.by_author(author)
        if one.room_id == session.room.id
    ]
    for one in gone:
        one.deleted = one.is_announced_deleted = True
    session.fire(
        events.CHAT_CLEAR, session.room, session.caches.users.get(author), gone
    )


@on_wire("chat-skip", tells=[events.CHAT_SKIP])
def chat_skipped(session: RoomSession, payload: Payload) -> None:
    """A user skipped the song. No event follows if the queue is empty."""
    name: str | None = text(payload.get("username")) or None
    if name is None and (user := seen_user(session, payload.get("user"))):
        name = user.username
    session.fire(events.CHAT_SKIP, session.room, name)
    session.upkeep.watch_song(is_skipped=True)

# No twin: only what listens to events has a state that follows them.
"""
What several events do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import _events as events
from ..._ids import id_within, ident
from ..models.member import Member
from ..models.user import User

if TYPE_CHECKING:
    from ..room_session import RoomSession


def seen_user(session: RoomSession, document: Any) -> User | None:
    """Cache the user of a document, and notice another name."""
    if type(document) is not dict:
        return session.caches.users.get(ident(document) or "")
    known = session.caches.users.touch(id_within(document) or "")
    if known is None:
        return session.caches.user(document)
    before = known.username
    session.caches.renew(known, document)
    if before and known.username and known.username != before:
        session.fire(events.USER_RENAME, known, before)
    return known


def update_room(session: RoomSession, document: Any) -> None:
    """Update the room, if the document is about it."""
    if type(document) is dict and ident(document.get("_id", session.room.id)) == (
        session.room.id
    ):
        session.caches.renew(session.room, document)


def present(session: RoomSession, document: Any) -> Member | None:
    """Cache the record of a user who is in the room."""
    member = session.caches.member(session.room, document)
    if member is not None:
        session.room.members.arrive(member)
    return member

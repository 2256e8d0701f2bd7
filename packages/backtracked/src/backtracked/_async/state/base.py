# No twin: only what listens to events has a state that follows them.
"""
What several events do.
"""

from __future__ import annotations

from typing import Any

from ... import _events as events
from ..._ids import id_within, ident
from ..models.member import Member
from ..models.record import renew
from ..models.user import User
from .wire import Live


def seen_user(live: Live, document: Any) -> User | None:
    """Cache the user of a document, and notice another name."""
    if type(document) is not dict:
        return live.caches.users.get(ident(document) or "")
    known = live.caches.users.touch(id_within(document) or "")
    if known is None:
        return live.caches.user(document)
    before = known.username
    renew(known, document)
    if before and known.username and known.username != before:
        live.fire(events.USER_RENAME, known, before)
    return known


def update_room(live: Live, document: Any) -> None:
    """Update the room, if the document is about it."""
    if type(document) is dict and ident(document.get("_id", live.room.id)) == (
        live.room.id
    ):
        renew(live.room, document)


def present(live: Live, document: Any) -> Member | None:
    """Cache the record of a user who is in the room."""
    member = live.caches.member(live.room, document)
    if member is not None and live.room.members.get(member.id) is not member:
        live.room.members.arrive(member)
    return member

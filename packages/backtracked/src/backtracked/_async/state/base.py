# No twin: only what listens to events has a state that follows them.
"""
What the events need, and what several of them do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from ..caches import Caches
from ..models.member import Member
from ..models.record import renew
from ..models.room import Room
from ..models.user import User

Payload: TypeAlias = dict[str, Any]


class Live(Protocol):
    """What the events need of a client."""

    #: What was seen.
    caches: Caches

    @property
    def my_id(self) -> str | None:
        """One's own id, ``None`` for a guest."""
        ...

    def fire(self, name: str, *arguments: Any) -> None:
        """Have handlers called."""

    def queue_changed(self, room: Room) -> None:
        """Have the queue read again, soon."""

    def song_known(self, room: Room) -> None:
        """Have what is playing watched: its end may go unnoticed."""

    def song_skipped(self, room: Room) -> None:
        """Have it asked, soon, whether anything is playing."""

    def departed(self, room: Room) -> None:
        """Have it looked after that one has left, as one did not mean to."""

    def expelled(self, room: Room) -> None:
        """Know that one was put out."""

    def private(self, conversation_id: str) -> None:
        """Have the new message of a conversation read."""


Apply: TypeAlias = Callable[[Live, Room, Payload], None]


def somebody(live: Live, document: Any) -> User | None:
    """Keep the user of a document, and notice another name."""
    if type(document) is not dict:
        return None
    known = live.caches.users.get(document.get("_id", ""))
    if known is None:
        return live.caches.user(document)
    before = known.username
    renew(known, document)
    if before and known.username != before:
        live.fire("on_user_rename", known, before)
    return known


def room_told(room: Room, document: Any) -> None:
    """Bring a room up to date, if the document is about it."""
    if type(document) is dict and document.get("_id", room.id) == room.id:
        renew(room, document)


def present(live: Live, room: Room, document: Any) -> Member | None:
    """Keep the record of somebody who is in the room."""
    member = live.caches.member(room, document)
    if member is not None and member.id not in room.members:
        room.members.arrive(member)
    return member

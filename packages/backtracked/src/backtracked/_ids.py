"""
Ids: those of the service, and those that stand in other models.
"""

from __future__ import annotations

from typing import Any


def ident(value: Any) -> str | None:
    """
    Return an id of the service's JSON, or ``None`` if *value* is none.

    MongoDB writes ids as ``{"$oid": "..."}`` where an exporter did not convert them.
    """
    if type(value) is dict:
        value = value.get("$oid")
    if type(value) is str:
        # Half a surrogate pair can't be sent back.
        return value if value and value.isprintable() else None
    return str(value) if type(value) is int else None


def id_within(value: Any) -> str | None:
    """Return the id of a reference: an id, or an object that has one."""
    if type(value) is dict and "_id" in value:
        value = value["_id"]
    return ident(value)


def user_id_of(user: Any) -> str:
    """
    Return a user's id.

    Args:
        user: ID, User or Member, whose own ``id`` is that of its record.
    """
    return str(getattr(user, "user_id", None) or getattr(user, "id", user))


def room_id_of(room: Any) -> str:
    """Return the id of a room or of its id."""
    return str(getattr(room, "id", room))


def song_id_of(song: Any) -> str:
    """Return the id of the medium of a queue entry, of a medium, or of its id."""
    return str(getattr(song, "song_id", None) or getattr(song, "id", song))

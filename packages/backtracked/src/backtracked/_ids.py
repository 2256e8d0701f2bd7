"""
Ids, of which some stand in other models.
"""

from __future__ import annotations

from typing import Any


def user_id_of(user: Any) -> str:
    """
    Return a user's id.

    Args:
        user: An id, a user, or a member, whose own ``id`` is that of its record.
    """
    return str(getattr(user, "user_id", None) or getattr(user, "id", user))


def room_id_of(room: Any) -> str:
    """Return a room's id, which may stand for it."""
    return str(getattr(room, "id", room))


def song_id_of(song: Any) -> str:
    """Return the id of a medium: that of a queue entry's, or its own."""
    return str(getattr(song, "song_id", None) or getattr(song, "id", song))

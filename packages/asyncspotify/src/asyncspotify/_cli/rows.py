"""
Objects of the service as rows of tables and files.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

Row = dict[str, Any]

#: Columns of a row, in the order of files.
COLUMNS = (
    "type",
    "name",
    "artists",
    "album",
    "released",
    "duration",
    "explicit",
    "added_at",
    "added_by",
    "isrc",
    "uri",
)

#: The type of an entry whose content is gone.
UNAVAILABLE = "unavailable"


def row_of(item: Any, added_at: datetime | None = None) -> Row:
    """
    Return the row of a track, episode, album, show, artist, playlist or audiobook.

    Args:
        item: The object. ``None``, or one without a URI, is content that is gone.
        added_at: When it was saved, for entries of a library.
    """
    if item is None or item.uri is None:
        return _row(item, UNAVAILABLE, added_at)
    row = _row(item, item.type, added_at)
    dated = getattr(item, "album", None) or item
    released = getattr(dated, "released", None)
    row |= {
        "artists": _people(item),
        "album": _parent(item),
        "released": None if released is None else str(released),
        "duration": getattr(item, "duration", None),
        "explicit": getattr(item, "explicit", None),
        "isrc": (getattr(item, "external_ids", None) or {}).get("isrc"),
    }
    return row


def _row(item: Any, kind: str, added_at: datetime | None) -> Row:
    added_by = getattr(item, "added_by", None)
    return {
        **dict.fromkeys(COLUMNS),
        "type": kind,
        "name": None if item is None else item.name,
        "artists": [],
        "added_at": added_at or getattr(item, "added_at", None),
        "added_by": None if added_by is None else added_by.id,
        "id": None if item is None else item.id,
        "uri": None if item is None else item.uri,
    }


def _people(item: Any) -> list[str]:
    """Return the names of artists, authors, publisher or owner."""
    for name in ("artists", "authors"):
        if people := getattr(item, name, None):
            return [each.name for each in people if each.name]
    owner = getattr(item, "owner", None)
    names = [getattr(item, "publisher", None), owner and (owner.name or owner.id)]
    return [name for name in names if name]


def _parent(item: Any) -> str | None:
    """Return the name of the album, show or audiobook that an item is part of."""
    for name in ("album", "show", "audiobook"):
        if parent := getattr(item, name, None):
            found: str | None = parent.name
            return found
    return None

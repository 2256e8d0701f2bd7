"""
What playlists hold: tracks and episodes, with who put them there.

The service wraps them: the entry has the date, and inside of it is the track. In
2026 it renamed the inner key from ``track`` to ``item``, and some answers have
both. Here they are one object, as they have always been.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeAlias

import attrs

from ..._models import SpotifyObject
from .full_track import FullTrack
from .podcast import FullEpisode
from .user import PublicUser


def _inside(entry: dict[str, Any]) -> dict[str, Any] | None:
    """Return the track of an entry, or ``None`` if it is gone."""
    inside = entry.get("item")
    if type(inside) is not dict:
        # A track inside has such a key too, which says that it is one.
        inside = entry.get("track")
    if type(inside) is dict:
        return inside
    # What `to_data` wrote is flat.
    return entry if isinstance(entry.get("type"), str) else None


class _Entry:
    """What tracks and episodes in a playlist share."""

    __slots__ = ()

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Return the track of an entry, with what the entry says."""
        inside = _inside(data)
        if inside is None or inside is data:
            return data
        flat = inside.copy()
        flat["added_at"] = data.get("added_at")
        flat["added_by"] = data.get("added_by")
        if "is_local" not in flat:
            flat["is_local"] = data.get("is_local")
        return flat

    @staticmethod
    def _tag(data: dict[str, Any]) -> str | None:
        inside = _inside(data)
        return None if inside is None else SpotifyObject._tag(inside)


@attrs.define(kw_only=True, eq=False, repr=False)
class PlaylistTrack(_Entry, FullTrack):
    """
    A track in a playlist. ``id`` and the like are the track's.

    Attributes:
        added_at: When it was added, in UTC. ``None`` in very old playlists.

        added_by: Who added it. ``None`` in very old playlists.
    """

    added_at: datetime | None = None
    added_by: PublicUser | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class PlaylistEpisode(_Entry, FullEpisode):
    """
    An episode in a playlist. ``id`` and the like are the episode's.

    Attributes:
        added_at: When it was added, in UTC. ``None`` in very old playlists.

        added_by: Who added it. ``None`` in very old playlists.
    """

    added_at: datetime | None = None
    added_by: PublicUser | None = None


#: What stands in a playlist.
PlaylistEntry: TypeAlias = PlaylistTrack | PlaylistEpisode

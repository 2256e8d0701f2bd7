"""
Playlists.
"""

from __future__ import annotations

import attrs

from .media import Media
from .users import User


@attrs.define(eq=False)
class Item:
    """
    A medium in a playlist.
    """

    id: str
    playlist_id: str
    media: Media
    added: int


@attrs.define(eq=False)
class Playlist:
    """
    A playlist of a user.

    Attributes:
        type: Where it was imported from, or ``None``.

        fkid: Its id there, or ``None``.
    """

    id: str
    name: str
    user: User
    created: int
    is_public: bool = False
    type: str | None = None
    fkid: str | None = None
    items: list[Item] = attrs.field(factory=list, repr=False)

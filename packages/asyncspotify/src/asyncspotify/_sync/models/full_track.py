# Generated from _async/models/full_track.py by `nox -s twins`: do not edit.
"""
Tracks.
"""

from __future__ import annotations

import attrs

from ..._models import Image
from .album import SimpleAlbum
from .track import SimpleTrack


@attrs.define(kw_only=True, eq=False, repr=False)
class FullTrack(SimpleTrack):
    """
    A track.

    Attributes:
        album: The album that it is on. That of a local file has no ``id``.

        popularity: From 0 to 100.

        external_ids: What others know it by, ``isrc`` for example.
    """

    album: SimpleAlbum | None = None
    popularity: int | None = None
    external_ids: dict[str, str] = attrs.field(factory=dict)

    @property
    def images(self) -> list[Image]:
        """The pictures of its album, the widest first."""
        return [] if self.album is None else self.album.images

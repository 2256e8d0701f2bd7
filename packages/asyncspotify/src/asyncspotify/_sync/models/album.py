# Generated from _async/models/album.py by `nox -s twins`: do not edit.
"""
Albums.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from clientcore import wire
from clientcore.sync import Pages

from ..._enums import AlbumGroup, AlbumType, read_album_type
from ..._models import Image, Released, Restrictions
from .artist import SimpleArtist
from .collection import Collection, Part
from .track import SimpleTrack


@attrs.define(kw_only=True)
class AlbumPart(Part):
    """The tracks that come with an album."""

    items: list[SimpleTrack | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleAlbum(Collection[SimpleTrack], Released):
    """
    An album, as part of something else.

    Its tracks are not known at first: see `fill`, or go through them with
    ``for``.

    Attributes:
        images: Its cover in several sizes, the widest first.

        artists: Who made it.

        album_group: How it is related to the artist whose albums were asked
            for, or ``None`` if none were.

        album_type: What sort of album it is. ``None`` for local files.

        available_markets: Where it can be heard, as codes of two letters.
            ``None`` if the service did not say.

        total_tracks: How many tracks it has.

        is_playable: Whether it can be heard in the market that was asked for,
            or ``None`` if none was.

        restrictions: Why it cannot be played, or ``None``.
    """

    type: ClassVar[str] = "album"

    _part: AlbumPart | None = attrs.field(
        default=None, alias="tracks", metadata=wire("tracks")
    )
    images: list[Image] = attrs.field(factory=list)
    artists: list[SimpleArtist] = attrs.field(factory=list)
    album_group: AlbumGroup | str | None = None
    album_type: AlbumType | str | None = attrs.field(
        default=None, metadata=wire(hook=read_album_type)
    )
    available_markets: list[str] | None = None
    total_tracks: int | None = None
    is_playable: bool | None = None
    restrictions: Restrictions | None = None

    @property
    def tracks(self) -> list[SimpleTrack]:
        """The tracks that are known, which are all of them if ``is_filled()``."""
        return self._known().items

    @property
    def track_count(self) -> int | None:
        """How many tracks it has, or ``None`` if the service does not say."""
        return self._count()

    def has_track(self, track: Any) -> bool:
        """
        Whether a track is among those that are known.

        Args:
            track: A track, or its id, URI or link.
        """
        return self._has(track, "track")

    def _pages(self) -> Pages[SimpleTrack]:
        pages: Pages[SimpleTrack] = self.client.list_album_tracks(self)
        return pages

    def _promised(self) -> int | None:
        return self.total_tracks


@attrs.define(kw_only=True, eq=False, repr=False)
class FullAlbum(SimpleAlbum):
    """
    An album.

    Attributes:
        external_ids: What others know it by, ``upc`` for example.

        genres: Empty, since the service stopped to fill it.

        label: Who published it.

        popularity: From 0 to 100.

        copyrights: Objects with a ``text`` and a ``type``: ``C`` for the album,
            ``P`` for the recording.
    """

    external_ids: dict[str, str] = attrs.field(factory=dict)
    genres: list[str] = attrs.field(factory=list)
    label: str | None = None
    popularity: int | None = None
    copyrights: list[dict[str, str]] = attrs.field(factory=list)

"""
Artists, albums and tracks.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from clientcore import wire
from clientcore.aio import Pages

from ..._enums import AlbumGroup, AlbumType, read_album_type
from ..._models.audio import AudioAnalysis, AudioFeatures
from ..._models.base import OpenObject, Released, SpotifyModel, Timed
from ..._models.parts import Followed, Followers, Image, LinkedTrack, Restrictions, Seed
from .bound import Bound
from .collection import Collection, Part, Saved

# --- Artists ------------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleArtist(Bound, OpenObject):
    """An artist, as part of another object."""

    type: ClassVar[str] = "artist"

    async def albums(
        self,
        limit: int | None = 20,
        include_groups: str | None = None,
        country: str | None = None,
        offset: int | None = None,
    ) -> list[SimpleAlbum]:
        """
        Get the artist's albums.

        Args:
            limit: The most albums to return, or ``None`` for all.
            include_groups: Groups with commas between them: ``album``, ``single``,
                ``appears_on``, ``compilation``. ``None`` for all.
            country: Country code: only albums available there.
            offset: Number of albums to skip.
        """
        return await self.client.get_artist_albums(
            self,
            limit=limit,
            include_groups=include_groups,
            country=country,
            offset=offset,
        )

    async def related_artists(self) -> list[FullArtist]:
        """
        Get up to 20 artists with the same listeners.

        Apps without extended access are refused.
        """
        return await self.client.get_artist_related_artists(self)

    async def top_tracks(self, market: str | None = None) -> list[FullTrack]:
        """
        Get the artist's most popular tracks, at most 10.

        Apps in development mode are refused.

        Args:
            market: Country code. ``None`` for that of the credentials.
        """
        return await self.client.get_artist_top_tracks(self, market=market)


@attrs.define(kw_only=True, eq=False, repr=False)
class FullArtist(Followed, SimpleArtist):
    """
    An artist.

    Attributes:
        images: Pictures, the widest first.
        genres: Names of the genres.
        popularity: From 0 to 100.
        followers: Number of followers.
    """

    images: list[Image] = attrs.field(factory=list)
    genres: list[str] = attrs.field(factory=list)
    popularity: int | None = None
    followers: Followers | None = None

    @property
    def follow_count(self) -> int | None:
        """Number of followers, another name of ``follower_count``."""
        return self.follower_count


# --- Tracks -------------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleTrack(Bound, Timed, OpenObject):
    """
    A track, as part of an album.

    Attributes:
        artists: The artists, the main one first.
        available_markets: Country codes of the markets that have it, or ``None`` if
            they are not known.
        disc_number: Number of its disc, from 1.
        duration_ms: Duration in milliseconds.
        explicit: Whether it has explicit lyrics.
        preview_url: URL of a preview of 30 seconds, or ``None``.
        track_number: Number on the disc, from 1.
        is_local: Whether it is a local file of a user. Those have no ``id``.
        is_playable: Whether it can be played in the market of the request, or
            ``None`` if there was none.
        linked_from: The track that was requested, if this one replaces it.
        restrictions: Why it cannot be played, or ``None``.
    """

    type: ClassVar[str] = "track"

    artists: list[SimpleArtist] = attrs.field(factory=list)
    available_markets: list[str] | None = None
    disc_number: int | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    preview_url: str | None = None
    track_number: int | None = None
    is_local: bool | None = False
    is_playable: bool | None = None
    linked_from: LinkedTrack | None = None
    restrictions: Restrictions | None = None

    @property
    def images(self) -> list[Image]:
        """Empty, because the album and its cover are not known."""
        return []

    def available_in(self, market: str) -> bool:
        """
        Return whether *market* has it.

        ``False`` as well if the markets are not known, as in development mode.
        """
        return market in (self.available_markets or ())

    def avaliable_in(self, market: str) -> bool:
        """Return whether *market* has it: see `available_in`."""
        return self.available_in(market)

    async def audio_features(self) -> AudioFeatures:
        """
        Get its audio features.

        Apps without extended access are refused.
        """
        return await self.client.get_audio_features(self)

    async def audio_analysis(self) -> AudioAnalysis:
        """
        Get its audio analysis.

        Apps without extended access are refused.
        """
        return await self.client.get_audio_analysis(self)


# --- Albums -------------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class AlbumPart(Part):
    """The tracks that come with an album."""

    items: list[SimpleTrack | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleAlbum(Collection[SimpleTrack], Released):
    """
    An album, as part of another object.

    Its tracks are not known at first: call `fill`, or iterate with ``async for``.

    Attributes:
        images: The cover in its sizes, the widest first.
        artists: The artists, the main one first.
        album_group: The relation to the artist whose albums were requested.
        album_type: The type of the album. ``None`` for local files.
        available_markets: Country codes of the markets that have it, or ``None`` if
            they are not known.
        total_tracks: Number of tracks.
        is_playable: Whether it can be played in the market of the request, or
            ``None`` if there was none.
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
        """The known tracks, which are all of them if ``is_filled()``."""
        return self._known().items

    @property
    def track_count(self) -> int | None:
        """Number of tracks, or ``None`` if it is not known."""
        return self._count()

    def has_track(self, track: Any) -> bool:
        """
        Return whether a track is among the known ones.

        Args:
            track: ID, URI, link or object of the track.
        """
        return self._has(track, "track")

    def _pages(self) -> Pages[SimpleTrack]:
        return self.client.list_album_tracks(self)

    def _promised(self) -> int | None:
        return self.total_tracks


@attrs.define(kw_only=True, eq=False, repr=False)
class FullAlbum(SimpleAlbum):
    """
    An album.

    Attributes:
        external_ids: Identifiers such as ``upc``, by name.
        genres: Always empty since the service stopped filling it.
        label: Name of the label.
        popularity: From 0 to 100.
        copyrights: Objects with a ``text`` and a ``type``: ``C`` for the album,
            ``P`` for the recording.
    """

    external_ids: dict[str, str] = attrs.field(factory=dict)
    genres: list[str] = attrs.field(factory=list)
    label: str | None = None
    popularity: int | None = None
    copyrights: list[dict[str, str]] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class FullTrack(SimpleTrack):
    """
    A track.

    Attributes:
        album: The album. That of a local file has no ``id``.
        popularity: From 0 to 100.
        external_ids: Identifiers such as ``isrc``, by name.
    """

    album: SimpleAlbum | None = None
    popularity: int | None = None
    external_ids: dict[str, str] = attrs.field(factory=dict)

    @property
    def images(self) -> list[Image]:
        """The album's cover in its sizes, the widest first."""
        return [] if self.album is None else self.album.images


# --- Lists of them ------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class SavedTrack(Saved):
    """
    A track in a library.

    Attributes:
        track: The track that was saved.
    """

    track: FullTrack | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class SavedAlbum(Saved):
    """
    An album in a library.

    Attributes:
        album: The album that was saved.
    """

    album: FullAlbum | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class Recommendations(SpotifyModel):
    """
    Recommended tracks.

    Attributes:
        tracks: The recommended tracks.
        seeds: The seeds that they are made from.
    """

    tracks: list[FullTrack] = attrs.field(factory=list)
    seeds: list[Seed] = attrs.field(factory=list)

# Generated from _async/resources/artists.py by `nox -s twins`: do not edit.
"""
Artists.
"""

from __future__ import annotations

from clientcore.sync import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import ArtistLike
from ..models.music import FullArtist, FullTrack, SimpleAlbum


class Artists(BaseClient):
    """Artists, and what they have made."""

    @serves(ops.GET_ARTIST)
    def get_artist(self, artist_id: ArtistLike) -> FullArtist:
        """
        Get an artist.

        Args:
            artist_id: ID, URI, link or object of the artist.
        """
        return self._get(ops.GET_ARTIST, FullArtist, artist_id)

    @serves(ops.GET_ARTISTS, ops.GET_ARTIST)
    def get_artists(self, *artist_ids: ArtistLike) -> list[FullArtist | None]:
        """
        Get artists, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *artist_ids: IDs, URIs, links or objects of the artists.
        """
        return self._several(ops.GET_ARTISTS, ops.GET_ARTIST, artist_ids, FullArtist)

    @serves(ops.GET_ARTIST_ALBUMS)
    def list_artist_albums(
        self,
        artist: ArtistLike,
        include_groups: str | None = None,
        country: str | None = None,
        offset: int | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SimpleAlbum]:
        """
        List an artist's albums, page after page.

        Args:
            artist: ID, URI, link or object of the artist.
            include_groups: Of which kinds, with commas between: ``album``,
                ``single``, ``appears_on``, ``compilation``. All by default.
            country: Country code: only albums available there.
            offset: Number of items to skip.
            page_size: How many to ask for at once: 10 at most, and 50 with
                extended access.
        """
        return self._list(
            ops.GET_ARTIST_ALBUMS,
            SimpleAlbum,
            page_size,
            artist,
            include_groups=include_groups,
            market=country,
            offset=offset,
        )

    @serves(ops.GET_ARTIST_ALBUMS)
    def get_artist_albums(
        self,
        artist_id: ArtistLike,
        limit: int | None = 20,
        include_groups: str | None = None,
        country: str | None = None,
        offset: int | None = None,
    ) -> list[SimpleAlbum]:
        """
        Get an artist's albums.

        Args:
            artist_id: ID, URI, link or object of the artist.
            limit: The most items to return, or ``None`` for all.
            include_groups: See `list_artist_albums`.
            country: See `list_artist_albums`.
            offset: Number of items to skip.
        """
        albums = self.list_artist_albums(
            artist_id, include_groups, country, offset, page_size=limit
        )
        return albums.collect(limit)

    @serves(ops.GET_ARTIST_TOP_TRACKS)
    def get_artist_top_tracks(
        self, artist: ArtistLike, market: str | None = None
    ) -> list[FullTrack]:
        """
        Get an artist's most popular tracks, 10 at most.

        Args:
            artist: ID, URI, link or object of the artist.
            market: Country code; ``None`` for the one that the
                authenticator names.
        """
        market = market or self._market
        request = self._ask(
            ops.GET_ARTIST_TOP_TRACKS, id=artist, query={"market": market}
        )
        return self._send_part(request, "tracks", list[FullTrack])

    @serves(ops.GET_RELATED_ARTISTS)
    def get_artist_related_artists(self, artist: ArtistLike) -> list[FullArtist]:
        """
        Get artists that are like another, 20 at most.

        Args:
            artist: ID, URI, link or object of the artist.
        """
        request = self._ask(ops.GET_RELATED_ARTISTS, id=artist)
        return self._send_part(request, "artists", list[FullArtist])

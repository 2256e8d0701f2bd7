# Generated from _async/resources/albums.py by `nox -s twins`: do not edit.
"""
Albums.
"""

from __future__ import annotations

from clientcore.sync import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import AlbumLike
from ..models.music import FullAlbum, SimpleAlbum, SimpleTrack


class Albums(BaseClient):
    """Albums and their tracks."""

    @serves(ops.GET_ALBUM)
    def get_album(self, album_id: AlbumLike, market: str | None = None) -> FullAlbum:
        """
        Get an album.

        Args:
            album_id: ID, URI, link or object of the album.
            market: Country code: tracks that cannot be played there are
                replaced, or say so.
        """
        return self._get(ops.GET_ALBUM, FullAlbum, album_id, market=market)

    @serves(ops.GET_ALBUMS, ops.GET_ALBUM)
    def get_albums(
        self, *album_ids: AlbumLike, market: str | None = None
    ) -> list[FullAlbum | None]:
        """
        Get albums, in the order given, with ``None`` for unknown ones.

        20 are requested at a time, in development mode one.

        Args:
            *album_ids: IDs, URIs, links or objects of the albums.
            market: See `get_album`.
        """
        return self._several(
            ops.GET_ALBUMS, ops.GET_ALBUM, album_ids, FullAlbum, market=market
        )

    @serves(ops.GET_ALBUM_TRACKS)
    def list_album_tracks(
        self,
        album: AlbumLike,
        offset: int | None = None,
        market: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SimpleTrack]:
        """
        List an album's tracks, page after page.

        Args:
            album: ID, URI, link or object of the album.
            offset: Number of items to skip.
            market: See `get_album`.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_ALBUM_TRACKS,
            SimpleTrack,
            page_size,
            album,
            offset=offset,
            market=market,
        )

    @serves(ops.GET_ALBUM_TRACKS)
    def get_album_tracks(
        self,
        album: AlbumLike,
        limit: int | None = 20,
        offset: int | None = None,
        market: str | None = None,
    ) -> list[SimpleTrack]:
        """
        Get an album's tracks.

        Args:
            album: ID, URI, link or object of the album.
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            market: See `get_album`.
        """
        tracks = self.list_album_tracks(album, offset, market, page_size=limit)
        return tracks.collect(limit)

    @serves(ops.GET_NEW_RELEASES)
    def list_new_releases(
        self, offset: int | None = None, *, page_size: int | None = None
    ) -> Pages[SimpleAlbum]:
        """
        List new albums that Spotify features, page after page.

        Args:
            offset: Number of items to skip.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_NEW_RELEASES, SimpleAlbum, page_size, key="albums", offset=offset
        )

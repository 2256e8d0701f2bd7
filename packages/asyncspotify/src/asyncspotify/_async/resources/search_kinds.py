"""
Search for one kind of thing.
"""

from __future__ import annotations

from typing import TypeVar

from ... import _operations as ops
from ..._operation import serves
from ..models import (
    FullArtist,
    FullTrack,
    SimpleAlbum,
    SimpleAudiobook,
    SimpleEpisode,
    SimplePlaylist,
    SimpleShow,
)
from .search import Search

T = TypeVar("T")


class SearchKinds(Search):
    """Search for one kind of thing: the best hits, or the best of all."""

    @serves(ops.SEARCH)
    async def search_tracks(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[FullTrack]:
        """
        Search for tracks.

        Args:
            q: What to search for.

            limit: How many at most; ``None`` for all.

            market: See `search`.

            offset: How many to leave out at the beginning.

            include_external: See `search`.
        """
        return await self._found(FullTrack, q, limit, market, offset, include_external)

    @serves(ops.SEARCH)
    async def search_track(self, q: str | None = None) -> FullTrack | None:
        """
        Search for a track, and return the first hit, or ``None``.

        Args:
            q: What to search for.
        """
        return await self._first(FullTrack, q)

    @serves(ops.SEARCH)
    async def search_albums(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[SimpleAlbum]:
        """
        Search for albums.

        Args:
            q: What to search for.

            limit: How many at most; ``None`` for all.

            market: See `search`.

            offset: How many to leave out at the beginning.

            include_external: See `search`.
        """
        return await self._found(
            SimpleAlbum, q, limit, market, offset, include_external
        )

    @serves(ops.SEARCH)
    async def search_album(self, q: str | None = None) -> SimpleAlbum | None:
        """
        Search for an album, and return the first hit, or ``None``.

        Args:
            q: What to search for.
        """
        return await self._first(SimpleAlbum, q)

    @serves(ops.SEARCH)
    async def search_artists(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[FullArtist]:
        """
        Search for artists.

        Args:
            q: What to search for.

            limit: How many at most; ``None`` for all.

            market: See `search`.

            offset: How many to leave out at the beginning.

            include_external: See `search`.
        """
        return await self._found(FullArtist, q, limit, market, offset, include_external)

    @serves(ops.SEARCH)
    async def search_artist(self, q: str | None = None) -> FullArtist | None:
        """
        Search for an artist, and return the first hit, or ``None``.

        Args:
            q: What to search for.
        """
        return await self._first(FullArtist, q)

    @serves(ops.SEARCH)
    async def search_playlists(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[SimplePlaylist]:
        """
        Search for playlists.

        Args:
            q: What to search for.

            limit: How many at most; ``None`` for all.

            market: See `search`.

            offset: How many to leave out at the beginning.

            include_external: See `search`.
        """
        return await self._found(
            SimplePlaylist, q, limit, market, offset, include_external
        )

    @serves(ops.SEARCH)
    async def search_playlist(self, q: str | None = None) -> SimplePlaylist | None:
        """
        Search for a playlist, and return the first hit, or ``None``.

        Args:
            q: What to search for.
        """
        return await self._first(SimplePlaylist, q)

    @serves(ops.SEARCH)
    async def search_shows(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[SimpleShow]:
        """
        Search for shows.

        Args:
            q: What to search for.

            limit: How many at most; ``None`` for all.

            market: See `search`.

            offset: How many to leave out at the beginning.

            include_external: See `search`.
        """
        return await self._found(SimpleShow, q, limit, market, offset, include_external)

    @serves(ops.SEARCH)
    async def search_show(self, q: str | None = None) -> SimpleShow | None:
        """
        Search for a show, and return the first hit, or ``None``.

        Args:
            q: What to search for.
        """
        return await self._first(SimpleShow, q)

    @serves(ops.SEARCH)
    async def search_episodes(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[SimpleEpisode]:
        """
        Search for episodes.

        Args:
            q: What to search for.

            limit: How many at most; ``None`` for all.

            market: See `search`.

            offset: How many to leave out at the beginning.

            include_external: See `search`.
        """
        return await self._found(
            SimpleEpisode, q, limit, market, offset, include_external
        )

    @serves(ops.SEARCH)
    async def search_episode(self, q: str | None = None) -> SimpleEpisode | None:
        """
        Search for an episode, and return the first hit, or ``None``.

        Args:
            q: What to search for.
        """
        return await self._first(SimpleEpisode, q)

    @serves(ops.SEARCH)
    async def search_audiobooks(
        self,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[SimpleAudiobook]:
        """
        Search for audiobooks.

        Args:
            q: What to search for.

            limit: How many at most; ``None`` for all.

            market: See `search`.

            offset: How many to leave out at the beginning.

            include_external: See `search`.
        """
        return await self._found(
            SimpleAudiobook, q, limit, market, offset, include_external
        )

    @serves(ops.SEARCH)
    async def search_audiobook(self, q: str | None = None) -> SimpleAudiobook | None:
        """
        Search for an audiobook, and return the first hit, or ``None``.

        Args:
            q: What to search for.
        """
        return await self._first(SimpleAudiobook, q)

    async def _first(self, model: type[T], q: str | None) -> T | None:
        return next(iter(await self._found(model, q, 1)), None)

    async def _found(
        self,
        model: type[T],
        q: str | None,
        limit: int | None,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> list[T]:
        rest = market, offset, include_external
        return await self.list_search(model, q, *rest, page_size=limit).collect(limit)

"""
Media.
"""

from __future__ import annotations

from collections.abc import Iterable

import clientcore
from clientcore import GET
from clientcore.aio import Pages

from ..._ids import song_id_of
from ..._paging import SEARCH
from ..models import Song, SongInfo
from .base import Resource


class Songs(Resource):
    """
    Media. `RestClient` has the constructor.
    """

    async def fetch_song(self, song: SongInfo | Song | str) -> SongInfo:
        """
        Get a medium.

        Args:
            song: The medium's id, not that of an entry; or an entry.
        """
        found = await self.call(GET("song/{song}", song=song_id_of(song)), SongInfo)
        return self._caches.keep(self._caches.songs, found)

    async def fetch_songs(self, songs: Iterable[Song | str]) -> list[SongInfo]:
        """Request several media at once, in order. Cached media are not requested."""
        return await self.map(self._seen_song, songs)

    async def _seen_song(self, song: Song | str) -> SongInfo:
        seen = self._caches.songs.get(song_id_of(song))
        return seen or await self.fetch_song(song)

    async def _try_song(self, song: str) -> SongInfo | None:
        """Get a medium, or ``None`` if it was purged."""
        try:
            return await self.fetch_song(song)
        except (clientcore.StatusError, clientcore.DecodeError):
            return None

    async def fetch_song_url(self, song: SongInfo | Song | str) -> str:
        """
        Get the address of a medium at its provider.

        Raises:
            NotFoundError: The service does not say.
        """
        return await self._location(GET("song/{song}/redirect", song=song_id_of(song)))

    def search_songs(self, name: str, source: str = "youtube") -> Pages[SongInfo]:
        """
        Search a provider.

        Args:
            name: What to look for.
            source: ``youtube`` or ``soundcloud``.
        """
        request = GET("song", query={"name": name, "type": source, "details": 1})
        return self.paginate(request, SongInfo, SEARCH)

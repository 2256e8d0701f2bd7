"""
Search.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar, overload

from clientcore import Request, Response
from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import serves
from ..._paging import SpotifyPaging
from ..base import SPOKEN, BaseClient
from ..making import Finder, FirstFinder, finder, first_finder
from ..models.music import FullArtist, FullTrack, SimpleAlbum
from ..models.playlist import SimplePlaylist
from ..models.spoken import SimpleAudiobook, SimpleEpisode, SimpleShow

T = TypeVar("T")

#: Key and model of the hits, by kind.
_HITS: dict[str, tuple[str, Any]] = {
    "album": ("albums", SimpleAlbum),
    "artist": ("artists", FullArtist),
    "audiobook": ("audiobooks", SimpleAudiobook),
    "episode": ("episodes", SimpleEpisode),
    "playlist": ("playlists", SimplePlaylist),
    "show": ("shows", SimpleShow),
    "track": ("tracks", FullTrack),
}

#: The largest offset of a search, whatever the total.
_FURTHEST = 1000
#: Characters of the text to search for.
_LONGEST = 250


class Search(BaseClient):
    """Search for objects of any kind, or of one: some hits, or the first."""

    search_tracks: ClassVar[Finder[FullTrack]] = finder(FullTrack)
    search_albums: ClassVar[Finder[SimpleAlbum]] = finder(SimpleAlbum)
    search_artists: ClassVar[Finder[FullArtist]] = finder(FullArtist)
    search_playlists: ClassVar[Finder[SimplePlaylist]] = finder(SimplePlaylist)
    search_shows: ClassVar[Finder[SimpleShow]] = finder(SimpleShow)
    search_episodes: ClassVar[Finder[SimpleEpisode]] = finder(SimpleEpisode)
    search_audiobooks: ClassVar[Finder[SimpleAudiobook]] = finder(SimpleAudiobook)

    search_track: ClassVar[FirstFinder[FullTrack]] = first_finder(FullTrack)
    search_album: ClassVar[FirstFinder[SimpleAlbum]] = first_finder(SimpleAlbum)
    search_artist: ClassVar[FirstFinder[FullArtist]] = first_finder(FullArtist)
    search_show: ClassVar[FirstFinder[SimpleShow]] = first_finder(SimpleShow)
    search_episode: ClassVar[FirstFinder[SimpleEpisode]] = first_finder(SimpleEpisode)
    search_audiobook: ClassVar[FirstFinder[SimpleAudiobook]] = first_finder(
        SimpleAudiobook
    )
    search_playlist: ClassVar[FirstFinder[SimplePlaylist]] = first_finder(
        SimplePlaylist
    )

    @overload
    def list_search(
        self,
        kind: type[T],
        q: str | None,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[T]: ...

    @overload
    def list_search(
        self,
        kind: str,
        q: str | None,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[Any]: ...

    @serves(ops.SEARCH)
    def list_search(
        self,
        kind: Any,
        q: str | None,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[Any]:
        """
        List the hits of one kind, page after page, at most 1000.

        Args:
            kind: Name of the kind, such as ``"track"``, or a model, such as
                `FullTrack`.
            q: The text to search for, at most 250 characters, with filters as in
                ``"artist:Nina year:1960-1965"``.
            market: Country code: only hits available there. ``"from_token"`` for the
                country of the user.
            offset: Number of hits to skip.
            include_external: ``audio`` if content hosted elsewhere counts as playable.
            page_size: Hits of a page: at most 10, or 50 with extended access.

        Raises:
            ValueError: *kind* cannot be searched for, or *q* is too long.
        """
        name = _kind(kind)
        if name not in _HITS:
            raise ValueError(f"there is no searching for {name!r}")
        key, model = _HITS[name]
        request = self._search(name, q, page_size, market, offset, include_external)
        return self._from_page(request, model, _paging(key))

    @serves(ops.SEARCH)
    async def search(
        self,
        *types: Any,
        q: str | None,
        limit: int | None = 20,
        market: str | None = None,
        offset: int | None = None,
        include_external: str | None = None,
    ) -> dict[str, list[Any]]:
        """
        Search for several kinds at once.

        Args:
            *types: Names of kinds, models, or objects of them.
            q: See `list_search`.
            limit: The most hits of each kind, or ``None`` for all.
            market: See `list_search`.
            offset: Number of hits of each kind to skip.
            include_external: See `list_search`.

        Returns:
            The hits by kind, as in ``{"tracks": [...], "albums": [...]}``.

        Raises:
            ValueError: No kind was given, or *q* is too long.
        """
        if not types:
            raise ValueError("search needs at least one kind, such as 'track'")
        kinds = ",".join(map(_kind, types))
        request = self._search(kinds, q, limit, market, offset, include_external)
        response = await self.request(request)
        body, found = self.parse_json(response), {}
        for key, model in _HITS.values():
            if isinstance(body, dict) and body.get(key):
                found[key] = await self._hits(request, response, key, model, limit)
        return found

    def _search(
        self,
        kinds: str,
        q: str | None,
        limit: int | None,
        market: str | None,
        offset: int | None,
        include_external: str | None,
    ) -> Request:
        if q is not None and len(q) > _LONGEST:
            raise ValueError(
                f"the text to search for has {len(q)} characters, Spotify takes at most"
                f" {_LONGEST}"
            )
        if market is None and SPOKEN.intersection(kinds.split(",")):
            market = self._own_market
        return self._ask(
            ops.SEARCH,
            query={
                "q": q,
                "type": kinds,
                "limit": ops.SEARCH.page_size(self.tier, limit),
                "market": market,
                "offset": offset,
                "include_external": include_external,
            },
        )

    async def _hits(
        self, request: Request, response: Response, key: str, model: Any, limit: Any
    ) -> list[Any]:
        """Return the hits of one kind: those of *response* and of further pages."""
        model, paging = self._nullable(model, _paging(key))
        body, kind = self.parse_json(response), list[model]
        with self.api.errors.own_errors(response.request, response.secrets):
            entries, following = paging.items(body), paging.next(request, body)
        hits: list[Any] = self.decode(entries, kind, response)
        left = None if limit is None else max(0, limit - len(hits))
        if following is not None:
            hits += await self.paginate(following, model, paging).collect(left)
        return hits[:limit]


def _kind(given: Any) -> str:
    """Return the name of the kind of a name, model or object."""
    name = given if isinstance(given, str) else getattr(given, "type", None)
    if not isinstance(name, str):
        raise TypeError(f"{given!r} is no kind of thing to search for")
    return name.lower()


def _paging(key: str) -> SpotifyPaging:
    return SpotifyPaging(key=key, furthest=_FURTHEST)

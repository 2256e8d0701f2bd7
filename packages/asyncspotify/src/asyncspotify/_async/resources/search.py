"""
Search.
"""

from __future__ import annotations

from typing import Any, TypeVar, overload

from clientcore import Request, Response
from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import serves
from ..._paging import SpotifyPaging
from ..base import BaseClient
from ..models import (
    FullArtist,
    FullTrack,
    SimpleAlbum,
    SimpleAudiobook,
    SimpleEpisode,
    SimplePlaylist,
    SimpleShow,
)

T = TypeVar("T")

#: Where the hits of a kind stand, and what they are.
_HITS: dict[str, tuple[str, Any]] = {
    "album": ("albums", SimpleAlbum),
    "artist": ("artists", FullArtist),
    "audiobook": ("audiobooks", SimpleAudiobook),
    "episode": ("episodes", SimpleEpisode),
    "playlist": ("playlists", SimplePlaylist),
    "show": ("shows", SimpleShow),
    "track": ("tracks", FullTrack),
}

#: Beyond that the service finds nothing, whatever the total.
_FURTHEST = 1000


class Search(BaseClient):
    """
    Search for anything.

    *q* may have filters, as in ``artist:Nina year:1960-1965``; *market* is a
    country's code, or ``from_token``; *include_external* may be ``audio``.
    """

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
        List what is found of one kind, page after page, 1000 at most.

        Args:
            kind: A kind, as in ``"track"``, or a model, as in `FullTrack`.

            q: What to search for.

            market: Only what is to be had there.

            offset: How many to leave out at the beginning.

            include_external: What is hosted elsewhere counts as playable.

            page_size: How many to ask for at once: 10 at most, and 50 with
                extended access.

        Raises:
            ValueError: There is no such kind.
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
            *types: Kinds, as in ``"track"``, models, or objects of them.

            q: What to search for.

            limit: How many of each kind at most; ``None`` for all.

            market: Only what is to be had there.

            offset: How many of each kind to leave out at the beginning.

            include_external: What is hosted elsewhere counts as playable.

        Returns:
            The hits by kind, as in ``{"tracks": [...], "albums": [...]}``.

        Raises:
            ValueError: No kind was given.
        """
        if not types:
            raise ValueError("search for at least one kind of thing")
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
        """Return the hits of one kind: those of *response*, and of more pages."""
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
    """Return the name of a kind that was given by name, model or object."""
    name = given if isinstance(given, str) else getattr(given, "type", None)
    if not isinstance(name, str):
        raise TypeError(f"{given!r} is no kind of thing to search for")
    return name.lower()


def _paging(key: str) -> SpotifyPaging:
    return SpotifyPaging(key=key, furthest=_FURTHEST)

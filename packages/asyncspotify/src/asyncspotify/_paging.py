"""
How the service cuts its lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import attrs

from clientcore import DecodeError, Request

#: The body of a response with status 204.
NO_CONTENT: Mapping[str, Any] = MappingProxyType({})


@attrs.frozen(kw_only=True)
class SpotifyPaging:
    """
    Pages that link to the next, with offsets or with cursors.

    The query of the link counts, because totals are wrong at times. Only requests
    for several pages at once go by the total.

    Attributes:
        key: Key of the page in the response, or ``None`` if the response is the page.
        nulls: Whether entries that are ``null`` count as items.
        furthest: The largest offset that the service takes, or ``None``.
    """

    key: str | None = None
    nulls: bool = False
    furthest: int | None = None

    def items(self, body: Any) -> list[Any]:
        """See `clientcore.Paging.items`."""
        entries = self._entries(body)
        return entries if self.nulls else [one for one in entries if one is not None]

    def total(self, body: Any) -> int | None:
        """See `clientcore.Paging.total`."""
        total = self._page(body).get("total")
        return total if type(total) is int else None

    def next(self, request: Request, body: Any) -> Request | None:
        """See `clientcore.Paging.next`."""
        # An empty page may link to another empty one, and so on for ever.
        if not self._entries(body):
            return None
        return self._linked(request, body, "next")

    def previous(self, request: Request, body: Any) -> Request | None:
        """See `clientcore.Paging.previous`."""
        return self._linked(request, body, "previous")

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        """See `clientcore.Paging.ahead`."""
        page, step = self._page(body), len(self._entries(body))
        # A page with fewer entries than its limit was filtered by the service.
        if type(limit := page.get("limit")) is int:
            step = max(step, limit)
        if "offset" not in page or self.next(request, body) is None:
            return
        start, end = int(request.query.get("offset") or 0), self.total(body) or 0
        if self.furthest is not None:
            end = min(end, self.furthest + 1)
        for first in range(start + step, end, step):
            yield request.with_query(offset=first, limit=step)

    def _page(self, body: Any) -> Mapping[str, Any]:
        page = body
        if self.key is not None and isinstance(body, Mapping):
            page = body.get(self.key)
        return page if isinstance(page, Mapping) else {}

    def _entries(self, body: Any) -> list[Any]:
        if body is NO_CONTENT:
            # The service has a 204 for some empty lists.
            return []
        entries = self._page(body).get("items")
        if not isinstance(entries, list):
            place = f"{self.key}.items" if self.key else "items"
            raise DecodeError(
                f"the answer is no page: there is no list at {place!r}", body=body
            )
        return entries

    def _linked(self, request: Request, body: Any, key: str) -> Request | None:
        """
        Return the request for a neighbour: our own path with the query of the link.

        Some links lead to addresses that are withdrawn in development mode, such as
        that of ``me/playlists`` to ``users/{id}/playlists``.
        """
        link = self._page(body).get(key)
        if not isinstance(link, str) or not link:
            return None
        query = dict(parse_qsl(urlsplit(link).query))
        # The links of a search call its text by another name.
        query.pop("query", None)
        if self.furthest is not None and _number(query.get("offset")) > self.furthest:
            return None
        following = request.with_query(**query)
        return None if _same(following, request) else following


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


def _same(one: Request, other: Request) -> bool:
    """Return whether two requests of a list are for one page."""
    queries = (
        {name: str(value) for name, value in each.query.items() if value is not None}
        for each in (one, other)
    )
    return next(queries) == next(queries)

"""
How the service cuts its lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs

from clientcore import DecodeError, Request


@attrs.frozen(kw_only=True)
class SpotifyPaging:
    """
    Pages that link to the next, whether they count or go by cursors.

    The links lead, since totals are wrong at times; they have to stay on the
    client's own origin. Only who asks for pages ahead goes by the total.

    Attributes:
        key: Where in the answer the page stands, or ``None`` if it is all.

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
        entries = self._page(body).get("items")
        if not isinstance(entries, list):
            place = f"{self.key}.items" if self.key else "items"
            raise DecodeError(
                f"the answer is no page: there is no list at {place!r}", body=body
            )
        return entries

    def _linked(self, request: Request, body: Any, key: str) -> Request | None:
        link = self._page(body).get(key)
        if not isinstance(link, str) or not link or link == request.link:
            return None
        if self.furthest is not None and _offset(link) > self.furthest:
            return None
        return request.at(link)


def _offset(link: str) -> int:
    told = parse_qs(urlsplit(link).query).get("offset", [""])[0]
    return int(told) if told.isdecimal() else 0

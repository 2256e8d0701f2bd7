"""
How services cut their lists into pages.

A paging rule reads a page's JSON and makes the requests for its neighbours.
Nothing here sends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import attrs

from ._errors import DecodeError
from ._request import Request


class Paging(Protocol):
    """What `Pages` asks of a rule. *request* is the one that *body* answers."""

    def items(self, body: Any) -> list[Any]:
        """Return the JSON of the page's items."""
        ...

    def total(self, body: Any) -> int | None:
        """Return how many items there are on all pages, if the page says."""
        ...

    def next(self, request: Request, body: Any) -> Request | None:
        """Return the request for the next page, or ``None`` after the last."""
        ...

    def previous(self, request: Request, body: Any) -> Request | None:
        """Return the request for the page before, or ``None`` before the first."""
        ...

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        """
        Return the requests for all pages after this one.

        Only where they are known without asking; else none.
        """
        ...


@attrs.frozen(kw_only=True)
class _Listed:
    """
    The part that all rules share.

    Attributes:
        items_key: Where the items stand, with dots between keys; empty if the
            page is nothing but a list.

        total_key: Where the total stands, likewise, or ``None``.
    """

    items_key: str = "items"
    total_key: str | None = "total"

    def items(self, body: Any) -> list[Any]:
        """See `Paging.items`."""
        found = dig(body, self.items_key)
        if not isinstance(found, list):
            raise DecodeError(
                f"the answer is no page: there is no list at {self.items_key!r}",
                body=body,
            )
        return found

    def total(self, body: Any) -> int | None:
        """See `Paging.total`."""
        found = dig(body, self.total_key) if self.total_key else None
        return found if type(found) is int else None

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        """See `Paging.ahead`."""
        return iter(())


@attrs.frozen(kw_only=True)
class OffsetPaging(_Listed):
    """
    Pages that begin at an item: ``offset=40&limit=20``.

    The next page begins after what the page itself calls its limit; where pages do
    not say, after the items that arrived: a server may send fewer than requested.

    Attributes:
        offset: Query parameter for the position of the first item.
        limit: Query parameter for the number of items.
        size: Items on a page that was requested without a limit.
        limit_key: Key of the page's own limit, with dots between nested keys, or
            ``None`` if pages have none. A page with fewer items than that was
            filtered by the server, and the list goes on behind it.
    """

    offset: str = "offset"
    limit: str = "limit"
    size: int = 20
    limit_key: str | None = "limit"

    def place(self, request: Request) -> tuple[int, int]:
        """Return the position of the first item of *request*, and its limit."""
        query = request.query
        size = query.get(self.limit)
        return int(query.get(self.offset) or 0), int(size or self.size)

    def step(self, body: Any) -> int:
        """Return by how many items the next page begins later than *body*."""
        count = len(self.items(body))
        limit = dig(body, self.limit_key) if self.limit_key else None
        return max(limit, count) if type(limit) is int else count

    def next(self, request: Request, body: Any) -> Request | None:
        """See `Paging.next`."""
        start, _ = self.place(request)
        step, total = self.step(body), self.total(body)
        # Without a total, only an empty page is known to be the last.
        ended = not self.items(body) if total is None else start + step >= total
        if ended or step == 0:
            return None
        return request.with_query(**{self.offset: start + step})

    def previous(self, request: Request, body: Any) -> Request | None:
        """See `Paging.previous`."""
        start, size = self.place(request)
        if start == 0:
            return None
        first = max(0, start - size)
        return request.with_query(**{self.offset: first, self.limit: start - first})

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        """See `Paging.ahead`."""
        start, _ = self.place(request)
        step = self.step(body)
        if self.next(request, body) is None:
            return
        for first in range(start + step, self.total(body) or 0, step):
            yield request.with_query(**{self.offset: first, self.limit: step})


@attrs.frozen(kw_only=True)
class NumberPaging(_Listed):
    """
    Pages with numbers: ``page=2``.

    Attributes:
        page: The parameter.

        first: The number of the first page.

        pages_key: Where the number of pages stands, or ``None``.
    """

    page: str = "page"
    first: int = 0
    pages_key: str | None = "pages"

    def _number(self, request: Request) -> int:
        number = request.query.get(self.page)
        return self.first if number is None else int(number)

    def _last(self, body: Any) -> int | None:
        pages = dig(body, self.pages_key) if self.pages_key else None
        return self.first + pages - 1 if type(pages) is int else None

    def next(self, request: Request, body: Any) -> Request | None:
        """See `Paging.next`."""
        number, last = self._number(request), self._last(body)
        if not self.items(body) or (last is not None and number >= last):
            return None
        return request.with_query(**{self.page: number + 1})

    def previous(self, request: Request, body: Any) -> Request | None:
        """See `Paging.previous`."""
        number = self._number(request)
        if number <= self.first:
            return None
        return request.with_query(**{self.page: number - 1})

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        """See `Paging.ahead`."""
        last = self._last(body)
        if last is None or self.next(request, body) is None:
            return
        for number in range(self._number(request) + 1, last + 1):
            yield request.with_query(**{self.page: number})


@attrs.frozen(kw_only=True)
class CursorPaging(_Listed):
    """
    Pages that name the next by something opaque: ``after=abc``.

    Attributes:
        parameter: The parameter for what comes after.

        next_key: Where a page names the next.

        before: The parameter for what comes before, or ``None``.

        previous_key: Where a page names the one before, or ``None``.
    """

    parameter: str = "after"
    next_key: str = "cursors.after"
    before: str | None = None
    previous_key: str | None = None

    def next(self, request: Request, body: Any) -> Request | None:
        """See `Paging.next`."""
        cursor = dig(body, self.next_key)
        if not cursor:
            return None
        return self._at(request, self.parameter, cursor)

    def previous(self, request: Request, body: Any) -> Request | None:
        """See `Paging.previous`."""
        cursor = dig(body, self.previous_key) if self.previous_key else None
        if not cursor or self.before is None:
            return None
        return self._at(request, self.before, cursor)

    def _at(self, request: Request, parameter: str, cursor: Any) -> Request:
        both = {self.parameter: None, self.before or self.parameter: None}
        return request.with_query(**{**both, parameter: cursor})


def dig(body: Any, keys: str) -> Any:
    """Return what stands at *keys*, with dots between them, or ``None``."""
    for key in keys.split(".") if keys else ():
        if not isinstance(body, Mapping):
            return None
        body = body.get(key)
    return body

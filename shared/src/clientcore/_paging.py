"""
How services divide their lists into pages.

A paging rule reads a page's JSON and makes the requests for its neighbours. It
sends nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import attrs

from ._errors import DecodeError
from ._request import Request


class Paging(Protocol):
    """What `Pages` calls. *body* is the JSON of the response to *request*."""

    def items(self, body: Any) -> list[Any]:
        """Return the JSON of the page's items."""
        ...

    def total(self, body: Any) -> int | None:
        """Return the number of items on all pages, or ``None`` if it is unknown."""
        ...

    def next(self, request: Request, body: Any) -> Request | None:
        """Return the request for the next page, or ``None`` after the last."""
        ...

    def previous(self, request: Request, body: Any) -> Request | None:
        """Return the request for the page before, or ``None`` before the first."""
        ...

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        """Yield the requests for all later pages, or nothing if they are unknown."""
        ...


@attrs.frozen(kw_only=True)
class _Listed(Paging):
    """
    The part that all rules share.

    Attributes:
        items_key: Key of the items, with dots between nested keys. Empty if the page
            is nothing but a list.
        total_key: Key of the total, likewise, or ``None`` if pages have none.
    """

    items_key: str = "items"
    total_key: str | None = "total"

    def items(self, body: Any) -> list[Any]:
        found = dig(body, self.items_key)
        if not isinstance(found, list):
            raise DecodeError(
                f"the response is no page: there is no list at {self.items_key!r}",
                body=body,
            )
        return found

    def total(self, body: Any) -> int | None:
        return _integer(body, self.total_key)

    def previous(self, request: Request, body: Any) -> Request | None:
        return None

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
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

    def next(self, request: Request, body: Any) -> Request | None:
        following, total = self._start(request) + self._step(body), self.total(body)
        # Without a total, only an empty page is known to be the last.
        ended = not self.items(body) if total is None else following >= total
        if ended or following == self._start(request):
            return None
        return request.with_query(**{self.offset: following})

    def previous(self, request: Request, body: Any) -> Request | None:
        start = self._start(request)
        if start == 0:
            return None
        first = max(0, start - int(request.query.get(self.limit) or self.size))
        return request.with_query(**{self.offset: first, self.limit: start - first})

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        if self.next(request, body) is None:
            return
        step = self._step(body)
        for first in range(self._start(request) + step, self.total(body) or 0, step):
            yield request.with_query(**{self.offset: first, self.limit: step})

    def _start(self, request: Request) -> int:
        return int(request.query.get(self.offset) or 0)

    def _step(self, body: Any) -> int:
        return max(len(self.items(body)), _integer(body, self.limit_key) or 0)


@attrs.frozen(kw_only=True)
class NumberPaging(_Listed):
    """
    Pages with numbers: ``page=2``.

    Attributes:
        page: Query parameter for the number.
        first: Number of the first page.
        pages_key: Key of the number of pages, with dots between nested keys, or
            ``None`` if pages do not have it: an empty page is the last then.
    """

    page: str = "page"
    first: int = 0
    pages_key: str | None = "pages"

    def next(self, request: Request, body: Any) -> Request | None:
        number, pages = self._number(request), _integer(body, self.pages_key)
        if not self.items(body) or (pages is not None and number >= self._last(pages)):
            return None
        return request.with_query(**{self.page: number + 1})

    def previous(self, request: Request, body: Any) -> Request | None:
        number = self._number(request)
        if number <= self.first:
            return None
        return request.with_query(**{self.page: number - 1})

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        pages = _integer(body, self.pages_key)
        if pages is None or self.next(request, body) is None:
            return
        for number in range(self._number(request) + 1, self._last(pages) + 1):
            yield request.with_query(**{self.page: number})

    def _number(self, request: Request) -> int:
        number = request.query.get(self.page)
        return self.first if number is None else int(number)

    def _last(self, pages: int) -> int:
        return self.first + pages - 1


@attrs.frozen(kw_only=True)
class CursorPaging(_Listed):
    """
    Pages that name the next one by a cursor: ``after=abc``.

    Attributes:
        parameter: Query parameter for the cursor.
        next_key: Key of the next page's cursor, with dots between nested keys.
    """

    parameter: str = "after"
    next_key: str = "cursors.after"

    def next(self, request: Request, body: Any) -> Request | None:
        cursor = dig(body, self.next_key)
        return request.with_query(**{self.parameter: cursor}) if cursor else None


def dig(body: Any, keys: str) -> Any:
    """Return the value at *keys*, with dots between nested keys, or ``None``."""
    for key in keys.split(".") if keys else ():
        if not isinstance(body, Mapping):
            return None
        body = body.get(key)
    return body


def _integer(body: Any, keys: str | None) -> int | None:
    found = dig(body, keys) if keys else None
    return found if type(found) is int else None

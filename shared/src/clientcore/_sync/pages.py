# Generated from _async/pages.py by `nox -s twins`: do not edit.
"""
Lists that come in pages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import attrs

from .._errors import DecodeError
from .._paging import Paging
from .._records import to_records
from .._request import Request
from .._response import Response
from .runtime import AwaitsPage

if TYPE_CHECKING:
    from .client import Client

T = TypeVar("T")


@attrs.frozen(eq=False)
class Page(Generic[T]):
    """
    One page of a list.

    Attributes:
        items: The items of the page.
        total: Number of items on all pages, or ``None`` if the service does not say.
        raw: The page's JSON, or ``None`` with ``keep_raw=False``.
    """

    items: list[T]
    total: int | None
    raw: Any = attrs.field(repr=False)
    _pages: Pages[T] = attrs.field(repr=False)
    _next: Request | None = attrs.field(repr=False)
    _previous: Request | None = attrs.field(repr=False)
    _ahead: Iterator[Request] = attrs.field(factory=lambda: iter(()), repr=False)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, place: int) -> T:
        return self.items[place]

    def to_records(self) -> list[dict[str, Any]]:
        """Return the page's items as flat dictionaries: see `clientcore.to_records`."""
        return to_records(self.items)

    def next(self) -> Page[T] | None:
        """Request the next page. ``None`` after the last."""
        return None if self._next is None else self._pages.page_at(self._next)

    def previous(self) -> Page[T] | None:
        """Request the page before. ``None`` before the first."""
        if self._previous is None:
            return None
        return self._pages.page_at(self._previous)


class PageIterator(Iterator[Page[T]]):
    """
    Iterates over pages.

    After an error the iteration can go on: the page that failed is requested again.

    Args:
        pages: List whose pages are requested.
        at_once: Pages to request at the same time.
    """

    # Not a generator: one that is left early would have to be closed.

    def __init__(self, pages: Pages[T], at_once: int) -> None:
        self._pages = pages
        self._at_once = at_once
        self._last: Page[T] | None = None
        self._ready: deque[Page[T]] = deque()
        self._ahead: Iterator[Request] = iter(())
        self._seen: set[str] = set()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Page[T]:
        if not self._ready:
            self._ready.extend(self._more())
        if not self._ready:
            raise StopIteration
        self._last = self._ready.popleft()
        return self._last

    def _more(self) -> list[Page[T]]:
        """Request one page, or as many as may be requested at the same time."""
        if self._last is None:
            page = self._pages.page()
            self._ahead = page._ahead
            return [page]
        if window := list(islice(self._ahead, self._at_once)):
            try:
                # All have arrived before the first is returned: no task outlives a
                # loop that is left early.
                found = self._pages._client.map(self._pages.page_at, window)
            except BaseException:
                self._ahead = chain(window, self._ahead)
                raise
            # A page may have nothing that counts, and others follow.
            return list(takewhile(lambda page: page.items or page._next, found))
        request = self._last._next
        if request is None:
            return []
        place = f"{request.link} {sorted(request.query.items(), key=str)}"
        if place in self._seen:
            raise self._pages.error("the pages of the list lead back to an earlier one")
        page = self._pages.page_at(request)
        # Only now: a page that failed is requested again.
        self._seen.add(place)
        return [page]


class ItemIterator(Iterator[T]):
    """
    Iterates over the items of all pages.

    Args:
        pages: Iterates over the pages.
    """

    def __init__(self, pages: PageIterator[T]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        while True:
            for item in self._items:
                return item
            self._items = iter(self._pages.__next__().items)


class Pages(AwaitsPage[Page[T]]):
    """
    A list that comes in pages. Nothing is requested until it is used.

    Awaiting it returns the first page; iterating yields the items of all pages, each
    requested when the one before is used up. Both can be repeated.

    Args:
        client: Sends the requests.
        request: Request for the first page.
        into: Type of an item.
        paging: How the service cuts its lists.
        prefetch: Pages to request at the same time, where their number is known after
            the first. 0 to request one after another.

    Raises:
        ValueError: *prefetch* is negative.
    """

    def __init__(
        self,
        client: Client,
        request: Request,
        into: Any,
        paging: Paging,
        *,
        prefetch: int = 0,
    ) -> None:
        if prefetch < 0:
            raise ValueError(f"prefetch must be 0 or more, not {prefetch}")
        self._client = client
        self._request = request
        self._into = into
        self._paging = paging
        self._at_once = prefetch

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._request}>"

    def prefetch(self, pages: int) -> Self:
        """Return the same list, with *pages* pages requested at the same time."""
        return type(self)(
            self._client, self._request, self._into, self._paging, prefetch=pages
        )

    def page(self) -> Page[T]:
        """Request the first page."""
        return self.page_at(self._request)

    def page_at(self, request: Request) -> Page[T]:
        """Request the page of *request*, which is made by the list's paging rule."""
        response = self._client.request(request)
        read = partial(self._read, request)
        kind: Any = list[self._into]  # type: ignore[name-defined]
        return self._client.in_worker(read, response, kind)

    def _read(self, request: Request, response: Response, kind: Any) -> Page[T]:
        client, paging = self._client, self._paging
        body = client.parse_json(response)
        with client.api.errors.own_errors(response.request, response.secrets):
            return self.make_page(
                body,
                response,
                items=client.decode(paging.items(body), kind, response),
                total=paging.total(body),
                raw=body if client.settings.keep_raw else None,
                pages=self,
                next=paging.next(request, body),
                previous=paging.previous(request, body),
                # Made one by one: a total can be any number.
                ahead=paging.ahead(request, body) if self._at_once else iter(()),
            )

    def make_page(self, body: Any, response: Response, **fields: Any) -> Page[T]:
        """
        Make a page of its *fields*. A list whose pages have more of them replaces it.

        Args:
            body: JSON of the page.
            response: The response that it was in.
            **fields: Arguments of `Page`.
        """
        return Page(**fields)

    def error(self, message: str) -> Exception:
        """Return a `DecodeError` of the client's own about this list."""
        cls = self._client.api.errors.own(DecodeError)
        return cls(f"{self._request}: {message}", request=self._request.info())

    def pages(self) -> PageIterator[T]:
        """Iterate over the pages, requested one by one or as `prefetch` says."""
        return PageIterator(self, self._at_once)

    def __iter__(self) -> ItemIterator[T]:
        return ItemIterator(self.pages())

    def collect(self, limit: int | None = None) -> list[T]:
        """
        Request all pages, and return their items.

        Args:
            limit: The most items to return, or ``None`` for all.
        """
        if limit is not None and limit <= 0:
            return []
        items: list[T] = []
        for page in self.pages():
            items += page.items
            if limit is not None and len(items) >= limit:
                return items[:limit]
        return items

    def to_records(self, limit: int | None = None) -> list[dict[str, Any]]:
        """
        Request all pages, and return their items as flat dictionaries.

        They are what ``pandas.DataFrame`` takes: see `clientcore.to_records`.

        Args:
            limit: The most items to return, or ``None`` for all.
        """
        return to_records(self.collect(limit))

    def first(self) -> T | None:
        """Return the first item, or ``None`` if the list is empty."""
        page = self.page()
        return page.items[0] if page.items else None

    def count(self) -> int:
        """Count the items: by the first page's total, else by requesting all pages."""
        page = self.page()
        if page.total is not None:
            return page.total
        return len(self.collect())

# Generated from _async/pages.py by `nox -s twins`: do not edit.
"""
Lists that come in pages.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

import attrs

from .._paging import Paging
from .._request import Request
from .runtime import AwaitsPage, map_concurrently

if TYPE_CHECKING:
    from .client import Client

T = TypeVar("T")


@attrs.frozen(eq=False)
class Page(Generic[T]):
    """
    One page of a list.

    Attributes:
        items: What is on it.

        total: How many there are on all pages, or ``None`` if it does not say.

        raw: The page's JSON, or ``None`` if the client does not keep it.
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

    @property
    def has_next(self) -> bool:
        """Whether there is a page after it."""
        return self._next is not None

    def next(self) -> Page[T] | None:
        """Get the page after it, or ``None`` if it is the last."""
        return None if self._next is None else self._pages.page_at(self._next)

    def previous(self) -> Page[T] | None:
        """Get the page before it, or ``None`` if it is the first."""
        if self._previous is None:
            return None
        return self._pages.page_at(self._previous)


class PageIterator(Iterator[Page[T]]):
    """
    Goes from page to page.

    Args:
        pages: The list.

        at_once: How many pages to ask for at once.
    """

    # Not a generator: one that is left early would have to be closed.

    def __init__(self, pages: Pages[T], at_once: int) -> None:
        self._pages = pages
        self._at_once = at_once
        self._last: Page[T] | None = None
        self._ready: deque[Page[T]] = deque()
        self._ahead: Iterator[Request] = iter(())

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
        """Get one page, or as many as may be asked for at once."""
        if self._last is None:
            page = self._pages.page()
            self._ahead = page._ahead
            return [page]
        if window := list(islice(self._ahead, self._at_once)):
            # All of them have come before any is given out: a task that
            # outlives a loop which is left early would be nobody's.
            found = map_concurrently(self._pages.page_at, window)
            # A page may have nothing that counts, and others after it.
            return list(takewhile(lambda page: page.items or page.has_next, found))
        following = self._last.next()
        return [] if following is None else [following]


class ItemIterator(Iterator[T]):
    """
    Goes from item to item.

    Args:
        pages: Goes from page to page.
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
    A list that comes in pages. Nothing is asked for until it is used.

    Awaiting it gives the first page; iterating gives the items of all pages,
    each asked for when the one before is used up. Both can be repeated.

    Args:
        client: Sends.

        request: Asks for the first page.

        into: What an item is.

        paging: How the service cuts its lists.

        prefetch: How many pages to ask for at once, where the service lets
            one know them in advance. 0 asks for one after another.
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
            raise ValueError("prefetch is 0 or more")
        self._client = client
        self._request = request
        self._into = into
        self._paging = paging
        self._at_once = prefetch

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._request}>"

    def prefetch(self, pages: int) -> Self:
        """Return the same list, with *pages* asked for at once."""
        return type(self)(
            self._client, self._request, self._into, self._paging, prefetch=pages
        )

    def page(self) -> Page[T]:
        """Get the first page."""
        return self.page_at(self._request)

    def page_at(self, request: Request) -> Page[T]:
        """Get the page that *request* asks for."""
        response = self._client.request(request)
        body = self._client.parse_json(response)
        paging = self._paging
        with self._client.api.errors.own_errors(response.request):
            items = paging.items(body)
        kind: Any = list[self._into]  # type: ignore[name-defined]
        return Page(
            self._client.decode(items, kind, response),
            paging.total(body),
            body if self._client.settings.keep_raw else None,
            self,
            paging.next(request, body),
            paging.previous(request, body),
            # Asked for bit by bit: a total can be any number at all.
            paging.ahead(request, body) if self._at_once else iter(()),
        )

    def pages(self) -> PageIterator[T]:
        """Iterate over all pages, asked for one by one or as `prefetch` says."""
        return PageIterator(self, self._at_once)

    def __iter__(self) -> ItemIterator[T]:
        return ItemIterator(self.pages())

    def collect(self, limit: int | None = None) -> list[T]:
        """
        Get all items.

        Args:
            limit: How many at most, or ``None`` for all of them.
        """
        if limit is not None and limit <= 0:
            return []
        items: list[T] = []
        for page in self.pages():
            items += page.items
            if limit is not None and len(items) >= limit:
                return items[:limit]
        return items

    def first(self) -> T | None:
        """Get the first item, or ``None`` if there is none."""
        page = self.page()
        return page.items[0] if page.items else None

    def count(self) -> int:
        """Count the items, by asking the first page or by going through all."""
        page = self.page()
        if page.total is not None:
            return page.total
        return len(self.collect())

"""
Lists that are longer than a page.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Any, Self, TypeVar

import attrs

from clientcore import NotFound, OffsetPaging, Request
from clientcore.aio import Page, PageIterator, Pages

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class TakeSkip(OffsetPaging):
    """
    This service's pages. The server may send fewer items than requested, so only
    the total or an empty page ends a list.
    """

    items_key: str = ""
    total_key: str | None = None
    offset: str = "skip"
    limit: str = "take"
    size: int = 64

    def items(self, body: Any) -> list[Any]:
        """See `clientcore.Paging.items`."""
        return [] if body is None else super().items(body)


PLAIN = TakeSkip()
RESULTS = TakeSkip(items_key="Results", total_key="TotalResults")


class Order(Enum):
    """How the items of a list are sorted, as far as that is known."""

    NEWEST = "newest first"
    EVENTS = "events, whose order is not known"
    OTHER = "by something else"


class _PageIterator(PageIterator[T]):
    async def __anext__(self) -> Page[T]:
        before = self._last
        page = await super().__anext__()
        if before is not None and page.items and page.items == before.items:
            # It would send it again and again.
            raise self._pages.error("the server sends the same page again")
        return page


class Listing(Pages[T]):
    """
    A list in pages: awaiting it returns the first page, iterating yields all items.

    The list of an object that does not exist is empty.

    Args:
        client: Sends the requests.
        request: Request for the first page.
        into: Type of an item.
        paging: How the list is cut into pages.
        prefetch: Pages to request at the same time, where their number is known.
    """

    _after: datetime | None = None
    _order: Order = Order.OTHER

    def ordered(self, order: Order) -> Self:
        """Return a copy whose items are known to come in *order*."""
        return self._like(self._at_once, order, self._after)

    def after(self, moment: datetime | None) -> Self:
        """
        Return a copy of the list that has only what is newer than *moment*.

        Photos are newer if they were taken later; their list ends at the first that
        was not. Events are newer if they start later; all pages are read.

        Args:
            moment: A time, in UTC if it has no zone. ``None`` for no limit.

        Raises:
            ValueError: The list is sorted by something else, such as cheers.
        """
        if moment is not None and self._order is Order.OTHER:
            raise ValueError("this list is not sorted by time, so after() is no use")
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return self._like(self._at_once, self._order, moment)

    def prefetch(self, pages: int) -> Self:
        """Return a copy of the list, with *pages* requested at the same time."""
        return self._like(pages, self._order, self._after)

    def pages(self) -> PageIterator[T]:
        """
        Iterate over the pages.

        Raises:
            UnreadableError: The server sends the same page again and again.
        """
        return _PageIterator(self, self._at_once)

    def _like(self, pages: int, order: Order, after: datetime | None) -> Self:
        copy = super().prefetch(pages)
        copy._order, copy._after = order, after
        return copy

    async def page_at(self, request: Request) -> Page[T]:
        """Get the page that *request* asks for."""
        try:
            page = await super().page_at(request)
        except NotFound:
            return Page([], None, None, self, None, None)
        return page if self._after is None else self._cut(page, self._after)

    def _cut(self, page: Page[T], after: datetime) -> Page[T]:
        """Leave out what is not newer, and the pages behind it."""
        items = [item for item in page.items if _is_newer(item, after)]
        if len(items) == len(page.items):
            return page
        if self._order is Order.EVENTS:
            return attrs.evolve(page, items=items)
        return Page(items, None, page.raw, self, None, page._previous)


def _is_newer(item: Any, moment: datetime) -> bool:
    time = item.start_time_utc if hasattr(item, "start_time") else item.created_at_utc
    return time is None or time > moment

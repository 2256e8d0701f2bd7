# Generated from _async/listing.py by `nox -s twins`: do not edit.
"""
Lists that are longer than a page.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Self, TypeVar

import attrs

from clientcore import NotFound, OffsetPaging, Request
from clientcore.sync import Page, Pages

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


class Listing(Pages[T]):
    """
    All pages of a list: awaited it is the first page, iterated it is all items.

    Of somebody who does not exist it is empty.

    Args:
        client: Sends.

        request: Asks for the first page.

        into: What an item is.

        paging: How the list is cut.

        prefetch: How many pages to ask for at once, where their number is known.
    """

    _after: datetime | None = None

    def after(self, moment: datetime | None) -> Self:
        """
        Return the same list, of newest first, up to what is not newer than *moment*.

        Args:
            moment: A time; in UTC, if it has no zone. ``None`` for no end.
        """
        if moment is not None and moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        self._after = moment
        return self

    def prefetch(self, pages: int) -> Self:
        """Return the same list, with *pages* asked for at once."""
        return super().prefetch(pages).after(self._after)

    def page_at(self, request: Request) -> Page[T]:
        """Get the page that *request* asks for."""
        try:
            page = super().page_at(request)
        except NotFound:
            return Page([], None, None, self, None, None)
        return page if self._after is None else self._cut(page, self._after)

    def _cut(self, page: Page[T], after: datetime) -> Page[T]:
        """Leave out what is not newer, and the pages behind it."""
        items = [item for item in page.items if _is_newer(item, after)]
        if len(items) == len(page.items):
            return page
        return Page(items, None, page.raw, self, None, page._previous)


def _is_newer(item: Any, moment: datetime) -> bool:
    created = item.created_at_utc
    return created is None or created > moment

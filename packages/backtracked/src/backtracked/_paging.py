"""
How the service cuts its lists into pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from clientcore import CursorPaging, DecodeError, Request

from ._envelope import rows

#: What the service gives at once.
PAGE = 20


@attrs.frozen(kw_only=True)
class Steps:
    """
    Pages of 20 items, selected by a number; a page with fewer items is the last.

    Attributes:
        name: Name of the query parameter.
        first: Its value for the first page.
        step: Its increment from page to page.
    """

    name: str
    first: int = 1
    step: int = 1

    def items(self, body: Any) -> list[Any]:
        """Return the rows, of which the service leaves some empty."""
        return rows(body)

    def total(self, body: Any) -> None:
        """Return ``None``: the service does not say."""

    def next(self, request: Request, body: Any) -> Request | None:
        """Return the request for the next page, or ``None`` after a short one."""
        # Counted with the empty rows, as the service counts them.
        if not isinstance(body, list) or len(body) < PAGE:
            return None
        return self._at(request, self._place(request) + self.step)

    def previous(self, request: Request, body: Any) -> Request | None:
        """Return the request for the page before, or ``None`` before the first."""
        place = self._place(request)
        return self._at(request, place - self.step) if place > self.first else None

    def ahead(self, request: Request, body: Any) -> Iterator[Request]:
        """Return nothing, because the number of pages is unknown."""
        return iter(())

    def _place(self, request: Request) -> int:
        place = request.query.get(self.name)
        return self.first if place is None else int(place)

    def _at(self, request: Request, place: int) -> Request:
        return request.with_query(**{self.name: place})


@attrs.frozen(kw_only=True)
class TokenPages(CursorPaging):
    """Pages that name the next one by a token."""

    items_key: str = "items"
    total_key: str | None = None
    parameter: str = "nextPageToken"
    next_key: str = "nextPageToken"

    def items(self, body: Any) -> list[Any]:
        """Return the rows, of which the service leaves some empty."""
        if not isinstance(body, dict):
            raise DecodeError("the answer is no page: it is no object", body=body)
        return rows(body.get("items"))


LOBBY = Steps(name="offset", first=0, step=PAGE)
NUMBERED = Steps(name="page")
SEARCH = TokenPages()

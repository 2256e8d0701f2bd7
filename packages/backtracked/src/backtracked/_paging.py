"""
How the service divides its lists into pages.
"""

from __future__ import annotations

from typing import Any

import attrs

from clientcore import CursorPaging, NumberPaging, Request

#: Number of items on a page.
PAGE = 20


@attrs.frozen(kw_only=True)
class Steps(NumberPaging):
    """
    Pages of 20 items, selected by a number; a page with fewer items is the last.

    Attributes:
        step: Increment of the number from page to page.
    """

    items_key: str = ""
    first: int = 1
    step: int = 1

    def next(self, request: Request, body: Any) -> Request | None:
        # Counted with the empty rows, as the service counts them.
        if len(self.items(body)) < PAGE:
            return None
        return request.with_query(**{self.page: self._number(request) + self.step})

    def previous(self, request: Request, body: Any) -> Request | None:
        number = self._number(request) - self.step
        return (
            request.with_query(**{self.page: number}) if number >= self.first else None
        )


LOBBY = Steps(page="offset", first=0, step=PAGE)
NUMBERED = Steps()
SEARCH = CursorPaging(parameter="nextPageToken", next_key="nextPageToken")

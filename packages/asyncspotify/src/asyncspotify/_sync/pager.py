# Generated from _async/pager.py by `nox -s twins`: do not edit.
"""
Iterators over the raw items of a page and of those that follow it.

`Pages` is what to use in new programs. These are the names of asyncspotify 0.12.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from .._route import Route


class Pager(Iterator[Any]):
    """
    Iterates over the raw items of a page, and of the pages that it links to.

    Args:
        http: The client's ``http``.
        pager_object: A page as raw JSON.
        limit: The most items, or ``None`` for all.
    """

    def __init__(
        self, http: Any, pager_object: Mapping[str, Any], limit: int | None = None
    ) -> None:
        self.http = http
        self.limit = limit
        self._count = 0
        self._items: Iterator[Any] = iter(())
        self.next: str | None = None
        self.set_next(pager_object)

    def set_next(self, obj: Mapping[str, Any]) -> None:
        """Go on with the items of another page."""
        page = self._page(obj)
        items = page.get("items") or []
        self._items = iter(items)
        # An empty page may link to another one without end.
        self.next = page.get("next") if items else None

    def _page(self, obj: Mapping[str, Any]) -> Mapping[str, Any]:
        return obj

    def get_next(self) -> None:
        """
        Request the next page.

        Raises:
            StopIteration: The last page was read.
        """
        if not self.next:
            raise StopIteration
        parts = urlsplit(self.next)
        url = parts._replace(query="").geturl()
        route = Route("GET", url, **dict(parse_qsl(parts.query)))
        self.set_next(self.http.request(route))

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Any:
        if self.limit is not None and self._count >= self.limit:
            raise StopIteration
        while True:
            for item in self._items:
                self._count += 1
                return item
            self.get_next()


class SearchPager(Pager):
    """
    Iterates over the raw hits of one kind of a search, or over followed artists.

    Args:
        http: The client's ``http``.
        obj: The response as raw JSON.
        type: Key of the page in the response, such as ``tracks``.
        limit: The most items, or ``None`` for all.
    """

    def __init__(
        self, http: Any, obj: Mapping[str, Any], type: str, limit: int | None = None
    ) -> None:
        self.type = type
        super().__init__(http, obj, limit)

    def _page(self, obj: Mapping[str, Any]) -> Mapping[str, Any]:
        page = obj.get(self.type, obj.get(f"{self.type}s"))
        return page if isinstance(page, Mapping) else {}


CursorBasedPaging = SearchPager

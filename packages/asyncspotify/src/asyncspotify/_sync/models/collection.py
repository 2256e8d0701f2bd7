# Generated from _async/models/collection.py by `nox -s twins`: do not edit.
"""
Objects that contain others, which come in pages; and entries of a library.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

import attrs

from clientcore.sync import Pages

from ..._models.base import SpotifyModel, SpotifyObject
from ..._uris import uri_of
from .bound import Bound

T = TypeVar("T", bound=SpotifyObject)


@attrs.define(kw_only=True, eq=False, repr=False)
class Saved(SpotifyModel):
    """
    The base of the entries of a library.

    Attributes:
        added_at: When it was saved, in UTC.
    """

    added_at: datetime | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class Part(SpotifyModel):
    """
    The known part of a collection.

    Attributes:
        items: The known items. Gaps are counted in ``gaps``.
        total: Number of items including gaps, or ``None`` if it is not known.
        gaps: Number of entries that were ``null``.
        is_whole: Whether the collection was read to its end.
    """

    items: list[Any] = attrs.field(factory=list)
    total: int | None = None
    gaps: int = 0
    is_whole: bool = False

    def __attrs_post_init__(self) -> None:
        found = [item for item in self.items if item is not None]
        self.gaps += len(self.items) - len(found)
        self.items = found

    def covers(self, total: int | None) -> bool:
        """Return whether it has all of *total* items."""
        if self.is_whole:
            return True
        return isinstance(total, int) and len(self.items) + self.gaps >= total


class Collection(Bound, Generic[T]):
    """
    An object that contains tracks, episodes or chapters.

    ``for`` iterates over all of them, from the first page on, and keeps those
    that it has passed.
    """

    __slots__ = ()

    _part: Any

    def _pages(self) -> Pages[T]:
        """Return the list of all items."""
        raise NotImplementedError

    def _promised(self) -> int | None:
        """Return the number of items that the collection itself has, if any."""
        return None

    def _known(self) -> Part:
        """Return the known part."""
        if self._part is None:
            self._part = Part()
        part: Part = self._part
        return part

    def _count(self) -> int | None:
        """Return the number of items, or ``None`` if it is not known."""
        total = self._known().total
        return self._promised() if total is None else total

    def __iter__(self) -> Iterator[T]:
        walk = self._walk()
        # A part of its own: an earlier iteration goes on filling its own part.
        self._part = walk.part
        return walk

    def _walk(self) -> Walk[T]:
        return Walk(Part(total=self._count()), self._pages())

    def fill(self) -> None:
        """
        Request all items, and replace those that are known.

        Raises:
            SpotifyException: A page failed. The known items are unchanged.
        """
        walk = self._walk()
        for _ in walk:
            pass
        self._part = walk.part

    def is_filled(self) -> bool:
        """
        Return whether all items are known.

        Entries that are gone count as known, so there may be fewer items than the
        service's total.
        """
        return self._known().covers(self._count())

    def _has(self, item: Any, kind: str) -> bool:
        """Return whether *item* is in the known part."""
        if isinstance(item, SpotifyObject):
            return item in self._known().items
        wanted = uri_of(item, kind)
        items = self._known().items
        last = wanted.rpartition(":")[2]
        return any(wanted == one.uri or last == one.id for one in items)


class Walk(Iterator[T]):
    """
    Iterates over a collection, and keeps what it has passed.

    Args:
        part: Where the items are kept.
        pages: The list of all items.
    """

    # Not a generator: one that is left early would have to be closed.

    def __init__(self, part: Part, pages: Pages[T]) -> None:
        self.part = part
        self._pages = pages.pages()
        self._items: Iterator[T] = iter(())

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        while True:
            for item in self._items:
                if item is not None:
                    self.part.items.append(item)
                    return item
                self.part.gaps += 1
            self._turn()

    def _turn(self) -> None:
        """Request the next page, or end."""
        try:
            page = self._pages.__next__()
        except StopIteration:
            self.part.is_whole = True
            raise
        self._items = iter(page.items)
        if page.total is not None:
            self.part.total = page.total

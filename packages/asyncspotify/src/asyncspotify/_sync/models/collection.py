# Generated from _async/models/collection.py by `nox -s twins`: do not edit.
"""
Things that hold others, which come in pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, Self, TypeVar

import attrs

from clientcore.sync import Pages

from ..._models import SpotifyModel, SpotifyObject
from ..._uris import uri_of

T = TypeVar("T", bound=SpotifyObject)


@attrs.define(kw_only=True)
class Part(SpotifyModel):
    """
    As much of a collection as is known.

    Attributes:
        items: What is known of it. Gaps become ``gaps``.

        total: How many there are, gaps included, or ``None`` if nobody said.

        gaps: How many of those that came were ``null``.

        is_whole: Whether it was read to the end.
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
        """Whether it is all of *total*."""
        if self.is_whole:
            return True
        return isinstance(total, int) and len(self.items) + self.gaps >= total


class Collection(Generic[T]):
    """
    Something that holds tracks, episodes or chapters.

    ``for`` goes through all of them, asking for page after page from the
    beginning. What it has come past is remembered.
    """

    __slots__ = ()

    _part: Any

    def _pages(self) -> Pages[T]:
        """Return all that it holds."""
        raise NotImplementedError

    def _promised(self) -> int | None:
        """Return how many there are, if the collection itself says."""
        return None

    def _known(self) -> Part:
        """Return the part that is known, which may be none of it."""
        if self._part is None:
            self._part = Part()
        part: Part = self._part
        return part

    def _count(self) -> int | None:
        """Return how many there are, or ``None`` if nobody said."""
        total = self._known().total
        return self._promised() if total is None else total

    def __iter__(self) -> Iterator[T]:
        pages = self._pages()
        # A part of its own: what an earlier walk does to its part is lost.
        self._part = Part(total=self._count())
        return Walk(self._part, pages)

    def fill(self) -> None:
        """Get all that it holds, in the place of what was known before."""
        for _ in self:
            pass

    def is_filled(self) -> bool:
        """
        Whether all that it holds is known.

        Entries that are gone count as known, so there may be fewer than the
        service says that there are.
        """
        return self._known().covers(self._count())

    def _has(self, item: Any, kind: str) -> bool:
        """Whether *item* is in the part that is known."""
        if isinstance(item, SpotifyObject):
            return item in self._known().items
        wanted = uri_of(item, kind)
        items = self._known().items
        last = wanted.rpartition(":")[2]
        return any(wanted == one.uri or last == one.id for one in items)


class Walk(Iterator[T]):
    """
    Goes through a collection, and remembers what it has seen.

    Args:
        part: Where it is remembered.

        pages: All of the collection.
    """

    # Not a generator: one that is left early would have to be closed.

    def __init__(self, part: Part, pages: Pages[T]) -> None:
        self._part = part
        self._pages = pages.pages()
        self._items: Iterator[T] = iter(())

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> T:
        while True:
            for item in self._items:
                if item is not None:
                    self._part.items.append(item)
                    return item
                self._part.gaps += 1
            self._turn()

    def _turn(self) -> None:
        """Get the next page, or end."""
        try:
            page = self._pages.__next__()
        except StopIteration:
            self._part.is_whole = True
            raise
        self._items = iter(page.items)
        if page.total is not None:
            self._part.total = page.total

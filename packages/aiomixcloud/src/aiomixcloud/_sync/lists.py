# Generated from _async/lists.py by `nox -s twins`: do not edit.
"""
Lists, which come in pages.
"""

from __future__ import annotations

from collections.abc import (
    Callable,
    ItemsView,
    Iterator,
    KeysView,
    ValuesView,
)
from functools import partial
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar

from .._containers import AccessDict, AccessList, bound, plain
from ..exceptions import DecodeError

R = TypeVar("R")

#: The longest page there is.
_LONGEST = 100


class ResourceList(AccessDict, Generic[R]):
    """
    One page of a list of resources.

    Iterating, counting and numbers are about the resources on it. What came
    with them (``name``, ``paging``) is reached as items and attributes, and so
    are resources by their keys.

    Args:
        data: An object of JSON's types with a list as ``data``, kept as it is.

        mixcloud: The client that it belongs to, or ``None``.
    """

    __hash__: ClassVar[None] = None  # type: ignore[assignment]

    @property
    def _own(self) -> AccessDict:
        """What came, as a dict. It shares its wrappers with this."""
        own = self._part(AccessDict, self.data)
        own._wrapped = self._wrapped
        return own

    @property
    def _items(self) -> AccessList[R]:
        if not isinstance(self.data.get("data"), list):
            self.data["data"] = list(plain(self.data.get("data")) or [])
        items: AccessList[R] = self._own["data"]
        return items

    def __repr__(self) -> str:
        name = self.data.get("name")
        return "<ResourceList>" if name is None else f"<ResourceList {name!r}>"

    def __getitem__(self, key: Any) -> Any:
        """
        Return a part of what came, or a resource.

        Args:
            key: A name, as of a dict; otherwise what an `AccessList` takes.
        """
        if isinstance(key, str) and key in self.data:
            return self._own[key]
        return self._items[key]

    def __iter__(self) -> Iterator[R]:  # type: ignore[override]
        return iter(self._items)

    def __reversed__(self) -> Iterator[R]:
        return reversed(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return key in self._items
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        if isinstance(other, list | AccessList):
            return self._items == other
        return super().__eq__(other)

    def get(self, key: Any, default: Any = None) -> Any:
        """Return an item, or *default* if there is none."""
        try:
            return self[key]
        except LookupError:
            return default

    def keys(self) -> KeysView[str]:
        """Return the names of what came."""
        return self._own.keys()

    def values(self) -> ValuesView[Any]:
        """Return what came."""
        return self._own.values()

    def items(self) -> ItemsView[str, Any]:
        """Return what came, by its names."""
        return self._own.items()

    # --- Pages ----------------------------------------------------------------

    def next(self) -> Self | None:
        """Get the page after it, or ``None`` if it says that there is none."""
        page: Self | None = self._navigate("next")
        return page

    def previous(self) -> Self | None:
        """
        Get the page before it, or ``None`` if it says that there is none.

        Lists that go by time say that there is one from their first page on:
        that is for what has come since.
        """
        page: Self | None = self._navigate("previous")
        return page

    def _navigate(self, where: Literal["next", "previous"]) -> Any:
        """Get the page that lies *where*."""
        url = self._link(where)
        if url is None:
            return None
        return bound(self.mixcloud).get(url, relative=False)

    def _link(self, where: Literal["next", "previous"]) -> Any:
        paging = self.data.get("paging")
        return paging.get(where) if isinstance(paging, dict) else None

    def all(self, max: int | None = None) -> ItemIterator[R]:
        """
        Go through this page and all after it.

        Args:
            max: How many items at the most, or ``None`` for all.
        """
        return ItemIterator(self._itself, max)

    def _itself(self) -> Self:
        return self


class ItemIterator(Iterator[R]):
    """
    Goes from item to item, each page asked for when the one before is used up.

    It ends with the first empty page. A page that cannot be had is an error, even
    if the client does not raise otherwise: an end would be a lie.

    Args:
        first: Gets the first page.

        max: How many items at the most, or ``None`` for all.

    Raises:
        ValueError: *max* is negative.
    """

    # Not a generator: one that is left early would have to be closed.

    def __init__(self, first: Callable[[], Any], max: int | None) -> None:
        if max is not None and max < 0:
            raise ValueError("max is 0 or more")
        self._turn = first
        self._left = max
        self._items: Iterator[R] = iter(())
        self._seen: set[Any] = set()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> R:
        if self._left == 0:
            raise StopIteration
        while True:
            for item in self._items:
                if self._left is not None:
                    self._left -= 1
                return item
            page = self._turn()
            if not (page is None or isinstance(page, ResourceList)):
                raise failed(page)
            if not page:
                self._turn = _nothing
                raise StopIteration
            link = page._link("next")
            if link is not None and link in self._seen:
                raise DecodeError("the pages of the list lead back to an earlier one")
            self._seen.add(link)
            self._items, self._turn = iter(page), page.next

    def collect(self) -> list[R]:
        """Get all items."""
        items: list[R] = []
        for item in self:
            items += [item]
        return items


def _nothing() -> None:
    """Get no page."""


def failed(answer: Any) -> Exception:
    """Make the error for *answer*, where a list should be."""
    response = getattr(answer, "response", None)
    if response is None or (response.ok and "error" not in plain(answer)):
        asked = None if response is None else response.request
        return DecodeError(f"{answer!r} is no list", request=asked)
    error: Exception = answer.mixcloud._failure(plain(answer), response)
    return error


def all_of(
    get: Callable[..., Any], max: int | None, part: dict[str, Any]
) -> ItemIterator[Any]:
    """
    Go through a whole list.

    Args:
        get: Gets the first page.

        max: How many items at the most, or ``None`` for all.

        part: The arguments for *get*. Pages are as long as can be, unless they
            say otherwise.
    """
    if "limit" not in part and "page" not in part:
        part["limit"] = _LONGEST if max is None else min(_LONGEST, max or 1)
    return ItemIterator(partial(get, **part), max)

"""
Lists of resources, page by page.
"""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)
from functools import partial
from typing import Any, ClassVar, Generic, Literal, Self, TypeVar, cast

from clientcore import RequestInfo, to_records

from .._containers import AccessDict, AccessList, bound, plain
from ..exceptions import DecodeError, MixcloudError

R = TypeVar("R")

#: Most items on a page.
_LONGEST = 100
#: Pages in a row without a new item, after which a list counts as endless.
_MOST_STALE = 10


class ResourceList(AccessDict, Generic[R]):
    """
    One page of a list of resources.

    Iteration, length and numeric indexes refer to the resources on the page. The
    other items of the response (``name``, ``paging``) are available as items and
    attributes, and resources by their keys.

    Args:
        data: An object of JSON's types with a list as ``data``, which is not copied.
        mixcloud: The client, or ``None``.
    """

    __hash__: ClassVar[None] = None  # type: ignore[assignment]
    #: For each direction, the addresses that were passed on the way to this page.
    _passed: Mapping[str, frozenset[str]] = {}

    @property
    def _own(self) -> AccessDict:
        """The items of the response as a dict, with the same wrappers."""
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
        Return an item of the response, or a resource.

        Args:
            key: Name of an item, or a key of `AccessList`.
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
        """Return the names of the response's items."""
        return self._own.keys()

    def values(self) -> ValuesView[Any]:
        """Return the values of the response's items."""
        return self._own.values()

    def items(self) -> ItemsView[str, Any]:
        """Return the response's items with their names."""
        return self._own.items()

    def to_records(self) -> list[dict[str, Any]]:
        """Return the page's items as flat dictionaries: see `clientcore.to_records`."""
        return to_records(self._items.data)

    # --- Pages ----------------------------------------------------------------

    async def next(self) -> Self | None:
        """Get the next page, or ``None`` if the list names none."""
        page: Self | None = await self._navigate("next")
        return page

    async def previous(self) -> Self | None:
        """
        Get the previous page, or ``None`` if the list names none.

        The first page of a list in the order of time names one too, for items that
        are added later.
        """
        page: Self | None = await self._navigate("previous")
        return page

    async def _navigate(self, where: Literal["next", "previous"]) -> Any:
        """
        Get a neighbor page.

        Raises:
            DecodeError: The page names itself as its neighbor, or a page that was
                passed already in this direction.
        """
        url = self._link(where)
        if url is None:
            return None
        passed = self._passed.get(where, frozenset())
        if url in passed:
            raise _endless(self)
        page = await bound(self.mixcloud).get(url, relative=False)
        if isinstance(page, ResourceList):
            both = dict.fromkeys(("next", "previous"), frozenset({url}))
            page._passed = both | {where: passed | {url}}
        return page

    def _link(self, where: Literal["next", "previous"]) -> str | None:
        """Return the address of a neighbor page, or ``None``."""
        paging = self.data.get("paging")
        url = paging.get(where) if isinstance(paging, dict) else None
        return None if url is None else str(url)

    def all(self, max: int | None = None) -> ItemIterator[R]:
        """
        Iterate over the items of this page and of all pages after it.

        Args:
            max: Maximum number of items, or ``None`` for all.
        """
        return ItemIterator(self._itself, max)

    async def _itself(self) -> Self:
        return self


class ItemIterator(AsyncIterator[R]):
    """
    Iterates over the items of a list. A page is requested when the one before is
    used up, and the first empty page is the end.

    An item that a list names again on a later page, because the list moved
    meanwhile, is yielded once.

    Args:
        first: Gets the first page.
        max: Maximum number of items, or ``None`` for all.

    Raises:
        MixcloudError: A page cannot be read, or the pages never end. It is raised
            even if the client does not raise exceptions, since an end would look
            like the end of the list.
        ValueError: *max* is negative.
    """

    # Not a generator: one that is left early would have to be closed.

    def __init__(self, first: Callable[[], Awaitable[Any]], max: int | None) -> None:
        if max is not None and max < 0:
            raise ValueError("max is 0 or more")
        self._get_page = first
        self._left = max
        self._items: Iterator[R] = iter(())
        self._seen: set[Any] = set()
        self._stale = 0

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> R:
        if self._left == 0:
            raise StopAsyncIteration
        while True:
            for item in self._items:
                if self._left is not None:
                    self._left -= 1
                return item
            page = await self._get_page()
            if not (page is None or isinstance(page, ResourceList)):
                raise failed(page, "a list")
            if not page:
                self._get_page = _nothing
                raise StopAsyncIteration
            self._open(page)

    def _open(self, page: ResourceList[R]) -> None:
        """Set the items of *page* that are new, and check that there are some."""
        found = [(identity(item), item) for item in page]
        new = [item for key, item in found if key is None or key not in self._seen]
        self._seen.update(key for key, _ in found if key is not None)
        self._items, self._get_page = iter(new), page.next
        self._stale = 0 if new else self._stale + 1
        if self._stale == _MOST_STALE:
            raise _endless(page)

    async def collect(self) -> list[R]:
        """Return all remaining items as a list."""
        items: list[R] = []
        async for item in self:
            items += [item]
        return items


async def _nothing() -> None:
    """Get no page."""


def identity(item: Any) -> Any:
    """
    Return what tells an item of a list from others, or ``None`` if nothing does.

    A show that was heard twice is in the list of listens twice, at two times.
    """
    data = plain(item)
    key = data.get("key") if isinstance(data, dict) else None
    return (key, str(data.get("listen_time"))) if isinstance(key, str) else None


def failed(answer: Any, wanted: str) -> MixcloudError:
    """Return the error for *answer*, a response that is not *wanted*."""
    if (error := getattr(answer, "_error", None)) is not None:
        return cast("MixcloudError", error)
    return DecodeError(f"{answer!r} is not {wanted}", request=_request_of(answer))


def _endless(page: ResourceList[Any]) -> DecodeError:
    message = "the pages of the list lead back to an earlier one"
    return DecodeError(message, request=_request_of(page))


def _request_of(answer: Any) -> RequestInfo | None:
    response = getattr(answer, "response", None)
    return None if response is None else response.request


def all_of(
    get: Callable[..., Awaitable[Any]], max: int | None, part: dict[str, Any]
) -> ItemIterator[Any]:
    """
    Iterate over a whole list.

    Args:
        get: Gets the first page.
        max: Maximum number of items, or ``None`` for all.
        part: Arguments for *get*. By default pages are as long as the service allows.
    """
    if "limit" not in part and "page" not in part:
        part["limit"] = _LONGEST if max is None else min(_LONGEST, max or 1)
    return ItemIterator(partial(get, **part), max)

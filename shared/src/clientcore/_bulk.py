"""
Long lists of ids, cut to what an endpoint takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar
from urllib.parse import quote

from ._quoting import plain

T = TypeVar("T")


def split_by_count(ids: Iterable[T], count: int) -> list[list[T]]:
    """
    Cut *ids* into lists of at most *count*, in order.

    Raises:
        ValueError: *count* is less than one.
    """
    if count < 1:
        raise ValueError("a list holds at least one")
    everything = list(ids)
    starts = range(0, len(everything), count)
    return [everything[start : start + count] for start in starts]


def split_by_bytes(
    ids: Iterable[T], size: int, *, around: int = 1, count: int | None = None
) -> list[list[T]]:
    """
    Cut *ids* into lists that take at most *size* bytes when quoted, in order.

    Args:
        ids: Anything that can stand in an address.

        size: How many bytes a list may take.

        around: Bytes that each id takes besides: the comma, or the
            parameter's name.

        count: How many a list may hold at most, or ``None``.

    Raises:
        ValueError: One id alone takes more, or *count* is less than one.
    """
    if count is not None and count < 1:
        raise ValueError("a list holds at least one")
    lists: list[list[T]] = []
    taken = size + 1
    for one in ids:
        length = _length(one) + around
        if length > size:
            raise ValueError(f"an id takes {length} bytes, and {size} are allowed")
        full = bool(lists) and count is not None and len(lists[-1]) >= count
        if taken + length > size or full:
            lists.append([])
            taken = 0
        lists[-1].append(one)
        taken += length
    return lists


def _length(value: Any) -> int:
    return len(quote(plain(value), safe=""))

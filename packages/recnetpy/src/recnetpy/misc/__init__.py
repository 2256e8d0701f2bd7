"""
Helpers of earlier releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from .._dates import date_to_unix
from .._labels import bitmask_decode
from .._record import Record as VariableClass

T = TypeVar("T")

__all__ = [
    "VariableClass",
    "bitmask_decode",
    "date_to_unix",
    "list_chunks",
    "stringify_bulk",
]


def list_chunks(lst: Sequence[T], n: int) -> Iterator[Sequence[T]]:
    """
    Split a list into parts.

    Args:
        lst: List or other sequence to split.

        n: Number of items of a part; the last may have fewer.
    """
    for start in range(0, len(lst), n):
        yield lst[start : start + n]


def stringify_bulk(bulk: Iterable[Any]) -> list[str]:
    """
    Return all values as text.

    Args:
        bulk: Values of any type.
    """
    return [str(each) for each in bulk]

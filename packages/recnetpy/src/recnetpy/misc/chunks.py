"""
A documented import path: long lists in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

__all__ = ["list_chunks"]


def list_chunks(lst: Sequence[T], n: int) -> Iterator[Sequence[T]]:
    """
    Cut a list into pieces.

    Args:
        lst: The list to cut.

        n: How many a piece has; the last may have fewer.
    """
    for start in range(0, len(lst), n):
        yield lst[start : start + n]

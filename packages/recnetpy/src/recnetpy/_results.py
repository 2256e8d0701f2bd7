"""
Lists that know how many there are in all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


class Results(list[T]):
    """
    Some of what was found.

    Attributes:
        total: How many there are in all, or ``None`` if the service did not say.
    """

    def __init__(self, items: Iterable[T] = (), total: int | None = None) -> None:
        super().__init__(items)
        self.total = total

"""
What has been seen, by id.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

T = TypeVar("T")


class BaseCollection(dict[str, T], Generic[T]):
    """
    Objects by their ids, oldest first.

    Args:
        limit: How many are kept; the oldest goes first. ``None`` keeps all.
    """

    def __init__(self, *args: Any, limit: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit

    def add(self, obj: T) -> None:
        """Keep an object, under its ``id``."""
        self[obj.id] = obj  # type: ignore[attr-defined]
        if self.limit is not None and len(self) > self.limit:
            del self[next(iter(self))]


class Collection(BaseCollection[T]):
    """Objects by their ids."""


class OrderedCollection(BaseCollection[T]):
    """Objects by their ids, in the order in which they came."""

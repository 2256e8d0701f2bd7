"""
Collections of what was seen, by id.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class BaseCollection(OrderedDict[str, T], Generic[T]):
    """
    Objects by their ids, the least recently seen first.

    Args:
        limit: Number of objects that are kept; the least recently seen is dropped
            first. ``None`` keeps all.
    """

    def __init__(self, *args: Any, limit: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limit = limit
        #: Returns whether the object with an id must be kept.
        self.is_pinned: Callable[[str], bool] | None = None
        # Grows while all objects are pinned, so that not every `add` looks at all.
        self._bound = limit or 0

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.limit, dict(self))

    def all(self) -> list[T]:
        """Return the objects as a list, also while other threads add some."""
        while True:
            with suppress(RuntimeError):
                return list(self.values())

    def add(self, obj: T) -> None:
        """Add an object under its ``id``, and drop others if there are too many."""
        self[obj.id] = obj  # type: ignore[attr-defined]
        if self.limit is not None and len(self) > max(self.limit, self._bound):
            self._drop(obj.id)  # type: ignore[attr-defined]

    def touch(self, key: str) -> T | None:
        """Return the object with an id as the most recently seen, or ``None``."""
        found = self.get(key)
        if found is not None and self.limit is not None:
            # Another thread may have dropped it meanwhile.
            with suppress(KeyError):
                self.move_to_end(key)
        return found

    def _drop(self, newest: str) -> None:
        limit = self.limit or 0
        for _ in range(len(self)):
            with suppress(KeyError, StopIteration, RuntimeError):
                oldest = next(iter(self))
                if oldest == newest or (self.is_pinned and self.is_pinned(oldest)):
                    self.move_to_end(oldest)
                    continue
                del self[oldest]
            if len(self) <= limit:
                self._bound = limit
                return
        self._bound = len(self) + len(self) // 4


def _restore(kind: Any, limit: int | None, items: dict[str, Any]) -> Any:
    restored = kind(limit=limit)
    restored.update(items)
    return restored


class Collection(BaseCollection[T]):
    """Objects by their ids."""


class OrderedCollection(BaseCollection[T]):
    """Objects by their ids, in the order in which they were received."""

    def touch(self, key: str) -> T | None:
        """Return the object with an id, or ``None``. The order does not change."""
        return self.get(key)

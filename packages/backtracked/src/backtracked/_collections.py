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
        if self.limit is None or len(self) <= self.limit:
            return
        if self.is_pinned is None:
            self.popitem(last=False)
        elif len(self) > self._bound:
            self._drop(obj.id, self.is_pinned)  # type: ignore[attr-defined]

    def touch(self, key: str) -> T | None:
        """Return the object with an id as the most recently seen, or ``None``."""
        found = self.get(key)
        if found is not None and self.limit is not None:
            # Not by `suppress`, which takes as long as all the rest.
            try:
                self.move_to_end(key)
            except KeyError:
                return found  # Another thread has dropped it meanwhile.
        return found

    def _drop(self, newest: str, is_pinned: Callable[[str], bool]) -> None:
        limit = self.limit or 0
        for _ in range(len(self)):
            with suppress(KeyError, StopIteration, RuntimeError):
                oldest = next(iter(self))
                if oldest == newest or is_pinned(oldest):
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

"""
What async and sync code do differently: this file's twin is written by hand.
"""

from __future__ import annotations

from collections import deque
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class QueueClosed(Exception):
    """The queue was closed."""


class EventQueue(Generic[T]):
    """
    A queue of limited size, for any number of threads.

    Args:
        size: The most items in it. `put` waits until there is room.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: deque[T] = deque()
        self._changed = Condition()
        self._closed = False

    def put(self, item: T) -> None:
        """Add *item*, or discard it if the queue is closed."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or len(self._items) < self._size
            )
            if not self._closed:
                self._items.append(item)
                self._changed.notify_all()

    def get(self) -> T:
        """
        Remove the oldest item, and return it. Waits until there is one.

        Raises:
            QueueClosed: The queue is closed.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._items)
            if self._closed:
                raise QueueClosed
            item = self._items.popleft()
            self._changed.notify_all()
            return item

    def close(self) -> None:
        """Discard all items, and end all waits."""
        with self._changed:
            self._closed = True
            self._items.clear()
            self._changed.notify_all()

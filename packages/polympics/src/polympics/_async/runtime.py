"""
What async and sync code do differently: this file's twin is written by hand.
"""

from __future__ import annotations

from collections import deque
from typing import Generic, TypeVar

import anyio

T = TypeVar("T")


class QueueClosed(Exception):
    """The queue was closed."""


class EventQueue(Generic[T]):
    """
    A queue of limited size, for the tasks of one event loop.

    Args:
        size: The most items in it. `put` waits until there is room.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: deque[T] = deque()
        self._changed = anyio.Event()
        self._closed = False

    async def put(self, item: T) -> None:
        """Add *item*, or discard it if the queue is closed."""
        while len(self._items) >= self._size and not self._closed:
            await self._changed.wait()
        if not self._closed:
            self._items.append(item)
            self._notify()

    async def get(self) -> T:
        """
        Remove the oldest item, and return it. Waits until there is one.

        Raises:
            QueueClosed: The queue is closed.
        """
        while not self._items and not self._closed:
            await self._changed.wait()
        if self._closed:
            raise QueueClosed
        item = self._items.popleft()
        self._notify()
        return item

    def close(self) -> None:
        """Discard all items, and end all waits."""
        self._closed = True
        self._items.clear()
        self._notify()

    def _notify(self) -> None:
        self._changed.set()
        self._changed = anyio.Event()

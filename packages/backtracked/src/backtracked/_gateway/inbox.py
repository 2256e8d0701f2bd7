"""
The queue between the task that reads a socket and the one that handles events.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import anyio

E = TypeVar("E")


class Inbox(Generic[E]):
    """
    Events that were received and not handled yet.

    Neither side needs a lock or a task switch unless the queue is empty or full.
    """

    def __init__(self, limit: int) -> None:
        self._events: deque[E] = deque()
        self._limit = limit
        self._arrival: anyio.Event | None = None
        self._room: anyio.Event | None = None
        self.ended = False
        self.put: Callable[[E], None] = self._events.append

    @property
    def is_full(self) -> bool:
        """Whether the reader must pause."""
        return len(self._events) >= self._limit

    @property
    def is_over(self) -> bool:
        """Whether it is empty and no more events will be added."""
        return self.ended and not self._events

    def wake(self) -> None:
        """Wake the tasks that wait for an event, after one was added or at the end."""
        if self._arrival is not None:
            self._arrival.set()
            self._arrival = None

    def end(self) -> None:
        """Add no more events; the remaining ones can still be taken."""
        self.ended = True
        self.wake()

    async def wait_for_room(self) -> None:
        """Wait until the queue is at most half full."""
        self._room = self._room or anyio.Event()
        await self._room.wait()

    async def wait_for_event(self) -> bool:
        """Wait for an event; return ``False`` if no more will be added."""
        while not self._events:
            if self.ended:
                return False
            self._arrival = self._arrival or anyio.Event()
            await self._arrival.wait()
        return True

    def take(self) -> E:
        """Remove and return the oldest event; ``IndexError`` if it is empty."""
        event = self._events.popleft()
        if self._room is not None and len(self._events) * 2 <= self._limit:
            self._room.set()
            self._room = None
        return event

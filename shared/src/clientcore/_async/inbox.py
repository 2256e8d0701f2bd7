# No twin: it belongs to the gateway, which is async only.
"""
The queue between who reads a socket and who takes the events.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import anyio

E = TypeVar("E")


class Inbox(Generic[E]):
    """
    Events that were read and not yet taken.

    Neither side pays for a lock or a task switch while there is something to
    take and room to put: they wait for each other only at the two ends.
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
        """Whether the reader has to stop."""
        return len(self._events) >= self._limit

    @property
    def is_over(self) -> bool:
        """Whether nothing is left and nothing will come."""
        return self.ended and not self._events

    def wake(self) -> None:
        """Tell whoever waits for an event that there is one, or none to come."""
        if self._arrival is not None:
            self._arrival.set()
            self._arrival = None

    def end(self) -> None:
        """Let the user take what is left, and then nothing."""
        self.ended = True
        self.wake()

    async def wait_for_room(self) -> None:
        """Wait until half of the queue was taken."""
        self._room = self._room or anyio.Event()
        await self._room.wait()

    async def wait_for_event(self) -> bool:
        """Wait until there is an event, or return false if none will come."""
        while not self._events:
            if self.ended:
                return False
            self._arrival = self._arrival or anyio.Event()
            await self._arrival.wait()
        return True

    def take(self) -> E:
        """Take the oldest event; an ``IndexError`` says that there is none."""
        event = self._events.popleft()
        if self._room is not None and len(self._events) * 2 <= self._limit:
            self._room.set()
            self._room = None
        return event

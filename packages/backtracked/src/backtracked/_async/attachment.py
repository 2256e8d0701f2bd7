# No twin: the sync client has no socket that events come by.
"""
The subscription to the events of one room.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio

import clientcore

from .models import Room
from .rest.base import log

if TYPE_CHECKING:
    from .realtime import Realtime

#: Seconds between the attempts. After the last the bot leaves the room.
WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)


class Attachment:
    """
    Requests the events of a room, and knows whether they arrive.

    Args:
        room: The room, whose `is_attached` follows.
        realtime: The client's connection.

    Attributes:
        is_answered: Set by the first response to a request, whatever it is.
        arriving: Set while the events arrive.
        losses: Number of times that they ceased to arrive.
    """

    def __init__(self, room: Room, realtime: Realtime) -> None:
        self.is_answered = anyio.Event()
        self.arriving = anyio.Event()
        self.losses = 0
        self._room = room
        self._realtime = realtime
        self._answer = anyio.Event()

    async def request(self, on_failure: Callable[[], None]) -> bool:
        """
        Request the events until the service confirms that it sends them.

        Args:
            on_failure: Called after each attempt that was not confirmed.

        Returns:
            Whether there is hope: ``False`` after the last attempt. If there is no
            connection, the next one begins with another request.
        """
        options = self._realtime.options
        for wait in (*WAITS, None):
            self._answer = anyio.Event()
            try:
                await self._realtime.send_attach(self._room)
            except clientcore.Closed:
                self.answered()
                return True
            with anyio.move_on_after(options.attach_timeout):
                await self._answer.wait()
            if self._room.is_attached:
                return True
            log.debug("the room %s is not attached", self._room.id)
            on_failure()
            if wait is not None:
                await options.sleep(wait)
        return False

    def answered(self) -> None:
        """Record that there is a response, or that there will be none."""
        self.is_answered.set()
        self._answer.set()

    def confirmed(self) -> None:
        """Record that the service sends the events."""
        self._room.is_attached = True
        self.answered()
        self.arriving.set()

    def lost(self) -> None:
        """Record that the events do not arrive."""
        self._room.is_attached = False
        self.losses += 1
        if self.arriving.is_set():
            self.arriving = anyio.Event()

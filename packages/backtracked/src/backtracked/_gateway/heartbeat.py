"""
The heartbeat of a connection.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import anyio

from clientcore import parse_json

from .._engineio import PacketType

#: What the service uses if it does not say: seconds.
_INTERVAL, _TIMEOUT = 25.0, 20.0

_PING = str(PacketType.PING.value)


class Heartbeat:
    """
    Pings the service, and notices when nothing comes back.

    Every packet counts as a response.

    Args:
        send: Sends a packet.
        clock: Returns a monotonic time in seconds.
        sleep: Waits for a number of seconds.

    Attributes:
        is_heard: Whether a packet was received since the last ping.
        is_paused: Whether the reader waits for handlers, and not for the service.
        latency: Seconds from the last ping to its response, or ``None``.
    """

    def __init__(
        self,
        send: Callable[[str], Awaitable[None]],
        clock: Callable[[], float],
        sleep: Callable[[float], Awaitable[Any]],
    ) -> None:
        self.is_heard = False
        self.is_paused = False
        self.latency: float | None = None
        self._send = send
        self._clock = clock
        self._sleep = sleep
        self._interval = _INTERVAL
        self._timeout = _TIMEOUT
        self._pinged_at: float | None = None

    def configure(self, opening: bytes) -> None:
        """
        Read how often to ping from the opening packet.

        Args:
            opening: JSON with ``pingInterval`` and ``pingTimeout`` in milliseconds.
        """
        try:
            told = parse_json(opening)
        except ValueError:
            return
        if isinstance(told, dict):
            self._interval = _seconds(told.get("pingInterval"), _INTERVAL)
            self._timeout = _seconds(told.get("pingTimeout"), _TIMEOUT)

    def answered(self) -> None:
        """Note that the response to a ping was received."""
        if self._pinged_at is not None:
            self.latency = self._clock() - self._pinged_at
            self._pinged_at = None

    async def run(self) -> None:
        """Ping until the service does not respond in time."""
        wait = self._interval
        while True:
            await self._sleep(wait)
            self.is_heard = False
            self._pinged_at = self._clock()
            with anyio.move_on_after(self._timeout) as sending:
                await self._send(_PING)
            # If a ping can't be sent for so long, the service does not read.
            if sending.cancelled_caught or not await self._is_alive():
                return
            wait = max(0.0, self._interval - self._timeout)

    async def _is_alive(self) -> bool:
        """Wait for the timeout, and return whether a packet was received."""
        while True:
            was_paused = self.is_paused
            due = self._clock() + self._timeout
            await self._sleep(self._timeout)
            # A blocked event loop or a suspended machine reads nothing either.
            was_blocked = self._clock() - due > self._timeout
            if self.is_heard:
                return True
            if not was_paused and not was_blocked:
                return False
            # The response may be unread, so wait again.


def _seconds(millis: Any, usual: float) -> float:
    good = type(millis) in {int, float} and millis > 0
    return float(millis / 1000) if good else usual

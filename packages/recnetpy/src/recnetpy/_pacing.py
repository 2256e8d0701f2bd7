"""
How many requests in how much time.

Arithmetic only: nothing here waits or reads a clock.
"""

from __future__ import annotations

import threading


class TokenBucket:
    """
    A bucket that fills with time, and from which each request takes one.

    Args:
        calls: How many it holds, and begins with.

        per: Seconds in which so many come back.
    """

    def __init__(self, calls: float, per: float) -> None:
        if calls < 1 or per <= 0:
            raise ValueError("at least one call, in more than no time")
        self._calls = calls
        self._interval = per / calls
        self._full_at = 0.0
        # Threads share it in the twin.
        self._lock = threading.Lock()

    def take(self, now: float) -> float:
        """
        Take one, and return the seconds until it is there.

        Args:
            now: Seconds of any clock that does not go back.
        """
        with self._lock:
            self._full_at = max(self._full_at, now) + self._interval
            return max(0.0, self._full_at - now - self._calls * self._interval)

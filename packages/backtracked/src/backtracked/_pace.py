"""
How fast to chat. The service mutes who writes too much.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise

#: The web client warns after so many messages in a row that came too fast.
BURST = 5


class Pace:
    """
    Lets a burst of messages through, and then one per interval.

    It waits for nothing and reads no clock: *now* is seconds of any clock that
    does not go back.

    Args:
        interval: Seconds between two messages, or ``None`` for no pace at all.
    """

    def __init__(self, interval: float | None) -> None:
        self._interval = interval
        self._sent: deque[float] = deque(maxlen=BURST)

    def wait(self, now: float) -> float:
        """Return the seconds to wait before the next message."""
        if self._interval is None or len(self._sent) < BURST:
            return 0.0
        gaps = (later - former for former, later in pairwise(self._sent))
        if any(gap >= self._interval for gap in gaps):
            return 0.0
        return max(0.0, self._sent[-1] + self._interval - now)

    def sent(self, now: float) -> None:
        """Note that a message was sent."""
        self._sent.append(now)

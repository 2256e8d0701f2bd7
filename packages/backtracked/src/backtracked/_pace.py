"""
How fast to chat. The service mutes users who write too much.
"""

from __future__ import annotations

#: The web client warns after so many messages in a row that came too fast.
BURST = 5


class Pace:
    """
    A token bucket: a burst of messages, and then one per interval.

    It reads no clock: *now* is seconds of any clock that does not go back.

    Args:
        interval: Seconds until the bucket has one more token, or ``None`` for no
            limit.
    """

    def __init__(self, interval: float | None) -> None:
        if interval is not None and not interval >= 0:
            raise ValueError("chat_interval is 0 or more seconds, or None")
        self._interval = interval or 0.0
        # When the bucket will be full again.
        self._full_at = 0.0

    def take(self, now: float) -> float:
        """Take a token, and return the seconds to wait until it is available."""
        self._full_at = max(self._full_at, now) + self._interval
        return max(0.0, self._full_at - BURST * self._interval - now)

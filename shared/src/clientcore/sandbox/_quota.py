"""
Quotas: a number of calls in a time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs


@attrs.define
class Quota:
    """
    A number of calls for each caller, in windows of a fixed length.

    Attributes:
        calls: Number of calls in a window.

        window: Length of a window, which begins with its first call.
    """

    calls: int
    window: timedelta
    _began: dict[str, datetime] = attrs.field(factory=dict, init=False, repr=False)
    _taken: dict[str, int] = attrs.field(factory=dict, init=False, repr=False)

    def take(self, who: str, now: datetime) -> float:
        """
        Count a call, unless the quota is used up.

        Args:
            who: Name of the caller.

            now: Time of the call.

        Returns:
            0, or the seconds until the next window.
        """
        ends = self._began.get(who, now) + self.window
        if who not in self._began or ends <= now:
            self._began[who], self._taken[who] = now, 0
        if self._taken[who] >= self.calls:
            return (ends - now).total_seconds()
        self._taken[who] += 1
        return 0

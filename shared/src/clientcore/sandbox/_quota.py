"""
How much one may ask for: so many calls in so much time.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import attrs


@attrs.define
class Quota:
    """
    A number of calls for everybody, in windows of a fixed length.

    Attributes:
        calls: How many calls a window has.

        window: How long a window is; it begins with its first call.
    """

    calls: int
    window: timedelta
    _began: dict[str, datetime] = attrs.field(factory=dict, init=False, repr=False)
    _taken: dict[str, int] = attrs.field(factory=dict, init=False, repr=False)

    def take(self, who: str, now: datetime) -> float:
        """
        Count a call, if there is one left.

        Args:
            who: Whose call it is.

            now: When it is.

        Returns:
            0, or after how many seconds there will be calls again.
        """
        ends = self._began.get(who, now) + self.window
        if who not in self._began or ends <= now:
            self._began[who], self._taken[who] = now, 0
        if self._taken[who] >= self.calls:
            return (ends - now).total_seconds()
        self._taken[who] += 1
        return 0

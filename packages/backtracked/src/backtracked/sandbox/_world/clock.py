"""
The time in the world, which a test can move.
"""

from __future__ import annotations

import time
from collections.abc import Callable


class Clock:
    """
    Tells milliseconds since 1970, as the service counts them.

    Args:
        source: Tells seconds since 1970; a test's own may stand still.
    """

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source
        self._ahead = 0

    def __call__(self) -> int:
        return round(self._source() * 1000) + self._ahead

    def forward(self, seconds: float) -> None:
        """
        Let time pass at once.
        """
        self._ahead += round(seconds * 1000)

"""
Staying below a limit.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any

from clientcore.aio import sleep

from .._pacing import TokenBucket


class Pace:
    """
    Lets so many requests through in a time, and lets the others wait.

    Give it to a client as ``throttle=``. Clients that share a key share one; those
    with keys of their own have one each, so that neither starves the other.

    Args:
        calls: How many may come at once, and how many come back in *per* seconds.
            As a rule the pace of earlier releases, a little below the quota of a
            public key.

        per: Seconds in which that many come back.

        clock: Returns seconds of any clock that does not go back.

        wait: Waits for seconds.
    """

    def __init__(
        self,
        calls: float = 166,
        per: float = 60.0,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[Any]] = sleep,
    ) -> None:
        self._bucket = TokenBucket(calls, per)
        self._clock = clock
        self._wait = wait

    async def __aenter__(self) -> None:
        seconds = self._bucket.take(self._clock())
        if seconds:
            await self._wait(seconds)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

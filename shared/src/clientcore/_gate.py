"""
Who may send now: buckets that a rate limit has closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._response import Response


class Gate:
    """
    Keeps all tasks of a client, and its copies, from asking while they may not.

    It waits for nothing and reads no clock: *now* is seconds of any clock that
    does not go back.
    """

    def __init__(self) -> None:
        self._closed_until: dict[str, float] = {}

    def delay(self, bucket: str, *, now: float) -> float:
        """Return the seconds for which *bucket* stays closed, 0 if it is open."""
        until = self._closed_until.get(bucket)
        if until is None:
            return 0.0
        if until <= now:
            # Another thread may have been here.
            self._closed_until.pop(bucket, None)
            return 0.0
        return until - now

    def close(self, bucket: str, seconds: float, *, now: float) -> None:
        """Close *bucket* for *seconds*, or leave it closed for longer."""
        until = max(now + seconds, self._closed_until.get(bucket, now))
        self._closed_until[bucket] = until


def limited(response: Response) -> float | None:
    """
    Return how long *response* closes its bucket, or ``None`` if it does not.

    The usual rule: a 429 with ``Retry-After``. Services that do otherwise have
    a function of their own in `Api.limited`.
    """
    return response.retry_after if response.status == 429 else None

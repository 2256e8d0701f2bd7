"""
Whether to ask again, and when.

Arithmetic only: nothing here waits or reads a clock.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

import attrs

from ._errors import Closed, ConnectionFailed, RateLimited, StatusError, TimedOut

#: Statuses that a second attempt may cure.
PASSING = frozenset({408, 429, 500, 502, 503, 504})


@attrs.frozen
class Timeouts:
    """
    Seconds for each phase of one attempt, ``None`` for no limit.

    Attributes:
        connect: Until there is a connection.

        read: Between two pieces of an answer.

        write: Between two pieces of a request.

        pool: Until the pool has a connection free.
    """

    connect: float | None = 5.0
    read: float | None = 30.0
    write: float | None = 30.0
    pool: float | None = 30.0

    def within(self, left: float) -> Timeouts:
        """Return the same, none longer than *left* seconds."""

        def cut(seconds: float | None) -> float:
            return left if seconds is None else min(seconds, left)

        return Timeouts(
            cut(self.connect), cut(self.read), cut(self.write), cut(self.pool)
        )


def timeouts(value: float | Timeouts | None) -> Timeouts:
    """Take seconds for reading and writing, or all four phases as they are."""
    if isinstance(value, Timeouts):
        return value
    return Timeouts(read=value, write=value)


@attrs.frozen
class Policy:
    """
    What is worth another attempt, and when to make it.

    Attributes:
        backoff: Seconds before the second attempt, doubled each time.

        jitter: Up to so many random seconds are added, so that clients which
            failed together do not come back together.

        backoff_max: The longest backoff in seconds.

        retry_after_max: The longest ``Retry-After`` to wait out, in seconds. A
            longer one is raised at once.
    """

    backoff: float = 0.5
    jitter: float = 1.0
    backoff_max: float = 8.0
    retry_after_max: float = 60.0

    def retry(self, error: Exception, *, idempotent: bool) -> float | bool:
        """
        Decide about a failed attempt.

        Args:
            error: How it failed.

            idempotent: Whether asking twice does no more than asking once.

        Returns:
            ``False`` to give up, ``True`` to ask again after the usual
            backoff, or the seconds to wait before.
        """
        if isinstance(error, ConnectionFailed | TimedOut | Closed):
            return idempotent or not error.sent
        # Some services say 403 where others say 429.
        passing = isinstance(error, RateLimited)
        if isinstance(error, StatusError) and (passing or error.status in PASSING):
            return self._after_status(error, idempotent=idempotent)
        return False

    def least_backoff(self, attempt: int) -> float:
        """Return the usual backoff after *attempt*, jitter left out."""
        # Beyond 2**16 there is nothing but overflow.
        return min(self.backoff * 2.0 ** min(attempt - 1, 16), self.backoff_max)

    def _after_status(self, error: StatusError, *, idempotent: bool) -> float | bool:
        told = error.retry_after
        if told is None:
            return idempotent
        if told > self.retry_after_max:
            return False
        # A server that says when to come back has not done the work, whatever
        # the method was. Of the other statuses nobody knows.
        undone = isinstance(error, RateLimited) or error.status in {429, 503}
        return told if idempotent or undone else False


def parse_retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """
    Read ``Retry-After`` in any of its forms.

    Args:
        headers: Lower-case names.

        now: When the answer arrived, with a time zone.

    Returns:
        Seconds to wait, never negative, or ``None`` if the headers don't say.
    """
    if (millis := _number(headers.get("retry-after-ms"))) is not None:
        return millis / 1000
    value = headers.get("retry-after")
    if value is None:
        return None
    if (seconds := _number(value)) is not None:
        return seconds
    # Imported when needed, since few servers send a date.
    from email.utils import parsedate_to_datetime

    try:
        wait = parsedate_to_datetime(value) - now
    except (TypeError, ValueError, OverflowError):
        # An offset of -0000 parses to a naive date, and subtracting that is a
        # TypeError. RFC 9110 allows GMT only, so such a header says nothing.
        return None
    return max(0.0, wait.total_seconds())


def _number(value: str | None) -> float | None:
    """Read a count that is not negative; "nan" and "inf" are none."""
    if value is None or not value.strip().replace(".", "", 1).isdecimal():
        return None
    number = float(value)
    # So many digits that it is infinite after all.
    return number if math.isfinite(number) else None

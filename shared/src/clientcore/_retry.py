"""
Whether and when to send a request again: policy, rate limits, ``Retry-After``.

Arithmetic only: nothing here waits.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import attrs

from ._errors import (
    CertificateError,
    Closed,
    ConnectionFailed,
    RateLimited,
    StatusError,
    TimedOut,
    TransportError,
)
from ._events import RetryFacts

_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


@attrs.frozen
class Policy:
    """
    Which failed attempts are repeated, and after how long.

    Attributes:
        backoff: Seconds before the second attempt, doubled for each further one.
        jitter: Upper bound in seconds of a random time that is added, so that
            clients which failed together do not retry together.
        backoff_max: The longest backoff in seconds.
        retry_after_max: The longest ``Retry-After`` in seconds that is waited for. A
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
            error: The error of the attempt.
            idempotent: Whether sending twice does no more than sending once.

        Returns:
            ``False`` to give up, ``True`` to retry after the usual backoff, or the
            seconds to wait before the retry.
        """
        if isinstance(error, CertificateError):
            return False
        if isinstance(error, ConnectionFailed | TimedOut | Closed):
            return idempotent or not error.sent
        if not isinstance(error, StatusError):
            return False
        # Some services respond with 403 where others do with 429.
        limited = isinstance(error, RateLimited)
        if not limited and error.status not in _TRANSIENT:
            return False
        wait = error.retry_after
        if wait is None:
            return idempotent
        # A server that says when to retry has not done the work, whatever the method
        # was. For the other statuses that is unknown.
        undone = limited or error.status in {429, 503}
        if wait > self.retry_after_max or not (idempotent or undone):
            return False
        return wait

    def backoff_before(self, attempt: int, random: float) -> float:
        """Return the seconds before *attempt*, from 2, with a *random* up to 1."""
        # Beyond 2**16 there is nothing but overflow.
        exponential = self.backoff * 2.0 ** min(attempt - 2, 16)
        return min(exponential + random * self.jitter, self.backoff_max)


class Attempts:
    """
    Records the failed attempts of one call, as its hook ``on_retry``.

    Args:
        on_retry: The user's own hook, which is called too, or ``None``.

    Attributes:
        perhaps_done: Whether the server may have processed a failed attempt.
    """

    def __init__(self, on_retry: Callable[[RetryFacts], Any] | None) -> None:
        self._on_retry = on_retry
        self.perhaps_done: bool = False

    def __call__(self, facts: RetryFacts) -> Any:
        error = facts.error
        if isinstance(error, TransportError):
            self.perhaps_done |= error.sent
        elif not isinstance(error, RateLimited):
            self.perhaps_done = True
        # What the hook returns may have to be awaited.
        return self._on_retry(facts) if self._on_retry is not None else None


class Limits:
    """
    The rate limits that are in force: buckets that a response has closed.

    While a bucket is closed, no task of the client and its copies sends a request of
    that bucket. A bucket is a host, or one operation of it that has a limit of its
    own.

    Args:
        clock: Returns seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._closed_until: dict[str, float] = {}
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<Limits, closed: {self.closed() or 'none'}>"

    def closed(self) -> dict[str, float]:
        """Return the closed buckets, each with the seconds until it opens."""
        buckets = list(self._closed_until)
        return {name: left for name in buckets if (left := self.delay(name))}

    def reopen(self, bucket: str | None = None) -> None:
        """
        Open a bucket before its time, for example after the quota was raised.

        Args:
            bucket: A key of `closed`, or ``None`` for all of them.
        """
        if bucket is None:
            self._closed_until.clear()
        else:
            self._closed_until.pop(bucket, None)

    def delay(self, bucket: str) -> float:
        """Return the seconds until *bucket* opens, 0 if it is open."""
        until = self._closed_until.get(bucket)
        return 0.0 if until is None else max(0.0, until - self._clock())

    def close(self, bucket: str, seconds: float) -> None:
        """Close *bucket* for *seconds*, or leave it closed for longer."""
        until = self._clock() + seconds
        with self._lock:
            self._closed_until[bucket] = max(
                until, self._closed_until.get(bucket, until)
            )


def parse_retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """
    Return the seconds of ``Retry-After``, or ``None`` without a valid header.

    Args:
        headers: Headers with lower-case names.
        now: When the response arrived. A date is counted from the response's own
            ``Date`` if it has one: the local clock may be wrong.
    """
    if (millis := _number(headers.get("retry-after-ms", ""))) is not None:
        return millis / 1000
    value = headers.get("retry-after", "")
    if (seconds := _number(value)) is not None:
        return seconds
    if (until := _date(value)) is None:
        return None
    sent = _date(headers.get("date", "")) or now
    return max(0.0, (until - sent).total_seconds())


def _number(value: str) -> float | None:
    """Read a number that is not negative; "nan" and "inf" are refused."""
    if not value.strip().replace(".", "", 1).isdecimal():
        return None
    number = float(value.strip())
    # So many digits that it is infinite after all.
    return number if math.isfinite(number) else None


def _date(value: str) -> datetime | None:
    # Imported when needed, since few servers send a date.
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    # An offset of -0000 gives a naive date; RFC 9110 allows GMT only.
    return date if date.tzinfo is not None else None

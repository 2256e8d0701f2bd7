"""
Budgets: how many requests a service allows in a window of time.

Arithmetic only: nothing here waits.
"""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable
from heapq import heappop, heappush
from typing import Any, NamedTuple, Protocol

import attrs

from ._retry import Limits

#: Seconds after its window for which a request without a response counts, because its
#: worker may have died.
LEASE = 5.0


def _check_budget(budget: Budget, _field: Any, _value: Any) -> None:
    if budget.requests < 1 or not budget.per > 0:
        raise ValueError("a budget has at least 1 request, in more than 0 seconds")


@attrs.frozen
class Budget:
    """
    The number of requests that a service allows in any window of time.

    Attributes:
        requests: Number of requests, at least 1.
        per: Length of the window in seconds.
    """

    requests: int
    per: float = attrs.field(validator=_check_budget)

    @property
    def margin(self) -> float:
        """Seconds that a request without a response is assumed to take."""
        return self.per / 20


class Reservation(NamedTuple):
    """
    The response of rate limits to a request that is about to be sent.

    Attributes:
        wait: Seconds to wait, 0 if it may be sent now.
        granted: Whether there is a place for it after *wait*. If not, the bucket is
            closed for so long, or the wait would be too long.
        ticket: Names the place, empty if the request does not count.
    """

    wait: float = 0.0
    granted: bool = True
    ticket: str = ""


class SharedLimits(Protocol):
    """
    Rate limits that several clients or processes share: the option ``limits=``.

    For async clients the methods may be coroutine functions. Plain ones are called
    in a worker thread, so they may block. For each attempt, `reserve` is called before
    and `release` after it, and `confirm` after each wait.
    """

    def reserve(
        self, bucket: str, longest: float, counted: bool
    ) -> Reservation | Awaitable[Reservation]:
        """
        Reserve a place in a budget, in the order of the calls.

        Args:
            bucket: Name of the rate-limit bucket.
            longest: The longest wait in seconds for a place.
            counted: Whether the request counts against the budget. If not, only
                closed buckets matter.
        """
        ...

    def confirm(self, bucket: str, ticket: str) -> Reservation | Awaitable[Reservation]:
        """
        Return whether the request may be sent, after its wait.

        The ticket may be another one: a place that was not taken for seconds after its
        wait, because the process was stopped, is lost to those behind it.
        """
        ...

    def release(self, ticket: str) -> Awaitable[None] | None:
        """
        Note that the request has ended: its window begins now at the latest.

        A request that still waits is not sent: the next one has its place.
        """

    def close(self, bucket: str, seconds: float) -> Awaitable[None] | None:
        """Close *bucket* for *seconds*, or leave it closed for longer."""


@attrs.define
class _Place:
    """When a request is sent, or when it has ended."""

    at: float
    ended: bool = False


class BudgetLimits(Limits):
    """
    Rate limits of one process, with a budget: `SharedLimits` in memory.

    Args:
        budget: The budget of all clients that have this object, or ``None``.
        clock: Returns seconds and never goes back.
    """

    def __init__(
        self,
        budget: Budget | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(clock)
        self.budget = budget
        self._count = 0
        self._last = 0.0
        # With a budget of 5 requests, place 12 waits for the end of place 7. If that
        # was given back before its time (None), it waits for place 2.
        self._places: dict[int, _Place | None] = {}
        # The times and numbers of places that were given back: the next requests take
        # them, unless a place that waits for them was taken meanwhile.
        self._free: list[tuple[float, int]] = []

    def reserve(self, bucket: str, longest: float, counted: bool) -> Reservation:
        """Reserve a place: see `SharedLimits.reserve`."""
        if closed := self.delay(bucket):
            return Reservation(closed, granted=False)
        if self.budget is None or not counted:
            return Reservation()
        with self._lock:
            now = self._clock()
            earliest, number = self._first_free(now) or (self._last, self._count)
            wait = max(0.0, earliest - now, self._wait(number, now, self.budget))
            if wait > longest:
                return Reservation(wait, granted=False)
            if self._free:
                heappop(self._free)
            else:
                self._count, self._last = number + 1, now + wait
            self._take(number, now, wait, self.budget)
        return Reservation(wait, ticket=str(number))

    def _first_free(self, now: float) -> tuple[float, int] | None:
        while self._free:
            at, number = self._free[0]
            if at > now and number in self._places:
                return at, number
            heappop(self._free)
        return None

    def confirm(self, bucket: str, ticket: str) -> Reservation:
        """Return whether the request may be sent: see `SharedLimits.confirm`."""
        if closed := self.delay(bucket):
            return Reservation(closed, granted=False, ticket=ticket)
        if self.budget is None or not ticket:
            return Reservation()
        with self._lock:
            now, number = self._clock(), int(ticket)
            if number in self._places:
                wait = self._wait(number, now, self.budget)
                # Also with a wait: those behind must not take it for dead meanwhile.
                self._take(number, now, wait, self.budget)
                return Reservation(wait, ticket=ticket)
        return self.reserve(bucket, math.inf, counted=True)

    def release(self, ticket: str) -> None:
        """Note that the request has ended: see `SharedLimits.release`."""
        if not ticket:
            return
        with self._lock:
            if (place := self._places.get(int(ticket))) is None:
                return
            now = self._clock()
            if not place.ended and place.at > now:
                self._places[int(ticket)] = None
                heappush(self._free, (place.at, int(ticket)))
            else:
                place.at, place.ended = now, True

    def _take(self, number: int, now: float, wait: float, budget: Budget) -> None:
        self._places[number] = _Place(now + wait)
        while not wait and (number := number - budget.requests) in self._places:
            # Those behind wait for this one.
            del self._places[number]

    def _wait(self, number: int, now: float, budget: Budget) -> float:
        """Return the wait for the end of the window that has the place before."""
        number -= budget.requests
        while (before := self._places.get(number)) is None and number in self._places:
            number -= budget.requests
        if before is None or now >= before.at + budget.per + LEASE:
            return 0.0
        if before.ended:
            return max(0.0, before.at + budget.per - now)
        # It may not have reached the server yet.
        return max(budget.margin, before.at + budget.per + budget.margin - now)

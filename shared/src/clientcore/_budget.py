"""
Budgets: how many requests a service allows in a window of time.

Arithmetic only: nothing here waits.
"""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Protocol

import attrs

from ._retry import Limits

#: Seconds after its window for which a request without a response counts, because its
#: worker may have died.
LEASE = 5.0
#: Places after which one that was never taken is forgotten.
UNSENT = 10_000
#: Stands for the time of a request that is never sent.
_NEVER = -math.inf


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
        """Return whether the request may be sent, after its wait."""
        ...

    def release(self, ticket: str) -> Awaitable[None] | None:
        """
        Note that the request has ended: its window begins now at the latest.

        A request that still waits is not sent: its place is free.
        """

    def close(self, bucket: str, seconds: float) -> Awaitable[None] | None:
        """Close *bucket* for *seconds*, or leave it closed for longer."""


@attrs.define
class _Place:
    """A request, when it is sent or `_NEVER`, and whether it has ended."""

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
        self._places: dict[int, _Place] = {}

    def reserve(self, bucket: str, longest: float, counted: bool) -> Reservation:
        """Reserve a place: see `SharedLimits.reserve`."""
        if closed := self.delay(bucket):
            return Reservation(closed, granted=False)
        if self.budget is None or not counted:
            return Reservation()
        with self._lock:
            now, number = self._clock(), self._count
            wait = max(0.0, self._last - now, self._wait(number, now, self.budget))
            if wait > longest:
                return Reservation(wait, granted=False)
            self._count += 1
            self._last = now + wait
            self._places[number] = _Place(now + wait)
            behind = UNSENT if wait else 0
            self._places.pop(number - self.budget.requests - behind, None)
        return Reservation(wait, ticket=str(number))

    def confirm(self, bucket: str, ticket: str) -> Reservation:
        """Return whether the request may be sent: see `SharedLimits.confirm`."""
        if closed := self.delay(bucket):
            return Reservation(closed, granted=False, ticket=ticket)
        if self.budget is None or not ticket:
            return Reservation()
        with self._lock:
            now, number = self._clock(), int(ticket)
            wait = self._wait(number, now, self.budget)
            # Also with a wait: those behind must not take it for dead meanwhile.
            self._places[number] = _Place(now + wait)
            if not wait:
                self._places.pop(number - self.budget.requests, None)
        return Reservation(wait, ticket=ticket)

    def release(self, ticket: str) -> None:
        """Note that the request has ended: see `SharedLimits.release`."""
        if not ticket:
            return
        with self._lock:
            if (place := self._places.get(int(ticket))) is None:
                return
            now = self._clock()
            is_unsent = not place.ended and place.at > now
            place.at, place.ended = _NEVER if is_unsent else now, True
            if is_unsent:
                self._forget_unsent()

    def _forget_unsent(self) -> None:
        """Give the last places, which no request waits for, to the next requests."""
        while (place := self._places.get(self._count - 1)) and place.at == _NEVER:
            self._count -= 1
            del self._places[self._count]
        self._last = place.at if place else 0.0

    def _wait(self, number: int, now: float, budget: Budget) -> float:
        """Return the wait for the end of the window that has the place before."""
        before = self._places.get(number - budget.requests)
        if before is None or now >= before.at + budget.per + LEASE:
            return 0.0
        if before.ended:
            return max(0.0, before.at + budget.per - now)
        # It may not have reached the server yet.
        return max(budget.margin, before.at + budget.per + budget.margin - now)

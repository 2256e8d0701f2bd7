"""
Budgets: how many requests a service allows in a window of time.

Arithmetic only: nothing here waits.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple, Protocol

import attrs

from ._retry import Limits


def _check_budget(budget: Budget, _field: Any, _value: Any) -> None:
    if budget.requests < 1 or not budget.per > 0 or budget.margin < 0:
        raise ValueError("a budget has at least 1 request, in more than 0 seconds")


@attrs.frozen
class Budget:
    """
    The number of requests that a service allows in any window of time.

    Attributes:
        requests: Number of requests, at least 1.
        per: Length of the window in seconds.
        margin: Seconds that are added to the window, because a request takes longer
            to reach the server than the one a window before it. A twentieth of the
            window by default.
    """

    requests: int
    per: float
    margin: float = attrs.field(
        default=attrs.Factory(lambda budget: budget.per / 20, takes_self=True),
        validator=_check_budget,
    )

    @property
    def window(self) -> float:
        """Seconds between a request and the one that many requests later."""
        return self.per + self.margin


class Reservation(NamedTuple):
    """
    The response of rate limits to a request that is about to be sent.

    Attributes:
        wait: Seconds until it may be sent, or until it may be tried again.
        granted: Whether it may be sent after *wait*. If not, nothing was reserved.
    """

    wait: float = 0.0
    granted: bool = True


class SharedLimits(Protocol):
    """
    Rate limits that several clients or processes share: the option ``limits=``.

    For async clients the methods may be coroutine functions. Plain ones are called
    in a worker thread, so they may block. They are called for each attempt.
    """

    def reserve(
        self, bucket: str, longest: float, counted: bool, /
    ) -> Reservation | Awaitable[Reservation]:
        """
        Reserve a request of a budget, in the order of the calls.

        Args:
            bucket: Name of the rate-limit bucket.
            longest: The longest wait in seconds. If it would take longer, nothing is
                reserved.
            counted: Whether the request counts against the budget. If not, only
                closed buckets matter.
        """
        ...

    def close(self, bucket: str, seconds: float, /) -> Awaitable[None] | None:
        """Close *bucket* for *seconds*, or leave it closed for longer."""


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
        # When the last requests were sent, or will be.
        self._sent: deque[float] = deque(maxlen=budget.requests if budget else 0)

    def reserve(self, bucket: str, longest: float, counted: bool, /) -> Reservation:
        """Reserve a request: see `SharedLimits.reserve`."""
        if closed := self.delay(bucket):
            return Reservation(closed, granted=False)
        if self.budget is None or not counted:
            return Reservation()
        with self._lock:
            now = at = self._clock()
            if self._sent:
                at = max(at, self._sent[-1])
            if len(self._sent) == self.budget.requests:
                at = max(at, self._sent[0] + self.budget.window)
            granted = at - now <= longest
            if granted:
                self._sent.append(at)
        return Reservation(at - now, granted)

    def record(self, wait: float) -> None:
        """Note a request that is sent after *wait* seconds, whatever the budget is."""
        with self._lock:
            self._sent.append(self._clock() + wait)

"""
Rate limits in force: which bucket is closed, and for how long.
"""

from __future__ import annotations

import pytest

from clientcore import Api, Headers, Limits, Response


class Clock:
    """A clock that shows what a test says."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_open():
    """
    A bucket that nothing closed is open.
    """
    assert Limits(lambda: 100.0).delay("a") == 0


@pytest.mark.parametrize(
    ("now", "delay"), [(100.0, 5), (104.0, 1), (105.0, 0), (106.0, 0)]
)
def test_closed(now: float, delay: float):
    """
    A closed bucket opens when its time is over.
    """
    clock = Clock()
    limits = Limits(clock)
    clock.now = 100.0
    limits.close("a", 5)

    clock.now = now

    assert limits.delay("a") == delay


def test_others_stay_open():
    """
    Closing one bucket leaves the others open.
    """
    clock = Clock()
    limits = Limits(clock)
    clock.now = 100.0
    limits.close("a", 5)

    clock.now = 100.0

    assert limits.delay("") == 0


@pytest.mark.parametrize("order", [(5, 60), (60, 5)])
def test_longest_wins(order: tuple[float, float]):
    """
    A bucket stays closed for the longest that was said, in any order.
    """
    clock = Clock()
    limits = Limits(clock)
    clock.now = 100.0
    for seconds in order:
        limits.close("a", seconds)

    clock.now = 100.0

    assert limits.delay("a") == 60


def test_closed_again():
    """
    A bucket that has opened can be closed again.
    """
    clock = Clock()
    limits = Limits(clock)
    clock.now = 100.0
    limits.close("a", 5)
    clock.now = 110.0
    limits.delay("a")
    clock.now = 110.0
    limits.close("a", 1)

    clock.now = 110.0

    assert limits.delay("a") == 1


def test_clock_below_zero():
    """
    Any clock will do, one that stands below zero too.
    """
    clock = Clock()
    limits = Limits(clock)
    clock.now = -100.0
    limits.close("a", 5)

    clock.now = -99.0

    assert limits.delay("a") == 4


@pytest.mark.parametrize(
    ("status", "retry_after", "seconds"),
    [
        (429, "7", 7),
        (429, "0", 0),
        (429, None, None),
        (429, "soon", None),
        (503, "7", None),
        (200, "7", None),
    ],
)
def test_limited(status: int, retry_after: str | None, seconds: float | None):
    """
    By the usual rule a 429 that says for how long closes a bucket.
    """
    headers = Headers([("Retry-After", retry_after)] if retry_after else [])

    assert Api("shop").limited(Response(status, headers)) == seconds


class TestView:
    """What `Client.limits` offers."""

    def test_closed(self):
        """
        The closed buckets are listed with their seconds, the open ones are not.
        """
        clock = Clock()
        limits = Limits(clock)
        limits.close("a", 5)
        limits.close("b", 60)
        clock.now += 10

        assert limits.closed() == {"b": 50}
        assert "'b': 50" in repr(limits)

    @pytest.mark.parametrize(("bucket", "left"), [("a", {"b": 60}), (None, {})])
    def test_reopen(self, bucket: str | None, left: dict[str, float]):
        """
        One bucket or all of them can be opened early, and an unknown one does no harm.
        """
        limits = Limits(Clock())
        limits.close("a", 5)
        limits.close("b", 60)
        limits.reopen("unknown")
        limits.reopen(bucket)

        assert limits.closed() == left

"""
Who may send now.
"""

from __future__ import annotations

import pytest

from clientcore._facts import Headers
from clientcore._gate import Gate, limited
from clientcore._response import Response


def test_open():
    """
    A bucket that nothing closed is open.
    """
    assert Gate().delay("a", now=100.0) == 0


@pytest.mark.parametrize(
    ("now", "delay"), [(100.0, 5), (104.0, 1), (105.0, 0), (106.0, 0)]
)
def test_closed(now: float, delay: float):
    """
    A closed bucket opens when its time is over.
    """
    gate = Gate()
    gate.close("a", 5, now=100.0)

    assert gate.delay("a", now=now) == delay


def test_others_stay_open():
    """
    Closing one bucket leaves the others open.
    """
    gate = Gate()
    gate.close("a", 5, now=100.0)

    assert gate.delay("", now=100.0) == 0


@pytest.mark.parametrize("order", [(5, 60), (60, 5)])
def test_longest_wins(order: tuple[float, float]):
    """
    A bucket stays closed for the longest that was said, in any order.
    """
    gate = Gate()
    for seconds in order:
        gate.close("a", seconds, now=100.0)

    assert gate.delay("a", now=100.0) == 60


def test_closed_again():
    """
    A bucket that has opened can be closed again.
    """
    gate = Gate()
    gate.close("a", 5, now=100.0)
    gate.delay("a", now=110.0)
    gate.close("a", 1, now=110.0)

    assert gate.delay("a", now=110.0) == 1


def test_clock_below_zero():
    """
    Any clock will do, one that stands below zero too.
    """
    gate = Gate()
    gate.close("a", 5, now=-100.0)

    assert gate.delay("a", now=-99.0) == 4


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

    assert limited(Response(status, headers)) == seconds

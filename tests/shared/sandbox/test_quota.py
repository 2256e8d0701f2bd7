"""
How many calls a service lets everybody make.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from clientcore.sandbox import Quota

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_window():
    """
    A window begins with the first call, and has so many.
    """
    quota = Quota(2, timedelta(seconds=10))
    waits = [quota.take("a", later(seconds)) for seconds in (0, 4, 7, 9.5, 10, 11)]

    assert waits == [0, 0, 3, 0.5, 0, 0]


def test_for_each():
    """
    Everybody has calls of their own.
    """
    quota = Quota(1, timedelta(seconds=10))

    assert [quota.take(who, NOW) for who in "aabb"] == [0, 10, 0, 10]

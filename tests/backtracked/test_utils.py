"""
Helpers around times and lists.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from backtracked.utils import dt, get, song_length, ts, tzdt

MOMENT = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def test_dt():
    """
    Milliseconds become a time in UTC that has a zone.
    """
    assert dt(1_700_000_000_000) == MOMENT
    assert dt(1_700_000_000_000).tzinfo is UTC
    assert dt(-1000) == datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "time",
    [
        MOMENT,
        MOMENT.replace(tzinfo=None),
        MOMENT.astimezone(timezone(timedelta(hours=5, minutes=30))),
    ],
    ids=["utc", "naive", "elsewhere"],
)
def test_ts(time: datetime):
    """
    A time becomes milliseconds; without a zone it is UTC.
    """
    assert ts(time) == 1_700_000_000_000


@pytest.mark.parametrize(
    ("length", "format", "text"),
    [
        (234_000, "%M:%S", "03:54"),
        (234_999, "%M:%S", "03:54"),
        (3_900_000, "%M:%S", "65:00"),
        (3_900_000, "%H:%M:%S", "01:05:00"),
        (0, "%M:%S", "00:00"),
        (-5, "%S", "00"),
    ],
)
def test_song_length(length: int, format: str, text: str):
    """
    A length is written by arithmetic, and its hours are not lost.
    """
    assert song_length(length, format) == text


def test_tzdt():
    """
    ISO text is read with a fraction or without, with a zone or without.
    """
    expected = datetime(2017, 6, 2, 16, 23, 14, tzinfo=UTC)

    assert tzdt("2017-06-02T16:23:14.815Z") == expected.replace(microsecond=815_000)
    assert tzdt("2017-06-02T16:23:14Z") == expected
    assert tzdt("2017-06-02T16:23:14") == expected
    assert tzdt("2017-06-02T18:23:14+02:00") == expected
    assert tzdt(None) is None


def test_get():
    """
    The first object that has all values is found, and what lacks a name skipped.
    """
    one, two = SimpleNamespace(a=1, b=2), SimpleNamespace(a=1, b=3)

    assert get([SimpleNamespace(), one, two], a=1) is one
    assert get([one, two], a=1, b=3) is two
    assert get([one, two], c=None) is None

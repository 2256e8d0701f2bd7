"""
Times as people give them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from aiomixcloud.datetime import (
    _as_utc,
    _to_datetime,
    format_datetime,
    to_timestamp,
)


@pytest.fixture(params=["UTC", "Europe/Athens", "America/New_York"])
def zone(request: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """
    A local time zone.
    """
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2021-07-09T20:15:00 GMT-3", datetime(2021, 7, 9, 17, 15, tzinfo=UTC)),
        ("2022 June 05, 01:30:00 +04", datetime(2022, 6, 4, 21, 30, tzinfo=UTC)),
        (1600000000, datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        ("1600000000", datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        (1600000000.9, datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)),
        (-1, datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("2031, Oct 1, 00:00:05 UTC", datetime(2031, 10, 1, 0, 0, 5, tzinfo=UTC)),
        (
            datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=2))),
            datetime(2019, 12, 31, 22, tzinfo=UTC),
        ),
    ],
)
def test_to_datetime(given: Any, expected: datetime):
    """
    Text, seconds and objects are read as the same time in UTC.
    """
    read = _to_datetime(given)

    assert read == expected
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("5 March 2021 10:20:30 UTC", 1614939630),
        ("Dec 24, 2017 06:00:00GMT", 1514095200),
        (datetime(2020, 1, 1, microsecond=999_999, tzinfo=UTC), 1577836800),
    ],
)
def test_to_timestamp(given: Any, expected: int):
    """
    A time is whole Unix seconds, cut off.
    """
    assert to_timestamp(given) == expected


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(
    ("given", "expected"),
    [("04-05-2021", datetime(2021, 4, 5)), ("23/08/2021", datetime(2021, 8, 23))],  # noqa: DTZ001
)
def test_local(given: str, expected: datetime):
    """
    The month comes first if it can, and what has no zone is local.
    """
    assert _to_datetime(given) == expected.astimezone()
    assert _as_utc(expected) == expected.astimezone()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2031, Oct 1, 00:00:05 UTC", "2031-10-01T00:00:05Z"),
        (datetime(2020, 1, 1, 0, 0, 1, 5, UTC), "2020-01-01T00:00:01Z"),
        (datetime(20, 1, 1, tzinfo=UTC), "0020-01-01T00:00:00Z"),
    ],
)
def test_format(given: Any, expected: str):
    """
    A time is written without fractions, and with four digits for the year.
    """
    assert format_datetime(given) == expected


@pytest.mark.parametrize(
    "given", ["once upon a time", [], {}, None, 1e30, "9" * 30, float("nan")]
)
@pytest.mark.parametrize("function", [_to_datetime, format_datetime, to_timestamp])
def test_no_time(function: Any, given: Any):
    """
    What is not a time is refused as such.
    """
    with pytest.raises(TypeError, match="is not a time"):
        function(given)

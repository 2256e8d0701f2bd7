"""
Dates of which part is known, and times.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncspotify._dates import (
    PartialDate,
    midnight,
    milliseconds,
    moment,
    seconds,
    to_milliseconds,
    to_unix,
    utc,
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("text", "first", "precision"),
    [
        ("1984", date(1984, 1, 1), "year"),
        ("1984-11", date(1984, 11, 1), "month"),
        ("1984-11-23", date(1984, 11, 23), "day"),
        ("1984-11-23T00:00:00Z", date(1984, 11, 23), "day"),
    ],
)
def test_partial(text: str, first: date, precision: str):
    """
    A date is read by its own form, whatever is said of its precision.
    """
    found = PartialDate.parse(text)

    assert found is not None
    assert found.first == first
    assert found.precision == precision
    assert str(found) == text.partition("T")[0]
    assert midnight(found) == datetime(first.year, first.month, first.day)  # noqa: DTZ001


@pytest.mark.parametrize(
    "text", ["0000", "", "84", "1984-13", "1984-02-30", "1984-11-", None, 1984, []]
)
def test_no_date(text: Any):
    """
    What is no date is none.
    """
    assert PartialDate.parse(text) is None
    assert midnight(PartialDate.parse(text)) is None


@given(JSON)
def test_any_json(value: Any):
    """
    Nothing that JSON can be raises.
    """
    PartialDate.parse(value)

    assert isinstance(milliseconds(value), timedelta | None)
    assert isinstance(seconds(value), timedelta | None)
    assert isinstance(moment(value), datetime | None)


@given(st.dates())
def test_date_and_back(day: date):
    """
    A whole date reads as itself.
    """
    found = PartialDate.parse(day.isoformat())

    assert found == PartialDate(day.year, day.month, day.day)
    assert found is not None
    assert found.first == day


def test_order():
    """
    Dates are ordered, those that are known better last.
    """
    dates = [PartialDate(1984, 11, 2), PartialDate(1985), PartialDate(1984)]
    dates += [PartialDate(1984, 11)]

    assert [str(one) for one in sorted(dates)] == [
        "1984",
        "1984-11",
        "1984-11-02",
        "1985",
    ]
    assert len({PartialDate(1984), PartialDate(1984)}) == 1


def test_impossible():
    """
    A day without a month is refused, and so is one that does not exist.
    """
    with pytest.raises(ValueError, match="month"):
        PartialDate(1984, day=1)
    with pytest.raises(ValueError, match="day"):
        PartialDate(1984, 2, 30)


def test_moments():
    """
    Unix milliseconds are times in UTC.
    """
    at = datetime(2020, 5, 23, 10, 51, 42, 123000, UTC)

    assert moment(1590231102123) == at
    assert to_unix(at) == 1590231102123
    assert to_unix(at.astimezone(timezone(timedelta(hours=2)))) == 1590231102123
    assert to_unix(at.replace(tzinfo=None)) == 1590231102123
    assert to_unix(7) == 7
    assert moment("1590231102123") is None
    assert moment(1e300) is None


def test_utc():
    """
    A time without a zone is in UTC, and one with a zone is put there.
    """
    naive = datetime(2020, 5, 23, 10)  # noqa: DTZ001

    assert utc(naive) == datetime(2020, 5, 23, 10, tzinfo=UTC)
    assert utc(naive.replace(tzinfo=timezone(timedelta(hours=2)))).hour == 8


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(timedelta(seconds=1.5), 1500), (1500, 1500), (1500.4, 1500), (timedelta(), 0)],
)
def test_lengths(value: Any, wanted: int):
    """
    A length goes out in whole milliseconds.
    """
    assert to_milliseconds(value) == wanted


@pytest.mark.parametrize("value", ["1500", None, True])
def test_no_length(value: Any):
    """
    What is no length is refused.
    """
    with pytest.raises(TypeError, match="milliseconds"):
        to_milliseconds(value)

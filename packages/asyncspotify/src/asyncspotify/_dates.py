"""
Times and dates, as the service writes them and as Python has them.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs

from ._enums import DatePrecision

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", re.ASCII | re.DOTALL)


def _or_zero(part: int | None) -> int:
    return part or 0


@attrs.frozen(order=True)
class PartialDate:
    """
    A date of which only the year, or year and month, may be known.

    One that is known better comes after the one that it is part of.

    Attributes:
        year: From 1 on.

        month: 1 to 12, or ``None`` if it is not known.

        day: Of the month, or ``None`` if it is not known.

    Raises:
        ValueError: The date does not exist.
    """

    year: int
    month: int | None = attrs.field(default=None, order=_or_zero)
    day: int | None = attrs.field(default=None, order=_or_zero)

    def __attrs_post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        _ = self.first

    @classmethod
    def parse(cls, text: Any) -> PartialDate | None:
        """
        Read ``1984``, ``1984-11`` or ``1984-11-23``.

        Args:
            text: Anything that JSON can be. What follows a ``T`` is left out.

        Returns:
            The date, or ``None`` if it is none, since the service has ``0000`` for
            what it doesn't know.
        """
        found = _PARTIAL.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            return None
        try:
            return cls(*(int(part) for part in found.groups() if part))
        except ValueError:
            return None

    @property
    def precision(self) -> DatePrecision:
        """Which part is the last that is known."""
        if self.month is None:
            return DatePrecision.YEAR
        return DatePrecision.MONTH if self.day is None else DatePrecision.DAY

    @property
    def first(self) -> dt.date:
        """The first day that it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def midnight(day: PartialDate | None) -> dt.datetime | None:
    """
    Return the beginning of the first day that a date can mean.

    It has no time zone, since the day of a release begins everywhere by itself.
    """
    return None if day is None else dt.datetime.combine(day.first, dt.time())


def utc(value: dt.datetime) -> dt.datetime:
    """Return a time in UTC, where one without a zone already is."""
    return value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def milliseconds(value: Any) -> dt.timedelta | None:
    """Read a length in milliseconds, or ``None`` if it is no number."""
    return seconds(value, dt.timedelta(milliseconds=1))


def seconds(
    value: Any, unit: dt.timedelta = dt.timedelta(seconds=1)
) -> dt.timedelta | None:
    """Read a length in seconds, or in another unit; ``None`` if it is no number."""
    if not _is_number(value):
        return None
    try:
        return value * unit  # type: ignore[no-any-return]
    except (OverflowError, ValueError):
        return None


def moment(value: Any) -> dt.datetime | None:
    """Read Unix milliseconds as UTC, or ``None`` if they are no number."""
    length = milliseconds(value)
    if length is None:
        return None
    try:
        return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + length
    except OverflowError:
        return None


def to_milliseconds(value: dt.timedelta | float) -> int:
    """
    Return a length as the service wants it.

    Args:
        value: A length, or milliseconds already.

    Raises:
        TypeError: *time* is neither a timedelta nor a number.
    """
    if isinstance(value, dt.timedelta):
        return round(value / dt.timedelta(milliseconds=1))
    if not _is_number(value):
        name = type(value).__name__
        raise TypeError(f"expected a timedelta or milliseconds, not {name}")
    return round(value)


def to_unix(value: dt.datetime | int) -> int:
    """Return a time as Unix milliseconds, which an integer already is."""
    if isinstance(value, dt.datetime):
        since = utc(value) - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
        return to_milliseconds(since)
    return value

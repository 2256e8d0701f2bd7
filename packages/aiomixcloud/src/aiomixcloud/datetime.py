"""
Times as people give them, and as the service wants them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeAlias

__all__ = ["Moment", "format_datetime", "to_timestamp"]

#: A time: an object, text that people can read, or Unix seconds. What has no time
#: zone is local time.
Moment: TypeAlias = datetime | str | float

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _as_utc(dt: datetime) -> datetime:
    """Return the same time in UTC; without a zone it is local."""
    return dt.astimezone(UTC)


def _to_datetime(value: Moment) -> datetime:
    """
    Read a time.

    Args:
        value: See `Moment`. Dates are read with the month first, unless it can
            be no month. ``GMT-3`` is meant as POSIX means it, three hours *ahead*
            of UTC.

    Raises:
        TypeError: It is no time.
    """
    if isinstance(value, datetime):
        return _as_utc(value)
    if isinstance(value, str) and (read := _human_readable(value)) is not None:
        return read
    try:
        return _EPOCH + timedelta(seconds=int(value))
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"{value!r} is no time") from None


def _human_readable(text: str) -> datetime | None:
    # Imported when needed, since it takes as long as the rest of the package.
    from dateutil import parser  # type: ignore[import-untyped]

    try:
        return _as_utc(parser.parse(text))
    except (ValueError, OverflowError):
        return None


def format_datetime(value: Moment) -> str:
    """
    Return a time as ``YYYY-MM-DDTHH:MM:SSZ``, without fractions of a second.

    Args:
        value: See `Moment`.

    Raises:
        TypeError: It is no time.
    """
    time = _to_datetime(value).replace(tzinfo=None)
    return f"{time.isoformat(timespec='seconds')}Z"


def to_timestamp(value: Moment) -> int:
    """
    Return a time as whole Unix seconds, cut off.

    Args:
        value: See `Moment`.

    Raises:
        TypeError: It is no time.
    """
    return int(_to_datetime(value).timestamp())

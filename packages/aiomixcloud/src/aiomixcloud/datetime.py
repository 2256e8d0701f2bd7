"""
Times, in the forms that users write and in those of the service.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeAlias

__all__ = ["Moment", "format_datetime", "to_timestamp"]

#: A time: a datetime object, a text such as "5 March 2021 10:20", or Unix seconds.
#: Times without a time zone are local.
Moment: TypeAlias = datetime | str | float

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _as_utc(dt: datetime) -> datetime:
    """Return *dt* in UTC. Without a time zone it is local time."""
    return dt.astimezone(UTC)


def _to_datetime(value: Moment) -> datetime:
    """
    Return *value* as a datetime in UTC.

    Args:
        value: See `Moment`. Numeric dates have the month first, if it is 12 or less.
            ``GMT-3`` is read as POSIX does, three hours *ahead* of UTC.

    Raises:
        TypeError: *value* is not a time, or no such time exists.
    """
    if isinstance(value, datetime):
        return _as_utc(value)
    if isinstance(value, str) and (read := _human_readable(value)) is not None:
        return read
    try:
        return _EPOCH + timedelta(seconds=int(value))
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"{value!r} is not a time") from None


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
        TypeError: *value* is not a time.
    """
    time = _to_datetime(value).replace(tzinfo=None)
    return f"{time.isoformat(timespec='seconds')}Z"


def to_timestamp(value: Moment) -> int:
    """
    Return a time as Unix seconds, without fractions.

    Args:
        value: See `Moment`.

    Raises:
        TypeError: *value* is not a time.
    """
    return int(_to_datetime(value).timestamp())

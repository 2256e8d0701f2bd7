"""
Values as people write them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any


def moment(time: Any) -> str:
    """Return a time in UTC to the minute, or nothing for what is no time."""
    if not isinstance(time, datetime):
        return ""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M}"


def day(time: Any) -> str:
    """Return the day of a time in UTC, or nothing for what is no time."""
    return moment(time)[:10]


def duration(length: Any) -> str:
    """
    Return a length as ``h:mm:ss`` or ``m:ss``.

    Args:
        length: Seconds or a timedelta. Anything else is shown as nothing.
    """
    if isinstance(length, timedelta):
        length = length.total_seconds()
    if isinstance(length, bool) or not isinstance(length, int | float) or length < 0:
        return ""
    minutes, seconds = divmod(int(length), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

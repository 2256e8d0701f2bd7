"""
Times and lengths as people write them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backtracked.utils import song_length
from clientcore.cli import Format, Session


def clock(time: datetime) -> str:
    """Return hours and minutes, in the local zone."""
    return f"{time.astimezone():%H:%M}"


def shown(session: Session, time: datetime | None) -> Any:
    """Return a time for a row: in a table, day and minute in the local zone."""
    if time is None or session.output.format is not Format.TABLE:
        return time
    return f"{time.astimezone():%Y-%m-%d %H:%M}"


def length(milliseconds: int) -> str:
    """Return the length of a song, or nothing if it is not known."""
    if not milliseconds:
        return ""
    is_long = milliseconds >= 3_600_000
    return song_length(milliseconds, "%H:%M:%S" if is_long else "%M:%S")

"""
Times and lengths in lines of text. Those in tables are the work of `clientcore.cli`.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from backtracked.utils import song_length


def clock(time: datetime) -> str:
    """Return hours and minutes, in the local zone."""
    return f"{time.astimezone():%H:%M}"


def length(song: timedelta) -> str:
    """Return the length of a song as players show it: 3:25, or 1:02:03."""
    seconds = song.total_seconds()
    shape = "%H:%M:%S" if seconds >= 3600 else "%M:%S"
    return song_length(1000 * seconds, shape).removeprefix("0")

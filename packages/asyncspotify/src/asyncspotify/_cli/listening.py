"""
What was listened to, added up by month, hour, artist and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

import attrs

from .choices import By
from .streams import Stream

#: From here on a stream counts as a play, as at Spotify.
PLAY = timedelta(seconds=30)
#: Blocks of a bar, by eighths.
_EIGHTHS = " ▏▎▍▌▋▊▉"


#: What has an order of its own, and no ranks.
TIMES = frozenset({By.YEAR, By.MONTH, By.WEEKDAY, By.HOUR})
_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)


@attrs.define
class Amount:
    """
    How much was listened to.

    Attributes:
        plays: Number of streams of 30 seconds and more.
        time: The time of all streams.
    """

    plays: int = 0
    time: timedelta = timedelta()

    @property
    def hours(self) -> float:
        """The time in hours."""
        return self.time / timedelta(hours=1)


Key = Callable[[Stream], Any]


@attrs.define
class Listening:
    """
    Adds up streams.

    Args:
        by: The period of time or the property whose amounts are added up.
        zone: Time zone of months, weekdays and hours. ``None`` for that of the machine.
        since: Streams that ended before are left out.
        until: Streams that ended at this time or later are left out.

    Attributes:
        amounts: The amount of each month, artist and so on.
    """

    by: By
    zone: tzinfo | None = None
    since: datetime | None = None
    until: datetime | None = None
    amounts: dict[Any, Amount] = attrs.field(factory=dict)

    def add(self, stream: Stream) -> None:
        """Add a stream."""
        local = stream.ended_at.astimezone(self.zone)
        if self.since is not None and local < self.since:
            return
        if self.until is not None and local >= self.until:
            return
        key = self._key(stream, local)
        if key is None:
            return
        amount = self.amounts.setdefault(key, Amount())
        time = timedelta(milliseconds=stream.ms)
        amount.time += time
        amount.plays += time >= PLAY

    def _key(self, stream: Stream, local: datetime) -> Any:
        match self.by:
            case By.YEAR:
                return local.year
            case By.MONTH:
                return local.year, local.month
            case By.WEEKDAY:
                return local.weekday()
            case By.HOUR:
                return local.hour
            case By.SHOW:
                return None if stream.is_music else stream.by
            case By.ARTIST:
                return stream.by if stream.is_music else None
            case By.ALBUM:
                is_known = stream.is_music and stream.album
                return (stream.album, stream.by) if is_known else None
        return (stream.name, stream.by) if stream.is_music else None

    def rows(self, limit: int | None = None) -> Iterator[tuple[str, str, Amount]]:
        """
        Yield name, artist or nothing, and amount: in the order of time, or the most
        first.

        Args:
            limit: The most rows, or ``None`` for all.
        """
        if self.by in TIMES:
            keys = list(self._times())[-limit if limit else 0 :]
        else:
            # Equal ones are in the order of names: the result is always the same.
            keys = sorted(self.amounts, key=lambda key: (-self.amounts[key].time, key))
            keys = keys[:limit]
        for key in keys:
            name, by = (
                key if isinstance(key, tuple) and self.by not in TIMES else (key, "")
            )
            yield self._label(name), by, self.amounts.get(key, Amount())

    def _times(self) -> Iterable[Any]:
        """Return all times, those without listening as well."""
        if self.by is By.HOUR:
            return range(24)
        if self.by is By.WEEKDAY:
            return range(7)
        if not self.amounts:
            return ()
        first, last = min(self.amounts), max(self.amounts)
        if self.by is By.YEAR:
            return range(first, last + 1)
        months = range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])
        return ((month // 12, month % 12 + 1) for month in months)

    def _label(self, key: Any) -> str:
        if self.by is By.MONTH:
            return f"{key[0]}-{key[1]:02}"
        if self.by is By.WEEKDAY:
            return _WEEKDAYS[key]
        return f"{key:02}:00" if self.by is By.HOUR else str(key)


def bar(share: float, width: int = 30) -> str:
    """Return a bar of blocks: *share*, from 0 to 1, of *width* characters."""
    eighths = round(share * width * 8)
    whole, part = divmod(eighths, 8)
    return "█" * whole + _EIGHTHS[part].strip()

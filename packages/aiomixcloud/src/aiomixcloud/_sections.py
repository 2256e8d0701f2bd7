"""
Sections of a show, checked and in the form of an upload.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

_KEYS = ("chapter", "artist", "song", "start_time")
#: Keys that other programs and formats use, and the ones meant.
_MEANT = {
    "start": "start_time",
    "time": "start_time",
    "offset": "start_time",
    "position": "start_time",
    "starttime": "start_time",
    "track": "song",
    "title": "song",
    "name": "song",
    "performer": "artist",
    "artist_name": "artist",
    "section": "chapter",
}
#: No show lasts so many seconds.
_TOO_LATE = 10_000_000
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:\.\d*)?", re.ASCII)


def read_section(section: Any) -> dict[str, Any]:
    """
    Return a section as the service accepts it.

    Args:
        section: A mapping with a ``chapter``, or an ``artist`` and a ``song``, and
            optionally a ``start_time``; or a section resource of a loaded show.

    Raises:
        TypeError: It is not a mapping, or a value is of another type.
        ValueError: A key is unknown or missing, or a value is not valid.
    """
    if not isinstance(section, Mapping):
        raise TypeError(f"a section is a mapping, not {type(section).__name__}")
    values = dict(getattr(section, "data", section))
    if values.get("type") == "section":
        values = _of_resource(values)
    for key in values:
        if key not in _KEYS:
            raise ValueError(_unknown(key))
    read: dict[str, Any] = {
        key: _text(key, value) for key, value in values.items() if key != "start_time"
    }
    if set(read) not in ({"chapter"}, {"artist", "song"}):
        found = ", ".join(map(repr, read)) or "neither"
        raise ValueError(
            f"a section has a chapter, or an artist and a song, not {found}"
        )
    if (start := values.get("start_time")) is not None:
        read["start_time"] = read_start(start)
    return read


def meant_key(key: Any) -> str | None:
    """Return the key of a section that *key* stands for, or ``None``."""
    name = re.sub(r"[\s-]+", "_", str(key).strip().lower())
    return name if name in _KEYS else _MEANT.get(name)


def _unknown(key: Any) -> str:
    meant = meant_key(key)
    hint = f"did you mean {meant!r}?" if meant else f"the keys are {', '.join(_KEYS)}"
    return f"a section has no {key!r}; {hint}"


def _of_resource(data: dict[str, Any]) -> dict[str, Any]:
    """Return a section of a response with the keys of an upload."""
    values = {"start_time": data.get("start_time")}
    track = data.get("track")
    if isinstance(track, Mapping):
        artist = track.get("artist")
        name = artist.get("name") if isinstance(artist, Mapping) else artist
        return {**values, "artist": name, "song": track.get("name")}
    return {**values, "chapter": data.get("chapter")}


def _text(key: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(f"the {key} of a section is text, not {type(value).__name__}")
    if not (text := str(value)).strip():
        raise ValueError(f"the {key} of a section must not be blank")
    return text


def read_start(value: Any) -> int:
    """
    Return a start time in whole seconds.

    Args:
        value: Seconds, a `datetime.timedelta`, or a text: ``"85"``, ``"1:25"`` or
            ``"1:02:03"``. Fractions are cut off.

    Raises:
        ValueError: It is none of these, negative, or longer than any show.
    """
    message = f"start_time is seconds, a timedelta or a text like '1:25', not {value!r}"
    if isinstance(value, timedelta):
        value = value.total_seconds()
    if isinstance(value, str):
        value = _clock(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(message)  # noqa: TRY004, as in earlier releases
    if not 0 <= value < _TOO_LATE:
        raise ValueError(message)
    return int(value)


def _clock(text: str) -> float | None:
    """Read ``h:mm:ss``, ``m:ss`` or seconds."""
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return None if seconds > 59 else hours * 3600 + minutes * 60 + seconds
    try:
        return float(text)
    except ValueError:
        return None

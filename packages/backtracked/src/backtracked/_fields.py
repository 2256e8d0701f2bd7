"""
How the service writes times, flags and numbers.

Every function accepts any JSON value: one odd field must not lose an event.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from ._codec import CODEC
from ._ids import id_within, ident
from ._text import unescape
from .utils import EPOCH, MILLISECOND, dt, tzdt

__all__ = [
    "count",
    "duration",
    "embedded",
    "flag",
    "id_within",
    "ident",
    "maybe_count",
    "maybe_flag",
    "maybe_text",
    "number",
    "plain_text",
    "seconds",
    "text",
    "when",
    "when_set",
]


def when(value: Any) -> datetime | None:
    """Read a time, milliseconds or ISO text. ``None`` if it is missing or odd."""
    try:
        # Nearly all are integers, and each event has one.
        if type(value) is int:
            return EPOCH + value * MILLISECOND
        if isinstance(value, datetime):
            return value
        if isinstance(value, str) and value and not value.isdecimal():
            return tzdt(value)
        if isinstance(value, str | float) and value != "":
            return dt(float(value))
    except (ValueError, TypeError, ArithmeticError):
        return None
    return None


def when_set(value: Any) -> datetime | None:
    """Read a time for which 0 means that there is none."""
    return when(value) if value else None


def flag(value: Any) -> Any:
    """Read a flag: a boolean, or 0 and 1, also as text. ``None`` if it is odd."""
    if value is None or isinstance(value, bool | int | float | str):
        return bool(value) and value not in ("0", "false")
    return None


def maybe_flag(value: Any) -> bool | None:
    """Read a flag that may be missing."""
    return None if value is None else flag(value)


def number(value: Any) -> float:
    """Read a number, also as text. 0 if it is missing or odd."""
    if isinstance(value, int | float | str):
        with suppress(ValueError, OverflowError):
            found = float(value)
            return found if math.isfinite(found) else 0.0
    return 0.0


#: Longer than this nothing plays, in seconds. Dates can't hold any number.
_LONGEST = 366 * 86_400


def seconds(value: Any) -> float:
    """Read seconds. 0 if they are missing, odd, or more than a year."""
    found = number(value)
    return found if abs(found) <= _LONGEST else 0.0


def duration(value: Any) -> Any:
    """Read milliseconds. 0 if they are missing, ``None`` if odd or above a year."""
    found = count(value)
    return found if found is None or abs(found) <= 1000 * _LONGEST else None


def count(value: Any) -> Any:
    """Read an integer, also as text. 0 if it is missing, ``None`` if it is odd."""
    if type(value) is int:
        return value
    if value is None or isinstance(value, bool):
        return int(bool(value))
    with suppress(ValueError, TypeError, OverflowError):
        return int(float(value))
    return None


def maybe_count(value: Any) -> int | None:
    """Read an integer that may be missing."""
    return None if value is None else count(value)


def text(value: Any) -> Any:
    """Read text that is not escaped. ``None`` if it is missing or odd."""
    return value if isinstance(value, str) else None


def plain_text(value: Any) -> str:
    """Read escaped text. Empty if it is missing or odd."""
    return unescape(value) if isinstance(value, str) else ""


def maybe_text(value: Any) -> str | None:
    """Read escaped text that may be missing."""
    return unescape(value) if isinstance(value, str) else None


def embedded(cls: Any) -> Callable[[Any], Any]:
    """Return a hook that reads a reference, of which only an object is decoded."""

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or ident(value.get("_id")) is None:
            return None
        return CODEC.converter.structure(value, cls)

    return read

"""
How the service spells times, flags and numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ._codec import CODEC
from ._text import unescape
from .utils import dt, tzdt


def when(value: Any) -> datetime | None:
    """Read a time: milliseconds, or ISO text. ``None`` if there is none."""
    # Nearly all are, and there is one in each event.
    if type(value) is int:
        return dt(value)
    if value is None or value == "":
        return None
    if isinstance(value, str) and not value.isdecimal():
        return tzdt(value)
    if isinstance(value, datetime):
        return value
    return dt(float(value))


def when_set(value: Any) -> datetime | None:
    """Read a time of which 0 says that there is none."""
    return when(value) if value else None


def flag(value: Any) -> bool:
    """Read a flag: a boolean, or 0 and 1, also as text."""
    return value not in {None, False, "", "0", "false"}


def maybe_flag(value: Any) -> bool | None:
    """Read a flag that may be missing."""
    return None if value is None else flag(value)


def count(value: Any) -> int:
    """Read a number, of which none is 0."""
    return 0 if value is None else int(value)


def plain_text(value: Any) -> str:
    """Read text that is escaped."""
    return unescape(value) if isinstance(value, str) else ""


def maybe_text(value: Any) -> str | None:
    """Read text that is escaped, or nothing."""
    return unescape(value) if isinstance(value, str) else None


def id_within(value: Any) -> str | None:
    """Read a reference: an id, or an object that has one."""
    if isinstance(value, dict):
        value = value.get("_id")
    return value if isinstance(value, str) else None


def embedded(cls: Any) -> Callable[[Any], Any]:
    """Make a hook for a reference that is an object at times: only then read it."""

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return None
        return CODEC.converter.structure(value, cls)

    return read

"""
Small helpers around times and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, overload

from ._text import GUARD

T = TypeVar("T")

__all__ = ["dt", "escape_mentions", "get", "song_length", "ts", "tzdt"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
_DIRECTIVE = re.compile("%-?[A-Za-z%]")


def dt(msts: float) -> datetime:
    """
    Read a time of JavaScript's.

    Args:
        msts: Milliseconds since 1970, UTC.

    Returns:
        The time, in UTC and with that zone.
    """
    # By addition: datetime.fromtimestamp() refuses some years on some systems.
    return EPOCH + msts * MILLISECOND


def ts(time: datetime) -> float:
    """
    Write a time as JavaScript does.

    Args:
        time: Without a zone it is taken for UTC.

    Returns:
        Milliseconds since 1970, UTC.
    """
    if time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    return (time - EPOCH) / MILLISECOND


@overload
def tzdt(fulldate: str) -> datetime: ...


@overload
def tzdt(fulldate: None) -> None: ...


def tzdt(fulldate: str | None) -> datetime | None:
    """
    Read a time in ISO form, such as ``2017-06-02T16:23:14.815Z``.

    Args:
        fulldate: With or without a fraction; without a zone it is UTC.

    Returns:
        The time in UTC, with that zone, or ``None`` for ``None``.

    Raises:
        ValueError: *fulldate* is not a time in ISO form.
    """
    if fulldate is None:
        return None
    time = datetime.fromisoformat(fulldate)
    return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)


def get(iterable: Iterable[T], **attrs: Any) -> T | None:
    """
    Return the first object whose attributes have these values.

    Args:
        iterable: Objects of any classes.
        **attrs: Names and values. An object that lacks one of them does not match.

    Returns:
        The object, or ``None`` if there is none.
    """
    missing = object()
    for one in iterable:
        if all(getattr(one, name, missing) == value for name, value in attrs.items()):
            return one
    return None


def song_length(length: float, format: str = "%M:%S") -> str:
    """
    Format the length of a song.

    Args:
        length: Length of the song, in milliseconds.
        format: As for ``strftime``. ``%H``, ``%M`` and ``%S`` have two digits or
            more; the hours are added to the minutes if there is no ``%H``.
    """
    length = max(0, int(length))
    minutes, seconds = divmod(length // 1000, 60)
    hours = 0
    if "%H" in format.replace("%%", ""):
        hours, minutes = divmod(minutes, 60)
    own = {"%H": f"{hours:02}", "%M": f"{minutes:02}", "%S": f"{seconds:02}"}
    time = datetime(1900, 1, 1, tzinfo=UTC) + timedelta(milliseconds=length)
    return _DIRECTIVE.sub(lambda one: own.get(one[0]) or time.strftime(one[0]), format)


def escape_mentions(text: str, allowed: Iterable[str] = ()) -> str:
    """
    Make the mentions in a text ineffective: of users, and such as ``@everyone``.

    An invisible character is put behind the ``@``.

    Args:
        text: Text that other users may have typed.
        allowed: Names without ``@`` that may be mentioned, in any case.
    """
    names = "|".join(re.escape(one.lstrip("@")) for one in allowed if one.lstrip("@"))
    # A name ends where no further sign of a name follows.
    mention = rf"@(?!(?:{names})(?![\w-]))" if names else "@"
    return re.sub(mention, f"@{GUARD}", text, flags=re.IGNORECASE)

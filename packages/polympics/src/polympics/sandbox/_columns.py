"""
Limits of the service's database.

The service does not check values. If the database refuses one, it answers 500.
"""

from __future__ import annotations

from ._problems import CrashError

#: How many characters fit, by the name of the value.
LENGTHS = {
    "name": 255,
    "discriminator": 255,
    "title": 32,
    "image_url": 512,
    "avatar_url": 512,
    "url": 2047,
    "secret": 2047,
}
_BIGINT = range(-(2**63), 2**63)


def fit(**values: str | int | None) -> None:
    """
    Check that the database can store values, each given by the name of its column.

    Raises:
        CrashError: It cannot store one of them.
    """
    if not all(_fits(name, value) for name, value in values.items()):
        raise CrashError


def _fits(name: str, value: str | int | None) -> bool:
    if isinstance(value, int):
        return value in _BIGINT
    if value is None:
        return True
    return len(value) <= LENGTHS.get(name, len(value)) and _storable(value)


def _storable(text: str) -> bool:
    # PostgreSQL takes neither NUL nor half a surrogate pair.
    return not any(char == "\0" or "\ud800" <= char <= "\udfff" for char in text)

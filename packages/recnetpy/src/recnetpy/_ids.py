"""
Ids and names, as callers give them and as the service sends them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from ._labels import RoomInclude

#: Parts of a room: a sum of bits, one member, or several.
Include: TypeAlias = "int | RoomInclude | Iterable[RoomInclude | int]"

_LARGEST = 2**63 - 1


def read_id(value: Any) -> int:
    """
    Read an id: a number, or its digits.

    Raises:
        ValueError: *value* is neither a number nor digits.
    """
    if type(value) is int:
        return value
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
        return int(value)
    raise ValueError(f"{type(value).__name__} is no id")


def id_of(value: Any) -> int:
    """
    Return the id that a caller means.

    Args:
        value: A number, its digits, or anything with an ``id``.

    Raises:
        ValueError: *value* is not an ID, or outside of 1 to 2**63 - 1.
    """
    found = read_id(getattr(value, "id", value))
    if not 1 <= found <= _LARGEST:
        raise ValueError(f"an id is at least 1 and below 2**63, not {found}")
    return found


def possible_id(value: Any) -> int | None:
    """
    Return the ID in *value*, or ``None`` if nothing can have it.

    Programs look up what their users type, so words, 0 and negative numbers are the
    IDs of nothing, not mistakes.
    """
    try:
        return id_of(value)
    except ValueError:
        return None


def possible_ids(values: Iterable[Any]) -> list[int]:
    """Return the IDs among *values*, each once and in order."""
    found = dict.fromkeys(map(possible_id, several(values)))
    found.pop(None, None)
    return [each for each in found if each is not None]


def readable_ids(values: Iterable[Any]) -> list[int]:
    """Return the IDs in a list of the service, without what is none."""
    return [int(each) for each in values if possible_id(each) is not None]


def ids_of(values: Iterable[Any]) -> list[int]:
    """
    Return IDs, each once and in order.

    Raises:
        TypeError: *values* is text.
        ValueError: A value is no ID.
    """
    return list(dict.fromkeys(map(id_of, several(values))))


def several(values: Iterable[Any]) -> Iterable[Any]:
    """
    Return *values*.

    Raises:
        TypeError: It is text, whose characters are not meant.
    """
    if isinstance(values, str | bytes):
        raise TypeError(f"this takes a list, such as [{values!r}], not {values!r}")
    return values


def names_of(values: Iterable[Any], mark: str = "") -> list[str]:
    """Return names, each once and in order, without the *mark* people write."""
    names = (str(value).strip().removeprefix(mark) for value in several(values))
    return list(dict.fromkeys(name for name in names if name))


def is_there(id: int | None) -> bool:
    """Return whether an id of a record names something: some write 0 for nothing."""
    return id is not None and id > 0


def include_mask(include: Include) -> int:
    """
    Return the parts of a room to ask for as one number.

    Args:
        include: A number, which is sent unchanged; a member of
            `RoomInclude`; or several of either.
    """
    if isinstance(include, RoomInclude):
        return include.value
    if isinstance(include, int):
        return int(include)
    mask = 0
    for part in include:
        mask |= include_mask(part)
    return mask

"""
Models as flat records, for tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from typing import Any

import attrs

_SCALARS = (str, int, float, bytes, date, timedelta, type(None))


def to_records(items: Iterable[Any]) -> list[dict[str, Any]]:
    """
    Return models as flat dictionaries, as ``pandas.DataFrame`` and ``csv`` take them.

    Args:
        items: Models, or other attrs objects or dictionaries; ``None`` is left out.

    Returns:
        A dictionary for each item, with the names of its fields. The fields of an
        object in it have its name before theirs, as in ``track.name``. A list of
        objects is a list of such dictionaries; a list of other values, and dates,
        times and numbers, are as they are. An object in itself is left out.
    """
    return [_record(item, ()) for item in items if item is not None]


def _record(item: Any, around: tuple[int, ...]) -> dict[str, Any]:
    """
    Return one item as a record.

    Args:
        item: The object.
        around: Identities of the objects that it is in.
    """
    record: dict[str, Any] = {}
    inside = (*around, id(item))
    for name, value in _fields(item):
        if id(value) in inside:
            continue
        read = _value(value, inside)
        if isinstance(read, dict):
            record.update((f"{name}.{key}", each) for key, each in read.items())
        else:
            record[name] = read
    return record


def _value(value: Any, around: tuple[int, ...]) -> Any:
    """
    Return a field's value: a scalar, a list of those, or a record.
    """
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _SCALARS):
        return value
    if isinstance(value, Sequence | AbstractSet):
        return [_value(each, around) for each in value if id(each) not in around]
    return _record(value, around)


def _fields(item: Any) -> Iterator[tuple[str, Any]]:
    """
    Yield the names and values of an object's public fields that are set.

    A private field is public if there is a property without the underscore.
    """
    if isinstance(item, Mapping):
        yield from ((str(key), value) for key, value in item.items())
    elif attrs.has(type(item)):
        for field in attrs.fields(type(item)):
            name = field.name.lstrip("_")
            if name == field.name or isinstance(
                getattr(type(item), name, None), property
            ):
                with suppress(AttributeError):
                    yield name, getattr(item, name)

"""
The fields of records: the JSON keys they have, and how their values are converted.

Each function here makes a field of a `Record`: ``name: str = plain("Name")``. The
transport's codec decodes them. What is missing, null, or does not fit is ``None``, or
an empty list where the field is always a list.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, Generic, Self, TypeVar, overload

import attrs

from clientcore import wire

from ._dates import read_date, unix
from ._ids import read_id
from ._labels import UNKNOWN, Labelled, bitmask_decode

_KEYS = "recnetpy.keys"
#: The type that JSON has, if it is not that of the attribute.
_SENT = "recnetpy.sent"
_GUARD = threading.Lock()

T = TypeVar("T")


def _field(
    keys: tuple[str, ...],
    hook: Callable[[Any], Any] | None = None,
    default: Any = None,
    *,
    sent: str | None = None,
    exact: type[Any] | None = None,
) -> Any:
    named = wire(keys[0], hook=hook, exact=exact)
    metadata = {**named, _KEYS: keys, _SENT: sent}
    return attrs.field(default=default, metadata=metadata)


_LIST: Any = attrs.Factory(list)


def plain(*keys: str) -> Any:
    """
    Make a field of a value as JSON has it, or of other records, as its type says.

    Args:
        *keys: The keys, by preference, with dots between nested ones.
    """
    return _field(keys)


def several(*keys: str) -> Any:
    """Make a field of a list, as its type says; null is an empty list."""
    return _field(keys, None, _LIST)


def number(*keys: str) -> Any:
    """Make a field of an integer, or its digits."""
    return _field(keys, _number, sent="int", exact=int)


def _number(value: Any) -> int | None:
    return None if value is None else read_id(value)


def numbers(*keys: str) -> Any:
    """Make a field of a list of integers; null is an empty list."""
    return _field(keys, _numbers, _LIST, sent="list[int]")


def _numbers(values: Any) -> list[int]:
    if values is None:
        return []
    return [each if type(each) is int else read_id(each) for each in values]


def flag(*keys: str, default: bool | None = None) -> Any:
    """Make a field of true or false; *default* if it is missing or null."""
    hook = _flag if default is None else partial(_or, default)
    return _field(keys, hook, default, sent="bool", exact=bool)


def _flag(value: Any) -> bool | None:
    if value is True or value is False or value is None:
        return value
    raise ValueError("neither true nor false")


def _or(default: bool, value: Any) -> bool | None:
    return default if value is None else _flag(value)


# A record has each of its dates as seconds and as a time.
_date = lru_cache(maxsize=256)(read_date)


def seconds(*keys: str) -> Any:
    """Make a field of a date, in seconds since 1970."""
    return _field(keys, _seconds, sent="str")


def _seconds(value: Any) -> int | None:
    return None if value is None else unix(_date(value))


def moment(*keys: str) -> Any:
    """Make a field of a date, as a `datetime` in UTC."""
    return _field(keys, _moment, sent="str")


def _moment(value: Any) -> datetime | None:
    return None if value is None else _date(value)


class _Labels(dict[Any, str | None]):
    """Labels by number; new numbers have the label ``Unknown``."""

    def __missing__(self, key: Any) -> str:
        return UNKNOWN


def label(*keys: str, of: type[Labelled]) -> Any:
    """Make a field of a number's label, ``Unknown`` for a new number."""
    labels = _Labels(of.labels())
    labels[None] = None
    return _field(keys, labels.__getitem__, sent="int")


def member(*keys: str, of: type[Labelled]) -> Any:
    """Make a field of a member of an enum, or of the number if it is new."""
    members = {int(each): each for each in of}
    return _field(keys, lambda value: members.get(value, value), sent="int")


def mask(*keys: str, labels: list[str]) -> Any:
    """Make a field of the labels of a bit mask; null is an empty list."""

    @lru_cache(1024)  # Few combinations of bits occur.
    def decode(bits: int) -> list[str]:
        return bitmask_decode(bits, labels)

    def convert(value: Any) -> list[str]:
        return [] if value is None else decode(read_id(value)).copy()

    return _field(keys, convert, _LIST, sent="int")


def converted(
    *keys: str,
    by: Callable[[Any], Any],
    nothing: Callable[[], Any],
    sent: str | None = None,
) -> Any:
    """Make a field that *by* converts; null and what is missing are *nothing*."""

    def convert(value: Any) -> Any:
        return nothing() if value is None else by(value)

    return _field(keys, convert, attrs.Factory(nothing), sent=sent)


# --- Other spellings ----------------------------------------------------------


@attrs.frozen
class Keys:
    """
    Where the keys of a class are found in records that spell them otherwise.

    The first letter of a key may have either case, since the service has changed its
    mind; fields can have several keys; and keys can be nested.

    Attributes:
        others: The keys of records that have to be respelled.
        places: Each key that fields have, and all places where its value may be.
    """

    others: frozenset[str]
    places: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]

    @classmethod
    def of(cls, fields: Collection[Any]) -> Self:
        """Return the keys of attrs fields."""
        known = {each.metadata[_KEYS] for each in fields if _KEYS in each.metadata}
        places, others, usual = [], set(), set()
        for keys in sorted(known):
            tried = []
            for key in keys:
                first, *rest = key.split(".")
                tried += [(first, *rest), (first[:1].swapcase() + first[1:], *rest)]
            places.append((keys[0], tuple(tried)))
            usual.add(keys[0])
            others |= {place[0] for place in tried}
        return cls(frozenset(others - usual), tuple(places))

    def respelled(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return *data* with the keys that fields have."""
        found = dict(data)
        for key, places in self.places:
            if data.get(key) is None:
                for place in places:
                    value = _at(data, place)
                    if value is not None:
                        found[key] = value
                        break
        return found


def _at(data: Any, place: tuple[str, ...]) -> Any:
    for key in place:
        data = data.get(key) if type(data) is dict else None
    return data


# --- What is fetched ----------------------------------------------------------


class Fetched(Generic[T]):
    """
    An attribute that is ``None`` until it is fetched or assigned.

    It is no field, so nothing in a record can set it.
    """

    __slots__ = ("_name",)

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, thing: None, owner: Any = None) -> Self: ...

    @overload
    def __get__(self, thing: object, owner: Any = None) -> T | None: ...

    def __get__(self, thing: Any, owner: Any = None) -> Any:
        if thing is None:
            return self
        fetched = thing._fetched
        return None if fetched is None else fetched.get(self._name)

    def __set__(self, thing: Any, value: T | None) -> None:
        if thing._fetched is None:
            # Threads share objects: the dict of one must not replace that of another.
            with _GUARD:
                if thing._fetched is None:
                    thing._fetched = {}
        thing._fetched[self._name] = value

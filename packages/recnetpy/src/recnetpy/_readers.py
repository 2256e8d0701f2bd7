"""
How attributes are read from records.

Each function here makes an attribute of a `Record`: ``name: str = plain("Name")``.
It is read when it is first asked for, so a record that nobody looks at costs next
to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from ._dates import read_date, unix
from ._ids import read_id
from ._labels import UNKNOWN, Labelled, bitmask_decode

_READER = "recnetpy.reader"

L = TypeVar("L", bound=Labelled)


def _none() -> Any:
    """Stand for what is not there."""
    return None


@attrs.frozen
class Reader:
    """
    How one attribute is read.

    Attributes:
        keys: Where it stands in the record, by preference, with dots between keys
            within keys. None, if it is not read but fetched.

        read: Reads it, whatever that raises.

        nothing: Makes the value of what is missing, null, or does not fit.
    """

    keys: tuple[str, ...]
    read: Callable[[dict[str, Any]], Any]
    nothing: Callable[[], Any]


def _reading(
    key: str, convert: Callable[[Any], Any] | None, otherwise: Callable[[Any], Any]
) -> Callable[[dict[str, Any]], Any]:
    """Make a function that reads *key*, or does *otherwise* if nothing is there."""
    first, _, rest = key.partition(".")
    # The first letter of a key may have either case: the service has changed its mind
    # more than once.
    either = first.swapcase()[:1] + first[1:]
    inner = _reading(rest, convert, lambda _: MISSING) if rest else None

    # Called for each attribute of each record, so it is kept flat.
    def read(record: dict[str, Any]) -> Any:
        value = record.get(first)
        if value is None:
            value = record.get(either)
            if value is None:
                return otherwise(record)
        if inner is None:
            return value if convert is None else convert(value)
        found = inner(value)
        return otherwise(record) if found is MISSING else found

    return read


#: Stands for what is not there, within something that is.
MISSING: Any = object()


def readers_of(cls: Any) -> dict[str, Reader]:
    """Return how the attributes of a class are read, by their names."""
    fields = attrs.fields(cls)
    return {
        field.name: field.metadata[_READER]
        for field in fields
        if _READER in field.metadata
    }


def _field(
    keys: tuple[str, ...],
    convert: Callable[[Any], Any] | None = None,
    nothing: Callable[[], Any] = _none,
) -> Any:
    read: Callable[[Any], Any] = lambda _: nothing()  # noqa: E731
    for key in reversed(keys):
        read = _reading(key, convert, read)
    metadata = {_READER: Reader(keys, read, nothing)}
    return attrs.field(init=False, metadata=metadata)


def fetched() -> Any:
    """Make an attribute that is ``None`` until somebody fetches or sets it."""
    return _field(())


# --- What records hold --------------------------------------------------------


def plain(*keys: str) -> Any:
    """Make an attribute that is as the record has it."""
    return _field(keys)


def number(*keys: str) -> Any:
    """Make an attribute that is a whole number, or its digits."""
    return _field(keys, read_id)


def numbers(*keys: str) -> Any:
    """Make an attribute that lists whole numbers; null is an empty list."""
    return _field(keys, _numbers, list)


def _numbers(values: Any) -> list[int]:
    return [each if type(each) is int else read_id(each) for each in values]


def flag(*keys: str, default: bool | None = None) -> Any:
    """Make an attribute that is true or false, or *default* if it is not there."""
    return _field(keys, _true_or_false, lambda: default)


def _true_or_false(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("neither true nor false")


def seconds(*keys: str) -> Any:
    """Make an attribute that is a date, in seconds since 1970."""
    return _field(keys, lambda value: unix(read_date(value)))


def moment(*keys: str) -> Any:
    """Make an attribute that is a date, as a `datetime` in UTC."""
    return _field(keys, read_date)


def label(*keys: str, of: type[Labelled]) -> Any:
    """Make an attribute that is a number's label, ``Unknown`` for a new number."""
    table = of.labels()
    return _field(keys, lambda value: table.get(value, UNKNOWN))


def member(*keys: str, of: type[L]) -> Any:
    """Make an attribute that is a member of an enum, or the number if it is new."""
    members = {int(one): one for one in of}
    return _field(keys, lambda value: members.get(value, value))


def mask(*keys: str, labels: list[str]) -> Any:
    """Make an attribute that lists the labels of a mask; null is an empty list."""
    return _field(keys, lambda value: bitmask_decode(read_id(value), labels), list)


def one(*keys: str, of: Callable[[Any], Any]) -> Any:
    """Make an attribute that is a record itself."""
    return _field(keys, of)


def each(*keys: str, of: Callable[[Any], Any]) -> Any:
    """Make an attribute that lists records, odd ones left out; null is ``None``."""

    def convert(values: Any) -> list[Any]:
        if not isinstance(values, list):
            raise TypeError("no list")
        return [of(value) for value in values if type(value) is dict]

    return _field(keys, convert)


def converted(
    *keys: str, by: Callable[[Any], Any], nothing: Callable[[], Any] = _none
) -> Any:
    """Make an attribute that needs arithmetic of its own."""
    return _field(keys, by, nothing)

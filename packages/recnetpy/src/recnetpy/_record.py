"""
What everything that comes from a record shares.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import attrs

from clientcore import Model, wire

from ._codec import CODEC
from ._errors import UnreadableError
from ._json import copied
from ._readers import Reader, readers_of

C = TypeVar("C")

_LOGGER = logging.getLogger("recnetpy")
_reported: set[tuple[type, str]] = set()
_define = partial(
    attrs.define, init=False, eq=False, repr=False, getstate_setstate=False
)


def _as_it_is(value: Any) -> Any:
    """Take a record as it is."""
    return value


def record(cls: type[C]) -> type[C]:
    """
    Make *cls* a class of records: attrs' slots, and no constructor of attrs'.
    """
    made: Any = _define(cls)
    made._readers = readers_of(made)
    finished: type[C] = made
    return finished


@record
class Record(Model):  # noqa: PLW1641, what can be assigned to has no hash
    """
    A record of the service, whose attributes are read when they are asked for.

    What is missing in the record, or does not fit, is ``None`` (or an empty list,
    where the attribute is always a list). Attributes can be assigned; the record
    stays as it came.

    Args:
        data: The record: a JSON object, parsed. It is not changed.
    """

    codec = CODEC
    #: What is in the repr besides the class.
    _shown: ClassVar[tuple[str, ...]] = ()
    #: How the attributes are read.
    _readers: ClassVar[dict[str, Reader]] = {}

    _data: dict[str, Any] | None = attrs.field(metadata=wire(hook=_as_it_is))
    _copy: Any = attrs.field(init=False)

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = self._checked(data)

    @staticmethod
    def _checked(data: Any) -> dict[str, Any]:
        """Return *data* if it is a JSON object."""
        if type(data) is not dict:
            kind = type(data).__name__
            raise TypeError(f"a record is a JSON object, and this is {kind}")
        return data

    # --- The record -----------------------------------------------------------

    @property
    def data(self) -> Any:
        """
        A copy of the record as it came, which is the caller's own. ``None`` if
        there is none.
        """
        if not self._is_set("_copy"):
            self._copy = copied(self._data)
        return self._copy

    @data.setter
    def data(self, data: Any) -> None:
        self._copy = data

    @property
    def raw(self) -> dict[str, Any] | None:
        """The record as it came, not to be changed, or ``None``."""
        return self._data

    @property
    def is_filled(self) -> bool:
        """Whether there is a record at all."""
        return self._data is not None

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Make one of a stored record.

        Args:
            data: A JSON object, parsed.

            client: What to bind it to, or ``None``.

        Raises:
            UnreadableError: *data* is no such record.
        """
        try:
            made = cls(data=cls._checked(data))
        except (TypeError, ValueError) as error:
            raise UnreadableError(
                f"no {cls.__name__}: {error}", errors=[str(error)], body=data
            ) from error
        return made.bind(client)

    def to_data(self) -> Any:
        """Return the record as it came, with nothing lost, to be stored."""
        return {} if self._data is None else copied(self._data)

    def to_json(self, *, indent: int | None = None) -> str:
        """
        Return the record as JSON text.

        Args:
            indent: Spaces for each level, or ``None`` for a single line.
        """
        return json.dumps(self.to_data(), indent=indent, ensure_ascii=False)

    @classmethod
    def create_from_list(cls, data: Iterable[Any] | None = None) -> list[Self] | None:
        """
        Make a list of them.

        Args:
            data: Records, or ``None``.

        Returns:
            The list, or ``None`` for ``None``.
        """
        return None if data is None else [cls(each) for each in data]

    # --- Attributes -----------------------------------------------------------

    if not TYPE_CHECKING:  # else any name at all would pass for an attribute

        def __getattr__(self, name: str) -> Any:
            # Called for what has no value yet, and never again once it has one.
            reader = self._readers.get(name)
            if reader is None:
                kind = type(self).__name__
                raise AttributeError(f"{kind!r} object has no attribute {name!r}")
            if not reader.keys:
                return None
            data = self._data
            if data is None:
                raise AttributeError(
                    f"{self!r} has no {name!r}: it holds nothing but its id, because"
                    " it was not fetched, or does not exist"
                )
            try:
                value = reader.read(data)
            except Exception as error:  # noqa: BLE001, records can hold anything
                _report(type(self), name, error)
                value = reader.nothing()
            setattr(self, name, value)
            return value

    def _is_set(self, name: str) -> bool:
        """Tell whether an attribute has a value already."""
        try:
            object.__getattribute__(self, name)
        except AttributeError:
            return False
        return True

    def _forget(self, names: Iterable[str]) -> None:
        """Take away the values of attributes."""
        for name in names:
            if self._is_set(name):
                delattr(self, name)

    def _problems(self) -> Iterator[str]:
        """Say what in the record does not fit, with the attributes' names."""
        if self._data is None:
            return
        for name, reader in self._readers.items():
            try:
                value = reader.read(self._data)
            except Exception as error:  # noqa: BLE001, records can hold anything
                yield f"{type(self).__name__}.{name}: {type(error).__name__}"
            else:
                yield from problems(value)

    # --- Python's own ---------------------------------------------------------

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        return {"_data": data}

    def __repr__(self) -> str:
        shown = (f" {name}={getattr(self, name, None)!r}" for name in self._shown)
        return f"<{type(self).__name__}{''.join(shown)}>"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        names = (name for name, reader in self._readers.items() if reader.keys)
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __getstate__(self) -> dict[str, Any]:
        # Neither the client nor what can be read from the record again.
        cls: Any = type(self)
        names = {field.name for field in attrs.fields(cls)} - {"_flights"}
        return {name: getattr(self, name) for name in names if self._is_set(name)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


def _report(cls: type, name: str, error: Exception) -> None:
    """Log that an attribute does not fit, once for each."""
    if (cls, name) not in _reported:
        _reported.add((cls, name))
        problem = type(error).__name__
        _LOGGER.warning("%s.%s does not fit: %s", cls.__name__, name, problem)


def problems(found: Any) -> Iterator[str]:
    """Say what does not fit in records, and in lists of them."""
    if isinstance(found, Record):
        yield from found._problems()
    elif isinstance(found, list):
        for one in found:
            yield from problems(one)


def verify(found: Any) -> None:
    """
    Check that records are all that they should be.

    Raises:
        UnreadableError: Some are not, with the places.
    """
    wrong = list(problems(found))
    if wrong:
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        raise UnreadableError(f"does not fit: {wrong[0]}{more}", errors=wrong)

"""
What everything that comes from a record shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, ClassVar, Self, TypeVar

import attrs

from clientcore import Model, wire

from ._codec import CODEC
from ._errors import UnreadableError
from ._fields import Fetched, Keys
from ._json import copied, dumped

C = TypeVar("C")

_define = partial(
    attrs.define,
    auto_attribs=False,
    init=False,
    eq=False,
    repr=False,
    getstate_setstate=False,
)


def record(cls: type[C]) -> type[C]:
    """
    Make *cls* an attrs class of records, which keeps its own constructor.
    """
    made: Any = _define(cls)
    # The codec calls it if there is one. Without it, the codec fills the fields itself.
    del made.__attrs_init__
    made._keys = Keys.of(attrs.fields(made))
    made._fetched_names = frozenset(
        name
        for base in made.__mro__
        for name, value in vars(base).items()
        if isinstance(value, Fetched)
    )
    for name in made._fetched_names & made.__annotations__.keys():
        # No fields, and their classes are imported for type checkers only.
        del made.__annotations__[name]
    finished: type[C] = made
    return finished


def _nothing(_: Any) -> None:
    """Take nothing from a record."""


class _Copied(Model):
    # Not among the fields of `Record`, which records can set.
    __slots__ = ("_copy",)

    _copy: Any


@record
class Record(_Copied):  # noqa: PLW1641, what can be assigned to has no hash
    """
    A record of the service, decoded to attributes.

    What is missing in the record, or does not fit, is ``None`` (or an empty list,
    where the attribute is always a list). Attributes can be assigned; the record
    stays unchanged.

    Args:
        data: The record: a JSON object, parsed. It is not changed.
    """

    codec = CODEC
    #: What is in the repr besides the class.
    _shown: ClassVar[tuple[str, ...]] = ()
    #: The keys of the fields, and the names of what is fetched.
    _keys: ClassVar[Keys]
    _fetched_names: ClassVar[frozenset[str]]

    #: Values by name: see `Fetched`.
    _fetched: dict[str, Any] | None = attrs.field(
        default=None, metadata=wire("\0", hook=_nothing)
    )

    def __init__(self, data: dict[str, Any]) -> None:
        self._fetched = None
        self._fill(self._checked(data), data)

    def _fill(self, data: dict[str, Any], raw: dict[str, Any]) -> None:
        """Decode *data* to the attributes, and keep *raw*."""
        cls: Any = type(self)
        made = CODEC.converter.structure(data, cls)
        for field in attrs.fields(cls):
            if field.name != "_fetched":
                setattr(self, field.name, getattr(made, field.name))
        self._raw = raw

    @staticmethod
    def _checked(data: Any) -> dict[str, Any]:
        """Return *data* if it is a JSON object."""
        if type(data) is not dict:
            kind = type(data).__name__
            raise TypeError(f"a record is a JSON object, and this is {kind}")
        return data

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        if cls._keys.others.isdisjoint(data):
            return data
        return cls._keys.respelled(data)

    # --- The record -----------------------------------------------------------

    @property
    def data(self) -> Any:
        """
        A copy of the record, which is the caller's own, or ``None``.
        """
        if not self._is_set("_copy"):
            self._copy = copied(self.raw)
        return self._copy

    @data.setter
    def data(self, data: Any) -> None:
        self._copy = data

    @property
    def raw(self) -> dict[str, Any] | None:
        """The record, not to be changed, or ``None``."""
        return getattr(self, "_raw", None)

    @property
    def is_filled(self) -> bool:
        """Whether there is a record at all."""
        return self.raw is not None

    @classmethod
    def from_data(cls, data: Any, client: Any = None) -> Self:
        """
        Make an object of a stored record.

        Args:
            data: A JSON object, parsed.
            client: The client to bind it to, or ``None``.

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
        """Return a copy of the record, with nothing lost, to be stored."""
        return copied(self.raw or {})

    def to_json(self, *, indent: int | None = None) -> str:
        """
        Return the record as JSON text.

        Args:
            indent: Spaces for each level, or ``None`` for a single line.
        """
        return dumped(self.to_data(), indent=indent, ensure_ascii=False)

    @classmethod
    def create_from_list(cls, data: Iterable[Any] | None = None) -> list[Self] | None:
        """
        Make a list of objects.

        Args:
            data: Records, or ``None``.

        Returns:
            The list, or ``None`` for ``None``.
        """
        return None if data is None else [cls(each) for each in data]

    # --- Attributes -----------------------------------------------------------

    def _is_set(self, name: str) -> bool:
        """Return whether an attribute has a value already."""
        if name in self._fetched_names:
            return self._fetched is not None and name in self._fetched
        try:
            object.__getattribute__(self, name)
        except AttributeError:
            return False
        return True

    def _forget(self, *names: str) -> None:
        """Take away the values of attributes."""
        for name in names:
            if self._is_set(name):
                delattr(self, name)

    def _problems(self) -> Iterator[str]:
        """Say what in the record does not fit, with the attributes' names."""
        if self.raw is None:
            return
        cls: Any = type(self)
        data = self._keys.respelled(self.raw)
        for field in attrs.fields(cls):
            value, hook = data.get(field.metadata["name"]), field.metadata["hook"]
            try:
                if value is not None and hook is not None:
                    hook(value)
            except Exception as error:  # noqa: BLE001, records can hold anything
                yield f"{cls.__name__}.{field.name}: {type(error).__name__}"
            yield from problems(getattr(self, field.name))

    # --- Python's own ---------------------------------------------------------

    def __repr__(self) -> str:
        shown = (f" {name}={getattr(self, name, None)!r}" for name in self._shown)
        return f"<{type(self).__name__}{''.join(shown)}>"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        names = (name for name in _names(self) if name != "_fetched")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __getstate__(self) -> dict[str, Any]:
        # Neither the client nor requests that are under way.
        slots = {name for cls in type(self).__mro__ for name in _slots(cls)}
        names = slots - {"__weakref__", "_client", "_flights"}
        state = {name: getattr(self, name) for name in names if self._is_set(name)}
        for name in ("_fetched", "_answers"):
            if isinstance(state.get(name), dict):
                state[name] = dict(state[name])
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


def _slots(cls: type) -> Iterable[str]:
    found: Iterable[str] = vars(cls).get("__slots__", ())
    return found


def _names(thing: Any) -> list[str]:
    return [field.name for field in attrs.fields(type(thing))]


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

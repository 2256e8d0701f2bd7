"""
Hooks for JSON's own types, times, enums, lists, dicts and unions.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from enum import Enum, Flag
from functools import cache, cached_property
from time import monotonic
from typing import Any, TypeAlias, TypeVar, get_args

import attrs

from ._models import BINDING, Overdue, key_of
from ._salvage import (
    ODD,
    Hook,
    Misfit,
    Reading,
    a_list,
    an_object,
    is_dict,
    is_list,
    is_union,
)

#: Called with a value, the client, and whether models keep their JSON: passed on, so
#: that they are not looked up for each object.
Read: TypeAlias = Callable[[Any, Any, Any], Any]

T = TypeVar("T")

PRIMITIVES = (str, int, float, bool)

#: Items after which the deadline is checked. A body of a kilobyte, compressed, can
#: have more than 300,000, which take seconds.
_MANY = 256


class Inline:
    """
    A hook written as an expression, which the function of a class contains.

    Args:
        code: An expression of ``value``, ``client`` and ``keep_raw``, with the other
            names in braces.
        names: The values of those names.
    """

    def __init__(self, code: str, **names: Any) -> None:
        self.code = code
        self.names = names

    def __call__(self, value: Any, kind: Any) -> Any:
        client, keep_raw, _ = BINDING.get()
        return self.read(value, client, keep_raw)

    @cached_property
    def read(self) -> Read:
        """The expression as a function."""
        code = self.code.format_map({name: name for name in self.names})
        return eval(f"lambda value, client, keep_raw: {code}", self.names)  # type: ignore[no-any-return]  # noqa: S307


def calling(read: Read) -> Inline:
    """Make a hook that calls *read*."""
    hook = Inline("{read}(value, client, keep_raw)", read=read)
    hook.read = read
    return hook


def inline(hook: Hook, kind: Any) -> Inline:
    """Return *hook*, which may be a client's own, as an expression."""
    if isinstance(hook, Inline):
        return hook
    return Inline("{hook}(value, {kind})", hook=hook, kind=kind)


#: Takes a value unchecked: what the lenient way does with JSON's own types. A check
#: costs a tenth of the time of a page of tracks, and would lose the value.
as_is = Inline("value")


def register_containers(reading: Reading) -> None:
    """Register the hooks of this module."""
    converter = reading.converter
    # cattrs asks for the hook of a base class first, so an enum that is text or a
    # number as well comes here too.
    take = checked if reading.strict else as_is
    hook_of = cache(lambda kind: _enum_hook(kind, reading) if is_enum(kind) else take)

    def primitive(value: Any, kind: Any) -> Any:
        return hook_of(kind)(value, kind)

    primitive.of = hook_of  # type: ignore[attr-defined]  # see `Reading.hook`
    for kind in PRIMITIVES:
        converter.register_structure_hook(kind, primitive)
    converter.register_structure_hook(datetime, _datetime)
    converter.register_structure_hook(date, _date)
    if not reading.strict:
        converter.register_structure_hook_func(lambda kind: kind is Any, as_is)
    for applies, make in (
        (is_enum, _enum_hook),
        (is_list, _list_hook),
        (is_dict, _dict_hook),
        (is_union, _union_hook),
    ):
        converter.register_structure_hook_factory(
            applies, lambda kind, make=make: make(kind, reading)
        )


# --- JSON's own types, times, enums -------------------------------------------


def checked(value: Any, wanted: Any) -> Any:
    """Take a value if it is of the very type that is wanted."""
    if type(value) is wanted or (wanted is float and type(value) is int):
        return value
    raise Misfit(value, wanted)


def _datetime(value: Any, _: Any) -> datetime:
    """Read ISO text or epoch seconds as UTC, which text without a zone is in."""
    if isinstance(value, str):
        found = datetime.fromisoformat(value)
        if found.tzinfo is UTC:
            return found
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return datetime.fromtimestamp(value, UTC)
    if isinstance(value, datetime):
        return value
    raise Misfit(value, datetime)


def _date(value: Any, _: Any) -> date:
    return value if type(value) is date else date.fromisoformat(value)


def is_enum(kind: Any) -> bool:
    """Whether *kind* is an enum."""
    return isinstance(kind, type) and issubclass(kind, Enum)


def _enum_hook(cls: Any, reading: Reading) -> Hook:
    """Make a hook for an enum, which may grow: a new value stays unchanged."""
    if reading.strict or issubclass(cls, Flag):
        return lambda value, _: cls(value)
    return Inline("{members}(value, value)", members=cls._value2member_map_.get)


# --- Lists and dicts ----------------------------------------------------------


def in_time(items: Iterable[T]) -> Iterator[T]:
    """Yield *items*, and check the deadline every now and then."""
    _, _, end = BINDING.get()
    for number, item in enumerate(items):
        if number % _MANY == 0 and monotonic() > end:
            raise Overdue
        yield item


def _list_hook(kind: Any, reading: Reading) -> Hook:
    (item,) = get_args(kind) or (Any,)
    if reading.strict:
        # cattrs' own collects the errors of all items, with their places.
        from cattrs.cols import list_structure_factory

        strict = list_structure_factory(kind, reading.converter)
        return lambda value, kind: strict(a_list(value, kind), kind)
    read = _items(item, "[]", reading)
    if reading.hook(item) is not as_is:
        return calling(read)
    # In C, for the usual list.
    usual = "type(value) is list and None not in value"
    return Inline(
        f"value.copy() if {usual} else {{read}}(value, client, keep_raw)", read=read
    )


def _dict_hook(kind: Any, reading: Reading) -> Hook:
    item = (get_args(kind) or (Any, Any))[1]
    if reading.strict:
        from cattrs.cols import mapping_structure_factory

        strict = mapping_structure_factory(kind, reading.converter)
        return lambda value, kind: strict(an_object(value, kind), kind)
    if reading.hook(item) is as_is:
        return Inline(
            "(value if type(value) is dict else {an_object}(value, {kind})).copy()",
            an_object=an_object,
            kind=kind,
        )
    read_items = _items(item, "{}", reading)

    def read(value: Any, client: Any, keep_raw: bool) -> dict[str, Any]:
        return {
            key: made
            for key, one in in_time(an_object(value, kind).items())
            for made in read_items([one], client, keep_raw)
        }

    return calling(read)


def _items(item: Any, place: str, reading: Reading) -> Read:
    """Make a function that decodes a list, and leaves out items that do not fit."""
    read_item = inline(reading.hook(item), item).read
    may_be_none = item is Any or types.NoneType in get_args(item)

    def read(value: Any, client: Any, keep_raw: bool) -> list[Any]:
        # Not `a_list`: its call would cost as much as an item.
        if type(value) is not list:
            raise Misfit(value, list)
        found = []
        for one in value if len(value) < _MANY else in_time(value):
            try:
                made = read_item(one, client, keep_raw)
            except ODD as error:
                reading.left_out(item, place, one, error)
            else:
                if made is not None or may_be_none:
                    found.append(made)
        return found

    return read


# --- Unions -------------------------------------------------------------------


def _union_hook(kind: Any, reading: Reading) -> Hook:
    """Make a hook for ``X | None``, ``SomeEnum | str`` and unions of several types."""
    some = [arg for arg in get_args(kind) if arg is not types.NoneType]
    optional = len(some) < len(get_args(kind))
    hooks = [reading.hook(one) for one in some]
    if all(hook is as_is for hook in hooks):
        return as_is
    if len(some) == 1:
        one = inline(hooks[0], some[0])
        return Inline(f"None if value is None else {one.code}", **one.names)
    models = [one for one in some if attrs.has(one)]
    enums = [one for one in some if is_enum(one)]
    plain = [one for one in some if one in PRIMITIVES]
    if not reading.strict and len(enums) == 1 and len(enums) + len(plain) == len(some):
        # The lenient hook of an enum takes everything else already.
        return reading.hook(enums[0])
    # An enum that may grow would take the others' values, so it is strict here.
    members = [
        (hook, one)
        for hook, one in zip(hooks, some, strict=True)
        if one not in (*models, *enums, *plain)
    ]
    members += [(lambda value, cls: cls(value), one) for one in enums]
    members += [(checked, one) for one in plain]
    choose = _choice(models, reading) if models else None

    def read(value: Any, client: Any, keep_raw: bool) -> Any:
        if choose and type(value) is dict:
            return choose(value, client, keep_raw)
        if value is None and (optional or not reading.strict):
            return None
        for hook, member in members:
            try:
                return hook(value, member)
            except ODD:
                continue
        raise Misfit(value, kind)

    return calling(read)


def _choice(models: list[Any], reading: Reading) -> Read:
    """
    Make a function that chooses among models, for each object by itself.

    It takes the model that lacks the fewest of its required keys, the first one of
    several. Trying one after the other would not do: a model takes any object.
    """
    readers = [inline(reading.hook(one), one).read for one in models]
    if len(models) == 1:
        return readers[0]
    required = [
        {
            key_of(field, reading.rename)
            for field in attrs.fields(model)
            if field.init and field.default is attrs.NOTHING
        }
        for model in models
    ]
    # What all of them require tells nothing.
    common = set.intersection(*required)
    choices = [
        (keys - common, read) for keys, read in zip(required, readers, strict=True)
    ]

    def choose(value: dict[str, Any], client: Any, keep_raw: bool) -> Any:
        for keys, read in choices:
            if value.keys() >= keys:
                return read(value, client, keep_raw)
        _, read = min(choices, key=lambda choice: len(choice[0] - value.keys()))
        return read(value, client, keep_raw)

    return choose

"""
Hooks for JSON's own types, times, enums, lists, dicts and unions.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum, Flag
from functools import cache
from typing import Any, cast, get_args

import attrs

from ._models import BINDING, key_of
from ._salvage import (
    ODD,
    Hook,
    Misfit,
    Reading,
    a_list,
    an_object,
    as_is,
    is_dict,
    is_list,
    is_union,
)

PRIMITIVES = (str, int, float, bool)


def register_containers(reading: Reading) -> None:
    """Register the hooks of this module."""
    converter = reading.converter
    # cattrs asks for the hook of a base class first, so an enum that is text or a
    # number as well comes here too.
    take = checked if reading.strict else as_is
    hook_of = cache(lambda kind: _enum_hook(kind, reading) if is_enum(kind) else take)
    primitive = own(lambda value, kind: hook_of(kind)(value, kind), of=hook_of)
    for kind in PRIMITIVES:
        converter.register_structure_hook(kind, primitive)
    register_factory = converter.register_structure_hook_factory
    converter.register_structure_hook(datetime, _datetime)
    converter.register_structure_hook(date, _date)
    register_factory(is_enum, lambda cls: _enum_hook(cls, reading))
    register_factory(is_list, lambda kind: _list_hook(kind, reading))
    register_factory(is_dict, lambda kind: _dict_hook(kind, reading))
    register_factory(is_union, lambda kind: _union_hook(kind, reading))


# --- How hooks are called -----------------------------------------------------

# Hooks of this package have attributes by which a compiled one does their work
# itself. A hook that a client registers has none and is called.
#
# read:   the same with the binding passed, so that it is not looked up for each
#         object: called with the value, the client, and whether raw JSON is kept.
# item:   for lists of models: `read` of the items.
# some:   for ``X | None``: `read` of ``X``.
# copies: for dicts of JSON's own types, which are copied.
# values: for enums: from a value to the member.
# of:     for JSON's own types: from a type to the hook, see `Reading.hook`.


def own(hook: Any, **parts: Any) -> Hook:
    """Add *parts* to a hook of this package."""
    hook.__dict__.update(parts)
    return hook  # type: ignore[no-any-return]


def binding(read: Callable[[Any, Any, Any], Any], **parts: Any) -> Hook:
    """Make a hook of a function that is passed the binding."""
    return own(lambda value, _: read(value, *BINDING.get()), read=read, **parts)


def reader(hook: Hook, kind: Any) -> Callable[[Any, Any, Any], Any]:
    """Return *hook* as a function that is passed the binding."""
    found = getattr(hook, "read", None)
    return found or (lambda value, *_: hook(value, kind))


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
    if isinstance(value, str):
        return date.fromisoformat(value)
    if type(value) is date:
        return value
    raise Misfit(value, date)


def is_enum(kind: Any) -> bool:
    """Whether *kind* is an enum."""
    return isinstance(kind, type) and issubclass(kind, Enum)


def _enum_hook(cls: Any, reading: Reading) -> Hook:
    """Make a hook for an enum, which may grow: a new value stays as it is."""
    if reading.strict or issubclass(cls, Flag):
        return lambda value, _: cls(value)
    members = cls._value2member_map_
    return own(lambda value, _: members.get(value, value), values=members)


# --- Lists and dicts ----------------------------------------------------------


def _list_hook(kind: Any, reading: Reading) -> Hook:
    (item,) = get_args(kind) or (Any,)
    if reading.strict:
        # cattrs' own collects the errors of all items, with their places.
        from cattrs.cols import list_structure_factory

        strict = list_structure_factory(kind, reading.converter)
        return lambda value, kind: strict(a_list(value, kind), kind)
    hook = reading.hook(item)
    may_be_none = item is Any or types.NoneType in get_args(item)
    read_item = reader(hook, item)

    def read(value: Any, client: Any, keep_raw: bool) -> list[Any]:
        found = []
        for one in a_list(value, kind):
            try:
                made = read_item(one, client, keep_raw)
            except ODD as error:
                reading.left_out(item, "[]", one, error)
            else:
                if made is not None or may_be_none:
                    found.append(made)
        return found

    if hook is as_is:
        # In C, for the usual list.
        return lambda value, _: (
            value.copy()
            if type(value) is list and (may_be_none or None not in value)
            else read(value, *BINDING.get())
        )
    return binding(
        read, **({"item": read_item} if attrs.has(cast("Any", item)) else {})
    )


def _dict_hook(kind: Any, reading: Reading) -> Hook:
    item = (get_args(kind) or (Any, Any))[1]
    if reading.strict:
        from cattrs.cols import mapping_structure_factory

        strict = mapping_structure_factory(kind, reading.converter)
        return lambda value, kind: strict(an_object(value, kind), kind)
    hook = reading.hook(item)
    if hook is as_is:
        return own(lambda value, kind: an_object(value, kind).copy(), copies=True)
    may_be_none = types.NoneType in get_args(item)
    read_item = reader(hook, item)

    def read(value: Any, client: Any, keep_raw: bool) -> dict[str, Any]:
        found = {}
        for key, one in an_object(value, kind).items():
            try:
                made = read_item(one, client, keep_raw)
            except ODD as error:
                reading.left_out(item, "{}", one, error)
            else:
                if made is not None or may_be_none:
                    found[key] = made
        return found

    return binding(read)


# --- Unions -------------------------------------------------------------------


def _union_hook(kind: Any, reading: Reading) -> Hook:
    """Make a hook for ``X | None``, ``SomeEnum | str`` and unions of several types."""
    some = [arg for arg in get_args(kind) if arg is not types.NoneType]
    optional = len(some) < len(get_args(kind))
    if len(some) == 1:
        return _optional(some[0], reading)
    if not reading.strict and all(reading.hook(one) is as_is for one in some):
        return as_is
    models = [one for one in some if attrs.has(one)]
    enums = [one for one in some if is_enum(one)]
    plain = [one for one in some if one in PRIMITIVES]
    if not reading.strict and len(enums) == 1 and len(enums) + len(plain) == len(some):
        # The lenient hook of an enum takes everything else already.
        return reading.hook(enums[0])
    others = [one for one in some if one not in (*models, *enums, *plain)]
    # An enum that may grow would take the others' values, so it is strict here.
    members = [(reading.hook(one), one) for one in others]
    members += [(lambda value, cls: cls(value), one) for one in enums]
    members += [(checked, one) for one in plain]
    choose = _model_hook(models, reading) if models else None

    def read(value: Any, client: Any, keep_raw: bool) -> Any:
        if value is None and (optional or not reading.strict):
            return None
        if choose and type(value) is dict:
            return choose(value, client, keep_raw)
        for hook, member in members:
            try:
                return hook(value, member)
            except ODD:
                continue
        raise Misfit(value, kind)

    return binding(read)


def _optional(member: Any, reading: Reading) -> Hook:
    hook = reading.hook(member)
    if hook is as_is:
        return as_is
    read_it = reader(hook, member)
    return binding(
        lambda value, client, keep_raw: (
            None if value is None else read_it(value, client, keep_raw)
        ),
        some=read_it,
    )


def _required(cls: Any, reading: Reading) -> frozenset[str]:
    return frozenset(
        key_of(field, reading.rename)
        for field in attrs.fields(cls)
        if field.init and field.default is attrs.NOTHING
    )


def _model_hook(models: list[Any], reading: Reading) -> Callable[[Any, Any, Any], Any]:
    """
    Make a hook that chooses among models, for each object by itself.

    It takes the model that lacks the fewest of its required keys, the first one of
    several. Trying one after the other would not do: a model takes any object.
    """
    readers = [reader(reading.hook(one), one) for one in models]
    keys = [_required(one, reading) for one in models]
    if len(models) == 1:
        return readers[0]
    # What all of them require tells nothing.
    common = frozenset.intersection(*keys)
    choices = [(own - common, read) for own, read in zip(keys, readers, strict=True)]

    def choose(value: dict[str, Any], client: Any, keep_raw: bool) -> Any:
        for required, read in choices:
            if required <= value.keys():
                return read(value, client, keep_raw)
        _, read = min(choices, key=lambda choice: len(choice[0] - value.keys()))
        return read(value, client, keep_raw)

    return choose

"""
Hooks for lists, objects with any keys, and unions.
"""

from __future__ import annotations

import types
from functools import partial, reduce
from operator import eq, or_
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from ._reading import (
    Hook,
    Misfit,
    Mode,
    Reading,
    a_list,
    an_object,
    as_is,
    name_of,
    problem,
)
from ._scalars import PRIMITIVES, checked, enum_hook, is_enum

if TYPE_CHECKING:
    from cattrs import Converter


def register_containers(reading: Reading) -> None:
    """Register them. Salvage leaves out what does not fit, and keeps the rest."""
    register = reading.converter.register_structure_hook_factory
    register(is_list, lambda kind: _list_hook(kind, reading))
    register(is_dict, lambda kind: _dict_hook(kind, reading))
    register(is_union, lambda kind: _union_hook(kind, reading))


def is_list(kind: Any) -> bool:
    """Tell whether *kind* is a list."""
    return kind is list or get_origin(kind) is list


def is_dict(kind: Any) -> bool:
    """Tell whether *kind* is a dict."""
    return kind is dict or get_origin(kind) is dict


def is_union(kind: Any) -> bool:
    """Tell whether *kind* is a union."""
    return get_origin(kind) in {Union, types.UnionType}


def is_plain(kind: Any) -> bool:
    """Tell whether *kind* is one of JSON's own types, or a union of them."""
    if is_union(kind):
        return all(is_plain(arg) for arg in get_args(kind))
    return kind in (*PRIMITIVES, Any, types.NoneType)


# --- Lists and objects --------------------------------------------------------


def _list_hook(kind: Any, reading: Reading) -> Hook:
    (item,) = get_args(kind) or (Any,)
    if reading.mode is Mode.STRICT:
        # cattrs' own collects the errors of all items, with their places.
        from cattrs.cols import list_structure_factory

        checked = list_structure_factory(kind, reading.converter)
        return lambda value, kind: checked(a_list(value, kind), kind)
    hook = reading.hook(item)
    if reading.mode is Mode.SALVAGE:
        return _salvaging_list(hook, item, reading)
    if is_plain(item):
        return lambda value, kind: a_list(value, kind).copy()

    def structure(value: Any, kind: Any) -> list[Any]:
        # Not `a_list`: this runs for every list.
        if type(value) is not list:
            raise Misfit(value, kind)
        return [hook(one, item) for one in value]

    return structure


def _salvaging_list(hook: Hook, item: Any, reading: Reading) -> Hook:
    def structure(value: Any, kind: Any) -> list[Any]:
        kept = []
        for one in a_list(value, kind):
            try:
                kept.append(hook(one, item))
            except Exception as error:  # noqa: BLE001, whatever a hook may raise
                reading.report(
                    name_of(item), "[]", f"left an item out: {problem(error)}"
                )
        return kept

    return structure


def _dict_hook(kind: Any, reading: Reading) -> Hook:
    item = (get_args(kind) or (Any, Any))[1]
    if reading.mode is Mode.STRICT:
        from cattrs.cols import mapping_structure_factory

        checked = mapping_structure_factory(kind, reading.converter)
        return lambda value, kind: checked(an_object(value, kind), kind)
    hook = reading.hook(item)
    if reading.mode is Mode.SALVAGE:
        return _salvaging_dict(hook, item, reading)
    if is_plain(item):
        return lambda value, kind: an_object(value, kind).copy()

    def structure(value: Any, kind: Any) -> dict[str, Any]:
        return {key: hook(one, item) for key, one in an_object(value, kind).items()}

    return structure


def _salvaging_dict(hook: Hook, item: Any, reading: Reading) -> Hook:
    def structure(value: Any, kind: Any) -> dict[str, Any]:
        kept = {}
        for key, one in an_object(value, kind).items():
            try:
                kept[key] = hook(one, item)
            except Exception as error:  # noqa: BLE001, whatever a hook may raise
                reading.report(
                    name_of(item), "{}", f"left a value out: {problem(error)}"
                )
        return kept

    return structure


# --- Unions -------------------------------------------------------------------


def _union_hook(kind: Any, reading: Reading) -> Hook:
    """
    Make a hook for ``X | None``, ``SomeEnum | str`` and unions of primitives.

    Unions of models are told apart by a tag: see `tagged`.
    """
    some = [arg for arg in get_args(kind) if arg is not types.NoneType]
    optional = len(some) < len(get_args(kind))
    # The plain ones last, or a model would never have its turn after ``str``.
    members = sorted(some, key=is_plain)
    if is_plain(kind) and reading.mode is Mode.FAST:
        return as_is
    if len(members) == 1:
        member, hook = members[0], reading.hook(members[0])
        return lambda value, _: None if value is None else hook(value, member)
    if reading.mode is Mode.FAST and is_enum(members[0]) and members[1:] == [str]:
        # The lenient hook of an enum lets everything else through already.
        return enum_hook(members[0], reading.mode)
    hooks = [checked if one in PRIMITIVES else reading.hook(one) for one in members]
    return _first_that_fits(list(zip(hooks, members, strict=True)), optional)


def _first_that_fits(hooks: list[tuple[Hook, Any]], optional: bool) -> Hook:
    def structure(value: Any, kind: Any) -> Any:
        if value is None and optional:
            return None
        for hook, member in hooks:
            try:
                return hook(value, member)
            except Exception:  # noqa: BLE001, S112, another one may take it
                continue
        raise Misfit(value, kind)

    return structure


def tagged(
    converter: Converter,
    union: Any,
    cases: dict[Any, Any],
    *,
    tag: str = "type",
    default: Any = None,
) -> None:
    """
    Read a union of models by a key that names the model.

    Args:
        converter: Where to register it.

        union: The union, with or without ``None``.

        cases: From the tag's value to the model.

        tag: The key.

        default: The model for any other tag, or ``None`` to refuse them.
    """
    hooks: dict[Any, Hook] = {}

    def structure(value: Any, kind: Any) -> Any:
        if value is None and types.NoneType in get_args(kind):
            return None
        name = an_object(value, kind).get(tag)
        # Something unhashable may stand there.
        cls = cases.get(name, default) if isinstance(name, (str, int)) else default
        if cls is None:
            raise Misfit(value, kind)
        if (hook := hooks.get(cls)) is None:
            hook = hooks[cls] = converter.get_structure_hook(cls)
        return hook(value, cls)

    models = [arg for arg in get_args(union) if arg is not types.NoneType]
    bare: Any = reduce(or_, models)
    for form in (bare, bare | None):
        converter.register_structure_hook_func(partial(eq, form), structure)

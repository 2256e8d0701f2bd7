"""
Hooks for attrs classes, models among them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from threading import RLock
from typing import Any

import attrs
from cattrs.gen import (
    make_dict_structure_fn_from_attrs,
    make_dict_unstructure_fn,
    override,
)

from ._compiled import compiled
from ._containers import is_dict, is_list
from ._model import BINDING, Model, set_client, set_raw
from ._reading import Hook, Mode, Reading, Rename, an_object, problem

_MISSING = object()


def register_classes(reading: Reading) -> None:
    """Register them. A model is bound, and keeps its JSON."""
    converter = reading.converter
    converter.register_structure_hook_factory(
        attrs.has, _once(lambda cls: _class_hook(cls, reading))
    )
    converter.register_unstructure_hook_factory(
        attrs.has, _once(lambda cls: _unstructuring(cls, reading))
    )


def _once(make: Callable[[Any], Callable[..., Any]]) -> Callable[[Any], Any]:
    """
    Make one hook for each class.

    cattrs would make them again for each field, and for a class that holds itself
    until the stack ends.
    """
    made: dict[Any, Callable[..., Any]] = {}
    lock = RLock()

    def hook(cls: Any) -> Any:
        # Another thread must not get a hook that is still being made.
        with lock:
            if cls not in made:
                made[cls] = lambda *args: made[cls](*args)
                try:
                    made[cls] = make(cls)
                except BaseException:
                    del made[cls]
                    raise
            return made[cls]

    return hook


def _class_hook(cls: Any, reading: Reading) -> Hook:
    attrs.resolve_types(cls)
    if reading.mode is Mode.FAST:
        hook = compiled(cls, reading, _overrides(cls, reading.rename))
    elif reading.mode is Mode.STRICT:
        hook = _bound(_building(cls, reading), cls)
    else:
        hook = _bound(_salvaging(cls, reading), cls)
    reshaped = issubclass(cls, Model) and _has_own(cls, "reshape")
    return _reshaped(hook, cls) if reshaped else hook


def _has_own(cls: Any, name: str) -> bool:
    """Tell whether *cls* has another *name* than `Model` has."""
    return inspect.getattr_static(cls, name) is not Model.__dict__[name]


def _overrides(cls: Any, rename: Rename | None) -> dict[str, Any]:
    """Return what is special about the fields of *cls*, as cattrs wants it."""
    found = {}
    for field in attrs.fields(cls):
        name = field.metadata.get("name") or (rename(field.name) if rename else None)
        name = name if name != field.name else None
        hook = field.metadata.get("hook")
        if name or hook:
            found[field.name] = override(rename=name, struct_hook=_of_two(hook))
    return found


def _of_two(hook: Callable[[Any], Any] | None) -> Hook | None:
    """Return *hook* as cattrs calls it."""
    return None if hook is None else lambda value, _: hook(value)


def _building(cls: Any, reading: Reading) -> Hook:
    """Make a hook that reads all fields, or says all that is wrong."""
    hook: Hook = make_dict_structure_fn_from_attrs(
        [field.evolve(converter=None) for field in attrs.fields(cls)],
        cls,
        reading.converter,
        _cattrs_detailed_validation=True,
        **_overrides(cls, reading.rename),
    )
    return hook


def _unstructuring(cls: Any, reading: Reading) -> Callable[[Any], Any]:
    """Make a hook that writes a *cls*, or what stands in its place."""
    converter = reading.converter
    write = make_dict_unstructure_fn(cls, converter, **_overrides(cls, reading.rename))
    # A field that was salvaged holds ``None``, whatever its type says.
    return lambda value: (
        write(value) if isinstance(value, cls) else converter.unstructure(value)
    )


# --- Models -------------------------------------------------------------------


def _bound(build: Hook, cls: Any) -> Hook:
    """Bind what *build* makes, if it is a model."""
    if not issubclass(cls, Model):
        return lambda data, kind: build(an_object(data, kind), kind)

    def structure(data: Any, kind: Any) -> Any:
        model = build(an_object(data, kind), kind)
        client, keep_raw = BINDING.get()
        set_client(model, client)
        if keep_raw:
            set_raw(model, data)
        return model

    return structure


def _reshaped(bound: Hook, cls: Any) -> Hook:
    """Let *cls* bring its JSON into shape first; what it keeps is how it came."""

    def structure(data: Any, kind: Any) -> Any:
        model = bound(cls.reshape(an_object(data, kind)), kind)
        if BINDING.get()[1]:
            set_raw(model, data)
        return model

    return structure


# --- Salvage ------------------------------------------------------------------


def _salvaging(cls: Any, reading: Reading) -> Hook:
    """Make a hook that reads each field by itself, and keeps those that fit."""
    special = _overrides(cls, reading.rename)
    plain = override()
    fields = [
        (field, special.get(field.name, plain))
        for field in attrs.fields(cls)
        if field.init
    ]

    def structure(data: Any, kind: Any) -> Any:
        data = an_object(data, kind)
        values = {}
        for field, special in fields:
            value = data.get(special.rename or field.name, _MISSING)
            value = _salvaged(cls, field, special.struct_hook, value, reading)
            if value is not _MISSING:
                values[field.alias] = value
        return cls(**values)

    return structure


def _salvaged(
    cls: Any, field: Any, hook: Hook | None, value: Any, reading: Reading
) -> Any:
    """Return a field's value, nothing of its type, or ``_MISSING`` for its default."""
    if value is _MISSING:
        if field.default is not attrs.NOTHING:
            return _MISSING
        reading.report(cls.__name__, field.name, "missing")
        return _nothing(field.type)
    try:
        return (hook or reading.hook(field.type))(value, field.type)
    except Exception as error:  # noqa: BLE001, whatever a hook may raise
        reading.report(cls.__name__, field.name, f"does not fit: {problem(error)}")
        return _nothing(field.type)


def _nothing(kind: Any) -> Any:
    """Return what stands for a value that is not there."""
    return [] if is_list(kind) else {} if is_dict(kind) else None

"""
Reading attrs classes fast: the function a person would write, written at run time.

cattrs writes such functions too, but they call the class, and Python collects the
keywords of such a call in a dict first. That costs as much as all the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import attrs

from ._containers import is_plain
from ._model import BINDING, Model, set_client, set_raw
from ._reading import Hook, Misfit, Reading, as_is

_SOURCE = """
def structure(data, kind):
{check}    made = new(cls)
{fill}{bind}    return made
"""
_CHECK = """\
    if type(data) is not dict:
        raise Misfit(data, kind)
"""
_BIND = """\
    client, keep_raw = binding()
    made._client = client
    if keep_raw:
        made._raw = data
"""
# Where an assignment does something of the class's own, or is refused.
_BIND_BY_SLOT = """\
    client, keep_raw = binding()
    set_client(made, client)
    if keep_raw:
        set_raw(made, data)
"""

# Faster than a call.
_LITERALS: dict[Any, str] = {list: "[]", dict: "{}"}

_making = threading.local()


def compiled(cls: Any, reading: Reading, overrides: dict[str, Any]) -> Hook:
    """
    Make a hook that takes all fields of *cls*, or fails; a model is bound.

    Args:
        cls: An attrs class.

        reading: How to read.

        overrides: What is special about its fields, as cattrs has it.
    """
    names = {
        "Misfit": Misfit,
        "binding": BINDING.get,
        "cls": cls,
        "init": cls.__init__,
        "new": object.__new__,
        "set_client": set_client,
        "set_raw": set_raw,
    }
    with _once(cls):
        values = {
            field: _value(field, overrides.get(field.name), reading, names)
            for field in attrs.fields(cls)
            if field.init
        }
    # Taking a field that must be there fails for all but objects anyway.
    certain = any(field.default is attrs.NOTHING for field in values)
    source = _SOURCE.format(
        check="" if certain else _CHECK, fill=_fill(cls, values), bind=_bind(cls)
    )
    exec(compile(source, f"<reading {cls.__qualname__}>", "exec"), names)  # noqa: S102
    hook: Hook = names["structure"]
    return hook


def _bind(cls: Any) -> str:
    if not issubclass(cls, Model):
        return ""
    return _BIND if cls.__setattr__ is object.__setattr__ else _BIND_BY_SLOT


def _fill(cls: Any, values: dict[Any, str]) -> str:
    """Write what gives the fields their *values*."""
    if _only_assigns(cls):
        return "".join(f"    made.{each.name} = {values[each]}\n" for each in values)
    arguments = ", ".join(f"{each.alias}={values[each]}" for each in values)
    return f"    init(made, {arguments})\n"


def _only_assigns(cls: Any) -> bool:
    """Tell whether the constructor of *cls* does nothing but fill the fields."""
    own = ("__attrs_init__", "__attrs_pre_init__", "__attrs_post_init__")
    return (
        cls.__setattr__ is object.__setattr__
        and not any(hasattr(cls, name) for name in own)
        and all(
            field.init
            and field.validator is None
            and field.converter is None
            and not _needs_self(field)
            for field in attrs.fields(cls)
        )
    )


def _is_made(field: Any) -> bool:
    """Tell whether the default of *field* is made anew for each object."""
    return isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]


def _needs_self(field: Any) -> bool:
    """Tell whether the default of *field* is made of the others."""
    return _is_made(field) and field.default.takes_self


def _value(field: Any, special: Any, reading: Reading, names: dict[str, Any]) -> str:
    """Write the value of a field, and add what stands in it to *names*."""
    name = field.name
    key = repr((special and special.rename) or name)
    value = f"data[{key}]"
    hook = (special and special.struct_hook) or _hook(field.type, reading)
    if hook is not as_is:
        names |= {f"hook_{name}": hook, f"type_{name}": field.type}
        value = f"hook_{name}({value}, type_{name})"
    if field.default is attrs.NOTHING:
        return value
    return f"{value} if {key} in data else {_default(field, names)}"


def _default(field: Any, names: dict[str, Any]) -> str:
    """Write the default of a field, and add what stands in it to *names*."""
    default, name = field.default, f"default_{field.name}"
    if not _is_made(field):
        names[name] = default
        return name
    if default.takes_self:
        # Given NOTHING, the constructor calls the factory itself.
        names[name] = attrs.NOTHING
        return name
    if literal := _LITERALS.get(default.factory):
        return literal
    names[name] = default.factory
    return f"{name}()"


def _hook(kind: Any, reading: Reading) -> Hook:
    if is_plain(kind):
        return as_is
    try:
        return reading.hook(kind)
    except RecursionError:
        # It holds its own kind, whose hook is being made: found when it is called.
        return reading.converter.structure


@contextmanager
def _once(cls: Any) -> Iterator[None]:
    """Refuse to make the hook of *cls* while this thread is making it."""
    classes = _making.__dict__.setdefault("classes", [])
    if cls in classes:
        raise RecursionError
    classes.append(cls)
    try:
        yield
    finally:
        classes.pop()

"""
Hooks for attrs classes: the function a person would write, written at run time.

cattrs writes such functions too, but they call the class, and Python collects the
keywords of such a call in a dict first. That costs as much as all the rest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from textwrap import indent
from threading import RLock
from typing import Any

import attrs

from ._containers import Inline, Read, as_is, calling, inline
from ._models import Model, key_of, set_client, set_raw
from ._salvage import ODD, Hook, Misfit, Reading, an_object, nothing, problem

# Each field has a ``try`` of its own: it costs nothing unless something is raised,
# and a field that does not fit changes nothing for the others.
_SOURCE = """
def read(data, client, keep_raw):
    if type(data) is not dict:
        raise Misfit(data, cls)
    made = new()
{fields}
{end}
    return made
"""
_FIELD = """
try:
{steps}
except ODD as error:
    {target} = odd({name!r}, data, error)
"""
_OPTIONAL = """
if {key!r} in data:
{steps}
else:
    {target} = {default}
"""
_BIND = """
made._client = client
if keep_raw:
    made._raw = data
"""
# Where an assignment runs code of the class, or is refused.
_BIND_BY_SLOT = """
set_client(made, client)
if keep_raw:
    set_raw(made, data)
"""

# Faster than a call.
_LITERALS: dict[Any, str] = {list: "[]", dict: "{}"}


def register_classes(reading: Reading) -> None:
    """Register the hooks of attrs classes. A model is bound, and keeps its JSON."""
    made: dict[Any, Inline] = {}
    lock = RLock()

    def hook(cls: Any) -> Inline:
        # cattrs would make it again for each field of the class, and for a class
        # that holds itself until the stack ends. Such a class finds its function
        # when that is called. Another thread must not get a hook that is not ready.
        with lock:
            if cls not in made:
                made[cls] = calling(lambda *args: made[cls].read(*args))
                try:
                    made[cls] = _class_hook(cls, reading)
                except BaseException:
                    del made[cls]
                    raise
            return made[cls]

    converter = reading.converter
    converter.register_structure_hook_factory(attrs.has, hook)
    converter.register_unstructure_hook_factory(
        attrs.has, lambda cls: _writing(cls, reading)
    )


def _class_hook(cls: Any, reading: Reading) -> Inline:
    attrs.resolve_types(cls)
    read = _strict(cls, reading) if reading.strict else _compile(cls, reading)
    own = issubclass(cls, Model) and inspect.getattr_static(cls, "reshape")
    if not own or own is Model.__dict__["reshape"]:
        return calling(read)

    reshape = cls.reshape

    def reshaped(data: Any, client: Any, keep_raw: bool) -> Any:
        model = read(reshape(an_object(data, cls)), client, keep_raw)
        if keep_raw:
            set_raw(model, data)
        return model

    return calling(reshaped)


# --- Strict, and writing ------------------------------------------------------


def _overrides(cls: Any, reading: Reading) -> dict[str, Any]:
    """Return what is special about the fields of *cls*, as cattrs takes it."""
    from cattrs.gen import override

    return {
        field.name: override(
            rename=key_of(field, reading.rename), struct_hook=_field_hook(field)
        )
        for field in attrs.fields(cls)
    }


def _field_hook(field: Any) -> Hook | None:
    """Return a field's own hook, as cattrs calls it."""
    hook = field.metadata.get("hook")
    return None if hook is None else lambda value, _: hook(value)


def _strict(cls: Any, reading: Reading) -> Read:
    """Make a function that decodes all fields, or reports all that is wrong."""
    from cattrs.gen import make_dict_structure_fn_from_attrs

    build = make_dict_structure_fn_from_attrs(
        [field.evolve(converter=None) for field in attrs.fields(cls)],
        cls,
        reading.converter,
        _cattrs_detailed_validation=True,
        **_overrides(cls, reading),
    )

    def read(data: Any, client: Any, keep_raw: bool) -> Any:
        made = build(an_object(data, cls), cls)
        if isinstance(made, Model):
            set_client(made, client)
            if keep_raw:
                set_raw(made, data)
        return made

    return read


def _writing(cls: Any, reading: Reading) -> Callable[..., Any]:
    """Make a hook that writes a *cls*, or what stands in its place."""
    from cattrs.gen import make_dict_unstructure_fn

    converter = reading.converter
    write = make_dict_unstructure_fn(cls, converter, **_overrides(cls, reading))
    # A field that did not fit holds ``None``, whatever its type says.
    return lambda value: (
        write(value) if isinstance(value, cls) else converter.unstructure(value)
    )


# --- Compiled -----------------------------------------------------------------


def _compile(cls: Any, reading: Reading) -> Read:
    """Make a function that decodes each field by itself."""
    names: dict[str, Any] = {
        "Misfit": Misfit,
        "ODD": ODD,
        "cls": cls,
        "init": cls.__init__,
        "new": partial(object.__new__, cls),
        "odd": _odd(cls, reading),
        "set_client": set_client,
        "set_raw": set_raw,
    }
    fields = [field for field in attrs.fields(cls) if field.init]
    direct, end = _only_assigns(cls), ""
    if not direct:
        given = ", ".join(f"{field.alias}=value_{field.name}" for field in fields)
        end = f"init(made, {given})"
    if issubclass(cls, Model):
        end += _BIND if direct else _BIND_BY_SLOT
    source = _SOURCE.format(
        fields=_indent(
            "".join(_field(each, direct, reading, names) for each in fields)
        ),
        end=_indent(end),
    )
    exec(compile(source, f"<decode {cls.__qualname__}>", "exec"), names)  # noqa: S102
    return names["read"]  # type: ignore[no-any-return]


def _odd(cls: Any, reading: Reading) -> Callable[[str, dict[str, Any], Exception], Any]:
    """Make the function that gives a field its value if JSON has none that fits."""
    fields = {
        field.name: (key_of(field, reading.rename), field.type)
        for field in attrs.fields(cls)
    }

    def odd(name: str, data: dict[str, Any], error: Exception) -> Any:
        key, kind = fields[name]
        if key not in data:
            reading.report(cls.__name__, name, "missing")
        elif data[key] is not None:
            reading.report(cls.__name__, name, f"does not fit: {problem(error)}")
        return nothing(kind)

    return odd


def _only_assigns(cls: Any) -> bool:
    """Whether the constructor of *cls* does nothing but fill the fields."""
    code = ("__attrs_init__", "__attrs_pre_init__", "__attrs_post_init__")
    return (
        cls.__setattr__ is object.__setattr__
        and not any(hasattr(cls, name) for name in code)
        and all(
            field.init
            and field.validator is None
            and field.converter is None
            and not getattr(field.default, "takes_self", False)
            for field in attrs.fields(cls)
        )
    )


def _field(field: Any, direct: bool, reading: Reading, names: dict[str, Any]) -> str:
    """Write the statements that decode a field, and add what they use to *names*."""
    key, name = key_of(field, reading.rename), field.name
    target = f"made.{name}" if direct else f"value_{name}"
    hook = _own_hook(field) or reading.hook(field.type)
    if hook is as_is:
        steps = f"{target} = data[{key!r}]"
    else:
        part = inline(hook, field.type)
        names |= {f"{each}_{name}": value for each, value in part.names.items()}
        code = part.code.format_map({each: f"{each}_{name}" for each in part.names})
        steps = f"value = data[{key!r}]\n{target} = {code}"
    if field.default is not attrs.NOTHING:
        default = _default(field, direct, names)
        steps = _OPTIONAL.format(
            key=key, steps=_indent(steps), target=target, default=default
        )
    return _FIELD.format(steps=_indent(steps), target=target, name=name)


def _own_hook(field: Any) -> Inline | None:
    """Return the hook of a field's own as an expression, or ``None``."""
    hook, exact = field.metadata.get("hook"), field.metadata.get("exact")
    if hook is None:
        return None
    if exact is None:
        return Inline("{hook}(value)", hook=hook)
    code = "value if type(value) is {exact} else {hook}(value)"
    return Inline(code, hook=hook, exact=exact)


def _default(field: Any, direct: bool, names: dict[str, Any]) -> str:
    """Write the default of a field, and add what that uses to *names*."""
    default, name = field.default, f"default_{field.name}"
    if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
        if direct and default.factory in _LITERALS:
            return _LITERALS[default.factory]
        # The constructor calls the factory itself for NOTHING.
        names[name] = default.factory if direct else attrs.NOTHING
        return f"{name}()" if direct else name
    names[name] = default
    return name


def _indent(text: str) -> str:
    return indent(text, "    ")

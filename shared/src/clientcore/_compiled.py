"""
Hooks for attrs classes: the function a person would write, written at run time.

cattrs writes such functions too, but they call the class, and Python collects the
keywords of such a call in a dict first. That costs as much as all the rest.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from threading import RLock
from typing import Any

import attrs

from ._containers import binding, own
from ._models import Model, key_of, set_client, set_raw
from ._salvage import ODD, Hook, Misfit, Reading, an_object, as_is, nothing, problem

# Each field has a ``try`` of its own: it costs nothing unless something is raised,
# and a field that does not fit changes nothing for the others.
_SOURCE = """
def read(data, client, keep_raw):
    if type(data) is not dict:
        raise Misfit(data, cls)
{new}{fields}{end}    return made
"""
_FIELD = """\
    try:
{steps}
    except ODD as error:
        {target} = odd({name!r}, data, error)
"""
_LIST = """\
if type(value) is not list:
    raise Misfit(value, type_{name})
found = []
for one in value:
    try:
        found.append(item_{name}(one, client, keep_raw))
    except ODD as error:
        left_out_{name}(one, error)
{target} = found"""
_COPY = """\
if type(value) is not dict:
    raise Misfit(value, type_{name})
{target} = value.copy()"""
_BIND = """\
    made._client = client
    if keep_raw:
        made._raw = data
"""
# Where an assignment runs code of the class, or is refused.
_BIND_BY_SLOT = """\
    set_client(made, client)
    if keep_raw:
        set_raw(made, data)
"""

# Faster than a call.
_LITERALS: dict[Any, str] = {list: "[]", dict: "{}"}


def register_classes(reading: Reading) -> None:
    """Register the hooks of attrs classes. A model is bound, and keeps its JSON."""
    converter = reading.converter
    converter.register_structure_hook_factory(
        attrs.has, _once(lambda cls: _class_hook(cls, reading), reading.strict)
    )
    converter.register_unstructure_hook_factory(
        attrs.has, _once(lambda cls: _writing(cls, reading), plain=True)
    )


def _once(make: Callable[[Any], Any], plain: bool) -> Callable[[Any], Any]:
    """
    Make one hook for each class.

    cattrs would make them again for each field, and for a class that holds itself
    until the stack ends. That class gets a hook that finds the hook when called.
    """
    made: dict[Any, Any] = {}
    lock = RLock()

    def hook(cls: Any) -> Any:
        # Another thread must not get a hook that is still being made.
        with lock:
            if cls not in made:
                made[cls] = own(lambda *args: made[cls](*args))
                if not plain:
                    made[cls].read = lambda *args: made[cls].read(*args)
                try:
                    made[cls] = make(cls)
                except BaseException:
                    del made[cls]
                    raise
            return made[cls]

    return hook


def _class_hook(cls: Any, reading: Reading) -> Hook:
    attrs.resolve_types(cls)
    read = _strict(cls, reading) if reading.strict else _compile(cls, reading)
    if not issubclass(cls, Model) or not _has_own(cls, "reshape"):
        return binding(read)

    def reshaped(data: Any, client: Any, keep_raw: bool) -> Any:
        model = read(cls.reshape(an_object(data, cls)), client, keep_raw)
        if keep_raw:
            set_raw(model, data)
        return model

    return binding(reshaped)


def _has_own(cls: Any, name: str) -> bool:
    """Whether *cls* has another *name* than `Model` has."""
    return inspect.getattr_static(cls, name) is not Model.__dict__[name]


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


def _strict(cls: Any, reading: Reading) -> Callable[[Any, Any, Any], Any]:
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


def _compile(cls: Any, reading: Reading) -> Callable[[Any, Any, Any], Any]:
    """Make a function that decodes each field by itself."""
    names: dict[str, Any] = {
        "Misfit": Misfit,
        "ODD": ODD,
        "cls": cls,
        "init": cls.__init__,
        "new": object.__new__,
        "odd": _odd(cls, reading),
        "set_client": set_client,
        "set_raw": set_raw,
    }
    fields = [field for field in attrs.fields(cls) if field.init]
    new, end = "    made = new(cls)\n", ""
    targets = {field: f"made.{field.name}" for field in fields}
    if not _only_assigns(cls):
        targets = {field: f"value_{field.name}" for field in fields}
        given = ", ".join(f"{field.alias}={targets[field]}" for field in fields)
        end = f"    init(made, {given})\n"
    if issubclass(cls, Model):
        plain = cls.__setattr__ is object.__setattr__
        end += _BIND if plain else _BIND_BY_SLOT
    source = _SOURCE.format(
        new=new,
        fields="".join(_field(each, targets[each], reading, names) for each in fields),
        end=end,
    )
    exec(compile(source, f"<decode {cls.__qualname__}>", "exec"), names)  # noqa: S102
    return names["read"]  # type: ignore[no-any-return]


def _odd(cls: Any, reading: Reading) -> Callable[[str, dict[str, Any], Exception], Any]:
    """Make the function that gives a field its value if JSON has none that fits."""
    fields = {field.name: field for field in attrs.fields(cls)}

    def odd(name: str, data: dict[str, Any], error: Exception) -> Any:
        field = fields[name]
        key = key_of(field, reading.rename)
        if key not in data:
            reading.report(cls.__name__, name, "missing")
        elif data[key] is not None:
            reading.report(cls.__name__, name, f"does not fit: {problem(error)}")
        return nothing(field.type)

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
            and not (_is_made(field) and field.default.takes_self)
            for field in attrs.fields(cls)
        )
    )


def _is_made(field: Any) -> bool:
    """Whether the default of *field* is made for each object."""
    return isinstance(field.default, attrs.Factory)  # type: ignore[arg-type]


def _field(field: Any, target: str, reading: Reading, names: dict[str, Any]) -> str:
    """Write the statements that decode a field, and add what they use to *names*."""
    key, name = repr(key_of(field, reading.rename)), field.name
    hook = _field_hook(field) or reading.hook(field.type)
    steps = _steps(field, hook, f"data[{key}]", target, reading, names)
    if field.default is not attrs.NOTHING:
        default = _default(field, names)
        steps = f"if {key} in data:\n{_indent(steps)}\nelse:\n    {target} = {default}"
    return _FIELD.format(steps=_indent(steps, 8), target=target, name=name)


def _indent(text: str, width: int = 4) -> str:
    return "\n".join(" " * width + line for line in text.splitlines())


def _steps(
    field: Any,
    hook: Any,
    value: str,
    target: str,
    reading: Reading,
    names: dict[str, Any],
) -> str:
    """Write how *value* becomes the field's, and add what that uses to *names*."""
    name, kind = field.name, field.type
    if hook is as_is:
        return f"{target} = {value}"
    if (members := getattr(hook, "values", None)) is not None:
        names[f"members_{name}"] = members.get
        return f"value = {value}\n{target} = members_{name}(value, value)"
    names |= {f"hook_{name}": hook, f"type_{name}": kind}
    if (item := getattr(hook, "item", None)) is not None:
        (of,) = kind.__args__
        names[f"item_{name}"] = item
        names[f"left_out_{name}"] = lambda one, error: reading.left_out(
            of, "[]", one, error
        )
        return f"value = {value}\n" + _LIST.format(name=name, target=target)
    if (some := getattr(hook, "some", None)) is not None:
        names[f"read_{name}"] = some
        call = f"read_{name}(value, client, keep_raw)"
        return f"value = {value}\n{target} = None if value is None else {call}"
    if getattr(hook, "copies", False):
        return f"value = {value}\n" + _COPY.format(name=name, target=target)
    if (read := getattr(hook, "read", None)) is not None:
        names[f"read_{name}"] = read
        return f"{target} = read_{name}({value}, client, keep_raw)"
    return f"{target} = hook_{name}({value}, type_{name})"


def _default(field: Any, names: dict[str, Any]) -> str:
    """Write the default of a field, and add what that uses to *names*."""
    default, name = field.default, f"default_{field.name}"
    if not _is_made(field):
        names[name] = default
        return name
    if default.takes_self:
        # The constructor calls the factory itself for NOTHING.
        names[name] = attrs.NOTHING
        return name
    if literal := _LITERALS.get(default.factory):
        return literal
    names[name] = default.factory
    return f"{name}()"

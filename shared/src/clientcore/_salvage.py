"""
What happens to values that do not fit their type.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias, Union, get_args, get_origin

import attrs

if TYPE_CHECKING:
    from cattrs import Converter

#: Converts a JSON value: called with the value and the type.
Hook: TypeAlias = Callable[[Any, Any], Any]
#: From a field's name to its JSON key.
Rename: TypeAlias = Callable[[str], str]

#: What a hook raises for a value that does not fit. Anything else (a `NameError`,
#: `AssertionError`, `ImportError`, `NotImplementedError`) is a mistake in the hook's
#: code, and is not caught. `TypeError` and `AttributeError` may be either; they are
#: here because ``value["name"]`` and ``value.get("name")`` raise them for odd data.
#: `OSError` comes from `datetime.fromtimestamp`. `NotImplementedError` is a
#: `RuntimeError`, as `RecursionError` is, so `RuntimeError` itself is not here.
ODD = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    OSError,
    RecursionError,
)


class Misfit(ValueError):
    """A value that a type cannot take."""

    def __init__(self, value: Any, wanted: Any) -> None:
        super().__init__(f"{type(value).__name__} is no {name_of(wanted)}")


@attrs.frozen
class Reading:
    """
    A converter and its settings.

    Attributes:
        converter: Where the hooks are registered.
        strict: Whether any difference is an error. Otherwise a value that does not
            fit becomes ``None``, or is left out of its list or dict.
        report: Called with a model, its field, and the problem.
        rename: For services that spell all keys another way, or ``None``.
    """

    converter: Converter
    strict: bool
    report: Callable[[str, str, str], None]
    rename: Rename | None = None

    def hook(self, kind: Any) -> Hook:
        """Return the hook for *kind*."""
        hook = self.converter.get_structure_hook(kind)
        of = getattr(hook, "of", None)
        return of(kind) if of else hook

    def left_out(self, item: Any, place: str, value: Any, error: Exception) -> None:
        """Report an item of a list or dict that does not fit. Gaps are not odd."""
        if value is not None:
            self.report(name_of(item), place, f"left an item out: {problem(error)}")


def name_of(kind: Any) -> str:
    """Return the name of a type for messages, the same on all Python versions."""
    if is_union(kind):
        return " | ".join(map(name_of, get_args(kind)))
    if kind is types.NoneType:
        return "None"
    name = getattr(kind, "__name__", None)
    return name if isinstance(name, str) else str(kind)


def problem(error: Exception) -> str:
    """Describe an error without the value, which may be secret."""
    return str(error) if isinstance(error, Misfit) else type(error).__name__


def is_list(kind: Any) -> bool:
    """Whether *kind* is a list."""
    return kind is list or get_origin(kind) is list


def is_dict(kind: Any) -> bool:
    """Whether *kind* is a dict."""
    return kind is dict or get_origin(kind) is dict


def is_union(kind: Any) -> bool:
    """Whether *kind* is a union."""
    return get_origin(kind) in {Union, types.UnionType}


def nothing(kind: Any) -> Any:
    """Return the value of a field that is missing or does not fit."""
    return [] if is_list(kind) else {} if is_dict(kind) else None


def an_object(value: Any, kind: Any) -> dict[str, Any]:
    """Return *value* if it is a JSON object."""
    if type(value) is dict:
        return value
    raise Misfit(value, kind)


def a_list(value: Any, kind: Any) -> list[Any]:
    """Return *value* if it is a JSON list."""
    # A string would fall apart into letters, an object into its keys.
    if type(value) is list:
        return value
    raise Misfit(value, kind)

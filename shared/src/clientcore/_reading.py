"""
What all hooks for reading JSON share.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

if TYPE_CHECKING:
    from cattrs import Converter

#: Makes a value of JSON: called with the value, and the type that is wanted.
Hook: TypeAlias = Callable[[Any, Any], Any]
#: Told of a model, its field, and what is wrong.
Report: TypeAlias = Callable[[str, str, str], None]
#: From a field's name to its JSON key.
Rename: TypeAlias = Callable[[str], str]


class Mode(Enum):
    """A way of reading: see `clientcore._codec`."""

    FAST = "fast"
    SALVAGE = "salvage"
    STRICT = "strict"


@attrs.frozen
class Reading:
    """
    One converter, and how it reads.

    Attributes:
        converter: Where the hooks are registered.

        mode: How it reads.

        report: Told what salvage could not keep.

        rename: For services that spell all keys another way, or ``None``.
    """

    converter: Converter
    mode: Mode
    report: Report
    rename: Rename | None = None

    def hook(self, kind: Any) -> Hook:
        """Return the hook for *kind*."""
        return self.converter.get_structure_hook(kind)


class Misfit(ValueError):
    """A value that a type cannot take."""

    def __init__(self, value: Any, wanted: Any) -> None:
        super().__init__(f"{type(value).__name__} is no {name_of(wanted)}")


def name_of(kind: Any) -> str:
    """Return how to call a type in a message."""
    name = getattr(kind, "__name__", None)
    return name if isinstance(name, str) else str(kind)


def problem(error: Exception) -> str:
    """Say what is wrong without the value, which may be secret."""
    return str(error) if isinstance(error, Misfit) else type(error).__name__


def as_is(value: Any, _: Any) -> Any:
    """Take a value as it is."""
    return value


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

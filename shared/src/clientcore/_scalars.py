"""
Hooks for JSON's own types, times and enums.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum, Flag
from functools import cache
from typing import Any

from ._reading import Hook, Misfit, Mode, Reading, as_is

PRIMITIVES = (str, int, float, bool)


def register_scalars(reading: Reading) -> None:
    """
    Register them.

    JSON's own types are taken as they are, and checked only when asked to. What
    cattrs does by itself turns ``null`` into ``"None"`` and ``"false"`` into
    ``True``, and is slower.
    """
    register = reading.converter.register_structure_hook
    primitive = _primitive_hook(reading.mode)
    for kind in PRIMITIVES:
        register(kind, primitive)
    register(datetime, _datetime)
    register(date, _date)
    reading.converter.register_structure_hook_factory(
        is_enum, lambda cls: enum_hook(cls, reading.mode)
    )


def _primitive_hook(mode: Mode) -> Hook:
    plain = as_is if mode is Mode.FAST else checked

    # cattrs asks for the hook of a base class first, so an enum that is text or a
    # number as well comes here too.
    @cache
    def hook(kind: Any) -> Hook:
        return enum_hook(kind, mode) if is_enum(kind) else plain

    return lambda value, kind: hook(kind)(value, kind)


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
    """Tell whether *kind* is an enum."""
    return isinstance(kind, type) and issubclass(kind, Enum)


def enum_hook(cls: Any, mode: Mode) -> Hook:
    """Make a hook for an enum, which may grow: a new value stays as it is."""
    if mode is Mode.STRICT or issubclass(cls, Flag):
        return lambda value, _: cls(value)
    members = cls._value2member_map_

    def lenient(value: Any, _: Any) -> Any:
        return members.get(value, value)

    return lenient

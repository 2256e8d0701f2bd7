"""
Conversion of command arguments to their annotated types.
"""

from __future__ import annotations

import inspect
import math
import re
import sys
import types
import typing
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from enum import Enum
from types import SimpleNamespace
from typing import Any

from ._async.models import Member, Room, User

_FLAGS = dict.fromkeys(("1", "yes", "true", "on"), True)
_FLAGS |= dict.fromkeys(("0", "no", "false", "off"), False)
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_UNITS = {"w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d+(?:\.\d+)?)([wdhms]))", re.IGNORECASE)
#: Weeks enough for a ban, and few enough for a ``timedelta``.
_LONGEST = 100 * 365 * 86_400


def first_word(text: str) -> tuple[str, str]:
    """
    Return the first word of a text, and the rest.

    Words in double quotes are one: ``"two words" three``.
    """
    closing = _QUOTES.get(text[:1])
    if closing is not None:
        end = text.find(closing, 1)
        if end > 0 and not text[end + 1 : end + 2].strip():
            return text[1:end], text[end + 1 :].lstrip()
    word, rest = [*text.split(None, 1), "", ""][:2]
    return word, rest


def annotations_of(function: Callable[..., Any]) -> dict[str, Any]:
    """
    Return the annotations of a function, also of names under ``TYPE_CHECKING``.

    Raises:
        TypeError: An annotation of a parameter can't be resolved.
    """
    # Who makes a command has imported both; importing them here would be a circle.
    names: dict[str, Any] = {"timedelta": timedelta}
    for module in ("backtracked.commands", "backtracked"):
        names |= vars(sys.modules[module])
    names |= getattr(inspect.unwrap(function), "__globals__", {})
    hints = inspect.get_annotations(function)
    # The context is given, and nothing is returned.
    for given in (*list(inspect.signature(function).parameters)[:1], "return"):
        hints.pop(given, None)
    try:
        return typing.get_type_hints(SimpleNamespace(__annotations__=hints), names)
    except NameError as error:
        raise TypeError(f"can't resolve the annotations {hints}: {error}") from None


def is_greedy(kind: Any) -> bool:
    """Return whether a parameter takes as many arguments as fit: ``list[int]``."""
    return typing.get_origin(kind) is list


async def convert(context: Any, kind: Any, text: str) -> Any:
    """
    Convert an argument to its annotated type.

    Args:
        context: The `Context` of the command, for users and custom converters.
        kind: The annotation of the parameter.
        text: The argument as typed in the message.

    Raises:
        ValueError: *text* can't be converted.
    """
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return await convert(context, parts[0], text)
    if origin in {typing.Union, types.UnionType}:
        for one in parts:
            with suppress(ValueError):
                return await convert(context, one, text)
        raise ValueError("none of these")
    if origin is typing.Literal:
        return _choice({str(one): one for one in parts}, text)
    if hasattr(kind, "convert"):
        made = kind.convert(context, text)
        return await made if inspect.isawaitable(made) else made
    if kind in {Any, inspect.Parameter.empty, str}:
        return text
    if kind is bool:
        return _choice(_FLAGS, text)
    if kind is timedelta:
        return duration(text)
    if kind in {User, Member}:
        return _person(context.room, kind, text)
    if isinstance(kind, type) and issubclass(kind, Enum):
        values = {str(one.value): one for one in kind}
        return _choice({**values, **kind.__members__}, text)
    if kind is types.NoneType:
        raise ValueError("an argument that is left out has its default")
    made = kind(text)
    if isinstance(made, float) and not math.isfinite(made):
        raise ValueError("no number")
    return await made if inspect.isawaitable(made) else made


def _choice(values: dict[str, Any], text: str) -> Any:
    wanted = text.casefold()
    for name, value in values.items():
        if name.casefold() == wanted:
            return value
    raise ValueError("none of these")


def duration(text: str) -> timedelta:
    """
    Read a duration: ``90s``, ``10m``, ``1h30m``, ``2d``, ``1w``, or seconds.

    Raises:
        ValueError: *text* is no duration.
    """
    if text.isascii() and text.isdigit():
        text += "s"
    parts = _DURATION.findall(text)
    if not parts or "".join("".join(one) for one in parts) != text:
        raise ValueError("no duration")
    seconds = sum(float(number) * _UNITS[unit.lower()] for number, unit in parts)
    if seconds > _LONGEST:
        raise ValueError("too long")
    return timedelta(seconds=seconds)


def _person(room: Room, kind: Any, text: str) -> Any:
    name = text.removeprefix("@")
    member = room.members.named(name)
    user = member.user if member else room.client.users.named(name)
    found = member if kind is Member else user
    if found is None:
        raise ValueError("nobody of that name")
    return found

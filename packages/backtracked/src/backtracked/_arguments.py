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
from datetime import timedelta
from enum import Enum
from typing import Any

from ._async.models.member import Member
from ._async.models.room import Room
from ._async.models.user import User

#: What a converter raises if a text does not fit.
UNFIT = (ValueError, TypeError, ArithmeticError)
_UNIONS = (typing.Union, types.UnionType)
_COLLECTIONS = (list, tuple, set, frozenset, dict)
_YES = frozenset({"1", "yes", "true", "on"})
_NO = frozenset({"0", "no", "false", "off"})
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
    parts = text.split(None, 1)
    return (parts[0], parts[1] if len(parts) > 1 else "") if parts else ("", "")


def annotations_of(function: Callable[..., Any]) -> dict[str, Any]:
    """
    Return the annotations of a function, also of names under ``TYPE_CHECKING``.

    Raises:
        TypeError: An annotation of a parameter can't be resolved.
    """
    try:
        return typing.get_type_hints(function)
    except NameError:
        pass
    # Who makes a command has imported both; importing them here would be a circle.
    names: dict[str, Any] = {"timedelta": timedelta}
    for module in ("backtracked.commands", "backtracked"):
        names |= vars(sys.modules[module])
    names |= getattr(inspect.unwrap(function), "__globals__", {})
    found: dict[str, Any] = {}
    first = next(iter(inspect.signature(function).parameters), None)
    for name, hint in inspect.get_annotations(function).items():
        # The context is given, and nothing is returned.
        if name in {first, "return"}:
            continue
        try:
            found[name] = eval(hint, names) if isinstance(hint, str) else hint  # noqa: S307
        except NameError as error:
            raise TypeError(f"the annotation of {name} is unknown: {error}") from None
    return found


def greedy_of(kind: Any) -> Any:
    """Return ``int`` for ``list[int]``, also with ``| None``; otherwise ``None``."""
    if typing.get_origin(kind) in _UNIONS:
        kinds = [one for one in typing.get_args(kind) if one is not types.NoneType]
        kind = kinds[0] if len(kinds) == 1 else None
    return typing.get_args(kind)[0] if typing.get_origin(kind) is list else None


def check_kind(name: str, kind: Any) -> None:
    """
    Check the annotation of a parameter.

    Raises:
        TypeError: A word can't be converted to it, such as to ``tuple[int, ...]``.
    """
    inner = greedy_of(kind)
    kind = kind if inner is None else inner
    for one in typing.get_args(kind) if typing.get_origin(kind) in _UNIONS else (kind,):
        if (typing.get_origin(one) or one) in _COLLECTIONS:
            raise TypeError(f"the annotation of {name} is no type of one word: {one}")


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
    origin = typing.get_origin(kind)
    if origin is typing.Annotated:
        return await convert(context, typing.get_args(kind)[0], text)
    if origin in _UNIONS:
        return await _first_that_fits(context, typing.get_args(kind), text)
    if origin is typing.Literal:
        return _choice({str(one): one for one in typing.get_args(kind)}, text)
    if hasattr(kind, "convert"):
        made = _converter(kind)(context, text)
        return await made if inspect.isawaitable(made) else made
    return await _plain(context, kind, text)


def _converter(kind: Any) -> Callable[[Any, str], Any]:
    """Return the method of a class or an object. For *self* an object is created."""
    found = inspect.getattr_static(kind, "convert", None)
    is_method = isinstance(kind, type) and inspect.isfunction(found)
    if is_method and len(inspect.signature(found).parameters) > 2:
        kind = kind()
    return kind.convert  # type: ignore[no-any-return]


async def _plain(context: Any, kind: Any, text: str) -> Any:
    if kind in {Any, inspect.Parameter.empty, str}:
        return text
    if kind is bool:
        return _flag(text)
    if kind is timedelta:
        return duration(text)
    if kind in {User, Member}:
        return _person(context.room, kind, text)
    if isinstance(kind, type) and issubclass(kind, Enum):
        values = {str(one.value): one for one in kind}
        return _choice({**values, **kind.__members__}, text)
    made = kind(text)
    if isinstance(made, float) and not math.isfinite(made):
        raise ValueError("no number")
    return await made if inspect.isawaitable(made) else made


async def _first_that_fits(context: Any, kinds: tuple[Any, ...], text: str) -> Any:
    for kind in kinds:
        if kind is not types.NoneType:
            try:
                return await convert(context, kind, text)
            except UNFIT:
                continue
    raise ValueError("none of these")


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


def _flag(text: str) -> bool:
    word = text.casefold()
    if word not in _YES | _NO:
        raise ValueError("neither yes nor no")
    return word in _YES


def _person(room: Room, kind: Any, text: str) -> Any:
    name = text.removeprefix("@")
    member = room.members.named(name)
    if kind is Member:
        found: Any = member
    else:
        found = member.user if member else room.client.users.named(name)
    if found is None:
        raise ValueError("nobody of that name")
    return found

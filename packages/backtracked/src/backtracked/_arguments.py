"""
The arguments of commands, converted to their annotated types.
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
from typing import TYPE_CHECKING, Any

from ._async.models import Member, Room, User
from ._errors import UsageError

if TYPE_CHECKING:
    from .commands import Context

_FLAGS: dict[str, bool] = {
    **dict.fromkeys(("1", "yes", "true", "on"), True),
    **dict.fromkeys(("0", "no", "false", "off"), False),
}
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_UNITS = {"w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d+(?:\.\d+)?)([wdhms]))", re.IGNORECASE)
#: What a converter raises for an argument that it can't convert.
_UNFIT = (ValueError, TypeError, ArithmeticError)
_UNIONS = (typing.Union, types.UnionType)
_COLLECTIONS = (list, tuple, set, frozenset, dict)
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
    word, *rest = text.split(None, 1) or [""]
    return word, "".join(rest)


class Parameters:
    """
    The parameters of a command's function, without that for the `Context`.

    Args:
        function: The function of the command.

    Raises:
        TypeError: The function has no parameter for the context, an annotation
            can't be resolved, or no argument could be given to a parameter.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        parameters = list(inspect.signature(function).parameters.values())
        if not parameters:
            raise TypeError(f"{function!r} has no parameter for its Context")
        kinds = _annotations_of(function)
        self._parameters = [(one, kinds.get(one.name, str)) for one in parameters[1:]]
        self._check()

    def _check(self) -> None:
        named: list[str] = []
        for one, kind in self._parameters:
            if one.kind is one.VAR_KEYWORD:
                raise TypeError(f"arguments have no names: **{one.name}")
            named += [one.name] if one.kind is one.KEYWORD_ONLY else []
            inner = _greedy_of(kind) or kind
            is_union = typing.get_origin(inner) in _UNIONS
            for part in typing.get_args(inner) if is_union else [inner]:
                if (typing.get_origin(part) or part) in _COLLECTIONS:
                    raise TypeError(f"{one.name} is no type of one word: {part}")
        if len(named) > 1:
            raise TypeError(f"only one of {named} can take the rest of the message")

    @property
    def usage(self) -> str:
        """Their names, those with a default in brackets."""
        return " ".join(_shown(*one) for one in self._parameters)

    async def read(
        self, context: Context, text: str
    ) -> tuple[list[Any], dict[str, Any]]:
        """
        Convert the arguments of a call.

        Args:
            context: The context of the call, for users and custom converters.
            text: The part of the message after the name of the command.

        Raises:
            UsageError: Arguments are missing, too many, or do not fit.
        """
        places: list[Any] = []
        names: dict[str, Any] = {}
        for parameter, kind in self._parameters:
            if parameter.kind is parameter.VAR_POSITIONAL:
                while text:
                    word, text = first_word(text)
                    places.append(await _one(context, parameter, kind, word))
                continue
            if inner := _greedy_of(kind):
                found, text = await _many(context, inner, text)
                if not found and parameter.default is not parameter.empty:
                    found = parameter.default
            elif parameter.kind is parameter.KEYWORD_ONLY:
                found, text = await _one(context, parameter, kind, text), ""
            else:
                word, text = first_word(text)
                found = await _one(context, parameter, kind, word)
            if parameter.kind is parameter.KEYWORD_ONLY:
                names[parameter.name] = found
            else:
                places.append(found)
        if text:
            raise UsageError(f"too much: {context.command.usage}")
        return places, names


def _shown(parameter: inspect.Parameter, kind: Any) -> str:
    if parameter.kind is parameter.VAR_POSITIONAL or _greedy_of(kind):
        return f"[{parameter.name} ...]"
    is_needed = parameter.default is parameter.empty
    return f"<{parameter.name}>" if is_needed else f"[{parameter.name}]"


def _greedy_of(kind: Any) -> Any:
    """Return ``int`` for ``list[int]``, also with ``| None``; otherwise ``None``."""
    if typing.get_origin(kind) in _UNIONS:
        kinds = [one for one in typing.get_args(kind) if one is not types.NoneType]
        kind = kinds[0] if len(kinds) == 1 else None
    return typing.get_args(kind)[0] if typing.get_origin(kind) is list else None


async def _one(
    context: Context, parameter: inspect.Parameter, kind: Any, text: str
) -> Any:
    if not text:
        if parameter.default is parameter.empty:
            raise UsageError(f"usage: {context.command.usage}")
        return parameter.default
    try:
        return await convert(context, kind, text)
    except _UNFIT:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        raise UsageError(f"{parameter.name} can't be {shown!r}") from None


async def _many(context: Context, inner: Any, text: str) -> tuple[list[Any], str]:
    """Convert as many arguments as fit, and return the rest."""
    found: list[Any] = []
    while text:
        word, rest = first_word(text)
        try:
            found.append(await convert(context, inner, word))
        except _UNFIT:
            break
        text = rest
    return found, text


def _annotations_of(function: Callable[..., Any]) -> dict[str, Any]:
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


async def convert(context: Context, kind: Any, text: str) -> Any:
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
    if origin in _UNIONS:
        for one in parts:
            with suppress(*_UNFIT):
                return await convert(context, one, text)
        raise ValueError("none of these")
    if origin is typing.Literal:
        return _choice({str(one): one for one in parts}, text)
    if hasattr(kind, "convert"):
        made = _converter(kind)(context, text)
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


def _converter(kind: Any) -> Callable[[Any, str], Any]:
    """Return the method of a class or an object. For *self* an object is created."""
    found = inspect.getattr_static(kind, "convert", None)
    is_method = isinstance(kind, type) and inspect.isfunction(found)
    if is_method and len(inspect.signature(found).parameters) > 2:
        kind = kind()
    return kind.convert  # type: ignore[no-any-return]


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

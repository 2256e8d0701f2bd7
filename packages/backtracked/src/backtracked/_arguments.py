"""
Arguments of commands: from a word to what an annotation says.
"""

from __future__ import annotations

import inspect
import types
import typing
from typing import Any

from ._async.models.member import Member
from ._async.models.room import Room
from ._async.models.user import User

_YES = frozenset({"1", "yes", "true", "on"})
_NO = frozenset({"0", "no", "false", "off"})


def convert(room: Room, kind: Any, text: str) -> Any:
    """
    Read a word as an annotation says.

    Args:
        room: Where people are looked for.

        kind: The annotation.

        text: The word.

    Raises:
        ValueError: It is nothing of that kind.
    """
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return convert(room, _inner(kind), text)
    if kind is bool:
        return _flag(text)
    if kind in {User, Member}:
        return _person(room, kind, text)
    if kind in {Any, inspect.Parameter.empty}:
        return text
    return kind(text)


def _inner(kind: Any) -> Any:
    """Return what an optional argument is if it is given."""
    return next(one for one in typing.get_args(kind) if one is not types.NoneType)


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

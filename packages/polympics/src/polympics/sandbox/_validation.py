"""
Reading the parts of a request: path, query and body.

Each part is described by an attrs class. A field without a default is required, and
its type selects a reader in :data:`READERS`. The reader converts a value to what the
handler needs, such as an id to its account, or raises the issues that the service
reports, with the messages of pydantic 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType
from typing import (
    Annotated,
    Any,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import attrs

from ._problems import InvalidError, Issue
from ._urls import check_url
from ._world import Account, Award, Team, World

T = TypeVar("T")
Reader: TypeAlias = Callable[[World, Any], T]

EVENTS = ("account_team_update",)

_MISSING = Issue("field required", "value_error.missing")
_NULL = Issue("none is not an allowed value", "type_error.none.not_allowed")
_NO_INTEGER = Issue("value is not a valid integer", "type_error.integer")
_NO_TEXT = Issue("str type expected", "type_error.str")
_NO_LIST = Issue("value is not a valid list", "type_error.list")
_NO_OBJECT = Issue("value is not a valid dict", "type_error.dict")
_NO_TEAM_EITHER = Issue("Should fall through to next type.")
_NO_ID_EITHER = Issue("Invalid ID: must be int.")
_NO_EVENT = Issue(
    "value is not a valid enumeration member; permitted: "
    + ", ".join(repr(event) for event in EVENTS),
    "type_error.enum",
    ctx={"enum_values": list(EVENTS)},
)


def read(part: type[T], world: World, data: object, place: str) -> T:
    """
    Read a part of a request.

    Args:
        part: The class that says what is wanted.
        world: The world in which ids mean something.
        data: What came; ``None`` if nothing did.
        place: What the part is called in issues.

    Raises:
        InvalidError: With everything that is wrong with the part.
    """
    if data is None:
        raise InvalidError(_MISSING.below(place))
    if not isinstance(data, Mapping):
        raise InvalidError(_NO_OBJECT.below(place))

    values: dict[str, Any] = {}
    issues: list[Issue] = []
    # mypy does not know that a class has a hash.
    for name, reader in _readers(part).items():  # type: ignore[arg-type]
        if name in data:
            try:
                values[name] = reader(world, data[name])
            except InvalidError as error:
                issues += (issue.below(place, name) for issue in error.issues)
        elif _is_required(part, name):
            issues.append(_MISSING.below(place, name))
    if issues:
        raise InvalidError(*issues)
    return part(**values)


def _is_required(part: type[Any], name: str) -> bool:
    return attrs.fields_dict(part)[name].default is attrs.NOTHING


@cache
def _readers(part: Any) -> dict[str, Reader[Any]]:
    hints = get_type_hints(part, include_extras=True)
    return {field.name: _reader(hints[field.name]) for field in attrs.fields(part)}


def _reader(hint: Any) -> Reader[Any]:
    if get_origin(hint) is Annotated:
        reader: Reader[Any] = get_args(hint)[1]
        return reader
    if get_origin(hint) is list:
        return _list_of(_reader(*get_args(hint)))
    if NoneType in get_args(hint):
        (inner,) = set(get_args(hint)) - {NoneType}
        return _optional(_reader(inner))
    return READERS[hint]


# --- Readers ------------------------------------------------------------------


def text(_: World, value: Any) -> str:
    """Read a string. A number is converted to one."""
    if value is None:
        raise InvalidError(_NULL)
    if not isinstance(value, str | int | float):
        raise InvalidError(_NO_TEXT)
    return str(value)


def integer(_: World, value: Any) -> int:
    """Read a number, or a string with a number."""
    if value is None:
        raise InvalidError(_NULL)
    return _int(value, _NO_INTEGER)


def account(world: World, value: Any) -> Account:
    """Read an id, and return its account."""
    return _found(world.accounts, value, "Account")


def team(world: World, value: Any) -> Team:
    """Read an id, and return its team."""
    return _found(world.teams, value, "Team")


def award(world: World, value: Any) -> Award:
    """Read an id, and return its award."""
    return _found(world.awards, value, "Award")


def event(_: World, value: Any) -> str:
    """Read the name of an event."""
    if value not in EVENTS:
        raise InvalidError(_NO_EVENT)
    return str(value)


def url(world: World, value: Any) -> str:
    """Read the URL of a callback."""
    checked = text(world, value).strip()
    check_url(checked)
    return checked


@attrs.frozen
class Destination:
    """The team to move an account to, or ``None`` to remove it from its team."""

    team: Team | None


def destination(world: World, value: Any) -> Destination:
    """Read the id of a team, or 0 for none."""
    try:
        return Destination(team(world, value))
    except InvalidError as error:
        # The service tries two types in turn, and reports both.
        if _int(value, *error.issues, _NO_ID_EITHER) == 0:
            return Destination(None)
        raise InvalidError(*error.issues, _NO_TEAM_EITHER) from error


def _optional(reader: Reader[T]) -> Reader[T | None]:
    return lambda world, value: None if value is None else reader(world, value)


def _list_of(reader: Reader[T]) -> Reader[list[T]]:
    def read_list(world: World, values: Any) -> list[T]:
        if values is None:
            raise InvalidError(_NULL)
        if not isinstance(values, list):
            raise InvalidError(_NO_LIST)

        items: list[T] = []
        issues: list[Issue] = []
        for index, value in enumerate(values):
            try:
                items.append(reader(world, value))
            except InvalidError as error:
                issues += (issue.below(index) for issue in error.issues)
        if issues:
            raise InvalidError(*issues)
        return items

    return read_list


READERS: Mapping[Any, Reader[Any]] = {
    Account: account,
    Award: award,
    Destination: destination,
    Team: team,
    int: integer,
    str: text,
}
Event: TypeAlias = Annotated[str, event]
URL: TypeAlias = Annotated[str, url]


def _int(value: Any, *otherwise: Issue) -> int:
    try:
        return int(value)
    except (OverflowError, TypeError, ValueError):
        raise InvalidError(*otherwise) from None


def _found(table: Mapping[int, T], value: Any, noun: str) -> T:
    if value is None:
        raise InvalidError(_NULL)
    number = _int(value, Issue(f"Invalid {noun} ID: must be int."))
    if number not in table:
        raise InvalidError(Issue(f"{noun} not found."))
    return table[number]

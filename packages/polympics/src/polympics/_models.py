"""
Bases of the models, and what both trees share. The models are in ``_async/models.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

import attrs

from clientcore import Entity, Model, wire

from ._actor import Actor, AnyAccount, AnyTeam
from ._codec import CODEC, read_id
from ._errors import own_errors
from ._json import Jsonable


class EventType(Enum):
    """Kinds of events that callbacks can be registered for."""

    ACCOUNT_TEAM_UPDATE = "account_team_update"
    account_team_update = ACCOUNT_TEAM_UPDATE


def event_type(value: EventType | str) -> EventType | str:
    """Return the kind with the name *value*, or *value* if it is newer than this."""
    try:
        return EventType(value)
    except ValueError:
        return str(value)


def event_name(event: EventType | str) -> str:
    """Return the server's name of a kind of event."""
    return event.value if isinstance(event, EventType) else event


def is_a(kind: type) -> Callable[[Any, Any, Any], None]:
    """Return a validator that shows no value, which may be secret."""

    def check(_: Any, field: attrs.Attribute[Any], value: Any) -> None:
        if type(value) is not kind:
            raise TypeError(f"{field.name} is {kind.__name__}")

    return check


#: How an id is read: `clientcore.wire` as metadata, since type checkers take what
#: any other function than attrs' own returns for a default.
ID = wire(hook=read_id)


class PolympicsModel(Jsonable, Model):
    """Base of all models. They are frozen, and compared by value."""

    __slots__ = ()

    codec = CODEC

    @property
    def client(self) -> Any:
        """
        The client that the model is bound to, usually the one that received it.

        Raises:
            UnboundError: The model is not bound to a client.
        """
        with own_errors():
            return super().client


class PolympicsEntity(PolympicsModel, Entity):
    """Base of the models with an id, by which they are hashed."""

    __slots__ = ()


# The base of a model of both trees, so that each client accepts either's models.


class AccountBase(Actor, PolympicsEntity):
    """Base of `Account`."""

    __slots__ = ()

    noun = "Account"

    def _is(self, account: AnyAccount) -> bool:
        return bool(self.id == account.id)

    def _leads(self, team: AnyTeam | None) -> bool:
        own: AnyTeam | None = self.team  # type: ignore[attr-defined]
        if team is None or own is None:
            return False
        return self.permissions.manage_own_team and own.id == team.id


class TeamBase(PolympicsEntity):
    """Base of `Team`."""

    __slots__ = ()

    noun = "Team"


class AwardBase(PolympicsEntity):
    """Base of `Award`."""

    __slots__ = ()

    noun = "Award"


# --- Responses around what is wanted ------------------------------------------


@attrs.frozen
class SignupStatus:
    """Response about signups."""

    signups_open: bool = attrs.field(validator=is_a(bool))


def _by_event(value: Any) -> dict[EventType | str, str]:
    return {event_type(name): str(url) for name, url in value.items()}


@attrs.frozen
class CallbackList:
    """Response about all callbacks: URLs by event."""

    callbacks: Mapping[EventType | str, str] = attrs.field(
        validator=is_a(dict), metadata=wire(hook=_by_event)
    )

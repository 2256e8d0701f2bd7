"""
The models. They are frozen, and compared by value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any

import attrs

from clientcore import Entity, Model, wire

from ._actor import Actor
from ._codec import CODEC, read_id
from ._errors import own_errors
from ._json import Jsonable
from ._permissions import Permissions


class EventType(Enum):
    """The kinds of events that callbacks are for."""

    ACCOUNT_TEAM_UPDATE = "account_team_update"
    account_team_update = ACCOUNT_TEAM_UPDATE


def event_type(value: EventType | str) -> EventType | str:
    """Return the kind of that name, or the name if we know no such kind."""
    try:
        return EventType(value)
    except ValueError:
        return str(value)


def event_name(event: EventType | str) -> str:
    """Return how the server calls a kind of event."""
    return event.value if isinstance(event, EventType) else event


def _is_a(kind: type) -> Callable[[Any, Any, Any], None]:
    """Make a validator that shows no value: it may be secret."""

    def check(_: Any, field: attrs.Attribute[Any], value: Any) -> None:
        if type(value) is not kind:
            raise TypeError(f"{field.name} is {kind.__name__}")

    return check


#: How an id is read: `clientcore.wire` as metadata, since type checkers take what
#: any other function than attrs' own returns for a default.
_ID = wire(hook=read_id)


class PolympicsModel(Jsonable, Model):
    """The base of all models."""

    __slots__ = ()

    codec = CODEC

    @property
    def client(self) -> Any:
        """
        The client that got the model.

        Raises:
            UnboundError: There is none.
        """
        with own_errors():
            return super().client


class PolympicsEntity(PolympicsModel, Entity):
    """The base of the models with an id, by which they are hashed."""

    __slots__ = ()


@attrs.frozen
class Award(PolympicsEntity):
    """
    An award.

    Attributes:
        id: Its id.

        title: What it is called.

        image_url: Where its picture is.

        awardees: Who has it, or ``None`` if that was not asked for: only
            ``get_award()`` does.

        team: The team that it was won in. ``None`` if there is none, or if it
            was not asked for.
    """

    id: int = attrs.field(validator=_is_a(int), metadata=_ID)
    title: str
    image_url: str
    awardees: list[Account] | None = None
    team: Team | None = None

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        # Asked for by its id, it comes in an envelope with two more keys.
        inner = data.get("award")
        return {**data, **inner} if isinstance(inner, dict) else data


@attrs.frozen
class Team(PolympicsEntity):
    """
    A team.

    Attributes:
        id: Its id.

        name: What it is called.

        created_at: When it was made, in UTC.

        member_count: How many accounts are in it.

        awards: What it has won.
    """

    id: int = attrs.field(validator=_is_a(int), metadata=_ID)
    name: str
    created_at: datetime
    member_count: int
    awards: list[Award]


def _or_none_held(value: Permissions | None) -> Permissions:
    """Take permissions that cannot be read for none at all."""
    return value if value is not None else Permissions()


@attrs.frozen
class Account(Actor, PolympicsEntity):
    """
    A registered player.

    Attributes:
        id: The id on Discord.

        name: The name on Discord.

        discriminator: The four digits after that name.

        created_at: When they registered, in UTC.

        permissions: What they may do.

        awards: What they have won.

        avatar_url: Where their picture is, or ``None``.

        team: The team they are in, or ``None``.
    """

    id: int = attrs.field(validator=_is_a(int), metadata=_ID)
    name: str
    discriminator: str
    created_at: datetime
    permissions: Permissions = attrs.field(converter=_or_none_held)
    awards: list[Award]
    avatar_url: str | None = None
    team: Team | None = None

    def _is(self, account: Account) -> bool:
        return self.id == account.id

    def _leads(self, team: Team | None) -> bool:
        if team is None or self.team is None:
            return False
        return self.permissions.manage_own_team and self.team.id == team.id


@attrs.frozen
class Callback(PolympicsEntity):
    """
    What an app has registered for a kind of event.

    Attributes:
        id: Its id, another one after each registration.

        url: Where events are sent.

        event: The kind of event. A kind that is newer than this library is a
            plain string.
    """

    id: int = attrs.field(validator=_is_a(int), metadata=_ID)
    url: str
    event: EventType | str


@attrs.frozen
class AccountTeamUpdateEvent(PolympicsModel):
    """
    An account has joined, changed or left a team.

    It was taken before the change was saved: *team* and the account's own are
    the new one, yet ``member_count`` does not count the change.

    Attributes:
        account: Who.

        team: The team they are in now, or ``None`` if they left.
    """

    account: Account = attrs.field(validator=_is_a(Account))
    team: Team | None


@attrs.frozen
class AccountBatch:
    """
    Accounts that were asked for by their ids.

    Attributes:
        accounts: Those that exist, in the order in which they were asked for.

        missing: The ids of the others.
    """

    accounts: list[Account]
    missing: list[int]

    def __iter__(self) -> Iterator[Account]:
        return iter(self.accounts)

    def __len__(self) -> int:
        return len(self.accounts)

    def get(self, id: int) -> Account | None:
        """Return the account with that id, or ``None`` if it does not exist."""
        return next((found for found in self.accounts if found.id == id), None)

    @classmethod
    def of(cls, ids: Iterable[int], found: Iterable[Account | None]) -> AccountBatch:
        """Sort what was *found* for *ids*, ``None`` for those that do not exist."""
        pairs = list(zip(ids, found, strict=True))
        return cls(
            [account for _, account in pairs if account is not None],
            [one for one, account in pairs if account is None],
        )


# --- Answers around what is wanted --------------------------------------------


@attrs.frozen
class SignupStatus:
    """The answer about signups."""

    signups_open: bool = attrs.field(validator=_is_a(bool))


def _by_event(value: Any) -> dict[EventType | str, str]:
    return {event_type(name): str(url) for name, url in value.items()}


@attrs.frozen
class CallbackList:
    """The answer about all callbacks: events and addresses."""

    callbacks: Mapping[EventType | str, str] = attrs.field(
        validator=_is_a(dict), metadata=wire(hook=_by_event)
    )

"""
The models, with methods that ask their client.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import attrs

from .. import _limits as limits
from .._bodies import AccountLike, AwardLike, TeamLike
from .._credentials import Session
from .._errors import UnboundError
from .._ids import NO_TEAM, NoTeam
from .._models import (
    ID,
    AccountBase,
    AwardBase,
    EventType,
    PolympicsEntity,
    PolympicsModel,
    TeamBase,
    is_a,
)
from .._permissions import Permissions, permissions_or_none

if TYPE_CHECKING:
    from .app import AppClient
    from .authenticated import AuthenticatedClient
    from .paginator import Paginator
    from .unauthenticated import UnauthenticatedClient


def _reader(model: PolympicsModel) -> UnauthenticatedClient:
    """Return the client of *model*, of whatever kind."""
    return cast("UnauthenticatedClient", model.client)


def _writer(model: PolympicsModel) -> AuthenticatedClient:
    """Return the client of *model*, which must have credentials."""
    return cast("AuthenticatedClient", _able(model, "update_team"))


def _app(model: PolympicsModel) -> AppClient:
    """Return the client of *model*, which must be that of an app."""
    return cast("AppClient", _able(model, "create_session"))


def _able(model: PolympicsModel, method: str) -> Any:
    client = model.client
    if not hasattr(client, method):
        raise UnboundError(
            f"this {type(model).__name__} was received by an"
            f" {type(client).__name__}, which cannot do that: call .bind(client) with"
            " another client first"
        )
    return client


@attrs.frozen
class Award(AwardBase):
    """
    An award.

    Attributes:
        id: Id of the award.
        title: Title of the award.
        image_url: URL of its picture.
        awardees: The accounts that have it, or ``None`` if they were not requested:
            only ``get_award()`` and `refresh` do that.
        team: The team that it was won in. ``None`` if it has none, or if the team was
            not requested.
    """

    id: int = attrs.field(validator=is_a(int), metadata=ID)
    title: str
    image_url: str
    awardees: list[Account] | None = None
    team: Team | None = None

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        # Requested by its id, it comes in an envelope with two more keys.
        inner = data.get("award")
        return {**data, **inner} if isinstance(inner, dict) else data

    async def refresh(self) -> Award:
        """Request the award again, with its team and awardees."""
        return await _reader(self).get_award(self)

    async def update(
        self,
        *,
        title: str | None = None,
        image_url: str | None = None,
        team: TeamLike | None = None,
    ) -> Award:
        """Change the award: see `AuthenticatedClient.update_award`."""
        return await _writer(self).update_award(
            self, title=title, image_url=image_url, team=team
        )

    async def give(self, account: AccountLike) -> None:
        """Give the award to an account: see `AuthenticatedClient.give_award`."""
        await _writer(self).give_award(self, account)

    async def take(self, account: AccountLike) -> None:
        """Take the award from an account: see `AuthenticatedClient.take_award`."""
        await _writer(self).take_award(self, account)

    async def delete(self) -> None:
        """Delete the award: see `AuthenticatedClient.delete_award`."""
        await _writer(self).delete_award(self)


@attrs.frozen
class Team(TeamBase):
    """
    A team.

    Attributes:
        id: Id of the team.
        name: Name of the team.
        created_at: When it was created, in UTC.
        member_count: Number of accounts in it.
        awards: The awards that it has won.
    """

    id: int = attrs.field(validator=is_a(int), metadata=ID)
    name: str
    created_at: datetime
    member_count: int
    awards: list[Award]

    async def refresh(self) -> Team:
        """Request the team again."""
        return await _reader(self).get_team(self)

    def members(self, *, per_page: int | None = None) -> Paginator[Account]:
        """List the accounts in the team: see `UnauthenticatedClient.list_accounts`."""
        return _reader(self).list_accounts(team=self, per_page=per_page)

    async def rename(self, name: str) -> Team:
        """Rename the team: see `AuthenticatedClient.update_team`."""
        return await _writer(self).update_team(self, name)

    async def create_award(
        self, title: str, image_url: str, accounts: Iterable[AccountLike] = ()
    ) -> Award:
        """Create an award of the team: see `AuthenticatedClient.create_award`."""
        return await _writer(self).create_award(title, image_url, self, accounts)

    async def delete(self) -> None:
        """Delete the team: see `AuthenticatedClient.delete_team`."""
        await _writer(self).delete_team(self)


@attrs.frozen
class Account(AccountBase):
    """
    A registered player.

    Attributes:
        id: Id of the Discord user.
        name: Name of the Discord user.
        discriminator: The four digits after that name, or ``"0"`` for users without.
        created_at: When the account was created, in UTC.
        permissions: Permissions of the account.
        awards: The awards that it has.
        avatar_url: URL of its picture, or ``None``.
        team: The team that it is in, or ``None``.
    """

    id: int = attrs.field(validator=is_a(int), metadata=ID)
    name: str
    discriminator: str
    created_at: datetime
    permissions: Permissions = attrs.field(converter=permissions_or_none)
    awards: list[Award]
    avatar_url: str | None = None
    team: Team | None = None

    async def refresh(self) -> Account:
        """Request the account again."""
        return await _reader(self).get_account(self)

    async def update(
        self,
        *,
        name: str | None = None,
        discriminator: str | int | None = None,
        avatar_url: str | None = None,
        team: TeamLike | NoTeam | None = None,
        grant_permissions: Permissions | None = None,
        revoke_permissions: Permissions | None = None,
        discord_token: str | None = None,
    ) -> Account:
        """Change the account: see `UnauthenticatedClient.update_account`."""
        if discord_token is not None:
            discord_token = limits.hidden("discord_token", discord_token)
        return await _reader(self).update_account(
            self,
            name,
            discriminator,
            avatar_url,
            team,
            grant_permissions,
            revoke_permissions,
            discord_token,
        )

    async def join(self, team: TeamLike) -> Account:
        """
        Move the account to *team*: see `UnauthenticatedClient.update_account`.

        Raises:
            TypeError: *team* is ``None``: `leave` removes the account from its team.
        """
        return await _reader(self).update_account(self, team=_not_none(team))

    async def leave(self) -> Account:
        """Remove the account from its team."""
        return await _reader(self).update_account(self, team=NO_TEAM)

    async def grant(self, permissions: Permissions) -> Account:
        """Add *permissions*: see `UnauthenticatedClient.update_account`."""
        return await _reader(self).update_account(self, grant_permissions=permissions)

    async def revoke(self, permissions: Permissions) -> Account:
        """Remove *permissions*: see `UnauthenticatedClient.update_account`."""
        return await _reader(self).update_account(self, revoke_permissions=permissions)

    async def give_award(self, award: AwardLike) -> None:
        """Give the account an award: see `AuthenticatedClient.give_award`."""
        await _writer(self).give_award(award, self)

    async def take_award(self, award: AwardLike) -> None:
        """Take an award from the account: see `AuthenticatedClient.take_award`."""
        await _writer(self).take_award(award, self)

    async def create_session(self) -> Session:
        """Create credentials of the account: see `AppClient.create_session`."""
        return await _app(self).create_session(self)

    async def delete(self) -> None:
        """Delete the account: see `AuthenticatedClient.delete_account`."""
        await _writer(self).delete_account(self)


def _not_none(team: TeamLike | None) -> TeamLike:
    """Return *team*, which may be the missing team of another account."""
    if team is None:
        raise TypeError("expected Team or id, not None: leave() removes from a team")
    return team


@attrs.frozen
class Callback(PolympicsEntity):
    """
    The callback of an app for a kind of event.

    Attributes:
        id: Id of the callback, another one after each registration.
        url: URL that events are sent to.
        event: Kind of the events. A kind that is newer than this library is a str.
    """

    id: int = attrs.field(validator=is_a(int), metadata=ID)
    url: str = attrs.field(validator=is_a(str))
    event: EventType | str

    async def rotate_secret(self, secret: str) -> Callback:
        """Replace the secret: see `AppClient.rotate_callback_secret`."""
        secret = limits.hidden("secret", secret)
        return await _app(self).rotate_callback_secret(self.event, secret)

    async def delete(self) -> None:
        """Delete the callback: see `AppClient.delete_callback`."""
        await _app(self).delete_callback(self.event)


@attrs.frozen
class AccountTeamUpdateEvent(PolympicsModel):
    """
    An account has joined, changed or left a team.

    The server describes the time before the change was saved: *team* and the account's
    own are the new one, but ``member_count`` does not include the change.

    Attributes:
        account: The account that has joined, changed or left a team.
        team: The team that it is in now, or ``None`` if it left.
    """

    account: Account = attrs.field(validator=is_a(Account))
    team: Team | None


@attrs.frozen
class AccountBatch:
    """
    Accounts that were requested by their ids.

    Attributes:
        accounts: Those that exist, in the order in which they were requested.
        missing: Ids of the others.
    """

    accounts: list[Account]
    missing: list[int]

    def __iter__(self) -> Iterator[Account]:
        return iter(self.accounts)

    def __len__(self) -> int:
        return len(self.accounts)

    def get(self, id: int) -> Account | None:
        """Return the account with this id, or ``None`` if it does not exist."""
        return next((found for found in self.accounts if found.id == id), None)

    @classmethod
    def of(cls, ids: Iterable[int], found: Iterable[Account | None]) -> AccountBatch:
        """Sort what was *found* for *ids*, ``None`` for those that do not exist."""
        pairs = list(zip(ids, found, strict=True))
        return cls(
            [account for _, account in pairs if account is not None],
            [one for one, account in pairs if account is None],
        )

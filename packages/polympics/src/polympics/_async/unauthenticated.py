"""
Methods that need no credentials.
"""

from __future__ import annotations

from collections.abc import Iterable

from clientcore import GET, PATCH, POST, Request

from .. import _bodies as bodies
from .. import _limits as limits
from .._bodies import AccountLike, AwardLike, TeamLike
from .._credentials import Session
from .._ids import NoTeam
from .._models import SignupStatus
from .._permissions import Permissions
from .base import BaseClient
from .models import Account, AccountBatch, Award, Team
from .paginator import Paginator


class UnauthenticatedClient(BaseClient):
    """
    A client without credentials.

    Wherever a model is accepted, its id is too: as a number or as decimal text.

    Args:
        credentials: Sent with each request, or ``None``.
        base_url: URL of the server.
        **options: See `clientcore.aio.ClientOptions`.
    """

    # --- Accounts -------------------------------------------------------------

    async def get_account(self, id: AccountLike) -> Account:
        """
        Get an account.

        Args:
            id: Id of the Discord user.

        Raises:
            NotFoundError: No account has this id.
        """
        return await self.call(_account(id), Account)

    async def find_account(self, id: AccountLike) -> Account | None:
        """
        Get an account, or ``None`` if no account has this id.

        Args:
            id: Id of the Discord user.

        Raises:
            UnknownPathError: The base URL is wrong.
        """
        return await self._found(_account(id), Account)

    async def get_accounts(self, ids: Iterable[AccountLike]) -> AccountBatch:
        """
        Get many accounts, several at the same time.

        Args:
            ids: Ids of the Discord users. Each is requested once.

        Returns:
            The accounts that exist, and the ids of the others.

        Raises:
            PolympicsError: A request failed. A 404 is such a failure: the server has
                another response for an account that does not exist.
        """
        wanted = list(dict.fromkeys(bodies.account_id(one) for one in ids))
        return AccountBatch.of(wanted, await self.map(self.find_account, wanted))

    def list_accounts(
        self,
        search: str | None = None,
        team: TeamLike | None = None,
        *,
        per_page: int | None = None,
    ) -> Paginator[Account]:
        """
        List accounts, in the order of their names.

        Args:
            search: Text that the names contain, in any case. ``%`` stands for any text,
                and ``_`` for any character. ``None`` for all accounts.
            team: Team, or its id, to list the members of. ``None`` for all accounts.
            per_page: Accounts on a page. ``None`` for the server's default of 20. The
                server has no maximum.

        Raises:
            ValueError: *per_page* is less than 1.
        """
        query = bodies.list_query(search, per_page, team)
        return Paginator("GET", "accounts/search", self, query, Account)

    async def check_signups(self) -> bool:
        """Return whether accounts can be registered."""
        status = await self.call(GET("accounts/signups"), SignupStatus)
        return status.signups_open

    async def update_account(
        self,
        account: AccountLike,
        name: str | None = None,
        discriminator: str | int | None = None,
        avatar_url: str | None = None,
        team: TeamLike | NoTeam | None = None,
        grant_permissions: Permissions | None = None,
        revoke_permissions: Permissions | None = None,
        discord_token: str | None = None,
    ) -> Account:
        """
        Change an account.

        A change of team is sent to callbacks, even if the team is the same. An avatar
        cannot be removed.

        Args:
            account: Account, or its id.
            name: The new name. ``None``, here and below, for no change.
            discriminator: The new four digits, or ``"0"``, ``""`` or 0 for none.
            avatar_url: URL of the new picture.
            team: Team, or its id, to move the account to, or `NO_TEAM` to remove it
                from its team.
            grant_permissions: Permissions to add.
            revoke_permissions: Permissions to remove, after others were added.
            discord_token: A Discord access token of the user with the scope
                ``identify``. Name, discriminator and avatar are copied from Discord.
                This needs no permission, but the server requires some credentials, so a
                client without credentials sends invalid ones.

        Returns:
            The changed account.

        Raises:
            ForbiddenError: A permission is missing. Nothing was changed.
            NotFoundError: No account has this id.
            ValueError: A value is empty or too long, or *team* is 0. Nothing was sent.
        """
        if discord_token is not None:
            discord_token = limits.hidden("discord_token", discord_token)
        changes = bodies.account_changes(
            name=name,
            discriminator=discriminator,
            avatar_url=avatar_url,
            team=team,
            grant_permissions=grant_permissions,
            revoke_permissions=revoke_permissions,
            discord_token=discord_token,
        )
        headers = self._anonymous() if discord_token is not None else {}
        request = PATCH(
            "account/{id}",
            id=bodies.account_id(account),
            json=changes,
            headers=headers,
            secrets=[discord_token or ""],
        )
        return await self.call(request, Account)

    # --- Teams and awards -----------------------------------------------------

    async def get_team(self, team_id: TeamLike) -> Team:
        """
        Get a team.

        Args:
            team_id: Id of the team.

        Raises:
            NotFoundError: No team has this id.
        """
        return await self.call(_team(team_id), Team)

    async def find_team(self, team_id: TeamLike) -> Team | None:
        """
        Get a team, or ``None`` if no team has this id.

        Args:
            team_id: Id of the team.

        Raises:
            UnknownPathError: The base URL is wrong.
        """
        return await self._found(_team(team_id), Team)

    def list_teams(
        self, search: str | None = None, *, per_page: int | None = None
    ) -> Paginator[Team]:
        """
        List teams, in the order of their names.

        Args:
            search: Text that the names contain: see `list_accounts`.
            per_page: Teams on a page. ``None`` for the server's default of 20.

        Raises:
            ValueError: *per_page* is less than 1.
        """
        query = bodies.list_query(search, per_page)
        return Paginator("GET", "teams/search", self, query, Team)

    async def get_award(self, award_id: AwardLike) -> Award:
        """
        Get an award, with its team and the accounts that have it.

        Args:
            award_id: Id of the award.

        Raises:
            NotFoundError: No award has this id.
        """
        return await self.call(_award(award_id), Award)

    async def find_award(self, award_id: AwardLike) -> Award | None:
        """
        Get an award, or ``None`` if no award has this id.

        Args:
            award_id: Id of the award.

        Raises:
            UnknownPathError: The base URL is wrong.
        """
        return await self._found(_award(award_id), Award)

    # --- Signing in -----------------------------------------------------------

    async def discord_authenticate(self, token: str) -> Session:
        """
        Create a session by a Discord token, and an account if the user has none.

        The request is never repeated, because each one creates another session.

        Args:
            token: A Discord access token of the user with the scope ``identify``.

        Returns:
            Credentials for `UserClient`.

        Raises:
            ForbiddenError: The user has no account, and signups are closed.
            UnauthorizedError: Discord does not accept the token.
        """
        token = limits.hidden("token", token)
        body = bodies.discord(token)
        request = POST("auth/discord", json=body, auth=False, secrets=[token])
        return await self.call(request, Session)


def _account(id: AccountLike) -> Request:
    return GET("account/{id}", id=bodies.account_id(id))


def _team(id: TeamLike) -> Request:
    return GET("team/{id}", id=bodies.team_id(id))


def _award(id: AwardLike) -> Request:
    return GET("award/{id}", id=bodies.award_id(id))

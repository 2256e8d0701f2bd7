"""
Methods of clients with credentials, both of apps and of users.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from clientcore import DELETE, PATCH, POST, PUT, Response

from .. import _bodies as bodies
from .._bodies import AccountLike, AwardLike, TeamLike
from .._credentials import Credentials
from .._errors import DecodeError
from .._permissions import Permissions
from .._report import BulkReport
from .._rows import AccountChanges, NewAccount
from . import bulk
from .bulk import Existing
from .models import Account, Award, Team
from .unauthenticated import UnauthenticatedClient

C = TypeVar("C", bound=Credentials)

#: One of these is in any response of the server to a replacement: an app, a session,
#: or the account of a session.
_OWN_KEYS = frozenset({"password", "username", "id"})


class AuthenticatedClient(UnauthenticatedClient):
    """
    Base of the clients with credentials: see `UnauthenticatedClient`.

    Each method raises `ForbiddenError` if the credentials lack the permission that it
    needs. It does the same for wrong or expired credentials, because the server treats
    them as credentials without permissions: ``get_self()`` tells the two apart.
    """

    # --- Accounts -------------------------------------------------------------

    async def create_account(
        self,
        id: int | str,
        name: str,
        discriminator: str | int | None = None,
        avatar_url: str | None = None,
        team: TeamLike | None = None,
        permissions: Permissions | None = None,
    ) -> Account:
        """
        Create an account for a Discord user.

        Args:
            id: Id of the Discord user.
            name: Name of the Discord user, up to 255 characters.
            discriminator: The four digits after the name; a number is filled up with
                zeros. ``None``, 0 or ``"0"`` for users without a discriminator.
            avatar_url: URL of a picture, up to 512 characters, or ``None``.
            team: Team, or its id, to put the account into. ``None`` for no team.
            permissions: Permissions of the account. ``None`` for none.

        Raises:
            ConflictError: The Discord user has an account already.
            ForbiddenError: Signups are closed, or a permission is missing.
            ValueError: A value is too long. Nothing was sent.
        """
        body = bodies.new_account(
            id=id,
            name=name,
            discriminator=discriminator,
            avatar_url=avatar_url,
            team=team,
            permissions=permissions,
        )
        return await self.call(POST("accounts/new", json=body), Account)

    async def delete_account(self, account: AccountLike) -> None:
        """
        Delete an account. Its sessions end.

        Args:
            account: Account, or its id. Users may delete their own.

        Raises:
            NotFoundError: No account has this id.
        """
        await self._delete(DELETE("account/{id}", id=bodies.account_id(account)))

    async def create_accounts(
        self,
        accounts: Iterable[NewAccount | Mapping[str, Any]],
        *,
        existing: Existing = "fail",
        create_teams: bool = False,
    ) -> BulkReport[Account]:
        """
        Create many accounts, several at the same time.

        All are checked before the first is created. One that fails does not end the
        others. If a response is lost, the account is requested to see whether it was
        created.

        Args:
            accounts: Each a `NewAccount` or a mapping of its fields, such as those of
                `read_accounts_csv`.
            existing: What to do with an account that exists already: ``"fail"``
                reports a `ConflictError`, ``"keep"`` leaves it unchanged, ``"update"``
                changes what differs.
            create_teams: Whether teams named by ``team_name`` are created if they do
                not exist.

        Returns:
            What became of each account.

        Raises:
            TypeError: An item has another type, or a field that is not known.
            ValueError: The server cannot store an item, two have the same id, or a
                team does not exist or its name is ambiguous. No account was created.
            PolympicsError: The teams could not be listed or created.
        """
        return await bulk.create_accounts(
            self, accounts, existing, create_teams=create_teams
        )

    async def update_accounts(
        self, changes: Iterable[AccountChanges | Mapping[str, Any]]
    ) -> BulkReport[Account]:
        """
        Change many accounts, several at the same time.

        All changes are checked before the first is made. One that fails does not end
        the others. If a response is lost, the account is requested, and what still
        differs is changed again.

        Args:
            changes: Each an `AccountChanges` or a mapping of its fields.

        Returns:
            What became of each account.

        Raises:
            TypeError: An item has another type, or a field that is not known.
            ValueError: The server cannot store an item, or two are about the same
                account. Nothing was changed.
        """
        return await bulk.update_accounts(self, changes)

    # --- Teams ----------------------------------------------------------------

    async def create_team(self, name: str) -> Team:
        """
        Create a team. Several teams may have the same name.

        Args:
            name: Name of the team, up to 255 characters.

        Raises:
            ValueError: *name* is too long. Nothing was sent.
        """
        return await self.call(POST("teams/new", json=bodies.team(name)), Team)

    async def ensure_teams(self, names: Iterable[str]) -> BulkReport[Team]:
        """
        Find the teams with these names, and create those that do not exist.

        If a response is lost, the team is looked for. If it is not there, the outcome
        is unknown: the request is not repeated, because several teams may have a name.

        Args:
            names: The names, in the exact spelling. Each is looked for once.

        Returns:
            What became of each name, created or unchanged.

        Raises:
            ValueError: A name is too long, or more than one team has it. Nothing was
                created.
        """
        return await bulk.ensure_teams(self, names)

    async def update_team(self, team: TeamLike, name: str) -> Team:
        """
        Rename a team.

        Args:
            team: Team, or its id.
            name: The new name, up to 255 characters.

        Raises:
            NotFoundError: No team has this id.
            ValueError: *name* is too long. Nothing was sent.
        """
        request = PATCH("team/{id}", id=bodies.team_id(team), json=bodies.team(name))
        return await self.call(request, Team)

    async def delete_team(self, team: TeamLike) -> None:
        """
        Delete a team. Its members stay registered, without a team.

        Delete the team's awards before, or change their team.

        Args:
            team: Team, or its id.

        Raises:
            NotFoundError: No team has this id.
            ServerError: With ``code`` 500: the team still has awards.
        """
        await self._delete(DELETE("team/{id}", id=bodies.team_id(team)))

    # --- Awards ---------------------------------------------------------------

    async def create_award(
        self,
        title: str,
        image_url: str,
        team: TeamLike,
        accounts: Iterable[AccountLike] = (),
    ) -> Award:
        """
        Create an award.

        Args:
            title: Title of the award, up to 32 characters.
            image_url: URL of its picture, up to 512 characters.
            team: Team, or its id, that it was won in.
            accounts: Accounts, or their ids, to give it to.

        Returns:
            The award, without its team and awardees.

        Raises:
            DataError: The team or an account does not exist.
            ValueError: A value is too long. Nothing was sent.
        """
        body = bodies.new_award(
            title=title, image_url=image_url, team=team, accounts=accounts
        )
        return await self.call(POST("awards/new", json=body), Award)

    async def update_award(
        self,
        award: AwardLike,
        *,
        title: str | None = None,
        image_url: str | None = None,
        team: TeamLike | None = None,
    ) -> Award:
        """
        Change an award.

        Args:
            award: Award, or its id.
            title: The new title. ``None``, here and below, for no change.
            image_url: URL of the new picture.
            team: Team, or its id, that it was won in. It cannot be removed.

        Returns:
            The award, without its team and awardees.

        Raises:
            NotFoundError: No award has this id.
            ValueError: A value is empty or too long. Nothing was sent.
        """
        body = bodies.award_changes(title=title, image_url=image_url, team=team)
        request = PATCH("award/{id}", id=bodies.award_id(award), json=body)
        return await self.call(request, Award)

    async def delete_award(self, award: AwardLike) -> None:
        """
        Delete an award. All accounts that have it lose it.

        Args:
            award: Award, or its id.

        Raises:
            NotFoundError: No award has this id.
        """
        await self._delete(DELETE("award/{id}", id=bodies.award_id(award)))

    async def give_award(self, award: AwardLike, account: AccountLike) -> None:
        """
        Give an award to an account. No error if the account has it already.

        Args:
            award: Award, or its id.
            account: Account, or its id, that receives the award.

        Raises:
            NotFoundError: No award or no account has this id.
        """
        await self._confirm(
            PUT(
                "account/{account}/award/{award}",
                account=bodies.account_id(account),
                award=bodies.award_id(award),
            )
        )

    async def take_award(self, award: AwardLike, account: AccountLike) -> None:
        """
        Take an award from an account.

        Args:
            award: Award, or its id.
            account: Account, or its id, that loses the award.

        Raises:
            NotFoundError: The account does not have the award, or one of the two ids
                does not exist.
        """
        await self._delete(
            DELETE(
                "account/{account}/award/{award}",
                account=bodies.account_id(account),
                award=bodies.award_id(award),
            )
        )

    # --- The token ------------------------------------------------------------

    async def _replace_token(self, into: type[C]) -> C:
        """
        Have the server replace the token, and use the new one from now on.

        Of several tasks that do this at the same time, one sends the request for all.
        """
        before = self.auth
        async with self._auth.replacing() as header:
            now = self.auth
            if now is not before and isinstance(now, into):
                return now
            # Not by way of the transport's credentials: refused ones would
            # wait for the end of this very replacement. So may calls that have
            # all slots; `exchange` has one of its own.
            request = POST("auth/reset_token", headers=header)
            credentials = self._new_credentials(await self.exchange(request), into)
            self._auth.use(credentials)
            return credentials

    def _new_credentials(self, response: Response, into: type[C]) -> C:
        """
        Decode the response. The old token is invalid, so other fields than the new one
        may be missing, even if the client is strict.

        Raises:
            DecodeError: The response is not one of the server, which may not have
                replaced the token.
            TokenLostError: The server does not disclose the new token.
        """
        credentials, is_own = self._read_credentials(response, into)
        if credentials is not None:
            return credentials
        if is_own:
            raise self._auth.lose()
        with self.api.errors.own_errors(response.request, response.secrets):
            # Without the body, which has the token if it was only damaged.
            raise DecodeError(
                f"{response.status} is no response of this server, which may not have"
                " replaced the token"
            )

    def _read_credentials(
        self, response: Response, into: type[C]
    ) -> tuple[C | None, bool]:
        """Return the credentials, and whether the response is one of the server."""
        try:
            data = self.parse_json(response)
        except DecodeError:
            return None, False
        if not isinstance(data, dict) or _OWN_KEYS.isdisjoint(data):
            return None, False
        if "password" not in data:
            return None, True
        try:
            return into.from_data(data), True
        except DecodeError:
            return None, True

"""
What apps and users can both do, as far as they are permitted.
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


class AuthenticatedClient(UnauthenticatedClient):
    """
    The base of the clients that have credentials: see `UnauthenticatedClient`.

    Without the permission that it needs, each method raises `ForbiddenError`.
    So it does with wrong or expired credentials, which to the server are
    nobody's: ``get_self()`` tells which it is.
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
        Register somebody.

        Args:
            id: Their id on Discord.

            name: Their name there.

            discriminator: The four digits after it.

            avatar_url: Where their picture is, or ``None``.

            team: The team to put them into, or ``None``.

            permissions: What they may do, or ``None`` for nothing.

        Raises:
            ConflictError: They are registered already.

            ForbiddenError: Signups are closed, or a permission is missing.

            ValueError: Something is too long.
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
        Delete an account, and end its sessions.

        Args:
            account: Which. People may delete their own.

        Raises:
            NotFoundError: It does not exist.
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
        Create a team.

        Args:
            name: What to call it.

        Raises:
            ValueError: *name* is too long.
        """
        return await self.call(POST("teams/new", json=bodies.team(name)), Team)

    async def ensure_teams(self, names: Iterable[str]) -> BulkReport[Team]:
        """
        Find the teams with these names, and create those that do not exist.

        Args:
            names: The names, in the exact spelling. Each is looked for once.

        Returns:
            What became of each name: created, or unchanged.

        Raises:
            ValueError: A name is too long, or more than one team has it. Nothing was
                created.
        """
        return await bulk.ensure_teams(self, names)

    async def update_team(self, team: TeamLike, name: str) -> Team:
        """
        Rename a team.

        Args:
            team: Which.

            name: What to call it.

        Raises:
            NotFoundError: It does not exist.

            ValueError: *name* is too long.
        """
        request = PATCH("team/{id}", id=bodies.team_id(team), json=bodies.team(name))
        return await self.call(request, Team)

    async def delete_team(self, team: TeamLike) -> None:
        """
        Delete a team. Its members end up without one.

        Its awards have to be deleted, or given to another team, before.

        Args:
            team: Which.

        Raises:
            NotFoundError: It does not exist.

            ServerError: With ``code`` 500: it still has awards.
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
            title: What to call it, in at most 32 characters.

            image_url: Where its picture is.

            team: The team it was won in.

            accounts: Who gets it.

        Returns:
            The award, without its team and awardees.

        Raises:
            DataError: The team or an account does not exist.

            ValueError: Something is too long.
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
        Change an award. What is ``None`` stays as it is.

        Args:
            award: Which.

            title: What to call it.

            image_url: Where its picture is.

            team: The team it was won in. There is no way to have none.

        Returns:
            The award, without its team and awardees.

        Raises:
            NotFoundError: It does not exist.

            ValueError: Something is empty or too long.
        """
        body = bodies.award_changes(title=title, image_url=image_url, team=team)
        request = PATCH("award/{id}", id=bodies.award_id(award), json=body)
        return await self.call(request, Award)

    async def delete_award(self, award: AwardLike) -> None:
        """
        Delete an award, and take it from whoever has it.

        Args:
            award: Which.

        Raises:
            NotFoundError: It does not exist.
        """
        await self._delete(DELETE("award/{id}", id=bodies.award_id(award)))

    async def give_award(self, award: AwardLike, account: AccountLike) -> None:
        """
        Give an award to somebody. If they have it already, nothing happens.

        Args:
            award: Which.

            account: To whom.

        Raises:
            NotFoundError: There is no such award or account.
        """
        await self.call(
            PUT(
                "account/{account}/award/{award}",
                account=bodies.account_id(account),
                award=bodies.award_id(award),
            )
        )

    async def take_award(self, award: AwardLike, account: AccountLike) -> None:
        """
        Take an award from somebody.

        Args:
            award: Which.

            account: From whom.

        Raises:
            NotFoundError: They don't have it, or there is no such award or
                account.
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
        Have the token replaced, and go on with the new one.

        Of several tasks that want that at once, one does it for all.
        """
        before = self.auth
        async with self._auth.replacing() as header:
            now = self.auth
            if now is not before and isinstance(now, into):
                return now
            # Not by way of the transport's credentials: refused ones would
            # wait for the end of this very replacement.
            request = POST("auth/reset_token", headers=header, auth=False)
            credentials = self._new_credentials(await self.request(request), into)
            self._auth.use(credentials)
            return credentials

    def _new_credentials(self, response: Response, into: type[C]) -> C:
        """Read the answer; whatever it is, the old token is worthless now."""
        try:
            return self.decode(self.parse_json(response), into, response)
        except DecodeError:
            raise self._auth.lose() from None

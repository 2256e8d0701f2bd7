# Generated from _async/unauthenticated.py by `nox -s twins`: do not edit.
"""
What needs no permission.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, overload

from clientcore import (
    DELETE,
    GET,
    HEAD,
    PATCH,
    POST,
    PUT,
    NotFound,
    Request,
    Response,
    Secret,
)
from clientcore.sync import Client

from .. import _bodies as bodies
from .._api import API, LOCAL_URL, Attempts, PolympicsPolicy
from .._bodies import AccountLike, AwardLike, TeamLike
from .._credentials import (
    NOBODY,
    Credentials,
    Session,
    authorization,
    check_kind,
    expiry_hint,
)
from .._errors import ForbiddenError, UnauthorizedError, own_errors
from .._ids import NoTeam, id_of
from .._models import Account, AccountBatch, Award, SignupStatus, Team
from .._permissions import Permissions
from .auth import CredentialsAuth
from .paginator import Paginator

if TYPE_CHECKING:
    from typing import Unpack

    from clientcore.sync import ClientOptions

T = TypeVar("T")

_METHODS = {
    "GET": GET,
    "HEAD": HEAD,
    "POST": POST,
    "PUT": PUT,
    "PATCH": PATCH,
    "DELETE": DELETE,
}


class UnauthenticatedClient(Client):
    """
    A client for what needs no permission.

    Wherever a model is wanted, its id will do: as number or as decimal text.

    Args:
        credentials: Sent with each request, or ``None``.

        base_url: Where the server is.

        **options: See `clientcore.sync.ClientOptions`.
    """

    api = API

    #: The first letter of the user names that can work, or ``None`` for any.
    _kind: ClassVar[str | None] = None

    def __init__(
        self,
        credentials: Credentials | None = None,
        base_url: str = LOCAL_URL,
        **options: Unpack[ClientOptions],
    ) -> None:
        check_kind(credentials, self._kind, type(self).__name__)
        options.setdefault("policy", PolympicsPolicy())
        self._auth = CredentialsAuth(credentials)
        with own_errors():
            super().__init__(base_url, auth=self._auth, **options)

    @property
    def auth(self) -> Credentials | None:
        """The credentials in use, or ``None``."""
        return self._auth.credentials

    @property
    def client(self) -> Any:
        """What holds the connections, or ``None`` before the first request."""
        pool = self._connection.pool
        return pool if pool.is_open else None

    def close(self) -> None:
        """Close the client and its connections. More than once does no harm."""
        super().close()

    # --- Sending --------------------------------------------------------------

    @overload
    def request(self, request: Request, /) -> Response: ...

    @overload
    def request(self, method: str, path: str, **kwargs: Any) -> dict[str, Any]: ...

    @overload
    def request(
        self, method: str, path: str, response_type: None, **kwargs: Any
    ) -> None: ...

    @overload
    def request(
        self, method: str, path: str, response_type: type[T], **kwargs: Any
    ) -> T: ...

    def request(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        method: Request | str,
        path: str = "",
        response_type: Any = dict,
        **kwargs: Any,
    ) -> Any:
        """
        Send a request of your own, with everything that the client's get.

        Args:
            method: The HTTP method; or a whole request, made by
                `clientcore.GET` and its like, whose answer is returned as a
                `clientcore.Response`.

            path: A path, with ``{names}`` for values.

            response_type: What to make of the answer: a model, a type made of
                models, ``dict``, or ``None`` to leave it unread.

            **kwargs: The values of those names, ``params`` for the query,
                ``json`` for the body: see `clientcore.GET`.

        Raises:
            PolympicsError: It failed.
        """
        if isinstance(method, Request):
            return self._answered(method)
        query = kwargs.pop("params", None)
        request = _METHODS[method.upper()](path, query=query, **kwargs)
        return self.call(request, response_type)

    def _answered(self, request: Request) -> Response:
        """
        Send a request, and again if its credentials were replaced meanwhile.

        To the server wrong credentials are nobody's, who lacks permissions: so
        it answers 403, which to the transport is final.
        """
        while True:
            used = self._auth.current()
            try:
                return super().request(request)
            except (UnauthorizedError, ForbiddenError) as error:
                if not request.auth or not self._auth.outdated(used):
                    self._explain(error, request)
                    raise

    def _explain(
        self, error: UnauthorizedError | ForbiddenError, request: Request
    ) -> None:
        """Say that the session has expired, if that is why."""
        hint = expiry_hint(self.auth, datetime.now(UTC))
        if hint and (request.auth or request.headers):
            error.add_hint(hint)

    def _delete(self, request: Request) -> None:
        """
        Send a request that ends something, and see that it has ended.

        When an answer was lost and the next one says that there is no such
        thing, then the first attempt has done it.
        """
        attempts = Attempts(self.settings.on_retry)
        try:
            self.with_options(on_retry=attempts).call(request)
        except NotFound:
            if not attempts.perhaps_done:
                raise

    def _found(self, request: Request, into: type[T]) -> T | None:
        """Get something, or ``None`` if it does not exist."""
        try:
            return self.call(request, into)
        except NotFound:
            return None

    # --- Accounts -------------------------------------------------------------

    def get_account(self, id: AccountLike) -> Account:
        """
        Get an account.

        Args:
            id: Its id on Discord.

        Raises:
            NotFoundError: Nobody has registered with that id.
        """
        return self.call(_account(id), Account)

    def find_account(self, id: AccountLike) -> Account | None:
        """
        Get an account, or ``None`` if nobody has registered with that id.

        Args:
            id: Its id on Discord.
        """
        return self._found(_account(id), Account)

    def get_accounts(self, ids: Iterable[AccountLike]) -> AccountBatch:
        """
        Get many accounts, several at a time.

        Args:
            ids: Their ids on Discord. Each is asked for once.

        Returns:
            The accounts, and the ids that nobody has registered with.
        """
        wanted = list(dict.fromkeys(id_of(one, Account) for one in ids))
        return AccountBatch.of(wanted, self.map(self.find_account, wanted))

    def list_accounts(
        self,
        search: str | None = None,
        team: TeamLike | None = None,
        *,
        per_page: int | None = None,
    ) -> Paginator[Account]:
        """
        List accounts by name.

        Args:
            search: What the name contains, in any case. ``%`` stands for
                anything, and ``_`` for any character.

            team: Only those in this team.

            per_page: How many to get with a request, 20 if ``None``.

        Raises:
            ValueError: *per_page* is less than one.
        """
        query = bodies.list_query(search, per_page, team)
        return Paginator("GET", "accounts/search", self, query, Account)

    def check_signups(self) -> bool:
        """Tell whether people can register."""
        status = self.call(GET("accounts/signups"), SignupStatus)
        return status.signups_open

    def update_account(
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
        Change an account. What is ``None`` stays as it is.

        A change of team is sent to callbacks, even if the team is the same. An
        avatar cannot be removed.

        Args:
            account: Which.

            name: The new name.

            discriminator: The new four digits.

            avatar_url: Where the new picture is.

            team: The team to join, or `NO_TEAM` to leave.

            grant_permissions: What they may do besides.

            revoke_permissions: What they may do no longer. Revoked after
                *grant_permissions* are granted.

            discord_token: A Discord access token of theirs with the scope
                ``identify``: name, discriminator and avatar are taken from
                Discord. This needs no permission, so a client without
                credentials sends some that are nobody's, as the server insists
                on having them.

        Returns:
            The account as it is now.

        Raises:
            ValueError: Something is empty or too long.

            ForbiddenError: A permission is missing, and nothing was changed.
        """
        discord_token = None if discord_token is None else Secret(discord_token)
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
            id=id_of(account, Account),
            json=changes,
            headers=headers,
            secrets=[discord_token or ""],
        )
        return self.call(request, Account)

    def _anonymous(self) -> dict[str, str]:
        """Return credentials that are nobody's, if the client has none."""
        return {} if self.auth else {"Authorization": authorization(NOBODY)}

    # --- Teams and awards -----------------------------------------------------

    def get_team(self, team_id: TeamLike) -> Team:
        """
        Get a team.

        Args:
            team_id: Its id.

        Raises:
            NotFoundError: It does not exist.
        """
        return self.call(_team(team_id), Team)

    def find_team(self, team_id: TeamLike) -> Team | None:
        """
        Get a team, or ``None`` if it does not exist.

        Args:
            team_id: Its id.
        """
        return self._found(_team(team_id), Team)

    def list_teams(
        self, search: str | None = None, *, per_page: int | None = None
    ) -> Paginator[Team]:
        """
        List teams by name.

        Args:
            search: What the name contains: see `list_accounts`.

            per_page: How many to get with a request, 20 if ``None``.

        Raises:
            ValueError: *per_page* is less than one.
        """
        query = bodies.list_query(search, per_page)
        return Paginator("GET", "teams/search", self, query, Team)

    def get_award(self, award_id: AwardLike) -> Award:
        """
        Get an award, with its team and who has it.

        Args:
            award_id: Its id.

        Raises:
            NotFoundError: It does not exist.
        """
        return self.call(_award(award_id), Award)

    def find_award(self, award_id: AwardLike) -> Award | None:
        """
        Get an award, or ``None`` if it does not exist.

        Args:
            award_id: Its id.
        """
        return self._found(_award(award_id), Award)

    # --- Signing in -----------------------------------------------------------

    def discord_authenticate(self, token: str) -> Session:
        """
        Sign somebody in with Discord, and register them if they are new.

        It is never repeated by itself: each time makes another session.

        Args:
            token: A Discord access token of theirs with the scope ``identify``.

        Raises:
            UnauthorizedError: Discord does not take the token.

            ForbiddenError: They are new, and signups are closed.
        """
        token = Secret(token)
        body = bodies.discord(token)
        request = POST("auth/discord", json=body, auth=False, secrets=[token])
        return self.call(request, Session)


def _account(id: AccountLike) -> Request:
    return GET("account/{id}", id=id_of(id, Account))


def _team(id: TeamLike) -> Request:
    return GET("team/{id}", id=id_of(id, Team))


def _award(id: AwardLike) -> Request:
    return GET("award/{id}", id=id_of(id, Award))

"""
Apps, and what users let them do: codes, grants and tokens.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import attrs

from ._people import User
from ._problems import RefusedError


def now() -> datetime:
    """
    The time of day.
    """
    return datetime.now(UTC)


def new_secret(length: int = 48) -> str:
    """
    Make a random value.
    """
    return secrets.token_urlsafe(length)


@attrs.define(eq=False, kw_only=True)
class App:
    """
    A registered app.

    Attributes:
        users: The ids of those who may use it in development; ``None`` for all.

        owner_pays: Whether its owner has Premium, without which an app in
            development mode is refused everything.

        calls: When it last asked for something.
    """

    client_id: str
    client_secret: str = attrs.field(repr=False)
    redirect_uris: list[str] = attrs.field(factory=list)
    users: set[str] | None = None
    owner_pays: bool = True
    calls: deque[datetime] = attrs.field(factory=deque, repr=False)


@attrs.define(eq=False)
class Grant:
    """
    What a user let an app do.

    Attributes:
        pkce: Whether the app proved itself without its secret, so that each
            refresh replaces the refresh token.

        ends_at: From when on a refresh token is worth nothing.
    """

    app: App
    user: User
    scopes: frozenset[str]
    pkce: bool
    ends_at: datetime


@attrs.define(eq=False)
class Code:
    """
    What an app gets by way of the browser, and changes for a token once.
    """

    value: str = attrs.field(repr=False)
    grant: Grant
    redirect_uri: str
    challenge: str | None
    expires_at: datetime


@attrs.define(eq=False)
class Token:
    """
    An access token.

    Attributes:
        grant: Whose it is; ``None`` for an app's own.
    """

    value: str = attrs.field(repr=False)
    app: App
    grant: Grant | None
    expires_at: datetime

    @property
    def user(self) -> User | None:
        """
        Who is signed in.
        """
        return self.grant.user if self.grant else None

    @property
    def scopes(self) -> frozenset[str]:
        """
        What the user let the app do.
        """
        return self.grant.scopes if self.grant else frozenset()


@attrs.define(eq=False)
class Accounts:
    """
    The accounts host.

    Attributes:
        token_lifetime: How long a new access token is good.

        code_lifetime: How long a code waits to be changed for a token.

        grant_lifetime: How long a new sign-in lasts, refreshed or not.

        visitor: The user in front of the browser; ``None`` in an
            empty world.

        consents: Whether they agree to what an app wants.

        apps: All there are, by id.

        codes: What was given out by way of the browser, by value.

        tokens: The access tokens that were given out, by value.

        refresh_tokens: What stands behind each refresh token, by value.
    """

    clock: Callable[[], datetime] = now
    token_lifetime: timedelta = timedelta(hours=1)
    code_lifetime: timedelta = timedelta(minutes=10)
    grant_lifetime: timedelta = timedelta(days=180)
    visitor: User | None = None
    consents: bool = True
    apps: dict[str, App] = attrs.field(factory=dict)
    codes: dict[str, Code] = attrs.field(factory=dict, repr=False)
    tokens: dict[str, Token] = attrs.field(factory=dict, repr=False)
    refresh_tokens: dict[str, Grant] = attrs.field(factory=dict, repr=False)

    def add_app(self, client_id: str, client_secret: str, *redirect_uris: str) -> App:
        """
        Register an app.
        """
        app = App(
            client_id=client_id,
            client_secret=client_secret,
            redirect_uris=list(redirect_uris),
        )
        self.apps[client_id] = app
        return app

    def authorize(
        self,
        app: App,
        user: User,
        scopes: Iterable[str],
        *,
        redirect_uri: str = "",
        challenge: str | None = None,
    ) -> Code:
        """
        Let an app in, as *user* does on the page of the accounts host.
        """
        grant = self.grant(app, user, scopes, pkce=challenge is not None)
        ends = self.clock() + self.code_lifetime
        code = Code(new_secret(), grant, redirect_uri, challenge, ends)
        self.codes[code.value] = code
        return code

    def redeem(self, app: App, value: str, redirect_uri: str, verifier: str) -> Grant:
        """
        Change a code for what it stands for, once.

        Raises:
            RefusedError: If it stands for nothing, or is not the app's.
        """
        code = self.codes.pop(value, None)
        if not code or code.grant.app is not app or code.expires_at <= self.clock():
            raise RefusedError("invalid_grant", "Invalid authorization code")
        if code.redirect_uri != redirect_uri:
            raise RefusedError("invalid_grant", "Invalid redirect URI")
        if code.challenge is not None and challenge_of(verifier) != code.challenge:
            raise RefusedError("invalid_grant", "code_verifier was incorrect")
        return code.grant

    def renewed(self, app: App, refresh_token: str) -> Grant:
        """
        Find what a refresh token stands for.

        Raises:
            RefusedError: If it stands for nothing, or is not the app's.
        """
        grant = self.refresh_tokens.get(refresh_token)
        if grant is None or grant.app is not app:
            raise RefusedError("invalid_grant", "Invalid refresh token")
        if grant.ends_at <= self.clock():
            raise RefusedError("invalid_grant", "Refresh token expired")
        return grant

    def issue(
        self,
        app: App,
        grant: Grant | None = None,
        *,
        value: str | None = None,
        lifetime: timedelta | None = None,
    ) -> Token:
        """
        Make an access token.
        """
        ends = self.clock() + (self.token_lifetime if lifetime is None else lifetime)
        token = Token(value or new_secret(), app, grant, ends)
        self.tokens[token.value] = token
        return token

    def issue_refresh(self, grant: Grant, value: str | None = None) -> str:
        """
        Make a refresh token; there is one for each grant.
        """
        self.revoke_refresh(grant)
        value = value or new_secret(96)
        self.refresh_tokens[value] = grant
        return value

    def revoke_refresh(self, grant: Grant) -> None:
        """
        Make the refresh token of a grant worthless.
        """
        for value in [v for v, g in self.refresh_tokens.items() if g is grant]:
            del self.refresh_tokens[value]

    def sign_in(self, app: App, user: User, *scopes: str) -> Token:
        """
        Make an access token for a user, without any browser.
        """
        return self.issue(app, self.grant(app, user, scopes))

    def grant(
        self, app: App, user: User, scopes: Iterable[str], *, pkce: bool = False
    ) -> Grant:
        """
        Note what a user lets an app do.
        """
        ends = self.clock() + self.grant_lifetime
        return Grant(app, user, frozenset(scopes), pkce, ends)

    def expire_tokens(self) -> None:
        """
        End all access tokens there are.
        """
        for token in self.tokens.values():
            token.expires_at = self.clock()

    def revoke(self, user: User) -> None:
        """
        Take back all that a user let apps do, as a change of password does.
        """
        for value in [v for v, g in self.refresh_tokens.items() if g.user is user]:
            del self.refresh_tokens[value]
        for value in [v for v, t in self.tokens.items() if t.user is user]:
            del self.tokens[value]


def challenge_of(verifier: str) -> str:
    """
    What an app sends ahead of a verifier (:rfc:`7636`, method S256).
    """
    digest = sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")

"""
Credentials: what is sent with a request, and how it is renewed.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, TypeAlias, TypeGuard

import attrs

from .._credentials import Credentials
from .._errors import AuthError, Error, StatusError
from .._oauth import (
    App,
    MemoryStore,
    Secret,
    SignIn,
    Token,
    TokenStore,
    basic,
    refused,
)
from .._request import Request
from .._response import Response
from .runtime import Lock, in_thread, maybe_await, uninterrupted

_log = logging.getLogger("clientcore")

#: Sends a request without credentials, such as one to a token endpoint.
Exchange: TypeAlias = Callable[[Request], Awaitable[Response]]


class Auth(Protocol):
    """What a client calls to get its credentials."""

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """
        Return the headers to send. Called before each attempt.

        What is about to expire is renewed first. Return `Credentials` to add
        parameters to the query as well.

        Args:
            exchange: Sends a request without credentials.

        Raises:
            AuthError: The token endpoint refused, or the user has to sign in.
        """
        ...

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """
        Renew credentials that the server refused with 401.

        Args:
            rejected: The headers that were refused. If they are no longer the
                current ones, another task has renewed them already.
            exchange: Sends a request without credentials.

        Returns:
            Whether to send the request again.
        """
        ...


class HeaderKey:
    """
    A key in a header.

    Args:
        name: The header's name.
        value: The key, printable ASCII.
    """

    def __init__(self, name: str, value: str) -> None:
        if not value or not value.isascii() or not value.isprintable():
            raise ValueError(f"the value of {name} must be printable ASCII, not empty")
        self._headers = {name: value}

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the header."""
        return self._headers

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Return false: there is no other key."""
        return False


class QueryKey:
    """
    A key in the query, for services that accept it nowhere else.

    It is in no log, error or hook of this library, but proxies and servers may log
    whole URLs.

    Args:
        name: The parameter's name.
        value: The key, sent as it is.
    """

    def __init__(self, name: str, value: str) -> None:
        if not value:
            raise ValueError(f"the key for {name} is empty")
        self._credentials = Credentials(query={name: value})

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return no headers, and the key for the query."""
        return self._credentials

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Return false: there is no other key."""
        return False


class Bearer(HeaderKey):
    """
    A fixed token, which is not renewed (RFC 6750).

    Args:
        token: The access token, printable ASCII.
    """

    def __init__(self, token: str) -> None:
        super().__init__("Authorization", f"Bearer {token}" if token else "")


class Basic(HeaderKey):
    """
    A user name and a password (RFC 7617).

    Args:
        username: Must not contain a colon.
        password: May contain any character.
    """

    def __init__(self, username: str, password: str) -> None:
        super().__init__("Authorization", basic(username, password))


class OAuth2:
    """
    A token that is renewed when needed: the base of the flows below.

    A subclass overrides `renew`. However many tasks find the token expired or
    refused, it is renewed once, and a cancelled task finishes the renewal first. If a
    token cannot be stored, a warning is logged and the token is used from memory.

    Args:
        app: The app, with its token endpoint.
        store: Where the token is stored. In memory by default. It is read again before
            each renewal, because another process may have renewed the token.
        on_token: Called with each new token, after it was stored. May be a coroutine
            function in async clients. An error in it is logged.
        now: Returns the time, with a time zone.

    Attributes:
        app: The app, with its token endpoint.
        current: The token in use, expired or not, or ``None``.
    """

    def __init__(
        self,
        app: App,
        *,
        store: TokenStore | None = None,
        on_token: Callable[[Token], Any] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.app = app
        self.current: Token | None = None
        self._store = store or MemoryStore()
        self._on_token = on_token
        self._now = now
        self._lock = Lock()
        # What the store returned last, and what was saved last: anything else in it
        # is another process's.
        self._found: Token | None = None
        self._saved: Token | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.app.client_id}>"

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """See `Auth.headers`."""
        return _bearer(await self.token(exchange))

    async def refresh(
        self, rejected: Mapping[str, str] | None, exchange: Exchange
    ) -> bool:
        """See `Auth.refresh`. With ``None`` for *rejected* the token is renewed."""
        async with self._lock.hold():
            if self.current is not None and self._differs(self.current, rejected):
                return True
            token = await self._latest()
            if not self.is_good(token) or not self._differs(token, rejected):
                await self.renew(token, exchange)
        return True

    def _differs(self, token: Token | None, rejected: Mapping[str, str] | None) -> bool:
        if token is None or rejected is None:
            return False
        return _bearer(token) != rejected

    # --- For subclasses ---------------------------------------------------------

    async def token(self, exchange: Exchange) -> Token:
        """
        Return a token that is good for a minute at least, renewing it if needed.

        Raises:
            AuthError: The token endpoint refused, or the user has to sign in.
        """
        if self.is_good(token := self.current):
            return token
        async with self._lock.hold():
            if not self.is_good(self.current):
                token = await self._latest()
                if not self.is_good(token):
                    return await self.renew(token, exchange)
            assert self.current is not None
            return self.current

    async def load(self) -> Token | None:
        """Return the newest token, in use or stored, expired or not, or ``None``."""
        async with self._lock.hold():
            return await self._latest()

    def is_good(self, token: Token | None) -> TypeGuard[Token]:
        """Return whether *token* exists and is good for a minute at least."""
        return token is not None and not token.is_expired(self._now())

    async def renew(self, token: Token | None, exchange: Exchange) -> Token:
        """
        Get and use a new token. To be overridden; one task calls it at a time.

        Args:
            token: The token to be replaced, or ``None``.
            exchange: To be given to `grant`.
        """
        raise NotImplementedError

    async def grant(
        self, request: Request, exchange: Exchange, previous: Token | None = None
    ) -> Token:
        """
        Send a token request, store the new token, and use it.

        Neither is interrupted when the task is cancelled: with rotating refresh
        tokens the old one is invalid as soon as the server has read the request.

        Args:
            request: See `App.token_request`.
            exchange: Sends *request*, repeating it as the client's policy says.
            previous: The token that is replaced, see `Token.from_response`.

        Raises:
            AuthError: The token endpoint refused, or its response has no token.
        """
        return await uninterrupted(self._granted, request, exchange, previous)

    async def _granted(
        self, request: Request, exchange: Exchange, previous: Token | None
    ) -> Token:
        try:
            response = await exchange(request)
        except StatusError as error:
            if error.status >= 500 or error.status == 429:
                raise
            raise refused(error, self.app.secrets(request)) from None
        token = _read_token(response, self._now(), previous)
        await self.set_token(token)
        return token

    async def set_token(self, token: Token) -> None:
        """Store *token*, and use it from now on."""
        # Used before it is stored, so that other tasks and a failing store lose
        # nothing.
        self.current = token
        await self._save(token)
        if self._on_token is not None:
            try:
                await maybe_await(self._on_token(token))
            except Exception as error:  # noqa: BLE001, the token is good all the same
                _log.warning("on_token failed: %s", _reason(error))

    # --- The store --------------------------------------------------------------

    async def _latest(self) -> Token | None:
        """Return the token in use, or a newer one that another process has stored."""
        try:
            found = await self._call_store(self._store.load)
        except Exception as error:
            if self.current is None:
                raise
            _log.warning("the stored token cannot be read: %s", _reason(error))
            return self.current
        is_news = not any(_same(found, one) for one in (self._found, self._saved))
        self._found = found
        # One that has ended and cannot be renewed must not hide one that may be.
        hides = self.current is not None and not self._is_usable(found)
        if is_news and found is not None and not hides:
            self.current = found
        return self.current

    def _is_usable(self, token: Token | None) -> bool:
        return token is not None and bool(token.refresh_token or self.is_good(token))

    async def _save(self, token: Token) -> None:
        try:
            await self._call_store(self._store.save, token)
        except Exception as error:  # noqa: BLE001, the token is good all the same
            _log.warning(
                "the token is used from memory, because it cannot be stored: %s",
                _reason(error),
            )
        else:
            self._saved = token

    async def _call_store(self, method: Callable[..., Any], *args: Any) -> Any:
        if isinstance(self._store, MemoryStore) or inspect.iscoroutinefunction(method):
            return await maybe_await(method(*args))
        return await maybe_await(await in_thread(method, *args))


def _same(one: Token | None, other: Token | None) -> bool:
    # Stores may round the time and complete the scope.
    if one is None or other is None:
        return one is other
    keys = [(each.access_token, each.refresh_token) for each in (one, other)]
    return keys[0] == keys[1]


def _bearer(token: Token) -> dict[str, str]:
    kind = "Bearer" if token.token_type.lower() == "bearer" else token.token_type
    return {"Authorization": f"{kind} {token.access_token}"}


def _reason(error: Exception) -> str:
    """Return what may be logged of an error that may come from a user's code."""
    return str(error) if isinstance(error, Error) else type(error).__name__


def _read_token(response: Response, now: datetime, previous: Token | None) -> Token:
    try:
        data = response.json()
    except Exception:  # noqa: BLE001, its cause would hold the body
        raise AuthError("the token endpoint's response is not JSON") from None
    return Token.from_response(data, now=now, previous=previous)


class ClientCredentials(OAuth2):
    """
    An app that acts for itself (RFC 6749, section 4.4).

    Args:
        app: The app, with its token endpoint.
        scope: The scopes to request, or ``None`` for the service's default.
        **options: See `OAuth2`.
    """

    def __init__(self, app: App, *, scope: str | None = None, **options: Any) -> None:
        super().__init__(app, **options)
        self._scope = scope

    async def renew(self, token: Token | None, exchange: Exchange) -> Token:
        """See `OAuth2.renew`."""
        request = self.app.token_request("client_credentials", scope=self._scope)
        return await self.grant(request, exchange)


class AuthorizationCode(OAuth2):
    """
    An app that acts for a user (RFC 6749, section 4.1), with PKCE.

    Make a `SignIn` with `begin`, send the user to its `authorize_url`, and give the
    address that they came back to, to `finish`. From then on the token is renewed.

    Args:
        app: The app, with its token endpoint.
        redirect_uri: Where the service sends users back to, as registered.
        authorize_endpoint: The address of the service's sign-in page.
        scope: The scopes to request, or ``None`` for the service's default.
        pkce: Whether to use PKCE (RFC 7636).
        **options: See `OAuth2`.
    """

    def __init__(
        self,
        app: App,
        *,
        redirect_uri: str,
        authorize_endpoint: str,
        scope: str | Iterable[str] | None = None,
        pkce: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(app, **options)
        self._redirect_uri = redirect_uri
        self._authorize_endpoint = authorize_endpoint
        if scope is not None and not isinstance(scope, str):
            scope = " ".join(sorted(scope))
        self._scope = scope
        self._pkce = pkce
        # The refresh token that was refused for good, and the server's reason.
        self._dead: Secret | None = None
        self._verdict: str | None = None

    def begin(self) -> SignIn:
        """Return a new sign-in, with a state and a verifier of its own."""
        if self._pkce:
            return SignIn(self._redirect_uri)
        return SignIn(self._redirect_uri, verifier=None)

    def authorize_url(self, sign_in: SignIn, **extra: str | None) -> str:
        """
        Return the link to the service's sign-in page.

        Args:
            sign_in: See `begin`. Keep it until the user comes back.
            **extra: Further parameters of the query.
        """
        return sign_in.url(
            self._authorize_endpoint, self.app.client_id, scope=self._scope, **extra
        )

    async def finish(self, url: str, sign_in: SignIn, exchange: Exchange) -> Token:
        """
        Exchange the code in *url* for a token.

        Args:
            url: The address that the user came back to.
            sign_in: The sign-in whose link they followed.
            exchange: The ``request`` method of a client.

        Raises:
            AuthError: The user refused, the state is a different one, or the service
                refused the code.
        """
        url = Secret(url)
        return await self.grant(self.code_request(url, sign_in), exchange)

    def code_request(self, url: str, sign_in: SignIn) -> Request:
        """Return the request for a token, with the code in *url*: see `finish`."""
        return self.app.token_request(
            "authorization_code",
            code=sign_in.code(url),
            redirect_uri=sign_in.redirect_uri,
            code_verifier=sign_in.verifier,
        )

    async def renew(self, token: Token | None, exchange: Exchange) -> Token:
        """See `OAuth2.renew`."""
        if token is None or token.refresh_token is None:
            if self._verdict is not None:
                raise self.ended(self._verdict)
            raise AuthError("there is no token yet: sign in first")
        if self._verdict is not None and token.refresh_token == self._dead:
            raise self.ended(self._verdict)
        request = self.app.token_request(
            "refresh_token", refresh_token=Secret(token.refresh_token)
        )
        try:
            return await self.grant(request, exchange, token)
        except AuthError as error:
            if error.code != "invalid_grant":
                raise
            verdict = error.description
        # Another process may have used the refresh token before.
        newer = await self._latest()
        if newer is None or _same(newer, token):
            return await self._give_up(token, verdict)
        return newer if self.is_good(newer) else await self.renew(newer, exchange)

    async def _give_up(self, token: Token, verdict: str) -> Token:
        """Remember that *token* cannot be renewed, so that other tasks do not try."""
        assert token.refresh_token is not None
        self._dead, self._verdict = Secret(token.refresh_token), verdict
        self.current: Token | None = None
        # A store cannot be emptied. The next process must not use the token either,
        # though its access token may not have expired yet.
        await self._save(
            attrs.evolve(token, expires_at=self._now(), refresh_token=None)
        )
        renewed = await self.reauthorize()
        if renewed is None:
            raise self.ended(verdict)
        return renewed

    async def reauthorize(self) -> Token | None:
        """
        Sign the user in again, after the refresh token was refused for good.

        May be overridden. By default there is no way to, which is ``None``.
        """
        return None

    def ended(self, reason: str) -> AuthError:
        """
        Return the error to raise when the user has to sign in again.

        Args:
            reason: The server's description, or an empty text.
        """
        text = "the refresh token is no longer valid: the user has to sign in again"
        return AuthError(text, code="invalid_grant", description=reason)

    async def set_token(self, token: Token) -> None:
        """See `OAuth2.set_token`."""
        self._dead = self._verdict = None
        await super().set_token(token)

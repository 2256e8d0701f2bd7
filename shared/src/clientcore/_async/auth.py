"""
Credentials: what goes with a request, and how to get the next.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, TypeAlias

from .._errors import AuthError, StatusError
from .._oauth import App, Pkce, authorize_url, basic, code_from_redirect, refused
from .._request import Request
from .._response import Response
from .._tokens import MemoryStore, Token, TokenStore
from .._wire import Credentials
from .runtime import Lock, maybe_await

#: Sends a request of the credentials' own, without credentials.
Exchange: TypeAlias = Callable[[Request], Awaitable[Response]]


class Auth(Protocol):
    """What a client asks of credentials."""

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """
        Return the headers to send, renewing what is about to expire.

        As `Credentials` they can have something for the query as well.

        Raises:
            AuthError: There are none to be had.
        """
        ...

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """
        Renew what the server refused with 401.

        Args:
            rejected: The headers that were refused. If they are no longer the
                current ones, somebody else has renewed them already.

            exchange: Sends.

        Returns:
            Whether asking again makes sense.
        """
        ...


class HeaderKey:
    """
    A key in a header of its own.

    Args:
        name: The header.

        value: The key.
    """

    def __init__(self, name: str, value: str) -> None:
        if not value or not value.isascii() or not value.isprintable():
            raise ValueError(f"what goes into {name} is printable ASCII, and not empty")
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
    A key in the address, for services that take it nowhere else.

    It is in no log, error or hook of ours; but proxies and other programs on
    the way may write addresses down.

    Args:
        name: The parameter.

        value: The key.
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
    A token that somebody else takes care of (RFC 6750).

    Args:
        token: The token.
    """

    def __init__(self, token: str) -> None:
        super().__init__("Authorization", f"Bearer {token}" if token else "")


class Basic(HeaderKey):
    """
    A user name and a password (RFC 7617).

    Args:
        username: Without a colon.

        password: Anything.
    """

    def __init__(self, username: str, password: str) -> None:
        super().__init__("Authorization", basic(username, password))


class OAuth2:
    """
    A token that renews itself: the base of the flows below.

    However many tasks find it expired or refused, it is renewed once.

    Args:
        app: The app, and where its tokens come from.

        store: Where the token is kept. In memory by default.

        on_token: Called with each new token, after it was stored. May be a
            coroutine function in async clients.

        now: Tells the time, with a zone.
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
        self._store = store or MemoryStore()
        self._on_token = on_token
        self._now = now
        self._lock = Lock()
        self._token: Token | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.app.client_id}>"

    async def token(self, exchange: Exchange) -> Token:
        """
        Return a token that is good for a while.

        Raises:
            AuthError: There is none to be had.
        """
        token = self._token
        if token is not None and not token.is_expired(self._now()):
            return token
        async with self._lock.hold():
            token = await self._stored()
            if token is None or token.is_expired(self._now()):
                token = await self._renew(token, exchange)
        return token

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the header with the token."""
        return _bearer(await self.token(exchange))

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Renew the token, unless it is another one by now."""
        async with self._lock.hold():
            if self._token is None or _bearer(self._token) == rejected:
                await self._renew(await self._stored(), exchange)
        return True

    async def set_token(self, token: Token) -> None:
        """Take *token* from now on, and store it."""
        # Stored first: with rotating refresh tokens the old one is worthless.
        await maybe_await(self._store.save(token))
        self._token = token
        if self._on_token is not None:
            await maybe_await(self._on_token(token))

    async def _stored(self) -> Token | None:
        """Return the token that we have, or that the store has."""
        if self._token is None:
            self._token = await maybe_await(self._store.load())
        return self._token

    async def _renew(self, token: Token | None, exchange: Exchange) -> Token:
        """Get another token than *token*, with the lock held."""
        raise NotImplementedError

    async def _grant(
        self, exchange: Exchange, request: Request, previous: Token | None = None
    ) -> Token:
        """Ask for a token that takes the place of *previous*, and take it."""
        try:
            response = await exchange(request)
        except StatusError as error:
            if error.status >= 500 or error.status == 429:
                raise
            raise refused(error, self.app.secrets(request)) from None
        token = Token.from_answer(_json(response), now=self._now(), previous=previous)
        await self.set_token(token)
        return token


def _bearer(token: Token) -> dict[str, str]:
    kind = "Bearer" if token.token_type.lower() == "bearer" else token.token_type
    return {"Authorization": f"{kind} {token.access_token}"}


def _json(response: Response) -> Any:
    try:
        return response.json()
    except Exception:  # noqa: BLE001, its cause would hold the body
        raise AuthError("the token endpoint's answer is not JSON") from None


class ClientCredentials(OAuth2):
    """
    An app that acts for itself (RFC 6749, section 4.4).

    Args:
        app: The app.

        scope: What to ask for.

        **options: See `OAuth2`.
    """

    def __init__(self, app: App, *, scope: str | None = None, **options: Any) -> None:
        super().__init__(app, **options)
        self._scope = scope

    async def _renew(self, token: Token | None, exchange: Exchange) -> Token:
        request = self.app.token_request("client_credentials", scope=self._scope)
        return await self._grant(exchange, request)


class AuthorizationCode(OAuth2):
    """
    An app that acts for a person (RFC 6749, section 4.1), with PKCE.

    Send the person to `authorize_url`, then give the address that they came
    back to, to `finish`. After that the token renews itself.

    Args:
        app: The app.

        redirect_uri: Where people come back to.

        authorize_endpoint: The service's authorization page.

        scope: What to ask for.

        pkce: Whether to prove that who asked is who comes back.

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
        self._scope = scope
        self._pkce = Pkce() if pkce else None
        self._refused: str | None = None

    def authorize_url(self, state: str, **extra: str) -> str:
        """
        Return the address to send a person to.

        Args:
            state: Something random, kept in the person's session.

            **extra: What the service wants besides.
        """
        return authorize_url(
            self._authorize_endpoint,
            client_id=self.app.client_id,
            redirect_uri=self._redirect_uri,
            state=state,
            scope=self._scope,
            pkce=self._pkce,
            **extra,
        )

    async def finish(self, url: str, state: str | None, exchange: Exchange) -> Token:
        """
        Exchange the code in *url* for a token.

        Args:
            url: The address that the person came back to.

            state: What `authorize_url` was given.

            exchange: A client's ``request``.

        Raises:
            AuthError: The person refused, the state differs, or the service
                did not take the code.
        """
        request = self.app.token_request(
            "authorization_code",
            code=code_from_redirect(url, state=state),
            redirect_uri=self._redirect_uri,
            code_verifier=self._pkce and self._pkce.verifier,
        )
        async with self._lock.hold():
            return await self._grant(exchange, request)

    async def _renew(self, token: Token | None, exchange: Exchange) -> Token:
        if token is None or token.refresh_token is None:
            raise AuthError("nobody has signed in yet, or the sign-in has ended")
        # The store is read anew, since the person may sign in again elsewhere.
        self._token = None
        if token.refresh_token == self._refused:
            raise AuthError("the sign-in has ended", code="invalid_grant")
        request = self.app.token_request(
            "refresh_token", refresh_token=token.refresh_token
        )
        try:
            return await self._grant(exchange, request, previous=token)
        except AuthError as error:
            if error.code == "invalid_grant":
                # Once is enough for all who wait.
                self._refused = token.refresh_token
            raise

"""
Credentials: what is sent with a request, and how it is renewed.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol, TypeAlias, TypeGuard

import attrs

from .._credentials import Credentials
from .._errors import AuthError, DecodeError, Error, StatusError
from .._files import nothing_locked
from .._oauth import App, MemoryStore, SignIn, Token, TokenStore, basic, refused
from .._request import Request
from .._response import Response
from .._secrets import Secret
from .plugins import call_plugin
from .runtime import Lock, sleep, uninterrupted

_log = logging.getLogger("clientcore")

#: Seconds between attempts to lock a store, and the number of attempts.
_LOCK_POLL = 0.02
_LOCK_ATTEMPTS = 1500

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
            exchange: Sends a request for a token: `Client.exchange`.
        """
        ...

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """
        Renew credentials that the server refused with 401.

        Args:
            rejected: The headers that were refused. If they are no longer the
                current ones, another task has renewed them already.
            exchange: See `headers`.

        Returns:
            Whether to send the request again.
        """
        ...


class _Fixed:
    """Credentials that are not renewed."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        return self._credentials

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        return False


class HeaderKey(_Fixed):
    """
    A key in a header.

    Args:
        name: The header's name.
        value: The key, printable ASCII.
    """

    def __init__(self, name: str, value: str) -> None:
        value = Secret(value)
        if not value or not value.isascii() or not value.isprintable():
            raise ValueError(f"the value of {name} must be printable ASCII, not empty")
        super().__init__(Credentials({name: value}))


class QueryKey(_Fixed):
    """
    A key in the query, for services that accept it nowhere else.

    It is in no log, error or hook of this library, but proxies and servers may log
    whole URLs.

    Args:
        name: The parameter's name.
        value: The key, which is sent unchanged.
    """

    def __init__(self, name: str, value: str) -> None:
        if not value:
            raise ValueError(f"the key for {name} is empty")
        super().__init__(Credentials(query={name: value}))


class Bearer(HeaderKey):
    """
    A fixed token, printable ASCII, which is not renewed (RFC 6750).
    """

    def __init__(self, token: str) -> None:
        super().__init__("Authorization", f"Bearer {token}" if token else "")


class Basic(HeaderKey):
    """
    A user name without a colon, and a password (RFC 7617).
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
        now: Returns the time, with a time zone.

    Attributes:
        app: The app, with its token endpoint.
        current: The token in use, expired or not, or ``None``.
    """

    #: Whether a token can be had from a stored one only.
    _needs_stored = True

    def __init__(
        self,
        app: App,
        *,
        store: TokenStore | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.app = app
        self.current: Token | None = None
        self._store = store or MemoryStore()
        self._now = now
        # What the store returned and saved last: what else is in it is another's.
        self._found: Token | None = None
        self._saved: Token | None = None
        # Taken in this order: one task at a time renews, it locks the store against
        # other processes, and what it saves does not mix with a sign-in that ends
        # meanwhile.
        self._renewing = Lock()
        self._unlock: Callable[[], Any] | None = None
        self._saving = Lock()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.app.client_id}>"

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        return (await self.token(exchange)).headers()

    async def refresh(
        self, rejected: Mapping[str, str] | None, exchange: Exchange
    ) -> bool:
        """See `Auth.refresh`. With ``None`` for *rejected* the token is renewed."""

        def is_another(token: Token | None) -> TypeGuard[Token]:
            if rejected is None or not self.is_good(token):
                return False
            return token.headers() != rejected

        await self._find(is_another, exchange)
        return True

    async def token(self, exchange: Exchange) -> Token:
        """
        Return a token that is good for a minute at least, renewing it if needed.

        Raises:
            AuthError: The token endpoint refused, or the user has to sign in.
        """
        if self.is_good(token := self.current):
            return token
        return await self._find(self.is_good, exchange)

    async def _find(
        self, fits: Callable[[Token | None], TypeGuard[Token]], exchange: Exchange
    ) -> Token:
        """Return a token that *fits*: the one in use, the stored one, or a new one."""
        async with self._renewing.hold():
            if fits(token := self.current):
                return token
            async with self._exclusive():
                token = await self._latest()
                return token if fits(token) else await self.renew(token, exchange)

    # --- For subclasses ---------------------------------------------------------

    async def load(self) -> Token | None:
        """Return the newest token, in use or stored, expired or not, or ``None``."""
        async with self._renewing.hold():
            return await self._latest()

    def is_good(self, token: Token | None) -> TypeGuard[Token]:
        """Return whether *token* exists and is good for a minute at least."""
        return token is not None and not token.is_expired(self._now())

    async def renew(self, token: Token | None, exchange: Exchange) -> Token:
        """
        Get a new token for *token* by `grant`. To be overridden.

        One task calls it at a time. *token* is ``None`` if there is none yet.
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
            exchange: Sends *request*: `Client.exchange`.
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
            raise refused(error) from None
        try:
            token = Token.from_response(response.json(), self._now(), previous)
        except DecodeError:
            # Its frames and its cause hold the body.
            raise AuthError("the token endpoint's response is not JSON") from None
        await self.set_token(token)
        return token

    async def set_token(self, token: Token) -> None:
        """Store *token*, and use it from now on."""
        # Used before it is stored, so that other tasks and a failing store lose
        # nothing.
        self.current = token
        async with self._exclusive(), self._saving.hold():
            await self._save(token)

    # --- The store --------------------------------------------------------------

    async def _latest(self) -> Token | None:
        """Return the token in use, or a newer one that another process has stored."""
        try:
            found = await call_plugin(self._store.load)
        except Exception as error:
            is_needed = self._needs_stored or not isinstance(error, AuthError)
            if self.current is None and is_needed:
                raise
            _log.warning("the stored token cannot be read: %s", _reason(error))
            return self.current
        known, self._found = (self._found, self._saved), found
        if found is None or any(map(found.is_same, known)):
            return self.current
        # One that has ended and cannot be renewed must not hide one that may be.
        if self.current is None or found.refresh_token or self.is_good(found):
            self.current = found
        return self.current

    async def _save(self, token: Token) -> None:
        try:
            await call_plugin(self._store.save, token)
        except Exception as error:  # noqa: BLE001, the token is good all the same
            _log.warning(
                "the token is used from memory, because it cannot be stored: %s",
                _reason(error),
            )
        else:
            self._saved = token

    @asynccontextmanager
    async def _exclusive(self) -> AsyncIterator[None]:
        """
        Lock the store, if it has a lock, against other processes and other clients.

        A lock that is held for half a minute is ignored: its process may have been
        stopped. Then, and with stores without a lock, two processes may renew one
        token at the same moment, and one may overwrite what the other has saved since
        it read the store last.
        """
        lock: Any = getattr(self._store, "lock", None)
        taken: list[bool] = []

        async def take() -> None:
            try:
                unlock = await call_plugin(lock)
            except Exception as error:  # noqa: BLE001, the token is good all the same
                _log.warning("the stored token cannot be locked: %s", _reason(error))
                unlock = nothing_locked
            if unlock:
                self._unlock = unlock
                taken.append(True)

        try:
            # A sign-in may end while this object holds the lock for a renewal.
            for _ in range(_LOCK_ATTEMPTS if lock else 0):
                if self._unlock is None:
                    # A task that is cancelled meanwhile must not leave it locked.
                    await uninterrupted(take)
                if self._unlock is not None:
                    break
                await sleep(_LOCK_POLL)
            yield
        finally:
            if taken:
                await self._release()

    async def _release(self) -> None:
        unlock, self._unlock = self._unlock, None
        if unlock:
            try:
                await uninterrupted(call_plugin, unlock)
            except Exception as error:  # noqa: BLE001, the token is good all the same
                _log.warning("the stored token cannot be unlocked: %s", _reason(error))


def _reason(error: Exception) -> str:
    """Return what may be logged of an error that may come from a user's code."""
    return str(error) if isinstance(error, Error) else type(error).__name__


class ClientCredentials(OAuth2):
    """
    An app that acts for itself (RFC 6749, section 4.4).

    Args:
        app: The app, with its token endpoint.
        scope: The scopes to request, or ``None`` for the service's default.
        **options: See `OAuth2`.
    """

    _needs_stored = False

    def __init__(self, app: App, *, scope: str | None = None, **options: Any) -> None:
        super().__init__(app, **options)
        self._scope = scope

    async def renew(self, token: Token | None, exchange: Exchange) -> Token:
        request = self.app.token_request("client_credentials", scope=self._scope)
        return await self.grant(request, exchange)


class AuthorizationCode(OAuth2):
    """
    An app that acts for a user (RFC 6749, section 4.1).

    Make a `SignIn`, send the user to its `SignIn.url`, and give the address that they
    came back to, to `finish`. From then on the token is renewed. For the arguments see
    `OAuth2`.
    """

    current: Token | None
    #: The refresh token that was refused for good, and the server's description.
    _verdict: tuple[Secret, str] | None = None

    async def finish(self, url: str, sign_in: SignIn, exchange: Exchange) -> Token:
        """
        Exchange the code in *url* for a token.

        Args:
            url: The address that the user came back to.
            sign_in: The sign-in whose link they followed.
            exchange: `Client.exchange`.

        Raises:
            AuthError: The user refused, the state is a different one, or the service
                refused the code.
        """
        url = Secret(url)
        request = self.app.token_request(
            "authorization_code",
            code=sign_in.code(url),
            redirect_uri=sign_in.redirect_uri,
            code_verifier=sign_in.verifier,
        )
        return await self.grant(request, exchange)

    async def renew(self, token: Token | None, exchange: Exchange) -> Token:
        refresh_token = Secret(token.refresh_token or "") if token else Secret()
        if self._verdict is not None and refresh_token in {"", self._verdict[0]}:
            raise self.ended(self._verdict[1])
        if token is None:
            raise AuthError("there is no token yet: sign in first")
        if not refresh_token:
            # Another process has stored it so, see `_give_up`.
            raise self.ended("")
        request = self.app.token_request("refresh_token", refresh_token=refresh_token)
        try:
            return await self.grant(request, exchange, token)
        except AuthError as error:
            if error.code != "invalid_grant":
                raise
            reason = error.description
        return await self._give_up(token, reason, exchange)

    async def _give_up(self, token: Token, reason: str, exchange: Exchange) -> Token:
        """
        Remember that *token* cannot be renewed, so that no other task tries to.

        A store cannot be emptied, so the token without its refresh token is stored:
        the next process must not use it, though its access token may still be good.
        """
        async with self._saving.hold():
            # Another process may have used the refresh token before, or the user has
            # signed in meanwhile. What they have stored must not be overwritten.
            newer = await self._latest()
            if newer is None or newer.is_same(token):
                self._verdict = Secret(token.refresh_token or ""), reason
                self.current = newer = None
                await self._save(
                    attrs.evolve(token, expires_at=self._now(), refresh_token=None)
                )
        if newer is None:
            # The user may take minutes, for which other processes must not wait.
            await self._release()
            if (newer := await self.reauthorize()) is None:
                raise self.ended(reason)
            return newer
        return newer if self.is_good(newer) else await self.renew(newer, exchange)

    async def reauthorize(self) -> Token | None:
        """
        Sign the user in again, after the refresh token was refused for good.

        May be overridden. By default there is no way to do so, and it returns ``None``.
        """
        return None

    def ended(self, reason: str) -> AuthError:
        """Return the error for a user who has to sign in again, as *reason* says."""
        text = "the refresh token is no longer valid: the user has to sign in again"
        return AuthError(text, code="invalid_grant", description=reason)

    async def set_token(self, token: Token) -> None:
        self._verdict = None
        await super().set_token(token)

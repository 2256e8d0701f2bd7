# Generated from _async/auth.py by `nox -s twins`: do not edit.
"""
Authenticators, which get tokens for a client.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from clientcore import App, FileStore, Token, TokenStore
from clientcore.sync import ClientCredentials, Exchange, OAuth2, in_thread, maybe_await

from .._api import ACCOUNTS_URL
from .._app import check_app, from_environment
from .._errors import AuthenticationError, own_errors
from .._scope import Scope
from .._tokens import AuthenticationResponse

if TYPE_CHECKING:
    from .client import Client

Clock = Callable[[], datetime]
Storage: TypeAlias = "str | os.PathLike[str] | TokenStore | None"


class Authenticator:
    """
    The base class of all authenticators. A client binds one by calling it.

    A subclass of your own overrides `authorize` and `header`.

    Args:
        client_id: The app's id, from the dashboard.
        client_secret: The app's secret, or ``None`` if the app cannot keep one.

    Attributes:
        client_id: The app's id.
    """

    def __init__(self, client_id: str, client_secret: str | None = None) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        self._client: Client | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.client_id}>"

    def __call__(self, client: Client) -> Self:
        """Bind the authenticator to *client*, and return it."""
        self._client = client
        return self

    @property
    def client(self) -> Client:
        """
        The client that the authenticator is bound to.

        Raises:
            ValueError: The authenticator is not bound to a client yet.
        """
        if self._client is None:
            raise ValueError("this authenticator belongs to no client yet")
        return self._client

    @property
    def header(self) -> Mapping[str, str] | None:
        """
        The header that is sent with each request.

        Raises:
            ValueError: `authorize` has not been called yet.
        """
        raise ValueError("there is no token yet: authorize first")

    @property
    def market(self) -> str:
        """
        The market for requests that need one, if the caller passes none.

        Raises:
            RuntimeError: This authenticator has no market.
        """
        raise RuntimeError(f"{type(self).__name__} names no market")

    def authorize(self) -> None:
        """Get the credentials for requests."""
        raise NotImplementedError

    def refresh(self, start_task: bool = True) -> None:
        """
        Renew the token now. A client also renews it when needed.

        Args:
            start_task: Ignored, for compatibility with asyncspotify 0.12.

        Raises:
            TypeError: This authenticator cannot renew its credentials.
        """
        raise TypeError(f"{type(self).__name__} cannot refresh")

    def close(self) -> None:
        """Release resources. The base class has none."""

    # --- For the client and the transport --------------------------------------

    def _signed_in_again(self) -> bool:
        """Sign the user in after a sign-in has ended, and return whether it worked."""
        return False

    @property
    def _granted(self) -> Scope | None:
        """The scopes that the user granted, or ``None`` if they are not known."""
        return None

    def _headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the headers for a request: see `clientcore.sync.Auth.headers`."""
        headers = self.header
        if headers is None:
            raise AuthenticationError(f"{self!r} has no header to send")
        return headers

    def _refused(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Renew the credentials after a 401: see `clientcore.sync.Auth.refresh`."""
        return False


class Credentials:
    """
    Passes an authenticator's headers to the transport: see `clientcore.sync.Auth`.
    """

    def __init__(self, authenticator: Authenticator) -> None:
        self._authenticator = authenticator

    def __repr__(self) -> str:
        return repr(self._authenticator)

    def headers(self, exchange: Exchange) -> Mapping[str, str]:
        return self._authenticator._headers(exchange)

    def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        return self._authenticator._refused(rejected, exchange)


class _Hooks:
    """A token store that calls the ``load`` and ``store`` of an authenticator."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def load(self) -> Token | None:
        response = self._flow.load()
        return None if response is None else _token(response)

    def save(self, token: Token) -> None:
        self._flow.store(self._flow.response_class.from_token(token))

    @property
    def lock(self) -> Any:
        """The lock of the store in use, if it has one: see `clientcore.FileStore`."""
        return getattr(self._flow._store, "lock", None)


def _token(response: Any) -> Token:
    if not isinstance(response, AuthenticationResponse):
        name = type(response).__name__
        raise TypeError(f"expected an AuthenticationResponse, not {name}")
    return response.to_token()


class Flow(Authenticator):
    """
    The base class of the authenticators for OAuth 2.

    A token is renewed when a request needs it and it expires within a minute, and
    when the service refuses it.

    Args:
        client_id: The app's id, from the dashboard.
        client_secret: The app's secret, or ``None`` if the app cannot keep one.
        response_class: The class of the tokens that are passed to `store`.
        storage: Path of a file for the token, or a `clientcore.TokenStore` such as
            ``clientcore.redis.RedisStore``. ``None`` to keep it in memory.
        accounts_url: Base URL of the accounts service.
        now: Returns the time, with a time zone.

    Attributes:
        app: The app, with its token endpoint.
        storage: See above.
        response_class: The class of the tokens that are passed to `store`.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | None,
        response_class: type[AuthenticationResponse],
        *,
        storage: Storage = None,
        accounts_url: str = ACCOUNTS_URL,
        now: Clock = lambda: datetime.now(UTC),
    ) -> None:
        check_app(client_id, client_secret)
        super().__init__(client_id, client_secret)
        self.response_class = response_class
        self.storage = storage
        self._store = self._opened(storage)
        self._accounts = accounts_url.rstrip("/")
        self.app: App = App(f"{self._accounts}/api/token", client_id, client_secret)
        self._tokens = self._make_tokens(store=_Hooks(self), now=now)

    def _opened(self, storage: Storage) -> TokenStore | None:
        """Return the store that *storage* stands for."""
        if isinstance(storage, str | os.PathLike):
            return FileStore(storage)
        return storage

    def _make_tokens(self, **options: Any) -> OAuth2:
        """Return the credentials that request and renew the token."""
        raise NotImplementedError

    @classmethod
    def from_env(cls, **options: Any) -> Self:
        """
        Make an authenticator with the client ID and secret of the environment.

        It reads ``SPOTIFY_CLIENT_ID`` and ``SPOTIFY_CLIENT_SECRET``, and for
        authenticators of users ``SPOTIFY_REDIRECT_URI``; else spotipy's names, which
        begin with ``SPOTIPY``.

        Args:
            **options: Other arguments of the constructor, by name.

        Raises:
            ValueError: A variable is missing or not valid.
        """
        return cls(**cls._of_environment(), **options)

    @classmethod
    def _of_environment(cls) -> dict[str, Any]:
        names = {"client_id": "CLIENT_ID", "client_secret": "CLIENT_SECRET"}
        return {name: from_environment(key) for name, key in names.items()}

    @property
    def header(self) -> Mapping[str, str]:
        return self.response.header

    @property
    def response(self) -> AuthenticationResponse:
        """
        The token in use.

        Raises:
            ValueError: `authorize` has not been called yet.
        """
        token = self._tokens.current
        if token is None:
            raise ValueError("there is no token yet: authorize first")
        return self.response_class.from_token(token)

    def authorize(self) -> None:
        """
        Get a token, unless there is one that has not expired.

        Raises:
            AuthenticationError: The token endpoint refused the request.
        """
        with own_errors():
            self._tokens.token(self.client.exchange)

    def refresh(self, start_task: bool = True) -> None:
        """
        Renew the token now. A client also renews it when needed.

        Args:
            start_task: Ignored, for compatibility with asyncspotify 0.12.

        Raises:
            AuthenticationError: The token endpoint refused the request.
        """
        with own_errors():
            self._tokens.refresh(None, self.client.exchange)

    def load(self) -> AuthenticationResponse | None:
        """
        Return the stored token, or ``None`` if there is none.

        Override it and `store` to store tokens in a place of your own.
        """
        if self._store is None:
            return None
        token = maybe_await(in_thread(self._store.load))
        return None if token is None else self.response_class.from_token(token)

    def store(self, response: AuthenticationResponse) -> None:
        """
        Store a token. Called with each new token.

        Args:
            response: The token; ``to_dict()`` returns it as JSON's types. An expired
                one without a refresh token means that the user has to sign in
                again. `load` may return it.
        """
        if self._store is not None:
            maybe_await(in_thread(self._store.save, response.to_token()))

    def _headers(self, exchange: Exchange) -> Mapping[str, str]:
        return self._tokens.headers(exchange)

    def _refused(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        return self._tokens.refresh(rejected, exchange)


class ClientCredentialsFlow(Flow):
    """
    For an app without a user: public data only (client credentials flow).

    Args:
        client_id: The app's id, from the dashboard.
        client_secret: The app's secret, from the dashboard.
        response_class: The class of the tokens that are passed to `store`.
        **options: ``storage``, ``accounts_url`` and ``now``, see `Flow`.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        response_class: type[AuthenticationResponse] = AuthenticationResponse,
        **options: Any,
    ) -> None:
        super().__init__(client_id, client_secret, response_class, **options)

    @property
    def market(self) -> str:
        """``US``, because an app without a user has no country."""
        return "US"

    def _make_tokens(self, **options: Any) -> OAuth2:
        return ClientCredentials(self.app, **options)

# Generated from _async/auth.py by `nox -s twins`: do not edit.
"""
Authenticators: what gets a client its tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from clientcore import App, Token
from clientcore.sync import ClientCredentials, Exchange, OAuth2

from .._api import ACCOUNTS_URL
from .._errors import AuthenticationError, own_errors
from .._scope import Scope
from .._tokens import AuthenticationResponse

if TYPE_CHECKING:
    from .client import Client

Clock = Callable[[], datetime]


class Authenticator:
    """
    The base of all authenticators. A client binds it by calling it.

    Of your own, override `authorize` and `header`.

    Args:
        client_id: The app's id, from the dashboard.

        client_secret: Its secret, or ``None`` if it cannot keep one.

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
        """Bind it to *client*, and return it."""
        self._client = client
        return self

    @property
    def client(self) -> Client:
        """
        The client that it is bound to.

        Raises:
            ValueError: None.
        """
        if self._client is None:
            raise ValueError("this authenticator belongs to no client yet")
        return self._client

    @property
    def header(self) -> Mapping[str, str] | None:
        """
        The header that goes with each request.

        Raises:
            ValueError: There is no token yet.
        """
        raise ValueError("there is no token yet: authorize first")

    @property
    def market(self) -> str:
        """
        The market to ask for where one is needed and none was given.

        Raises:
            RuntimeError: This authenticator names none.
        """
        raise RuntimeError(f"{type(self).__name__} names no market")

    def authorize(self) -> None:
        """Get what it takes to make requests."""
        raise NotImplementedError

    def refresh(self, start_task: bool = True) -> None:
        """
        Get another token now. That happens by itself, too.

        Args:
            start_task: Without effect: there is no task.

        Raises:
            TypeError: It cannot.
        """
        raise TypeError(f"{type(self).__name__} cannot refresh")

    def close(self) -> None:
        """Give back what it holds, which is nothing."""

    # --- For the client and the transport --------------------------------------

    @property
    def _granted(self) -> Scope | None:
        """What the user has allowed, or ``None`` if that is not known."""
        return None

    def _headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return what goes with a request: see `clientcore.sync.Auth`."""
        headers = self.header
        if headers is None:
            raise AuthenticationError(f"{self!r} has no header to send")
        return headers

    def _refused(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Tell whether there are others after a 401: see `clientcore.sync.Auth`."""
        return False


class Credentials:
    """
    An authenticator, as the transport wants it.

    Args:
        authenticator: It.
    """

    def __init__(self, authenticator: Authenticator) -> None:
        self._authenticator = authenticator

    def __repr__(self) -> str:
        return repr(self._authenticator)

    def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """See `clientcore.sync.Auth.headers`."""
        return self._authenticator._headers(exchange)

    def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """See `clientcore.sync.Auth.refresh`."""
        return self._authenticator._refused(rejected, exchange)


class _Hooks:
    """The store that an authenticator's own methods are."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow

    def load(self) -> Token | None:
        """See `clientcore.TokenStore.load`."""
        response = self._flow.load()
        return None if response is None else _token(response)

    def save(self, token: Token) -> None:
        """See `clientcore.TokenStore.save`."""
        self._flow.store(self._flow.response_class.from_token(token))

    @property
    def lock(self) -> Any:
        """See `clientcore.FileStore.lock`."""
        return getattr(getattr(self._flow, "_store", None), "lock", None)


def _token(response: Any) -> Token:
    if not isinstance(response, AuthenticationResponse):
        name = type(response).__name__
        raise TypeError(f"expected an AuthenticationResponse, not {name}")
    return response.to_token()


class Flow(Authenticator):
    """
    The base of the authenticators for OAuth 2.

    Tokens are renewed when a request needs one and there is a minute left, or
    when the service refuses one.

    Args:
        client_id: The app's id.

        client_secret: Its secret, or ``None``.

        response_class: What tokens are given to `store` as.

        accounts_url: Where tokens come from.

        now: Tells the time, with a zone.

    Attributes:
        app: The app, as the transport knows it.

        response_class: What tokens are given to `store` as.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | None,
        response_class: type[AuthenticationResponse],
        *,
        accounts_url: str = ACCOUNTS_URL,
        now: Clock = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(client_id, client_secret)
        self.response_class = response_class
        self._accounts = accounts_url.rstrip("/")
        self.app: App = App(f"{self._accounts}/api/token", client_id, client_secret)
        self._tokens = self._make_tokens(store=_Hooks(self), now=now)

    def _make_tokens(self, **options: Any) -> OAuth2:
        """Return the transport's credentials, which renew the token."""
        raise NotImplementedError

    @property
    def header(self) -> Mapping[str, str]:
        """See `Authenticator.header`."""
        return self.response.header

    @property
    def response(self) -> AuthenticationResponse:
        """
        The token in use.

        Raises:
            ValueError: There is none yet.
        """
        token = self._tokens.current
        if token is None:
            raise ValueError("there is no token yet: authorize first")
        return self.response_class.from_token(token)

    def authorize(self) -> None:
        """
        Get a token, unless there is one.

        Raises:
            AuthenticationError: There is none to be had.
        """
        with own_errors():
            self._tokens.token(self.client.exchange)

    def refresh(self, start_task: bool = True) -> None:
        """
        Get another token now. That happens by itself, too.

        Args:
            start_task: Without effect: there is no task.

        Raises:
            AuthenticationError: There is none to be had.
        """
        with own_errors():
            self._tokens.refresh(None, self.client.exchange)

    def load(self) -> AuthenticationResponse | None:
        """
        Return the token that was stored, or ``None``.

        To be overridden, with `store`, to keep tokens somewhere of your own.
        """
        return None

    def store(self, response: AuthenticationResponse) -> None:
        """
        Store a token. Called before it is used.

        Args:
            response: It, with ``to_dict()``. One that has ended and has no
                refresh token stands for none: `load` may return it all the same.
        """

    def _headers(self, exchange: Exchange) -> Mapping[str, str]:
        return self._tokens.headers(exchange)

    def _refused(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        return self._tokens.refresh(rejected, exchange)


class ClientCredentialsFlow(Flow):
    """
    For an app on its own: what is public, and nothing of any user.

    Args:
        client_id: The app's id, from the dashboard.

        client_secret: Its secret.

        response_class: What tokens are given to `store` as.

        **options: ``accounts_url``, where tokens come from, and ``now``.
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
        """The United States, since an app is in no country."""
        return "US"

    def _make_tokens(self, **options: Any) -> OAuth2:
        return ClientCredentials(self.app, **options)

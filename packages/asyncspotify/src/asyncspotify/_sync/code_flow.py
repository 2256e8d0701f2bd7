# Generated from _async/code_flow.py by `nox -s twins`: do not edit.
"""
Authenticators for users: authorization code flow, with or without PKCE.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import date, datetime, timedelta
from typing import Any, Self

from clientcore import Credentials, Secret, SignIn, Token, TokenStore
from clientcore.sync import AuthorizationCode, Lock, maybe_await

from .._app import check_redirect_uri, from_environment
from .._errors import AuthenticationError, RefreshTokenExpired, own_errors
from .._redirect import RedirectError, redirect_errors
from .._route import Route
from .._scope import Scope
from .._storage import SecretFile, six_months_after
from .._tokens import AuthenticationResponse, AuthorizationCodeFlowResponse
from .auth import Flow, Storage

_log = logging.getLogger("asyncspotify")

#: How long before its end the end of a sign-in is logged.
_WARN_BEFORE = timedelta(days=7)


class AuthorizationCodeFlow(Flow):
    """
    For an app that acts for a user.

    Send the user to the link of `create_authorize_route`, and pass the address that
    they came back to, to `get_token_from_redirect`. Or override `setup`, which does
    both, and call `authorize`. To store tokens, pass *storage*, or override `load`
    and `store`.

    An authenticator serves one user at a time.

    Args:
        client_id: The app's id, from the dashboard.
        client_secret: The app's secret. ``None`` if the app cannot keep one, which
            requires *pkce*.
        scope: The scopes to request.
        redirect_uri: The redirect address, exactly as registered.
        response_class: The class of the tokens that are passed to `store`.
        pkce: Whether to use PKCE (RFC 7636). ``None`` means only without a secret.
        storage: Path of a file for the token, or a `clientcore.TokenStore`.
        show_dialog: Whether users who have granted the scopes are asked again.
        on_reauthorize: Called with the authenticator after a refresh token was
            refused for good. It returns a new token as `setup` does, or ``None``,
            after which the request fails. It is called once, however many requests
            wait for it, and without a deadline. May be a coroutine function in async
            code.
        **options: ``accounts_url`` and ``now``, see `Flow`.

    Attributes:
        scope: The scopes to request.
        redirect_uri: The redirect address.

    Raises:
        TypeError: *scope* is not a `Scope`.
        ValueError: There is no secret, and *pkce* is false; or *client_id*,
            *client_secret* or *redirect_uri* is one that Spotify refuses.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | None,
        scope: Scope,
        redirect_uri: str,
        response_class: type[AuthenticationResponse] = AuthorizationCodeFlowResponse,
        *,
        pkce: bool | None = None,
        storage: Storage = None,
        show_dialog: bool = False,
        on_reauthorize: Callable[[Any], Any] | None = None,
        **options: Any,
    ) -> None:
        if not isinstance(scope, Scope):
            raise TypeError(f"the scope is a Scope, not {type(scope).__name__}")
        check_redirect_uri(redirect_uri)
        if client_secret is None and pkce is False:
            raise ValueError("without a secret PKCE is needed")
        self._pkce = client_secret is None if pkce is None else pkce
        self.scope = scope
        super().__init__(
            client_id, client_secret, response_class, storage=storage, **options
        )
        self.redirect_uri = redirect_uri
        self._show_dialog = show_dialog
        self._on_reauthorize = on_reauthorize
        self._begin()

    def _begin(self) -> None:
        """Set what belongs to one user and is not stored."""
        self._sign_in: SignIn | None = None
        self._since: datetime | None = None
        self._warned = False
        self._told: Any = None
        self._signing_in = Lock()
        self._is_hook: ContextVar[bool] = ContextVar("is_hook", default=False)

    @classmethod
    def _of_environment(cls) -> dict[str, Any]:
        values = super()._of_environment()
        redirect_uri = from_environment("REDIRECT_URI")
        return (
            values if redirect_uri is None else {**values, "redirect_uri": redirect_uri}
        )

    def _opened(self, storage: Storage) -> TokenStore | None:
        if isinstance(storage, str | os.PathLike):
            return SecretFile(storage, self.client_id, self.scope)
        return storage

    def for_user(self, token_store: TokenStore) -> Self:
        """
        Return a copy for another user: see `Client.for_user`.

        Args:
            token_store: Stores the user's token, also if this class has `load` and
                `store` of its own.
        """
        user = copy(self)
        user._client = None
        user._begin()
        user.storage = user._store = token_store
        user._tokens = user._make_tokens(store=token_store, now=self._tokens._now)
        return user

    _tokens: UserTokens

    def _make_tokens(self, **options: Any) -> UserTokens:
        return UserTokens(self.app, **options)

    @property
    def market(self) -> str:
        """``from_token``: the country of the user's account."""
        return "from_token"

    @property
    def _granted(self) -> Scope | None:
        token = self._tokens.current
        return None if token is None or not token.scope else Scope.parse(token.scope)

    @property
    def expires_on(self) -> date | None:
        """
        The day on which the user has to sign in again, six months after a sign-in.

        ``None`` if the time of the sign-in is not known, because it was not by this
        object and the token is not stored in a `SecretFile` of this version.
        """
        signed_in = self._signed_in_at
        return None if signed_in is None else six_months_after(signed_in)

    @property
    def _signed_in_at(self) -> datetime | None:
        store = self._store
        if isinstance(store, SecretFile):
            return store.signed_in_at
        return self._since

    # --- To be overridden -----------------------------------------------------

    def setup(self) -> AuthenticationResponse:
        """
        Sign the user in, and return their token.

        To be overridden, and to end in
        ``return self.get_token_from_redirect(url)``.
        """
        raise NotImplementedError("override setup() to sign the user in")

    # --- Signing in -----------------------------------------------------------

    def authorize(self) -> None:
        """
        Use the stored token, renewed if it has expired; without one call `setup`.

        However many tasks call it at the same time, the user signs in once.

        Raises:
            AuthenticationError: The service refused the request, or the user refused
                to sign in.
        """
        with self._single():
            with own_errors():
                self._authorize()

    def _authorize(self) -> None:
        token = self._tokens.load()
        if not self._tokens.is_good(token) and not (token and token.refresh_token):
            self._set_up()
            return
        try:
            self._tokens.token(self.client.exchange)
        except RefreshTokenExpired:
            if not self._call_hook():
                self._set_up()
        else:
            self._warn_before_end()

    def _set_up(self) -> None:
        self._take(self.setup())

    @contextmanager
    def _single(self) -> Iterator[None]:
        """Let one task sign the user in; what a hook calls belongs to that task."""
        if self._is_hook.get():
            yield
            return
        with self._signing_in.hold():
            yield

    def _warn_before_end(self) -> None:
        """Log a warning some days before the sign-in ends, once."""
        end = self.expires_on
        today = self._tokens._now().date()
        if end is None or self._warned or end - today > _WARN_BEFORE:
            return
        self._warned = True
        _log.warning("the sign-in ends on %s: the user has to sign in again", end)

    def _signed_in_again(self) -> bool:
        if self._on_reauthorize is None:
            return False
        if self._is_hook.get():
            raise AuthenticationError(
                "on_reauthorize needs a new token before it can use the client: call"
                " setup() or get_token_from_redirect() first"
            )
        with self._signing_in.hold():
            # Or another task has waited for the same hook.
            return self._tokens.is_good(self._tokens.current) or self._call_hook()

    def _call_hook(self) -> bool:
        """Call *on_reauthorize*, and return whether there is a token now."""
        verdict = self._tokens._verdict
        if self._on_reauthorize is None or self._told == verdict:
            # Called once for a sign-in that has ended: it may send a mail.
            return False
        self._told = verdict
        token = self._is_hook.set(True)
        try:
            response = maybe_await(self._on_reauthorize(self))
        finally:
            self._is_hook.reset(token)
        if response is None:
            return False
        self._take(response)
        return True

    def _take(self, response: Any) -> Token:
        """Use a token from now on, and store it, unless it is in use already."""
        if not isinstance(response, AuthenticationResponse):
            name = type(response).__name__
            raise TypeError(f"expected an AuthenticationResponse, not {name}")
        token = response.to_token()
        current = self._tokens.current
        if current is None or current.access_token != token.access_token:
            self._tokens.set_token(token)
        return token

    @property
    def sign_in(self) -> SignIn | None:
        """
        The sign-in of the link by `create_authorize_route`, or ``None``.

        If the user comes back to another process or object, store
        ``sign_in.to_data()`` in the user's session, and assign
        ``SignIn.from_data(…)`` of it there.

        Raises:
            ValueError: The assigned sign-in has no state, or no verifier although
                *pkce* is true.
        """
        return self._sign_in

    @sign_in.setter
    def sign_in(self, value: SignIn | None) -> None:
        if value is not None and not value.state:
            raise ValueError("a sign-in needs a state")
        if value is not None and self._pkce and value.verifier is None:
            raise ValueError("with PKCE a sign-in needs a verifier")
        self._sign_in = value

    def create_authorize_route(self) -> Route:
        """
        Return the route to the sign-in page; ``str()`` of it is the link.

        It is the same until a token was received.
        """
        sign_in = self._current_sign_in()
        return Route(
            "GET",
            f"{self._accounts}/authorize",
            **sign_in.query(
                self.client_id,
                scope=self.scope.string(),
                show_dialog="true" if self._show_dialog else None,
            ),
        )

    def _current_sign_in(self) -> SignIn:
        """Return the sign-in that has begun, or begin one."""
        if self._sign_in is None:
            self._sign_in = self._new_sign_in()
        return self._sign_in

    def _new_sign_in(self) -> SignIn:
        if self._pkce:
            return SignIn(self.redirect_uri)
        return SignIn(self.redirect_uri, verifier=None)

    def _require_sign_in(self) -> SignIn:
        """
        Return the sign-in that has begun.

        Raises:
            RedirectError: There is none, so the state cannot be compared.
        """
        if self._sign_in is None:
            raise RedirectError(
                "no sign-in is under way here: make the link with"
                " create_authorize_route(), or set sign_in to the one that did"
            )
        return self._sign_in

    def get_code_from_redirect(self, url: str) -> str:
        """
        Return the code in the address that the user came back to.

        Args:
            url: The whole address, with its query.

        Raises:
            RedirectError: The user refused, or the address is not of a user who
                followed the link of `sign_in`. It is a ValueError too.
        """
        url = Secret(url)
        with redirect_errors():
            return self._require_sign_in().code(url)

    def create_token_data_from_code(self, code: str) -> dict[str, str]:
        """
        Return the form fields of the request for a token. The repr has names only.

        Args:
            code: See `get_code_from_redirect`.

        Raises:
            RedirectError: *pkce* is true, and no sign-in has begun. It is a
                ValueError too.
        """
        code = Secret(code)
        sign_in = self._sign_in
        if sign_in is None:
            # Without PKCE the link may have been made by the caller.
            sign_in = self._require_sign_in() if self._pkce else self._new_sign_in()
        fields = Credentials(
            {
                "client_id": self.client_id,
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": sign_in.redirect_uri,
            }
        )
        if self.client_secret is not None:
            fields["client_secret"] = self.client_secret
        if sign_in.verifier is not None:
            fields["code_verifier"] = sign_in.verifier
        return fields

    def get_token_from_redirect(self, url: str) -> AuthenticationResponse:
        """
        Exchange the code in *url* for a token, and use it from now on.

        Args:
            url: The address that the user came back to.

        Raises:
            AuthenticationError: The service refused the code, or see
                `get_code_from_redirect`.
        """
        url = Secret(url)
        data = self.create_token_data_from_code(self.get_code_from_redirect(url))
        self._since = self._tokens._now()
        if isinstance(self._store, SecretFile):
            self._store.signed_in_at = self._since
        response = self.request_token(data)
        self._sign_in = None
        return response

    def request_token(self, data: Mapping[str, str]) -> AuthenticationResponse:
        """
        Request a token, store it, and use it from now on.

        Args:
            data: The fields of the form: see `create_token_data_from_code`.

        Raises:
            AuthenticationError: The token endpoint refused the request.
        """
        data = fields = Credentials(data)
        # `App.token_request` adds them, in a header if there is a secret.
        for name in ("client_id", "client_secret"):
            fields.pop(name, None)
        request = self.app.token_request(fields.pop("grant_type"), **fields)
        with own_errors():
            token = self._tokens.grant(request, self.client.exchange)
        return self.response_class.from_token(token)


class UserTokens(AuthorizationCode):
    """Requests and renews the token of an `AuthorizationCodeFlow`."""

    # The hook of the flow is not called here, where the token is locked and the call
    # has a deadline, but by the client: see `Client.request`.

    def ended(self, reason: str) -> RefreshTokenExpired:
        error = super().ended(reason)
        return RefreshTokenExpired(str(error), code=error.code, description=reason)


class PKCEFlow(AuthorizationCodeFlow):
    """
    For an app that acts for a user and cannot keep a secret.

    Args:
        client_id: The app's id, from the dashboard.
        scope: The scopes to request.
        redirect_uri: The redirect address, exactly as registered.
        **options: See `AuthorizationCodeFlow`.
    """

    def __init__(
        self, client_id: str, scope: Scope, redirect_uri: str, **options: Any
    ) -> None:
        super().__init__(client_id, None, scope, redirect_uri, **options)

    @classmethod
    def _of_environment(cls) -> dict[str, Any]:
        values = super()._of_environment()
        del values["client_secret"]
        return values

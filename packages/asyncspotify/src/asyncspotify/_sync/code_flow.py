# Generated from _async/code_flow.py by `nox -s twins`: do not edit.
"""
Authenticators for users: authorization code, with or without PKCE.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from clientcore import Credentials, Secret, SignIn, Token, TokenStore
from clientcore.sync import AuthorizationCode, in_thread, maybe_await

from .._errors import RefreshTokenExpired, own_errors
from .._redirect import RedirectError, redirect_errors
from .._route import Route
from .._scope import Scope
from .._storage import SecretFile
from .._tokens import AuthenticationResponse, AuthorizationCodeFlowResponse
from .auth import Flow


class AuthorizationCodeFlow(Flow):
    """
    For an app that acts for a user.

    Send the user to `create_authorize_route`, then give the address that they
    came back to, to `get_token_from_redirect`. Or override `setup`, which is to
    do both, and call `authorize`. To keep tokens, give a *storage*, or override
    `load` and `store`.

    One authenticator is for one user at a time.

    Args:
        client_id: The app's id, from the dashboard.

        client_secret: Its secret; ``None`` if it cannot keep one, which needs
            *pkce*.

        scope: What the user is to allow.

        redirect_uri: Where the user comes back to, exactly as registered.

        response_class: What tokens are given to `store` as.

        pkce: Whether to prove that who comes back is who went. ``None`` is yes
            if there is no secret.

        storage: Where tokens are kept: a file, or a `clientcore.TokenStore`.

        show_dialog: Whether to ask users who have agreed already.

        on_reauthorize: Called with the authenticator when the refresh token is
            no longer good, and the token was dropped, from the store too. What
            it returns, like `setup`, is used from then on; after ``None`` the
            request fails. May be a coroutine function in async code.

        **options: ``accounts_url``, where tokens come from, and ``now``.

    Attributes:
        scope: What the user is to allow.

        redirect_uri: Where the user comes back to.

    Raises:
        TypeError: *scope* is no `Scope`.

        ValueError: There is neither a secret nor *pkce*.
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
        storage: str | os.PathLike[str] | TokenStore | None = None,
        show_dialog: bool = False,
        on_reauthorize: Callable[[Any], Any] | None = None,
        **options: Any,
    ) -> None:
        if not isinstance(scope, Scope):
            raise TypeError(f"the scope is a Scope, not {type(scope).__name__}")
        if client_secret is None and pkce is False:
            raise ValueError("without a secret PKCE is needed")
        self._pkce = client_secret is None if pkce is None else pkce
        super().__init__(client_id, client_secret, response_class, **options)
        self.scope = scope
        self.redirect_uri = redirect_uri
        self.storage = storage
        self._store = self._opened(storage)
        self._show_dialog = show_dialog
        self._on_reauthorize = on_reauthorize
        self._sign_in: SignIn | None = None

    def _opened(
        self, storage: str | os.PathLike[str] | TokenStore | None
    ) -> TokenStore | None:
        if isinstance(storage, str | os.PathLike):
            return SecretFile(storage, self.client_id, self.scope)
        return storage

    def _make_tokens(self, **options: Any) -> UserTokens:
        return UserTokens(self, **options)

    @property
    def market(self) -> str:
        """The user's own."""
        return "from_token"

    @property
    def _granted(self) -> Scope | None:
        token = self._tokens.current
        return None if token is None or not token.scope else Scope.parse(token.scope)

    # --- To be overridden -----------------------------------------------------

    def load(self) -> AuthenticationResponse | None:
        """Return the token that was stored, or ``None``."""
        if self._store is None:
            return None
        token = maybe_await(in_thread(self._store.load))
        return None if token is None else self.response_class.from_token(token)

    def store(self, response: AuthenticationResponse) -> None:
        """
        Store a token. Called before it is used.

        Args:
            response: It, with ``to_dict()``. One that has ended and has no
                refresh token stands for none: `load` may return it all the same.
        """
        if self._store is not None:
            maybe_await(in_thread(self._store.save, response.to_token()))

    def setup(self) -> AuthenticationResponse:
        """
        Sign the user in, and return their token.

        As in ``return self.get_token_from_redirect(url)``.
        """
        raise NotImplementedError("override setup() to sign somebody in")

    # --- Signing in -----------------------------------------------------------

    def authorize(self) -> None:
        """
        Take the stored token; without one that is good, sign the user in.

        Raises:
            AuthenticationError: There is none to be had.
        """
        with own_errors():
            token = self._tokens.load()
            if not self._tokens.is_good(token) and not (token and token.refresh_token):
                self._set_up()
                return
            try:
                self._tokens.token(self.client.exchange)
            except RefreshTokenExpired:
                self._set_up()

    def _set_up(self) -> None:
        self._take(self.setup())

    def _take(self, response: Any) -> Token:
        """Use a token from now on, and store it unless that was done already."""
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
        The sign-in that `create_authorize_route` began, or ``None``.

        Where another process takes the user back, or another object, keep
        ``sign_in.to_data()`` in the user's session, and set this there to
        ``SignIn.from_data(…)`` of it.

        Raises:
            ValueError: It is set to one without the state, or without the verifier
                that PKCE needs.
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
        Return the way to the sign-in page: ``str()`` of it is the link.

        All are the same until one has led to a token.
        """
        sign_in = self._going()
        return Route(
            "GET",
            f"{self._accounts}/authorize",
            **sign_in.query(
                self.client_id,
                scope=self.scope.string(),
                show_dialog="true" if self._show_dialog else None,
            ),
        )

    def _going(self) -> SignIn:
        """Return the sign-in that is going on, or begin one."""
        if self._sign_in is None:
            self._sign_in = self._new_sign_in()
        return self._sign_in

    def _new_sign_in(self) -> SignIn:
        if self._pkce:
            return SignIn(self.redirect_uri)
        return SignIn(self.redirect_uri, verifier=None)

    def _begun(self) -> SignIn:
        """Return the sign-in that is going on; without one nothing is proven."""
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
            url: The address.

        Raises:
            ValueError: There is none: the user did not agree, or did not come
                by the link of our `sign_in`. It is a `RedirectError`, too.
        """
        url = Secret(url)
        with redirect_errors():
            return self._begun().code(url)

    def create_token_data_from_code(self, code: str) -> dict[str, str]:
        """
        Return what a code is exchanged with, as the fields of a form.

        Args:
            code: See `get_code_from_redirect`.

        Raises:
            ValueError: With PKCE, and no `sign_in` is under way. It is a
                `RedirectError`, too.
        """
        code = Secret(code)
        sign_in = self._sign_in
        if sign_in is None:
            # Without PKCE this is for those, too, who make links of their own.
            sign_in = self._begun() if self._pkce else self._new_sign_in()
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
            AuthenticationError: See `get_code_from_redirect`; or the service
                did not take the code.
        """
        url = Secret(url)
        data = self.create_token_data_from_code(self.get_code_from_redirect(url))
        response = self.request_token(data)
        self._sign_in = None
        return response

    def request_token(self, data: Mapping[str, str]) -> AuthenticationResponse:
        """
        Ask for a token, store it, and use it from now on.

        Args:
            data: The fields of the form.

        Raises:
            AuthenticationError: It was refused.
        """
        data = fields = Credentials(data)
        # The app says who it is in a header, if it has a secret.
        for name in ("client_id", "client_secret"):
            fields.pop(name, None)
        request = self.app.token_request(fields.pop("grant_type"), **fields)
        with own_errors():
            token = self._tokens.grant(request, self.client.exchange)
        return self.response_class.from_token(token)

    def _reauthorized(self) -> Token | None:
        """Have *on_reauthorize* sign the user in again, if there is one."""
        hook = self._on_reauthorize
        response = None if hook is None else maybe_await(hook(self))
        return None if response is None else self._take(response)


class UserTokens(AuthorizationCode):
    """
    The token of a flow for users.

    Args:
        flow: The flow.
        **options: See `clientcore.sync.AuthorizationCode`.
    """

    def __init__(self, flow: AuthorizationCodeFlow, **options: Any) -> None:
        super().__init__(flow.app, **options)
        self._flow = flow

    def reauthorize(self) -> Token | None:
        """See `clientcore.sync.AuthorizationCode.reauthorize`."""
        return self._flow._reauthorized()

    def ended(self, reason: str) -> RefreshTokenExpired:
        """See `clientcore.sync.AuthorizationCode.ended`."""
        error = super().ended(reason)
        return RefreshTokenExpired(str(error), code=error.code, description=reason)


class PKCEFlow(AuthorizationCodeFlow):
    """
    For an app that acts for a user and cannot keep a secret.

    Args:
        client_id: The app's id, from the dashboard.

        scope: What the user is to allow.

        redirect_uri: Where the user comes back to, exactly as registered.

        **options: See `AuthorizationCodeFlow`.
    """

    def __init__(
        self, client_id: str, scope: Scope, redirect_uri: str, **options: Any
    ) -> None:
        super().__init__(client_id, None, scope, redirect_uri, **options)

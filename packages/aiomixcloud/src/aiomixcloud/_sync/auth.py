# Generated from _async/auth.py by `nox -s twins`: do not edit.
"""
Sign-in: how a user lets an app act for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl

import attrs

from clientcore import (
    GET,
    Credentials,
    Request,
    Response,
    Secret,
    SignIn,
    Token,
    TokenStore,
)
from clientcore.sync import Client, RedirectListener, in_thread, maybe_await

from .._addresses import with_query
from .._api import API
from .._arguments import require
from .._redaction import redact_logs
from .._secrets import check_secret
from ..constants import OAUTH_ROOT
from ..exceptions import AnswerError, MixcloudOAuthError

if TYPE_CHECKING:
    from .core import Mixcloud


class MixcloudOAuth:
    """
    Gets an access token by OAuth 2, which needs a browser.

    `sign_in` does it on the user's machine. In a web application, send the user to
    `link`, and pass the address that they come back to, to `finish`.
    `authorization_url` and `access_token` are the same two steps without a state.

    Args:
        oauth_root: Address of the authorization pages.
        client_id: Id of the app.
        client_secret: Secret of the app.
        redirect_uri: Address that users come back to, as registered for the app.
        raise_exceptions: Whether `access_token` raises if the service refuses. ``None``
            to do as *mixcloud* does.
        mixcloud: A client whose connections are used, and that gets the token of
            `sign_in`. ``None`` to open connections when needed.
        store: Where `sign_in` keeps the token, such as a `clientcore.FileStore`.
            ``None`` to keep none.

    Attributes:
        client_id: See above.
        client_secret: See above.
        redirect_uri: See above. `sign_in` adds the port that it listens on.
        mixcloud: See above.
    """

    oauth_root: ClassVar[str] = OAUTH_ROOT

    def __init__(
        self,
        oauth_root: str | None = None,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        redirect_uri: str | None = None,
        raise_exceptions: bool | None = None,
        mixcloud: Mixcloud | None = None,
        store: TokenStore | None = None,
    ) -> None:
        self._oauth_root = str(oauth_root or self.oauth_root)
        self.client_id = client_id
        self.client_secret = client_secret
        self.redirect_uri = redirect_uri
        self._raise_exceptions = raise_exceptions
        self.mixcloud = mixcloud
        self._store = store
        redact_logs()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.client_id}>"

    def _build_url(self, segment: str) -> str:
        """Return the address of a page below the root."""
        return f"{self._oauth_root.rstrip('/')}/{segment}"

    def _check(self) -> None:
        """
        Check the attributes that both steps need.

        Raises:
            AssertionError: The client id or the redirect address is missing.
            TypeError: One of the attributes is not text.
            ValueError: One of them has blanks or characters that cannot be sent.
        """
        require(self.client_id is not None, "client_id must be set")
        require(self.redirect_uri is not None, "redirect_uri must be set")
        for name in ("client_id", "client_secret", "redirect_uri"):
            check_secret(name, getattr(self, name))

    # --- The two steps --------------------------------------------------------

    @property
    def authorization_url(self) -> str:
        """
        The address of the sign-in page. That of `link` has a state too.

        Raises:
            AssertionError: The client id or the redirect address is missing.
        """
        return self._authorize(state=None)

    def start(self) -> SignIn:
        """
        Return a new sign-in, with a state of its own.

        Keep it, or its ``to_data()``, in the user's session until they come back.

        Raises:
            AssertionError: The client id or the redirect address is missing.
        """
        self._check()
        # The service documents no PKCE.
        return SignIn(str(self.redirect_uri), verifier=None)

    def link(self, sign_in: SignIn) -> str:
        """
        Return the address of the sign-in page for a sign-in.

        Args:
            sign_in: Made by `start`.
        """
        return self._authorize(state=sign_in.state)

    def _authorize(self, *, state: str | None) -> str:
        self._check()
        return with_query(
            self._build_url("authorize"),
            {
                "client_id": self.client_id,
                "redirect_uri": self.redirect_uri,
                "state": state,
            },
        )

    def finish(self, url: str, sign_in: SignIn) -> str:
        """
        Exchange the code in the address that the user came back to, for a token.

        Args:
            url: The whole address, with its query.
            sign_in: The sign-in from the user's session.

        Returns:
            The token. The client and the store do not get it.

        Raises:
            AssertionError: Id, secret or redirect address of the app is missing.
            MixcloudOAuthError: The state is missing or another one, so the link may be
                an attacker's; or the user or the service refused.
            NoAnswerError: The token endpoint did not respond.
        """
        url = Secret(url)
        with API.errors.own_errors():
            code = sign_in.code(url)
        token, error = self._exchange(code)
        if error is not None:
            raise error
        return str(token)

    def access_token(self, code: str) -> str | None:
        """
        Exchange a code for a token.

        Args:
            code: The code that the user came back with. It can be used once. Without
                a response, the request is sent up to three times.

        Returns:
            The token, or ``None`` if the service refused and no exception is raised.

        Raises:
            AssertionError: Id, secret or redirect address of the app is missing.
            MixcloudOAuthError: The service refused.
            NoAnswerError: The token endpoint did not respond.
        """
        require(code is not None, "code must be set")
        code = Secret(code)
        check_secret("code", code)
        token, error = self._exchange(code)
        if error is None:
            return str(token)
        if self._raises:
            raise error
        return None

    @property
    def _raises(self) -> bool:
        if self._raise_exceptions is None and self.mixcloud is not None:
            return self.mixcloud._raise_exceptions
        return bool(self._raise_exceptions)

    def _exchange(self, code: Secret) -> tuple[Secret, MixcloudOAuthError | None]:
        """Exchange a code. Returns the token, or the error that there is none."""
        self._check()
        require(self.client_secret is not None, "client_secret must be set")
        request = self._code_request(code)
        response = self._send(request)
        data = Credentials(_fields_of(response))
        if _is_token(token := data.get("access_token")):
            return Secret(token), None
        if not data.get("error"):
            data["error"] = f"{response.status}, without a token in the response"
        error = MixcloudOAuthError(data, request=response.request)
        error.redact(request.secrets)
        return Secret(), error

    def _code_request(self, code: Secret) -> Request:
        """Return the request for a token."""
        query = {
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "client_secret": Secret(self.client_secret or ""),
            "code": code,
        }
        return GET(
            "oauth/access_token",
            base=self._oauth_root,
            secrets=[query["client_secret"], code],
        ).at(with_query(self._build_url("access_token"), query))

    def _send(self, request: Request) -> Response:
        """Send a request by the client's connections, or by new ones."""
        if self.mixcloud is not None:
            return _any_response(self.mixcloud, request)
        with _Exchanger(self._oauth_root) as client:
            return _any_response(client, request)

    # --- Both steps on the user's machine -------------------------------------

    def sign_in(
        self,
        *,
        open_browser: Callable[[str], Any] | None = None,
        timeout: float | None = 300.0,
    ) -> str:
        """
        Let the user sign in with a browser on this machine.

        If the store has a token, that one is returned. The client, if there is one,
        has the token afterwards. Visits of the redirect address that do not have the
        state of this sign-in are refused, and the wait goes on.

        Args:
            open_browser: Called with the address of the sign-in page. By default it is
                opened in the user's browser. May be a coroutine function in async code.
            timeout: Seconds to wait for the user, or ``None`` for no limit.

        Returns:
            The token.

        Raises:
            AssertionError: Id, secret or redirect address of the app is missing.
            MixcloudOAuthError: The user or the service refused, or the user did not
                come back in time.
            ValueError: The redirect address is not on this machine.
        """
        token = self.stored_token()
        if token is None:
            token = self._from_browser(open_browser or _open, timeout)
        if self.mixcloud is not None:
            self.mixcloud.access_token = token
        return str(token)

    def stored_token(self) -> str | None:
        """Return the token in the store, or ``None``."""
        if self._store is None:
            return None
        with API.errors.own_errors():
            token = maybe_await(in_thread(self._store.load))
        return None if token is None else token.access_token

    def _from_browser(
        self, open_browser: Callable[[str], Any], timeout: float | None
    ) -> str:
        self._check()
        require(self.client_secret is not None, "client_secret must be set")
        with API.errors.own_errors():
            sign_in = self.start()
            listener = RedirectListener(
                sign_in.redirect_uri, state=sign_in.state, timeout=timeout
            )
            with listener:
                self.redirect_uri = listener.redirect_uri
                sign_in = attrs.evolve(sign_in, redirect_uri=self.redirect_uri)
                maybe_await(open_browser(self.link(sign_in)))
                url = Secret(listener.wait())
            token = Secret(self.finish(url, sign_in))
            if self._store is not None:
                maybe_await(in_thread(self._store.save, Token(token)))
        return token


class _Exchanger(Client):
    """
    Sends requests that need no client of the API.
    """

    api = API


def _open(url: str) -> None:
    # Imported when needed, since few programs sign users in.
    import webbrowser

    webbrowser.open(url)


def _fields_of(response: Response) -> Mapping[str, Any]:
    """
    Return the fields of a response of the token endpoint.

    The service sends JSON, while its documentation shows a form.
    """
    body = response.body()
    if isinstance(body, str) and response.ok and body.startswith("access_token="):
        return dict(parse_qsl(body.strip()))
    return body if isinstance(body, dict) else {}


def _is_token(value: Any) -> bool:
    """Return whether *value* is a token that can be sent."""
    try:
        check_secret("access_token", value)
    except (TypeError, ValueError):
        return False
    return value is not None


def _any_response(client: Client, request: Request) -> Response:
    """Return the response, whatever its status."""
    try:
        return client.exchange(request)
    except AnswerError as error:
        if error.response is None:
            raise
        return error.response

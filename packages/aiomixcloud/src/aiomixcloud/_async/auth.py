"""
OAuth 2: how a user lets an app act for them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

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
from clientcore.aio import Client, RedirectListener, in_thread, maybe_await

from .._addresses import with_query
from .._api import API
from .._arguments import require
from .._redaction import redact_logs
from ..constants import OAUTH_ROOT
from ..exceptions import AnswerError, MixcloudOAuthError

if TYPE_CHECKING:
    from .core import Mixcloud


class MixcloudOAuth:
    """
    Gets an access token by OAuth 2 with a browser.

    Send the user to `authorization_url`, and pass the ``code`` in the address that
    they came back to, to `access_token`; or call `sign_in`, which does both on this
    machine.

    Args:
        oauth_root: URL of the service's OAuth pages.
        client_id: The app's id.
        client_secret: The app's secret.
        redirect_uri: The redirect address.
        raise_exceptions: Whether a refusal is raised. ``None`` means as *mixcloud*
            does.
        mixcloud: A client whose connections are used, and which receives the token
            in `sign_in`; or ``None``.
        store: Stores the token of `sign_in` for the next run, such as a
            `clientcore.FileStore`. ``None`` stores nothing.

    Attributes:
        client_id: The app's id.
        client_secret: The app's secret.
        redirect_uri: The redirect address.
        mixcloud: The client whose connections are used, or ``None``.
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
        """Return a URL below the root."""
        return f"{self._oauth_root.rstrip('/')}/{segment}"

    def _check(self) -> None:
        """
        Check the options that both steps need.

        Raises:
            AssertionError: The client's id or the redirect address is missing.
        """
        require(self.client_id is not None, "client_id must be set")
        require(self.redirect_uri is not None, "redirect_uri must be set")

    @property
    def authorization_url(self) -> str:
        """
        The link to the page where the user allows the app to act for them.

        Raises:
            AssertionError: The client's id or the redirect address is missing.
        """
        self._check()
        return with_query(
            self._build_url("authorize"),
            {"client_id": self.client_id, "redirect_uri": self.redirect_uri},
        )

    async def access_token(self, code: str) -> str | None:
        """
        Exchange a code for a token.

        Args:
            code: The code in the address that the user came back to. It can be
                exchanged once.

        Returns:
            The token, or ``None`` if the service refused and errors are not raised.

        Raises:
            AssertionError: The app's id or secret or the redirect address is missing.
            MixcloudOAuthError: The service refused the code.
            NoAnswerError: There was no response, three times.
        """
        code = Secret(code)
        self._check()
        require(self.client_secret is not None, "client_secret must be set")
        request = self._code_request(code)
        response = await self._exchanged(request)
        data = _read(response)
        if token := data.get("access_token"):
            return str(token)
        if self._raises:
            error = MixcloudOAuthError(data, request=response.request)
            error.redact(request.secrets)
            raise error
        return None

    @property
    def _raises(self) -> bool:
        if self._raise_exceptions is None and self.mixcloud is not None:
            return self.mixcloud._raise_exceptions
        return bool(self._raise_exceptions)

    def _code_request(self, code: str) -> Request:
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

    async def _exchanged(self, request: Request) -> Response:
        """Send a request by the client's connections, or by some of its own."""
        if self.mixcloud is not None:
            return await _any_response(self.mixcloud, request)
        async with _Exchanger(self._oauth_root) as client:
            return await _any_response(client, request)

    # --- All of it ------------------------------------------------------------

    async def sign_in(
        self,
        *,
        open_browser: Callable[[str], Any] | None = None,
        timeout: float | None = 300.0,
    ) -> str:
        """
        Sign the user in with a browser on this machine, and return the token.

        A token in the store is used instead. The client, if there is one, receives
        the token.

        Args:
            open_browser: Opens a link, by default in the system's browser. May be a
                coroutine function in async code.
            timeout: Seconds to wait for the user, or ``None`` to wait without limit.

        Raises:
            MixcloudOAuthError: The user refused, or did not sign in in time.
            ValueError: The redirect address is not on this machine.
        """
        token = await self.stored_token()
        if token is None:
            token = await self._sign_in_by_browser(open_browser or _open, timeout)
        if self.mixcloud is not None:
            self.mixcloud.access_token = token
        return str(token)

    async def stored_token(self) -> str | None:
        """Return the stored token, or ``None`` if there is none."""
        if self._store is None:
            return None
        with API.errors.own_errors():
            token = await maybe_await(await in_thread(self._store.load))
        return None if token is None else token.access_token

    async def _sign_in_by_browser(
        self, open_browser: Callable[[str], Any], timeout: float | None
    ) -> str:
        self._check()
        with API.errors.own_errors():
            listener = RedirectListener(
                str(self.redirect_uri), state=None, timeout=timeout
            )
            async with listener:
                self.redirect_uri = listener.redirect_uri
                await maybe_await(open_browser(self.authorization_url))
                url = Secret(await listener.wait())
            # The service documents neither a state nor PKCE.
            sign_in = SignIn(str(self.redirect_uri), verifier=None, state=None)
            token = Secret(await self.access_token(sign_in.code(url)) or "")
            if not token:
                raise MixcloudOAuthError("the service gave no token for the code")
            if self._store is not None:
                await maybe_await(await in_thread(self._store.save, Token(token)))
        return token


class _Exchanger(Client):
    """Sends the request for a token if there is no client of the API."""

    api = API


def _open(url: str) -> None:
    # Imported when needed, because few programs sign users in.
    import webbrowser

    webbrowser.open(url)


async def _any_response(client: Client, request: Request) -> Response:
    """Return the response, whatever its status is."""
    try:
        return await client.exchange(request)
    except AnswerError as error:
        if error.response is None:
            raise
        return error.response


def _read(response: Response) -> dict[str, Any]:
    """Return the object in a response, whatever its content type is."""
    body = response.body()
    return Credentials(body if isinstance(body, dict) else {})

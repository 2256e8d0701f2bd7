"""
The authenticator that signs the user in with a browser on the same machine.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attrs

from clientcore import TokenStore
from clientcore.aio import RedirectListener, in_thread

from .._console import has_terminal, read_line, read_lines, tell
from .._errors import AuthenticationError
from .._scope import Scope
from .._storage import SecretFile
from .._tokens import AuthenticationResponse, AuthorizationCodeFlowResponse
from .auth import Storage
from .code_flow import AuthorizationCodeFlow

#: To be registered without a port: the service accepts any port then.
LOOPBACK = "http://127.0.0.1/"

_INVITATION = "To let this app use your Spotify account, open\n\n    {link}\n"
_PASTE = "Then paste the address that you were sent to: "
_EITHER = (
    "If the browser does not come back by itself, paste the address that it shows: "
)


class EasyAuthorizationCodeFlow(AuthorizationCodeFlow):
    """
    For programs on a user's own machine, in a container or over SSH.

    The first time it opens the browser, listens for the redirect, and at the same time
    accepts the address of the redirect at the terminal, if there is one. From then on
    the token is read from a file.

    Args:
        client_id: The app's id, from the dashboard.
        client_secret: The app's secret, or ``None`` if the app cannot keep one.
        scope: The scopes to request.
        storage: Path of a file for the token, or a `clientcore.TokenStore`.
        response_class: The class of the tokens that are passed to `store`.
        redirect_uri: The redirect address, as registered. One at ``127.0.0.1`` or
            ``[::1]`` that is registered without a port accepts any port.
        open_browser: Whether to open the browser. The link is printed in any case.
        paste: Whether the user pastes the address, without a listener.
        listen_host: The host to listen at, such as ``0.0.0.0`` in a container with a
            published port. ``None`` for that of *redirect_uri*.
        user: A name for the user, which becomes part of the file's name, as in
            ``secret-ada.json``. Required if several people use one folder.
        timeout: Seconds to wait for the user, or ``None`` to wait without limit.
        pkce: Whether to use PKCE (RFC 7636).
        **options: See `AuthorizationCodeFlow`.
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | None = None,
        scope: Scope = Scope.none(),  # noqa: B008, it cannot be changed
        storage: str | os.PathLike[str] | TokenStore = "secret.json",
        response_class: type[AuthenticationResponse] = AuthorizationCodeFlowResponse,
        *,
        redirect_uri: str = LOOPBACK,
        open_browser: bool = True,
        paste: bool = False,
        listen_host: str | None = None,
        user: str | None = None,
        timeout: float | None = 300.0,
        pkce: bool = True,
        **options: Any,
    ) -> None:
        self.user = user
        super().__init__(
            client_id,
            client_secret,
            scope,
            redirect_uri,
            response_class,
            storage=storage,
            pkce=pkce,
            **options,
        )
        self._open_browser = open_browser
        self._paste = paste or not redirect_uri.startswith("http://")
        self._listen_host = listen_host
        self._timeout = timeout

    def _opened(self, storage: Storage) -> TokenStore | None:
        if isinstance(storage, str | os.PathLike):
            path = Path(storage)
            if self.user is not None:
                path = path.with_stem(f"{path.stem}-{quote(self.user, safe='')}")
            return SecretFile(path, self.client_id, self.scope, self.user)
        return storage

    async def setup(self) -> AuthenticationResponse:
        """
        Sign the user in, and return their token.

        Raises:
            AuthenticationError: The user refused, or did not sign in in time, or there
                is neither a browser nor a terminal.
        """
        # A sign-in that has begun before may have another redirect address.
        self._sign_in = None
        url = await (self._paste_address() if self._paste else self._listen())
        return await self.get_token_from_redirect(url)

    async def _listen(self) -> str:
        """Listen for the redirect, and return its address, come or pasted."""
        sign_in = self._current_sign_in()
        listener = RedirectListener(
            self.redirect_uri,
            state=sign_in.state,
            timeout=self._timeout,
            listen_host=self._listen_host,
        )
        async with listener:
            # The link contains the port, which is known only now.
            self._sign_in = attrs.evolve(sign_in, redirect_uri=listener.redirect_uri)
            has_browser = await self._show_link()
            if has_terminal():
                read_lines(_EITHER, listener.submit, lambda: listener.is_visited)
            elif not has_browser:
                raise AuthenticationError("there is neither a browser nor a terminal")
            return await listener.wait()

    async def _paste_address(self) -> str:
        """Show the link, and return the address that the user pastes."""
        await self._show_link()
        return await in_thread(read_line, _PASTE, self._timeout)

    async def _show_link(self) -> bool:
        """Show the link, and return whether the browser was opened, if wanted."""
        link = str(self.create_authorize_route())
        tell(_INVITATION.format(link=link))
        if not self._open_browser:
            return True
        # Imported when needed, because few programs sign users in.
        import webbrowser

        return await in_thread(webbrowser.open, link)

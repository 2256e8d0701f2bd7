# Generated from _async/easy_flow.py by `nox -s twins`: do not edit.
"""
The authenticator that does all by itself.
"""

from __future__ import annotations

import os
from typing import Any

import attrs

from clientcore import TokenStore
from clientcore.sync import RedirectListener, in_thread

from .._console import read_line, tell
from .._scope import Scope
from .._tokens import AuthenticationResponse, AuthorizationCodeFlowResponse
from .code_flow import AuthorizationCodeFlow

#: Register this one without a port: any port will do then.
LOOPBACK = "http://127.0.0.1/"

_INVITATION = "To let this app use your Spotify account, open\n\n    {link}\n"
_PASTE = "Then paste the address that you were sent to: "


class EasyAuthorizationCodeFlow(AuthorizationCodeFlow):
    """
    For programs on a user's own machine.

    The first time it opens the browser, and listens on this machine for the
    user to come back. Where there is no browser, or the redirect address is
    not on this machine, it asks for the address at the terminal. After that
    the token is in a file.

    Args:
        client_id: The app's id, from the dashboard.

        client_secret: Its secret, or ``None`` if it cannot keep one.

        scope: What the user is to allow.

        storage: Where tokens are kept: a file, or a `clientcore.TokenStore`.

        response_class: What tokens are given to `store` as.

        redirect_uri: Where the user comes back to, as registered. One at
            ``127.0.0.1`` or ``[::1]`` without a port may be used with any.

        open_browser: Whether to open the browser, or only to say the link.

        paste: Whether to ask for the address instead of listening.

        timeout: How many seconds to wait for the user, or ``None`` for ever.

        pkce: Whether to prove that who comes back is who went.

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
        timeout: float | None = 300.0,
        pkce: bool = True,
        **options: Any,
    ) -> None:
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
        self._timeout = timeout

    def setup(self) -> AuthenticationResponse:
        """
        Sign the user in, and return their token.

        Raises:
            AuthenticationError: They did not agree, or not in time.
        """
        # What was begun before may have another address to come back to.
        self._sign_in = None
        url = self._asked() if self._paste else self._listened()
        return self.get_token_from_redirect(url)

    def _listened(self) -> str:
        """Listen for the user to come back, and return the address."""
        sign_in = self._going()
        listener = RedirectListener(
            self.redirect_uri, state=sign_in.state, timeout=self._timeout
        )
        with listener:
            # The link has to name the port that was free.
            self._sign_in = attrs.evolve(sign_in, redirect_uri=listener.redirect_uri)
            if self._invited():
                return listener.wait()
            return self._pasted()

    def _asked(self) -> str:
        """Have the user paste the address."""
        self._invited()
        return self._pasted()

    def _invited(self) -> bool:
        """Show the user the way, and tell whether they can come back by it."""
        link = str(self.create_authorize_route())
        tell(_INVITATION.format(link=link))
        if not self._open_browser:
            return True
        # Imported when needed, since few programs sign anybody in.
        import webbrowser

        return in_thread(webbrowser.open, link)

    def _pasted(self) -> str:
        return in_thread(read_line, _PASTE, self._timeout)

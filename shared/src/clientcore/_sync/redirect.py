# Generated from _async/redirect.py by `nox -s twins`: do not edit.
"""
The listener for the redirect of a browser after sign-in.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

from .._errors import AuthError, ClientClosed
from .runtime import finish_in_thread, in_thread

if TYPE_CHECKING:
    from .._loopback import RedirectServer


class RedirectListener:
    """
    Listens on this machine for the redirect at the end of a sign-in.

    It listens while its ``with`` block runs. Requests with another state get a
    404 page and do not end the wait.

    Args:
        redirect_uri: ``http`` at ``127.0.0.1``, ``[::1]`` or ``localhost``. Without a
            port, or with port 0, a free one is used; most services accept any port
            if the address is registered without one.
        state: The state of the `SignIn`, or ``None`` if the service returns none.
        timeout: Seconds to wait for the user, or ``None`` to wait without limit.
        listen_host: The host to listen at, such as ``0.0.0.0`` in a container. ``None``
            for that of *redirect_uri*.

    Raises:
        ValueError: *redirect_uri* is not on this machine.
        ClientClosed: It is used outside of its ``with`` block.
    """

    def __init__(
        self,
        redirect_uri: str,
        *,
        state: str | None,
        timeout: float | None = 300.0,
        listen_host: str | None = None,
    ) -> None:
        # Imported late: the web server of the standard library takes 10 ms, and few
        # programs sign users in.
        from .._loopback import parse_redirect

        self._address = parse_redirect(redirect_uri)
        self._state = state
        self._timeout = timeout
        self._listen_host = listen_host
        self._server: RedirectServer | None = None

    @property
    def redirect_uri(self) -> str:
        """The redirect address for the sign-in, its port included."""
        return self._listening().redirect_uri

    def wait(self) -> str:
        """
        Wait for the redirect, and return its whole address, for ``finish``.

        Raises:
            AuthError: The user did not come back in time.
        """
        server = self._listening()
        in_thread(server.visited.wait, self._timeout)
        if server.url is None:
            raise AuthError(f"the user did not sign in within {self._timeout} s")
        return server.url

    def submit(self, url: str) -> bool:
        """
        Take the redirect's address from elsewhere, such as pasted by the user.

        Args:
            url: The whole address.

        Returns:
            Whether it is one, which ends the wait.
        """
        target = url.strip().partition("://")[2]
        return bool(self._listening().take(f"/{target.partition('/')[2]}"))

    @property
    def is_visited(self) -> bool:
        """Whether the redirect has come."""
        return self._server is None or self._server.visited.is_set()

    def _listening(self) -> RedirectServer:
        if self._server is None:
            raise ClientClosed("the listener is not listening")
        return self._server

    def __enter__(self) -> Self:
        from .._loopback import RedirectServer

        try:
            self._server = RedirectServer(self._address, self._state, self._listen_host)
        except OSError as error:
            raise AuthError(
                f"cannot listen at {self._address.geturl()}: {error}"
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        server, self._server = self._server, None
        if server is not None:
            finish_in_thread(server.stop)

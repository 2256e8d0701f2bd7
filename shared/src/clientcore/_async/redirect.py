"""
Where a browser comes back to after its user has signed in.
"""

from __future__ import annotations

import math
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .._errors import AuthError, ClientClosed
from .runtime import finish_in_thread, in_thread

if TYPE_CHECKING:
    from .._redirect import RedirectServer


class RedirectListener:
    """
    Listens on this machine for the end of a sign-in in a browser.

    It stands for the time of an ``async with``. Only the visit with the right
    state counts: other visitors get a page that says that nothing is here.

    Args:
        redirect_uri: ``http`` at ``127.0.0.1``, ``[::1]`` or ``localhost``.
            Without a port, or with port 0, a free one is taken; services let
            apps do so whose redirect address is registered without a port.

        state: What `authorize_url` was given, or ``None`` if the service knows
            no state.

        timeout: How many seconds to wait for a person, or ``None`` for ever.

    Raises:
        ValueError: *redirect_uri* is not on this machine.
    """

    def __init__(
        self,
        redirect_uri: str,
        *,
        state: str | None,
        timeout: float | None = 300.0,
    ) -> None:
        # Imported late: the web server of the standard library takes 10 ms, and
        # few programs sign anybody in.
        from .._redirect import Loopback

        self._place = Loopback(redirect_uri)
        self._state = state
        self._timeout = timeout
        self._server: RedirectServer | None = None

    @property
    def redirect_uri(self) -> str:
        """
        The address to send people with, its port included.

        Raises:
            ClientClosed: Nobody is listening.
        """
        return self._listening().redirect_uri

    async def wait(self) -> str:
        """
        Wait for the visit, and return its whole address, for ``finish``.

        Raises:
            AuthError: Nobody came in time.

            ClientClosed: Nobody is listening.
        """
        server = self._listening()
        timeout = math.inf if self._timeout is None else self._timeout
        await in_thread(server.visited.wait, min(timeout, _LONGEST))
        if server.url is None:
            raise AuthError(f"nobody came back from signing in within {timeout:g} s")
        return server.url

    def _listening(self) -> RedirectServer:
        if self._server is None:
            raise ClientClosed("the listener is not listening")
        return self._server

    async def __aenter__(self) -> Self:
        from .._redirect import RedirectServer

        try:
            self._server = RedirectServer(self._place, self._state)
        except OSError as error:
            raise AuthError(
                f"cannot listen at {self._place.uri(self._place.port)}: {error}"
            ) from error
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        server, self._server = self._server, None
        if server is not None:
            await finish_in_thread(server.stop)


#: What a thread can wait at the most, in seconds.
_LONGEST = 1_000_000.0

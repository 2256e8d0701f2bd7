"""
The session: a cookie, and how to get another one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import clientcore
from clientcore import POST
from clientcore.aio import Lock

from .._cookies import cookie_header, read_cookies
from .._envelope import is_envelope
from .._errors import AuthorizationError

if TYPE_CHECKING:
    from clientcore.aio import Exchange


class SessionAuth:
    """
    A session that renews itself, once name and password are known.

    The cookie is sent to the service's own origin and to nowhere else. However
    many tasks find the session over, it is renewed once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._cookies: dict[str, str] = {}
        self._login: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    async def log_in(self, username: str, password: str, exchange: Exchange) -> None:
        """
        Begin a session, and remember how.

        Raises:
            AuthorizationError: Name or password is wrong.
        """
        async with self._lock.hold():
            await self._begin(username, password, exchange)
            self._login = username, password

    def forget(self) -> None:
        """Know neither session nor password any more."""
        self._cookies = {}
        self._login = None

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the cookie, if there is one. Used by the transport."""
        return cookie_header(self._cookies)

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Log in again, unless somebody else did. Used by the transport."""
        async with self._lock.hold():
            if rejected.get("Cookie") != cookie_header(self._cookies).get("Cookie"):
                return True
            if self._login is None:
                return False
            await self._begin(*self._login, exchange)
        return True

    async def _begin(self, username: str, password: str, exchange: Exchange) -> None:
        form = {"username": username, "password": password}
        request = POST("auth/login", form=form, auth=False, idempotent=True)
        try:
            answer = await exchange(request)
        except clientcore.StatusError as error:
            # Another body is a page of what stands before the service.
            if error.status not in {400, 401} or not is_envelope(error.body):
                raise
            refused = error
        else:
            self._cookies = read_cookies(answer.headers.get("set-cookie"))
            return
        # Not raised from the answer's own error, whose body may repeat anything.
        words = (refused.message or "name or password is wrong").replace(
            password, "[secret]"
        )
        raise AuthorizationError(f"login refused: {words}", request=refused.request)

"""
The session: a cookie, and the login that renews it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import clientcore
from clientcore import POST, Credentials, Secret
from clientcore.aio import Lock

from .._cookies import cookie_header, read_cookies
from .._envelope import is_envelope
from .._errors import AuthorizationError

if TYPE_CHECKING:
    from clientcore.aio import Exchange


class SessionAuth:
    """
    A session that is renewed with the user name and password of the login.

    The cookie is sent to the service's own origin only. However many tasks find that
    the session has expired, it is renewed once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._cookies: dict[str, str] = {}
        self._login: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    async def log_in(self, username: str, password: str, exchange: Exchange) -> None:
        """
        Begin a session, and store name and password to renew it.

        Raises:
            AuthorizationError: The service refused the name or the password.
        """
        password = Secret(password)
        async with self._lock.hold():
            await self._begin(username, password, exchange)
            self._login = username, password

    def forget(self) -> None:
        """Delete the cookie, the name and the password."""
        self._cookies = {}
        self._login = None

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the cookie, if there is one."""
        return cookie_header(self._cookies)

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Log in again, unless another task has done so."""
        async with self._lock.hold():
            if rejected.get("Cookie") != cookie_header(self._cookies).get("Cookie"):
                return True
            if self._login is None:
                return False
            await self._begin(*self._login, exchange)
        return True

    async def _begin(self, username: str, password: str, exchange: Exchange) -> None:
        form = Credentials({"username": username, "password": password})
        request = POST(
            "auth/login", form=form, auth=False, idempotent=True, secrets=[password]
        )
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
        # Not raised from the error of the response, whose body may contain anything.
        words = refused.message or "name or password is wrong"
        raise AuthorizationError(f"login refused: {words}", request=refused.request)

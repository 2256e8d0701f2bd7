"""
Credentials that are replaced while calls are on their way.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import clientcore
from clientcore.aio import Lock

from .._credentials import Credentials, authorization
from .._errors import TokenLostError

if TYPE_CHECKING:
    from clientcore.aio import Exchange


class CredentialsAuth:
    """
    HTTP Basic with credentials that may be replaced.

    Args:
        credentials: The first ones, or ``None``.

    Attributes:
        credentials: Those in use, or ``None``.
    """

    def __init__(self, credentials: Credentials | None) -> None:
        self._lock = Lock()
        self._lost = False
        self.use(credentials)

    def use(self, credentials: Credentials | None) -> None:
        """Take *credentials* from now on."""
        self.credentials = credentials
        self._headers = clientcore.Credentials()
        if credentials is not None:
            self._headers["Authorization"] = authorization(credentials)

    def lose(self) -> TokenLostError:
        """Know that the credentials are worthless, and return what to raise."""
        self._lost = True
        return TokenLostError(
            "the token was replaced, but the server's answer does not disclose the"
            " new one: new credentials and a new client are needed"
        )

    @asynccontextmanager
    async def replacing(self) -> AsyncIterator[Mapping[str, str]]:
        """Let nobody else replace them, and give the header to do it with."""
        async with self._lock.hold():
            yield self.current()

    def current(self) -> Mapping[str, str]:
        """
        Return the header that is good now.

        Raises:
            TokenLostError: None is.
        """
        if self._lost:
            raise self.lose()
        return self._headers

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the header. Used by the transport."""
        return self.current()

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Tell, once no replacement is under way, whether others are good now."""
        return await self.outdated(rejected)

    async def outdated(self, used: Mapping[str, str]) -> bool:
        """Tell, once no replacement is under way, whether *used* was replaced."""
        async with self._lock.hold():
            return self.current() != used

"""
Credentials that may be replaced while requests are sent.
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
        credentials: The first credentials, or ``None``.

    Attributes:
        credentials: The credentials in use, or ``None``.
    """

    def __init__(self, credentials: Credentials | None) -> None:
        self._lock = Lock()
        self._lost = False
        self.use(credentials)

    def use(self, credentials: Credentials | None) -> None:
        """Use *credentials* from now on."""
        self.credentials = credentials
        self._headers = clientcore.Credentials()
        if credentials is not None:
            self._headers["Authorization"] = authorization(credentials)

    def lose(self) -> TokenLostError:
        """Mark the credentials as invalid, and return the error to raise."""
        self._lost = True
        return TokenLostError(
            "the token was replaced, but the server's answer does not disclose the"
            " new one: new credentials and a new client are needed"
        )

    @asynccontextmanager
    async def replacing(self) -> AsyncIterator[Mapping[str, str]]:
        """Lock the credentials for a replacement, and yield the current header."""
        async with self._lock.hold():
            yield self.current()

    def current(self) -> Mapping[str, str]:
        """
        Return the current header.

        Raises:
            TokenLostError: The token was replaced, and the new one is unknown.
        """
        if self._lost:
            raise self.lose()
        return self._headers

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        return self.current()

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        return await self.outdated(rejected)

    async def outdated(self, used: Mapping[str, str]) -> bool:
        """Wait for a replacement to end, and return whether *used* was replaced."""
        async with self._lock.hold():
            return self.current() != used

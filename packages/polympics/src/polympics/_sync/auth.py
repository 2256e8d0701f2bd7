# Generated from _async/auth.py by `nox -s twins`: do not edit.
"""
Credentials that can be replaced while calls are under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import clientcore
from clientcore.sync import Lock

from .._credentials import Credentials, authorization
from .._errors import TokenLostError

if TYPE_CHECKING:
    from clientcore.sync import Exchange


class CredentialsAuth:
    """
    HTTP Basic with credentials that can be replaced.

    Args:
        credentials: The first credentials, or ``None``.

    Attributes:
        credentials: The credentials in use, or ``None``.
    """

    def __init__(self, credentials: Credentials | None) -> None:
        self._lock = Lock()
        self._lost = False
        self._replacing = False
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

    @contextmanager
    def replacing(self) -> Iterator[Mapping[str, str]]:
        """Hold the lock for a replacement, and yield the header to make it with."""
        with self._lock.hold():
            self._replacing = True
            try:
                yield self.current()
            finally:
                self._replacing = False

    def current(self) -> Mapping[str, str]:
        """
        Return the current header.

        Raises:
            TokenLostError: The token was replaced by one that is not known.
        """
        if self._lost:
            raise self.lose()
        return self._headers

    def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """
        Return the header. Called by the transport before each attempt.

        It waits for a replacement that is under way: the old token would be refused,
        and the transport repeats a refused call only once.
        """
        if self._replacing:
            with self._lock.hold():
                return self.current()
        return self.current()

    def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Return whether *rejected* was replaced, once no replacement is under way."""
        with self._lock.hold():
            return self.current() != rejected

# Generated from _async/auth.py by `nox -s twins`: do not edit.
"""
Credentials that are replaced while calls are on their way.
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

    @contextmanager
    def replacing(self) -> Iterator[Mapping[str, str]]:
        """Let nobody else replace them, and give the header to do it with."""
        with self._lock.hold():
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

    def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return the header. Used by the transport."""
        return self.current()

    def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Tell, once no replacement is under way, whether others are good now."""
        return self.outdated(rejected)

    def outdated(self, used: Mapping[str, str]) -> bool:
        """Tell, once no replacement is under way, whether *used* was replaced."""
        with self._lock.hold():
            return self.current() != used

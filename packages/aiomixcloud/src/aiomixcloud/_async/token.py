"""
The access token, which this service expects in the URL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clientcore import Credentials
from clientcore.aio import Exchange


class TokenAuth:
    """
    A token that may be replaced while a client is in use.

    Args:
        token: The first token, or ``None``.

    Attributes:
        token: The token in use, or ``None``.
    """

    def __init__(self, token: str | None) -> None:
        self.token = token

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @property
    def secrets(self) -> Sequence[str]:
        """Values to redact, should the service repeat them."""
        return self._credentials.secrets

    @property
    def _credentials(self) -> Credentials:
        query = {} if self.token is None else {"access_token": self.token}
        return Credentials(query=query)

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return no headers, and the token as a parameter of the query."""
        return self._credentials

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Return whether the token was replaced meanwhile."""
        return self._credentials != rejected

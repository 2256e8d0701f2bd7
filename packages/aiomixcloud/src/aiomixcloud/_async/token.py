"""
The access token, which this service expects in the query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clientcore import Credentials
from clientcore.aio import Exchange

from .._secrets import check_secret


class TokenAuth:
    """
    An access token that may be set while the client is in use.

    Args:
        token: The first token, or ``None``.

    Raises:
        TypeError: *token* is not text.
        ValueError: *token* is empty, or has blanks or characters that cannot be sent.
    """

    def __init__(self, token: str | None) -> None:
        self.token = token

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @property
    def token(self) -> str | None:
        """The token, or ``None``."""
        return self._token

    @token.setter
    def token(self, token: str | None) -> None:
        check_secret("access_token", token)
        self._token = token

    @property
    def secrets(self) -> Sequence[str]:
        """The values to redact."""
        return self._credentials.secrets

    @property
    def _credentials(self) -> Credentials:
        query = {} if self.token is None else {"access_token": self.token}
        return Credentials(query=query)

    async def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return no headers, and the token for the query."""
        return self._credentials

    async def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Return whether the token was replaced since the request was sent."""
        return self._credentials != rejected

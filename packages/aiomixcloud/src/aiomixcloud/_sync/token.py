# Generated from _async/token.py by `nox -s twins`: do not edit.
"""
The token, which this service wants in the address.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from clientcore import Credentials
from clientcore.sync import Exchange


class TokenAuth:
    """
    A token that may be set, and set anew, while a client is in use.

    Args:
        token: The first one, or ``None``.

    Attributes:
        token: See above.
    """

    def __init__(self, token: str | None) -> None:
        self.token = token

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    @property
    def secrets(self) -> Sequence[str]:
        """What must not be repeated."""
        return self._credentials.secrets

    @property
    def _credentials(self) -> Credentials:
        query = {} if self.token is None else {"access_token": self.token}
        return Credentials(query=query)

    def headers(self, exchange: Exchange) -> Mapping[str, str]:
        """Return no headers, and the token for the query."""
        return self._credentials

    def refresh(self, rejected: Mapping[str, str], exchange: Exchange) -> bool:
        """Tell whether there is another token by now."""
        return self._credentials != rejected

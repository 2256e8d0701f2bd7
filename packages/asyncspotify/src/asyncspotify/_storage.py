"""
Where a user's token is kept between runs.
"""

from __future__ import annotations

import logging
import os
from typing import Any

import orjson

from clientcore import FileStore, Token, write_private

from ._errors import AuthenticationError
from ._scope import Scope
from ._tokens import AuthorizationCodeFlowResponse

_log = logging.getLogger("asyncspotify")


class SecretFile(FileStore):
    """
    Keeps a user's token in a file, as asyncspotify 0.12 did.

    It reads that release's files. What it writes has mode 0600 from its first
    byte, is replaced as a whole, and says which app and scope it is for: what
    is another app's, or allows less than is wanted, counts as nothing.

    Args:
        path: Where. Its folder must exist.

        client_id: The app, or ``None`` for any.

        scope: What the token has to allow.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        client_id: str | None = None,
        scope: Scope | None = None,
    ) -> None:
        super().__init__(path)
        self._client_id = client_id
        self._scope = scope or Scope.none()

    def load(self) -> Token | None:
        """Return the stored token, or ``None`` if none is of use."""
        try:
            data = orjson.loads(self._path.read_bytes())
            token = AuthorizationCodeFlowResponse.from_data(data).to_token()
        except FileNotFoundError:
            return None
        except (OSError, ValueError, AuthenticationError) as error:
            # The data are secret: only the kind of failure is told.
            _log.warning("%s holds no token: %s", self._path, type(error).__name__)
            return None
        return token if self._fits(token, data) else None

    def _fits(self, token: Token, data: dict[str, Any]) -> bool:
        if (
            self._client_id
            and data.get("client_id", self._client_id) != self._client_id
        ):
            _log.warning("the token in %s is another app's", self._path)
            return False
        if not self._scope <= Scope.parse(token.scope):
            _log.warning("the token in %s allows less than is wanted", self._path)
            return False
        return True

    def save(self, token: Token) -> None:
        """
        Store *token*.

        Raises:
            AuthenticationError: The file cannot be written.
        """
        response = AuthorizationCodeFlowResponse.from_token(token)
        # The service leaves the scope out if it is what was requested.
        response.scope = token.scope or self._scope.string()
        try:
            write_private(
                self._path,
                orjson.dumps(
                    {**response.to_dict(), "client_id": self._client_id},
                    option=orjson.OPT_INDENT_2,
                ),
            )
        except OSError as error:
            raise AuthenticationError(
                f"the token cannot be stored: {error.strerror}"
            ) from error

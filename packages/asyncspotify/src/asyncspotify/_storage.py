"""
Storage of a user's token between runs of a program.
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
    Stores a user's token in a JSON file, in the format of asyncspotify 0.12.

    The file has mode 0600 and is replaced as a whole: see `clientcore.FileStore`. It
    contains the app and the scopes of the token. A token of another app, or with
    fewer scopes than required, is ignored.

    Args:
        path: The file. Its folder must exist.
        client_id: The app's id, or ``None`` for any app.
        scope: The scopes that the token must have.
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
        """Return the stored token, or ``None`` if there is none that can be used."""
        try:
            data = orjson.loads(self._path.read_bytes())
            token = AuthorizationCodeFlowResponse.from_data(data).to_token()
        except FileNotFoundError:
            return None
        except (OSError, ValueError, AuthenticationError) as error:
            # The data are secret: only the type of the error is logged.
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

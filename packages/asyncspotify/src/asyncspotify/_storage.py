"""
Storage of a user's token between runs of a program.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from clientcore import Credentials, FileStore, Token, write_private

from ._errors import AuthenticationError
from ._scope import Scope
from ._tokens import AuthorizationCodeFlowResponse

_log = logging.getLogger("asyncspotify")


class SecretFile(FileStore):
    """
    Stores a user's token in a JSON file, in the format of asyncspotify 0.12.

    The file has mode 0600 and is replaced as a whole: see `clientcore.FileStore`. It
    contains the app, the user, the scopes and the time of the sign-in. A file of
    another app or user is neither used nor overwritten.

    A refresh token that the service has refused stays in the file, marked, and is
    tried once by the next process: the refusal may have been a mistake of the service.
    The content before it is kept as ``PATH.bak``.

    Args:
        path: The file. Its folder must exist.
        client_id: The app's ID, or ``None`` for any app.
        scope: The scopes that the program wants. A token with fewer is used, with a
            warning.
        user: A name for the user, or ``None`` for a file of any user.

    Attributes:
        signed_in_at: When the user signed in, or ``None`` if it is not known.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        client_id: str | None = None,
        scope: Scope | None = None,
        user: str | None = None,
    ) -> None:
        super().__init__(path)
        self._client_id = client_id
        self._scope = scope or Scope.none()
        self._user = user
        self.signed_in_at: datetime | None = None

    def load(self) -> Token | None:
        """Return the stored token, or ``None`` if there is none that can be used."""
        data = self._read()
        if not data:
            return None
        try:
            token = AuthorizationCodeFlowResponse.from_data(data).to_token()
        except AuthenticationError as error:
            self._warn_unreadable(error)
            return None
        if (other := self._owner(data)) is not None:
            _log.warning("the token in %s is another %s's", self._path, other)
            return None
        missing = self._scope - Scope.parse(token.scope)
        if missing:
            _log.warning(
                "the token in %s does not allow %s: delete the file to sign in again",
                self._path,
                missing.string(),
            )
        if (since := data.get("signed_in_at")) and self.signed_in_at is None:
            with suppress(TypeError, ValueError):
                self.signed_in_at = datetime.fromisoformat(since)
        return token

    def _read(self) -> dict[str, Any]:
        """Return the content of the file, empty if there is none that can be read."""
        try:
            data = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            self._warn_unreadable(error)
            return {}
        # Its repr shows no values, and those of a frame are recorded.
        return Credentials(data if isinstance(data, dict) else {"": ""})

    def _warn_unreadable(self, error: Exception) -> None:
        # The data are secret: only the type of the error is logged.
        _log.warning("%s holds no token: %s", self._path, type(error).__name__)

    def _owner(self, data: Mapping[str, Any]) -> str | None:
        """Return ``app`` or ``user`` if the file is another one's, else ``None``."""
        for kind, key, own in (
            ("app", "client_id", self._client_id),
            ("user", "user", self._user),
        ):
            if own and (data.get(key) or own) != own:
                return kind
        return None

    def save(self, token: Token) -> None:
        """
        Store *token*.

        Args:
            token: The token. One without a refresh token marks that in the file as
                refused.

        Raises:
            AuthenticationError: The file cannot be written, or is another app's or
                user's.
        """
        before = self._read()
        if (other := self._owner(before)) is not None:
            raise AuthenticationError(
                f"{self._path} holds the token of another {other}"
            )
        response = AuthorizationCodeFlowResponse.from_token(token)
        # The service leaves the scope out if it is what was requested.
        response.scope = token.scope or self._scope.string()
        data: dict[str, Any] = Credentials(response.to_dict())
        refused = token.refresh_token is None and before.get("refresh_token")
        if refused:
            data |= {"refresh_token": refused, "is_refused": True}
        since = self.signed_in_at
        data |= {
            "client_id": self._client_id,
            "user": self._user,
            "signed_in_at": since.isoformat() if since else before.get("signed_in_at"),
        }
        try:
            if refused and not before.get("is_refused"):
                backup = self._path.with_name(f"{self._path.name}.bak")
                write_private(backup, self._path.read_bytes())
            write_private(self._path, json.dumps(data, indent=2).encode())
        except OSError as error:
            raise AuthenticationError(
                f"the token cannot be stored: {error.strerror}"
            ) from error


def six_months_after(time: datetime) -> date:
    """Return the day six months after *time*, the last of its month if need be."""
    year, month = divmod(time.year * 12 + time.month - 1 + 6, 12)
    following = date(year + month // 11, (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(time.day, last))

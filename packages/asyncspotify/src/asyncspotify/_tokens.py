"""
Tokens of the token endpoint and of storage.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from clientcore import Credentials, Token

from ._errors import AuthenticationError

_HOUR = 3600


def _now() -> datetime:
    return datetime.now(UTC)


class AuthenticationResponse:
    """
    A token for an app. Its repr shows no secret.

    Args:
        data: The parsed JSON of the token endpoint's response.

    Attributes:
        access_token: Sent with each request.
        token_type: The scheme of the header, always ``Bearer``.
        expires_in: Lifetime in seconds at *created_at*.
        created_at: When the response arrived, in UTC.
        expires_at: When it expires, in UTC.

    Raises:
        AuthenticationError: *data* has no access token.
    """

    access_token: str
    token_type: str
    expires_in: int
    created_at: datetime
    expires_at: datetime

    def __init__(self, data: Mapping[str, Any]) -> None:
        data = _hidden(data)
        self._read(data)
        self.created_at = _now()
        self.expires_at = self.created_at + timedelta(seconds=self.expires_in)

    def _read(self, data: Mapping[str, Any]) -> None:
        """Set the attributes that do not depend on the time."""
        try:
            self.access_token = data["access_token"]
            self.token_type = data.get("token_type") or "Bearer"
            self.expires_in = int(data.get("expires_in") or _HOUR)
        except (KeyError, TypeError, ValueError, AttributeError):
            # The data are secret, so they are not in a chained error either.
            raise AuthenticationError("there is no token in these data") from None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """
        Read data of `to_dict`, or of asyncspotify 0.12, whose times are in UTC.

        Raises:
            AuthenticationError: *data* is not a token.
        """
        data = _hidden(data)
        response = cls.__new__(cls)
        response._read(data)
        try:
            response.created_at = _utc(data["created_at"])
            response.expires_at = _utc(data["expires_at"])
        except (KeyError, TypeError, ValueError):
            raise AuthenticationError("the stored token cannot be read") from None
        return response

    @classmethod
    def from_token(cls, token: Token) -> Self:
        """Convert a token of the transport."""
        now = _now()
        end = token.expires_at or now + timedelta(seconds=_HOUR)
        left = max(0, round((end - now).total_seconds()))
        response = cls({**token.to_data(), "expires_in": left or _HOUR})
        response.expires_in, response.expires_at = left, end
        return response

    def to_token(self) -> Token:
        """
        Return it as a token of the transport.

        Raises:
            AuthenticationError: The access token is not printable ASCII.
        """
        try:
            return Token(self.access_token, self.token_type, self.expires_at)
        except ValueError as error:
            raise AuthenticationError(f"the token is none: {error}") from None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON's types, secrets included, to be stored."""
        return {
            "access_token": self.access_token,
            "token_type": self.token_type,
            "expires_in": self.expires_in,
            "created_at": self.created_at.isoformat(),
            "expires_at": self.expires_at.isoformat(),
        }

    @property
    def header(self) -> dict[str, str]:
        """The header that is sent with each request."""
        return {"Authorization": f"{self.token_type} {self.access_token}"}

    def is_expired(self) -> bool:
        """Return whether it has expired."""
        return self.seconds_until_expire() <= 0

    def seconds_until_expire(self) -> float:
        """Return the seconds until it expires, negative once it has expired."""
        return (self.expires_at - _now()).total_seconds()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} until {self.expires_at:%Y-%m-%d %H:%M:%S} UTC>"


class AuthorizationCodeFlowResponse(AuthenticationResponse):
    """
    A token for a user, which can be renewed. Its repr shows no secret.

    Attributes:
        scope: The granted scopes, separated by spaces, or ``None`` if the service
            did not return them.
        refresh_token: Renews the token, or ``None``.
    """

    scope: str | None
    refresh_token: str | None

    def _read(self, data: Mapping[str, Any]) -> None:
        super()._read(data)
        self.scope = data.get("scope")
        self.refresh_token = data.get("refresh_token")

    def to_token(self) -> Token:
        plain = super().to_token()
        return Token(
            plain.access_token,
            plain.token_type,
            plain.expires_at,
            self.refresh_token,
            self.scope,
        )

    def to_dict(self) -> dict[str, Any]:
        more = {"scope": self.scope, "refresh_token": self.refresh_token}
        return {**super().to_dict(), **more}


def _hidden(data: Any) -> Mapping[str, Any]:
    """Return *data* in a dict that its repr does not show, empty if it is no dict."""
    return Credentials(data if isinstance(data, Mapping) else {})


def _utc(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)

"""
Tokens, as they are answered and stored.
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
        data: What the token endpoint answered, parsed.

    Attributes:
        access_token: What goes with each request.

        token_type: ``Bearer``.

        expires_in: How many seconds it was good for when it came.

        created_at: When it came, in UTC.

        expires_at: When it ends, in UTC.

    Raises:
        AuthenticationError: There is no token in it.
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
        """Take over what does not depend on the time."""
        try:
            self.access_token = data["access_token"]
            self.token_type = data.get("token_type") or "Bearer"
            self.expires_in = int(data.get("expires_in") or _HOUR)
        except (KeyError, TypeError, ValueError, AttributeError):
            # What it holds is secret, so it is in no chained error either.
            raise AuthenticationError("there is no token in these data") from None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """
        Read what `to_dict` wrote, or asyncspotify 0.12: its times are UTC.

        Raises:
            AuthenticationError: It is no such thing.
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
        """Make one of the transport's token."""
        now = _now()
        end = token.expires_at or now + timedelta(seconds=_HOUR)
        left = max(0, round((end - now).total_seconds()))
        response = cls({**token.to_data(), "expires_in": left or _HOUR})
        response.expires_in, response.expires_at = left, end
        return response

    def to_token(self) -> Token:
        """
        Return it as the transport's token.

        Raises:
            AuthenticationError: It cannot go into a header.
        """
        try:
            return Token(self.access_token, self.token_type, self.expires_at)
        except ValueError as error:
            raise AuthenticationError(f"the token is none: {error}") from None

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON's types, secrets included, as it is stored."""
        return {
            "access_token": self.access_token,
            "token_type": self.token_type,
            "expires_in": self.expires_in,
            "created_at": self.created_at.isoformat(),
            "expires_at": self.expires_at.isoformat(),
        }

    @property
    def header(self) -> dict[str, str]:
        """The header that goes with each request."""
        return {"Authorization": f"{self.token_type} {self.access_token}"}

    def is_expired(self) -> bool:
        """Whether it has ended."""
        return self.seconds_until_expire() <= 0

    def seconds_until_expire(self) -> float:
        """Return for how long it is good, less than 0 once it has ended."""
        return (self.expires_at - _now()).total_seconds()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} until {self.expires_at:%Y-%m-%d %H:%M:%S} UTC>"


class AuthorizationCodeFlowResponse(AuthenticationResponse):
    """
    A token for a user, which can be renewed. Its repr shows no secret.

    Attributes:
        scope: What the user allowed, with spaces between, or ``None`` if the
            service did not say.

        refresh_token: Gets the next one, or ``None``.
    """

    scope: str | None
    refresh_token: str | None

    def _read(self, data: Mapping[str, Any]) -> None:
        super()._read(data)
        self.scope = data.get("scope")
        self.refresh_token = data.get("refresh_token")

    def to_token(self) -> Token:
        """See `AuthenticationResponse.to_token`."""
        plain = super().to_token()
        return Token(
            plain.access_token,
            plain.token_type,
            plain.expires_at,
            self.refresh_token,
            self.scope,
        )

    def to_dict(self) -> dict[str, Any]:
        """See `AuthenticationResponse.to_dict`."""
        more = {"scope": self.scope, "refresh_token": self.refresh_token}
        return {**super().to_dict(), **more}


def _hidden(data: Any) -> Mapping[str, Any]:
    """Return *data* in a dict that its repr does not show, empty if it is no dict."""
    return Credentials(data if isinstance(data, Mapping) else {})


def _utc(text: str) -> datetime:
    time = datetime.fromisoformat(text)
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)

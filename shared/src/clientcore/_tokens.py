"""
Tokens, and where they are kept.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import attrs
import orjson

from ._errors import AuthError
from ._files import write_private

#: Seconds before its end from which a token counts as expired.
EARLY = 60.0


def _is_text(value: Any) -> bool:
    """Tell whether *value* is as RFC 6749, appendix A, has tokens and the like."""
    if not isinstance(value, str) or not value:
        return False
    return value.isascii() and value.isprintable()


def _check_text(_self: Token, field: Any, value: Any) -> None:
    # It goes into a header, and what refuses it there would quote it.
    if not _is_text(value):
        raise ValueError(f"{field.name} is printable ASCII, and not empty")


@attrs.frozen
class Token:
    """
    An OAuth 2 token. Its repr shows no secret.

    Attributes:
        access_token: What goes with each request.

        token_type: How it is sent, almost always ``Bearer``.

        expires_at: When it ends, in UTC, or ``None`` if nobody said.

        refresh_token: Gets the next one, or ``None``.

        scope: What it allows, as the server wrote it.
    """

    access_token: str = attrs.field(repr=False, validator=_check_text)
    token_type: str = attrs.field(default="Bearer", validator=_check_text)
    expires_at: datetime | None = None
    refresh_token: str | None = attrs.field(default=None, repr=False)
    scope: str | None = None

    def is_expired(self, now: datetime, *, early: float = EARLY) -> bool:
        """Whether it ends within *early* seconds after *now*."""
        if self.expires_at is None:
            return False
        return self.expires_at - now <= timedelta(seconds=early)

    @classmethod
    def from_answer(
        cls, data: Any, *, now: datetime, previous: Token | None = None
    ) -> Token:
        """
        Read a token endpoint's answer.

        Args:
            data: The parsed JSON.

            now: When it came.

            previous: The token it replaces. Its refresh token and scope live
                on if the answer has none.

        Raises:
            AuthError: There is no token in it.
        """
        if not isinstance(data, Mapping) or not _is_text(data.get("access_token")):
            raise AuthError("the token endpoint's answer holds no access token")
        told = {name: value for name, value in data.items() if _is_text(value)}
        return cls(
            told["access_token"],
            told.get("token_type", "Bearer"),
            _end(data.get("expires_in"), now),
            told.get("refresh_token", previous.refresh_token if previous else None),
            told.get("scope", previous.scope if previous else None),
        )

    def to_data(self) -> dict[str, Any]:
        """Return it as JSON's types, secrets included."""
        data = attrs.asdict(self)
        data["expires_at"] = self.expires_at and self.expires_at.timestamp()
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Token:
        """
        Read what `to_data` wrote.

        Raises:
            AuthError: It is no such thing.
        """
        try:
            known = {field.name for field in attrs.fields(cls)}
            values = {name: data[name] for name in known & data.keys()}
            end = values.get("expires_at")
            values["expires_at"] = (
                None if end is None else datetime.fromtimestamp(end, UTC)
            )
            return cls(**values)
        except (TypeError, ValueError, AttributeError, OverflowError, OSError):
            # The data are secret, so they are in no chained error either.
            raise AuthError("the stored token cannot be read") from None


def _end(seconds: Any, now: datetime) -> datetime | None:
    try:
        return now + timedelta(seconds=float(seconds))
    except (TypeError, ValueError, OverflowError):
        return None


class TokenStore(Protocol):
    """
    Where a token is kept between runs.

    Either method may be a plain function or, for async clients, a coroutine.
    """

    def load(self) -> Token | Awaitable[Token | None] | None:
        """Return the stored token, or ``None`` if there is none."""

    def save(self, token: Token) -> Awaitable[None] | None:
        """Store *token* at once: the one before may be worthless already."""


class MemoryStore:
    """
    Keeps a token as long as the process lives.

    Args:
        token: The first one.
    """

    def __init__(self, token: Token | None = None) -> None:
        self._token = token

    def load(self) -> Token | None:
        """Return the stored token."""
        return self._token

    def save(self, token: Token) -> None:
        """Store *token*."""
        self._token = token


class FileStore:
    """
    Keeps a token in a file that only its owner can read.

    The file has mode 0600 from its first byte and is replaced as a whole, so
    that neither a reader nor a crash sees half of it.

    Args:
        path: Where. Its folder must exist.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(path)

    def __repr__(self) -> str:
        return f"FileStore({str(self._path)!r})"

    def load(self) -> Token | None:
        """
        Return the stored token, or ``None`` if there is no file.

        Raises:
            AuthError: The file cannot be read.
        """
        try:
            data = orjson.loads(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise AuthError(f"the token in {self._path} cannot be read") from None
        return Token.from_data(data)

    def save(self, token: Token) -> None:
        """
        Store *token*.

        Raises:
            AuthError: The file cannot be written.
        """
        try:
            write_private(self._path, orjson.dumps(token.to_data()))
        except OSError as error:
            raise AuthError(f"the token cannot be stored: {error.strerror}") from error

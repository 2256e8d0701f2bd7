"""
The address of a WebSocket, and which parts of it are secret.
"""

from __future__ import annotations

import traceback
from urllib.parse import SplitResult, parse_qsl, urlsplit

import attrs

from clientcore import UnsafeURL


@attrs.frozen
class Target:
    """
    The address of a WebSocket.

    Args:
        url: A ``ws://`` or ``wss://`` URL. Login and query are never shown.

    Attributes:
        place: The URL without login and query, for logs and errors.

    Raises:
        UnsafeURL: *url* is not a valid WebSocket URL.
    """

    url: str = attrs.field(repr=False)
    place: str = attrs.field(
        init=False,
        eq=False,
        default=attrs.Factory(lambda self: _place(self.url), takes_self=True),
    )

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values in query and login, which are redacted everywhere."""
        parts = urlsplit(self.url)
        found = {value for _, value in parse_qsl(parts.query)}
        # As sent, too: the server may repeat a value as it stands in the URL.
        found |= {piece.partition("=")[2] for piece in parts.query.split("&")}
        found |= {parts.username or "", parts.password or ""}
        # Redacting "1" and "EIO" would make the message unreadable, and longest
        # first, or a part would hide the whole.
        secrets = (secret for secret in found if len(secret) >= 6)
        return tuple(sorted(secrets, key=len, reverse=True))


def _place(url: str) -> str:
    """Return the part of *url* that may be shown."""
    if not url.isprintable() or " " in url:
        raise UnsafeURL("a WebSocket address has no spaces or control characters")
    parts = _split(url)
    if parts is None or parts.scheme not in {"ws", "wss"} or not parts.hostname:
        raise UnsafeURL("not a WebSocket address, ws://host or wss://host")
    if parts.fragment:
        raise UnsafeURL("a WebSocket address has no fragment")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 (it is parsed on access)
    except ValueError:
        # Its message may quote the login or the query, so it is not passed on.
        return None
    return parts


def without_secrets(
    cause: BaseException | None, secrets: tuple[str, ...]
) -> BaseException | None:
    """Return *cause*, or ``None`` if its traceback contains one of *secrets*."""
    if cause is None:
        return None
    text = "".join(traceback.format_exception(cause))
    return None if any(secret in text for secret in secrets) else cause

"""
Where a WebSocket leads, without telling the secrets on the way.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

import attrs

from ._errors import UnsafeURL


def _lower_names(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _check_headers(_self: Target, _field: Any, headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        if not name or not f"{name}{value}".isprintable():
            raise ValueError(f"the header {name!r} has characters it may not have")


@attrs.frozen
class Target:
    """
    Where to connect.

    Args:
        url: A ``ws://`` or ``wss://`` address. Its query is never shown.

        headers: Sent with the opening request. Their values are never shown.

        subprotocols: Offered to the server, best first.

    Attributes:
        place: The address without login and query, which may be shown.

    Raises:
        UnsafeURL: *url* is no WebSocket address.

        ValueError: A header could break out of its line.
    """

    url: str = attrs.field(repr=False)
    headers: Mapping[str, str] = attrs.field(
        factory=dict[str, str],
        converter=_lower_names,
        validator=_check_headers,
        repr=False,
    )
    subprotocols: tuple[str, ...] = ()
    place: str = attrs.field(
        init=False,
        eq=False,
        default=attrs.Factory(lambda self: _place(self.url), takes_self=True),
    )

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must not be repeated: the values in query, headers and login."""
        parts = urlsplit(self.url)
        found = {value for _, value in parse_qsl(parts.query)}
        # As sent, too: the server may repeat a value as it stands in the URL.
        found |= {piece.partition("=")[2] for piece in parts.query.split("&")}
        for value in self.headers.values():
            found |= {value, *value.split()}
        found |= {parts.username or "", parts.password or ""}
        # Blotting out "1" and "EIO" would make the message unreadable, and
        # longest first, or a part would hide the whole.
        kept = (secret for secret in found if len(secret) >= 6)
        return tuple(sorted(kept, key=len, reverse=True))


def _place(url: str) -> str:
    """Return what may be shown of *url*."""
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


def clean(
    cause: BaseException | None, secrets: tuple[str, ...]
) -> BaseException | None:
    """Return *cause* if nothing in it or behind it tells a secret."""
    if cause is None:
        return None
    told = "".join(traceback.format_exception(cause))
    return None if any(secret in told for secret in secrets) else cause

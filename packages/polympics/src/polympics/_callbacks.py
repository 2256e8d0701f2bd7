"""
What the server sends by itself: telling it from forgeries, and reading it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from ._json import parse
from ._models import AccountTeamUpdateEvent, EventType, event_type

#: Headers of a request, in any framework's form.
HeadersLike: TypeAlias = Mapping[str, str] | Sequence[tuple[bytes, bytes]]


@attrs.frozen
class UnknownEvent:
    """
    An event of a kind that is newer than this library.

    Attributes:
        event: The kind.

        data: The body, parsed.
    """

    event: str
    data: Any


#: What a callback brings.
Event: TypeAlias = AccountTeamUpdateEvent | UnknownEvent


def account_team_update(
    data: Mapping[str, Any] | str | bytes | bytearray,
) -> AccountTeamUpdateEvent:
    """
    Read the body of a callback for ``EventType.ACCOUNT_TEAM_UPDATE``.

    Args:
        data: The body as it came, or parsed.

    Raises:
        DecodeError: It is none.
    """
    body = parse(data) if isinstance(data, str | bytes | bytearray) else data
    # Any mapping will do, as before.
    body = dict(body) if isinstance(body, Mapping) else body
    return AccountTeamUpdateEvent.from_data(body)


_READERS = {EventType.ACCOUNT_TEAM_UPDATE: account_team_update}


def read_event(event: EventType | str, body: str | bytes | bytearray) -> Event:
    """
    Read the body of a callback.

    Args:
        event: The kind of event. The body does not say it.

        body: The body as it came.

    Raises:
        DecodeError: It is none.
    """
    kind = event_type(event)
    if isinstance(kind, EventType):
        return _READERS[kind](body)
    return UnknownEvent(kind, parse(body))


def verify_callback(authorization: str | bytes | None, secret: str) -> bool:
    """
    Tell whether a callback comes from the server, in constant time.

    Args:
        authorization: The header of that name, or ``None`` if there is none.

        secret: What the callback was registered with.

    Raises:
        ValueError: *secret* is empty, so that anybody could know it.
    """
    if not secret:
        raise ValueError("an empty secret proves nothing")
    if authorization is None:
        return False
    if isinstance(authorization, str):
        authorization = authorization.encode("utf-8", "surrogateescape")
    return hmac.compare_digest(authorization, f"Bearer {secret}".encode())


def authorization_in(headers: HeadersLike) -> str | bytes | None:
    """Return the one header ``Authorization``, or ``None``."""
    found: list[str | bytes]
    if isinstance(headers, Mapping):
        found = [
            value for name, value in headers.items() if name.lower() == "authorization"
        ]
    else:
        found = [value for name, value in headers if name.lower() == b"authorization"]
    # Of two, one is not the server's.
    return found[0] if len(found) == 1 else None

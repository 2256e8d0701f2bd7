"""
Callbacks, which the server sends by itself: verifying them, and their bodies.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Protocol, TypeAlias

import attrs

from . import _limits as limits
from ._json import parse


class HasItems(Protocol):
    """Headers as an object with ``items()``: mappings, ``http.client.HTTPMessage``."""

    def items(self) -> Iterable[tuple[Any, Any]]: ...


#: Headers of a request, in the form of any framework, or as a WSGI environment.
HeadersLike: TypeAlias = HasItems | Iterable[tuple[Any, Any]]

#: Body of a callback, as it arrived or as parsed JSON.
BodyLike: TypeAlias = Mapping[str, Any] | str | bytes | bytearray | memoryview

#: Names of the header, in lower case. A WSGI environment has the second one.
_NAMES = ("authorization", "http_authorization")


@attrs.frozen
class UnknownEvent:
    """
    An event of a kind that is newer than this library.

    Attributes:
        event: Kind of the event.
        data: Body of the callback, as parsed JSON.
    """

    event: str
    data: Any


def parsed(body: Any) -> Any:
    """
    Return the body of a callback as parsed JSON.

    Raises:
        DecodeError: The body is not JSON.
    """
    if isinstance(body, str | bytes | bytearray | memoryview):
        return parse(body)
    return dict(body) if isinstance(body, Mapping) else body


def verify_callback(
    authorization: str | bytes | None, secret: str, *older: str
) -> bool:
    """
    Return whether a callback comes from the server. The comparison takes constant time.

    Args:
        authorization: Value of the header ``Authorization``, or ``None`` if the
            request has none.
        secret: The secret that the callback was registered with.
        *older: Other secrets to accept, for the time in which a secret is replaced.

    Raises:
        TypeError: *authorization* is of another type, such as the parsed header of
            Flask's ``request.authorization``.
        ValueError: A secret cannot match any request: see
            `AppClient.create_callback`.
    """
    accepted = [f"Bearer {limits.secret(each)}".encode() for each in (secret, *older)]
    # All are compared, so that the time does not tell which one matched.
    matches = [
        hmac.compare_digest(sent, known)
        for sent in _sent(authorization)
        for known in accepted
    ]
    return any(matches)


def _sent(value: str | bytes | None) -> list[bytes]:
    """
    Return the bytes that a header may have been sent as.

    The server sends UTF-8. aiohttp decodes it as such; WSGI, Starlette, Django and
    ``http.server`` decode it as Latin-1.
    """
    if value is None:
        return []
    if isinstance(value, bytes):
        return [value]
    if not isinstance(value, str):
        raise TypeError(
            "authorization must be the header's value as str or bytes,"
            f" not {type(value).__name__}"
        )
    if value.isascii():
        return [value.encode()]
    forms = []
    for encoding in ("utf-8", "latin-1"):
        with suppress(UnicodeEncodeError):
            forms.append(value.encode(encoding, "surrogateescape"))
    return forms


def authorization_in(headers: HeadersLike) -> str | bytes | None:
    """
    Return the value of the header ``Authorization``.

    ``None`` if there is none, or more than one: the server sends exactly one.

    Raises:
        TypeError: *headers* are neither a mapping nor pairs of name and value.
    """
    items = getattr(headers, "items", None)
    pairs: Any = items() if callable(items) else headers
    found: list[str | bytes] = []
    try:
        for name, value in pairs:
            text = name.decode("latin-1") if isinstance(name, bytes) else str(name)
            if text.lower() in _NAMES:
                found += value if isinstance(value, list | tuple) else [value]
    except (TypeError, ValueError):
        raise TypeError(
            "headers must be a mapping or pairs of name and value,"
            f" not {type(headers).__name__}"
        ) from None
    return found[0] if len(found) == 1 else None

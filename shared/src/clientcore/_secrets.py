"""
Redaction: secrets are replaced wherever a server repeats them.
"""

from __future__ import annotations

import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

from ._events import RequestInfo
from ._headers import Headers

REDACTED = "[secret]"


class Secret(str):
    """A text that its repr does not show: error trackers record local variables."""

    __slots__ = ()

    def __repr__(self) -> str:
        return REDACTED


class SecretBytes(bytes):
    """Bytes that their repr does not show."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{len(self)} bytes>"


def hidden(values: Iterable[str]) -> tuple[Secret, ...]:
    """
    Return secret values as such.

    Raises:
        TypeError: A text was given instead of a list of texts.
    """
    if isinstance(values, str):
        raise TypeError("secrets are a list of texts, not one text")
    return tuple(map(Secret, values))


def redact(value: Any, secrets: Iterable[str]) -> Any:
    """
    Return *value* with *secrets* replaced, in plain, URL-quoted and base64 form.

    Args:
        value: A text, bytes, JSON, headers or `RequestInfo`. Values of other
            types are returned unchanged.
        secrets: The values to replace. Blank ones are left out.
    """
    pattern = _pattern(tuple(secrets))
    return value if pattern is None else _replaced(value, pattern)


def _replaced(value: Any, secret: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return secret.sub(REDACTED, value)
    if isinstance(value, bytes):
        text = value.decode("utf-8", "surrogateescape")
        return secret.sub(REDACTED, text).encode("utf-8", "surrogateescape")
    if isinstance(value, RequestInfo):
        return RequestInfo(value.method, value.path, _replaced(value.url, secret))
    if isinstance(value, Headers):
        return Headers((name, _replaced(one, secret)) for name, one in value.items())
    if isinstance(value, Mapping):
        return {
            _replaced(name, secret): _replaced(one, secret)
            for name, one in value.items()
        }
    if type(value) in {list, tuple}:
        return type(value)(_replaced(one, secret) for one in value)
    return value


def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = {form for secret in secrets if secret.strip() for form in _forms(secret)}
    # The longest first: one secret may be a part of another. What an earlier pass
    # has put in stays, even if a secret is a part of that.
    longest = sorted(forms | {REDACTED}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))) if forms else None


def _forms(secret: str) -> Iterable[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    yield secret
    yield from (quote(raw), quote(raw, safe=""), quote_plus(raw))
    yield from (f(raw).decode().rstrip("=") for f in (b64encode, urlsafe_b64encode))


def is_deep(value: Any, levels: int = 100) -> bool:
    """Return whether JSON has more than *levels* of lists and objects."""
    level = [value]
    for _ in range(levels):
        level = [
            child
            for one in level
            if isinstance(one, dict | list)
            for child in (one.values() if isinstance(one, dict) else one)
        ]
    return bool(level)

"""
To which addresses the service sends a browser back.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

_LOOPBACK = {"127.0.0.1", "::1"}


def is_secure(uri: str) -> bool:
    """
    Whether *uri* can be registered at all.

    Plain ``http`` is for loopback's two addresses, and not for its name.
    """
    parts = _split(uri)
    if parts is None or not parts.scheme:
        return False
    return parts.scheme != "http" or parts.hostname in _LOOPBACK


def is_allowed(uri: str, registered: Iterable[str]) -> bool:
    """
    Whether *uri* is one of those that are registered.

    It has to be the same string; but a loopback address that was registered
    without a port stands for all ports.
    """
    return is_secure(uri) and any(
        uri == one or _without_port(uri) == one for one in registered
    )


def _without_port(uri: str) -> str | None:
    parts = _split(uri)
    if parts is None or parts.hostname not in _LOOPBACK or parts.scheme != "http":
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return parts._replace(netloc=host).geturl()


def _split(uri: str) -> SplitResult | None:
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return None
    return parts

"""
Checks of what is copied from the dashboard: client ID, secret and redirect address.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

_LOOPBACK = frozenset({"127.0.0.1", "::1"})

#: Environment variables, ours first and then those of spotipy.
_PREFIXES = ("SPOTIFY", "SPOTIPY")


def check_app(client_id: Any, client_secret: Any) -> None:
    """
    Check a client ID and a secret. Messages contain neither.

    Raises:
        ValueError: One is missing, quoted, padded or not printable ASCII.
        TypeError: One is not text.
    """
    _check("client_id", client_id)
    if client_secret is not None:
        _check("client_secret", client_secret)


def _check(name: str, value: Any) -> None:
    if value is None or value == "":
        raise ValueError(f"the {name} is missing: copy it from the app's dashboard")
    if not isinstance(value, str):
        raise TypeError(f"the {name} is text, not {type(value).__name__}")
    if value != value.strip():
        raise ValueError(f"the {name} begins or ends with a space or line break")
    if value[0] in "\"'" or value[-1] in "\"'":
        raise ValueError(f"the {name} is in quotes, which do not belong to it")
    if not value.isascii() or not value.isprintable():
        raise ValueError(f"the {name} has characters that no {name} has")


def check_redirect_uri(uri: Any) -> None:
    """
    Check a redirect address by Spotify's rules of 2025.

    Raises:
        ValueError: Spotify refuses it.
    """
    try:
        parts = urlsplit(uri)
        host, _ = parts.hostname, parts.port
    except (TypeError, ValueError, AttributeError):
        raise ValueError("the redirect address is not a URL") from None
    if not parts.scheme or not (parts.netloc or parts.path):
        raise ValueError("the redirect address is not a URL")
    if parts.scheme not in {"http", "https"}:
        return
    if host == "localhost" or (parts.scheme == "http" and host not in _LOOPBACK):
        raise ValueError(
            f"Spotify refuses {parts.scheme}://{host} as redirect address: use"
            " http://127.0.0.1 or http://[::1] on the same machine, else https, and"
            " register the same address in the dashboard"
        )


def from_environment(name: str) -> str | None:
    """Return ``SPOTIFY_NAME``, else ``SPOTIPY_NAME``, or ``None``."""
    values = (os.environ.get(f"{prefix}_{name}") for prefix in _PREFIXES)
    return next((value for value in values if value), None)

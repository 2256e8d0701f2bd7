"""
Clients for tests: of the routes of `api`, and of a sandbox.
"""

from __future__ import annotations

from typing import Any

import polympics
import polympics.sync
from polympics.sandbox import Sandbox

from .answers import APP, USER


def open_async(kind: str, base_url: str | Sandbox, **options: Any) -> Any:
    """Return an async client of some kind."""
    if isinstance(base_url, Sandbox):
        return base_url.client(kind, **options)  # type: ignore[call-overload]
    return _open(polympics, kind, base_url, **options)


def open_sync(kind: str, base_url: str | Sandbox, **options: Any) -> Any:
    """Return a client of some kind that blocks."""
    if isinstance(base_url, Sandbox):
        return base_url.sync_client(kind, **options)  # type: ignore[call-overload]
    return _open(polympics.sync, kind, base_url, **options)


def _open(face: Any, kind: str, base_url: str, **options: Any) -> Any:
    if kind == "app":
        return face.AppClient(APP, base_url, **options)
    if kind == "user":
        return face.UserClient(USER, base_url, **options)
    return face.UnauthenticatedClient(base_url=base_url, **options)

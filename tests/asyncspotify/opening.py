"""
Clients of a sandbox for tests of both halves.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import Sandbox


def open_async(sandbox: Sandbox, kind: Any = "user", **options: Any) -> Any:
    """Return an async client of some kind."""
    return sandbox.client(kind, **options)


def open_sync(sandbox: Sandbox, kind: Any = "user", **options: Any) -> Any:
    """Return a client of some kind that blocks."""
    return sandbox.sync_client(kind, **options)

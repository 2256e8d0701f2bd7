"""
Clients for tests: of the keyed gateway, and of the older hosts.
"""

from __future__ import annotations

from typing import Any

import recnetpy
import recnetpy.sync

KEY = "test-key"
P = "https://apim.rec.net/public"


def open_async(**options: Any) -> Any:
    """
    Return an async client of the gateway, unless other servers are given.

    Args:
        **options: Those of a client; or *sandbox*, and the *layout* there.
    """
    if sandbox := options.pop("sandbox", None):
        return sandbox.client(**options)
    return recnetpy.Client(**_options(options))


def open_sync(**options: Any) -> Any:
    """Return a client that blocks."""
    if sandbox := options.pop("sandbox", None):
        return sandbox.sync_client(**options)
    return recnetpy.sync.Client(**_options(options))


def _options(options: dict[str, Any]) -> dict[str, Any]:
    key = None if "servers" in options else KEY
    return {"api_key": key, "retries": 0, **options}

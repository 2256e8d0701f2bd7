"""
For every package's tests: ``HTTPX2=1`` runs them on httpx2, httpx's continuation.

It has to be put in httpx's place before anything imports that, so this stands
first, and the plugins that would be earlier are switched off in pyproject.toml.
"""

from __future__ import annotations

import os

if os.environ.get("HTTPX2"):
    import httpx2

    httpx2.alias_httpx()

"""
Fixtures for tests of programs that use polympics: an in-memory server.

Needs the extras ``sandbox`` and ``testing``. As a pytest plugin::

    pytest_plugins = ["polympics.testing"]
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .sandbox import Sandbox

__all__ = ["Sandbox", "polympics_sandbox", "polympics_url"]


@pytest.fixture
def polympics_sandbox() -> Sandbox:
    """
    A server with some teams, accounts and awards, for one test.

    Its ``client()`` and ``sync_client()`` call it in process. For programs that need a
    URL, there is `polympics_url`.
    """
    return Sandbox()


@pytest.fixture
def polympics_url(polympics_sandbox: Sandbox) -> Iterator[str]:
    """URL of `polympics_sandbox`, which is served on loopback."""
    with polympics_sandbox.serve() as url:
        yield url

"""
Help for testing what is built on polympics: a server that is none.

Needs the extras ``sandbox`` and ``testing``. As a pytest plugin it brings the
fixtures::

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

    Its ``client()`` and ``sync_client()`` reach it without a network. To have
    code under test reach it, there is `polympics_url`.
    """
    return Sandbox()


@pytest.fixture
def polympics_url(polympics_sandbox: Sandbox) -> Iterator[str]:
    """Where `polympics_sandbox` is served over HTTP, on this machine."""
    with polympics_sandbox.serve() as url:
        yield url

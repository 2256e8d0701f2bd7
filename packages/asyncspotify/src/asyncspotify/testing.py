"""
Fixtures for tests of programs that use asyncspotify: the sandbox.

Needs the extras ``sandbox`` and ``testing``. As a pytest plugin it brings the
fixtures::

    pytest_plugins = ["asyncspotify.testing"]
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .sandbox import Sandbox

__all__ = ["Sandbox", "spotify_sandbox", "spotify_url"]


@pytest.fixture
def spotify_sandbox() -> Sandbox:
    """
    A Spotify with some music, podcasts and people, for one test.

    Its ``client()`` and ``sync_client()`` reach it without a network. To have
    code under test reach it, there is `spotify_url`.
    """
    return Sandbox()


@pytest.fixture
def spotify_url(spotify_sandbox: Sandbox) -> Iterator[str]:
    """Where `spotify_sandbox` is served over HTTP, on this machine."""
    with spotify_sandbox.serve() as url:
        yield url

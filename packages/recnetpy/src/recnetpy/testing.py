"""
Help for testing what is built on recnetpy: an in-memory emulation of RecNet.

Needs the extras ``sandbox`` and ``testing``. As a pytest plugin it brings the
fixtures::

    pytest_plugins = ["recnetpy.testing"]
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .sandbox import Sandbox

__all__ = ["Sandbox", "recnet_sandbox", "recnet_url"]


@pytest.fixture
def recnet_sandbox() -> Sandbox:
    """
    A RecNet with some people, rooms, photos and events, for one test.

    Its ``client()`` and ``sync_client()`` reach it without a network. To have
    code under test reach it, there is `recnet_url`.
    """
    return Sandbox()


@pytest.fixture
def recnet_url(recnet_sandbox: Sandbox) -> Iterator[str]:
    """
    Where `recnet_sandbox` is served over HTTP, on this machine.

    Its ``environment()`` tells the addresses below it.
    """
    with recnet_sandbox.serve() as url:
        yield url

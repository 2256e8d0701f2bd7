"""
A pytest plugin with an in-memory emulation of Mixcloud.

It needs the extras ``sandbox`` and ``testing``. Enable its fixtures by::

    pytest_plugins = ["aiomixcloud.testing"]
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .sandbox import Sandbox

__all__ = ["Sandbox", "mixcloud_sandbox", "mixcloud_url"]


@pytest.fixture
def mixcloud_sandbox() -> Sandbox:
    """
    An emulation of the service with users and shows, new for each test.

    Its ``client()`` and ``sync_client()`` return clients that use it without a network.
    Code that makes its own client needs `mixcloud_url`.
    """
    return Sandbox()


@pytest.fixture
def mixcloud_url(mixcloud_sandbox: Sandbox) -> Iterator[str]:
    """
    The URL at which `mixcloud_sandbox` is served on this machine.

    ``mixcloud_sandbox.environment(mixcloud_url)`` has the addresses for a client, and
    a token.
    """
    with mixcloud_sandbox.serve() as url:
        yield url

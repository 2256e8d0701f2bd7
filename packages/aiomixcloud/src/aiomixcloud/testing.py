"""
Help for testing what is built on aiomixcloud: a service that is none.

Needs the extras ``sandbox`` and ``testing``. As a pytest plugin it brings the
fixtures::

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
    A service with some people and shows, for one test.

    Its ``client()`` and ``sync_client()`` reach it without a network. To have
    code under test reach it, there is `mixcloud_url`.
    """
    return Sandbox()


@pytest.fixture
def mixcloud_url(mixcloud_sandbox: Sandbox) -> Iterator[str]:
    """
    Where `mixcloud_sandbox` is served over HTTP, on this machine.

    ``mixcloud_sandbox.environment(mixcloud_url)`` has the roots for a client, and
    a token.
    """
    with mixcloud_sandbox.serve() as url:
        yield url

"""
Helpers to test programs that use backtracked: an in-memory emulation of QueUp.

Needs the extras ``sandbox`` and ``testing``. As a pytest plugin it provides the
fixtures::

    pytest_plugins = ["backtracked.testing"]
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .sandbox import Sandbox

__all__ = ["Sandbox", "queup_sandbox", "queup_url"]


@pytest.fixture
def queup_sandbox() -> Sandbox:
    """
    A QueUp with some people, music and rooms, for one test.

    Its ``client()`` and ``sync_client()`` reach it without a network, and without a
    socket. For the socket, and to have code under test reach it, there is
    `queup_url`.
    """
    return Sandbox()


@pytest.fixture
def queup_url(queup_sandbox: Sandbox) -> Iterator[str]:
    """
    Where `queup_sandbox` is served over HTTP, on this machine.

    The socket's address is ``queup_sandbox.ws_url``, and
    ``queup_sandbox.environment(queup_url)`` has logins, too.
    """
    with queup_sandbox.serve() as url:
        yield url

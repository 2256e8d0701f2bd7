"""
What the tests of backtracked share.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from clientcore.testing import api, base_url, no_backoff

__all__ = ["api", "base_url", "no_backoff"]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """
    Where anyio's plugin runs the tests it is given: see tests/shared.
    """
    return os.environ.get("CLIENTCORE_TESTS_ON", "asyncio")


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """End a test that hangs, wherever it does, on systems that can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def end(*_: Any) -> None:
        raise TimeoutError("this test hangs")

    former = signal.signal(signal.SIGALRM, end)
    signal.alarm(90)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, former)

"""
What the tests of asyncspotify share.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import respx

from asyncspotify import _operation
from asyncspotify.sandbox import Sandbox
from clientcore.testing import FakeClock, no_backoff

from .answers import API

__all__ = ["no_backoff"]


@pytest.fixture
def api() -> Iterator[Any]:
    """
    A router for the Web API: what it does not know fails.
    """
    with respx.mock(base_url=API, assert_all_called=True) as router:
        yield router


@pytest.fixture
def clock() -> FakeClock:
    """
    A clock that stands still.
    """
    return FakeClock()


@pytest.fixture(params=["extended", "development"])
def sandbox(request: Any) -> Sandbox:
    """
    The seed world, on each tier.
    """
    return Sandbox(tier=request.param)


@pytest.fixture
def development() -> Sandbox:
    """
    The seed world, as apps in development mode see it.
    """
    return Sandbox(tier="development")


@pytest.fixture(autouse=True)
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Have no test depend on what another was warned of.
    """
    monkeypatch.setattr(_operation, "_told", set())


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """
    Where anyio's plugin runs the tests it is given: see tests/shared.
    """
    return os.environ.get("CLIENTCORE_TESTS_ON", "asyncio")

"""
Fixtures and helpers for tests of clients, and of programs that use them.

Needs the extra ``testing``. As a pytest plugin it brings the fixtures::

    pytest_plugins = ["clientcore.testing"]
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import respx

from . import _http
from ._async.sender import Sender as AsyncSender
from ._sync.sender import Sender as SyncSender

#: Base URL of the router `api`.
BASE_URL = "https://api.test"


class FakeClock:
    """
    A clock that only moves when `forward` is called.

    Args:
        start: The first time it returns.
    """

    def __init__(self, start: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        """Move the clock *seconds* ahead."""
        self._now += timedelta(seconds=seconds)


def connect_error() -> Exception:
    """Return the ``side_effect`` of a route for a connection that fails."""
    return _http.failure("ConnectError")


def read_error() -> Exception:
    """Return the ``side_effect`` of a route for a connection that is lost."""
    return _http.failure("ReadError")


def read_timeout() -> Exception:
    """Return the ``side_effect`` of a route for a response that times out."""
    return _http.failure("ReadTimeout")


@pytest.fixture
def base_url() -> str:
    """Base URL of the router `api`."""
    return BASE_URL


@pytest.fixture
def api(base_url: str) -> Iterator[Any]:
    """
    A respx router for ``base_url``.

    Requests without a route fail, and so do routes without a request.
    """
    with respx.mock(base_url=base_url, assert_all_called=True) as router:
        yield router


@pytest.fixture
def no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the waits before retries, those of ``Retry-After`` included."""

    async def no_wait(*_: object) -> None:
        pass

    monkeypatch.setattr(AsyncSender, "pause", no_wait)
    monkeypatch.setattr(SyncSender, "pause", lambda *_: None)

"""
Help for tests: of our packages, and of what is built on them.

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

#: Where the router of `api` answers.
BASE_URL = "https://api.test"


class FakeClock:
    """
    A clock that stands still until it is told otherwise.

    Args:
        start: What it shows first.
    """

    def __init__(self, start: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> None:
        self._now = start

    def __call__(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        """Set it *seconds* later."""
        self._now += timedelta(seconds=seconds)


def connect_error() -> Exception:
    """Return what a route's ``side_effect`` needs for a failed connection."""
    return _http.failure("ConnectError")


def read_error() -> Exception:
    """Return what a route's ``side_effect`` needs for a lost connection."""
    return _http.failure("ReadError")


def read_timeout() -> Exception:
    """Return what a route's ``side_effect`` needs for an answer that is late."""
    return _http.failure("ReadTimeout")


@pytest.fixture
def base_url() -> str:
    """Where `api` answers."""
    return BASE_URL


@pytest.fixture
def api(base_url: str) -> Iterator[Any]:
    """
    A respx router for ``base_url``.

    Calls that no route knows fail, and so do routes that nothing called.
    """
    with respx.mock(base_url=base_url, assert_all_called=True) as router:
        yield router


@pytest.fixture
def no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the waits before retries out, those of ``Retry-After`` included."""

    async def no_wait(*_: object) -> None:
        pass

    monkeypatch.setattr(AsyncSender, "pause", no_wait)
    monkeypatch.setattr(SyncSender, "pause", lambda *_: None)

"""
Fixtures and helpers for tests of clients, and of programs that use them.

Needs the extra ``testing``. As a pytest plugin it brings the fixtures::

    pytest_plugins = ["clientcore.testing"]
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import respx

from . import _http
from ._async.sender import Sender as AsyncSender
from ._secrets import redact
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


class Broken(Exception):
    """The failure of a `script`, which no client expects."""


def script(*responses: Any) -> Any:
    """
    Return a transport that returns responses in order, and then raises `Broken`.

    Args:
        *responses: JSON with the status 200, a status and JSON, or a
            `respx.MockResponse`.
    """
    return _Script(*responses)


class _Script:
    def __init__(self, *responses: Any) -> None:
        self._left = list(responses)

    async def handle_async_request(self, request: Any) -> Any:
        """Return the next response, or raise `Broken`."""
        return self.handle_request(request)

    def handle_request(self, request: Any) -> Any:
        """Return the next response, or raise `Broken`."""
        if not self._left:
            raise Broken
        response = self._left.pop(0)
        if isinstance(response, respx.MockResponse):
            return response
        status, body = response if isinstance(response, tuple) else (200, response)
        return respx.MockResponse(status, json=body)

    async def aclose(self) -> None:
        """Close nothing."""

    def close(self) -> None:
        """Close nothing."""


def leaks(error: BaseException, package: str, *secrets: str) -> list[str]:
    """
    Return the local variables whose repr shows a secret, as error trackers do.

    Args:
        error: An error that was raised. Its cause and its context are searched too.
        package: The package whose frames are searched besides those of clientcore.
        *secrets: The secrets, found in plain, URL-quoted and base64 form.

    Returns:
        Function and name of each such variable.
    """
    found = []
    for frame, _ in traceback.walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__", "").split(".")
        if module[0] not in {package, "clientcore"} or "sandbox" in module:
            continue
        for name, value in frame.f_locals.items():
            # The repr of an object that is not complete yet may raise.
            shown = ""
            with suppress(Exception):
                shown = repr(value)
            if redact(shown, secrets) != shown:
                found.append(f"{frame.f_code.co_qualname}: {name}")
    more = error.__cause__ or (
        None if error.__suppress_context__ else error.__context__
    )
    return found + (leaks(more, package, *secrets) if more else [])


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

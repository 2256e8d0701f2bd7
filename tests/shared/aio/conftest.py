"""
What the shell's tests share.
"""

from __future__ import annotations

import pytest

from clientcore._async.sender import Sender

from ..servers import refusing, serve

__all__ = ["refusing", "serve"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Take the waits before retries out.
    """

    async def no_wait(*_: object) -> None:
        pass

    monkeypatch.setattr(Sender, "pause", no_wait)


class Waits:
    """
    A clock that goes on when somebody sleeps, and only then.

    Attributes:
        seconds: How long each sleep was.
    """

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def now(self) -> float:
        return sum(self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    """
    Put a clock of the test's own in the place of the one for gates and caches.
    """
    waits = Waits()
    monkeypatch.setattr("clientcore._async.pool.now", waits.now)
    monkeypatch.setattr("clientcore._async.sender.sleep", waits.sleep)
    return waits

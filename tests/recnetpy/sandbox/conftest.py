"""
The emulator, asked in process.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import attrs
import pytest

from clientcore.sandbox import Answer, call
from recnetpy.sandbox import Sandbox, World

Ask = Callable[..., Awaitable[Answer]]


@attrs.define
class Clock:
    """
    A clock that stands still.
    """

    time: datetime = datetime(2024, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sandbox(clock: Clock) -> Sandbox:
    """
    The seed world.
    """
    return Sandbox(clock=clock)


@pytest.fixture
def world(sandbox: Sandbox) -> World:
    return sandbox.world


@pytest.fixture
def ask(sandbox: Sandbox) -> Ask:
    """
    Asks the seed world: the gateway with its key, unless another is given.
    """

    async def ask(
        method: str,
        path: str,
        *,
        key: str | None = sandbox.key,
        form: Sequence[tuple[str, object]] | None = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> Answer:
        sent = dict(headers or {})
        if key is not None and path.startswith("/apim/public/"):
            sent["ocp-apim-subscription-key"] = key
        if form is not None:
            sent["content-type"] = "application/x-www-form-urlencoded"
            more["body"] = urlencode(form).encode()
        return await call(sandbox, method, path, headers=sent, **more)

    return ask

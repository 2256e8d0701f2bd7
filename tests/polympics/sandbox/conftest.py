"""
The emulator, asked in process.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from clientcore.sandbox import Answer, call
from polympics.sandbox import App, Delivery, Login, Sandbox, Session


def basic_header(username: str, password: str) -> str:
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode()


@attrs.define
class Clock:
    """
    A clock that stands still.
    """

    time: datetime = datetime(2021, 7, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@attrs.define
class Inbox:
    """
    Takes deliveries instead of sending them.
    """

    deliveries: list[Delivery] = attrs.field(factory=list)

    async def __call__(self, delivery: Delivery) -> None:
        self.deliveries.append(delivery)


@pytest.fixture
def basic() -> Callable[[str, str], str]:
    """
    Writes an ``Authorization`` header.
    """
    return basic_header


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def sandbox(clock: Clock, inbox: Inbox) -> Sandbox:
    """
    An empty world.
    """
    return Sandbox(seeded=False, clock=clock, deliver=inbox)


@pytest.fixture
def seeded(clock: Clock, inbox: Inbox) -> Sandbox:
    """
    The seed world.
    """
    return Sandbox(clock=clock, deliver=inbox)


Who = App | Session | Login | str | None
Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def ask(sandbox: Sandbox) -> Ask:
    """
    Asks the empty world, as an app, as a session, or with a given header.
    """

    async def ask(
        method: str, path: str, json: Any = ..., *, by: Who = None, **more: Any
    ) -> Answer:
        header = by
        if isinstance(by, App | Session):
            header = basic_header(by.username, by.token)
        elif isinstance(by, Login):
            header = basic_header(by.username, by.password)
        headers = {"authorization": str(header)} if header else {}
        if json is not ...:
            more["json"] = json
        return await call(sandbox, method, path, headers=headers, **more)

    return ask


@pytest.fixture
def app(sandbox: Sandbox) -> App:
    """
    The app with all permissions.
    """
    return sandbox.world.apps[1]


@pytest.fixture
def bare(sandbox: Sandbox) -> App:
    """
    The app with none.
    """
    return sandbox.world.apps[2]

"""
The emulator, asked in process.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import attrs
import pytest

from aiomixcloud.sandbox import Sandbox, User, World
from clientcore.sandbox import Answer, call

BOUNDARY = "a-boundary"

#: A part of a form: a text, or a file's name and bytes.
Value = str | tuple[str, bytes]
Ask = Callable[..., Awaitable[Answer]]


def multipart(parts: Mapping[str, Value]) -> bytes:
    """
    Writes a form's body.
    """
    body = b""
    for name, value in parts.items():
        head = f'form-data; name="{name}"'
        if not isinstance(value, str):
            head += f'; filename="{value[0]}"\r\nContent-Type: audio/mpeg'
        content = value.encode() if isinstance(value, str) else value[1]
        body += f"--{BOUNDARY}\r\nContent-Disposition: {head}\r\n\r\n".encode()
        body += content + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


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
    A world with nobody but the token's owner.
    """
    return Sandbox(seeded=False, clock=clock)


@pytest.fixture
def seeded(clock: Clock) -> Sandbox:
    """
    The seed world.
    """
    return Sandbox(clock=clock)


@pytest.fixture
def world(sandbox: Sandbox) -> World:
    return sandbox.world


@pytest.fixture
def owner(sandbox: Sandbox) -> User:
    """
    Whose the token is.
    """
    return sandbox.world.users[sandbox.credentials.username]


def asking(sandbox: Sandbox) -> Ask:
    async def ask(
        method: str,
        path: str,
        *,
        token: bool | str = False,
        form: Mapping[str, Value] | None = None,
        **query: Any,
    ) -> Answer:
        if token:
            known = sandbox.credentials.token
            query["access_token"] = known if token is True else token
        more: dict[str, Any] = {}
        if form is not None:
            kind = f"multipart/form-data; boundary={BOUNDARY}"
            more = {"body": multipart(form), "headers": {"content-type": kind}}
        return await call(sandbox, method, path, query=query, **more)

    return ask


@pytest.fixture
def ask(sandbox: Sandbox) -> Ask:
    """
    Asks the nearly empty world.
    """
    return asking(sandbox)


@pytest.fixture
def ask_seeded(seeded: Sandbox) -> Ask:
    """
    Asks the seed world.
    """
    return asking(seeded)

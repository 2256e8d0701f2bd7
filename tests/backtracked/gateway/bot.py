"""
A service that counts, and a bot that listens to it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.ended import Ended
from backtracked._gateway.gateway import Gateway, State

#: What the service sends when it accepts a connection.
ACCEPTED = '4{"action": 4, "clientId": "guest", "connectionId": "c"}'

# --- The service --------------------------------------------------------------


def drain(connection: ServerConnection) -> None:
    """Read until the other side goes."""
    for _ in connection:
        pass


def accept(connection: ServerConnection, **opening: Any) -> int:
    """Accept a connection, and return its token, which is a number."""
    connection.send(f"0{json.dumps(opening)}")
    connection.send(ACCEPTED)
    assert connection.request is not None
    query = parse_qs(urlsplit(connection.request.path).query)
    return int(query["access_token"][0])


def number(value: int) -> str:
    """Return a message with a number."""
    return f'4{{"number": {value}}}'


def count(upto: int, *, then: int | None = None) -> Callable[[ServerConnection], None]:
    """Accept the bot and count on; then close with a code, or stay."""

    def play(connection: ServerConnection) -> None:
        start = accept(connection)
        for value in range(start + 1, upto + 1):
            connection.send(number(value))
        if then is None:
            drain(connection)
        else:
            connection.close(then, "because")

    return play


def say(*frames: str | bytes) -> Callable[[ServerConnection], None]:
    """Accept the bot, send *frames*, and stay."""

    def play(connection: ServerConnection) -> None:
        accept(connection)
        for frame in frames:
            connection.send(frame)
        drain(connection)

    return play


# --- The bot ------------------------------------------------------------------


class Bot:
    """
    A gateway that waits for nothing, and what it has called.

    Its token is the number that was taken last.
    """

    def __init__(self, url: str, **options: Any) -> None:
        self.taken: list[int] = []
        self.attempts = 0
        self.connects = 0
        self.ends: list[Ended] = []
        self.bad: list[str | bytes] = []
        self.failure: Exception | None = None
        options = {
            "address": f"{url}/ws/",
            "token": self.token,
            "accept": lambda message: True,
            "take": self.take,
            "on_connect": self.on_connect,
            "on_disconnect": self.ends.append,
            "on_bad_frame": self.bad.append,
            "proxy": lambda: None,
            "random": lambda: 0.0,
            **options,
        }
        self.gateway = Gateway(**options)

    async def token(self) -> str:
        self.attempts += 1
        return str(self.taken[-1] if self.taken else 0)

    def take(self, message: dict[str, Any]) -> Awaitable[None] | None:
        self.taken.append(message["number"])
        return None

    async def on_connect(self) -> None:
        self.connects += 1

    async def run(self) -> None:
        try:
            await self.gateway.run()
        except Exception as error:  # noqa: BLE001 (for the test to look at)
            self.failure = error

    async def until_taken(self, count: int) -> list[int]:
        """Wait for so many numbers, and return them."""
        await until(lambda: len(self.taken) >= count)
        return self.taken

    async def until_state(self, state: State) -> None:
        """Wait for a state of the connection."""
        await until(lambda: self.gateway.state is state)

    async def fails(self, cls: type[Exception]) -> Exception:
        """Run until it fails."""
        with anyio.fail_after(60), pytest.raises(cls) as caught:
            await self.gateway.run()
        assert self.gateway.state is State.CLOSED
        return caught.value


@asynccontextmanager
async def running(bot: Bot) -> AsyncIterator[Bot]:
    """Run a bot for the length of a block, and for at most a minute."""
    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(bot.run)
            yield bot
            bot.gateway.stop()
    assert bot.gateway.state is State.CLOSED


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not true():  # noqa: ASYNC110 (it is told by nothing)
        await anyio.sleep(0.001)

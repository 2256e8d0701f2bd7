"""
A service that counts, for the tests of the gateway.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.connection import Connection
from backtracked._gateway.gateway import Gateway, State
from backtracked._gateway.heartbeat import Heartbeat
from backtracked._gateway.protocol import GatewayProtocol, Reconnect
from backtracked._gateway.socket import Frame
from backtracked._gateway.target import Target


class Numbers(GatewayProtocol[int]):
    """
    A service that counts, from the number that was received last.
    """

    def __init__(self, url: str, *, greets: bool = True) -> None:
        self.url = url
        self.greets = greets
        self.last = 0
        self.attempts = 0
        self.link: Connection | None = None

    async def target(self) -> Target:
        self.attempts += 1
        return Target(f"{self.url}/numbers?attempt={self.attempts}")

    async def handshake(self, connection: Connection) -> Heartbeat | None:
        self.link = connection
        if not self.greets:
            return None
        await connection.send(f"from {self.last}")
        await connection.receive()
        return None

    def decode(self, frame: Frame) -> Iterable[int]:
        if frame == "bye":
            raise Reconnect("the server said bye")
        if frame == "hello?":
            assert self.link is not None
            self.link.reply("hello!")
            return ()
        numbers = [int(each) for each in frame.split()]
        self.last = numbers[-1]
        return numbers


def drain(connection: ServerConnection) -> None:
    """Read until the other side goes."""
    for _ in connection:
        pass


def count(upto: int, *, then: int | None = None) -> Callable[[ServerConnection], None]:
    """Welcome the client and count on; then close with a code, or stay."""

    def play(connection: ServerConnection) -> None:
        start = int(str(connection.recv()).removeprefix("from "))
        connection.send("welcome")
        for number in range(start + 1, upto + 1):
            connection.send(str(number))
        if then is None:
            drain(connection)
        else:
            connection.close(then, "because")

    return play


def say(*frames: Frame) -> Callable[[ServerConnection], None]:
    """Welcome the client, send *frames*, and stay."""

    def play(connection: ServerConnection) -> None:
        connection.recv()
        connection.send("welcome")
        for frame in frames:
            connection.send(frame)
        drain(connection)

    return play


def close(code: int) -> Callable[[ServerConnection], None]:
    """Close instead of welcoming."""

    def play(connection: ServerConnection) -> None:
        connection.close(code)

    play.__name__ = f"close-{code}"
    return play


@asynccontextmanager
async def entered(
    protocol: GatewayProtocol[int], **options: Any
) -> AsyncIterator[Gateway[int]]:
    """Enter a gateway that waits for nothing, and for that at most 20 seconds."""
    options.setdefault("random", lambda: 0.0)
    with anyio.fail_after(20):
        async with Gateway(protocol, **options) as gateway:
            yield gateway


async def take(gateway: Gateway[int], number: int) -> list[int]:
    """Take so many events."""
    return [await anext(gateway) for _ in range(number)]


async def fails(gateway: Gateway[int], cls: type[Exception]) -> Exception:
    """Iterate until it fails."""
    with pytest.raises(cls) as caught:
        async for _ in gateway:
            pass
    assert gateway.state is State.CLOSED
    return caught.value

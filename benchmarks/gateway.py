"""
Events from the socket to a typed handler, beside bare ``websockets``.

    python benchmarks/gateway.py

The server runs in a process of its own, on another core where there is one. It
sends chat messages as fast as they are taken. Each contender parses JSON, makes
an attrs event and calls a handler. They take turns, and the best turn counts.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import time
from collections.abc import Awaitable, Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any

import anyio
import attrs
import orjson
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.frames import Frame, Opcode

from backtracked._gateway.gateway import Gateway
from backtracked._gateway.protocol import GatewayProtocol
from backtracked._gateway.target import Target

EVENTS = 200_000
TURNS = 5

MESSAGE = orjson.dumps(
    {
        "action": 15,
        "channel": "room:5602ed62e8632103004663c2",
        "message": {"name": "chat-message", "type": "json", "data": "hello there"},
    }
)


@attrs.define
class Chat:
    """The typed event."""

    channel: str
    name: str
    data: str


def parse(frame: str | bytes) -> Chat:
    """Make the event, the same way for all."""
    document = orjson.loads(frame)
    message = document["message"]
    return Chat(document["channel"], message["name"], message["data"])


class Done(Exception):
    """Raised by the handler when it has seen all events."""


class Handler:
    """Counts events, as a stand-in for work."""

    def __init__(self) -> None:
        self.left = EVENTS

    def __call__(self, chat: Chat) -> None:
        self.left -= len(chat.name) > 0
        if not self.left:
            raise Done


class Chats(GatewayProtocol[Chat]):
    """The service."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def target(self) -> Target:
        return Target(self.url)

    def decode(self, frame: str | bytes) -> Iterable[Chat]:
        return (parse(frame),)


async def bare(url: str) -> None:
    """Read from ``websockets`` with nothing in between."""
    handler = Handler()
    async with connect(url, compression=None) as socket:
        await socket.send("go")
        async for frame in socket:
            handler(parse(frame))


async def gateway_run(url: str) -> None:
    """Take events by ``Gateway.run``."""
    async with Gateway(Chats(url)) as gateway:
        await gateway.wait_open()
        await gateway.send("go")
        await gateway.run(Handler())


async def gateway_iterated(url: str) -> None:
    """Take events by ``async for``."""
    handler = Handler()
    async with Gateway(Chats(url)) as gateway:
        await gateway.wait_open()
        await gateway.send("go")
        async for chat in gateway:
            handler(chat)


async def _timed(contender: Callable[[str], Awaitable[None]], url: str) -> float:
    began = time.perf_counter()
    with contextlib.suppress(Done):
        await contender(url)
    return time.perf_counter() - began


async def _flood(connection: ServerConnection) -> None:
    await connection.recv()
    # Ready-made frames, or the server would be what is measured.
    batch = Frame(Opcode.TEXT, MESSAGE).serialize(mask=False) * 100
    for _ in range(EVENTS // 100):
        connection.transport.write(batch)
        await connection.drain()
    await connection.wait_closed()


async def _serve(pipe: Connection) -> None:
    async with serve(_flood, "127.0.0.1", 0, compression=None) as server:
        pipe.send(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(pipe.recv)


def _server(pipe: Connection) -> None:
    _pin(-1)
    asyncio.run(_serve(pipe))


def _pin(number: int) -> None:
    """Stay on one core, where the system knows of such a thing."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number]})


def rows() -> list[tuple[str, float, float]]:
    """Return name, events a second, and the ratio to bare ``websockets``."""
    contenders: dict[str, Callable[[str], Any]] = {
        "bare websockets": bare,
        "Gateway.run": gateway_run,
        "async for in Gateway": gateway_iterated,
    }
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    server = context.Process(target=_server, args=(theirs,), daemon=True)
    server.start()
    url = f"ws://127.0.0.1:{ours.recv()}"
    _pin(0)
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(TURNS):
        for name, contender in contenders.items():
            times[name].append(anyio.run(_timed, contender, url))
    ours.send(None)
    server.join(10)
    rates = {name: EVENTS / min(found) for name, found in times.items()}
    reference = rates["bare websockets"]
    return [(name, rate, rate / reference) for name, rate in rates.items()]


def main() -> None:
    """Print the table."""
    print(f"{'socket to typed handler':<24} {'events/s':>10} {'ratio':>6}")
    for name, rate, ratio in rows():
        print(f"{name:<24} {rate:>10,.0f} {ratio:>6.2f}")


if __name__ == "__main__":
    main()

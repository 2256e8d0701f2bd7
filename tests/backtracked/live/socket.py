"""
A socket of the service, on loopback, that says what a test wants said.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed

from backtracked import Actions, Client

from ..answers import ME, load

#: Seconds that anything may take here.
PATIENCE = 20


class Socket:
    """
    The service's end.

    Attributes:
        opening: The first packet of each connection.

        refusals: Statuses with which the next connections are refused.

        strangers: Whom the next connections are taken for.

        tokens: The tokens of all connections that were made.

        heard: All messages that came, those of each connection in a list.
    """

    def __init__(self) -> None:
        self.opening: dict[str, Any] = {"sid": "s", "pingInterval": 25000}
        self.refusals: list[int] = []
        self.strangers: list[str] = []
        self.tokens: list[str] = []
        self.heard: list[list[dict[str, Any]]] = []
        self.frames: list[str | bytes] = []
        self._server: Server | None = None
        self._line: ServerConnection | None = None
        self._news = anyio.Event()

    @property
    def url(self) -> str:
        """Where it is."""
        assert self._server is not None
        port = next(iter(self._server.sockets)).getsockname()[1]
        return f"ws://127.0.0.1:{port}/ws/"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Socket]:
        """Listen."""
        async with serve(
            self._serve, "127.0.0.1", 0, process_request=self._admit
        ) as self._server:
            yield self

    def _admit(self, line: ServerConnection, request: Any) -> Any:
        query = parse_qs(urlsplit(request.path).query)
        self.tokens += query["access_token"]
        if self.refusals:
            return line.respond(self.refusals.pop(0), "no\n")
        return None

    async def _serve(self, line: ServerConnection) -> None:
        self._line = line
        self.heard.append([])
        who = self.strangers.pop(0) if self.strangers else ME
        told = {"action": 4, "clientId": who, "connectionId": f"c{len(self.heard)}"}
        try:
            await line.send(f"0{json.dumps(self.opening)}")
            await line.send(f"4{json.dumps(told)}")
            async for frame in line:
                await self._take(line, frame)
        except ConnectionClosed:
            return

    async def _take(self, line: ServerConnection, frame: str | bytes) -> None:
        self.frames.append(frame)
        if frame == "2":
            await line.send("3")
        if str(frame).startswith("4"):
            message = json.loads(frame[1:])
            self.heard[-1].append(message)
            if message["action"] == Actions.join_room:
                told = {"action": 11, "channel": message["channel"]}
                await line.send(f"4{json.dumps(told)}")
        self._news.set()
        self._news = anyio.Event()

    async def hears(self, action: Actions, connection: int | None = None) -> Any:
        """Wait for a message, on the last connection or on one with a number."""
        with anyio.fail_after(PATIENCE):
            while True:
                place = len(self.heard) if connection is None else connection
                for message in (
                    self.heard[place - 1] if len(self.heard) >= place else []
                ):
                    if message["action"] == action:
                        return message
                await self._news.wait()

    async def send(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        assert self._line is not None
        await self._line.send(frame)

    async def say(self, message: Any) -> None:
        """Send a message."""
        await self.send(f"4{json.dumps(message)}")

    async def event(self, name: str, payload: Any = None, **changes: Any) -> None:
        """Send an event: a fixture's, or one with *payload*."""
        event = load(f"event.{name}")
        if payload is not None or changes:
            known = payload or json.loads(event["message"]["data"])
            event["message"]["data"] = json.dumps({**known, **changes})
        await self.say(event)

    async def cut(self) -> None:
        """Break the connection without a word."""
        assert self._line is not None
        self._line.transport.abort()

    async def close(self, code: int = 1001) -> None:
        """Hang up."""
        assert self._line is not None
        await self._line.close(code, "so long")


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    with anyio.fail_after(PATIENCE):
        while not true():  # noqa: ASYNC110, it is told by nothing
            await anyio.sleep(0.001)


@asynccontextmanager
async def connected(queup: Client, **options: Any) -> AsyncIterator[Client]:
    """Keep a client connected for the length of a block."""
    async with queup, anyio.create_task_group() as tasks:

        async def connect() -> None:
            await queup.connect(**options)

        tasks.start_soon(connect)
        with anyio.fail_after(PATIENCE):
            await queup.wait_until_ready()
        yield queup
        await queup.aclose()


def record(queup: Client, *names: str) -> list[str]:
    """Note which of some events happen, in order."""
    happened: list[str] = []

    def listen(name: str) -> None:
        async def note() -> None:
            happened.append(name)

        queup.add_listener(name, note)

    for name in names:
        listen(name)
    return happened

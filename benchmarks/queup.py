"""
backtracked: chat as fast as it comes, and a million messages of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from multiprocessing.connection import Connection
from statistics import median
from typing import Any

import anyio
import anyio.lowlevel
import httpx
import orjson
from measure import async_turns, pin, resident
from row import Row
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.frames import Frame, Opcode

from backtracked import Client, Message
from backtracked._engineio import read_frame
from clientcore import parse_json

_EVENTS = 100_000
_PEOPLE = 50
_WARM, _MANY = 200_000, 1_000_000
_GOAL = 50_000
_CHANNEL = "room:5602ed62e8632103004663c2"


def rows() -> list[Row]:
    """
    Compare with ``websockets`` that reads the same frames and drops them.
    """
    pin(0)
    with _service() as url:
        found = asyncio.run(_speed(url))
    return [*found, asyncio.run(_memory())]


# --- The events ---------------------------------------------------------------


def _event(number: int, people: int) -> bytes:
    """
    Make a message of chat, of about 400 bytes.
    """
    user = f"6fa0000000000000{number % people:08x}"
    chat = {
        "type": "chat-message",
        "user": {
            "_id": user,
            "username": f"listener_{number % people}",
            "userInfo": {"userid": user},
        },
        "message": f"number {number} is a song that I have not heard for years",
        "time": 1_700_000_000_000 + number,
        "realTimeChannel": "queup-testing-lounge",
        "chatid": f"{user}-{1_700_000_000_000 + number}",
    }
    data = orjson.dumps(chat).decode()
    message = {"name": "chat-message", "type": "json", "data": data}
    return b"4" + orjson.dumps({"action": 15, "channel": _CHANNEL, "message": message})


_CONNECTED = orjson.dumps({"action": 4, "clientId": "guest", "connectionId": "c"})


# --- Speed --------------------------------------------------------------------


async def _speed(url: str) -> list[Row]:
    async with _listening(url) as chatter:
        contenders = {"bare": _bare(url), "ours": chatter}
        times = await async_turns(contenders, 10)
    theirs, ours = (_EVENTS / median(times[name]) for name in contenders)
    name = "backtracked: events, socket to handler"
    goal = f"≥ {_GOAL:,} events/s"
    return [
        Row("backtracked: frames, bare websockets", theirs, "events/s"),
        Row(name, ours, "events/s", ours / theirs, goal, reached=ours >= _GOAL),
    ]


def _bare(url: str) -> Callable[[], Awaitable[None]]:
    async def read() -> None:
        async with connect(url, compression=None) as socket:
            await socket.recv()
            await socket.recv()
            await socket.send("go")
            for _ in range(_EVENTS):
                await socket.recv()

    return read


@asynccontextmanager
async def _listening(url: str) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """
    Connect a client, and provide what makes it take all events.
    """
    heard, done = 0, asyncio.Event()
    async with _client(url) as client:

        @client.event
        async def on_chat(message: Message) -> None:
            nonlocal heard
            heard += len(message.content) > 0
            if heard == _EVENTS:
                done.set()

        connection = asyncio.create_task(client.connect(guest=True))
        await client.wait_until_ready()

        async def read() -> None:
            nonlocal heard
            heard = 0
            done.clear()
            await client._realtime._gateway.send("go")  # type: ignore[union-attr]
            await done.wait()

        yield read
        await client.aclose()
        await connection


@asynccontextmanager
async def _client(url: str) -> AsyncIterator[Client]:
    """
    Provide a client that has joined the room.
    """
    transport = httpx.MockTransport(_answer)
    async with Client(ws=url, connector=transport, track_queue=False) as client:
        await client.join_room("lounge")
        yield client


def _answer(request: httpx.Request) -> httpx.Response:
    path = request.url.path
    if path.endswith("/active"):
        return httpx.Response(404, json={"code": 404, "message": "Not Found"})
    data: Any = {"token": "t", "_id": _CHANNEL[5:], "name": "Lounge"}
    if request.method == "GET" and (path.endswith("/users") or "/chat/" in path):
        data = []
    return httpx.Response(200, json={"code": 200, "message": "OK", "data": data})


# --- Memory -------------------------------------------------------------------


async def _memory() -> Row:
    """
    Hear of ever new people, by all that stands between a socket and a handler.
    """
    held: list[int] = []
    heard = 0
    async with _client("ws://127.0.0.1/ws/") as client:

        @client.event
        async def on_chat(message: Message) -> None:
            nonlocal heard
            heard += len(message.content) > 0

        realtime = client._realtime
        async with anyio.create_task_group() as tasks:
            realtime.dispatcher.start(tasks)
            for number in range(_MANY):
                if number == _WARM:
                    held.append(resident())
                _, data = read_frame(_event(number, _MANY))
                if (room := realtime.receiver.take(parse_json(data))) is not None:
                    await room
            held.append(resident())
            while heard < _MANY:
                await anyio.lowlevel.checkpoint()
            tasks.cancel_scope.cancel()
        assert len(client.messages) == client.messages.limit
    grown = (held[1] - held[0]) / 1e6
    return Row.within(5, "backtracked: memory after a million events", grown, "MB")


# --- The service, on another core ---------------------------------------------


@contextmanager
def _service() -> Iterator[str]:
    """
    Provide the address of a socket that chats when it is told to.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serving, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"ws://127.0.0.1:{ours.recv()}/ws/"
    finally:
        ours.send(None)
        process.join(10)


def _serving(pipe: Connection) -> None:
    pin(1)
    asyncio.run(_serve(pipe))


async def _serve(pipe: Connection) -> None:
    chat = partial(_chat, batches=_batches())
    async with serve(chat, "127.0.0.1", 0, compression=None) as server:
        pipe.send(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(pipe.recv)


def _batches() -> list[bytes]:
    """
    Make the frames beforehand, or the server would be what is measured.
    """
    frames = (
        Frame(Opcode.TEXT, _event(number, _PEOPLE)).serialize(mask=False)
        for number in range(_EVENTS)
    )
    return [b"".join(batch) for batch in zip(*[frames] * 100, strict=True)]


async def _chat(line: ServerConnection, batches: list[bytes]) -> None:
    await line.send('0{"sid":"s","pingInterval":25000}')
    await line.send("4" + _CONNECTED.decode())
    with contextlib.suppress(ConnectionError):
        async for frame in line:
            if '"action":10' in str(frame):
                await line.send(f'4{{"action":11,"channel":"{_CHANNEL}"}}')
            elif frame == "go":
                for batch in batches:
                    line.transport.write(batch)
                    await line.drain()

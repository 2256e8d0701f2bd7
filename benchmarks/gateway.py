"""
backtracked: events from the socket to handlers.

Beside it are ``websockets`` that drops the frames, and a program that is written by
hand for one purpose, with the standard library: it parses both layers of JSON and
awaits a function with a dict.
What is measured is the processor's time, so that other load does not count.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import cache, partial
from hashlib import blake2b
from itertools import cycle, islice
from multiprocessing.connection import Connection
from statistics import median
from time import process_time
from typing import Any, TypeAlias

import attrs
import httpx
import orjson
from measure import Times, pin, rounds
from row import Row
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.frames import Frame, Opcode

from backtracked import Client

_EVENTS = 10_000
_PEOPLE = 50
_ROOMS = (1, 10, 50)
#: How often each kind occurs among twenty events of the mix.
_MIX = {
    "chat": 10,
    "record": 4,
    "dub": 2,
    "leave and join": 2,
    "grab": 1,
    "presence": 1,
}

Read: TypeAlias = Callable[[], Awaitable[None]]


@attrs.frozen
class Stream:
    """
    What the service sends when it is told to.

    Attributes:
        kind: ``chat`` or ``mix``.
        rooms: In how many rooms it happens, in turn.
    """

    kind: str
    rooms: int

    def __str__(self) -> str:
        return f"{self.kind} {self.rooms}"


_STREAMS = [Stream("chat", 1), *(Stream("mix", rooms) for rooms in _ROOMS)]


def rows() -> list[Row]:
    """
    Compare with programs that do less.
    """
    pin(0)
    with _service() as url:
        times = asyncio.run(_times(url))
    found = [
        *_beside(times, "chat", 0.85),
        *_beside(times, "mix", 0.8),
    ]
    rates = [_rate(times, f"ours mix {rooms}") for rooms in _ROOMS]
    one = times["ours mix 1"]
    for rooms, rate in zip(_ROOMS[1:], rates[1:], strict=True):
        others = times[f"ours mix {rooms}"]
        ratio = median(a / b for a, b in zip(one, others, strict=True))
        found.append(
            Row(
                f"backtracked: the mix in {rooms} rooms, beside 1",
                rate,
                "events/s",
                ratio,
                "within 10 %",
                reached=0.9 <= ratio <= 1.1,
            )
        )
    return found


def _rate(times: Times, name: str) -> float:
    return _EVENTS / median(times[name])


def _beside(times: Times, kind: str, goal: float) -> Iterator[Row]:
    ours = times[f"ours {kind} 1"]
    name, unit = f"backtracked: {kind}", "events/s"
    for other, text in (("bare", "frames dropped"), ("hand", "written by hand")):
        theirs = times[f"{other} {kind} 1"]
        rate = _rate(times, f"{other} {kind} 1")
        yield Row(f"{name}, websockets, {text}", rate, unit)
        # Round by round, so that load on the machine meets both.
        ratio = median(a / b for a, b in zip(theirs, ours, strict=True))
        rate = _rate(times, f"ours {kind} 1")
        wanted = f"≥ {goal}" if other == "hand" else ""
        reached = ratio >= goal if wanted else None
        label = f"{name}, socket to handler, beside {text}"
        yield Row(label, rate, unit, ratio, wanted, reached)


# --- The events ---------------------------------------------------------------


@cache
def _id(kind: int, number: int) -> str:
    return blake2b(f"{kind} {number}".encode(), digest_size=12).hexdigest()


def _user(number: int) -> dict[str, Any]:
    who = _id(0, number)
    info = {"userid": who}
    return {"_id": who, "username": f"listener_{number}", "userInfo": info}


def _record(room: int, number: int, dubs: int = 0) -> dict[str, Any]:
    return {
        "_id": _id(1, room * _PEOPLE + number),
        "userid": _id(0, number),
        "roomid": _id(2, room),
        "roleid": None,
        "dubs": dubs,
        "order": 0,
        "authorized": True,
        "active": True,
        "skippedCount": 0,
        "playedCount": 0,
        "songsInQueue": 0,
        "queuePaused": False,
    }


def _song(room: int, updubs: int = 0) -> dict[str, Any]:
    return {
        "_id": _id(3, room),
        "created": 1_700_000_000_000,
        "isActive": True,
        "isPlayed": False,
        "skipped": False,
        "order": 0,
        "roomid": _id(2, room),
        "userid": _id(0, 0),
        "songid": _id(4, 0),
        "songLength": 234_000,
        "updubs": updubs,
        "downdubs": 0,
    }


def _payloads(kind: str, room: int, number: int) -> list[tuple[str, dict[str, Any]]]:
    """
    Return the names and payloads of a kind of event.
    """
    who = number % _PEOPLE
    user = _user(who)
    if kind == "chat":
        when = 1_700_000_000_000 + number
        chat = {
            "user": user,
            "message": f"number {number} is a song that I have not heard for years",
            "time": when,
            "realTimeChannel": "queup-testing-lounge",
            "chatid": f"{user['_id']}-{when}",
        }
        return [("chat-message", chat)]
    if kind == "record":
        record = _record(room, who, number)
        return [(f"user_update_{user['_id']}", {"user": record})]
    if kind == "dub":
        song = _song(room, number)
        dub = {"dubtype": "updub", "user": user, "playlist": song}
        return [("room_playlist-dub", dub)]
    if kind == "grab":
        grab = {"user": user, "playlist": {**_song(room), "grabs": number}}
        return [("room_playlist-queue-update-grabs", grab)]
    joined = {"user": user, "roomUser": _record(room, who)}
    return [("user-leave", {"user": user}), ("user-join", joined)]


def _frames(stream: Stream) -> Iterator[bytes]:
    """
    Make the frames, endlessly.
    """
    kinds = ["chat"]
    if stream.kind == "mix":
        kinds = [kind for kind, count in _MIX.items() for _ in range(count)]
        # Spread, in a fixed order. Leaving and joining are two events each.
        kinds = [kinds[(7 * n) % len(kinds)] for n in range(len(kinds))]
    for number, kind in enumerate(cycle(kinds)):
        room = number % stream.rooms
        channel = f"room:{_id(2, room)}"
        if kind == "presence":
            presence = {"action": 0, "clientId": _id(0, number % _PEOPLE), "data": {}}
            yield orjson.dumps({"action": 14, "channel": channel, "presence": presence})
            continue
        for name, payload in _payloads(kind, room, number):
            data = orjson.dumps({"type": name, **payload}).decode()
            message = {"name": name, "type": "json", "data": data}
            yield orjson.dumps({"action": 15, "channel": channel, "message": message})


# --- The contenders -----------------------------------------------------------


async def _times(url: str) -> Times:
    async with contextlib.AsyncExitStack() as stack:
        contenders: dict[str, Read] = {}
        for stream in _STREAMS:
            if stream.rooms == 1:
                for name, reader in (("bare", _bare), ("hand", _by_hand)):
                    read = await stack.enter_async_context(reader(url, stream))
                    contenders[f"{name} {stream}"] = read
            contenders[f"ours {stream}"] = await stack.enter_async_context(
                _ours(url, stream)
            )
        return await _turns(contenders, 20)


async def _turns(contenders: dict[str, Read], count: int) -> Times:
    times: Times = {name: [] for name in contenders}
    for read in contenders.values():
        await read()
    for _ in range(rounds(count)):
        for name, read in contenders.items():
            start = process_time()
            await read()
            times[name].append(process_time() - start)
    return times


@asynccontextmanager
async def _bare(url: str, stream: Stream) -> AsyncIterator[Read]:
    async with connect(url, compression=None) as socket:
        await socket.recv()
        await socket.recv()

        async def read() -> None:
            await socket.send(f"go {stream}")
            for _ in range(_EVENTS):
                await socket.recv()

        yield read


@asynccontextmanager
async def _by_hand(url: str, stream: Stream) -> AsyncIterator[Read]:
    """
    Read as a program does that is written for this one service and handler.
    """
    heard = 0

    async def handle(channel: str, payload: dict[str, Any]) -> None:
        nonlocal heard
        heard += bool(channel and payload)

    async with connect(url, compression=None) as socket:
        await socket.recv()
        await socket.recv()

        async def read() -> None:
            nonlocal heard
            heard = 0
            await socket.send(f"go {stream}")
            while heard < _EVENTS:
                frame = await socket.recv()
                if frame[0] != "4":
                    continue
                message = json.loads(frame[1:])
                if message["action"] == 15:
                    payload = json.loads(message["message"]["data"])
                    await handle(message["channel"], payload)
                elif message["action"] == 14:
                    await handle(message["channel"], message["presence"])

        yield read


@asynccontextmanager
async def _ours(url: str, stream: Stream) -> AsyncIterator[Read]:
    """
    Connect a client, and provide what makes it take all events.
    """
    heard, done = 0, asyncio.Event()

    def count() -> None:
        nonlocal heard
        heard += 1
        if heard == _EVENTS:
            done.set()

    transport = httpx.MockTransport(_answer)
    async with Client(ws=url, connector=transport, track_queue=False) as client:

        @client.event
        async def on_chat(message: Any) -> None:
            if message.content:
                count()

        @client.event
        async def on_member_update(member: Any) -> None:
            if member.dubs is not None:
                count()

        async def on_other() -> None:
            count()

        for name in (
            "on_dub",
            "on_grab",
            "on_member_leave",
            "on_member_join",
            "on_member_presence",
        ):
            client.add_listener(name, on_other)
        connection = asyncio.create_task(client.connect(guest=True))
        await client.wait_until_ready()
        rooms = [await client.join_room(_id(2, n)) for n in range(stream.rooms)]
        while not all(room.is_attached for room in rooms):  # noqa: ASYNC110
            await asyncio.sleep(0.01)

        async def read() -> None:
            nonlocal heard
            heard = 0
            done.clear()
            # The same messages come each time, and are not to be taken for repeated.
            for session in client._realtime.sessions.values():
                session._chat._seen.clear()
            await client._realtime._gateway.send(f"go {stream}")  # type: ignore[union-attr]
            await done.wait()

        yield read
        await client.aclose()
        await connection


def _answer(request: httpx.Request) -> httpx.Response:
    path = request.url.path
    room = next((n for n in range(max(_ROOMS)) if _id(2, n) in path), 0)
    if path.endswith("/dubs"):
        return httpx.Response(404, json={"code": 404, "message": "Not Found"})
    data: Any = {"token": "t", "_id": _id(2, room), "name": "Lounge"}
    if path.endswith("/active"):
        data = {"song": _song(room), "songInfo": None, "startTime": 1}
    elif "/song/" in path:
        data = {"_id": _id(4, 0), "name": "x", "songLength": 234_000}
    elif request.method == "GET" and "/chat/" in path:
        data = []
    elif request.method == "GET" and path.endswith("/users"):
        data = [{**_record(room, n), "_user": _user(n)} for n in range(_PEOPLE)]
    return httpx.Response(200, json={"code": 200, "message": "OK", "data": data})


# --- The service, on another core ---------------------------------------------


@contextmanager
def _service() -> Iterator[str]:
    """
    Provide the address of a socket that sends a stream when it is told to.
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
    # Made beforehand, or the server would be what is measured.
    batches = {f"go {stream}": _batches(stream) for stream in _STREAMS}
    async with serve(
        partial(_chat, batches=batches), "127.0.0.1", 0, compression=None
    ) as server:
        pipe.send(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(pipe.recv)


def _batches(stream: Stream) -> list[bytes]:
    frames = (
        Frame(Opcode.TEXT, b"4" + data).serialize(mask=False)
        for data in islice(_frames(stream), _EVENTS)
    )
    return [b"".join(batch) for batch in zip(*[frames] * 100, strict=True)]


async def _chat(line: ServerConnection, batches: dict[str, list[bytes]]) -> None:
    await line.send('0{"sid":"s","pingInterval":25000}')
    await line.send('4{"action":4,"clientId":"guest","connectionId":"c"}')
    with contextlib.suppress(ConnectionError):
        async for frame in line:
            if str(frame).startswith("4"):
                message = orjson.loads(str(frame)[1:])
                if message["action"] == 10:
                    told = {"action": 11, "channel": message["channel"]}
                    await line.send("4" + orjson.dumps(told).decode())
            elif frame == "2":
                await line.send("3")
            for batch in batches.get(str(frame), ()):
                line.transport.write(batch)
                await line.drain()

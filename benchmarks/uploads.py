"""
A large file on its way up: memory, time, and how long the event loop stands still.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import (
    AbstractAsyncContextManager,
    asynccontextmanager,
    contextmanager,
)
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeAlias

import aiohttp
import attrs
import httpx
import things
from measure import pin, resident, rounds
from row import Row
from server import server

from clientcore import POST, Upload

_SIZE = 300
_MB = 1 << 20


Send: TypeAlias = Callable[[], Awaitable[None]]
Way: TypeAlias = Callable[[str, Path], AbstractAsyncContextManager[Send]]


@attrs.frozen
class Sent:
    """
    What was seen while a file was sent.

    Attributes:
        seconds: How long it took.

        stall: The longest time in seconds in which nothing else could run.

        grown: The bytes of memory that it took at the most.
    """

    seconds: float
    stall: float
    grown: int


def rows() -> list[Row]:
    """
    Compare uploads with those of the bare libraries.
    """
    found = compared("upload", _ours, limit=1.15)
    found += compared(
        "upload, [aiohttp]", _ours_by_aiohttp, _aiohttp, "aiohttp", limit=1.1
    )
    return found


def compared(
    topic: str, ours: Way, theirs: Way | None = None, of: str = "httpx", *, limit: float
) -> list[Row]:
    """
    Compare a way to upload a file with that of a bare library.

    Args:
        topic: What the rows are called.

        ours: Given the server's address and the file, opens what sends it.

        theirs: The same of the library, by default of httpx.

        of: The library's name.

        limit: How many times longer ours may take.
    """
    ways: tuple[list[Sent], list[Sent]] = ([], [])
    with _file(_SIZE) as path, server() as base:
        for _ in range(rounds(7)):
            for found, way in zip(ways, (ours, theirs or _httpx), strict=True):
                found.append(_apart(way, base, path))
    return _rows(topic, of, limit, *ways)


def _rows(
    topic: str, of: str, limit: float, ours: list[Sent], theirs: list[Sent]
) -> list[Row]:
    seconds, other = (median(one.seconds for one in way) for way in (ours, theirs))
    stall, longer = (median(one.stall for one in way) * 1e3 for way in (ours, theirs))
    grown, more = (max(one.grown for one in way) / _MB for way in (ours, theirs))
    name = f"{topic}: {_SIZE} MB"
    return [
        Row.at_most(limit, f"{name}, time", seconds, "s", seconds / other, of),
        Row.within(5, f"{name}, memory growth", grown, "MB"),
        Row(f"{name}, memory growth, {of}", more, "MB"),
        Row.within(5, f"{name}, longest stall", stall, "ms"),
        Row(f"{name}, longest stall, {of}", longer, "ms"),
    ]


def _apart(way: Way, base: str, path: Path) -> Sent:
    """
    Send once in a fresh process.

    An earlier upload would leave its buffers behind, and no growth would be seen.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        return process.submit(_run, way, base, path).result()


def _run(way: Way, base: str, path: Path) -> Sent:
    pin(0)

    async def run() -> Sent:
        async with way(base, path) as send:
            return await _watched(send)

    return asyncio.run(run())


@asynccontextmanager
async def _ours(base: str, path: Path) -> AsyncIterator[Send]:
    async with things.Things(base, deadline=None) as client:
        yield await _ready(client, path)


@asynccontextmanager
async def _ours_by_aiohttp(base: str, path: Path) -> AsyncIterator[Send]:
    async with things.Things(base, deadline=None, transport="aiohttp") as client:
        yield await _ready(client, path)


async def _ready(client: things.Things, path: Path) -> Send:
    async def send() -> None:
        await client.request(POST("upload", files={"file": Upload(path)}))

    # What a first call imports and opens is not the upload's.
    await client.thing()
    return send


@asynccontextmanager
async def _httpx(base: str, path: Path) -> AsyncIterator[Send]:
    async with httpx.AsyncClient(timeout=30) as client:

        async def send() -> None:
            with path.open("rb") as file:
                answer = await client.post(f"{base}/upload", files={"file": file})
            answer.raise_for_status()

        await client.get(f"{base}/thing")
        yield send


@asynccontextmanager
async def _aiohttp(base: str, path: Path) -> AsyncIterator[Send]:
    async with aiohttp.ClientSession() as client:

        async def send() -> None:
            with path.open("rb") as file:
                form = aiohttp.FormData({"file": file})
                async with client.post(f"{base}/upload", data=form) as answer:
                    answer.raise_for_status()

        async with client.get(f"{base}/thing") as answer:
            await answer.read()
        yield send


async def _watched(send: Send) -> Sent:
    """
    Send, and look at the clock and the memory every millisecond.
    """
    before = most = resident()
    stall, last = 0.0, perf_counter()

    def look() -> None:
        nonlocal most, stall, last
        most = max(most, resident())
        stall, last = max(stall, perf_counter() - last), perf_counter()

    async def watch() -> None:
        while True:
            await asyncio.sleep(0.001)
            look()

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    stall, last = 0.0, perf_counter()
    start = last
    await send()
    seconds = perf_counter() - start
    # Or a stall that lasts until the end would not be seen.
    look()
    watching.cancel()
    return Sent(seconds, max(0.0, stall - 0.001), most - before)


@contextmanager
def _file(size: int) -> Iterator[Path]:
    """
    Make a file of *size* MB, which is gone after the block.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.bin"
        with path.open("wb") as file:
            for number in range(size):
                file.write(bytes([number % 251]) * _MB)
        yield path

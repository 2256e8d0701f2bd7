"""
A large file on its way up: memory, time, and how long the event loop stands still.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import attrs
import httpx
import things
from measure import pin, rounds
from row import Row
from server import server

from clientcore import POST, Upload

_SIZE = 300
_MB = 1 << 20
_PAGE = 4096


def rows() -> list[Row]:
    """
    Compare an upload with that of bare httpx.
    """
    pin(0)
    with _file(_SIZE) as large, _file(8) as small, server() as base:
        ours, theirs = asyncio.run(_compare(base, large, small))
    seconds = median(ours.seconds)
    against = seconds / median(theirs.seconds)
    name = f"upload: {_SIZE} MB"
    return [
        Row.within(5, f"{name}, memory growth", max(ours.grown), "MB"),
        Row(f"{name}, memory growth, httpx", max(theirs.grown), "MB"),
        # The shortest of the rounds' longest: the others hold what the machine
        # did besides.
        Row.within(5, f"{name}, longest stall", min(ours.stalls), "ms"),
        Row(f"{name}, longest stall, httpx", min(theirs.stalls), "ms"),
        Row.at_most(1.3, f"{name}, time", seconds, "s", against, "httpx"),
    ]


@attrs.define
class _Sent:
    """
    What was seen while files were sent, round by round.
    """

    seconds: list[float] = attrs.field(factory=list)
    stalls: list[float] = attrs.field(factory=list)
    grown: list[float] = attrs.field(factory=list)


Send = Callable[[Path], Awaitable[Any]]


async def _compare(base: str, large: Path, small: Path) -> tuple[_Sent, _Sent]:
    async with (
        things.Client(base, deadline=None) as client,
        httpx.AsyncClient(timeout=30) as bare,
    ):

        async def send(path: Path) -> None:
            await client.request(POST("upload", files={"file": Upload(path)}))

        async def send_bare(path: Path) -> None:
            with path.open("rb") as file:
                answer = await bare.post(f"{base}/upload", files={"file": file})
            answer.raise_for_status()

        ours, theirs = _Sent(), _Sent()
        for way in (send, send_bare):
            await way(small)
        for _ in range(rounds(5)):
            for sent, way in ((ours, send), (theirs, send_bare)):
                await _watched(sent, way, large)
    return ours, theirs


async def _watched(sent: _Sent, way: Send, path: Path) -> None:
    """
    Send *path*, and look at the clock and the memory every millisecond.
    """
    before, most, stall = _memory(), 0, 0.0

    async def watch() -> None:
        nonlocal most, stall
        while True:
            start = perf_counter()
            await asyncio.sleep(0.001)
            stall = max(stall, perf_counter() - start - 0.001)
            most = max(most, _memory())

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    start, stall = perf_counter(), 0.0
    await way(path)
    sent.seconds.append(perf_counter() - start)
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching
    sent.stalls.append(stall * 1e3)
    sent.grown.append((most - before) / _MB)


def _memory() -> int:
    """
    Return the bytes that this process holds, or 0 where the system doesn't say.
    """
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * _PAGE
    except OSError:
        return 0


@contextlib.contextmanager
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

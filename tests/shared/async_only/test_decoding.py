"""
Decoding beside other tasks.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from contextlib import suppress

import anyio

from clientcore import GET, TimedOut

from ..aio.toy import Thing, Toy
from ..servers import Server, answer

Serve = Callable[..., Server]


async def test_loop_goes_on(serve: Serve) -> None:
    """
    350,000 items in a kilobyte do not hold the event loop.
    """
    body = gzip.compress(b"[" + b",".join([b"{}"] * 350_000) + b"]")
    server = serve(answer(200, body, {"Content-Encoding": "gzip"}))
    longest = 0.0

    async def watch() -> None:
        nonlocal longest
        while True:
            start = time.monotonic()
            await anyio.sleep(0.005)
            longest = max(longest, time.monotonic() - start)

    async with (
        Toy(server.url, deadline=1) as client,
        anyio.create_task_group() as tasks,
    ):
        tasks.start_soon(watch)
        with suppress(TimedOut):
            await client.call(GET("things"), list[Thing])
        tasks.cancel_scope.cancel()

    assert longest < 1

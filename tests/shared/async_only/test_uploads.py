"""
Uploads beside other tasks.
"""

from __future__ import annotations

import io
import threading
from collections.abc import AsyncIterator, Callable

import anyio
import anyio.lowlevel

from clientcore import POST, PUT, Upload

from ..aio.toy import Toy
from ..servers import Server, answer

Serve = Callable[..., Server]
CONTENT = bytes(range(256)) * 1024
PATIENCE = 10


class Slow(io.BytesIO):
    """
    A file on a disk that does not answer before another task has run.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.asked = threading.Event()
        self.go = threading.Event()
        self.waited: list[bool] = []

    def read(self, size: int | None = -1, /) -> bytes:
        self.asked.set()
        self.waited.append(self.go.wait(PATIENCE))
        return super().read(size)


async def test_loop_goes_on(serve: Serve) -> None:
    """
    While a disk is slow, other tasks run.
    """
    server = serve(answer())
    file = Slow(CONTENT)

    async def other() -> None:
        while not file.asked.is_set():
            await anyio.lowlevel.checkpoint()
        file.go.set()

    async with Toy(server.url) as client, anyio.create_task_group() as group:
        group.start_soon(other)
        await client.request(PUT("files/1", content=Upload(file)))

    assert server.requests[0].body == CONTENT
    assert all(file.waited)


async def test_others_between_the_parts(serve: Serve) -> None:
    """
    Other tasks run between the parts of one block, too.
    """
    server = serve(answer())
    steps = 0
    seen: list[int] = []
    over = False

    async def other() -> None:
        nonlocal steps
        while not over:
            steps += 1
            await anyio.lowlevel.checkpoint()

    async with Toy(server.url) as client, anyio.create_task_group() as group:
        group.start_soon(other)
        upload = Upload(CONTENT * 4, on_progress=lambda *_: seen.append(steps))
        await client.request(PUT("files/1", content=upload))
        over = True

    # How often they do is for the loop to say: once for each block would be one.
    assert len(seen) == 16
    assert len(set(seen)) > 3


async def test_async_iterable(serve: Serve) -> None:
    """
    What comes from an asynchronous source is sent on as it comes.
    """
    server = serve(answer())
    told: list[int] = []

    async def blocks() -> AsyncIterator[bytes]:
        for _ in range(3):
            await anyio.lowlevel.checkpoint()
            yield CONTENT

    upload = Upload(
        blocks(),
        size=3 * len(CONTENT),
        on_progress=lambda sent, _: told.append(sent),
    )

    async with Toy(server.url) as client:
        await client.request(POST("files", content=upload))

    assert server.requests[0].body == CONTENT * 3
    assert told[-1] == len(told) * 65536 == 3 * len(CONTENT)


async def test_async_iterable_in_a_form(serve: Serve) -> None:
    """
    An asynchronous source can be a file of a form, without a length if it has none.
    """
    server = serve(answer())

    async def blocks() -> AsyncIterator[bytes]:
        yield b"content"

    async with Toy(server.url) as client:
        await client.request(POST("files", files={"file": Upload(blocks())}))

    assert b"\r\n\r\ncontent\r\n--" in server.requests[0].body
    assert server.requests[0].headers["Transfer-Encoding"] == "chunked"

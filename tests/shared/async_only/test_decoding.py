"""
Decoding beside other tasks.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable
from typing import Any, ClassVar

import attrs

from clientcore import GET, Model

from ..aio.toy import Toy
from ..servers import Server, answer

Serve = Callable[..., Server]


@attrs.define
class Watched(Model):
    """A model that notes in which threads it is decoded."""

    id: int | None = None

    threads: ClassVar[set[threading.Thread]] = set()

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        cls.threads.add(threading.current_thread())
        return data


async def test_many_items(serve: Serve) -> None:
    """
    A response that is large when decompressed is decoded beside the event loop.
    """
    body = gzip.compress(b"[" + b",".join([b"{}"] * 100_000) + b"]")
    server = serve(
        answer(200, b"[{}]"), answer(200, body, {"Content-Encoding": "gzip"})
    )

    async with Toy(server.url) as client:
        # The first of a type is compiled, in a worker thread too.
        await client.call(GET("things"), list[Watched])
        Watched.threads.clear()
        found = await client.call(GET("things"), list[Watched])

    assert len(found) == 100_000
    assert threading.current_thread() not in Watched.threads
    assert len(Watched.threads) == 1


async def test_few_items(serve: Serve) -> None:
    """
    A small one is decoded at once: a thread would take longer.
    """
    server = serve(answer(200, b"[{}]"))

    async with Toy(server.url) as client:
        await client.call(GET("things"), list[Watched])
        Watched.threads.clear()
        await client.call(GET("things"), list[Watched])

    assert Watched.threads == {threading.current_thread()}

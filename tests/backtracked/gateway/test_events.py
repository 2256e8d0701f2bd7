"""
What a gateway receives and sends.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.gateway import State
from backtracked._gateway.socket import Frame

from .counting import Numbers, count, drain, entered, say, take


class TestEvents:
    async def test_iterates(self, serve: Any):
        """
        Events come in order, several of one frame too.
        """
        server = serve(say("1", "2 3", "4"))

        async with entered(Numbers(server.url)) as gateway:
            assert await take(gateway, 4) == [1, 2, 3, 4]
            assert gateway.state is State.OPEN

        assert gateway.state is State.CLOSED

    @pytest.mark.parametrize("is_async", [False, True])
    async def test_runs_a_handler(self, serve: Any, is_async: bool):
        """
        A handler may be a plain or a coroutine function.
        """
        server = serve(say("1 2 3"))
        seen: list[int] = []

        def plain(number: int) -> None:
            seen.append(number)
            if number == 3:
                raise LookupError("three")

        async def coroutine(number: int) -> None:
            await anyio.lowlevel.checkpoint()
            plain(number)

        async with entered(Numbers(server.url)) as gateway:
            with pytest.raises(LookupError, match="three"):
                await gateway.run(coroutine if is_async else plain)

            assert gateway.state is State.OPEN

        assert seen == [1, 2, 3]

    async def test_run_ends_with_the_gateway(self, serve: Any):
        """
        ``run`` returns when a handler closes the gateway.
        """
        server = serve(say("1 2 3"))
        seen: list[int] = []

        async with entered(Numbers(server.url)) as gateway:

            async def close_at_two(number: int) -> None:
                seen.append(number)
                if number == 2:
                    await gateway.aclose()

            await gateway.run(close_at_two)

        assert seen == [1, 2, 3]

    async def test_two_consumers_share(self, serve: Any):
        """
        Two tasks that iterate get each event once between them.
        """
        server = serve(count(100))
        seen: list[int] = []

        async with entered(Numbers(server.url)) as gateway:

            async def consume() -> None:
                async for number in gateway:
                    seen.append(number)
                    await anyio.lowlevel.checkpoint()
                    if len(seen) == 100:
                        await gateway.aclose()

            async with anyio.create_task_group() as tasks:
                tasks.start_soon(consume)
                tasks.start_soon(consume)

        assert sorted(seen) == list(range(1, 101))

    async def test_replies(self, serve: Any):
        """
        What ``decode`` wants to answer is sent right after it.
        """
        heard: list[Frame] = []

        def ask(connection: ServerConnection) -> None:
            connection.send("hello?")
            heard.append(connection.recv())
            connection.send("1")
            drain(connection)

        server = serve(ask)
        async with entered(Numbers(server.url, greets=False)) as gateway:
            await take(gateway, 1)

        assert heard == ["hello!"]

    async def test_sends(self, serve: Any):
        """
        Text and binary frames are sent as what they are; nothing else is.
        """

        def echo(connection: ServerConnection) -> None:
            for frame in connection:
                connection.send("1" if isinstance(frame, bytes) else "2")

        server = serve(echo)
        async with entered(Numbers(server.url, greets=False)) as gateway:
            await gateway.wait_open()
            await gateway.send(b"x")
            await gateway.send("x")
            with pytest.raises(TypeError, match="not dict"):
                await gateway.send({"a": 1})  # type: ignore[arg-type]

            assert await take(gateway, 2) == [1, 2]

    @pytest.mark.parametrize("garbage", ["x", "1 x", b"\xff", ""])
    async def test_bad_frame(self, serve: Any, garbage: Frame, caplog: Any):
        """
        A frame that can't be read is reported, and the next one is read.
        """
        server = serve(say("1", garbage, "2"))
        reported: list[tuple[Frame, Exception]] = []

        async with entered(
            Numbers(server.url), on_raw=lambda *facts: reported.append(facts)
        ) as gateway:
            assert await take(gateway, 2) == [1, 2]

        ((frame, error),) = reported
        assert frame == garbage
        assert isinstance(error, (ValueError, IndexError))
        assert "could not be decoded" in caplog.text

    async def test_bad_frame_after_good_events(self, serve: Any):
        """
        Events that a generator gave before it failed are delivered.
        """

        class Generating(Numbers):
            def decode(self, frame: Frame) -> Iterable[int]:
                for each in frame.split():
                    yield int(each)

        server = serve(say("1 2 x", "3"))
        async with entered(Generating(server.url)) as gateway:
            assert await take(gateway, 3) == [1, 2, 3]

    async def test_backpressure(self, serve: Any):
        """
        A slow consumer stops the sender, and loses nothing.
        """
        size, total = 1000, 20_000
        sent = 0
        stuck = threading.Event()

        def flood(connection: ServerConnection) -> None:
            nonlocal sent
            connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
            for sent in range(1, total + 1):
                connection.send(f"{sent:{size}}")
            drain(connection)

        server = serve(flood)
        decoded = 0

        class Watched(Numbers):
            def decode(self, frame: Frame) -> Iterable[int]:
                nonlocal decoded
                decoded += 1
                return super().decode(frame)

        async with entered(Watched(server.url, greets=False), queue=10) as gateway:
            await take(gateway, 1)
            # Until the server has filled every buffer on the way and stands.
            before = -1
            while before != sent:
                before = sent
                await anyio.to_thread.run_sync(stuck.wait, 0.3)
            standing, read = sent, decoded
            rest = await take(gateway, total - 1)

        assert read <= 12
        assert standing < total
        assert rest == list(range(2, total + 1))

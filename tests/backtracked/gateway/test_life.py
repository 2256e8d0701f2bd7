"""
How a gateway begins and ends.
"""

from __future__ import annotations

import socket
import threading
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.gateway import Gateway, State
from backtracked._gateway.reconnect import Ended
from backtracked._gateway.socket import Frame
from clientcore import Closed

from .counting import Numbers, count, drain, entered, say, take


class TestLife:
    async def test_closing_as_the_connection_ends(self, serve_raw: Any, upgrade: Any):
        """
        A connection that ends while the gateway is being closed is the last one.
        """

        def speak(connection: socket.socket) -> None:
            upgrade(connection)
            # A bad frame, and the end, in one piece: no wait lies in between.
            connection.sendall(b"\x81\x01x\x81\x03bye")
            connection.recv(1024)
            connection.close()

        server = serve_raw(speak)

        async def stop(*_: object) -> None:
            await gateway.aclose()

        protocol = Numbers(server.url, greets=False)
        gateway = Gateway(protocol, on_raw=stop, random=lambda: 0.0)
        with anyio.fail_after(10):
            async with gateway:
                assert [number async for number in gateway] == []

        assert protocol.attempts == 1

    async def test_send_while_disconnected(self, serve: Any):
        """
        Nothing is queued for a connection that does not exist.
        """
        server = serve(503)

        async with entered(Numbers(server.url)) as gateway:
            with pytest.raises(Closed, match="connecting"):
                await gateway.send("x")

    async def test_on_connect_may_send(self, serve: Any):
        """
        What every session needs is sent before its first frame is read.
        """
        heard: list[Frame] = []

        def listen(connection: ServerConnection) -> None:
            heard.append(connection.recv())
            connection.send("1")
            drain(connection)

        server = serve(listen)
        protocol = Numbers(server.url, greets=False)

        async def attach() -> None:
            await gateway.send("attach")

        gateway = Gateway(protocol, on_connect=attach)
        with anyio.fail_after(10):
            async with gateway:
                await take(gateway, 1)

        assert heard == ["attach"]

    async def test_hook_that_fails(self, serve: Any, caplog: Any):
        """
        A hook's exception is logged; the gateway goes on.
        """
        server = serve(say("x", "1"))

        def fail(*_: object) -> None:
            raise LookupError("a hook's bug")

        async with entered(
            Numbers(server.url), on_connect=fail, on_raw=fail, on_disconnect=fail
        ) as gateway:
            assert await take(gateway, 1) == [1]

        assert caplog.text.count("LookupError: a hook's bug") == 3

    async def test_hook_that_closes(self, serve: Any):
        """
        A hook may close the gateway it is called by.
        """
        server = serve(count(3, then=1001))

        async def stop(_: Ended) -> None:
            await gateway.aclose()

        gateway = Gateway(Numbers(server.url), on_disconnect=stop)
        with anyio.fail_after(10):
            async with gateway:
                numbers = [number async for number in gateway]

        assert numbers == [1, 2, 3]
        assert len(server.requests) == 1

    async def test_body_raises(self, serve: Any):
        """
        An exception leaves the block as it is, not in a group.
        """
        server = serve(count(1))

        async def use() -> None:
            async with entered(Numbers(server.url)) as gateway:
                await take(gateway, 1)
                raise LookupError("body")

        with pytest.raises(LookupError, match="body"):
            await use()

    @pytest.mark.parametrize("play", [503, count(5)])
    async def test_aclose_twice(self, serve: Any, play: Any):
        """
        Closing is idempotent, and using a closed gateway is a clear error.
        """
        server = serve(play)

        async with entered(Numbers(server.url)) as gateway:
            await gateway.aclose()
            await gateway.aclose()
            with pytest.raises(Closed, match="closed"):
                await gateway.send("x")
            with pytest.raises(Closed, match="closed"):
                await gateway.wait_open()
        await gateway.aclose()

        with pytest.raises(Closed, match="closed"):
            await gateway.run(print)
        with pytest.raises(Closed, match="once"):
            async with gateway:
                pass

    async def test_not_entered(self):
        """
        A gateway that was not entered says so, and can be closed for good.
        """
        gateway = Gateway(Numbers("ws://127.0.0.1:9"))

        with pytest.raises(Closed, match="async with"):
            await gateway.send("x")
        with pytest.raises(Closed, match="async with"):
            aiter(gateway)
        await gateway.aclose()
        with pytest.raises(Closed, match="once"):
            async with gateway:
                pass

    async def test_closing_wakes_the_consumer(self, serve: Any):
        """
        Closing ends an iteration that waits.
        """
        server = serve(count(1))
        seen: list[int] = []

        async with entered(Numbers(server.url)) as gateway:

            async def consume() -> None:
                async for number in gateway:
                    seen.append(number)
                    waiting.set()

            waiting = anyio.Event()
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(consume)
                await waiting.wait()
                await gateway.aclose()

        assert seen == [1]

    async def test_says_goodbye(self, serve: Any):
        """
        The server is told, by a normal close.
        """
        codes: list[int | None] = []

        def listen(connection: ServerConnection) -> None:
            count(1)(connection)
            codes.append(connection.close_code)

        server = serve(listen)
        async with entered(Numbers(server.url)) as gateway:
            await take(gateway, 1)

        # The server's thread may need a moment more.
        server.__exit__()
        assert codes == [1000]

    async def test_closing_among_unread_frames(self, serve: Any):
        """
        The handshake of closing is done although the queue is full.
        """
        codes: list[int | None] = []

        def flood(connection: ServerConnection) -> None:
            try:
                for _ in range(100_000):
                    connection.send("1" * 1000)
            finally:
                codes.append(connection.close_code)

        server = serve(flood)
        async with entered(Numbers(server.url, greets=False), queue=1) as gateway:
            await take(gateway, 1)

        server.__exit__()
        assert codes == [1000]

    async def test_goodbye_unanswered(self, serve_raw: Any, upgrade: Any):
        """
        Closing takes no longer than the close timeout.
        """

        def ignore(connection: socket.socket) -> None:
            upgrade(connection)
            connection.sendall(b"\x81\x011")

        server = serve_raw(ignore)
        with anyio.fail_after(5):
            async with Gateway(
                Numbers(server.url, greets=False), close_timeout=0.1
            ) as gateway:
                await take(gateway, 1)

        assert gateway.state is State.CLOSED

    async def test_close_while_connecting(self, serve_raw: Any):
        """
        A connection that is being opened is dropped.
        """
        asked = threading.Event()

        def stall(connection: socket.socket) -> None:
            connection.recv(65536)
            asked.set()

        server = serve_raw(stall)
        async with entered(Numbers(server.url)) as gateway:
            await anyio.to_thread.run_sync(asked.wait, 10)

            assert gateway.state is State.CONNECTING
        assert gateway.state is State.CLOSED

    async def test_cancel_during_backoff(self, serve: Any):
        """
        A cancelled block ends at once, whatever is left to wait.
        """
        server = serve(503)
        asleep = anyio.Event()

        async def sleep(_: float) -> None:
            asleep.set()
            await anyio.sleep_forever()

        gateway = Gateway(Numbers(server.url), sleep=sleep)
        with anyio.fail_after(10), anyio.CancelScope() as scope:
            async with gateway:
                await asleep.wait()
                assert gateway.state is State.WAITING
                scope.cancel()
                await anyio.sleep_forever()

        assert scope.cancelled_caught
        assert gateway.state is State.CLOSED

    async def test_cancel_while_iterating(self, serve: Any):
        """
        A cancelled iteration loses no event; the next one goes on.
        """
        go = threading.Event()

        def later(connection: ServerConnection) -> None:
            connection.send("1")
            go.wait(10)
            connection.send("2")
            drain(connection)

        server = serve(later)
        async with entered(Numbers(server.url, greets=False)) as gateway:
            await take(gateway, 1)
            with anyio.move_on_after(0.01) as scope:
                await take(gateway, 1)
            go.set()

            assert scope.cancelled_caught
            assert await take(gateway, 1) == [2]

    async def test_unknown_option_values(self):
        """
        A queue without room is refused at once.
        """
        with pytest.raises(ValueError, match="room"):
            Gateway(Numbers("ws://127.0.0.1:9"), queue=0)

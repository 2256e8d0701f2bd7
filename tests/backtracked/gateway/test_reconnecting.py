"""
How a gateway stays connected.
"""

from __future__ import annotations

import random
import socket
from collections.abc import Iterable
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.gateway import Gateway
from backtracked._gateway.reconnect import Backoff, Cause, Ended
from backtracked._gateway.socket import Frame
from backtracked._gateway.target import Target
from clientcore import ConnectionFailed

from .counting import Numbers, count, drain, entered, fails, say, take


class TestReconnecting:
    @pytest.mark.parametrize("code", [1000, 1001, 1008, 1012, 4006])
    async def test_reconnects(self, serve: Any, code: int):
        """
        After a close frame the gateway reconnects, and events go on.
        """
        server = serve(count(3, then=code), count(6))
        protocol = Numbers(server.url)
        connects: list[str] = []
        ends: list[Ended] = []

        async with entered(
            protocol,
            on_connect=lambda: connects.append("open"),
            on_disconnect=ends.append,
        ) as gateway:
            assert await take(gateway, 6) == [1, 2, 3, 4, 5, 6]

        assert protocol.attempts == 2
        assert connects == ["open", "open"]
        assert ends == [
            Ended(Cause.CLOSED, code=code, reason="because"),
            Ended(Cause.LEFT),
        ]

    async def test_reset(self, serve_raw: Any, upgrade: Any, reset: Any):
        """
        A connection that breaks without a word is opened again.
        """

        def broken(connection: socket.socket) -> None:
            upgrade(connection)
            connection.sendall(b"\x81\x011")
            connection.recv(1)
            reset(connection)

        server = serve_raw(broken)
        protocol = Numbers(server.url, greets=False)
        ends: list[Ended] = []

        async with entered(protocol, on_disconnect=ends.append) as gateway:
            for _ in range(3):
                assert await take(gateway, 1) == [1]
                await gateway.send("cut")

        assert [ended.why for ended in ends[:2]] == [Cause.LOST, Cause.LOST]
        assert protocol.attempts >= 3

    async def test_protocol_asks_for_it(self, serve: Any):
        """
        A frame may request another connection.
        """
        codes: list[int | None] = []

        def say_bye(connection: ServerConnection) -> None:
            try:
                say("1", "bye")(connection)
            finally:
                codes.append(connection.close_code)

        server = serve(say_bye, count(2))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 2) == [1, 2]

        server.__exit__()
        assert protocol.attempts == 2
        assert codes == [1000]

    async def test_server_comes_up_late(self, serve: Any):
        """
        503 on the handshake is asked again, for as long as it takes.
        """
        server = serve(503, 502, 429, count(1))
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)

        async with entered(Numbers(server.url), sleep=sleep) as gateway:
            assert await take(gateway, 1) == [1]

        assert waits == [0, 0, 7]

    async def test_nobody_listens(self):
        """
        A port without a server fails the given number of attempts, and then for good.
        """
        with socket.create_server(("127.0.0.1", 0)) as unused:
            url = f"ws://127.0.0.1:{unused.getsockname()[1]}"
        protocol = Numbers(url)

        async with entered(protocol, backoff=Backoff(attempts=3)) as gateway:
            error = await fails(gateway, ConnectionFailed)

        assert protocol.attempts == 3
        assert isinstance(error.__cause__, OSError)

    async def test_oversized_frame(self, serve: Any):
        """
        A frame over the limit ends the connection.
        """
        server = serve(say("1", "2" * 5000), say("3"))
        protocol = Numbers(server.url)
        ends: list[Ended] = []

        async with entered(
            protocol, max_size=1000, on_disconnect=ends.append
        ) as gateway:
            assert await take(gateway, 2) == [1, 3]

        assert ends[0].why is Cause.OVERSIZED
        assert protocol.attempts == 2

    @pytest.mark.parametrize("garbage", [b"\x81\x02\xff\xff", b"\xff\xff\xff\xff"])
    async def test_broken_protocol(self, serve_raw: Any, upgrade: Any, garbage: bytes):
        """
        Invalid UTF-8 or framing ends the connection, not the gateway.
        """

        def garble(connection: socket.socket) -> None:
            upgrade(connection)
            connection.sendall(b"\x81\x011" + garbage)
            connection.recv(1024)
            connection.close()

        server = serve_raw(garble)
        protocol = Numbers(server.url, greets=False)
        ends: list[Ended] = []

        async with entered(
            protocol, on_disconnect=ends.append, close_timeout=0.1
        ) as gateway:
            assert await take(gateway, 2) == [1, 1]

        assert ends[0].why is Cause.INVALID
        assert protocol.attempts >= 2

    async def test_hangs_up_unanswered(self, serve_raw: Any):
        """
        A server that hangs up before it answers is asked again.
        """
        server = serve_raw(lambda connection: connection.close())
        protocol = Numbers(server.url)

        async with entered(protocol, backoff=Backoff(attempts=4)) as gateway:
            await fails(gateway, ConnectionFailed)

        assert protocol.attempts == 4

    async def test_open_timeout(self, serve_raw: Any):
        """
        A server that never answers is given up in time.
        """
        server = serve_raw(lambda connection: connection.recv(65536))

        async with entered(
            Numbers(server.url), open_timeout=0.1, backoff=Backoff(attempts=2)
        ) as gateway:
            await fails(gateway, ConnectionFailed)

    async def test_handshake_timeout(self, serve: Any):
        """
        A handshake that is not completed in time is tried again.
        """
        server = serve(count(1, then=1001), drain, count(2))
        protocol = Numbers(server.url)

        async with entered(protocol, open_timeout=0.3) as gateway:
            assert await take(gateway, 2) == [1, 2]

        assert protocol.attempts == 3

    async def test_token_fetch_fails_for_a_while(self, serve: Any):
        """
        A token that can't be fetched now is fetched later.
        """
        server = serve(count(1))

        class Offline(Numbers):
            async def target(self) -> Target:
                target = await super().target()
                if self.attempts < 3:
                    raise ConnectionFailed("no network")
                return target

        protocol = Offline(server.url)
        async with entered(protocol) as gateway:
            assert await take(gateway, 1) == [1]

        assert protocol.attempts == 3

    async def test_new_target_each_time(self, serve: Any):
        """
        The address is requested anew for each attempt.
        """
        server = serve(count(1, then=1001), 503, count(2))

        async with entered(Numbers(server.url)) as gateway:
            await take(gateway, 2)

        paths = [request.path for request in server.requests]
        assert paths == [f"/numbers?attempt={number}" for number in (1, 2, 3)]

    async def test_200_kills(self, serve: Any):
        """
        Over 200 kills, each event is delivered once, and every acknowledged one is.
        """
        chance = random.Random(7)
        kills, total = 200, 6000
        acknowledged: list[int] = []
        made = 0

        def flaky(connection: ServerConnection) -> None:
            nonlocal made
            made += 1
            start = int(str(connection.recv()).removeprefix("from "))
            connection.send("welcome")
            upto = start + chance.randrange(40) if made <= kills else total
            for number in range(start + 1, min(upto, total) + 1):
                if chance.random() < 0.9:
                    connection.send(str(number))
                    continue
                connection.send(f"{number} please")
                acknowledged.append(int(connection.recv(timeout=10)))
            if made > kills:
                drain(connection)
            elif made % 3 == 0:
                connection.close(1012)
            elif made % 3 == 1:
                connection.socket.shutdown(socket.SHUT_RDWR)

        class Acknowledging(Numbers):
            def decode(self, frame: Frame) -> Iterable[int]:
                number, _, please = str(frame).partition(" ")
                if please and self.link is not None:
                    self.link.reply(number)
                return super().decode(number)

        server = serve(flaky)
        protocol = Acknowledging(server.url)
        with anyio.fail_after(60):
            async with Gateway(protocol, random=lambda: 0.0) as gateway:
                taken = await take(gateway, total)

        assert taken == list(range(1, total + 1))
        assert acknowledged
        assert set(acknowledged) <= set(taken)
        assert protocol.attempts > kills

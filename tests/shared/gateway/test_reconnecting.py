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

from clientcore._errors import ConnectionFailed
from clientcore.gateway import (
    Backoff,
    Ended,
    Frame,
    Gateway,
    Target,
    Why,
)

from .counting import Numbers, close, count, drain, entered, fails, say, take


class TestReconnecting:
    @pytest.mark.parametrize("code", [1000, 1001, 1012])
    async def test_resumes(self, serve: Any, code: int):
        """
        After a close that passes, the session goes on where it stopped.
        """
        server = serve(count(3, then=code), count(6))
        protocol = Numbers(server.url)
        connects: list[bool] = []
        ends: list[Ended] = []

        async with entered(
            protocol, on_connect=connects.append, on_disconnect=ends.append
        ) as gateway:
            assert await take(gateway, 6) == [1, 2, 3, 4, 5, 6]

        assert protocol.resumes == [False, True]
        assert connects == [False, True]
        assert ends == [
            Ended(Why.CLOSED, code=code, reason="because", opened=True),
            Ended(Why.LEFT, resuming=True, opened=True),
        ]

    async def test_fresh_session(self, serve: Any):
        """
        After a close that costs the session, a new one starts.
        """
        server = serve(count(2, then=4006), count(2))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 4) == [1, 2, 1, 2]

        assert protocol.resumes == [False, False]

    async def test_refused_resume(self, serve: Any):
        """
        A resume that the service refuses is followed by a fresh session.
        """

        def refuse(connection: ServerConnection) -> None:
            connection.recv()
            connection.send("unknown")
            drain(connection)

        server = serve(count(2, then=1001), refuse, count(1))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 3) == [1, 2, 1]

        assert protocol.resumes == [False, True, False]

    @pytest.mark.parametrize("refusal", [410, close(1000), close(1008)])
    async def test_resume_refused_by_the_socket(self, serve: Any, refusal: Any):
        """
        So is one that is refused by a status or a close frame.
        """
        server = serve(count(2, then=1001), refusal, count(1))
        protocol = Numbers(server.url)

        async with entered(protocol) as gateway:
            assert await take(gateway, 3) == [1, 2, 1]

        assert protocol.resumes == [False, True, False]

    async def test_reset(self, serve_raw: Any, upgrade: Any, reset: Any):
        """
        A connection that breaks without a word is taken up again.
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

        assert [ended.why for ended in ends[:2]] == [Why.LOST, Why.LOST]
        assert protocol.resumes[:3] == [False, True, True]

    async def test_protocol_asks_for_it(self, serve: Any):
        """
        A frame may tell to come back; the session is not given up by it.
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
        assert protocol.resumes == [False, True]
        assert codes == [4000]

    async def test_server_comes_up_late(self, serve: Any):
        """
        503 on the handshake is asked again, for as long as it takes.
        """
        server = serve(503, 502, 429, count(1))
        waits: list[float] = []

        async def sleep(seconds: float) -> None:
            waits.append(seconds)

        async with entered(Numbers(server.url), sleep=sleep, ping=None) as gateway:
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

        assert len(protocol.resumes) == 3
        assert isinstance(error.__cause__, OSError)

    async def test_oversized_frame(self, serve: Any):
        """
        A frame over the limit is not taken, and costs the session.
        """
        server = serve(say("1", "2" * 5000), say("3"))
        protocol = Numbers(server.url)
        ends: list[Ended] = []

        async with entered(
            protocol, max_size=1000, on_disconnect=ends.append
        ) as gateway:
            assert await take(gateway, 2) == [1, 3]

        assert ends[0].why is Why.OVERSIZED
        assert protocol.resumes == [False, False]

    @pytest.mark.parametrize("garbage", [b"\x81\x02\xff\xff", b"\xff\xff\xff\xff"])
    async def test_broken_protocol(self, serve_raw: Any, upgrade: Any, garbage: bytes):
        """
        Invalid UTF-8 or framing costs the session, not the gateway.
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

        assert ends[0].why is Why.GARBLED
        assert protocol.resumes[:2] == [False, False]

    async def test_hangs_up_unanswered(self, serve_raw: Any):
        """
        A server that hangs up before it answers is asked again.
        """
        server = serve_raw(lambda connection: connection.close())
        protocol = Numbers(server.url)

        async with entered(protocol, backoff=Backoff(attempts=4)) as gateway:
            await fails(gateway, ConnectionFailed)

        assert len(protocol.resumes) == 4

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
        So is one that never welcomes, and a resumed session with it.
        """
        server = serve(count(1, then=1001), drain, count(1))
        protocol = Numbers(server.url)

        async with entered(protocol, open_timeout=0.3) as gateway:
            assert await take(gateway, 2) == [1, 1]

        assert protocol.resumes == [False, True, False]

    async def test_token_fetch_fails_for_a_while(self, serve: Any):
        """
        A token that can't be fetched now is fetched later.
        """
        server = serve(count(1))

        class Offline(Numbers):
            async def target(self, *, resume: bool) -> Target:
                target = await super().target(resume=resume)
                if len(self.resumes) < 3:
                    raise ConnectionFailed("no network")
                return target

        protocol = Offline(server.url)
        async with entered(protocol) as gateway:
            assert await take(gateway, 1) == [1]

        assert len(protocol.resumes) == 3

    async def test_new_target_each_time(self, serve: Any):
        """
        Address and headers are asked anew for each attempt.
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
        assert len(protocol.resumes) > kills

"""
How a gateway stays connected.
"""

from __future__ import annotations

import logging
import random
import socket
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked import Backoff, ConnectionFailedError, RateLimitError
from backtracked._gateway.ended import Cause, Ended
from backtracked._gateway.reconnect import Retries
from backtracked._gateway.socket import Limits

from .bot import ACCEPTED, Bot, accept, count, drain, number, running, say


def framed(text: str) -> bytes:
    """Return a short text frame of a server."""
    return b"\x81" + bytes([len(text)]) + text.encode()


@pytest.mark.parametrize("code", [1000, 1001, 1008, 1012, 3000, 4006])
async def test_reconnects(serve: Any, code: int):
    """
    After a close frame the gateway reconnects, and messages go on.
    """
    server = serve(count(3, then=code), count(6))

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(6) == [1, 2, 3, 4, 5, 6]

    assert bot.attempts == bot.connects == 2
    assert bot.ends == [
        Ended(Cause.CLOSED, "because", code=code),
        Ended(Cause.LEFT),
    ]


async def test_reset(serve_raw: Any, upgrade: Any, reset: Any):
    """
    A connection that breaks without a word is opened again.
    """

    def broken(connection: socket.socket) -> None:
        upgrade(connection)
        connection.sendall(framed(ACCEPTED) + framed(number(1)))
        connection.recv(1)
        reset(connection)

    server = serve_raw(broken)

    async with running(Bot(server.url)) as bot:
        for lost in range(3):
            await bot.until_taken(lost + 1)
            await bot.gateway.send("cut")

    assert [ended.why for ended in bot.ends[:2]] == [Cause.LOST, Cause.LOST]
    assert bot.attempts >= 3


@pytest.mark.parametrize("last", ["1", '4{"action": 6}', '4{"action": 8}'])
async def test_session_over(serve: Any, last: str):
    """
    A packet or a message may end the session while the connection stays open.
    """
    codes: list[int | None] = []

    def say_bye(connection: ServerConnection) -> None:
        try:
            say('4{"action": 8, "channel": "room:1", "number": 1}', last)(connection)
        finally:
            codes.append(connection.close_code)

    server = serve(say_bye, count(2))

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(2) == [1, 2]

    server.__exit__()
    assert bot.ends[0].why is Cause.OVER
    assert codes == [1000]


async def test_session_over_at_once(serve: Any):
    """
    So it may during the handshake.
    """

    def say_bye(connection: ServerConnection) -> None:
        connection.send("1")
        drain(connection)

    server = serve(say_bye, count(1))

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(1) == [1]

    assert bot.connects == 1


async def test_not_accepted(serve: Any):
    """
    A connection that its owner does not want is closed, and another one opened.
    """
    server = serve(count(1))
    verdicts = [False, True]

    async with running(Bot(server.url, accept=lambda message: verdicts.pop(0))) as bot:
        await bot.until_taken(1)

    assert bot.attempts == 2
    assert bot.connects == len(bot.ends) == 1


async def test_server_comes_up_late(serve: Any):
    """
    503 on the handshake is asked again, for as long as it takes.
    """
    server = serve(503, 502, 429, count(1))
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) > 3:
            await anyio.sleep_forever()

    async with running(Bot(server.url, wait=wait)) as bot:
        assert await bot.until_taken(1) == [1]

    assert waits[:3] == [0, 0, 7]


async def test_limited_token(serve: Any):
    """
    The wait that comes with the refusal of a token is kept.
    """
    server = serve(count(1))
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) > 1:
            await anyio.sleep_forever()

    bot = Bot(server.url, wait=wait)

    async def token() -> str:
        if not waits:
            error = RateLimitError("", 429)
            error.retry_after = 9
            raise error
        return "0"

    bot.gateway.token = token
    async with running(bot):
        assert await bot.until_taken(1) == [1]

    assert waits[0] == 9


async def test_loud_failures(caplog: Any):
    """
    The first failure and every tenth are logged as warnings, the others for debugging.
    """
    caplog.set_level(logging.DEBUG, logger="backtracked")
    bot = Bot("ws://127.0.0.1:9", retries=Retries(Backoff(attempts=22)))

    await bot.fails(ConnectionFailedError)

    levels = [
        record.levelno
        for record in caplog.records
        if "attempt" in record.getMessage() and record.name == "backtracked"
    ]
    loud = [place for place, level in enumerate(levels, 1) if level == logging.WARNING]
    assert loud == [1, 10, 20]
    assert len(levels) == 21


async def test_nobody_listens(free_port: int):
    """
    A port without a server fails the given number of attempts, and then for good.
    """
    bot = Bot(f"ws://127.0.0.1:{free_port}", retries=Retries(Backoff(attempts=3)))

    error = await bot.fails(ConnectionFailedError)

    assert bot.attempts == 3
    assert isinstance(error.__cause__, OSError)


async def test_oversized_frame(serve: Any):
    """
    A frame over the limit ends the connection.
    """
    server = serve(say(number(1), "2" * 5000), count(2))

    async with running(Bot(server.url, limits=Limits(max_size=1000))) as bot:
        assert await bot.until_taken(2) == [1, 2]

    assert bot.ends[0].why is Cause.OVERSIZED
    assert bot.attempts == 2


async def test_broken_protocol(serve_raw: Any, upgrade: Any):
    """
    Invalid framing ends the connection, not the gateway.
    """

    def garble(connection: socket.socket) -> None:
        upgrade(connection)
        connection.sendall(framed(ACCEPTED) + framed(number(1)) + b"\xff\xff\xff\xff")
        connection.recv(1024)
        connection.close()

    server = serve_raw(garble)

    async with running(Bot(server.url, limits=Limits(close_timeout=0.1))) as bot:
        assert (await bot.until_taken(2))[:2] == [1, 1]

    assert bot.ends[0].why is Cause.INVALID
    assert bot.attempts >= 2


async def test_hangs_up_unanswered(serve_raw: Any):
    """
    A server that hangs up before it answers is asked again.
    """
    server = serve_raw(lambda connection: connection.close())
    bot = Bot(server.url, retries=Retries(Backoff(attempts=4)))

    await bot.fails(ConnectionFailedError)

    assert bot.attempts == 4


async def test_open_timeout(serve_raw: Any):
    """
    A server that never answers is given up in time.
    """
    server = serve_raw(lambda connection: connection.recv(65536))
    limits = Limits(open_timeout=0.1)

    await Bot(server.url, limits=limits, retries=Retries(Backoff(attempts=2))).fails(
        ConnectionFailedError
    )


async def test_handshake_timeout(serve: Any):
    """
    A handshake that is not completed in time is tried again.
    """
    server = serve(count(1, then=1001), drain, count(2))

    async with running(Bot(server.url, limits=Limits(open_timeout=0.3))) as bot:
        assert await bot.until_taken(2) == [1, 2]

    assert bot.attempts >= 3


async def test_new_token_each_time(serve: Any):
    """
    A token is requested for each attempt, and sent with what the service expects.
    """
    server = serve(count(1, then=1001), 503, count(2))

    async with running(Bot(server.url)) as bot:
        await bot.until_taken(2)

    paths = [request.path for request in server.requests]
    assert paths == [
        f"/ws/?connect=1&access_token={token}&EIO=3&transport=websocket"
        for token in (0, 1, 1)
    ]


async def test_200_kills(serve: Any):
    """
    Over 200 kills, each message is taken once, and every acknowledged one is.
    """
    chance = random.Random(7)
    kills, total = 200, 6000
    acknowledged: list[int] = []
    made = 0

    def flaky(connection: ServerConnection) -> None:
        nonlocal made
        made += 1
        start = accept(connection)
        upto = start + chance.randrange(40) if made <= kills else total
        for value in range(start + 1, min(upto, total) + 1):
            connection.send(number(value))
            if chance.random() < 0.1:
                # The response to a ping shows that what was before it was read.
                connection.send(f"2{value}")
                acknowledged.append(int(connection.recv(timeout=10)[1:]))
        if made > kills:
            drain(connection)
        elif made % 3 == 0:
            connection.close(1012)
        elif made % 3 == 1:
            connection.socket.shutdown(socket.SHUT_RDWR)

    server = serve(flaky)
    bot = Bot(server.url)
    with anyio.fail_after(60):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(bot.run)
            await bot.until_taken(total)
            bot.gateway.stop()

    assert bot.taken == list(range(1, total + 1))
    assert acknowledged
    assert set(acknowledged) <= set(bot.taken)
    assert bot.attempts > kills

"""
What a gateway receives and sends.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Awaitable
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.gateway import State

from .bot import Bot, accept, count, drain, number, running, say


async def test_takes(serve: Any):
    """
    Messages are taken in order, whatever form their frames have.
    """
    server = serve(
        say(number(1), b"\x04" + number(2)[1:].encode(), "b4eyJudW1iZXIiOiAzfQ==")
    )

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(3) == [1, 2, 3]
        assert bot.gateway.state is State.OPEN


async def test_other_packets(serve: Any):
    """
    Packets that are no messages are not taken, and do no harm.
    """
    server = serve(say("0{}", "0[]", "0{", "3", "3probe", "5", "6", number(1)))

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(1) == [1]

    assert bot.bad == []


async def test_before_it_is_accepted(serve: Any):
    """
    Pings are answered during the handshake, and other messages are ignored.
    """
    heard: list[str | bytes] = []

    def play(connection: ServerConnection) -> None:
        connection.send(number(1))
        connection.send("nonsense")
        connection.send("2probe")
        heard.append(connection.recv())
        count(2)(connection)

    server = serve(play)
    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(2) == [1, 2]

    assert heard == ["3probe"]
    assert bot.bad == ["nonsense"]


async def test_answers_pings(serve: Any):
    """
    A ping of the service is answered with what was in it.
    """
    heard: list[str | bytes] = []

    def ask(connection: ServerConnection) -> None:
        accept(connection)
        connection.send("2probe")
        heard.append(connection.recv())
        connection.send(number(1))
        drain(connection)

    server = serve(ask)
    async with running(Bot(server.url)) as bot:
        await bot.until_taken(1)

    assert heard == ["3probe"]


async def test_sends(serve: Any):
    """
    A packet is sent as text, at once.
    """

    def echo(connection: ServerConnection) -> None:
        accept(connection)
        for frame in connection:
            connection.send(number(len(str(frame))))

    server = serve(echo)
    async with running(Bot(server.url)) as bot:
        await bot.until_state(State.OPEN)
        await bot.gateway.send("4é")
        await bot.gateway.send("4{}")

        assert await bot.until_taken(2) == [2, 3]


@pytest.mark.parametrize(
    "garbage", ["x", "4", "4[1]", "4null", "4{", "7", "b4!", "bb", b"\xff", ""]
)
async def test_bad_frame(serve: Any, garbage: str | bytes, caplog: Any):
    """
    A frame that can't be decoded is reported, and the next one is read.
    """
    server = serve(say(number(1), garbage, number(2)))

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(2) == [1, 2]

    assert bot.bad == [garbage]
    assert "could not be decoded" in caplog.text


async def test_invalid_utf_8(serve_raw: Any, upgrade: Any):
    """
    A text frame that is no text is a bad frame like others.
    """

    def garble(connection: socket.socket) -> None:
        upgrade(connection)
        for frame in (
            b'4{"action":4}', b"\xff\xff", b'4{"number":"\xff"}', b'4{"number":1}'
        ):  # fmt: skip
            connection.sendall(b"\x81" + bytes([len(frame)]) + frame)
        connection.recv(1024)

    server = serve_raw(garble)
    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(1) == [1]
        assert bot.attempts == 1

    assert bot.bad == [b"\xff\xff", b'4{"number":"\xff"}']


async def test_long_integers(serve: Any):
    """
    Integers beyond 64 bits are exact.
    """
    server = serve(say(number(10**30 + 1)))

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(1) == [10**30 + 1]


async def test_one_after_another(serve: Any):
    """
    The next message is read when what the last one returned is done.
    """
    server = serve(count(100))
    log: list[str] = []

    def take(message: dict[str, Any]) -> Awaitable[None] | None:
        value = message["number"]
        log.append(f"begin {value}")

        async def end() -> None:
            await anyio.lowlevel.checkpoint()
            log.append(f"end {value}")

        bot.taken.append(value)
        return end()

    async with running(bot := Bot(server.url, take=take)):
        await bot.until_taken(100)

    pairs = [[f"begin {value}", f"end {value}"] for value in range(1, 100)]
    assert log[:198] == [line for pair in pairs for line in pair]


async def test_backpressure(serve: Any):
    """
    Slow handlers stop the sender, and lose nothing.
    """
    size, total = 1000, 20_000
    sent = 0
    stuck = threading.Event()

    def flood(connection: ServerConnection) -> None:
        nonlocal sent
        connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 65536)
        accept(connection)
        for sent in range(1, total + 1):
            connection.send(f"4{json.dumps({'number': sent, 'x': 'x' * size})}")
        drain(connection)

    server = serve(flood)
    ready = anyio.Event()

    def take(message: dict[str, Any]) -> Awaitable[None] | None:
        bot.taken.append(message["number"])
        return ready.wait()

    async with running(bot := Bot(server.url, take=take)):
        await bot.until_taken(1)
        # Until the server has filled every buffer on the way and stands.
        before = -1
        while before != sent:
            before = sent
            await anyio.to_thread.run_sync(stuck.wait, 0.3)
        standing, read = sent, len(bot.taken)
        ready.set()
        await bot.until_taken(total)

    assert read == 1
    assert standing < total
    assert bot.taken == list(range(1, total + 1))

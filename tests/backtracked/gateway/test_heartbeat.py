"""
How a gateway finds out that the other side is gone, in a time of its own.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked import ClosedError
from backtracked._gateway.ended import Cause
from backtracked._gateway.gateway import State
from backtracked._gateway.heartbeat import Heartbeat
from backtracked._gateway.socket import Limits

from .bot import ACCEPTED, Bot, accept, number, running, until

OPENING = {"pingInterval": 25000, "pingTimeout": 5000}


class Time:
    """
    A clock that stands still until the test lets a sleeper wake.
    """

    def __init__(self) -> None:
        self.now = 0.0
        self._due: float | None = None
        self._asleep = anyio.Event()
        self._wake = anyio.Event()

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self._due = self.now + seconds
        self._wake = anyio.Event()
        self._asleep.set()
        await self._wake.wait()

    async def until_asleep(self) -> float:
        """Wait for a sleeper, and return until when it sleeps."""
        await self._asleep.wait()
        assert self._due is not None
        return self._due

    async def wake(self, *, late: float = 0.0) -> None:
        """Let the sleeper wake when its time has come, or later."""
        self.now = await self.until_asleep() + late
        self._asleep = anyio.Event()
        self._wake.set()


def answers(connection: ServerConnection) -> None:
    """Answer pings, and say which one it was."""
    accept(connection, **OPENING)
    beats = 0
    for frame in connection:
        if frame == "2":
            beats += 1
            connection.send("3")
            connection.send(number(beats))


def ignores(connection: ServerConnection) -> None:
    """Read all and answer nothing."""
    accept(connection, **OPENING)
    for _ in connection:
        pass


@pytest.fixture
def time() -> Time:
    return Time()


def bot_for(url: str, time: Time, **options: Any) -> Bot:
    return Bot(url, clock=time.clock, sleep=time.sleep, wait=time.sleep, **options)


async def test_answered(serve: Any, time: Time):
    """
    Pings are sent at their interval, and a response keeps the connection.
    """
    server = serve(answers)
    times: list[float] = []

    async with running(bot_for(server.url, time)) as bot:
        for beat in range(1, 4):
            await time.wake()
            times.append(time.now)
            await bot.until_taken(beat)
            assert bot.gateway.latency == 0
            await time.wake()

    assert times == [25, 50, 75]
    assert len(server.requests) == 1
    assert bot.gateway.latency is None


async def test_unanswered(serve: Any, time: Time):
    """
    A ping without a response ends the connection, and another one is opened.
    """
    server = serve(ignores, answers)

    async with running(bot_for(server.url, time)) as bot:
        await bot.until_state(State.OPEN)
        await time.wake()
        await time.wake()
        await bot.until_state(State.WAITING)
        assert await time.until_asleep() == 30
        await time.wake()
        await bot.until_state(State.OPEN)

    assert [ended.why for ended in bot.ends] == [Cause.UNRESPONSIVE, Cause.LEFT]
    assert bot.attempts == 2


async def test_any_packet_counts(serve: Any, time: Time):
    """
    A service that sends something else than the response is alive.
    """

    def talks(connection: ServerConnection) -> None:
        accept(connection, **OPENING)
        for _ in connection:
            connection.send(number(1))

    server = serve(talks)

    async with running(bot_for(server.url, time)) as bot:
        await time.wake()
        await bot.until_taken(1)
        await time.wake()
        assert await time.until_asleep() == 50
        assert bot.gateway.state is State.OPEN
        assert bot.gateway.latency is None


async def test_late_timer(serve: Any, time: Time):
    """
    A timer that fires far too late says nothing about the other side.
    """
    server = serve(ignores)

    async with running(bot_for(server.url, time)) as bot:
        await bot.until_state(State.OPEN)
        await time.wake()
        await time.wake(late=3600)
        await time.until_asleep()
        assert bot.gateway.state is State.OPEN

        await time.wake()
        await time.until_asleep()
        assert bot.gateway.state is State.WAITING


async def test_paused_reader(serve: Any, time: Time):
    """
    While handlers are behind, no connection is dropped for a response nobody reads.
    """

    def floods(connection: ServerConnection) -> None:
        accept(connection, **OPENING)
        for value in range(50):
            connection.send(number(value))
        for _ in connection:
            pass

    server = serve(floods)
    paused, ready = anyio.Event(), anyio.Event()

    def take(message: dict[str, Any]) -> Awaitable[None] | None:
        bot.taken.append(message["number"])
        paused.set()
        return ready.wait()

    async with running(bot := bot_for(server.url, time, take=take)):
        await paused.wait()
        for _ in range(5):
            await time.wake()
        await time.until_asleep()
        assert bot.gateway.state is State.OPEN

        # From here on somebody reads, so that silence counts.
        ready.set()
        await bot.until_taken(50)
        await time.wake()
        assert await time.until_asleep() == 70
        await time.wake()
        await time.wake()
        await bot.until_state(State.WAITING)

    assert bot.taken == list(range(50))
    assert bot.ends[0].why is Cause.UNRESPONSIVE


async def test_paused_and_unanswered(serve: Any, time: Time):
    """
    A pause that ends within the timeout excuses that timeout, and no other one.
    """

    def says_one(connection: ServerConnection) -> None:
        accept(connection, **OPENING)
        connection.send(number(1))
        for _ in connection:
            pass

    server = serve(says_one)
    ready = anyio.Event()

    def take(message: dict[str, Any]) -> Awaitable[None] | None:
        bot.taken.append(message["number"])
        return ready.wait()

    async with running(bot := bot_for(server.url, time, take=take)):
        await bot.until_taken(1)
        await time.wake()
        await time.until_asleep()
        ready.set()
        await time.wake()
        assert await time.until_asleep() == 35
        assert bot.gateway.state is State.OPEN
        await time.wake()
        await bot.until_state(State.WAITING)


async def test_unsent_ping(serve_raw: Any, upgrade: Callable[..., None]):
    """
    A ping that can't even be sent, as nobody reads there, is unanswered.
    """
    over = threading.Event()

    def reads_nothing(connection: socket.socket) -> None:
        upgrade(connection)
        opening = b"0" + json.dumps({"pingInterval": 200, "pingTimeout": 200}).encode()
        for frame in (opening, ACCEPTED.encode()):
            connection.sendall(b"\x81" + bytes([len(frame)]) + frame)
        over.wait(10)

    server = serve_raw(reads_nothing)

    async with running(Bot(server.url, limits=Limits(close_timeout=0.1))) as bot:
        await bot.until_state(State.OPEN)
        with suppress(ClosedError):
            await bot.gateway.send("4" + "x" * (64 * 2**20))
        over.set()
        await until(lambda: bot.connects == 2)

    assert bot.ends[0].why is Cause.UNRESPONSIVE


# --- The numbers of the opening packet ----------------------------------------


@pytest.mark.parametrize(
    ("opening", "sleeps"),
    [
        ({}, [25, 20, 5, 20]),
        ({"pingInterval": 10000, "pingTimeout": 4000}, [10, 4, 6, 4]),
        # Longer than the interval: as often as the timeout allows.
        ({"pingInterval": 10000, "pingTimeout": 15000}, [10, 15, 0, 15]),
        ({"pingInterval": 0, "pingTimeout": -1}, [25, 20, 5, 20]),
        ({"pingInterval": "x", "pingTimeout": True}, [25, 20, 5, 20]),
        ([1], [25, 20, 5, 20]),
    ],
)
async def test_intervals(opening: Any, sleeps: list[float]):
    """
    The service says how often to ping; where it says nonsense, usual values are used.
    """
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        heartbeat.is_heard = True
        slept.append(seconds)
        if len(slept) == 4:
            raise LookupError("enough")

    async def send(_: str) -> None:
        return

    heartbeat = Heartbeat(send, lambda: 0.0, sleep)
    heartbeat.configure(json.dumps(opening).encode())
    with pytest.raises(LookupError):
        await heartbeat.run()

    assert slept == sleeps

"""
How a gateway finds out that the other side is gone, in a time of its own.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.connection import Connection
from backtracked._gateway.gateway import Gateway, State
from backtracked._gateway.heartbeat import Heartbeat
from backtracked._gateway.protocol import GatewayProtocol
from backtracked._gateway.reconnect import Cause, Ended
from backtracked._gateway.socket import Frame
from backtracked._gateway.target import Target


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
        """Wait for somebody to sleep, and tell until when."""
        await self._asleep.wait()
        assert self._due is not None
        return self._due

    async def wake(self, *, late: float = 0.0) -> None:
        """Let the sleeper wake when its time has come, or later."""
        self.now = await self.until_asleep() + late
        self._asleep = anyio.Event()
        self._wake.set()


class Service(GatewayProtocol[str]):
    """
    A service whose heartbeat is known after its handshake only.
    """

    def __init__(self, url: str, heartbeat: Heartbeat | None) -> None:
        self.url = url
        self.heartbeat = heartbeat
        self.attempts = 0

    async def target(self) -> Target:
        self.attempts += 1
        return Target(self.url)

    async def handshake(self, connection: Connection) -> Heartbeat | None:
        return self.heartbeat

    def decode(self, frame: Frame) -> Iterable[str]:
        return (str(frame),)


BEATS = Heartbeat(interval=25, timeout=5, frame="2")


def answers(connection: ServerConnection) -> None:
    """Answer heartbeats, and echo the rest."""
    for frame in connection:
        connection.send("3" if frame == "2" else frame)


def ignores(connection: ServerConnection) -> None:
    """Read all and answer nothing."""
    for _ in connection:
        pass


@pytest.fixture
def time() -> Time:
    return Time()


def gateway_for(service: Service, time: Time, **options: Any) -> Gateway[str]:
    return Gateway(
        service, clock=time.clock, sleep=time.sleep, random=lambda: 0.0, **options
    )


async def test_answered(serve: Any, time: Time):
    """
    Beats go out at their interval, and an answer keeps the connection.
    """
    server = serve(answers)
    times: list[float] = []

    with anyio.fail_after(10):
        async with gateway_for(Service(server.url, BEATS), time) as gateway:
            for _ in range(3):
                await time.wake()
                times.append(time.now)
                assert await anext(gateway) == "3"
                await time.wake()

    assert times == [25, 50, 75]
    assert len(server.requests) == 1


async def test_unanswered(serve: Any, time: Time):
    """
    A heartbeat without a response ends the connection, and another one is opened.
    """
    server = serve(ignores, answers)
    service = Service(server.url, BEATS)
    ends: list[Ended] = []

    with anyio.fail_after(10):
        async with gateway_for(service, time, on_disconnect=ends.append) as gateway:
            await gateway.wait_open()
            await time.wake()
            await time.wake()
            assert await time.until_asleep() == 30
            assert gateway.state is State.WAITING
            await time.wake()
            await gateway.wait_open()

    assert ends[0] == Ended(Cause.UNRESPONSIVE)
    assert ends[0].lived == 30
    assert service.attempts == 2


async def test_late_timer(serve: Any, time: Time):
    """
    A timer that fires far too late says nothing about the other side.
    """
    server = serve(ignores)

    with anyio.fail_after(10):
        async with gateway_for(Service(server.url, BEATS), time) as gateway:
            await gateway.wait_open()
            await time.wake()
            await time.wake(late=3600)
            await time.until_asleep()

            assert gateway.state is State.OPEN
            await time.wake()
            await time.until_asleep()
            assert gateway.state is State.WAITING


async def test_stalled_reader(serve: Any, time: Time):
    """
    While the queue is full, nobody is declared dead for an answer nobody reads.
    """

    def floods(connection: ServerConnection) -> None:
        for number in range(50):
            connection.send(str(number))
        ignores(connection)

    full = anyio.Event()

    class Noticing(Service):
        def decode(self, frame: Frame) -> Iterable[str]:
            if frame == "2":
                full.set()
            return super().decode(frame)

    server = serve(floods)

    with anyio.fail_after(10):
        async with gateway_for(Noticing(server.url, BEATS), time, queue=2) as gateway:
            # With "0" taken, "1" and "2" fill the queue.
            await anext(gateway)
            await full.wait()
            for _ in range(5):
                await time.wake()
            await time.until_asleep()
            assert gateway.state is State.OPEN
            assert [await anext(gateway) for _ in range(49)][-1] == "49"

    assert len(server.requests) == 1


async def test_unread_beat(serve_raw: Any, upgrade: Callable[..., None], time: Time):
    """
    A beat that can't even be sent, as nobody reads there, is unanswered.
    """
    over = threading.Event()

    def reads_nothing(connection: socket.socket) -> None:
        upgrade(connection)
        over.wait(10)

    server = serve_raw(reads_nothing)
    huge = Heartbeat(25, 0.1, "x" * (32 * 2**20))
    ends: list[Ended] = []

    with anyio.fail_after(10):
        async with gateway_for(
            Service(server.url, huge), time, on_disconnect=ends.append
        ):
            await time.wake()
            await time.until_asleep()
            over.set()

    assert ends[0].why is Cause.UNRESPONSIVE


async def test_no_watch(serve: Any, time: Time):
    """
    Without a heartbeat there is no timer, and the connection stays.
    """
    server = serve(answers)

    with anyio.fail_after(10):
        async with gateway_for(Service(server.url, None), time) as gateway:
            await gateway.wait_open()
            await gateway.send("still here")
            assert await anext(gateway) == "still here"

            with anyio.move_on_after(0.01) as scope:
                await time.until_asleep()

    assert scope.cancelled_caught

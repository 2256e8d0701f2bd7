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

from clientcore.gateway import (
    Ended,
    Frame,
    Gateway,
    GatewayProtocol,
    Heartbeat,
    Link,
    Session,
    State,
    Target,
    Why,
)


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
        self.resumes: list[bool] = []

    async def target(self, *, resume: bool) -> Target:
        self.resumes.append(resume)
        return Target(self.url)

    async def handshake(self, link: Link, *, resume: bool) -> Session:
        return Session(resume, self.heartbeat)

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
    A beat without an answer ends the connection, and the session is resumed.
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

    assert ends[0] == Ended(Why.SILENT, opened=True)
    assert ends[0].lived == 30
    assert service.resumes == [False, True]


async def test_only_answers_count(serve: Any, time: Time):
    """
    With a rule for answers, other frames are no sign of life.
    """

    def chatters(connection: ServerConnection) -> None:
        for _ in connection:
            connection.send("not an answer")

    server = serve(chatters, answers)
    strict = Heartbeat(25, 5, "2", answer=lambda frame: frame == "3")
    ends: list[Ended] = []

    with anyio.fail_after(10):
        async with gateway_for(
            Service(server.url, strict), time, on_disconnect=ends.append
        ) as gateway:
            await time.wake()
            assert await anext(gateway) == "not an answer"
            await time.wake()
            await time.until_asleep()

    assert ends[0].why is Why.SILENT


async def test_frame_made_for_each_beat(serve: Any, time: Time):
    """
    The frame may be made anew, to hold a sequence number.
    """
    server = serve(answers)
    numbers = iter(range(10))
    counting = Heartbeat(25, 5, lambda: f"beat {next(numbers)}")

    with anyio.fail_after(10):
        async with gateway_for(Service(server.url, counting), time) as gateway:
            for number in range(2):
                await time.wake()
                assert await anext(gateway) == f"beat {number}"
                await time.wake()


async def test_bug_in_the_frame(serve: Any, time: Time):
    """
    A protocol that can't make its beat ends the gateway with that exception.
    """
    server = serve(answers)
    broken = Heartbeat(25, 5, lambda: {}["beat"])

    with anyio.fail_after(10):
        async with gateway_for(Service(server.url, broken), time) as gateway:
            await time.wake()
            with pytest.raises(KeyError, match="beat"):
                await anext(gateway)


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
    huge = Heartbeat(25, 0.1, bytes(32 * 2**20))
    ends: list[Ended] = []

    with anyio.fail_after(10):
        async with gateway_for(
            Service(server.url, huge), time, on_disconnect=ends.append
        ):
            await time.wake()
            await time.until_asleep()
            over.set()

    assert ends[0].why is Why.SILENT


async def test_ping(serve: Any, time: Time):
    """
    Without a heartbeat of the service, WebSocket pings do: a pong is an answer.
    """
    server = serve(answers)
    ping = Heartbeat(20, 20, answer=lambda _: False)

    with anyio.fail_after(10):
        async with gateway_for(Service(server.url, None), time, ping=ping) as gateway:
            for _ in range(3):
                await time.wake()
                await time.until_asleep()
                # The echo comes after the pong.
                await gateway.send("echo")
                assert await anext(gateway) == "echo"
                await time.wake()
            await time.until_asleep()
            assert gateway.state is State.OPEN

    assert len(server.requests) == 1


async def test_unanswered_ping(
    serve_raw: Any, upgrade: Callable[..., None], time: Time
):
    """
    A server that answers no ping is dead.
    """
    server = serve_raw(upgrade)
    ends: list[Ended] = []

    with anyio.fail_after(10):
        async with gateway_for(
            Service(server.url, None), time, on_disconnect=ends.append
        ) as gateway:
            await gateway.wait_open()
            await time.wake()
            await time.wake()
            await time.until_asleep()

    assert ends[0].why is Why.SILENT


async def test_no_watch(serve: Any, time: Time):
    """
    Without heartbeat and pings nobody sleeps, and the connection stays.
    """
    server = serve(answers)

    with anyio.fail_after(10):
        async with gateway_for(Service(server.url, None), time, ping=None) as gateway:
            await gateway.wait_open()
            await gateway.send("still here")
            assert await anext(gateway) == "still here"

            with anyio.move_on_after(0.01) as scope:
                await time.until_asleep()

    assert scope.cancelled_caught

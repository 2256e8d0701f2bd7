"""
How a gateway begins and ends.
"""

from __future__ import annotations

import logging
import socket
import threading
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from websockets.sync.server import ServerConnection

from backtracked import ClosedError, NotConnectedError
from backtracked._gateway.ended import Cause, Ended
from backtracked._gateway.gateway import State
from backtracked._gateway.socket import Limits

from .bot import ACCEPTED, Bot, accept, count, drain, number, running, say, until


def frame(text: str) -> bytes:
    """Return a short text frame of a server."""
    return b"\x81" + bytes([len(text)]) + text.encode()


async def test_stopping_as_the_connection_ends(serve_raw: Any, upgrade: Any):
    """
    A connection that ends while the gateway is being stopped is the last one.
    """

    def speak(connection: socket.socket) -> None:
        upgrade(connection)
        # A bad frame, and the end, in one piece: no wait lies in between.
        connection.sendall(frame(ACCEPTED) + frame("x") + frame("1"))
        connection.recv(1024)
        connection.close()

    server = serve_raw(speak)
    bot = Bot(server.url, on_bad_frame=lambda _: bot.gateway.stop())

    with anyio.fail_after(10):
        await bot.gateway.run()

    assert bot.attempts == 1
    assert bot.gateway.state is State.CLOSED


async def test_stop_while_messages_wait(serve: Any):
    """
    A gateway that is stopped takes no message that was not read yet.
    """
    server = serve(count(5))

    async def stop() -> None:
        bot.gateway.stop()
        await anyio.lowlevel.checkpoint()

    def take(message: dict[str, Any]) -> Any:
        bot.taken.append(message["number"])
        return stop() if message["number"] == 2 else None

    bot = Bot(server.url, take=take)
    with anyio.fail_after(10):
        await bot.gateway.run()

    assert bot.taken == [1, 2]


async def test_stop_while_handlers_are_behind(serve: Any):
    """
    Handlers that never catch up do not keep a gateway from ending.
    """
    server = serve(count(5))

    def take(message: dict[str, Any]) -> Any:
        bot.taken.append(message["number"])
        return anyio.sleep_forever()

    async with running(bot := Bot(server.url, take=take)):
        await bot.until_taken(1)

    assert bot.taken == [1]
    assert bot.ends == [Ended(Cause.LEFT)]


async def test_send_while_disconnected(serve: Any):
    """
    Nothing is queued for a connection that does not exist.
    """
    server = serve(503)

    bot = Bot(server.url)
    with pytest.raises(NotConnectedError, match="new"):
        await bot.gateway.send("x")
    async with running(bot):
        await until(lambda: bool(server.requests))
        with pytest.raises(NotConnectedError, match=r"connecting|waiting"):
            await bot.gateway.send("x")
    with pytest.raises(NotConnectedError, match="closed"):
        await bot.gateway.send("x")


async def test_on_connect_may_send(serve: Any):
    """
    What every session needs is sent before its first message is read.
    """
    heard: list[str | bytes] = []

    def listen(connection: ServerConnection) -> None:
        accept(connection)
        heard.append(connection.recv())
        connection.send(number(1))
        drain(connection)

    server = serve(listen)

    async def attach() -> None:
        await bot.gateway.send("attach")

    async with running(bot := Bot(server.url, on_connect=attach)):
        await bot.until_taken(1)

    assert heard == ["attach"]


async def test_hook_that_fails(serve: Any, caplog: Any):
    """
    A hook's exception is logged; the gateway goes on.
    """
    server = serve(say("x", number(1)))

    def fail(*_: object) -> Any:
        raise LookupError("a hook's bug")

    async with running(
        Bot(server.url, on_connect=fail, on_bad_frame=fail, on_disconnect=fail)
    ) as bot:
        assert await bot.until_taken(1) == [1]

    assert caplog.text.count("LookupError: a hook's bug") == 3


async def test_hook_that_hangs(serve: Any, caplog: Any):
    """
    A hook that takes longer than a connection is logged and left.
    """
    server = serve(say(number(1)))

    async with running(
        Bot(
            server.url,
            on_connect=anyio.sleep_forever,
            limits=Limits(open_timeout=0.3),
        )
    ) as bot:
        assert await bot.until_taken(1) == [1]

    assert "TimeoutError" in caplog.text


async def test_hook_that_stops(serve: Any):
    """
    A hook may stop the gateway it is called by.
    """
    server = serve(count(3, then=1001))
    bot = Bot(server.url, on_disconnect=lambda _: bot.gateway.stop())

    with anyio.fail_after(10):
        await bot.gateway.run()

    assert bot.taken == [1, 2, 3]
    assert len(server.requests) == 1


@pytest.mark.parametrize("play", [503, count(5)])
async def test_stop_twice(serve: Any, play: Any):
    """
    Stopping is idempotent, and a gateway runs once.
    """
    server = serve(play)

    async with running(Bot(server.url)) as bot:
        await until(lambda: bool(server.requests))
        bot.gateway.stop()
        bot.gateway.stop()
        await bot.until_state(State.CLOSED)
    bot.gateway.stop()

    with pytest.raises(ClosedError, match="once"):
        await bot.gateway.run()
    assert bot.failure is None


async def test_stopped_before_it_runs():
    """
    A gateway that was stopped before it runs makes no attempt.
    """
    bot = Bot("ws://127.0.0.1:9")

    bot.gateway.stop()
    await bot.gateway.run()

    assert bot.attempts == 0
    assert bot.gateway.state is State.CLOSED


async def test_says_goodbye(serve: Any):
    """
    The server is told, by a normal close.
    """
    codes: list[int | None] = []

    def listen(connection: ServerConnection) -> None:
        count(1)(connection)
        codes.append(connection.close_code)

    server = serve(listen)
    async with running(Bot(server.url)) as bot:
        await bot.until_taken(1)

    # The server's thread may need a moment more.
    server.__exit__()
    assert codes == [1000]


async def test_closing_among_unread_frames(serve: Any):
    """
    The closing handshake is done although handlers are behind.
    """
    codes: list[int | None] = []

    def flood(connection: ServerConnection) -> None:
        accept(connection)
        try:
            for _ in range(100_000):
                connection.send(f'4{{"number": 1, "x": "{"x" * 1000}"}}')
        finally:
            codes.append(connection.close_code)

    def take(message: dict[str, Any]) -> Any:
        bot.taken.append(message["number"])
        return anyio.sleep_forever()

    server = serve(flood)
    async with running(bot := Bot(server.url, take=take)):
        await bot.until_taken(1)

    server.__exit__()
    assert codes == [1000]


async def test_goodbye_unanswered(serve_raw: Any, upgrade: Any):
    """
    Closing takes no longer than the close timeout.
    """

    def ignore(connection: socket.socket) -> None:
        upgrade(connection)
        connection.sendall(frame(ACCEPTED) + frame(number(1)))

    server = serve_raw(ignore)
    async with running(Bot(server.url, limits=Limits(close_timeout=0.1))) as bot:
        await bot.until_taken(1)
        started = anyio.current_time()

    # The default is 5 s.
    assert anyio.current_time() - started < 4


async def test_stop_while_connecting(serve_raw: Any):
    """
    A connection that is being opened is dropped.
    """
    asked = threading.Event()

    def stall(connection: socket.socket) -> None:
        connection.recv(65536)
        asked.set()

    server = serve_raw(stall)
    async with running(Bot(server.url)) as bot:
        await anyio.to_thread.run_sync(asked.wait, 10)

        assert bot.gateway.state is State.CONNECTING

    assert bot.failure is None


async def test_stop_during_the_handshake(serve: Any):
    """
    So is one that the service has not accepted yet; no hook is called for it.
    """
    server = serve(drain)
    async with running(Bot(server.url)) as bot:
        await until(lambda: bool(server.requests))

    assert bot.failure is None
    assert bot.ends == []


async def test_stop_while_a_token_is_requested():
    """
    The request of a token is cancelled.
    """
    bot = Bot("ws://127.0.0.1:9", token=anyio.sleep_forever)

    async with running(bot):
        await bot.until_state(State.CONNECTING)

    assert bot.failure is None


@pytest.mark.parametrize("how", ["stop", "cancel"])
async def test_end_during_backoff(serve: Any, how: str):
    """
    It ends at once, whatever is left to wait.
    """
    server = serve(503)
    asleep = anyio.Event()

    async def wait(_: float) -> None:
        asleep.set()
        await anyio.sleep_forever()

    bot = Bot(server.url, wait=wait)
    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(bot.gateway.run)
            await asleep.wait()
            assert bot.gateway.state is State.WAITING
            if how == "stop":
                bot.gateway.stop()
            else:
                tasks.cancel_scope.cancel()

    assert bot.gateway.state is State.CLOSED


async def test_cancel_while_open(serve: Any):
    """
    A task that is cancelled closes the connection, and calls the hook.
    """
    server = serve(count(1))
    bot = Bot(server.url)

    with anyio.fail_after(10):
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(bot.gateway.run)
            await bot.until_taken(1)
            tasks.cancel_scope.cancel()

    assert bot.gateway.state is State.CLOSED
    assert bot.ends == [Ended(Cause.LEFT)]


async def test_states_are_logged(serve: Any, caplog: Any):
    """
    Each change of state is logged once, at level INFO.
    """
    caplog.set_level(logging.INFO, logger="backtracked")
    server = serve(503, count(1))

    async with running(Bot(server.url)) as bot:
        await bot.until_taken(1)

    states = [
        record.getMessage().removeprefix("connection: ")
        for record in caplog.records
        if record.levelno == logging.INFO and record.name == "backtracked"
    ]
    assert states == [
        "connecting",
        "waiting",
        "connecting",
        "open",
        "closing",
        "closed",
    ]

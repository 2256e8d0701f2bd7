"""
The end of a client: by the program, by an error, or by a cancellation.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, its tasks have a cancellation of their own
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from backtracked import AuthorizationError, BacktrackedError, Client, Message
from backtracked.sandbox import Sandbox

from .running import PATIENCE, names, record, running, until


async def test_deaf_by_waiting(sandbox: Sandbox):
    """
    Handlers that wait, 1,100 of them, neither stop the reader nor the end.
    """
    async with running(sandbox, close_timeout=0.2) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        heard: list[str] = []

        @client.event
        async def on_chat(message: Message) -> None:
            heard.append(message.content)
            if len(heard) % 2:
                await client.wait_for("on_grab")
            await anyio.sleep(600)

        for number in range(1100):
            sandbox.say("harbour-lights", "ivy", str(number))
        await until(lambda: len(heard) == 1100)
        with anyio.fail_after(PATIENCE):
            await client.close()


async def test_handlers_finish(sandbox: Sandbox):
    """
    Handlers of the end are waited for, and may still send requests.
    """
    done: list[str] = []
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")

        @client.event
        async def on_disconnect(reason: str) -> None:
            await anyio.sleep(0.05)
            done.append("on_disconnect")

        @client.event
        async def on_close() -> None:
            await room.send_message("bye")
            done.append("on_close")

        await client.close()

        assert sorted(done) == ["on_close", "on_disconnect"]
    assert sandbox.room.chat[-1]["message"] == "bye"


async def cancel_task(connection: asyncio.Task[Any], _: anyio.CancelScope) -> None:
    connection.cancel()
    with pytest.raises(asyncio.CancelledError):
        await connection


async def cancel_scope(connection: asyncio.Task[Any], scope: anyio.CancelScope) -> None:
    scope.cancel()
    await connection
    assert scope.cancelled_caught


@pytest.mark.parametrize("cancel", [cancel_task, cancel_scope])
@pytest.mark.parametrize("patience", [5.0, 0.1])
async def test_close_when_cancelled(sandbox: Sandbox, cancel: Any, patience: float):
    """
    ``on_close`` is fired, and has its time, when ``connect()`` is cancelled.
    """
    done: list[str] = []
    async with sandbox.client(close_timeout=patience) as client:
        login = sandbox.credentials.bot
        await client.login(login.username, login.password)
        scope = anyio.CancelScope()

        async def connect() -> None:
            with scope:
                await client.connect()
            done.append("over")

        connection = asyncio.create_task(connect())
        await client.wait_until_ready()
        room = await client.join_room("harbour-lights")

        @client.event
        async def on_close() -> None:
            done.append("on_close")
            if patience < 1:
                await anyio.sleep(600)
            await room.send_message("bye")

        with anyio.fail_after(PATIENCE):
            await cancel(connection, scope)

        assert client.connection_state == "new"
    over = ["over"] if cancel is cancel_scope else []
    assert done == ["on_close", *over]
    assert (sandbox.room.chat[-1]["message"] == "bye") is (patience > 1)


async def test_cancelled_twice(sandbox: Sandbox):
    """
    A client that is cancelled while it is closing waits for no handler.
    """
    async with sandbox.client(close_timeout=600) as client:
        login = sandbox.credentials.bot
        await client.login(login.username, login.password)
        begun = anyio.Event()

        @client.event
        async def on_close() -> None:
            begun.set()
            await anyio.sleep(600)

        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(client.connect)
                await client.wait_until_ready()
                tasks.start_soon(client.close)
                await begun.wait()
                tasks.cancel_scope.cancel()


async def test_ready_fails(sandbox: Sandbox):
    """
    ``wait_until_ready`` raises what connecting, or logging in, raised.
    """
    async with sandbox.client(ws=sandbox.ws_url + "nowhere") as client:
        login = sandbox.credentials.bot
        await client.login(login.username, login.password)
        failures: list[Any] = []

        async def wait() -> None:
            with pytest.raises(Exception, match=r"404|403") as caught:
                await client.wait_until_ready()
            failures.append(caught.value)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(wait)
            await anyio.lowlevel.checkpoint()
            try:
                await client.connect()
            except BacktrackedError as error:
                failures.append(error)

    assert len(failures) == 2
    assert failures[0] is failures[1]


async def test_login_fails(sandbox: Sandbox):
    """
    So it does for ``start``.
    """
    client = sandbox.client()
    async with anyio.create_task_group() as tasks:

        async def wait() -> None:
            with anyio.fail_after(PATIENCE), pytest.raises(AuthorizationError):
                await client.wait_until_ready()

        tasks.start_soon(wait)
        with pytest.raises(AuthorizationError):
            await client.start("deckhand", "wrong")


async def test_run_in_a_loop():
    """
    ``run`` in a running loop says what to do instead.
    """
    with pytest.raises(RuntimeError, match=r"await client\.start\("):
        Client().run("bot", "password")


class Odd(BaseException):
    """What no program should raise."""


@pytest.mark.parametrize("error", [SystemExit(3), Odd("odd"), KeyboardInterrupt()])
@pytest.mark.parametrize("where", ["handler", "every"])
async def test_program_ends_itself(sandbox: Sandbox, where: str, error: BaseException):
    """
    ``sys.exit()`` in a handler closes the client as Ctrl-C does, and is raised.
    """
    login = sandbox.credentials.bot
    client = sandbox.client()
    fired = record(client, "on_disconnect", "on_close")

    async def leave() -> None:
        raise error

    if where == "handler":
        client.add_listener("on_ready", leave)
    else:
        client.every(seconds=0.01)(leave)
    with pytest.raises(type(error)) as caught:
        await client.start(login.username, login.password)

    assert caught.value is error
    assert names(fired) == ["on_disconnect", "on_close"]


async def test_cancelled_within(sandbox: Sandbox):
    """
    A periodic task goes on after the cancellation of a task that it waited for.
    """
    calls: list[int] = []
    async with running(sandbox) as client:

        @client.every(seconds=0.01)
        async def tick() -> None:
            calls.append(1)
            raise asyncio.CancelledError

        await until(lambda: len(calls) > 2)

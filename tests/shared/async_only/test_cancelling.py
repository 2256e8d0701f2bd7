"""
What is left of calls that somebody cancels.
"""

from __future__ import annotations

import gc
import threading
import warnings
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib.metadata import version

import anyio
import anyio.lowlevel
import anyio.to_thread
import pytest

from clientcore import GET, Closed, NotFound, Timeouts
from clientcore._async.runtime import map_concurrently

from ..aio.toy import Toy
from ..servers import Server, Talk, answer, black_hole, routes

Serve = Callable[..., Server]
Ending = Callable[[Toy, int], Awaitable[None]]
PATIENCE = 10


class Held:
    """
    Answers when it is let go, and tells when it was asked.
    """

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.go = threading.Event()

    def __call__(self, talk: Talk) -> None:
        self.asked.set()
        talk.wait(self.go)
        talk.answer(200, b'{"access_token": "new"}', {})

    async def wait(self) -> None:
        await anyio.to_thread.run_sync(self.asked.wait, PATIENCE)


@pytest.fixture
def held() -> Held:
    return Held()


async def test_turn_is_given_back(serve: Serve, held: Held) -> None:
    """
    A call that is cancelled gives back its turn and its connection.
    """
    server = serve(held, answer())

    with anyio.fail_after(PATIENCE):
        async with Toy(server.url, in_flight=1, retries=0) as client:
            async with anyio.create_task_group() as group:
                group.start_soon(client.request, GET("things"))
                await held.wait()
                group.cancel_scope.cancel()
            await client.request(GET("things"))
    held.go.set()

    assert len(server.requests) == 2
    assert server.connections == 2


async def test_cancelled_while_waiting_for_a_turn(serve: Serve, held: Held) -> None:
    """
    Who is cancelled while waiting for a turn takes none.
    """
    server = serve(held, answer())

    with anyio.fail_after(PATIENCE):
        async with (
            Toy(server.url, in_flight=1, retries=0) as client,
            anyio.create_task_group() as group,
        ):
            group.start_soon(client.request, GET("first"))
            await held.wait()
            async with anyio.create_task_group() as others:
                for _ in range(5):
                    others.start_soon(client.request, GET("cancelled"))
                await anyio.lowlevel.checkpoint()
                others.cancel_scope.cancel()
            held.go.set()
            await client.request(GET("last"))

    assert [one.path for one in server.requests] == ["/first", "/last"]


async def test_cancelled_connects(serve: Serve) -> None:
    """
    However many connects are cancelled, there is room for the next.
    """
    server = serve(answer())
    timeout = Timeouts(connect=PATIENCE, pool=0.5)

    with black_hole() as url, anyio.fail_after(PATIENCE):
        async with Toy(server.url, in_flight=2, timeout=timeout, retries=0) as client:
            for _ in range(6):
                async with anyio.create_task_group() as group:
                    group.start_soon(client.request, GET("things", base=url))
                    await anyio.wait_all_tasks_blocked()
                    group.cancel_scope.cancel()
            await client.request(GET("things"))

    assert len(server.requests) == 1


async def test_closed_meanwhile(serve: Serve, held: Held) -> None:
    """
    A call that is under way when its client is closed ends in an error of ours.
    """
    server = serve(held)
    client = Toy(server.url)

    async def ask() -> None:
        with pytest.raises(Closed):
            await client.request(GET("things"))

    with anyio.fail_after(PATIENCE):
        async with anyio.create_task_group() as group:
            group.start_soon(ask)
            await held.wait()
            await client.aclose()
    held.go.set()

    assert len(server.requests) == 1


async def ask(client: Toy) -> None:
    with suppress(Closed):
        await client.request(GET("things"))


async def close(client: Toy, checkpoints: int) -> None:
    """
    Close the client some checkpoints after a request began.
    """
    async with anyio.create_task_group() as group:
        group.start_soon(ask, client)
        for _ in range(checkpoints):
            await anyio.lowlevel.checkpoint()
        await client.aclose()


async def cancel(client: Toy, checkpoints: int) -> None:
    """
    Cancel a request some checkpoints after it began.
    """
    async with client, anyio.create_task_group() as group:
        group.start_soon(ask, client)
        for _ in range(checkpoints):
            await anyio.lowlevel.checkpoint()
        group.cancel_scope.cancel()


# Older releases of anyio lose the connection, which the garbage collector closes.
is_kept = pytest.mark.skipif(
    version("anyio") < "4.16", reason="anyio 4.16 keeps track of it"
)


@pytest.mark.parametrize("end", [close, pytest.param(cancel, marks=is_kept)])
def test_ended_while_connecting(serve: Serve, end: Ending) -> None:
    """
    No connection stays open that was being opened when its client was closed, or the
    call cancelled.
    """
    server = serve(answer())

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        for checkpoints in range(60):
            anyio.run(end, Toy(server.url), checkpoints)
        gc.collect()

    assert [str(one.message) for one in warned] == []


async def test_error_ends_the_others(serve: Serve, held: Held) -> None:
    """
    Of several calls at once, the first error ends those that still wait.
    """

    def missing(talk: Talk) -> None:
        talk.wait(held.asked)
        answer(404)(talk)

    server = serve(routes({"/things/1": held, "/things/2": missing}))

    with anyio.fail_after(PATIENCE):
        async with Toy(server.url) as client:
            with pytest.raises(NotFound):
                await map_concurrently(client.thing, [1, 2])
    held.go.set()

    assert len(server.requests) == 2


async def test_cancelled_from_outside(serve: Serve, held: Held) -> None:
    """
    Several calls at once are cancelled like one.
    """
    server = serve(held)

    with anyio.fail_after(PATIENCE):
        async with Toy(server.url) as client:
            with anyio.CancelScope() as scope:
                async with anyio.create_task_group() as group:
                    group.start_soon(map_concurrently, client.thing, [1, 2, 3])
                    await held.wait()
                    scope.cancel()
    held.go.set()

    assert scope.cancelled_caught


async def test_stream_that_is_cancelled(serve: Serve, held: Held) -> None:
    """
    A stream whose reader is cancelled gives back its turn.
    """

    def endless(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 200 OK\r\n\r\nfirst")
        held(talk)

    server = serve(endless, answer())

    with anyio.fail_after(PATIENCE):
        async with Toy(server.url, in_flight=1) as client:
            async with anyio.create_task_group() as group:

                async def read() -> None:
                    async with client.stream(GET("file")) as stream:
                        async for _ in stream:
                            pass

                group.start_soon(read)
                await held.wait()
                group.cancel_scope.cancel()
            await client.request(GET("things"))
    held.go.set()

    assert len(server.requests) == 2

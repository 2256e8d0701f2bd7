"""
One client in one event loop after another.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import anyio
import anyio.from_thread
import anyio.to_thread
import pytest

from clientcore import GET, App, Error, FileStore
from clientcore.aio import ClientCredentials

from ..aio.toy import Toy
from ..servers import Server, answer, routes

Serve = Callable[..., Server]
LOOPS = ["asyncio", "trio"]

# What a loop has left open cannot be closed when it is over, so Python tells of it.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """
    Have it told now, and not in the middle of another test.
    """
    yield
    gc.collect()


@pytest.mark.parametrize("first", LOOPS)
@pytest.mark.parametrize("second", LOOPS)
def test_second_loop(serve: Serve, first: str, second: str) -> None:
    """
    A client that a loop has used works in the next one, and with each call there.
    """
    server = serve(answer())
    client = Toy(server.url, retries=0)

    async def ask() -> None:
        for _ in range(3):
            await client.request(GET("things"))

    anyio.run(ask, backend=first)
    anyio.run(ask, backend=second)
    anyio.run(client.aclose, backend=second)

    assert len(server.requests) == 6
    assert server.connections == 2


def test_first_call_in_the_second_loop(serve: Serve) -> None:
    """
    A client that was made, but not used, in another loop opens nothing there.
    """
    server = serve(answer())

    async def make() -> Toy:
        return Toy(server.url)

    async def ask(client: Toy) -> None:
        async with client:
            await client.request(GET("things"))

    anyio.run(ask, anyio.run(make))

    assert server.connections == 1


def test_credentials_in_the_second_loop(serve: Serve) -> None:
    """
    Credentials are renewed in whichever loop they are needed.
    """
    token = answer(body={"access_token": "new", "expires_in": 1})
    server = serve(routes({"/token": token, "/things": answer()}))
    auth = ClientCredentials(App(f"{server.url}/token", "app"))

    async def ask() -> None:
        async with Toy(server.url, auth=auth) as client:
            await client.request(GET("things"))

    anyio.run(ask)
    anyio.run(ask, backend="trio")

    assert [one.path for one in server.requests] == ["/token", "/things"] * 2


def test_closed_in_another_loop(serve: Serve) -> None:
    """
    Closing a client in another loop than it was used in does no harm.
    """
    server = serve(answer())
    client = Toy(server.url)

    async def ask() -> None:
        await client.request(GET("things"))

    anyio.run(ask)
    anyio.run(client.aclose)

    assert len(server.requests) == 1


@pytest.mark.parametrize("first", LOOPS)
@pytest.mark.parametrize("second", LOOPS)
def test_two_loops_at_once(serve: Serve, first: str, second: str) -> None:
    """
    A client in use in a running event loop is refused in another one at once.
    """
    server = serve(answer(body={}))
    client = Toy(server.url)
    used, refused = threading.Event(), threading.Event()

    async def use() -> None:
        await client.request(GET("things"))
        used.set()
        await anyio.to_thread.run_sync(refused.wait, 10)
        await client.aclose()

    thread = threading.Thread(target=anyio.run, args=(use,), kwargs={"backend": first})
    thread.start()
    assert used.wait(10)
    try:
        with pytest.raises(Error, match="a client for each event loop"):
            anyio.run(client.request, GET("things"), backend=second)
    finally:
        refused.set()
        thread.join()

    assert len(server.requests) == 1


@pytest.mark.parametrize("backend", LOOPS)
def test_waiting_threads(serve: Serve, tmp_path: Path, backend: str) -> None:
    """
    All threads of the user's may wait for requests: token stores have other threads.
    """
    token = answer(200, {"access_token": "access", "expires_in": 3600})
    server = serve(routes({"/token": token, "/things": answer()}))
    store = FileStore(tmp_path / "token")
    auth = ClientCredentials(App(f"{server.url}/token", "app"), store=store)

    async def ask() -> None:
        anyio.to_thread.current_default_thread_limiter().total_tokens = 1
        async with Toy(server.url, auth=auth) as client:
            with anyio.fail_after(10):
                await anyio.to_thread.run_sync(
                    anyio.from_thread.run,
                    client.request,
                    GET("things"),
                    abandon_on_cancel=True,
                )

    anyio.run(ask, backend=backend)

    assert [one.path for one in server.requests] == ["/token", "/things"]

"""
One client in one event loop after another.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import anyio
import pytest

from clientcore import GET, App
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

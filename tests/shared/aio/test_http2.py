"""
HTTP/2: many requests on one connection.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from clientcore import GET
from clientcore._async.runtime import MULTIPLEXED, map_concurrently

from ..certificates import trusting
from ..http2 import HTTP2Server
from ..servers import Talk
from .toy import Toy

#: How long a test may wait for what comes at once, in seconds.
SOON = 20.0


def endless(talk: Talk) -> None:
    """Send a body that has no end."""
    talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:  # until the client closes the connection
        talk.send(b"4\r\nmore\r\n")
        time.sleep(0.01)


@pytest.fixture
def server() -> Iterator[HTTP2Server]:
    """A server with an endless body for streams."""
    with HTTP2Server(endless) as server:
        yield server


async def test_many_at_once(server: HTTP2Server) -> None:
    """
    A hundred calls at once are sent on one connection; each thread has one of its own.
    """
    async with Toy(server.url, verify=trusting(), http2=True, in_flight=100) as client:
        await client.thing(0)
        things = await map_concurrently(client.thing, range(100))

    assert len(things) == 100
    assert server.streams == 101
    assert server.http2_connections == 1 or not MULTIPLEXED


async def test_stream_left_early(server: HTTP2Server) -> None:
    """
    Leaving a stream returns at once, and calls on HTTP/2 go on, before and after.
    """
    async with Toy(server.url, verify=trusting(), http2=True) as client:
        started = time.monotonic()
        async with client.stream(GET("file")) as stream:
            await anext(aiter(stream))
            during = await client.map(client.thing, range(50))
        left = time.monotonic() - started
        after = await client.map(client.thing, range(50))

    assert left < SOON
    assert len(during) == len(after) == 50
    assert server.streams == 100


async def test_streams_left_by_an_error(server: HTTP2Server) -> None:
    """
    The same if what reads the stream fails, and for several streams at once.
    """

    async def fail() -> None:
        async with client.stream(GET("file")) as stream:
            await anext(aiter(stream))
            raise ZeroDivisionError

    async def read(_: int) -> None:
        with pytest.raises(ZeroDivisionError):
            await fail()

    async with Toy(server.url, verify=trusting(), http2=True) as client:
        started = time.monotonic()
        await client.map(read, range(5))

        assert (await client.thing(1)).id == 1
        assert time.monotonic() - started < SOON

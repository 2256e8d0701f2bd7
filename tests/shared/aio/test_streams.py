"""
Answers that are read as they come.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from clientcore import (
    GET,
    App,
    Closed,
    DecodeError,
    MemoryStore,
    Token,
)
from clientcore.aio import ClientCredentials

from ..servers import Server, Talk, answer, head, pieces, reset, routes, truncated
from .toy import Toy, ToyLate, ToyNotFound

Serve = Callable[..., Server]


async def test_as_it_comes(serve: Serve) -> None:
    """
    The first piece is there before the last is sent.
    """
    go = threading.Event()
    server = serve(pieces(b"one ", b"two", go=go))

    received = []
    async with Toy(server.url) as client, client.stream(GET("file")) as stream:
        async for piece in stream:
            received.append(piece)
            go.set()

    assert received[0] == b"one "
    assert b"".join(received) == b"one two"


async def test_facts(serve: Serve) -> None:
    """
    A stream knows its status, its headers and its size.
    """
    server = serve(answer(206, b"12345", {"X-Part": 1}))

    async with Toy(server.url) as client, client.stream(GET("file")) as stream:
        assert stream.status == 206
        assert stream.headers["x-part"] == "1"
        assert stream.size == 5
        assert repr(stream) == "<Stream of GET file, 206>"
        assert stream.request.url == f"{server.url}/file"


async def test_whole(serve: Serve) -> None:
    """
    A stream can be read whole, up to a limit.
    """
    server = serve(answer(body=b"12345"))

    async with Toy(server.url) as client:
        async with client.stream(GET("file")) as stream:
            content = await stream.read()
        with pytest.raises(DecodeError, match="more than the 4 bytes"):
            async with client.stream(GET("file")) as stream:
                await stream.read(4)

    assert content == b"12345"


async def test_refused(serve: Serve) -> None:
    """
    A status that means failure is raised with what the answer says.
    """
    server = serve(answer(404, {"error": "no such file"}))

    async with Toy(server.url) as client:
        with pytest.raises(ToyNotFound, match="no such file") as caught:
            async with client.stream(GET("file")):
                pytest.fail("there is nothing to read")

    assert caught.value.body == {"error": "no such file"}


async def test_asked_again(serve: Serve) -> None:
    """
    A stream that does not open is asked for again like anything else.
    """
    server = serve(reset, answer(503), answer(body=b"content"))

    async with Toy(server.url) as client, client.stream(GET("file")) as stream:
        content = await stream.read()

    assert content == b"content"
    assert len(server.requests) == 3


async def test_refreshed(serve: Serve) -> None:
    """
    A stream that is refused with 401 is asked for again with a new token.
    """

    def file(talk: Talk) -> None:
        new = talk.request.headers["Authorization"] == "Bearer new"
        talk.answer(200 if new else 401, b"content", {})

    token = answer(body={"access_token": "new"})
    server = serve(routes({"/file": file, "/token": token}))
    auth = ClientCredentials(
        App(f"{server.url}/token", "app"), store=MemoryStore(Token("old"))
    )

    async with (
        Toy(server.url, auth=auth, in_flight=1) as client,
        client.stream(GET("file")) as stream,
    ):
        content = await stream.read()

    assert content == b"content"


async def test_broken_off(serve: Serve) -> None:
    """
    A stream that breaks off in the middle is an error, after what came of it.
    """
    server = serve(truncated)

    async with Toy(server.url) as client, client.stream(GET("file")) as stream:
        first = await stream.__anext__()
        with pytest.raises(Closed) as caught:
            await stream.read()

    assert first == b'{"items": ['
    assert str(caught.value).startswith("GET file: ")
    assert len(server.requests) == 1


async def test_stalled(serve: Serve) -> None:
    """
    A stream that stops is an error of the service's own.
    """
    go = threading.Event()
    server = serve(pieces(b"one", b"two", go=go))

    async with Toy(server.url, timeout=0.05) as client:
        with pytest.raises(ToyLate):
            async with client.stream(GET("file")) as stream:
                await stream.read()
        go.set()


async def test_left_early(serve: Serve) -> None:
    """
    A stream that is left early leaves no connection and no turn behind.
    """
    ended = threading.Event()

    def endless(talk: Talk) -> None:
        talk.send(head(200, {}))
        try:
            while True:
                talk.send(b"x" * 65536)
        except OSError:
            ended.set()
            raise

    server = serve(endless, answer(body=b"content"))

    async with Toy(server.url, in_flight=1) as client:
        async with client.stream(GET("file")) as stream:
            async for piece in stream:
                assert piece
                break
        async with client.stream(GET("file")) as stream:
            content = await stream.read()

    assert content == b"content"
    assert ended.wait(10)
    assert server.connections == 2


async def divide(client: Toy) -> None:
    async with client.stream(GET("file")) as stream:
        async for _ in stream:
            raise ZeroDivisionError


async def test_left_by_an_error(serve: Serve) -> None:
    """
    An error of the reader's own comes through as it is.
    """
    server = serve(answer(body=b"x" * 1000), answer())

    async with Toy(server.url, in_flight=1) as client:
        with pytest.raises(ZeroDivisionError):
            await divide(client)
        await client.request(GET("things"))

    assert len(server.requests) == 2


async def test_rest(serve: Serve) -> None:
    """
    What was not iterated over can be read at once; after the end there is nothing.
    """
    go = threading.Event()
    server = serve(pieces(b"one ", b"two ", b"three", go=go))

    async with Toy(server.url) as client, client.stream(GET("file")) as stream:
        first = await stream.__anext__()
        go.set()
        rest = await stream.read()
        nothing = await stream.read()

    assert (first, rest, nothing) == (b"one ", b"two three", b"")


async def test_read_too_late(serve: Serve) -> None:
    """
    A stream that was left can be read no more.
    """
    server = serve(answer(body=b"content"))

    async with Toy(server.url) as client:
        async with client.stream(GET("file")) as stream:
            pass
        with pytest.raises(Closed, match="GET file: the response is closed"):
            await stream.read()


async def test_hooks(serve: Serve) -> None:
    """
    The hooks are told of a stream when it begins.
    """
    server = serve(answer(body=b"content"))
    told: list[str] = []

    async with (
        Toy(
            server.url,
            on_request=lambda facts: told.append(str(facts.request)),
            on_response=lambda facts: told.append(str(facts.status)),
        ) as client,
        client.stream(GET("file")),
    ):
        assert told == ["GET file", "200"]

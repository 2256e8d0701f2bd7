# Generated from aio/test_streams.py by `nox -s twins`: do not edit.
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
from clientcore.sync import ClientCredentials

from ..servers import Server, Talk, answer, head, pieces, reset, routes, truncated
from .toy import Toy, ToyLate, ToyNotFound

Serve = Callable[..., Server]


def test_as_it_comes(serve: Serve) -> None:
    """
    The first piece is there before the last is sent.
    """
    go = threading.Event()
    server = serve(pieces(b"one ", b"two", go=go))

    received = []
    with Toy(server.url) as client, client.stream(GET("file")) as stream:
        for piece in stream:
            received.append(piece)
            go.set()

    assert received[0] == b"one "
    assert b"".join(received) == b"one two"


def test_facts(serve: Serve) -> None:
    """
    A stream knows its status, its headers and its size.
    """
    server = serve(answer(206, b"12345", {"X-Part": 1}))

    with Toy(server.url) as client, client.stream(GET("file")) as stream:
        assert stream.status == 206
        assert stream.headers["x-part"] == "1"
        assert stream.size == 5
        assert repr(stream) == "<Stream of GET file, 206>"
        assert stream.request.url == f"{server.url}/file"


def test_whole(serve: Serve) -> None:
    """
    A stream can be read whole, up to a limit.
    """
    server = serve(answer(body=b"12345"))

    with Toy(server.url) as client:
        with client.stream(GET("file")) as stream:
            content = stream.read()
        with pytest.raises(DecodeError, match="more than the 4 bytes"):
            with client.stream(GET("file")) as stream:
                stream.read(4)

    assert content == b"12345"


def test_refused(serve: Serve) -> None:
    """
    A status that means failure is raised with what the answer says.
    """
    server = serve(answer(404, {"error": "no such file"}))

    with Toy(server.url) as client:
        with pytest.raises(ToyNotFound, match="no such file") as caught:
            with client.stream(GET("file")):
                pytest.fail("there is nothing to read")

    assert caught.value.body == {"error": "no such file"}


def test_asked_again(serve: Serve) -> None:
    """
    A stream that does not open is asked for again like anything else.
    """
    server = serve(reset, answer(503), answer(body=b"content"))

    with Toy(server.url) as client, client.stream(GET("file")) as stream:
        content = stream.read()

    assert content == b"content"
    assert len(server.requests) == 3


def test_refreshed(serve: Serve) -> None:
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

    with (
        Toy(server.url, auth=auth, in_flight=1) as client,
        client.stream(GET("file")) as stream,
    ):
        content = stream.read()

    assert content == b"content"


def test_broken_off(serve: Serve) -> None:
    """
    A stream that breaks off in the middle is an error, after what came of it.
    """
    server = serve(truncated)

    with Toy(server.url) as client, client.stream(GET("file")) as stream:
        first = stream.__next__()
        with pytest.raises(Closed) as caught:
            stream.read()

    assert first == b'{"items": ['
    assert str(caught.value).startswith("GET file: ")
    assert len(server.requests) == 1


def test_stalled(serve: Serve) -> None:
    """
    A stream that stops is an error of the service's own.
    """
    go = threading.Event()
    server = serve(pieces(b"one", b"two", go=go))

    with Toy(server.url, timeout=0.05) as client:
        with pytest.raises(ToyLate):
            with client.stream(GET("file")) as stream:
                stream.read()
        go.set()


def test_left_early(serve: Serve) -> None:
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

    with Toy(server.url, in_flight=1) as client:
        with client.stream(GET("file")) as stream:
            for piece in stream:
                assert piece
                break
        with client.stream(GET("file")) as stream:
            content = stream.read()

    assert content == b"content"
    assert ended.wait(10)
    assert server.connections == 2


def divide(client: Toy) -> None:
    with client.stream(GET("file")) as stream:
        for _ in stream:
            raise ZeroDivisionError


def test_left_by_an_error(serve: Serve) -> None:
    """
    An error of the reader's own comes through as it is.
    """
    server = serve(answer(body=b"x" * 1000), answer())

    with Toy(server.url, in_flight=1) as client:
        with pytest.raises(ZeroDivisionError):
            divide(client)
        client.request(GET("things"))

    assert len(server.requests) == 2


def test_rest(serve: Serve) -> None:
    """
    What was not iterated over can be read at once; after the end there is nothing.
    """
    go = threading.Event()
    server = serve(pieces(b"one ", b"two ", b"three", go=go))

    with Toy(server.url) as client, client.stream(GET("file")) as stream:
        first = stream.__next__()
        go.set()
        rest = stream.read()
        nothing = stream.read()

    assert (first, rest, nothing) == (b"one ", b"two three", b"")


def test_read_too_late(serve: Serve) -> None:
    """
    A stream that was left can be read no more.
    """
    server = serve(answer(body=b"content"))

    with Toy(server.url) as client:
        with client.stream(GET("file")) as stream:
            pass
        with pytest.raises(Closed, match="GET file: the response is closed"):
            stream.read()


def test_hooks(serve: Serve) -> None:
    """
    The hooks are told of a stream when it begins.
    """
    server = serve(answer(body=b"content"))
    told: list[str] = []

    with (
        Toy(
            server.url,
            on_request=lambda facts: told.append(str(facts.request)),
            on_response=lambda facts: told.append(str(facts.status)),
        ) as client,
        client.stream(GET("file")),
    ):
        assert told == ["GET file", "200"]

# Generated from aio/test_wire.py by `nox -s twins`: do not edit.
"""
What comes over the wire, and which way.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from clientcore import GET, Closed, ConnectionFailed, DecodeError
from clientcore._http import failure

from ..servers import (
    Play,
    Server,
    Talk,
    answer,
    garbage,
    head,
    stalled,
    truncated,
)
from ..transports import Around, Failing
from .toy import Toy, ToyLate

Serve = Callable[..., Server]


def test_compressed(serve: Serve) -> None:
    """
    A compressed answer is read as if it were none.
    """
    content = gzip.compress(b'{"id": 1}')
    server = serve(answer(200, content, {"Content-Encoding": "gzip"}))

    with Toy(server.url) as client:
        thing = client.thing(1)

    assert thing.id == 1


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", b"this is not compressed"),
        ("gzip", gzip.compress(b'{"id": 1}' * 100)[:-20] + b"x" * 20),
        ("deflate", b"nor is this"),
    ],
    ids=["plain", "damaged", "deflate"],
)
# The HTTP library leaves a generator of its own half way, which trio tells of.
@pytest.mark.filterwarnings("ignore:Async generator:ResourceWarning")
def test_badly_compressed(serve: Serve, encoding: str, content: bytes) -> None:
    """
    An answer that is not compressed as it says cannot be read.
    """
    server = serve(answer(200, content, {"Content-Encoding": encoding}), answer())

    with Toy(server.url, in_flight=1) as client:
        with pytest.raises(DecodeError, match=r"GET things/\{thing\}: .* compressed"):
            client.thing(1)
        client.request(GET("things"))


def test_too_long(serve: Serve) -> None:
    """
    An answer that is longer than ``max_body`` is not read to its end.
    """
    server = serve(answer(body=b"x" * 1001), answer(body=b"x" * 1000))

    with Toy(server.url, max_body=1000, in_flight=1) as client:
        with pytest.raises(DecodeError, match="more than the 1,000 bytes"):
            client.request(GET("things"))
        client.request(GET("things"))

    assert len(server.requests) == 2


def test_bomb(serve: Serve) -> None:
    """
    A small answer that unpacks to a huge one counts as huge.
    """
    content = zlib.compress(bytes(50_000_000))
    server = serve(answer(200, content, {"Content-Encoding": "deflate"}))

    with Toy(server.url, max_body=1_000_000) as client:
        with pytest.raises(DecodeError, match="more than the 1,000,000 bytes"):
            client.request(GET("things"))

    assert len(content) < 100_000


def test_endless_answer(serve: Serve) -> None:
    """
    An answer without an end is given up when it is too long.
    """

    def endless(talk: Talk) -> None:
        talk.send(head(200, {}))
        while True:
            talk.send(b"x" * 65536)

    server = serve(endless)

    with Toy(server.url, max_body=1_000_000) as client:
        with pytest.raises(DecodeError):
            client.request(GET("things"))


@pytest.mark.parametrize("play", [garbage, truncated])
def test_no_whole_answer(serve: Serve, play: Play) -> None:
    """
    Half an answer, or none at all, is never taken for an answer.
    """
    server = serve(play)

    with Toy(server.url, retries=0) as client:
        with pytest.raises(Closed, match="broke off or is not HTTP"):
            client.thing(1)


def test_stalled(serve: Serve) -> None:
    """
    An answer that stops in the middle is late.
    """
    server = serve(stalled)

    with Toy(server.url, retries=0, timeout=0.05) as client:
        with pytest.raises(ToyLate) as caught:
            client.thing(1)

    assert caught.value.phase == "read"


@pytest.mark.parametrize(
    ("body", "words"),
    [(b"<html>", "not JSON"), (b"", "not JSON"), (b'{"id": ', "not JSON")],
)
def test_no_json(serve: Serve, body: bytes, words: str) -> None:
    """
    A success that cannot be read is an error that tells what was asked.
    """
    server = serve(answer(200, body, {"Content-Type": "text/html"}))

    with Toy(server.url) as client:
        with pytest.raises(DecodeError, match=words) as caught:
            client.thing(1)

    assert str(caught.value).startswith("GET things/{thing}: 200")
    assert caught.value.body == body
    assert len(server.requests) == 1


def test_strict(serve: Serve) -> None:
    """
    Tests may want answers checked: the error names the place.
    """
    server = serve(answer(body={"id": "seven"}))

    with Toy(server.url, strict=True) as client:
        with pytest.raises(DecodeError) as caught:
            client.thing(1)

    assert "$.id" in caught.value.errors[0]


def test_without_raw(serve: Serve) -> None:
    """
    Bulk jobs may do without the JSON that models came from.
    """
    server = serve(answer(body={"id": 1}))

    with Toy(server.url, keep_raw=False) as client:
        thing = client.thing(1)

    assert thing.raw is None


@pytest.fixture
def proxy(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Server:
    """
    A proxy that the environment names.
    """
    server = serve(answer(body={"id": 1}))
    for name in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, server.url)
    return server


def test_environment(proxy: Server) -> None:
    """
    Proxies of the environment are used.
    """
    with Toy("http://service.test") as client:
        client.thing(1)

    assert proxy.requests[0].target == "http://service.test/things/1"


def test_environment_around_a_transport(proxy: Server) -> None:
    """
    A transport that is wrapped keeps the proxies of the environment.
    """
    seen: list[str] = []

    def wrap(inner: Any) -> Any:
        return Around(inner, seen)

    with Toy("http://service.test", wrap_transport=wrap) as client:
        client.thing(1)

    assert proxy.requests[0].target == "http://service.test/things/1"
    assert seen == ["http://service.test/things/1"]


def test_environment_that_excepts(
    proxy: Server, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Hosts that the environment excepts are asked directly.
    """
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = serve(answer(body={"id": 1}))
    seen: list[str] = []

    def wrap(inner: Any) -> Any:
        return Around(inner, seen)

    with Toy(server.url, wrap_transport=wrap) as client:
        client.thing(1)

    assert proxy.requests == []
    assert len(server.requests) == len(seen) == 1


def test_given_proxy(serve: Serve) -> None:
    """
    A proxy that a client is given is used, with the credentials for it alone.
    """
    server = serve(answer(body={"id": 1}))
    address = server.url.replace("http://", "http://me:s3cret@")

    with Toy("http://service.test", proxy=address) as client:
        client.thing(1)

    received = server.requests[0]
    assert received.target == "http://service.test/things/1"
    assert received.headers["Proxy-Authorization"].startswith("Basic ")


def test_transport_of_the_users(serve: Serve) -> None:
    """
    A transport that a client is given is used for everything and left open.
    """
    transport: Any = Failing(failure("ConnectError"))

    with Toy("http://service.test", transport=transport) as client:
        with pytest.raises(ConnectionFailed):
            client.thing(1)

    assert transport.calls == 3
    assert transport.closed == 0


def test_unicode(serve: Serve) -> None:
    """
    What is sent as JSON arrives as UTF-8, and comes back so.
    """
    server = serve(lambda talk: talk.answer(200, talk.request.body, {}))

    with Toy(server.url) as client:
        response = client.request(GET("things", json={"ö": "\U0001f600"}))

    assert response.json() == json.loads(server.requests[0].body) == {"ö": "\U0001f600"}
    assert server.requests[0].headers["Content-Type"] == "application/json"

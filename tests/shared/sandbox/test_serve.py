"""
A sandbox on a real socket.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from http.client import HTTPResponse, IncompleteRead, RemoteDisconnected
from json import JSONDecodeError, loads
from typing import Any
from urllib.parse import urlsplit

import anyio
import pytest

from clientcore.sandbox import (
    Latency,
    Malformed,
    Reset,
    Sandbox,
    SlowBody,
    Status,
    Truncated,
)

Ask = Callable[..., HTTPResponse]


def test_serves(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    The service is there when the context is entered, and says where.
    """
    answer = ask(base_url, "GET", "/notes")

    assert loads(answer.read()) == ["milk"]
    assert toy.base_url == base_url


def test_stops(toy: Sandbox[Any], ask: Ask):
    """
    After the context nothing listens, and no thread is left.
    """
    with toy.serve() as base_url:
        ask(base_url, "GET", "/notes").read()

    assert toy.base_url is None
    assert not [t for t in threading.enumerate() if t.name.startswith("sandbox")]
    with pytest.raises(ConnectionRefusedError):
        ask(base_url, "GET", "/notes")


def test_free_port_and_given_port(toy: Sandbox[Any], ask: Ask):
    """
    Port 0 finds a free one; it can be had again at once.
    """
    with toy.serve() as base_url:
        ask(base_url, "GET", "/notes").read()
    with toy.serve(port=urlsplit(base_url).port or 0) as again:
        status = ask(again, "GET", "/notes").status

    assert (again, status) == (base_url, 200)


def test_port_taken(toy: Sandbox[Any], base_url: str):
    """
    A port that is taken is an error of the caller, at once.
    """
    taken = urlsplit(base_url).port or 0
    with pytest.raises(OSError, match="in use"), toy.serve(port=taken):
        pass


async def test_inside_an_event_loop(toy: Sandbox[Any], ask: Ask):
    """
    The caller may be a task of asyncio or of trio.
    """
    with toy.serve() as base_url:
        assert ask(base_url, "GET", "/notes").status == 200


def test_several(toy: Sandbox[Any], sleeper: Sandbox[Any], ask: Ask):
    """
    Several sandboxes are served at once, each with its own world.
    """
    with toy.serve() as one, sleeper.serve() as other:
        ask(one, "POST", "/notes", '"tea"').read()
        texts = [loads(ask(url, "GET", "/notes").read()) for url in (one, other)]

    assert texts == [["milk", "tea"], ["milk"]]


def test_keeps_alive(toy: Sandbox[Any], ask: Ask, base_url: str):
    """
    A connection that works is used again.
    """
    answer = ask(base_url, "GET", "/notes")

    assert not answer.will_close


def test_reset(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    A reset is one on the wire.
    """
    toy.faults.add(Reset(), times=1)
    with pytest.raises(ConnectionResetError) as caught:
        ask(base_url, "POST", "/notes", '"tea"')

    # RemoteDisconnected, a polite end without an answer, is a subclass.
    assert not isinstance(caught.value, RemoteDisconnected)
    assert loads(ask(base_url, "GET", "/notes").read()) == ["milk"]


def test_reset_after_the_work(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    A reset may come when the service has done what it was asked.
    """
    toy.faults.add(Reset(handled=True), times=1)
    with pytest.raises(ConnectionResetError):
        ask(base_url, "POST", "/notes", '"tea"')

    assert toy.world.texts == ["milk", "tea"]


def test_truncated(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    The head announces more than what comes before the end.
    """
    toy.faults.add(Truncated(keep=3))
    answer = ask(base_url, "GET", "/notes")
    with pytest.raises(IncompleteRead) as caught:
        answer.read()

    assert answer.status == 200
    assert caught.value.partial == b'["m'
    assert caught.value.expected == len('["milk"]') - 3


def test_truncated_nothing(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    Without a body to cut, the connection just ends.
    """
    toy.faults.add(Truncated())
    with pytest.raises(RemoteDisconnected):
        ask(base_url, "POST", "/notes", '"tea"')


def test_malformed(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    Garbage comes as a whole answer.
    """
    toy.faults.add(Malformed())
    body = ask(base_url, "GET", "/notes").read()
    with pytest.raises(JSONDecodeError):
        loads(body)


def test_slow_body(toy: Sandbox[Any], waits: Any, base_url: str, ask: Ask):
    """
    A slow body comes whole in the end.
    """
    toy.faults.add(SlowBody(60, parts=2))

    assert loads(ask(base_url, "GET", "/notes").read()) == ["milk"]
    assert waits.seconds == [60, 60]


def test_status(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    A status leaves the connection in order, though nobody read the request.
    """
    toy.faults.add(Status(503))
    answer = ask(base_url, "POST", "/notes", '"tea"' * 1000)

    assert answer.status == 503
    assert not answer.will_close


def test_stops_while_busy(sleeper: Sandbox[Any]):
    """
    Leaving hangs up on a request that would take much longer.
    """
    asleep = threading.Event()

    async def sleep(delay: float, /) -> None:
        asleep.set()
        await anyio.sleep(delay)

    sleeper.sleep = sleep
    sleeper.faults.add(Latency(3600))
    with sleeper.serve() as base_url:
        place = urlsplit(base_url)
        client = socket.create_connection((place.hostname, place.port), timeout=20)
        client.sendall(b"GET /notes HTTP/1.1\r\nHost: x\r\n\r\n")
        assert asleep.wait(20)
    with client, pytest.raises(ConnectionResetError):
        client.recv(1)


def test_control_over_the_socket(toy: Sandbox[Any], base_url: str, ask: Ask):
    """
    Another process can ask for faults.
    """
    ask(base_url, "POST", "/_sandbox/faults", '{"kind": "status", "status": 500}')

    assert ask(base_url, "GET", "/notes").status == 500


def test_silent(toy: Sandbox[Any], ask: Ask, caplog: pytest.LogCaptureFixture):
    """
    Faults and leaving are not logged as something that went wrong.
    """
    toy.faults.add(Reset(), times=1)
    toy.faults.add(Truncated())
    with toy.serve() as base_url:
        with pytest.raises(ConnectionResetError):
            ask(base_url, "GET", "/notes")
        with pytest.raises(IncompleteRead):
            ask(base_url, "GET", "/notes").read()

    assert [r for r in caplog.records if r.levelname != "INFO"] == []

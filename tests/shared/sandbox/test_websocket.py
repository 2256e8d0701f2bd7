"""
WebSocket routes of a sandbox.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import pytest

from clientcore.sandbox import Latency, Malformed, Reset, Sandbox, Status

sync_client = pytest.importorskip("websockets.sync.client")
exceptions = pytest.importorskip("websockets.exceptions")


Connect = Callable[[], Any]


@pytest.fixture
def connect(base_url: str) -> Connect:
    """
    Opens a WebSocket to the toy's echo.
    """

    def connect() -> Any:
        url = base_url.replace("http", "ws", 1) + "/echo"
        return sync_client.connect(url, open_timeout=20, close_timeout=20)

    return connect


def test_echo(toy: Sandbox[Any], connect: Connect):
    """
    A WebSocket is served, and recorded.
    """
    with connect() as websocket:
        websocket.send("hi")
        heard = websocket.recv(timeout=20)

    assert heard == "hi"
    assert [(r.method, r.path) for r in toy.requests] == [("WEBSOCKET", "/echo")]


def test_refused(toy: Sandbox[Any], connect: Connect):
    """
    A handshake may be answered with a status.
    """
    toy.faults.add(Status(503), method="WEBSOCKET")
    with pytest.raises(exceptions.InvalidStatus) as caught, connect():
        pass

    assert caught.value.response.status_code == 503
    assert toy.requests[0].status == 503


def test_reset(toy: Sandbox[Any], connect: Connect):
    """
    A handshake may be cut off.
    """
    toy.faults.add(Reset())
    lost = (exceptions.InvalidMessage, ConnectionResetError, EOFError)
    with pytest.raises(lost), connect():
        pass


def test_hung_up_on(connect: Connect):
    """
    A service can hang up on an open WebSocket, without the closing handshake.
    """
    with connect() as websocket:
        websocket.send("hang up")
        with pytest.raises(exceptions.ConnectionClosedError) as caught:
            websocket.recv(timeout=20)

    assert caught.value.rcvd is None


def test_faults_of_bodies(toy: Sandbox[Any], waits: Any, connect: Connect):
    """
    Faults of a body pass a handshake over, others strike it.
    """
    toy.faults.add(Malformed())
    toy.faults.add(Latency(2))
    with connect() as websocket:
        websocket.send("hi")

        assert websocket.recv(timeout=20) == "hi"
    assert waits.seconds == [2]


def test_stops_while_open(toy: Sandbox[Any]):
    """
    Leaving ends open WebSockets.
    """
    with ExitStack() as stack:
        with toy.serve() as base_url:
            url = base_url.replace("http", "ws", 1) + "/echo"
            websocket = stack.enter_context(sync_client.connect(url, open_timeout=20))
        with pytest.raises(exceptions.ConnectionClosed):
            websocket.recv(timeout=20)

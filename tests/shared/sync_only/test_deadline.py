"""
A deadline in code that blocks, where nothing can cancel a receive.
"""

from __future__ import annotations

import gzip
import os
import signal
import threading
import time
from collections.abc import Callable

import pytest

from clientcore import GET, TimedOut
from clientcore._sync.runtime import map_concurrently

from ..servers import PATIENCE, Server, Talk, head, silence
from ..sync.toy import Toy

Serve = Callable[..., Server]

DEADLINE = 0.3
PAUSE = 0.05


def drip(first: bytes, again: bytes) -> Callable[[Talk], None]:
    """
    Return a server that sends *first*, then *again* every so often, without end.
    """

    def play(talk: Talk) -> None:
        talk.send(first)
        never = threading.Event()
        while not never.wait(PAUSE):
            talk.send(again)

    return play


CHUNKED = head(200, {"Transfer-Encoding": "chunked"})
PACKED = head(200, {"Content-Encoding": "gzip"})


@pytest.mark.parametrize(
    "play",
    [
        drip(b"HTTP/1.1 200 OK\r\n", b"X-Header: value\r\n"),
        drip(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        drip(CHUNKED + b"1;", b"x"),
        drip(CHUNKED + b"0\r\n", b"X-Trailer: value\r\n"),
        drip(PACKED, gzip.compress(b"")),
        drip(head(200, {}), b" "),
    ],
    ids=["headers", "103", "chunk extension", "trailers", "empty gzip", "body"],
)
def test_bounds_each_receive(serve: Serve, play: Callable[[Talk], None]) -> None:
    """
    However a server dribbles, the call ends with its deadline.
    """
    server = serve(play)
    started = time.monotonic()

    with (
        Toy(server.url, deadline=DEADLINE, retries=0) as client,
        pytest.raises(TimedOut) as caught,
    ):
        client.request(GET("things"))

    assert caught.value.phase == "deadline"
    assert time.monotonic() - started < 10 * DEADLINE


def test_hundred_threads(serve: Serve) -> None:
    """
    A hundred threads that meet such a server end too, each with its own deadline.
    """
    server = serve(drip(b"HTTP/1.1 200 OK\r\n", b"X-Header: value\r\n"))
    late: list[TimedOut] = []

    with Toy(server.url, deadline=DEADLINE, retries=0, in_flight=100) as client:

        def call(_: int) -> None:
            with pytest.raises(TimedOut) as caught:
                client.request(GET("things"))
            late.append(caught.value)

        map_concurrently(call, range(100))

    assert len(late) == 100


def test_ctrl_c(serve: Serve) -> None:
    """
    Ctrl-C in a bulk call against a server that hangs is raised at once.
    """

    def interrupt(talk: Talk) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        talk.hold()

    # The last of the requests for which there are concurrency slots.
    server = serve(*[silence] * 9, interrupt)
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)

    try:
        with Toy(server.url, retries=0, deadline=30) as client:
            started = time.monotonic()
            with pytest.raises(KeyboardInterrupt):
                client.map(client.thing, range(100))
            took = time.monotonic() - started
    finally:
        signal.signal(signal.SIGINT, handler)

    # The server would hold the calls for 10 s.
    assert took < PATIENCE

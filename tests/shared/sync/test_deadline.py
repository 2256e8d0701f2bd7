# Generated from aio/test_deadline.py by `nox -s twins`: do not edit.
"""
One deadline over everything that a call does.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

import pytest

# The HTTP library comes with the first request otherwise, and takes its time.
import clientcore._http  # noqa: F401
from clientcore import GET, App, Policy, ServerError, Timeouts
from clientcore._sync.runtime import map_concurrently
from clientcore.sync import ClientCredentials

from ..servers import Server, Talk, answer, black_hole, head, routes, silence
from .toy import Toy, ToyLate

Serve = Callable[..., Server]

SOON = 0.3


def test_over_an_answer(serve: Serve) -> None:
    """
    A call whose answer does not come ends at its deadline.
    """
    server = serve(silence)

    with Toy(server.url, deadline=SOON) as client:
        with pytest.raises(ToyLate) as caught:
            client.request(GET("things"))

    assert caught.value.phase in {"deadline", "read"}
    assert len(server.requests) <= 1


def test_over_attempts(serve: Serve) -> None:
    """
    The deadline is one for all attempts, however many there may be.
    """
    server = serve(silence)

    with Toy(server.url, timeout=SOON / 3, deadline=SOON, retries=1000) as client:
        with pytest.raises(ToyLate):
            client.request(GET("things"))

    assert len(server.requests) < 10


def test_over_opening_a_stream(serve: Serve) -> None:
    """
    A stream that does not open ends at the deadline, too.
    """
    server = serve(silence)

    with Toy(server.url, deadline=SOON) as client:
        with pytest.raises(ToyLate) as caught:
            with client.stream(GET("things")):
                pass

    assert caught.value.phase in {"deadline", "read"}


def test_stream_outlives_it(serve: Serve) -> None:
    """
    Once a stream is open, its body may take longer than the deadline.
    """
    deadline = 1.0

    def slowly(talk: Talk) -> None:
        talk.send(head(200, {"Content-Length": "4"}))
        for _ in range(4):
            threading.Event().wait(deadline / 3)
            talk.send(b"x")

    server = serve(slowly)

    with (
        Toy(server.url, deadline=deadline) as client,
        client.stream(GET("things")) as stream,
    ):
        body = stream.read()

    assert body == b"xxxx"


def test_over_a_slow_answer(serve: Serve) -> None:
    """
    An answer that comes drop by drop is not waited for beyond the deadline.
    """

    def drip(talk: Talk) -> None:
        talk.send(head(200, {}))
        never = threading.Event()
        while not never.wait(SOON / 10):
            talk.send(b" ")

    server = serve(drip)

    with Toy(server.url, deadline=SOON, retries=0) as client:
        with pytest.raises(ToyLate) as caught:
            client.request(GET("things"))

    assert caught.value.phase == "deadline"
    assert f"within the deadline of {SOON:g} s" in str(caught.value)


def test_over_connecting() -> None:
    """
    A connection that is not made ends with the deadline too.
    """
    with black_hole() as url:
        with Toy(url, deadline=SOON, timeout=Timeouts(connect=60)) as client:
            with pytest.raises(ToyLate):
                client.request(GET("things"))


def test_cancelled_while_waiting_for_a_slot(serve: Serve) -> None:
    """
    A call that is given up while it waits sends nothing, and keeps nobody waiting.
    """
    server = serve(answer(body={"id": 1}))

    with Toy(server.url, in_flight=1, retries=0) as client:
        with client.stream(GET("things")):
            pass
        map_concurrently(client.thing, range(3))

    assert len(server.requests) == 4


def test_over_a_token(serve: Serve) -> None:
    """
    Getting a token counts.
    """
    server = serve(routes({"/token": silence, "/things": answer()}))
    auth = ClientCredentials(App(f"{server.url}/token", "app"))

    with Toy(server.url, auth=auth, deadline=SOON) as client:
        with pytest.raises(ToyLate):
            client.request(GET("things"))

    assert [one.path for one in server.requests] in ([], ["/token"])


def test_over_backoff(serve: Serve) -> None:
    """
    A backoff that the deadline would cut short is not begun.
    """
    server = serve(answer(503), answer())
    policy = Policy(backoff=600, backoff_max=600)

    with Toy(server.url, deadline=60, policy=policy) as client:
        with pytest.raises(ServerError):
            client.request(GET("things"))

    assert len(server.requests) == 1


def test_none(serve: Serve) -> None:
    """
    A client without a deadline, or a request without, waits as long as it takes.
    """
    server = serve(answer())

    with Toy(server.url, deadline=None) as client:
        client.request(GET("things"))
    with Toy(server.url, deadline=1e-9) as client:
        client.request(GET("things", deadline=False))

    assert len(server.requests) == 2


def test_timeouts(serve: Serve) -> None:
    """
    A request may have a timeout of its own, or none.
    """
    server = serve(silence, slow)

    with Toy(server.url, retries=0, timeout=0.05) as client:
        with pytest.raises(ToyLate) as caught:
            client.request(GET("things", timeout=0.06))
        client.request(GET("things", timeout=math.inf))

    assert caught.value.phase == "read"


def slow(talk: Talk) -> None:
    """Answer later than the timeout of the client."""
    time.sleep(0.2)
    answer()(talk)

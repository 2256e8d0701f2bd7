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
from clientcore._async.runtime import map_concurrently
from clientcore.aio import ClientCredentials

from ..servers import Server, Talk, answer, black_hole, head, routes, silence
from .toy import Toy, ToyLate

Serve = Callable[..., Server]

SOON = 0.3


async def test_over_an_answer(serve: Serve) -> None:
    """
    A call whose answer does not come ends at its deadline.
    """
    server = serve(silence)

    async with Toy(server.url, deadline=SOON) as client:
        with pytest.raises(ToyLate) as caught:
            await client.request(GET("things"))

    assert caught.value.phase in {"deadline", "read"}
    assert len(server.requests) <= 1


async def test_over_attempts(serve: Serve) -> None:
    """
    The deadline is one for all attempts, however many there may be.
    """
    server = serve(silence)

    async with Toy(server.url, timeout=SOON / 3, deadline=SOON, retries=1000) as client:
        with pytest.raises(ToyLate):
            await client.request(GET("things"))

    assert len(server.requests) < 10


async def test_over_opening_a_stream(serve: Serve) -> None:
    """
    A stream that does not open ends at the deadline, too.
    """
    server = serve(silence)

    async with Toy(server.url, deadline=SOON) as client:
        with pytest.raises(ToyLate) as caught:
            async with client.stream(GET("things")):
                pass

    assert caught.value.phase in {"deadline", "read"}


async def test_stream_outlives_it(serve: Serve) -> None:
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

    async with (
        Toy(server.url, deadline=deadline) as client,
        client.stream(GET("things")) as stream,
    ):
        body = await stream.read()

    assert body == b"xxxx"


async def test_over_a_slow_answer(serve: Serve) -> None:
    """
    An answer that comes drop by drop is not waited for beyond the deadline.
    """

    def drip(talk: Talk) -> None:
        talk.send(head(200, {}))
        never = threading.Event()
        while not never.wait(SOON / 10):
            talk.send(b" ")

    server = serve(drip)

    async with Toy(server.url, deadline=SOON, retries=0) as client:
        with pytest.raises(ToyLate) as caught:
            await client.request(GET("things"))

    assert caught.value.phase == "deadline"
    assert f"within the deadline of {SOON:g} s" in str(caught.value)


async def test_over_connecting() -> None:
    """
    A connection that is not made ends with the deadline too.
    """
    with black_hole() as url:
        async with Toy(url, deadline=SOON, timeout=Timeouts(connect=60)) as client:
            with pytest.raises(ToyLate):
                await client.request(GET("things"))


async def test_cancelled_while_waiting_for_a_slot(serve: Serve) -> None:
    """
    A call that is given up while it waits sends nothing, and keeps nobody waiting.
    """
    server = serve(answer(body={"id": 1}))

    async with Toy(server.url, in_flight=1, retries=0) as client:
        async with client.stream(GET("things")):
            pass
        await map_concurrently(client.thing, range(3))

    assert len(server.requests) == 4


async def test_over_a_token(serve: Serve) -> None:
    """
    Getting a token counts.
    """
    server = serve(routes({"/token": silence, "/things": answer()}))
    auth = ClientCredentials(App(f"{server.url}/token", "app"))

    async with Toy(server.url, auth=auth, deadline=SOON) as client:
        with pytest.raises(ToyLate):
            await client.request(GET("things"))

    assert [one.path for one in server.requests] in ([], ["/token"])


async def test_over_backoff(serve: Serve) -> None:
    """
    A backoff that the deadline would cut short is not begun.
    """
    server = serve(answer(503), answer())
    policy = Policy(backoff=600, backoff_max=600)

    async with Toy(server.url, deadline=60, policy=policy) as client:
        with pytest.raises(ServerError):
            await client.request(GET("things"))

    assert len(server.requests) == 1


async def test_none(serve: Serve) -> None:
    """
    A client without a deadline, or a request without, waits as long as it takes.
    """
    server = serve(answer())

    async with Toy(server.url, deadline=None) as client:
        await client.request(GET("things"))
    async with Toy(server.url, deadline=1e-9) as client:
        await client.request(GET("things", deadline=False))

    assert len(server.requests) == 2


async def test_timeouts(serve: Serve) -> None:
    """
    A request may have a timeout of its own, or none.
    """
    server = serve(silence, slow)

    async with Toy(server.url, retries=0, timeout=0.05) as client:
        with pytest.raises(ToyLate) as caught:
            await client.request(GET("things", timeout=0.06))
        await client.request(GET("things", timeout=math.inf))

    assert caught.value.phase == "read"


def slow(talk: Talk) -> None:
    """Answer later than the timeout of the client."""
    time.sleep(0.2)
    answer()(talk)

"""
What is asked again, how often, and what never is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from clientcore import (
    DELETE,
    GET,
    PATCH,
    POST,
    PUT,
    Closed,
    ConnectionFailed,
    Error,
    RateLimited,
    Request,
    RetryFacts,
    ServerError,
    TimedOut,
    Timeouts,
)

from ..servers import (
    Play,
    Server,
    answer,
    black_hole,
    garbage,
    hang_up,
    limited,
    reset,
    silence,
    truncated,
)
from .conftest import Waits
from .toy import Toy, ToyLate, ToyLimited, ToyNotFound

Serve = Callable[..., Server]

LOST = [reset, hang_up, garbage, truncated]
PASSING = [
    pytest.param(answer(status), id=str(status))
    for status in (408, 429, 500, 502, 503, 504)
]


@pytest.mark.parametrize("failure", [*LOST, *PASSING])
@pytest.mark.parametrize("make", [GET, PUT, DELETE])
async def test_idempotent(
    serve: Serve, failure: Play, make: Callable[..., Request]
) -> None:
    """
    What does no more when it is done twice is asked again.
    """
    server = serve(failure, failure, answer(body=b"[1]"))

    async with Toy(server.url) as client:
        response = await client.request(make("things"))

    assert response.json() == [1]
    assert len(server.requests) == 3


@pytest.mark.parametrize("failure", [*LOST, *PASSING])
@pytest.mark.parametrize("make", [POST, PATCH])
async def test_not_idempotent(
    serve: Serve, failure: Play, make: Callable[..., Request]
) -> None:
    """
    A POST is not sent twice when its first answer is lost or says nothing of it.
    """
    server = serve(failure, answer())

    async with Toy(server.url) as client:
        with pytest.raises(Error):
            await client.request(make("things", json={"id": 1}))

    assert len(server.requests) == 1


@pytest.mark.parametrize("failure", LOST)
async def test_lost_answer(serve: Serve, failure: Play) -> None:
    """
    A lost answer is an error that says the server may have seen the request.
    """
    server = serve(failure)

    async with Toy(server.url) as client:
        with pytest.raises(Closed) as caught:
            await client.request(POST("things", json={}))

    assert caught.value.sent
    assert caught.value.request is not None
    assert str(caught.value).startswith("POST things: ")
    assert caught.value.__cause__ is not None


async def test_declared_idempotent(serve: Serve) -> None:
    """
    A POST that is declared idempotent is asked again.
    """
    server = serve(reset, answer())

    async with Toy(server.url) as client:
        await client.request(POST("things", json={}, idempotent=True))

    assert [one.body for one in server.requests] == [b"{}", b"{}"]


@pytest.mark.parametrize("status", [429, 503])
async def test_told_when(serve: Serve, status: int) -> None:
    """
    A POST is sent again if the server says when, since it has done nothing then.
    """
    server = serve(answer(status, headers={"Retry-After": 0}), answer())

    async with Toy(server.url) as client:
        await client.request(POST("things", json={}))

    assert len(server.requests) == 2


@pytest.mark.parametrize("status", [408, 500, 502, 504])
async def test_told_when_but_not_what(serve: Serve, status: int) -> None:
    """
    Other statuses do not say that nothing was done, so a POST is not sent again.
    """
    server = serve(answer(status, headers={"Retry-After": 0}), answer())

    async with Toy(server.url) as client:
        with pytest.raises(Error):
            await client.request(POST("things", json={}))

    assert len(server.requests) == 1


async def test_never_sent(refusing: str) -> None:
    """
    A POST that was never sent is sent when the server is there.
    """
    started: list[Server] = []

    with ExitStack() as stack:

        def start(facts: RetryFacts) -> None:
            server = Server(answer(), port=urlsplit(refusing).port or 0)
            started.append(stack.enter_context(server))

        async with Toy(refusing, on_retry=start) as client:
            await client.request(POST("things", json={}))

    assert len(started) == len(started[0].requests) == 1


async def test_refused_for_good(refusing: str) -> None:
    """
    A connection that cannot be made is tried as often as other failures.
    """
    told: list[RetryFacts] = []

    async with Toy(refusing, on_retry=told.append) as client:
        with pytest.raises(ConnectionFailed) as caught:
            await client.request(POST("things", json={}))

    assert not caught.value.sent
    assert [facts.attempt for facts in told] == [1, 2]
    assert all(isinstance(facts.error, ConnectionFailed) for facts in told)


async def test_slow_to_connect() -> None:
    """
    A connection that is not made in time says so, and that nothing was sent.
    """
    with black_hole() as url:
        async with Toy(url, timeout=Timeouts(connect=0.05), retries=0) as client:
            with pytest.raises(ToyLate) as caught:
                await client.request(GET("things"))

    assert not caught.value.sent
    assert caught.value.phase == "connect"


async def test_slow_to_answer(serve: Serve) -> None:
    """
    An answer that is late may be that to a POST, which is not sent again then.
    """
    server = serve(silence)

    async with Toy(server.url, timeout=0.05) as client:
        with pytest.raises(ToyLate) as caught:
            await client.request(POST("things", json={}))

    assert caught.value.sent
    assert caught.value.phase == "read"
    assert len(server.requests) == 1


async def test_slow_once(serve: Serve) -> None:
    """
    A GET whose answer is late is asked again.
    """
    server = serve(silence, answer(body={"id": 1}))

    # A machine that is busy may be late with the second answer, too.
    async with Toy(server.url, timeout=0.2, retries=10) as client:
        thing = await client.thing(1)

    assert thing.id == 1
    assert len(server.requests) > 1


async def test_no_retries(serve: Serve) -> None:
    """
    With ``retries=0`` everything is asked once.
    """
    server = serve(answer(503), answer())

    async with Toy(server.url, retries=0) as client:
        with pytest.raises(ServerError):
            await client.request(GET("things"))

    assert len(server.requests) == 1


async def test_as_many_as_told(serve: Serve) -> None:
    """
    There are as many attempts as ``retries`` says, and the last error is raised.
    """
    server = serve(answer(503), answer(502), answer(500), answer(504), answer())

    async with Toy(server.url, retries=3) as client:
        with pytest.raises(ServerError) as caught:
            await client.request(GET("things"))

    assert caught.value.status == 504
    assert len(server.requests) == 4


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 501])
async def test_not_passing(serve: Serve, status: int) -> None:
    """
    A status that another attempt would not cure is raised at once.
    """
    server = serve(answer(status), answer())

    async with Toy(server.url) as client:
        with pytest.raises(Error):
            await client.request(GET("things"))

    assert len(server.requests) == 1


async def test_too_long_to_wait(serve: Serve, waits: Waits) -> None:
    """
    A server that wants us back in an hour is not waited for.
    """
    server = serve(limited("3600"), answer())
    told: list[RetryFacts] = []

    async with Toy(server.url, deadline=None, on_retry=told.append) as client:
        with pytest.raises(ToyLimited, match="slow down") as caught:
            await client.request(GET("things"))

    assert caught.value.retry_after == 3600
    assert told == waits.seconds == []
    assert len(server.requests) == 1


async def test_too_long_to_be_there_again(serve: Serve) -> None:
    """
    Nor is a server waited for that will be away for an hour.
    """
    server = serve(answer(503, headers={"Retry-After": 3600}), answer())

    async with Toy(server.url, deadline=None) as client:
        with pytest.raises(ServerError) as caught:
            await client.request(GET("things"))

    assert caught.value.retry_after == 3600
    assert len(server.requests) == 1


async def test_facts_of_a_retry(serve: Serve) -> None:
    """
    ``on_retry`` is told what is asked again, why, and when.
    """
    server = serve(answer(500), answer(503, headers={"Retry-After": 7}), answer())
    told: list[RetryFacts] = []

    async with Toy(server.url, on_retry=told.append) as client:
        await client.request(GET("things/{thing}", thing=1, query={"secret": "s3cret"}))

    assert [facts.attempt for facts in told] == [1, 2]
    assert 0.5 <= told[0].wait <= 1.5
    assert told[1].wait == 7
    assert [facts.error.status for facts in told] == [500, 503]  # type: ignore[attr-defined]
    assert str(told[0].request) == "GET things/{thing}"
    assert told[0].request.url == f"{server.url}/things/1"
    assert "s3cret" not in repr(told)


async def test_keepalive_that_ends(serve: Serve) -> None:
    """
    A kept connection that the server has closed is replaced without an attempt.
    """
    server = serve(answer(headers={"Connection": "close"}), answer())

    async with Toy(server.url, retries=0) as client:
        await client.request(POST("things", json={}))
        await client.request(POST("things", json={}))

    assert server.connections == 2


async def test_one_connection(serve: Serve) -> None:
    """
    Calls one after another share a connection.
    """
    server = serve(answer())

    async with Toy(server.url) as client:
        for _ in range(3):
            await client.request(GET("things"))

    assert server.connections == 1


async def test_errors_of_their_own(serve: Serve) -> None:
    """
    An error is of the service's class as well as of the transport's.
    """
    server = serve(answer(404, {"error": "no such thing"}))

    async with Toy(server.url) as client:
        with pytest.raises(ToyNotFound) as caught:
            await client.thing(7)

    assert str(caught.value) == "GET things/{thing}: 404 Not Found: no such thing"


async def test_kinds_of_failures(serve: Serve) -> None:
    """
    A client that has no errors of its own raises the transport's.
    """

    class Plain(Toy):
        api = type(Toy.api)("plain")

    server = serve(hang_up, silence, limited("3600"))

    async with Plain(server.url, retries=0) as client:
        with pytest.raises(Closed):
            await client.request(GET("things"))
        with pytest.raises(TimedOut) as late:
            await client.request(GET("things", timeout=0.05))
        with pytest.raises(RateLimited):
            await client.request(GET("things"))

    assert late.value.phase == "read"

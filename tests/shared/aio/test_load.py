"""
What a client promises, with a hundred calls at once and default options.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from clientcore import GET, POST, App, Error, Policy, RateLimited, StatusError, TimedOut
from clientcore._async.runtime import map_concurrently
from clientcore.aio import ClientCredentials, Lock, sleep

from ..servers import Server, Talk, answer, hang_up, limited, routes
from .toy import Toy, ToyLimited

Serve = Callable[..., Server]


def query(talk: Talk) -> dict[str, str]:
    """
    Return the query of a request.
    """
    return dict(parse_qsl(urlsplit(talk.request.target).query))


async def test_limit_stops_all(serve: Serve) -> None:
    """
    After a long 429 no call that waited for a slot is sent: all know of it.
    """
    server = serve(limited("600"))
    limits: list[float | None] = []

    async with Toy(server.url) as client:

        async def call(number: int) -> None:
            with pytest.raises(ToyLimited) as caught:
                await client.thing(number)
            limits.append(caught.value.retry_after)

        await map_concurrently(call, range(100))
        sent = len(server.requests)
        closed = client.limits.closed()
        client.limits.reopen()
        await call(100)

    assert sent <= 10
    assert len(server.requests) == sent + 1
    assert all(wait and 590 < wait <= 600 for wait in limits)
    assert list(closed) == ["127.0.0.1"]


async def test_waiting_for_a_slot(serve: Serve) -> None:
    """
    A hundred calls through one slot succeed, though together they take far longer
    than the deadline of each.
    """

    def slow(talk: Talk) -> None:
        time.sleep(0.02)
        talk.answer(200, b'{"id": 1}', {})

    server = serve(slow)
    started = time.monotonic()

    async with Toy(server.url, in_flight=1, retries=0, deadline=1.5) as client:
        things = await map_concurrently(client.thing, range(100))

    assert len(things) == len(server.requests) == 100
    assert time.monotonic() - started > 1.5


class Throttle:
    """
    Lets one through each fiftieth of a second.
    """

    def __init__(self) -> None:
        self._lock = Lock()

    async def __aenter__(self) -> None:
        async with self._lock.hold():
            await sleep(0.02)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass


async def test_throttle(serve: Serve) -> None:
    """
    Waiting for a throttle does not count against the deadline either.
    """
    server = serve(answer(body={"id": 1}))
    throttle: Any = Throttle()

    async with Toy(server.url, throttle=throttle, deadline=1.5) as client:
        things = await map_concurrently(client.thing, range(100))

    assert len(things) == 100


def tokens(*first: Callable[[Talk], None]) -> Callable[[Talk], None]:
    """
    Return a token endpoint that plays *first*, then issues a token.
    """
    left = list(first)
    lock = threading.Lock()

    def play(talk: Talk) -> None:
        with lock:
            next_one = left.pop(0) if left else None
        (next_one or answer(body={"access_token": "new", "expires_in": 3600}))(talk)

    return play


@pytest.mark.parametrize("failure", [answer(503), hang_up], ids=["503", "broken"])
@pytest.mark.parametrize(
    "request_", [GET("x"), POST("x", json={})], ids=["GET", "POST"]
)
async def test_renewal_is_repeated(
    serve: Serve, request_: Any, failure: Callable[[Talk], None]
) -> None:
    """
    A token request that fails in passing is repeated, whatever the call's method is.
    """
    server = serve(routes({"/token": tokens(failure), "/x": answer(body={})}))
    auth = ClientCredentials(App(f"{server.url}/token", "app", "secret"))

    async with Toy(server.url, auth=auth, in_flight=1) as client:
        response = await client.request(request_)

    assert response.status == 200
    assert [one.path for one in server.requests] == ["/token", "/token", "/x"]


async def test_renewal_does_not_multiply(serve: Serve) -> None:
    """
    A token endpoint that is down is asked three times in all, and not by each retry.
    """
    server = serve(routes({"/token": answer(503), "/x": answer(body={})}))
    auth = ClientCredentials(App(f"{server.url}/token", "app", "secret"))

    async with Toy(server.url, auth=auth) as client:
        with pytest.raises(StatusError) as caught:
            await client.request(GET("x"))

    assert caught.value.status == 503
    assert [one.path for one in server.requests] == ["/token"] * 3


async def test_one_renewal_for_all(serve: Serve) -> None:
    """
    A hundred calls whose token was refused renew it once, with one slot too.
    """

    def guarded(talk: Talk) -> None:
        fresh = talk.request.headers["Authorization"] == "Bearer new2"
        answer(200 if fresh else 401, body={})(talk)

    issued: list[int] = []
    lock = threading.Lock()

    def token(talk: Talk) -> None:
        with lock:
            issued.append(1)
            name = f"new{len(issued)}"
        answer(body={"access_token": name, "expires_in": 3600})(talk)

    server = serve(routes({"/token": token, "/things": guarded}))
    for slots in (10, 1):
        issued.clear()
        auth = ClientCredentials(App(f"{server.url}/token", "app", "secret"))
        async with Toy(server.url, auth=auth, in_flight=slots) as client:
            found = await map_concurrently(client.request, [GET("things")] * 100)

        assert [one.status for one in found] == [200] * 100
        assert len(issued) == 2


async def test_prefetch_goes_on_after_a_failure(serve: Serve) -> None:
    """
    If one page of several fails, iterating again asks for it: no item is lost.
    """
    failed = threading.Event()

    def page(talk: Talk) -> None:
        start = int(query(talk).get("offset", "0"))
        if start == 4 and not failed.is_set():
            failed.set()
            answer(404)(talk)
            return
        items = [{"id": number} for number in range(start, start + 2)]
        answer(body={"items": items, "total": 20, "limit": 2})(talk)

    server = serve(page)
    found: list[int] = []

    async with Toy(server.url) as client:
        items = client.things(prefetch=4).__aiter__()

        async def read() -> None:
            async for thing in items:
                assert thing.id not in found
                found.append(thing.id)

        with pytest.raises(Error):
            await read()
        await read()

    assert found == list(range(20))


@pytest.mark.parametrize("prefetch", [0, 4])
async def test_filtered_pages(serve: Serve, prefetch: int) -> None:
    """
    A page that lost items to a filter is stepped over by its own limit: none repeats.
    """

    def page(talk: Talk) -> None:
        start = int(query(talk).get("offset", "0"))
        items = [{"id": number} for number in range(start, start + 2) if number != 4]
        answer(body={"items": items, "total": 20, "limit": 2})(talk)

    server = serve(page)

    async with Toy(server.url) as client:
        things = await client.things(prefetch=prefetch).collect()

    assert [thing.id for thing in things] == [n for n in range(20) if n != 4]


async def test_the_last_error_is_named(serve: Serve) -> None:
    """
    A deadline that ends during retries names the error of the last attempt.
    """
    first = threading.Event()

    def play(talk: Talk) -> None:
        if first.is_set():
            talk.hold()
        first.set()
        answer(503)(talk)

    server = serve(play)

    policy = Policy(backoff=0.01, jitter=0)

    async with Toy(server.url, deadline=1, policy=policy) as client:
        with pytest.raises(TimedOut, match=r"ServerError.*503") as caught:
            await client.thing(1)

    assert isinstance(caught.value.__cause__, StatusError)


async def test_one_bucket_leaves_the_others(serve: Serve) -> None:
    """
    A limit of one operation holds back that operation only.
    """
    server = serve(routes({"/a": limited("600"), "/b": answer(body={})}))

    async with Toy(server.url) as client:
        with pytest.raises(RateLimited):
            await client.request(GET("a", bucket="a"))
        await map_concurrently(client.request, [GET("b")] * 100)

        assert list(client.limits.closed()) == ["127.0.0.1 a"]

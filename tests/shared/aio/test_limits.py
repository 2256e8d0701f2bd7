"""
How many at once, and who waits for whom.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

import pytest

from clientcore import GET, POST, Api, Error, RateLimited, Request, Response
from clientcore._async.runtime import map_concurrently

from ..servers import Server, answer, gathered, limited
from .conftest import Waits
from .toy import Toy, ToyLimited

Serve = Callable[..., Server]


async def test_in_flight(serve: Serve) -> None:
    """
    No more requests are on their way at once than ``in_flight`` says.
    """
    server = serve(gathered(3, answer(body={"id": 1})))

    async with Toy(server.url, in_flight=3) as client:
        await map_concurrently(client.thing, range(12))

    assert server.most == 3
    assert server.connections == 3
    assert len(server.requests) == 12


async def test_queue_before_the_pool(serve: Serve) -> None:
    """
    Who has no turn waits outside of the HTTP library, whose pool is slow with many.
    """
    server = serve(gathered(3, answer(body={"id": 1})))
    inside: list[int] = [0]

    async with Toy(
        server.url,
        in_flight=3,
        on_request=lambda facts: inside.append(inside[-1] + 1),
        on_response=lambda facts: inside.append(inside[-1] - 1),
    ) as client:
        await map_concurrently(client.thing, range(12))

    assert max(inside) == 3


async def test_ten_by_default(serve: Serve) -> None:
    """
    Ten requests are on their way at once unless a client is told otherwise.
    """
    server = serve(gathered(10, answer(body={"id": 1})))

    async with Toy(server.url) as client:
        await map_concurrently(client.thing, range(10))

    assert server.most == 10


async def test_copies_share_turns(serve: Serve) -> None:
    """
    A copy's requests count among the client's.
    """
    server = serve(gathered(2, answer(body={"id": 1})))

    async with Toy(server.url, in_flight=2) as client:
        clients = [client, client.with_options(retries=0)] * 4

        async def ask(one: Toy) -> None:
            await one.thing(1)

        await map_concurrently(ask, clients)

    assert server.most == 2
    assert server.connections == 2


@pytest.mark.parametrize("number", [0, -1])
async def test_none_in_flight(number: int) -> None:
    """
    A client that could never send is refused.
    """
    with pytest.raises(ValueError, match="in_flight"):
        Toy("http://127.0.0.1", in_flight=number)


async def test_closed_gate(serve: Serve, waits: Waits) -> None:
    """
    After a 429 nobody asks until the time is over: no task, and no copy.
    """
    server = serve(limited("30"), answer(body={"id": 1}))

    async with Toy(server.url) as client:
        with pytest.raises(ToyLimited):
            await client.with_options(retries=0).thing(1)
        await map_concurrently(client.thing, [2])
        await client.with_options(timeout=5).thing(3)

    assert waits.seconds == [30]
    assert len(server.requests) == 3


async def test_wait_and_ask_again(serve: Serve, waits: Waits) -> None:
    """
    Who was refused waits and asks again.
    """
    server = serve(limited("30"), answer(body={"id": 1}))

    async with Toy(server.url) as client:
        thing = await client.thing(1)

    assert thing.id == 1
    assert waits.seconds == [30]


async def test_long_closed_gate(serve: Serve, waits: Waits) -> None:
    """
    A gate that is closed for an hour is no reason to wait, nor to ask.
    """
    server = serve(limited("3600"), answer())

    async with Toy(server.url) as client:
        with pytest.raises(ToyLimited):
            await client.thing(1)
        with pytest.raises(ToyLimited) as held:
            await client.with_options(retries=0).thing(2)

    assert held.value.retry_after == 3600
    assert str(held.value).startswith("GET things/{thing}: 429 Too Many Requests: held")
    assert waits.seconds == []
    assert len(server.requests) == 1


async def test_wait_beyond_the_deadline(serve: Serve, waits: Waits) -> None:
    """
    A wait that the deadline would cut short is not begun.
    """
    server = serve(limited("30"), answer())

    async with Toy(server.url, deadline=20) as client:
        with pytest.raises(ToyLimited) as answered:
            await client.thing(1)
        with pytest.raises(ToyLimited) as held:
            await client.thing(1)

    assert answered.value.retry_after == held.value.retry_after == 30
    assert waits.seconds == []
    assert len(server.requests) == 1


async def test_buckets(serve: Serve, waits: Waits) -> None:
    """
    A closed bucket keeps nobody from asking another.
    """
    server = serve(limited("50"), answer())

    async with Toy(server.url, retries=0) as client:
        with pytest.raises(RateLimited):
            await client.request(GET("search", bucket="search"))
        await client.request(GET("things"))

        assert waits.seconds == []
        await client.request(GET("search", bucket="search"))

    assert waits.seconds == [50]


async def test_a_rule_of_their_own(serve: Serve, waits: Waits) -> None:
    """
    A service that says otherwise when to stop is understood.
    """

    def spent(response: Response) -> float | None:
        return 5.0 if response.headers.get("x-remaining") == "0" else None

    class Counted(Toy):
        api = Api("counted", limited=spent)

    server = serve(answer(headers={"X-Remaining": 0}), answer())

    async with Counted(server.url) as client:
        await client.request(GET("things"))
        await client.request(GET("things"))

    assert waits.seconds == [5]


class Throttle:
    """
    Counts who enters and leaves.
    """

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def __aenter__(self) -> None:
        self.seen.append("in")

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.seen.append("out")


async def test_throttle(serve: Serve) -> None:
    """
    The throttle is held around each attempt, not around the call.
    """
    server = serve(answer(503), answer())
    throttle = Throttle()

    async with Toy(
        server.url,
        throttle=throttle,
        on_request=lambda facts: throttle.seen.append("request"),
        on_response=lambda facts: throttle.seen.append(f"{facts.status}"),
        on_retry=lambda facts: throttle.seen.append("retry"),
    ) as client:
        await client.request(GET("things"))

    once = ["in", "request", "503", "out"]
    assert throttle.seen == [*once, "retry", "in", "request", "200", "out"]


async def test_throttle_around_a_stream(serve: Serve) -> None:
    """
    A stream holds the throttle until it is left.
    """
    server = serve(answer())
    throttle = Throttle()

    async with Toy(server.url, throttle=throttle) as client:
        async with client.stream(GET("things")):
            inside = list(throttle.seen)
        outside = list(throttle.seen)

    assert inside == ["in"]
    assert outside == ["in", "out"]


async def test_throttle_that_fails(serve: Serve) -> None:
    """
    A throttle's own error comes through, and the turn is given back.
    """
    server = serve(answer())
    refused = True

    class Full(Error):
        pass

    class Moody(Throttle):
        async def __aenter__(self) -> None:
            if refused:
                raise Full

    async with Toy(server.url, throttle=Moody(), in_flight=1) as client:
        with pytest.raises(Full):
            await client.request(GET("things"))
        refused = False
        await client.request(GET("things"))

    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "request_", [GET("things"), POST("things", json={})], ids=["GET", "POST"]
)
async def test_turns_are_given_back(serve: Serve, request_: Request) -> None:
    """
    However a call ends, its turn is there for the next.
    """
    statuses = [answer(status) for status in (404, 500, 401, 302)]
    server = serve(*statuses, answer(body=b"x" * 100), answer())

    async with Toy(server.url, in_flight=1, retries=0, max_body=50) as client:
        for _ in range(5):
            with pytest.raises(Error):
                await client.request(request_)
        await client.request(request_)

    assert len(server.requests) == 6


async def test_many_calls_in_order(serve: Serve) -> None:
    """
    Concurrent calls give their results in the order that was asked for.
    """
    server = serve(lambda talk: talk.answer(200, talk.request.path[8:].encode(), {}))

    async with Toy(server.url) as client:

        async def ask(number: int) -> int:
            response = await client.request(GET("things/{number}", number=number))
            return int(response.text)

        numbers = await map_concurrently(ask, range(30))

    assert numbers == list(range(30))


async def test_first_error(serve: Serve) -> None:
    """
    The error of one of several calls is raised as it is, with its cause.
    """
    server = serve(lambda talk: talk.close())

    async with Toy(server.url, retries=0) as client:
        with pytest.raises(Error) as caught:
            await map_concurrently(client.thing, range(3))

    assert caught.value.__cause__ is not None

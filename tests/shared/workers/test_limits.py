"""
Budgets and closed buckets, in memory and in Redis.
"""

from __future__ import annotations

import heapq
import random
import threading
from collections.abc import Callable
from typing import Any

import anyio
import pytest

from clientcore import GET, Budget, BudgetLimits, ClientClosed, RateLimited
from clientcore.redis import RedisLimits
from clientcore.testing import FakeClock

from ..aio.toy import Toy
from .conftest import Server
from .service import Service

Make = Callable[[Budget | None], Any]


@pytest.fixture(params=["memory", "redis"])
def make(request: pytest.FixtureRequest) -> Make:
    """Make limits of either kind."""
    if request.param == "memory":
        return BudgetLimits
    server: Server = request.getfixturevalue("server")
    return lambda budget: RedisLimits(server.url, budget=budget)


def waits(limits: Any, count: int, longest: float = 60.0) -> list[float]:
    return [limits.reserve("a", longest, counted=True).wait for _ in range(count)]


def near(expected: list[float]) -> Any:
    """Compare with waits, which are shorter if the machine is busy."""
    return pytest.approx(expected, abs=3)


def test_places(make: Make) -> None:
    """
    A budget gives its places at once, then as windows end, in order.
    """
    assert waits(make(Budget(3, 10)), 8) == near([0, 0, 0, 10, 10, 10, 21, 21])


def test_no_budget(make: Make) -> None:
    """
    Without a budget, and for requests that do not count, there is no wait.
    """
    assert waits(make(None), 5) == [0] * 5
    limits = make(Budget(1, 10))
    assert limits.reserve("a", 60, counted=True).ticket
    assert limits.reserve("a", 60, counted=False) == (0.0, True, "")


def test_too_long(make: Make) -> None:
    """
    A place that takes longer than allowed is not reserved.
    """
    limits = make(Budget(1, 10))
    assert limits.reserve("a", 1, counted=True).granted
    assert not limits.reserve("a", 1, counted=True).granted
    assert waits(limits, 2) == near([10, 21])


def test_confirmed(make: Make) -> None:
    """
    A window begins with the end of the request, which the server has seen by then.
    """
    limits = make(Budget(1, 10))
    first, second = (limits.reserve("a", 60, counted=True) for _ in range(2))
    # The first may still be on its way.
    assert 5 < limits.confirm("a", second.ticket).wait <= 10.5
    limits.release(first.ticket)
    left = limits.confirm("a", second.ticket)
    assert left.granted
    assert 5 < left.wait <= 10.0


def test_closed(make: Make) -> None:
    """
    A closed bucket grants nothing, and the longer time counts.
    """
    limits = make(Budget(5, 10))
    place = limits.reserve("a", 60, counted=True)
    limits.close("a", 30)
    limits.close("a", 10)

    for refused in (
        limits.reserve("a", 60, counted=True),
        limits.confirm("a", place.ticket),
    ):
        assert not refused.granted
        assert 20 < refused.wait <= 30
    assert limits.reserve("b", 60, counted=True).granted
    assert list(limits.closed()) == ["a"]
    limits.reopen("a")
    assert limits.closed() == {}
    limits.close("a", 1)
    limits.reopen()
    assert limits.reserve("a", 60, counted=True).granted


def test_lost(server: Server) -> None:
    """
    A Redis that has lost its data grants what is confirmed.
    """
    limits = RedisLimits(server.url, budget=Budget(1, 10))
    limits.reserve("a", 60, counted=True)
    place = limits.reserve("a", 60, counted=True)
    server.client.flushall()

    assert limits.confirm("a", place.ticket).wait == 0
    limits.release(place.ticket)
    limits.release("17")


def test_clock_set_back(server: Server) -> None:
    """
    Times in the far future, from before the clock of Redis was set back, are ignored.
    """
    limits = RedisLimits(server.url, budget=Budget(1, 10))
    limits.reserve("a", 60, counted=True)
    (key,) = server.client.keys("*budget*")
    server.client.hset(key, mapping={"last": 9 * 10**15, "0": 9 * 10**15})

    assert limits.reserve("a", 60, counted=True).wait == 0


def test_died() -> None:
    """
    A place whose request never ends is free some seconds after its window.
    """
    clock = FakeClock()
    limits = BudgetLimits(Budget(1, 10), lambda: clock().timestamp())
    limits.reserve("a", 60, counted=True)
    clock.forward(14)
    assert limits.reserve("a", 0.1, counted=True).granted is False
    clock.forward(2)
    assert limits.reserve("a", 0.1, counted=True) == (0.0, True, "1")


def test_stopped() -> None:
    """
    A worker that was stopped while it waited has lost its place, and waits again.
    """
    clock = FakeClock()
    limits = BudgetLimits(Budget(1, 10), lambda: clock().timestamp())
    places = [limits.reserve("a", 60, counted=True) for _ in range(3)]
    clock.forward(50)
    assert limits.confirm("a", places[2].ticket).wait == 0
    late = limits.confirm("a", places[1].ticket)
    assert late.wait > 10
    limits.release(places[2].ticket)
    clock.forward(11)
    assert limits.confirm("a", late.ticket).wait == 0


def test_stopped_without_redis(free_port: int) -> None:
    """
    So does one that has no Redis, and it has that other place until it is done.
    """
    limits = RedisLimits(f"redis://127.0.0.1:{free_port}", budget=Budget(1, 10))
    clock = FakeClock()
    limits._memory._clock = lambda: clock().timestamp()
    places = [limits.reserve("a", 60, counted=True) for _ in range(3)]
    clock.forward(50)
    assert limits.confirm("a", places[2].ticket).wait == 0
    late = limits.confirm("a", places[1].ticket)
    assert late.ticket not in {"", places[1].ticket}
    limits.release(places[2].ticket)
    clock.forward(11)
    assert limits.confirm("a", late.ticket) == (0.0, True, late.ticket)
    limits.release(late.ticket)


def test_lost_place(server: Server) -> None:
    """
    A place that Redis no longer has is replaced by another one.
    """
    limits = RedisLimits(server.url, budget=Budget(1, 10))
    places = [limits.reserve("a", 60, counted=True) for _ in range(2)]
    (key,) = server.client.keys("*budget*")
    server.client.hdel(key, places[1].ticket)
    late = limits.confirm("a", places[1].ticket)

    assert late.ticket == "2"
    assert late.granted


def test_given_back(make: Make) -> None:
    """
    The place of a request that was not sent is the next one's; others keep theirs.
    """
    limits = make(Budget(1, 10))
    places = [limits.reserve("a", 60, counted=True) for _ in range(4)]
    limits.release(places[0].ticket)
    limits.release(places[2].ticket)
    assert waits(limits, 2) == near([21, 42])
    for place in (places[1], places[3]):
        limits.release(place.ticket)
    assert waits(limits, 3) == near([10, 31, 52])


def test_all_given_back(make: Make) -> None:
    """
    When nobody waits any more, the next request waits for what was sent only.
    """
    limits = make(Budget(2, 10))
    places = [limits.reserve("a", 60, counted=True) for _ in range(9)]
    for place in places:
        limits.release(place.ticket)

    assert waits(limits, 3) == near([10, 10, 20])


def test_long_closed(make: Make) -> None:
    """
    A bucket may be closed for longer than Redis can keep a key.
    """
    limits = make(None)
    limits.close("a", 1e300)

    assert limits.closed()["a"] > 1e8


def test_memory() -> None:
    """
    A budget that is not used up keeps no more than its places.
    """
    clock = FakeClock()
    limits = BudgetLimits(Budget(2, 1.0), lambda: clock().timestamp())
    for _ in range(1000):
        limits.release(limits.reserve("a", 60, counted=True).ticket)
        clock.forward(1)

    assert len(limits._places) <= 2


def test_late_end(server: Server) -> None:
    """
    The window of a request that has ended late outlasts the reservation.
    """
    limits = RedisLimits(server.url, budget=Budget(1, 10))
    place = limits.reserve("a", 60, counted=True)
    (key,) = server.client.keys("*budget*")
    server.client.pexpire(key, 5000)
    limits.release(place.ticket)

    assert server.client.pttl(key) > 6000


def test_slow_before(make: Make) -> None:
    """
    A place behind one that was given back waits for the request before that.
    """
    limits = make(Budget(1, 10))
    limits.reserve("a", 60, counted=True)
    second, third = (limits.reserve("a", 60, counted=True) for _ in range(2))
    limits.release(second.ticket)

    assert 5 < limits.confirm("a", third.ticket).wait <= 10.5


@pytest.mark.parametrize("given_up", [0.0, 0.5])
@pytest.mark.parametrize("latency", [0.0, 0.02, 0.2, 1.5])
def test_used(latency: float, given_up: float) -> None:
    """
    Any window has no more requests than the budget, which is used for 90 % at least.

    The clock is a number, the latency up to 1.5 times as long at random, and some calls
    are given up while they wait, after which another one begins.
    """
    now, budget, chance = [0.0], Budget(20, 2.0), random.Random(1)
    limits = BudgetLimits(budget, lambda: now[0])
    events: list[tuple[float, int, str, str]] = []
    served: list[float] = []
    for number in range(600):
        heapq.heappush(events, (number / 1000, number, "reserve", ""))
    given: set[int] = set()
    while events:
        now[0], number, step, ticket = heapq.heappop(events)
        if step == "give up":
            given.add(number)
            number += 1000
            heapq.heappush(events, (now[0] + 0.01, number, "reserve", ""))
        if step in {"release", "give up"}:
            limits.release(ticket)
            continue
        if number in given:
            continue
        if step == "reserve":
            place = limits.reserve("a", 3600.0, counted=True)
        else:
            place = limits.confirm("a", ticket)
        end = now[0] + place.wait
        if step == "reserve" and place.wait and chance.random() < given_up:
            at = now[0] + place.wait * chance.random()
            heapq.heappush(events, (at, number, "give up", place.ticket))
        if place.wait:
            step = "confirm"
        else:
            took = latency * (1 + chance.random() / 2)
            served.append(end + took * chance.random())
            end, step = end + took, "release"
        heapq.heappush(events, (end, number, step, place.ticket))

    served.sort()
    pairs = zip(served, served[budget.requests :], strict=False)
    assert all(later - earlier > budget.per - 1e-6 for earlier, later in pairs)
    # A window begins when the request before has ended.
    ideal = budget.requests / (budget.per + latency * 1.25)
    first = served[budget.requests - 1]
    rate = (len(served) - budget.requests) / (served[-1] - first)
    assert rate >= 0.9 * ideal


@pytest.mark.parametrize("values", [(0, 1), (1, 0), (1, -1), (1, float("nan"))])
def test_bad_budget(values: tuple[int, float]) -> None:
    """
    A budget has requests and seconds.
    """
    with pytest.raises(ValueError, match="a budget has"):
        Budget(*values)


@pytest.mark.parametrize("limits", [7, object(), Budget(1, 1)])
def test_bad_limits(limits: Any) -> None:
    """
    What has not the methods of limits is refused when a client is made.
    """
    with pytest.raises(TypeError, match=r"limits must be a clientcore\.SharedLimits"):
        Toy("http://service.test", limits=limits)


async def test_client() -> None:
    """
    Two clients with one budget send no more than it, and raise if that takes too long.
    """
    service = Service(3, 60.0, latency=0.0)
    service.world.renewals.append(0.0)
    limits = BudgetLimits(Budget(3, 600.0))
    clients = [
        Toy("http://service.test", transport=service.transport(), limits=limits)
        for _ in range(2)
    ]
    for client in [*clients, clients[0]]:
        request = GET("things", headers={"Authorization": "Bearer access-1"})
        await client.request(request)
    for client in clients:
        with pytest.raises(RateLimited, match="held back"):
            await client.request(GET("things"))
        await client.aclose()

    assert len(service.requests) == 3


async def test_impatient() -> None:
    """
    A call whose deadline is before its place fails alone: others wait for theirs.
    """
    service = Service(100, 60.0, latency=0.0)
    limits = BudgetLimits(Budget(1, 1.0))
    async with Toy(
        "http://service.test", transport=service.transport(), limits=limits
    ) as client:

        async def call(patient: int) -> str:
            one = client if patient else client.with_options(deadline=0.1)
            request = GET("things", headers={"Authorization": "Bearer access-0"})
            try:
                await one.request(request)
            except RateLimited as error:
                return "late" if (error.retry_after or 0) > 0.1 else repr(error)
            return "good"

        results = await client.map(call, [1, 1, 0])
        assert client.limits.closed() == {}

    assert results == ["good", "good", "late"]


async def test_cancelled(make: Make) -> None:
    """
    A cancelled call gives back its place, whether it waits or is sent.
    """
    service = Service(100, 60.0, latency=0.0)
    limits = make(Budget(1, 10.0))
    async with Toy(
        "http://service.test",
        transport=service.transport(),
        limits=limits,
        in_flight=5,
    ) as client:
        request = GET("things", headers={"Authorization": "Bearer access-0"})
        await client.request(request)
        with anyio.move_on_after(0.2):
            async with anyio.create_task_group() as group:
                for _ in range(20):
                    group.start_soon(client.request, request)

    assert len(service.requests) == 1
    assert 2 < limits.reserve("a", 60, counted=True).wait <= 10.5


def test_many_threads(server: Server) -> None:
    """
    Redis has a connection for each thread, however many there are.
    """
    limits = RedisLimits(server.url, budget=Budget(150, 60))
    start = threading.Barrier(150)
    tickets: list[str] = []

    def reserve() -> None:
        start.wait()
        tickets.append(limits.reserve("a", 1, counted=True).ticket)

    threads = [threading.Thread(target=reserve) for _ in range(150)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(int, tickets)) == list(range(150))


async def test_copies() -> None:
    """
    A copy for another user shares the budget, and is closed with the client.
    """
    limits = BudgetLimits(Budget(3, 600.0))
    async with Toy("http://service.test", limits=limits) as client:
        copy = client.with_auth(None)
        assert copy._connection.shared is limits
        assert copy.limits is client.limits
    with pytest.raises(ClientClosed, match="the client is closed"):
        copy.check_open()

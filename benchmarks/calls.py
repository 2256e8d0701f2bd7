"""
Calls over loopback: alone, many at once, and page after page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter
from typing import Any

import aiohttp
import httpx
import things
from measure import async_turns, percentile, pin, ratio, rounds, turns
from row import Row
from server import server

_TASKS = 100


def rows() -> list[Row]:
    """
    Compare the transport with the HTTP libraries, bare.
    """
    pin(0)
    with server() as base:
        found = [*asyncio.run(_one_by_one(base)), *_one_by_one_sync(base)]
        found += asyncio.run(_crowd(base))
        found += asyncio.run(_distant_crowd(base))
        found += asyncio.run(_pages(base))
    return found


async def _one_by_one(base: str) -> list[Row]:
    async with things.Client(base) as client, httpx.AsyncClient() as bare:

        async def raw() -> Any:
            response = await bare.get(f"{base}/thing")
            return response.raise_for_status().json()

        times = await async_turns({"raw": raw, "typed": client.thing}, 1500)
    name, value = "calls: one typed call", median(times["typed"]) * 1e6
    return [Row.at_most(1.3, name, value, "µs", ratio(times, "typed", "raw"), "httpx")]


def _one_by_one_sync(base: str) -> list[Row]:
    with things.SyncClient(base) as client, httpx.Client() as bare:

        def raw() -> Any:
            return bare.get(f"{base}/thing").raise_for_status().json()

        times = turns({"raw": raw, "typed": client.thing}, 1500)
    name, value = "calls: one typed call, sync", median(times["typed"]) * 1e6
    return [Row.at_most(1.3, name, value, "µs", ratio(times, "typed", "raw"), "httpx")]


async def _crowd(base: str) -> list[Row]:
    """
    Ask with 100 tasks at once, as each of them does it by default.
    """
    async with things.Client(base) as client, httpx.AsyncClient() as bare:

        async def raw() -> Any:
            response = await bare.get(f"{base}/thing")
            return response.raise_for_status().json()

        theirs, ours = await _in_turns(raw, client.thing, calls=10, count=8)
    name, against = f"calls: {_TASKS} tasks at once", ours.late / theirs.late
    return [
        Row.at_most(0.3, f"{name}, p99", ours.late * 1e3, "ms", against, "httpx"),
        Row(name, ours.rate, "calls/s", ours.rate / theirs.rate),
    ]


async def _distant_crowd(base: str) -> list[Row]:
    """
    Ask with 100 tasks at once for answers that take 50 ms.
    """
    connector = aiohttp.TCPConnector(limit=_TASKS)
    async with (
        things.Client(base, in_flight=_TASKS, transport="aiohttp") as client,
        aiohttp.ClientSession(connector=connector) as bare,
    ):

        async def raw() -> Any:
            async with bare.get(f"{base}/late/thing") as response:
                response.raise_for_status()
                return await response.json()

        theirs, ours = await _in_turns(raw, client.late_thing, calls=10, count=12)
    name = f'calls: {_TASKS} at once, 50 ms away, transport="aiohttp"'
    against = ours.rate / theirs.rate
    return [Row.at_least(0.85, name, ours.rate, "calls/s", against, "aiohttp")]


async def _pages(base: str) -> list[Row]:
    async with things.Client(base) as client:

        async def after_another() -> Any:
            return await client.things().collect()

        async def ahead() -> Any:
            return await client.things(prefetch=10).collect()

        assert await ahead() == await after_another()
        contenders = {"one": after_another, "ahead": ahead}
        times = await async_turns(contenders, 3)
    name, value = "pages: 50, 50 ms away, prefetch=10", median(times["ahead"]) * 1e3
    faster = ratio(times, "one", "ahead")
    return [Row.at_least(6, name, value, "ms", faster, "the speed of one by one")]


class _Crowd:
    """
    What 100 tasks found, round by round.
    """

    def __init__(self) -> None:
        self._rates: list[float] = []
        self._lates: list[float] = []

    @property
    def rate(self) -> float:
        """
        Calls a second.
        """
        return median(self._rates)

    @property
    def late(self) -> float:
        """
        The seconds that 99 of 100 calls took at most.
        """
        return median(self._lates)

    async def ask(self, call: Callable[[], Awaitable[Any]], calls: int) -> None:
        """
        Let each task do *calls* calls.
        """
        waits: list[float] = []

        async def task() -> None:
            for _ in range(calls):
                start = perf_counter()
                await call()
                waits.append(perf_counter() - start)

        start = perf_counter()
        await asyncio.gather(*(task() for _ in range(_TASKS)))
        self._rates.append(len(waits) / (perf_counter() - start))
        self._lates.append(percentile(waits, 0.99))


async def _in_turns(
    *contenders: Callable[[], Awaitable[Any]], calls: int, count: int
) -> list[_Crowd]:
    """
    Let the contenders' crowds take turns.
    """
    for contender in contenders:
        await _Crowd().ask(contender, 2)
    crowds = [_Crowd() for _ in contenders]
    for _ in range(rounds(count)):
        for crowd, contender in zip(crowds, contenders, strict=True):
            await crowd.ask(contender, calls)
    return crowds

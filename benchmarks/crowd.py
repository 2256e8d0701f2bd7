"""
Many tasks, or threads, that call at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

import attrs
from measure import percentile, rounds

AsyncCall: TypeAlias = Callable[[], Awaitable[Any]]
SyncCall: TypeAlias = Callable[[], Any]


@attrs.define
class Crowd:
    """
    What a crowd found, round by round.
    """

    rates: list[float] = attrs.field(factory=list)
    middles: list[float] = attrs.field(factory=list)
    lates: list[float] = attrs.field(factory=list)

    @property
    def rate(self) -> float:
        """
        Calls a second.
        """
        return median(self.rates)

    @property
    def middle(self) -> float:
        """
        The seconds that half of the calls took at most.
        """
        return median(self.middles)

    @property
    def late(self) -> float:
        """
        The seconds that 99 of 100 calls took at most.
        """
        return median(self.lates)

    def faster_than(self, other: Crowd) -> float:
        """
        Return the ratio of the rates: the median of those of each round.
        """
        pairs = zip(self.rates, other.rates, strict=True)
        return median(mine / theirs for mine, theirs in pairs)

    def add(self, waits: list[float], seconds: float) -> None:
        """
        Add a round.
        """
        self.rates.append(len(waits) / seconds)
        self.middles.append(percentile(waits, 0.5))
        self.lates.append(percentile(waits, 0.99))


async def crowds(
    contenders: Mapping[str, AsyncCall], *, tasks: int, calls: int, count: int
) -> dict[str, Crowd]:
    """
    Let each contender's *tasks* do *calls* calls each, *count* times in turn.
    """
    found = {name: Crowd() for name in contenders}
    for call in contenders.values():
        await _ask(Crowd(), call, tasks, 2)
    for _ in range(rounds(count)):
        for name, call in contenders.items():
            await _ask(found[name], call, tasks, calls)
    return found


async def _ask(crowd: Crowd, call: AsyncCall, tasks: int, calls: int) -> None:
    waits: list[float] = []

    async def task() -> None:
        for _ in range(calls):
            start = perf_counter()
            await call()
            waits.append(perf_counter() - start)

    start = perf_counter()
    await asyncio.gather(*(task() for _ in range(tasks)))
    crowd.add(waits, perf_counter() - start)


def thread_crowds(
    contenders: Mapping[str, SyncCall], *, threads: int, calls: int, count: int
) -> dict[str, Crowd]:
    """
    Do the same with threads.
    """
    found = {name: Crowd() for name in contenders}
    with ThreadPoolExecutor(threads) as pool:
        for call in contenders.values():
            _ask_in_threads(Crowd(), call, pool, threads, 1)
        for _ in range(rounds(count)):
            for name, call in contenders.items():
                _ask_in_threads(found[name], call, pool, threads, calls)
    return found


def _ask_in_threads(
    crowd: Crowd, call: SyncCall, pool: ThreadPoolExecutor, threads: int, calls: int
) -> None:
    def thread(_: int) -> list[float]:
        waits = []
        for _ in range(calls):
            start = perf_counter()
            call()
            waits.append(perf_counter() - start)
        return waits

    start = perf_counter()
    waits = [wait for found in pool.map(thread, range(threads)) for wait in found]
    crowd.add(waits, perf_counter() - start)

"""
Timing: contenders take turns, and medians are compared.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

#: Seconds of each round, contender by contender.
Times: TypeAlias = dict[str, list[float]]

#: Set to anything, it makes all benchmarks do with a fifth of the rounds.
QUICK = "BENCHMARKS_QUICK"


def rounds(count: int) -> int:
    """
    Return how many rounds to go instead of *count*.
    """
    return max(2, count // 5) if QUICK in os.environ else count


def pin(core: int) -> None:
    """
    Keep this process, and what it starts from now on, on one core where that works.

    Args:
        core: 0 for clients, 1 for servers.
    """
    if not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0)) if core == 0 else range(os.cpu_count() or 1)
    if len(cores) > core:
        os.sched_setaffinity(0, {cores[core]})


def turns(contenders: Mapping[str, Callable[[], Any]], count: int) -> Times:
    """
    Time each contender once a round; what it returns is dropped within its time.
    """
    times: Times = {name: [] for name in contenders}
    for run in contenders.values():
        run()
    with _settled():
        for _ in range(rounds(count)):
            for name, run in contenders.items():
                start = perf_counter()
                run()
                times[name].append(perf_counter() - start)
    return times


async def async_turns(
    contenders: Mapping[str, Callable[[], Awaitable[Any]]], count: int
) -> Times:
    """
    Do the same with contenders that wait.
    """
    times: Times = {name: [] for name in contenders}
    for run in contenders.values():
        await run()
    with _settled():
        for _ in range(rounds(count)):
            for name, run in contenders.items():
                start = perf_counter()
                await run()
                times[name].append(perf_counter() - start)
    return times


@contextmanager
def _settled() -> Iterator[None]:
    """
    Keep what was there before out of the garbage collector's sight.

    It stays on, as in life. But how long it takes would depend on how much the other
    benchmarks have imported.
    """
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def ratio(times: Times, name: str, of: str) -> float:
    """
    Return how many times longer *name* took than *of*: the medians' ratio.
    """
    return median(times[name]) / median(times[of])


def percentile(times: Sequence[float], share: float) -> float:
    """
    Return the time that *share* of *times*, such as 0.99, stay below.
    """
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def resident() -> int:
    """
    Return the bytes of memory that this process holds.
    """
    pages = Path("/proc/self/statm").read_bytes().split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")

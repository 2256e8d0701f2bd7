"""
Timing: contenders take turns, and medians are compared.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Awaitable, Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Any, TypeAlias

#: Seconds of each round, contender by contender.
Times: TypeAlias = dict[str, list[float]]

_share = 1.0


def hurry() -> None:
    """
    Make do with a fifth of the rounds from now on.
    """
    global _share
    _share = 0.2


def rounds(count: int) -> int:
    """
    Return how many rounds to go instead of *count*.
    """
    return max(2, round(count * _share))


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

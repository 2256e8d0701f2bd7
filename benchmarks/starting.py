"""
What it costs to begin: imports in fresh processes, and another client.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import httpx
import things
from measure import async_turns, pin, ratio, rounds
from row import Row

_PACKAGES = Path(__file__).resolve().parent.parent / "packages"
_TIMED = """
from time import perf_counter
start = perf_counter()
import {}
print(perf_counter() - start)
"""


def rows() -> list[Row]:
    """
    Time the imports, and the second client of a process.
    """
    pin(0)
    return [*_imports(), *asyncio.run(_second_client())]


def _imports() -> list[Row]:
    clients = sorted(path.parent.name for path in _PACKAGES.glob("*/src/*/__init__.py"))
    names = ["httpx", "clientcore", *clients]
    times: dict[str, list[float]] = {name: [] for name in names}
    with TemporaryDirectory() as bytecode:
        for name in names:
            _import(name, bytecode)
        for _ in range(rounds(15)):
            for name in names:
                times[name].append(_import(name, bytecode))
    middle = {name: median(found) * 1e3 for name, found in times.items()}
    return [_import_row(name, middle[name], middle["httpx"]) for name in names]


def _import_row(name: str, value: float, of: float) -> Row:
    if name == "httpx":
        return Row(f"import {name}", value, "ms", 1.0)
    return Row(f"import {name}", value, "ms", value / of, "≤ 90 ms", value <= 90)


def _import(name: str, bytecode: str) -> float:
    """
    Return how long it takes a fresh process to import *name*.

    Installed packages are compiled, so it keeps bytecode, whoever forbade that here.
    """
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", _TIMED.format(name)]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=environment
    )
    return float(done.stdout)


async def _second_client() -> list[Row]:
    """
    Time a client until it could send, and httpx's as people make it.
    """

    async def ours() -> None:
        client = things.Client("http://127.0.0.1")
        # What the first request does before anything else: the HTTP client is
        # made then. There is no public way to stop after that.
        client._connection.pool.place()
        await client.aclose()

    async def theirs() -> None:
        await httpx.AsyncClient().aclose()

    times = await async_turns({"ours": ours, "theirs": theirs}, 25)
    value, against = median(times["ours"]) * 1e3, ratio(times, "ours", "theirs")
    title = "the second client of a process"
    return [Row(title, value, "ms", against, "≤ 1 ms", value <= 1)]

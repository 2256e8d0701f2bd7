"""
Run the benchmarks, and print their table.

How to call it::

    python benchmarks/run.py [calls peers …] [--quick] [--markdown]

Each topic is a module with a function ``rows()``, and runs in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from math import isnan
from pathlib import Path

from measure import QUICK
from row import Row

TOPICS = ("server", "calls", "peers", "threads", "starting", "decode", "memory")
TOPICS += ("uploads", "in_flight", "workers")
TOPICS += ("spotify", "mixcloud", "recnet", "queup", "gateway", "soak")
_LIBRARIES = "httpx httpcore sniffio attrs cattrs orjson anyio aiohttp msgspec"
_LIBRARIES += " redis spotipy tekore spotifyaio"
_HEAD = ("what", "measured", "ratio", "goal", "reached")


def main() -> int:
    """
    Run what the command line says.
    """
    options = _options()
    if options.quick:
        os.environ[QUICK] = "1"
    found: list[Row] = []
    for topic in options.topics or TOPICS:
        print(f"{topic} …", file=sys.stderr, flush=True)
        found += _apart(topic)
    cells = [_HEAD, *map(_cells, found)]
    print(*(_markdown(cells) if options.markdown else _plain(cells)), sep="\n")
    return 0


def _options() -> Namespace:
    parser = ArgumentParser(description="Measure, and compare with what is to reach.")
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=", ".join(TOPICS))
    parser.add_argument("--quick", action="store_true", help="a fifth of the rounds")
    parser.add_argument("--markdown", action="store_true", help="for docs/")
    options = parser.parse_args()
    if unknown := set(options.topics) - set(TOPICS):
        parser.error(f"no such topic: {', '.join(sorted(unknown))}")
    return options


def _apart(topic: str) -> list[Row]:
    """
    Collect a topic's rows in a fresh process.
    """
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        return process.submit(_collect, topic).result()


def _collect(topic: str) -> list[Row]:
    return import_module(topic).rows()


def _cells(row: Row) -> tuple[str, ...]:
    digits = 0 if row.value >= 100 else 1 if row.value >= 10 else 2
    return (
        row.name,
        row.unit if isnan(row.value) else f"{row.value:,.{digits}f} {row.unit}",
        "" if row.ratio is None else f"{row.ratio:.2f}",
        row.goal,
        {None: "", True: "yes", False: "no"}[row.reached],
    )


def _plain(cells: list[tuple[str, ...]]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(map(str.ljust, row, widths)).rstrip()


def _markdown(cells: list[tuple[str, ...]]) -> Iterable[str]:
    yield f"{_machine()}\n"
    head, *rest = (f"| {' | '.join(row)} |" for row in cells)
    yield from (head, "| --- | ---: | ---: | --- | --- |", *rest)


def _machine() -> str:
    """
    Return what it ran on, in a sentence.
    """
    versions = ", ".join(filter(None, map(_version, _LIBRARIES.split())))
    return (
        f"{os.cpu_count()} cores ({_processor()}), {platform.system()},"
        f" {platform.python_implementation()} {platform.python_version()}; {versions}."
    )


def _processor() -> str:
    try:
        facts = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    names = (line for line in facts.splitlines() if line.startswith("model name"))
    return next(names, platform.machine()).rpartition(":")[2].strip()


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    sys.exit(main())

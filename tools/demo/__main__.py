"""
Take a tour through each client that is installed, and show how it went.

A client's tour is the module of its name beside this one. Its ``tour(sandbox,
base_url)`` and ``live(environ)`` are async context managers that give a list of
steps: what a step is called, and a coroutine function that does it and says in a
few words how it went.

Run by ``nox -s demo``, as ``python -m tools.demo``. ``-- NAME`` tours one client;
``-- NAME --live`` its real service, with credentials from the environment, and changes
nothing there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import textwrap
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import anyio

from tools.demo.steps import Step
from tools.packages import packages

# No step takes longer, whatever goes wrong.
PATIENCE = 60


def installed() -> list[str]:
    """
    The clients of this repository that can be imported here.
    """
    _, *clients = packages()
    names = (client.source.name for client in clients)
    return [name for name in names if find_spec(name)]


@asynccontextmanager
async def opened(name: str, *, live: bool) -> AsyncIterator[tuple[str, list[Step]]]:
    """
    Get ready for a client's tour.

    Args:
        name: The client.

        live: Whether to ask the real service instead of a sandbox.

    Yields:
        What is toured, and the steps.
    """
    module = import_module(f"tools.demo.{name}")
    if live:
        async with module.live(os.environ) as steps:
            yield f"{name}, live and read-only", steps
        return

    sandbox = import_module(f"{name}.sandbox").Sandbox()
    with sandbox.serve() as base_url:
        async with module.tour(sandbox, base_url) as steps:
            yield f"{name}, on its sandbox at {base_url}", steps


@dataclass(frozen=True)
class Table:
    """
    Three columns, written row by row: what was done, what came of it, how long.

    Attributes:
        first: The width of the first column.

        second: That of the second.
    """

    first: int
    second: int

    @classmethod
    def for_steps(cls, names: Iterable[str]) -> Table:
        """
        A table as wide as the terminal, within reason.
        """
        width = min(max(shutil.get_terminal_size().columns, 80), 100)
        first = max(map(len, names))
        return cls(first, width - first - len("    00,000 ms  "))

    def head(self) -> None:
        print(f"  {'step':{self.first}}  {'result':{self.second}} {'time':>9}")
        self.rule()

    def rule(self) -> None:
        print("  " + "-" * (self.first + self.second + 12))

    def begin(self, name: str) -> None:
        print(f"  {name:{self.first}}  ", end="", flush=True)

    def end(self, result: str, seconds: float) -> None:
        first, *rest = textwrap.wrap(result, self.second) or [""]
        print(f"{first:{self.second}} {f'{seconds * 1000:,.0f} ms':>9}")
        for line in rest:
            print(f"  {'':{self.first}}  {line}")


async def take(steps: list[Step]) -> bool:
    """
    Take the steps until one fails, and say whether none did.
    """
    table = Table.for_steps(name for name, _ in steps)
    table.head()
    start = time.perf_counter()
    for name, step in steps:
        table.begin(name)
        begun = time.perf_counter()
        try:
            with anyio.fail_after(PATIENCE):
                result = await step()
        except Exception as error:  # noqa: BLE001, whatever it is, it is shown
            table.end("FAILED", time.perf_counter() - begun)
            print(f"\n  {told(error)}")
            return False
        table.end(result, time.perf_counter() - begun)

    table.rule()
    table.begin(f"{len(steps)} steps")
    table.end("all as they should be", time.perf_counter() - start)
    return True


def told(error: BaseException) -> str:
    """
    What went wrong, in a line.
    """
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}".removesuffix(": ")


async def visit(name: str, *, live: bool) -> bool:
    """
    Tour one client, and say whether all went well.
    """
    try:
        async with opened(name, live=live) as (what, steps):
            print(f"\n{what}\n")
            return await take(steps)
    except Exception as error:  # noqa: BLE001, whatever it is, it is shown
        print(f"\n{name} cannot be toured. {told(error)}")
        return False


async def visit_all(names: Iterable[str], *, live: bool) -> bool:
    """
    Tour clients one after another, and say whether all went well.
    """
    return all([await visit(name, live=live) for name in names])


def main(arguments: list[str] | None = None) -> int:
    """
    Tour all installed clients, or one.
    """
    # It warns of each retry, in the midst of the table; the steps tell of theirs.

    parser = argparse.ArgumentParser(description="Take a tour through the clients.")
    parser.add_argument("name", nargs="?", help="one client instead of all")
    parser.add_argument(
        "--live", action="store_true", help="ask the real service, read-only"
    )
    options = parser.parse_args(arguments)
    if (name := options.name) and not (name.isidentifier() and find_spec(name)):
        parser.error(f"{name} is not installed")

    names = [name] if name else installed()
    if not names:
        parser.error("no client is installed")
    return 0 if anyio.run(partial(visit_all, names, live=options.live)) else 1


if __name__ == "__main__":
    sys.exit(main())

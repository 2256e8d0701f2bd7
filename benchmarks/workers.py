"""
A call that shares its token and its budget with other workers by Redis, and how much
of a budget eight workers use. Run as a program, it is one of them.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis
import things
from crowd import crowds
from measure import pin
from row import Row
from server import server

from clientcore import App, Budget, Token
from clientcore.aio import AuthorizationCode
from clientcore.redis import RedisLimits, RedisStore

_WORKERS, _TASKS = 8, 50
_BUDGET = Budget(100, 2.0)
_PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")


def rows() -> list[Row]:
    """
    Compare with a client that shares nothing.
    """
    if _PROGRAM is None:
        return [Row.missing("workers: 50 ms", "redis-server")]
    pin(0)
    with server() as base, _redis() as url:
        return [*asyncio.run(_compare(base, url)), _used(base, url)]


@contextmanager
def _redis() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(_PROGRAM), "--port", str(port), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            client = redis.Redis(port=port)
            while True:
                try:
                    client.ping()
                    break
                except redis.ConnectionError:
                    time.sleep(0.02)
            client.close()
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.kill()


async def _compare(base: str, url: str) -> list[Row]:
    store = RedisStore(url, "user")
    store.save(Token("a token", refresh_token="another"))
    auth = AuthorizationCode(App(f"{base}/token", "app"), store=store)
    limits = RedisLimits(url, budget=Budget(1_000_000, 60.0))
    found = []
    for tasks in (1, 10):
        async with (
            things.Things(base) as alone,
            things.Things(base, auth=auth, limits=limits) as shared,
        ):
            contenders = {"alone": alone.late_thing, "shared": shared.late_thing}
            one = await crowds(contenders, tasks=tasks, calls=10, count=8)
        ours, theirs = one["shared"], one["alone"]
        name, ratio = f"workers: {tasks} at once, 50 ms", ours.middle / theirs.middle
        milliseconds = ours.middle * 1e3
        found.append(Row.at_most(1.1, name, milliseconds, "ms", ratio, "no Redis"))
    return found


def _used(base: str, url: str) -> Row:
    """
    Return the rate of requests after the first window.
    """
    command = [sys.executable, __file__, base, url]
    workers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        for _ in range(_WORKERS)
    ]
    outputs = [worker.communicate()[0] for worker in workers]
    ends = sorted(float(end) for output in outputs for end in output.split())
    first = ends[_BUDGET.requests - 1]
    rate = (len(ends) - _BUDGET.requests) / (ends[-1] - first)
    name = f"workers: {_WORKERS} processes with {_TASKS} tasks, one budget"
    ratio = rate * _BUDGET.per / _BUDGET.requests
    return Row.at_least(0.9, name, rate, "calls/s", ratio, "the budget")


async def _work(base: str, url: str) -> list[float]:
    limits = RedisLimits(url, "budget", budget=_BUDGET)

    async def task(client: things.Things) -> float:
        await client.late_thing()
        return time.monotonic()

    async with things.Things(base, limits=limits) as client:
        return await asyncio.gather(*(task(client) for _ in range(_TASKS)))


if __name__ == "__main__":
    print(*asyncio.run(_work(*sys.argv[1:])))

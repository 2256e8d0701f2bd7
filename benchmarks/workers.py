"""
A call that shares its token and its budget with other workers by Redis.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
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

_PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")


def rows() -> list[Row]:
    """
    Compare with a client that shares nothing.
    """
    if _PROGRAM is None:
        return [Row.missing("workers: 50 ms", "redis-server")]
    pin(0)
    with server() as base, _redis() as url:
        return asyncio.run(_compare(base, url))


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
    store = RedisStore(url)
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

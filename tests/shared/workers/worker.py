"""
A worker that `test_workers` starts several times: it sends requests by 50 tasks.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, a program of its own
import json
import logging
import sys
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from clientcore import GET, Api, App, Budget, Error, aio, sync
from clientcore.redis import RedisLimits, RedisStore

options: Any = json.loads(sys.argv[1])
results: Counter[str] = Counter()
logs: list[str] = []


class Handler(logging.Handler):
    """Collects warnings."""

    def emit(self, record: logging.LogRecord) -> None:
        logs.append(record.getMessage())
        say("warned")


def now() -> datetime:
    """Return the time of this worker, which is wrong."""
    return datetime.now(UTC) + timedelta(hours=options["skew"])


class Client(aio.Client):
    """Async."""

    api = Api("toy")


class SyncClient(sync.Client):
    """Sync."""

    api = Api("toy")


def settings(tree: Any) -> dict[str, Any]:
    store = RedisStore(
        options["redis"],
        "user",
        encryption_keys=[options["key"]],
        lock_expiry=options["lock"],
        now=now,
    )
    app = App(f"{options['url']}/token", "app")
    budget = Budget(*options["budget"]) if options["budget"] else None
    limits = RedisLimits(options["redis"], budget=budget)
    auth = tree.AuthorizationCode(app, store=store, now=now)
    return {"auth": auth, "limits": limits}


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def begin() -> None:
    say("ready")
    sys.stdin.readline()


async def run() -> None:
    async def task() -> None:
        for _ in range(options["each"]):
            try:
                await client.request(GET("things"))
            except Error as error:
                results[repr(error)] += 1
            else:
                results["good"] += 1

    async with Client(options["url"], **settings(aio)) as client:
        if options["warm"]:
            await client.request(GET("things"))
        begin()
        await asyncio.gather(*(task() for _ in range(options["tasks"])))


def run_sync() -> None:
    def task() -> None:
        for _ in range(options["each"]):
            try:
                client.request(GET("things"))
            except Error as error:
                results[repr(error)] += 1
            else:
                results["good"] += 1

    with SyncClient(options["url"], **settings(sync)) as client:
        if options["warm"]:
            client.request(GET("things"))
        begin()
        threads = [threading.Thread(target=task) for _ in range(options["tasks"])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


logging.getLogger("clientcore").addHandler(Handler(logging.WARNING))
if options["sync"]:
    run_sync()
else:
    asyncio.run(run())
say(json.dumps({"results": results, "logs": logs}))

"""
Eight processes with fifty tasks each, for one app and one user.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import pytest
from cryptography.fernet import Fernet

from clientcore import Token
from clientcore.redis import RedisStore

from .conftest import Server
from .service import LIFETIME, Service, World

KEY = Fernet.generate_key().decode()
WORKER = Path(__file__).with_name("worker.py")
# The workers run on asyncio, whatever runs these tests.
pytestmark = pytest.mark.asyncio_only

WORKERS, TASKS, IN_FLIGHT = 8, 50, 10
#: Seconds after which a lock expires.
LOCK = 2.0
#: Requests and seconds.
QUOTA = 100, 2.0


@attrs.define
class Fleet:
    """Workers, half of them async."""

    service: Service
    url: str
    server: Server
    stack: ExitStack
    workers: list[subprocess.Popen[str]] = attrs.field(factory=list)

    @property
    def world(self) -> World:
        return self.service.world

    def start(self, count: int = WORKERS, **options: Any) -> None:
        """Start workers, whose clocks are hours apart."""
        for place in range(count):
            own: dict[str, Any] = {
                "url": self.url,
                "redis": self.server.url,
                "key": KEY,
                "skew": place % 3 - 1,
                "sync": place % 2,
                "tasks": TASKS,
                "each": 1,
                "budget": QUOTA,
                "lock": 10.0,
                "warm": False,
                **options,
            }
            self.workers.append(self._process(own))
        self.hear("ready")

    def hear(self, line: str) -> None:
        """Wait until each worker has said *line*."""
        for worker in self.workers:
            assert worker.stdout
            assert worker.stdout.readline() == f"{line}\n"

    def _process(self, options: dict[str, Any]) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(WORKER), json.dumps(options)],
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.stack.enter_context(process)
        self.stack.callback(process.kill)
        return process

    def results(self) -> list[dict[str, Any]]:
        """Wait for the workers, and return what they have printed."""
        outputs = [worker.communicate(timeout=120)[0] for worker in self.workers]
        return [json.loads(output.splitlines()[-1]) for output in outputs]


@pytest.fixture
def fleet(server: Server) -> Iterator[Fleet]:
    """Start the service, and store a token that has expired."""
    service = Service(*QUOTA)
    store = RedisStore(server.url, "user", encryption_keys=[KEY])
    store.save(Token("access-0", refresh_token="refresh-0", expires_at=store._now()))
    with ExitStack() as stack:
        url = stack.enter_context(service.serve())
        yield Fleet(service, url, server, stack)


def begin(workers: list[subprocess.Popen[str]]) -> None:
    """Let workers begin together."""
    for worker in workers:
        assert worker.stdin
        worker.stdin.write("\n")
        worker.stdin.flush()


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until *condition* is true, for a minute at most."""
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError


def good(results: list[dict[str, Any]]) -> int:
    assert {kind for one in results for kind in one["results"]} == {"good"}
    return sum(one["results"]["good"] for one in results)


def check_renewals(world: World) -> None:
    """Check that each token was renewed once, after its end."""
    seconds = [after - before for before, after in pairwise(world.renewals)]
    assert world.asked == len(world.renewals)
    assert all(one > LIFETIME - 0.1 for one in seconds)


def test_budget(fleet: Fleet) -> None:
    """
    The budget is not exceeded and mostly used, and each token is renewed once.
    """
    fleet.start()
    begin(fleet.workers)
    results = fleet.results()

    world = fleet.world
    assert good(results) == WORKERS * TASKS
    assert [one["logs"] for one in results] == [[]] * WORKERS
    assert world.refused == []
    requests, per = QUOTA
    elapsed = world.served[-1] - world.served[0]
    # All of it on an idle machine (`benchmarks/workers.py`), most of it on a busy one.
    assert len(world.served) / elapsed >= 0.6 * requests / per
    assert len(world.renewals) > 2
    check_renewals(world)


def test_closed_bucket(fleet: Fleet) -> None:
    """
    Without a budget, a 429 stops all workers, except for requests in flight.
    """
    fleet.start(budget=None)
    begin(fleet.workers)
    results = fleet.results()

    world = fleet.world
    # A call that was refused three times is given up, as always without a budget.
    kinds = {kind for one in results for kind in one["results"]}
    assert kinds <= {"good", "RateLimited('GET things: 429 Too Many Requests')"}
    assert sum(sum(one["results"].values()) for one in results) == WORKERS * TASKS
    # One burst of refused requests for each window, of those that were in flight.
    bursts = 1 + sum(b - a > 0.5 for a, b in pairwise(world.refused))
    assert 0 < len(world.refused) <= bursts * WORKERS * IN_FLIGHT
    assert bursts <= 1 + (world.served[-1] - world.served[0]) / QUOTA[1]
    check_renewals(world)


def test_killed_worker(fleet: Fleet) -> None:
    """
    A worker that dies during a renewal holds up the others for its lock's expiry.
    """
    world = fleet.world
    world.stuck = True
    fleet.start(1, lock=LOCK)
    dead = fleet.workers.pop()
    fleet.start(3)
    begin([dead])
    wait_for(lambda: world.asked > 0)
    dead.kill()
    dead.wait()
    killed = time.monotonic()
    world.stuck, world.asked = False, 0
    begin(fleet.workers)
    results = fleet.results()

    assert good(results) == 3 * TASKS
    assert world.renewals[0] - killed < LOCK + 5.0
    check_renewals(world)


def test_killed_redis(fleet: Fleet) -> None:
    """
    Requests go on while Redis is away, with one warning in each worker.
    """
    world, server = fleet.world, fleet.server
    # Each worker has the budget for itself meanwhile, and the token in memory.
    fleet.service.quota = 1000, 1.0
    fleet.service.lifetime = 3600.0
    fleet.start(4, each=4, warm=True)
    begin(fleet.workers)
    wait_for(lambda: len(world.served) >= 50)
    server.kill()
    before = len(world.served)
    wait_for(lambda: len(world.served) >= before + 200)
    fleet.hear("warned")
    server.start()
    results = fleet.results()

    assert good(results) == 4 * 4 * TASKS
    logs = [log for one in results for log in one["logs"]]
    assert [len(one["logs"]) for one in results] == [1] * 4
    assert all(log.startswith("Redis cannot be used") for log in logs)
    check_renewals(world)

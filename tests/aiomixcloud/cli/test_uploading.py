"""
Each show is uploaded once, whatever happens.
"""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import attrs
import pytest
from anyio.abc import SocketAttribute, SocketStream

from aiomixcloud import MixcloudError, NoAnswerError, RateLimitError
from aiomixcloud._cli.shows import Show
from aiomixcloud._cli.uploading import WAITS, Outcome, UnclearError, Uploader
from aiomixcloud.sandbox import Sandbox
from clientcore import Policy
from clientcore.cli import Journal
from clientcore.sandbox import Malformed, RateLimit, Reset, Status, Truncated

UPLOADS = "/api/upload/"
QUICK = Policy(backoff=0.001, jitter=0.001)


@contextmanager
def unmetered(_: Show) -> Iterator[Callable[[int], None]]:
    """Show nothing."""
    yield lambda _: None


@attrs.define
class Bench:
    """A sandbox, files and a clock."""

    folder: Path
    sandbox: Sandbox = attrs.field(factory=Sandbox)
    waits: list[float] = attrs.field(factory=list)
    #: Options of the client.
    options: dict[str, Any] = attrs.field(factory=dict)
    #: Called for each wait, with the number of waits so far.
    on_wait: Callable[[int], object] = lambda _: None

    def show(self, name: str = "Mix", **details: Any) -> Show:
        path = self.folder / f"{name}.mp3"
        if not path.exists():
            path.write_bytes(b"la" * 100_000)
        return Show(path, name, details)

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.on_wait(len(self.waits))

    async def upload(self, *shows: Show, **options: Any) -> list[Outcome]:
        """Upload as a new process does."""
        settings = {"raise_exceptions": True, "policy": QUICK, **self.options}
        async with self.sandbox.client(**settings) as client:
            journal = Journal(self.folder / "journal")
            uploader = Uploader(
                client, journal, meter=unmetered, sleep=self.sleep, **options
            )
            await uploader.look(shows)
            return [outcome async for outcome in uploader.run(shows)]

    def keys(self, name: str = "Mix") -> list[str]:
        """Return the keys of the shows of a name."""
        return [c.key for c in self.sandbox.world.cloudcasts.values() if c.name == name]

    @property
    def sent(self) -> int:
        """The number of uploads that the service received."""
        return [asked.path for asked in self.sandbox.requests].count(UPLOADS)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


async def test_twice(bench: Bench):
    """
    A second run skips what the first has uploaded.
    """
    shows = [bench.show("One", tags=["Dub"]), bench.show("Two")]

    first = await bench.upload(*shows)
    second = await bench.upload(*shows, bench.show("Three"))

    assert [o.result for o in first] == ["uploaded"] * 2
    assert [o.result for o in second] == ["already there"] * 2 + ["uploaded"]
    assert [o.key for o in second[:2]] == [o.key for o in first]
    assert bench.sent == 3


async def test_without_journal(bench: Bench):
    """
    A show is known by its name if the journal is lost.
    """
    await bench.upload(bench.show())
    (bench.folder / "journal").unlink()

    (outcome,) = await bench.upload(bench.show())

    assert (outcome.result, outcome.key) == ("already there", "/dj_okapi/mix/")
    assert bench.sent == 1


async def test_renamed(bench: Bench):
    """
    A show that has another name by now is known by the journal.
    """
    await bench.upload(bench.show())
    bench.sandbox.world.cloudcasts["/dj_okapi/mix/"].name = "Remix"

    (outcome,) = await bench.upload(bench.show())

    assert (outcome.result, outcome.key) == ("already there", "/dj_okapi/mix/")


async def test_deleted(bench: Bench):
    """
    A show that was deleted on Mixcloud is uploaded again.
    """
    await bench.upload(bench.show())
    del bench.sandbox.world.cloudcasts["/dj_okapi/mix/"]

    (outcome,) = await bench.upload(bench.show())

    assert outcome.result == "uploaded"


async def test_same_name(bench: Bench):
    """
    Another show of a name is uploaded on request, and once.
    """
    world = bench.sandbox.world
    world.add_cloudcast(world.users["dj_okapi"], "Mix")

    (refused,) = await bench.upload(bench.show())
    (first,) = await bench.upload(bench.show(), same_name=True)
    (second,) = await bench.upload(bench.show(), same_name=True)

    assert refused.result == "already there"
    assert (first.result, first.key) == ("uploaded", "/dj_okapi/mix-2/")
    assert (second.result, second.key) == ("already there", "/dj_okapi/mix-2/")


@pytest.mark.parametrize(
    "fault",
    [Reset(handled=True), Truncated(), Malformed()],
    ids=lambda fault: fault.kind,
)
@pytest.mark.parametrize("same_name", [False, True])
async def test_lost_response(bench: Bench, fault: Any, same_name: bool):
    """
    After a lost response the show is searched for, and not sent again.
    """
    bench.sandbox.faults.add(fault, path=UPLOADS)

    (outcome,) = await bench.upload(bench.show(), same_name=same_name)

    assert (outcome.result, outcome.key) == ("uploaded", "/dj_okapi/mix/")
    assert (bench.sent, bench.waits) == (1, [0])


async def test_late(bench: Bench):
    """
    The service may need a while to add a show.
    """
    world = bench.sandbox.world
    bench.sandbox.faults.add(Status(502), path=UPLOADS)
    bench.on_wait = lambda number: (
        number == 3 and world.add_cloudcast(world.users["dj_okapi"], "Mix")
    )

    (outcome,) = await bench.upload(bench.show())

    assert (outcome.result, outcome.key) == ("uploaded", "/dj_okapi/mix/")
    assert (bench.sent, bench.waits) == (1, list(WAITS[:3]))


async def test_without_key(bench: Bench):
    """
    If the response has no key, the show is searched for.
    """
    world = bench.sandbox.world
    done = Status(200, body='{"result": {"success": true}}')
    bench.sandbox.faults.add(done, path=UPLOADS)
    bench.on_wait = lambda _: world.add_cloudcast(world.users["dj_okapi"], "Mix")

    (outcome,) = await bench.upload(bench.show())

    assert (outcome.result, outcome.key) == ("uploaded", "/dj_okapi/mix/")
    assert bench.sent == 1


async def test_unclear(bench: Bench):
    """
    A show that was sent as a whole and does not appear is not sent again by this run.
    """
    bench.sandbox.faults.add(Status(504), path=UPLOADS, times=1)

    unclear, other = await bench.upload(bench.show(), bench.show("Other"))
    (again,) = await bench.upload(bench.show())

    assert isinstance(unclear.error, UnclearError)
    assert "run the same command again" in str(unclear.error)
    assert (unclear.result, other.result, again.result) == (
        "failed",
        "uploaded",
        "uploaded",
    )
    assert bench.waits == list(WAITS)
    assert len(bench.keys()) == 1


async def test_unclear_same_name(bench: Bench):
    """
    A later run finds the show among others of its name.
    """
    world = bench.sandbox.world
    world.add_cloudcast(world.users["dj_okapi"], "Mix")
    bench.sandbox.faults.add(Status(504), path=UPLOADS, times=1)
    await bench.upload(bench.show(), same_name=True)
    world.add_cloudcast(world.users["dj_okapi"], "Mix")

    (outcome,) = await bench.upload(bench.show(), same_name=True)

    assert (outcome.result, outcome.key) == ("already there", "/dj_okapi/mix-2/")
    assert bench.sent == 1


@asynccontextmanager
async def cutting(port: int, times: int) -> AsyncIterator[str]:
    """
    Serve what *port* serves, but cut the first connections after a megabyte.

    Args:
        port: A port of this machine.
        times: Number of connections that are cut.

    Yields:
        The address.
    """
    left = times

    async def relay(source: SocketStream, target: SocketStream, limit: float) -> None:
        with suppress(anyio.BrokenResourceError, anyio.EndOfStream):
            while limit > 0:
                data = await source.receive()
                await target.send(data)
                limit -= len(data)

    async def handle(here: SocketStream) -> None:
        nonlocal left
        async with (
            here,
            await anyio.connect_tcp("127.0.0.1", port) as there,
            anyio.create_task_group() as group,
        ):
            group.start_soon(relay, there, here, math.inf)
            await relay(here, there, 1_000_000 if left else math.inf)
            left -= left > 0
            group.cancel_scope.cancel()

    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, handle)
        yield f"http://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
        group.cancel_scope.cancel()


@pytest.mark.parametrize("times", [1, 2, 3])
async def test_broken_off(bench: Bench, times: int):
    """
    What the service certainly did not receive as a whole is sent again, twice.
    """
    show = bench.show()
    show.path.write_bytes(bytes(20_000_000))
    with bench.sandbox.serve() as url:
        port = int(url.rpartition(":")[2])
        async with cutting(port, times) as there:
            bench.options = {"api_root": f"{there}/api", "transport": None}
            (outcome,) = await bench.upload(show)

    assert outcome.result == ("uploaded" if times < 3 else "failed")
    assert len(bench.keys()) == (times < 3)
    assert set(bench.waits) <= {0, *WAITS[1:3]}


async def test_refused(bench: Bench):
    """
    What the service refuses fails, and the others are uploaded.
    """
    refused, other = await bench.upload(
        bench.show(hosts=["anna-lind"]), bench.show("Other")
    )

    assert (refused.result, refused.key) == ("failed", None)
    assert "needs a Pro account" in str(refused.error)
    assert other.result == "uploaded"


async def test_vanished(bench: Bench):
    """
    A file that vanishes before its turn fails.
    """
    shows = [bench.show("One"), bench.show("Two")]
    bench.on_wait = lambda _: shows[1].path.unlink()
    bench.sandbox.faults.add(Reset(handled=True), path=UPLOADS, times=1)

    one, two = await bench.upload(*shows)

    assert (one.result, two.result) == ("uploaded", "failed")
    assert isinstance(two.error, FileNotFoundError)


async def test_hopeless(bench: Bench):
    """
    What all others would meet as well ends the run.
    """
    bench.sandbox.faults.add(RateLimit(retry_after=9999), path=UPLOADS, calls=[2])

    with pytest.raises(RateLimitError):
        await bench.upload(bench.show("One"), bench.show("Two"), bench.show("Three"))

    assert bench.sent == 2


async def test_no_list(bench: Bench):
    """
    If it cannot be seen what is there, nothing is sent.
    """
    bench.sandbox.faults.add(Status(500), path="/api/me/cloudcasts/")

    with pytest.raises(MixcloudError):
        await bench.upload(bench.show())

    assert bench.sent == 0


async def test_no_list_after(bench: Bench):
    """
    If it cannot be seen whether a show was added, it is not sent again.
    """
    bench.sandbox.faults.add(Reset(handled=True), path=UPLOADS)
    bench.sandbox.faults.add(Status(500), path="/api/me/cloudcasts/", calls=range(2, 9))

    (outcome,) = await bench.upload(bench.show())

    assert outcome.result == "failed"
    assert bench.sent == 1
    bench.sandbox.faults.clear()
    (again,) = await bench.upload(bench.show())
    assert (again.result, bench.sent) == ("already there", 1)


async def test_journal_first(bench: Bench):
    """
    If the journal cannot be written, nothing is sent.
    """
    (bench.folder / "journal").mkdir()

    with pytest.raises(OSError, match="journal"):
        await bench.upload(bench.show())

    assert bench.sent == 0


def test_no_answer_is_an_error():
    """
    The errors that end a run are those of the package.
    """
    assert issubclass(UnclearError, MixcloudError)
    assert not issubclass(UnclearError, NoAnswerError)

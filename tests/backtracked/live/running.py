"""
What the tests of a bot that is left running share.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import anyio

from backtracked import Client
from backtracked.sandbox import Sandbox
from clientcore.sandbox import Fault, Latency

PATIENCE = 20


def me(client: Client) -> str:
    """Return the bot's user id."""
    assert client.user is not None
    return client.user.id


async def brief(seconds: float) -> None:
    """Wait a hundredth of the time."""
    await anyio.sleep(seconds / 100)


async def until(true: Callable[[], Any]) -> None:
    """Wait until something is so."""
    with anyio.fail_after(PATIENCE):
        while not true():  # noqa: ASYNC110 (what changes is in another thread)
            await anyio.sleep(0.002)


@contextmanager
def held(sandbox: Sandbox, fault: Fault | None = None, **where: Any) -> Iterator[Any]:
    """
    Hold the next request back for the length of a block, or what *fault* makes late.
    """
    is_over, sleep = False, sandbox.sleep

    async def wait(_: float) -> None:
        while not is_over:  # noqa: ASYNC110 (what changes is in another thread)
            await anyio.sleep(0.002)

    sandbox.sleep = wait
    try:
        yield sandbox.faults.add(fault or Latency(1), times=1, **where)
    finally:
        is_over, sandbox.sleep = True, sleep


@asynccontextmanager
async def running(
    sandbox: Sandbox, *, who: str = "bot", **options: Any
) -> AsyncIterator[Client]:
    """Run a bot with default options for the length of a block."""
    login = getattr(sandbox.credentials, who)
    options = {"sleep": brief, **options}
    async with sandbox.client(**options) as client:
        await client.login(login.username, login.password)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client.connect)
            with anyio.fail_after(PATIENCE):
                await client.wait_until_ready()
            yield client
            await client.close()


def record(client: Client, *names: str) -> list[tuple[Any, ...]]:
    """Note which of some events are fired, with their arguments."""
    fired: list[tuple[Any, ...]] = []

    def listen(name: str) -> None:
        async def note(*arguments: Any) -> None:
            fired.append((name, *arguments))

        client.add_listener(name, note)

    for name in names:
        listen(name)
    return fired


def texts(fired: list[tuple[Any, ...]]) -> list[str]:
    """Return the texts of the messages that were fired."""
    return [one.content for _, *rest in fired for one in rest[-1:]]


def is_in(sandbox: Sandbox, who: str = "deckhand") -> bool:
    """Return whether the service has a user in the room."""
    user = sandbox.person(who).user
    return bool(sandbox.room.members.get(user.id)) and (
        sandbox.room.members[user.id].joined
    )


def names(fired: list[tuple[Any, ...]]) -> list[str]:
    """Return the names of the events that were fired."""
    return [name for name, *_ in fired]


def detach(sandbox: Sandbox, channel: str) -> None:
    """Detach a room, as the service does at times."""
    for line in sandbox.world.channels.lines:
        line.attached.discard(channel)
    sandbox.send_frame(f'4{{"action":13,"channel":"{channel}"}}', "deckhand")

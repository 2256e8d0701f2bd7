"""
Events as an iterator, in tasks.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, queues of the users' programs
import gc
from typing import Any

import anyio
import pytest

import polympics
from polympics import CallbackReceiver, EventType
from polympics.sandbox import Sandbox

from ..answers import load

GOOD = {"Authorization": "Bearer s3cret"}
JOINED = load("event_joined_team")
ADA = 300_000_000_000_000_000


async def test_producers_wait():
    """
    A hundred callbacks at once wait for an iterator with room for three.
    """
    receiver = CallbackReceiver("s3cret")
    events = receiver.events(size=3)
    done: list[int] = []
    before = 0

    async def send(number: int) -> None:
        await receiver.receive(GOOD, JOINED)
        done.append(number)

    with anyio.fail_after(10):
        async with anyio.create_task_group() as group:
            for number in range(100):
                group.start_soon(send, number)
            await anyio.wait_all_tasks_blocked()
            before = len(done)
            for _ in range(100):
                await anext(events)

    assert before == 3
    assert len(done) == 100


async def test_close_ends_all_waits():
    """
    Closing ends the loop of the consumer, and lets those that wait go on.
    """
    receiver = CallbackReceiver("s3cret")
    empty, full = receiver.events("x"), receiver.events(size=1)
    seen: list[Any] = []

    async def consume() -> None:
        seen.extend([event async for event in empty])
        seen.append("end")

    with anyio.fail_after(10):
        async with anyio.create_task_group() as group:
            group.start_soon(consume)
            for _ in range(100):
                group.start_soon(receiver.receive, GOOD, JOINED)
            await anyio.wait_all_tasks_blocked()
            empty.close()
            full.close()

    assert seen == ["end"]


async def test_cancelled_consumer():
    """
    A consumer that is cancelled loses no event.
    """
    receiver = CallbackReceiver("s3cret")
    events = receiver.events()
    with anyio.move_on_after(0.01):
        await anext(events)
    await receiver.receive(GOOD, JOINED)

    with anyio.fail_after(5):
        assert (await anext(events)).account.name == "Ines"


async def test_asyncio_queue():
    """
    A queue of asyncio is a handler by its put().
    """
    receiver, queue = CallbackReceiver("s3cret"), asyncio.Queue[Any]()
    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(queue.put)
    await receiver.receive(GOOD, JOINED)
    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(queue.put_nowait)
    await receiver.receive(GOOD, JOINED)

    assert queue.qsize() == 3


async def test_left_open():
    """
    An iterator that nobody closes is no warning.
    """
    CallbackReceiver("s3cret").events()
    gc.collect()


async def test_from_the_server():
    """
    The events of the server arrive in a loop, bound to the client.
    """
    sandbox = Sandbox()
    async with sandbox.client() as client:
        receiver = CallbackReceiver("s3cret", client=client)

        async def deliver(delivery: Any) -> None:
            headers = {"Authorization": f"Bearer {delivery.secret}"}
            await receiver.receive(headers, delivery.body)

        sandbox.deliver = deliver
        await client.create_callback(
            EventType.ACCOUNT_TEAM_UPDATE, "https://a.example/", "s3cret"
        )
        with receiver.events() as events, anyio.fail_after(10):
            await client.update_account(ADA, team=2)
            async for event in events:
                assert isinstance(event, polympics.AccountTeamUpdateEvent)
                if event.team is None:
                    break
                await event.account.leave()

    assert sandbox.world.accounts[ADA].team is None


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_made_before_a_loop(backend: str):
    """
    Receiver and iterator can be made at the top of a module.
    """
    receiver = CallbackReceiver("s3cret")
    events = receiver.events()

    async def main() -> str:
        await receiver.receive(GOOD, JOINED)
        return (await anext(events)).account.name

    assert anyio.run(main, backend=backend) == "Ines"

"""
Calls that begin while a token is replaced.
"""

from __future__ import annotations

from typing import Any

import anyio
import anyio.lowlevel

from clientcore.sandbox import Latency
from polympics.sandbox import Sandbox


async def test_calls_wait():
    """
    A hundred calls that begin while a token is replaced wait for the new one: none is
    refused, and none has to be sent again.
    """
    sandbox = Sandbox()
    replaced, go_on = anyio.Event(), anyio.Event()

    async def hold(facts: Any) -> None:
        if facts.request.path == "auth/reset_token":
            replaced.set()
            await go_on.wait()

    async with sandbox.client(on_response=hold) as client:
        with anyio.fail_after(10):
            async with anyio.create_task_group() as group:
                group.start_soon(client.reset_token)
                await replaced.wait()
                for _ in range(100):
                    group.start_soon(client.get_self)
                await anyio.wait_all_tasks_blocked()
                go_on.set()

    assert [asked.status for asked in sandbox.requests] == [200] * 101


async def test_failed_replacement():
    """
    They go on if it fails, or is cancelled.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Latency(60), path="/auth/reset_token")
    async with sandbox.client() as client:
        with anyio.move_on_after(0.05):
            await client.reset_token()
        with anyio.fail_after(5):
            assert (await client.get_self()).name == "Sandbox"


async def test_slots_are_taken():
    """
    A replacement that begins when a hundred calls have all concurrency slots, and
    wait for more, is sent all the same: it has a slot of its own.
    """
    sandbox = Sandbox()
    async with sandbox.client() as client:
        before = client.auth
        with anyio.fail_after(10):
            async with anyio.create_task_group() as group:
                for _ in range(100):
                    group.start_soon(client.get_self)
                group.start_soon(client.reset_token)

        assert client.auth != before

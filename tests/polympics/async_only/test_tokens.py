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
    sandbox.faults.add(Latency(0.05), path="/auth/reset_token")
    async with sandbox.client() as client, anyio.create_task_group() as group:
        group.start_soon(client.reset_token)
        with anyio.fail_after(5):
            while not sandbox.requests:
                await anyio.lowlevel.checkpoint()
        await client.map(_get_self(client), range(100))

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


def _get_self(client: Any) -> Any:
    async def get_self(_: int) -> Any:
        return await client.get_self()

    return get_self

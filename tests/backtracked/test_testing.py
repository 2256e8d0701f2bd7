"""
Help for testing what is built on backtracked.
"""

from __future__ import annotations

import anyio

from backtracked import Client
from backtracked.testing import Sandbox, queup_sandbox, queup_url

__all__ = ["queup_sandbox", "queup_url"]


def test_sandbox(queup_sandbox: Sandbox) -> None:
    """
    A test gets a service of its own, and clients for it.
    """
    login = queup_sandbox.credentials.bot
    with queup_sandbox.sync_client() as client:
        client.login(login.username, login.password)
        room = client.join_room(queup_sandbox.credentials.room)
        room.send_message("Ahoy!")

    assert queup_sandbox.room.chat[-1]["message"] == "Ahoy!"


async def test_served(queup_sandbox: Sandbox, queup_url: str) -> None:
    """
    It can be reached by address, as the same service, socket and all.
    """
    login = queup_sandbox.credentials.bot
    client = Client(api=queup_url, ws=queup_sandbox.ws_url)
    async with client, anyio.create_task_group() as tasks:
        tasks.start_soon(client.start, login.username, login.password)
        with anyio.fail_after(20):
            await client.wait_until_ready()

        assert len(queup_sandbox.world.channels.lines) == 1
        await client.close()

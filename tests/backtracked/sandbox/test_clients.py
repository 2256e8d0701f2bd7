"""
Clients that reach the sandbox in process, and on a socket.
"""

from __future__ import annotations

import anyio
import pytest

import backtracked
from backtracked.sandbox import Sandbox
from clientcore.sandbox import Fault, Malformed, Reset, Status, Truncated

BROKEN: list[Fault] = [Reset(), Truncated(), Malformed(), Status(503)]


async def test_in_process(sandbox: Sandbox):
    """
    Without a socket a client asks all there is to ask.
    """
    login = sandbox.credentials.bot
    async with sandbox.client() as client:
        await client.login(login.username, login.password)
        room = await client.join_room(sandbox.credentials.room)

    assert room.name == "Harbour Lights"
    assert sandbox.world.member(sandbox.room, sandbox.person("deckhand").user).joined


def test_sync(sandbox: Sandbox):
    """
    So does a client that blocks.
    """
    login = sandbox.credentials.bot
    with sandbox.sync_client() as client:
        client.login(login.username, login.password)
        room = client.fetch_room(sandbox.credentials.room)

    assert room.name == "Harbour Lights"


async def test_served(sandbox: Sandbox, base_url: str):
    """
    While the sandbox is served, a client has the socket too.
    """
    login = sandbox.credentials.bot
    async with sandbox.client() as client, anyio.create_task_group() as tasks:
        await client.login(login.username, login.password)
        tasks.start_soon(client.connect)
        with anyio.fail_after(20):
            await client.wait_until_ready()

        assert len(sandbox.world.channels.lines) == 1
        await client.close()


@pytest.mark.parametrize("fault", BROKEN)
async def test_faults_in_process(sandbox: Sandbox, fault: Fault):
    """
    Faults are the client's own errors.
    """
    sandbox.faults.add(fault, path="/chat/*")
    login = sandbox.credentials.bot
    async with sandbox.client() as client:
        await client.login(login.username, login.password)
        room = await client.join_room(sandbox.credentials.room)
        with pytest.raises(backtracked.BacktrackedError):
            await client.send_message(room, "Ahoy!")


async def test_lost_answers_are_told_apart(sandbox: Sandbox):
    """
    After a reset the log tells whether the message was said.
    """
    sandbox.faults.add(Reset(handled=True), method="POST", path="/chat/*", times=1)
    login = sandbox.credentials.bot
    async with sandbox.client() as client:
        await client.login(login.username, login.password)
        room = await client.join_room(sandbox.credentials.room)
        with pytest.raises(backtracked.ClosedError):
            await client.send_message(room, "Ahoy!")

    assert sandbox.room.chat[-1]["message"] == "Ahoy!"

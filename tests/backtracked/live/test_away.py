"""
A bot whose connection is lost: it comes back as long as that may help.
"""

from __future__ import annotations

import anyio
import pytest

from backtracked import AuthorizationError
from backtracked.sandbox import Sandbox
from clientcore.sandbox import Status

from .running import PATIENCE, brief, me, record, running, until

HTML = "<html><h1>403 Forbidden</h1></html>"


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 410, 451, 500])
@pytest.mark.parametrize("path", ["/auth/token", "/ws/"])
async def test_refused_while_away(sandbox: Sandbox, path: str, status: int):
    """
    Once connected, no page of what stands before the service ends the bot.
    """
    async with running(sandbox, retries=0) as client:
        await client.join_room("harbour-lights")
        fired = record(client, "on_reconnect")
        fault = Status(status, body=HTML)
        rule = sandbox.faults.add(fault, path=path, times=4)
        sandbox.drop_sockets("deckhand")
        await until(lambda: fired)

        assert rule.struck == 4
        assert client.is_connected


async def test_password_changed(sandbox: Sandbox):
    """
    Name and password that the service refuses twice end it, with its words.
    """
    login = sandbox.credentials.bot
    async with sandbox.client(sleep=brief) as client:
        await client.login(login.username, login.password)
        failures: list[str] = []
        async with anyio.create_task_group() as tasks:

            async def change() -> None:
                await client.wait_until_ready()
                sandbox.person("deckhand").user.password = "another"
                sandbox.expire_sessions()
                sandbox.drop_sockets()

            tasks.start_soon(change)
            with anyio.fail_after(PATIENCE):
                try:
                    await client.connect()
                except AuthorizationError as error:
                    failures.append(str(error))

        assert len(failures) == 1
        assert login.password not in failures[0]
        refused = [one for one in sandbox.requests if one.path == "/auth/login"]
        assert [one.status for one in refused][:3] == [200, 400, 400]


ROOM = "harbour-lights"


async def test_login_of_another_user(sandbox: Sandbox):
    """
    After another login the rooms are joined for that user.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        login = sandbox.credentials.moderator
        await client.login(login.username, login.password)
        sandbox.drop_sockets()
        await until(lambda: room.me)

        assert sandbox.room.members[me(client)].joined

"""
Leaving rooms, also when the response is late or lost.
"""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from backtracked._async.room_session import RoomState
from backtracked.sandbox import Sandbox
from clientcore.sandbox import Latency, Status

from .running import detach, held, is_in, me, names, record, running, texts, until


async def test_slow_leave(sandbox: Sandbox):
    """
    A leave that takes long is a leave, whatever is said and lost meanwhile.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights", enter=True)
        await until(lambda: room.is_attached)
        fired = record(client, "on_left_room")
        lost = record(client, "on_disconnect", "on_reconnect")
        async with anyio.create_task_group() as tasks:
            with held(sandbox, path="/room/*/users", method="DELETE") as slow:
                tasks.start_soon(room.leave)
                await until(lambda: slow.struck)
                sandbox.person("deckhand").seem_to_leave("harbour-lights")
                sandbox.drop_sockets("deckhand")
                await until(lambda: lost and client.is_connected)
        await until(lambda: names(lost) == ["on_disconnect", "on_reconnect"])
        await anyio.sleep(0.1)

        assert fired == [("on_left_room", room)]
        assert not client.rooms
        assert not is_in(sandbox)


async def test_leave_that_fails(sandbox: Sandbox):
    """
    If the service does not let the bot go, it is still in the room.
    """
    async with running(sandbox, retries=0) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        delete: dict[str, Any] = {"path": "/room/*/users", "method": "DELETE"}
        sandbox.faults.add(Status(503), **delete, times=1)
        with pytest.raises(Exception, match="503"):
            await room.leave()

        assert client.rooms[room.id] is room
        fired = record(client, "on_chat")
        sandbox.say("harbour-lights", "ivy", "still there?")
        await until(lambda: fired)


ROOM = "harbour-lights"


@pytest.mark.parametrize("how", ["detached", "dropped"])
async def test_lost_while_leaving(sandbox: Sandbox, how: str):
    """
    A room whose events are lost while it can't be left is heard again.
    """
    async with running(sandbox, retries=0) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_chat", "on_left_room")
        delete: dict[str, Any] = {"method": "DELETE", "path": f"/room/{room.id}/users"}

        async def leave() -> None:
            with pytest.raises(Exception, match="503"):
                await room.leave()

        async with anyio.create_task_group() as tasks:
            with held(sandbox, **delete) as slow:
                sandbox.faults.add(Status(503), **delete)
                tasks.start_soon(leave)
                await until(lambda: slow.struck)
                if how == "detached":
                    detach(sandbox, room.room_id)
                else:
                    sandbox.drop_sockets("deckhand")
                await until(lambda: not room.is_attached)
                sandbox.say(ROOM, "ivy", "still there?")
        await until(lambda: fired)

        assert texts(fired) == ["still there?"]
        session = client._realtime.sessions[room.id]
        await until(lambda: session.state is RoomState.IN)


async def test_leave_without_response(sandbox: Sandbox):
    """
    If it is unknown whether the bot has left, it enters again.
    """
    async with running(sandbox, retries=0) as client:
        room = await client.join_room(ROOM)
        path = f"/room/{room.id}/users"
        async with anyio.create_task_group() as tasks:
            with held(sandbox, method="DELETE", path=path) as slow:
                tasks.start_soon(room.leave)
                await until(lambda: slow.struck)
                tasks.cancel_scope.cancel()
        entered = [one for one in sandbox.requests if one.method == "POST"]
        await until(
            lambda: (
                len([one for one in sandbox.requests if one.method == "POST"])
                > len(entered)
            )
        )
        member = sandbox.room.members[me(client)]
        await until(lambda: member.joined)


async def test_join_while_leaving(sandbox: Sandbox):
    """
    Who joins a room that is being left is in it afterwards.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        path = f"/room/{room.id}/users"
        slow = sandbox.faults.add(Latency(0.2), method="DELETE", path=path)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(room.leave)
            await until(lambda: slow.struck)
            room = await client.join_room(ROOM)

        assert client.rooms[room.id] is room
        assert room.is_attached
        assert sandbox.room.members[me(client)].joined

"""
Rooms whose events do not arrive, or that can't be read.
"""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from backtracked._async.room_session import RoomState
from backtracked.sandbox import Sandbox, _signals
from clientcore.sandbox import Latency, Status

from .running import detach, is_in, me, record, running, texts, until


@pytest.mark.parametrize("action", [13, 6, 8])
@pytest.mark.parametrize("named", [True, False])
async def test_detached_unasked(sandbox: Sandbox, action: int, named: bool):
    """
    A room that is detached unasked, or a session that ends, is attached again.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        fired = record(client, "on_chat")
        channel = f',"channel":"{room.room_id}"' if named or action == 13 else ""
        for line in sandbox.world.channels.lines:
            line.attached.discard(room.room_id)
        sandbox.send_frame(f'4{{"action":{action}{channel}}}', "deckhand")
        await until(lambda: sandbox.world.channels.reach(me(client), room.room_id))
        await until(lambda: room.is_attached)
        sandbox.say("harbour-lights", "ivy", "still there?")
        await until(lambda: fired)


@pytest.mark.parametrize("how", ["refused", "silent"])
async def test_never_attached(sandbox: Sandbox, how: str, monkeypatch: Any):
    """
    A room whose events never come is left, with an event, after some attempts.
    """
    from backtracked.sandbox import _signals

    asked: list[str] = []

    def attach(world: Any, line: Any, message: Any) -> None:
        channel = message["channel"]
        asked.append(channel)
        if how == "refused" and channel.startswith("room:"):
            error = {"action": 9, "error": "Channel not found", "channel": channel}
            world.channels.send(line, error)

    monkeypatch.setitem(_signals._ACTIONS, 10, attach)
    options: Any = {} if how == "refused" else {"attach_timeout": 0.05}
    async with running(sandbox, **options) as client:
        fired = record(client, "on_left_room", "on_joined_room")
        room = await client.join_room("harbour-lights")
        await until(lambda: fired)
        await until(lambda: not is_in(sandbox))

        assert fired == [("on_left_room", room)]
        assert asked.count(room.room_id) == 6
        assert not client.rooms


async def test_one_room_fails(sandbox: Sandbox):
    """
    One room that answers 500, or with odd values, holds up no other.
    """
    slugs = [room.slug for room in sandbox.world.rooms.values()][:6]
    slugs = [slug for slug in slugs if slug not in {"captains-cabin", "the-brig"}]
    async with running(sandbox, retries=0) as client:
        rooms = [await client.join_room(slug) for slug in slugs]
        for room in rooms:
            await until(lambda room=room: room.is_attached)
        bad = rooms[0]
        fired = record(client, "on_reconnect", "on_left_room")
        rule = sandbox.faults.add(Status(500), path=f"/room/{bad.id}/users")
        odd = '{"code": 200, "data": {"song": {"_id": "x"}, "startTime": {"a": []}}}'
        sandbox.faults.add(
            Status(200, body=odd, content_type="application/json"),
            path=f"/room/{rooms[1].id}/playlist/active",
        )
        sandbox.drop_sockets("deckhand")
        await until(lambda: fired)

        assert fired == [("on_reconnect",)]
        sessions = client._realtime.sessions
        assert sessions[bad.id].state is RoomState.REJOINING
        assert {sessions[room.id].state for room in rooms[1:]} == {RoomState.IN}

        sandbox.faults.remove(rule.id)
        await until(lambda: sessions[bad.id].state is RoomState.IN)


async def test_false_leave_that_fails(sandbox: Sandbox):
    """
    A rejoin that fails is tried again; a room that refuses the bot is left.
    """
    async with running(sandbox, retries=0) as client:
        room = await client.join_room("harbour-lights", enter=True)
        await until(lambda: room.is_attached)
        fired = record(client, "on_left_room")
        users = f"/room/{room.id}/users"
        rule = sandbox.faults.add(Status(503), method="POST", path=users, times=6)
        sandbox.person("deckhand").seem_to_leave("harbour-lights")
        await until(lambda: rule.struck == 6)
        session = client._realtime.sessions[room.id]
        await until(lambda: session.state is RoomState.IN)

        assert not fired

        deckhand = sandbox.person("deckhand")
        member = sandbox.world.member(sandbox.room, deckhand.user)
        member.banned = True
        deckhand.seem_to_leave("harbour-lights")
        await until(lambda: fired)

    assert fired == [("on_left_room", room)]


ROOM = "harbour-lights"


async def test_slow_attach(sandbox: Sandbox, monkeypatch: Any):
    """
    What happens until the service sends a room's events again is not missed.
    """
    real, asked = _signals._ACTIONS[10], []
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_chat", "on_history_gap")
        sandbox.say(ROOM, "ivy", "one")
        await until(lambda: fired)

        def attach(*arguments: Any) -> None:
            asked.append(arguments)

        monkeypatch.setitem(_signals._ACTIONS, 10, attach)
        sandbox.drop_sockets("deckhand")
        await until(lambda: len(asked) == 2)
        await anyio.sleep(0.1)
        sandbox.say(ROOM, "ivy", "two")
        sandbox.person("kit").join(ROOM)
        for arguments in asked:
            real(*arguments)
        await until(lambda: room.is_attached)
        sandbox.say(ROOM, "ivy", "three")
        await until(lambda: len(fired) == 3)

        assert texts(fired) == ["one", "two", "three"]
        await until(lambda: room.members.named("kit"))


async def test_detached_meanwhile(sandbox: Sandbox):
    """
    So it is with a room that the service has detached, while the connection stays.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_chat", "on_history_gap")
        sandbox.say(ROOM, "ivy", "one")
        await until(lambda: fired)
        with sandbox.lock:
            detach(sandbox, room.room_id)
            sandbox.say(ROOM, "ivy", "two")
            sandbox.person("kit").join(ROOM)
        await until(lambda: len(fired) == 2)
        sandbox.say(ROOM, "ivy", "three")
        await until(lambda: len(fired) == 3)

        assert texts(fired) == ["one", "two", "three"]
        await until(lambda: room.members.named("kit"))


async def test_history_never_read(sandbox: Sandbox):
    """
    If it is unknown which messages were missed, that is said.
    """
    async with running(sandbox, retries=0) as client:
        fired = record(client, "on_chat", "on_history_gap")
        rule = sandbox.faults.add(Status(503), method="GET", path="/chat/*")
        room = await client.join_room(ROOM)
        sandbox.drop_sockets("deckhand")
        await until(lambda: not room.is_attached)
        await until(lambda: room.is_attached)
        sandbox.faults.remove(rule.id)
        await until(lambda: fired)

        assert fired == [("on_history_gap", room)]


async def test_lost_as_history_arrives(sandbox: Sandbox, monkeypatch: Any):
    """
    A history that arrives as the connection is lost again does not count as the end.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_chat", "on_history_gap")
        sandbox.say(ROOM, "ivy", "one")
        await until(lambda: fired)
        real = client.fetch_chat_events

        async def fetch(which: Any) -> Any:
            monkeypatch.undo()
            with anyio.CancelScope(shield=True):
                items = await real(which)
                sandbox.drop_sockets("deckhand")
                await until(lambda: not room.is_attached)
                sandbox.say(ROOM, "ivy", "two")
                return items

        monkeypatch.setattr(client, "fetch_chat_events", fetch)
        sandbox.drop_sockets("deckhand")
        await until(lambda: len(fired) == 2)

    assert texts(fired) == ["one", "two"]


async def test_private_messages_later(sandbox: Sandbox):
    """
    Private messages that can't be read are read later, by event and after a reconnect.
    """
    async with running(sandbox, retries=0) as client:
        fired = record(client, "on_private_message")
        user = f"user:{me(client)}"
        await until(lambda: sandbox.world.channels.reach(me(client), user))
        for path in ("/message", "/message/*"):
            sandbox.faults.add(Status(503), method="GET", path=path, times=2)
        sandbox.person("ivy").write("one", "deckhand")
        await until(lambda: len(fired) == 1)

        slow = sandbox.faults.add(Latency(0.2), path="/auth/token", times=1)
        for path in ("/message", "/message/*"):
            sandbox.faults.add(Status(503), method="GET", path=path, times=2)
        sandbox.drop_sockets("deckhand")
        await until(lambda: slow.struck)
        sandbox.person("ivy").write("two", "deckhand")
        sandbox.person("kit").write("three", "deckhand")
        await until(lambda: len(fired) == 3)

    assert sorted(texts(fired)) == ["one", "three", "two"]


async def test_queue_later(sandbox: Sandbox):
    """
    A queue that can't be read after a change is read later.
    """
    async with running(sandbox, retries=0) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_queue_song_add")
        sandbox.faults.add(Status(503), path="/room/*/playlist/details", times=3)
        kit = sandbox.person("kit")
        kit.join(ROOM)
        kit.pause(ROOM, paused=False)
        kit.queue(ROOM, next(iter(sandbox.world.media.values())))
        await until(lambda: fired)

        assert room.queue[-1].user_id == kit.user.id


@pytest.mark.parametrize("state", [RoomState.JOINING, RoomState.REJOINING])
async def test_false_leave_in_between(sandbox: Sandbox, state: RoomState):
    """
    The bot enters again, too, if it seems to leave while it joins or rejoins.
    """
    async with running(sandbox) as client:
        posts = record(client)
        if state is RoomState.REJOINING:
            await client.join_room(ROOM)
        slow = sandbox.faults.add(Latency(0.2), method="GET", path="/chat/*", times=1)

        def entered() -> int:
            path = f"/room/{sandbox.room.id}/users"
            return [(one.method, one.path) for one in sandbox.requests].count(
                ("POST", path)
            )

        before = 0
        async with anyio.create_task_group() as tasks:
            if state is RoomState.REJOINING:
                sandbox.drop_sockets("deckhand")
            else:
                tasks.start_soon(client.join_room, ROOM)
            await until(lambda: slow.struck)
            before = entered()
            sandbox.person("deckhand").seem_to_leave(ROOM)
        await until(lambda: entered() == before + 1)
        session = client._realtime.sessions[sandbox.room.id]
        await until(lambda: session.state is RoomState.IN)

        assert not posts

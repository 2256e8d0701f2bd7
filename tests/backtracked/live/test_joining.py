"""
Joining rooms: side by side, completely, or not at all.
"""

from __future__ import annotations

import math
from typing import Any

import anyio
import pytest

from backtracked import Room
from backtracked.sandbox import Sandbox
from clientcore.sandbox import Latency, Reset, SlowBody, Status

from .running import brief, held, is_in, me, record, running, texts, until


@pytest.mark.parametrize("where", ["/room/*/users", "/room/harbour-lights"])
async def test_join_cancelled(sandbox: Sandbox, where: str):
    """
    A join that is cancelled half-way is undone on the service.
    """
    async with running(sandbox) as client:
        async with anyio.create_task_group() as tasks:
            with held(sandbox, path=where, method="GET") as slow:
                tasks.start_soon(client.join_room, "harbour-lights")
                await until(lambda: slow.struck)
                tasks.cancel_scope.cancel()

        assert not client.rooms
        assert not client._realtime.sessions
        await until(lambda: not is_in(sandbox))
        assert not sandbox.world.channels.reach(me(client), sandbox.room.channel)


async def test_join_lost_half_way(sandbox: Sandbox):
    """
    So is one whose response is lost, each time.
    """
    async with running(sandbox, retries=0) as client:
        post: dict[str, Any] = {"path": "/room/*/users", "method": "POST"}
        sandbox.faults.add(Reset(handled=True), **post)
        with pytest.raises(ConnectionError):
            await client.join_room("harbour-lights")

        assert not client.rooms
        assert not is_in(sandbox)


async def test_settings_before_events(sandbox: Sandbox):
    """
    Settings that change before the room's events arrive are known.
    """
    async with running(sandbox) as client:
        sandbox.faults.add(Latency(0.3), path="/room/*/users", method="POST")
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(client.join_room, "harbour-lights")
            await until(lambda: client.rooms)
            sandbox.person("dee_mod").lock_queue("harbour-lights")

        assert client.rooms[sandbox.room.id].queue_locked


async def test_rooms_option(sandbox: Sandbox):
    """
    ``rooms=`` keeps trying to be in, and does not come back after a kick.
    """
    rule = sandbox.faults.add(Status(503), path="/room/harbour-lights", times=8)
    async with running(sandbox, rooms=["harbour-lights"], retries=0) as client:
        await until(lambda: client.rooms)

        assert rule.struck == 8

        await until(lambda: next(iter(client.rooms.values())).is_attached)
        sandbox.person("dee_mod").kick("harbour-lights", "deckhand")
        await until(lambda: not client.rooms)
        await anyio.sleep(0.1)

        assert not client.rooms


async def test_joined_each_time(sandbox: Sandbox):
    """
    After a logout and another login, joining a room is an event again.
    """
    login = sandbox.credentials.bot
    async with sandbox.client(sleep=brief) as client:
        fired = record(client, "on_joined_room")
        for count in (1, 2):
            await client.login(login.username, login.password)
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(client.connect)
                await client.wait_until_ready()
                await client.join_room("harbour-lights")
                await until(lambda count=count: len(fired) == count)
                await client.logout()


async def test_joined_is_complete(sandbox: Sandbox):
    """
    ``on_joined_room`` follows the return of ``join_room``, with the members known.
    """
    async with running(sandbox) as client:
        order: list[Any] = []

        @client.event
        async def on_joined_room(room: Room) -> None:
            order.append(len(room.members))

        room = await client.join_room("harbour-lights")
        order.append("returned")
        await until(lambda: len(order) == 2)

        assert order == ["returned", len(room.members)]
        assert len(room.members) >= 6


class VirtualSleep:
    """
    A sleep of the sandbox in virtual time, so that load on the machine does not count.

    Time goes on to the next due sleeper once nobody has begun or ended to sleep for
    some turns of both event loops, that of the sandbox and that of the client.

    Attributes:
        now: Virtual time in seconds.
        peak: The most that slept at once.
    """

    QUIET = 20

    def __init__(self) -> None:
        self.now = 0.0
        self.peak = 0
        self._due: list[float] = []
        self._changes = 0
        self._turns = 0

    async def count_turns(self) -> None:
        """Count the turns of the client's event loop."""
        while True:
            await anyio.sleep(0.001)
            self._turns += 1

    async def __call__(self, seconds: float) -> None:
        due = self.now + seconds
        self._due.append(due)
        self.peak = max(self.peak, len(self._due))
        self._changes += 1
        while self.now < due:
            changes, turns = self._changes, self._turns
            for _ in range(self.QUIET):
                await anyio.sleep(0.002)
            if changes == self._changes and self._turns - turns >= self.QUIET:
                self.now = min(self._due)
                self._changes += 1
        self._due.remove(due)
        self._changes += 1


async def test_ten_joins():
    """
    Ten rooms are joined side by side: at 50 ms a response, within 0.5 s.
    """
    sleep = VirtualSleep()
    sandbox = Sandbox(sleep=sleep)
    slugs = [
        room.slug
        for room in sandbox.world.rooms.values()
        if room.slug not in {"captains-cabin", "the-brig"}
    ][:10]
    with sandbox.serve():
        async with running(sandbox) as client:
            sandbox.faults.add(Latency(0.05))
            begun, took = sleep.now, math.inf
            async with anyio.create_task_group() as counting:
                counting.start_soon(sleep.count_turns)
                async with anyio.create_task_group() as tasks:
                    for slug in slugs:
                        tasks.start_soon(client.join_room, slug)
                took = sleep.now - begun
                sandbox.faults.clear()
                counting.cancel_scope.cancel()

            assert len(client.rooms) == 10
    assert sleep.peak >= 10
    # One after another would take 70 responses.
    assert took < 0.5


@pytest.mark.parametrize("first", ["slug", "id"])
async def test_one_room_by_two_names(sandbox: Sandbox, first: str):
    """
    A hundred joins by slug and by ID at once are one join, and one room.
    """
    names = [sandbox.room.slug, sandbox.room.id]
    if first == "id":
        names.reverse()
    async with running(sandbox) as client:
        joined = record(client, "on_joined_room")
        sandbox.faults.add(Latency(0.05))
        rooms: list[Room] = []

        async def join(name: str) -> None:
            rooms.append(await client.join_room(name))
            assert len(rooms[-1].members) >= 6

        async with anyio.create_task_group() as tasks:
            for number in range(100):
                tasks.start_soon(join, names[number % 2])
        await until(lambda: joined)

        assert len(rooms) == 100
        assert {id(room) for room in rooms} == {id(client.rooms[sandbox.room.id])}
        assert joined == [("on_joined_room", rooms[0])]
    posts = [one for one in sandbox.requests if one.method == "POST"]
    assert [one.path for one in posts].count(f"/room/{sandbox.room.id}/users") == 1


ROOM = "harbour-lights"


async def test_logout_while_joining(sandbox: Sandbox):
    """
    A join that a logout overtakes fails, and leaves no session behind.
    """
    login = sandbox.credentials.bot
    async with sandbox.client() as client:
        await client.login(login.username, login.password)

        async def join() -> None:
            with pytest.raises(Exception, match="logged out"):
                await client.join_room(ROOM)

        post: dict[str, Any] = {"method": "POST", "path": "/room/*/users"}
        async with anyio.create_task_group() as tasks:
            with held(sandbox, SlowBody(1), **post) as slow:
                tasks.start_soon(join)
                await until(lambda: slow.struck)
                await client.logout()

        assert not client.rooms
        assert not client._realtime.sessions


async def test_join_that_reads_nothing(sandbox: Sandbox):
    """
    What can't be read when a room is joined is read later, before the room is told.
    """
    async with running(sandbox, retries=0) as client:
        fired = record(client, "on_joined_room")
        for path in ("/room/*/users", "/chat/*", "/room/*/playlist/*"):
            sandbox.faults.add(Status(503), method="GET", path=path, times=4)
        room = await client.join_room(ROOM)

        assert len(room.members) == 1
        await until(lambda: fired)
        assert len(room.members) >= 6

        await until(lambda: room.now_playing)
        slow = sandbox.faults.add(Latency(0.2), path="/auth/token", times=1)
        heard = record(client, "on_chat", "on_history_gap")
        sandbox.drop_sockets("deckhand")
        await until(lambda: slow.struck)
        sandbox.say(ROOM, "ivy", "hello?")
        await until(lambda: heard)

        assert texts(heard) == ["hello?"]


async def test_left_while_joining(sandbox: Sandbox):
    """
    A room of ``rooms=`` that the program leaves before it is joined stays left.
    """
    async with running(sandbox, rooms=[ROOM]) as client:
        slow = sandbox.faults.add(Latency(0.1), method="GET", path="/chat/*", times=1)
        await until(lambda: slow.struck)
        await client.leave_room(sandbox.room.id)
        await anyio.sleep(0.3)

        assert not client.rooms
        assert not sandbox.room.members[me(client)].joined


async def test_join_while_away(sandbox: Sandbox):
    """
    A join does not wait for a connection, after which the room is read again.
    """
    async with running(sandbox) as client:
        fired = record(client, "on_joined_room", "on_chat")
        rule = sandbox.faults.add(Status(503), path="/auth/token")
        sandbox.drop_sockets("deckhand")
        await until(lambda: not client.is_connected)
        with anyio.fail_after(5):
            room = await client.join_room(ROOM)
        assert not room.is_attached
        sandbox.person("kit").join(ROOM)
        sandbox.say(ROOM, "ivy", "hello?")
        sandbox.faults.remove(rule.id)
        await until(lambda: len(fired) == 2)
        await until(lambda: room.members.named("kit"))

    assert texts(fired[:1] if fired[0][0] == "on_chat" else fired[1:]) == ["hello?"]

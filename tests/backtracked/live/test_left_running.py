"""
A bot that is left running: default options, the sandbox's default quotas, and what
goes wrong in a week.

Only the waits between attempts are shortened, by the client's own ``sleep=``.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, its tasks have a cancellation of their own
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import anyio.lowlevel
import pytest

from backtracked import AuthorizationError, BacktrackedError, Client, Message, Room
from backtracked._async.room_session import RoomState
from backtracked.sandbox import Sandbox
from clientcore.sandbox import Latency, Reset, Status

PATIENCE = 20
HTML = "<html><h1>403 Forbidden</h1></html>"


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


@pytest.fixture
def sandbox() -> Any:
    """The service, on loopback, with its quotas."""
    sandbox = Sandbox()
    with sandbox.serve():
        yield sandbox


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


# --- Reconnecting -------------------------------------------------------------


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


# --- Chat ---------------------------------------------------------------------


async def test_hundred_messages(sandbox: Sandbox):
    """
    A hundred messages are sent at the default pace, and none is refused.
    """
    waited = [0.0]

    async def sleep(seconds: float) -> None:
        waited[0] += seconds
        sandbox.advance(seconds)
        await anyio.lowlevel.checkpoint()

    login = sandbox.credentials.bot
    async with sandbox.client() as client:
        await client.login(login.username, login.password)
        client._clock, client._sleep = lambda: waited[0], sleep
        room = await client.join_room("harbour-lights")
        for number in range(60):
            await room.send_message(f"message {number}")
        # A burst after each pause is what the quota punishes.
        for _ in range(8):
            await sleep(3)
            for number in range(5):
                await room.send_message(f"late {number}")

    posts = [one for one in sandbox.requests if one.method == "POST"]
    chats = [one for one in posts if one.path.startswith("/chat/")]
    assert len(chats) == 100
    assert {one.status for one in chats} == {200}


async def test_missed_messages(sandbox: Sandbox):
    """
    What was said while the socket was away comes once, in order, before the rest.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        fired = record(client, "on_chat", "on_history_gap")
        bo = sandbox.person("bo_listener")
        bo.say("harbour-lights", "one")
        await until(lambda: fired)
        slow = sandbox.faults.add(Latency(0.2), path="/auth/token", times=1)
        sandbox.drop_sockets("deckhand")
        await until(lambda: slow.struck)
        deleted = bo.say("harbour-lights", "two")
        bo.say("harbour-lights", "three")
        bo.delete("harbour-lights", deleted)
        sandbox.faults.add(Latency(0.2), path="/chat/*", times=1)
        await until(lambda: sandbox.world.channels.reach(me(client), room.room_id))
        bo.say("harbour-lights", "four")
        await until(lambda: len(fired) == 4)

    assert texts(fired) == ["one", "two", "three", "four"]
    assert client.messages[deleted].deleted


async def test_history_gap(sandbox: Sandbox):
    """
    If the service does not have all of it any more, that is said first.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        fired = record(client, "on_chat", "on_history_gap")
        bo = sandbox.person("bo_listener")
        bo.say("harbour-lights", "first")
        await until(lambda: fired)
        slow = sandbox.faults.add(Latency(0.5), path="/auth/token", times=1)
        sandbox.drop_sockets("deckhand")
        await until(lambda: slow.struck)
        for number in range(150):
            bo.say("harbour-lights", f"{number}")
        await until(lambda: len(fired) == 102)

    assert fired[1] == ("on_history_gap", room)
    assert texts(fired[2:]) == [str(number) for number in range(50, 150)]


async def test_same_chat_id(sandbox: Sandbox):
    """
    A message that is sent twice is fired once, and so is a deletion.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        fired = record(client, "on_chat", "on_chat_delete")
        bo = sandbox.person("bo_listener")
        chat_id = bo.say("harbour-lights", "hello")
        item = sandbox.room.chat[-1]
        for _ in range(3):
            sandbox.publish("harbour-lights", "chat-message", item)
        for _ in range(2):
            bo.delete("harbour-lights", chat_id)
        bo.say("harbour-lights", "bye")
        await until(lambda: len(fired) >= 3)

    assert [name for name, _ in fired] == ["on_chat", "on_chat_delete", "on_chat"]


@pytest.mark.parametrize("known", [True, False])
async def test_private_messages(sandbox: Sandbox, known: bool):
    """
    Five private messages at once are handed over in order, once each.
    """
    bo = sandbox.person("bo_listener")
    if known:
        bo.write("long ago", "deckhand")
        sandbox.advance(60)
    async with running(sandbox) as client:
        fired = record(client, "on_private_message")
        for number in range(5):
            bo.write(f"message {number}", "deckhand")
        await until(lambda: len(fired) >= 5)
        bo.write("message 5", "deckhand")
        await until(lambda: len(fired) >= 6)

    assert texts(fired) == [f"message {number}" for number in range(6)]


async def test_private_while_away(sandbox: Sandbox):
    """
    Private messages that were written while the socket was away come, too.
    """
    async with running(sandbox) as client:
        fired = record(client, "on_private_message")
        slow = sandbox.faults.add(Latency(0.2), path="/auth/token", times=1)
        sandbox.drop_sockets("deckhand")
        await until(lambda: slow.struck)
        for number in range(3):
            sandbox.person("ivy").write(f"message {number}", "deckhand")
        await until(lambda: len(fired) >= 3)

    assert texts(fired) == ["message 0", "message 1", "message 2"]


# --- Rooms --------------------------------------------------------------------


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


def is_in(sandbox: Sandbox, who: str = "deckhand") -> bool:
    """Return whether the service has a user in the room."""
    user = sandbox.person(who).user
    return bool(sandbox.room.members.get(user.id)) and (
        sandbox.room.members[user.id].joined
    )


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


@pytest.mark.parametrize("where", ["/room/*/users", "/room/harbour-lights"])
async def test_join_cancelled(sandbox: Sandbox, where: str):
    """
    A join that is cancelled half-way is undone on the service.
    """
    async with running(sandbox) as client:
        sandbox.faults.add(Latency(0.3), path=where, method="GET")
        with anyio.move_on_after(0.15):
            await client.join_room("harbour-lights")

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


async def test_slow_leave(sandbox: Sandbox):
    """
    A leave that takes long is a leave, whatever is said and lost meanwhile.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights", enter=True)
        await until(lambda: room.is_attached)
        fired = record(client, "on_left_room")
        delete: dict[str, Any] = {"path": "/room/*/users", "method": "DELETE"}
        sandbox.faults.add(Latency(0.3), **delete, times=1)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(room.leave)
            await anyio.sleep(0.05)
            sandbox.person("deckhand").seem_to_leave("harbour-lights")
            sandbox.drop_sockets("deckhand")
            await client.wait_for("on_reconnect", timeout=PATIENCE)
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
    a while.

    Attributes:
        now: Virtual time in seconds.
        peak: The most that slept at once.
    """

    QUIET = 0.04

    def __init__(self) -> None:
        self.now = 0.0
        self.peak = 0
        self._due: list[float] = []
        self._changed = time.monotonic()

    async def __call__(self, seconds: float) -> None:
        due = self.now + seconds
        self._due.append(due)
        self.peak = max(self.peak, len(self._due))
        self._changed = time.monotonic()
        while self.now < due:
            await anyio.sleep(0.002)
            if time.monotonic() - self._changed > self.QUIET:
                self.now = min(self._due)
                self._changed = time.monotonic()
        self._due.remove(due)
        self._changed = time.monotonic()


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
            begun = sleep.now
            async with anyio.create_task_group() as tasks:
                for slug in slugs:
                    tasks.start_soon(client.join_room, slug)
            took = sleep.now - begun

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


async def test_moderator_stays(sandbox: Sandbox):
    """
    The leave that the service sends for a moderator after a ban is not believed.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        fired = record(client, "on_member_leave", "on_member_ban")
        sandbox.person("dee_mod").ban("harbour-lights", "ivy")
        await until(lambda: [one for one in fired if one[0] == "on_member_ban"])
        await anyio.sleep(0.2)

        assert room.members.named("dee_mod") is not None
        assert room.members.named("ivy") is None

        sandbox.person("dee_mod").ban("harbour-lights", "cy_vip")
        sandbox.person("dee_mod").leave("harbour-lights")
        await until(lambda: str(fired[-1][2]) == "dee_mod")

        assert fired[-1][0] == "on_member_leave"
        assert room.members.named("dee_mod") is None


async def test_song_that_begins(sandbox: Sandbox):
    """
    A program that logs songs by ``on_playlist_song_add`` and ``song.played_at``.
    """
    async with running(sandbox) as client:
        told: list[Any] = []

        @client.event
        async def on_playlist_song_add(song: Any) -> None:
            told.append((song.song_info.name, song.played_at.isoformat()))

        fired = record(client, "on_queue_song_add")
        room = await client.join_room("harbour-lights")
        await until(lambda: told)
        await until(lambda: room.is_attached)
        kit = sandbox.person("kit")
        kit.join("harbour-lights")
        kit.pause("harbour-lights", paused=False)
        kit.queue("harbour-lights", next(iter(sandbox.world.media.values())))
        await until(lambda: fired)
        ended = len(told)
        sandbox.person("dee_mod").skip("harbour-lights")
        await until(lambda: len(told) > ended)


# --- The end ------------------------------------------------------------------


async def test_deaf_by_waiting(sandbox: Sandbox):
    """
    Handlers that wait, 1,100 of them, neither stop the reader nor the end.
    """
    async with running(sandbox, close_timeout=0.2) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        heard: list[str] = []

        @client.event
        async def on_chat(message: Message) -> None:
            heard.append(message.content)
            if len(heard) % 2:
                await client.wait_for("on_grab")
            await anyio.sleep(600)

        for number in range(1100):
            sandbox.say("harbour-lights", "ivy", str(number))
        await until(lambda: len(heard) == 1100)
        with anyio.fail_after(PATIENCE):
            await client.close()


async def test_handlers_finish(sandbox: Sandbox):
    """
    Handlers of the end are waited for, and may still send requests.
    """
    done: list[str] = []
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")

        @client.event
        async def on_disconnect(reason: str) -> None:
            await anyio.sleep(0.05)
            done.append("on_disconnect")

        @client.event
        async def on_close() -> None:
            await room.send_message("bye")
            done.append("on_close")

        await client.close()

        assert sorted(done) == ["on_close", "on_disconnect"]
    assert sandbox.room.chat[-1]["message"] == "bye"


async def cancel_task(connection: asyncio.Task[Any], _: anyio.CancelScope) -> None:
    connection.cancel()
    with pytest.raises(asyncio.CancelledError):
        await connection


async def cancel_scope(connection: asyncio.Task[Any], scope: anyio.CancelScope) -> None:
    scope.cancel()
    await connection
    assert scope.cancelled_caught


@pytest.mark.parametrize("cancel", [cancel_task, cancel_scope])
@pytest.mark.parametrize("patience", [5.0, 0.1])
async def test_close_when_cancelled(sandbox: Sandbox, cancel: Any, patience: float):
    """
    ``on_close`` is fired, and has its time, when ``connect()`` is cancelled.
    """
    done: list[str] = []
    async with sandbox.client(close_timeout=patience) as client:
        login = sandbox.credentials.bot
        await client.login(login.username, login.password)
        scope = anyio.CancelScope()

        async def connect() -> None:
            with scope:
                await client.connect()
            done.append("over")

        connection = asyncio.create_task(connect())
        await client.wait_until_ready()
        room = await client.join_room("harbour-lights")

        @client.event
        async def on_close() -> None:
            await room.send_message("bye")
            if patience < 1:
                await anyio.sleep(600)
            done.append("on_close")

        with anyio.fail_after(PATIENCE):
            await cancel(connection, scope)

        assert client.connection_state == "new"
    over = ["over"] if cancel is cancel_scope else []
    assert done == [*(["on_close"] if patience > 1 else []), *over]
    assert sandbox.room.chat[-1]["message"] == "bye"


async def test_cancelled_twice(sandbox: Sandbox):
    """
    A client that is cancelled while it is closing waits for no handler.
    """
    async with sandbox.client(close_timeout=600) as client:
        login = sandbox.credentials.bot
        await client.login(login.username, login.password)
        begun = anyio.Event()

        @client.event
        async def on_close() -> None:
            begun.set()
            await anyio.sleep(600)

        with anyio.fail_after(PATIENCE):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(client.connect)
                await client.wait_until_ready()
                tasks.start_soon(client.close)
                await begun.wait()
                tasks.cancel_scope.cancel()


async def test_ready_fails(sandbox: Sandbox):
    """
    ``wait_until_ready`` raises what connecting, or logging in, raised.
    """
    async with sandbox.client(ws=sandbox.ws_url + "nowhere") as client:
        login = sandbox.credentials.bot
        await client.login(login.username, login.password)
        failures: list[Any] = []

        async def wait() -> None:
            with pytest.raises(Exception, match=r"404|403") as caught:
                await client.wait_until_ready()
            failures.append(caught.value)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(wait)
            await anyio.lowlevel.checkpoint()
            try:
                await client.connect()
            except BacktrackedError as error:
                failures.append(error)

    assert len(failures) == 2
    assert failures[0] is failures[1]


async def test_login_fails(sandbox: Sandbox):
    """
    So it does for ``start``.
    """
    client = sandbox.client()
    async with anyio.create_task_group() as tasks:

        async def wait() -> None:
            with anyio.fail_after(PATIENCE), pytest.raises(AuthorizationError):
                await client.wait_until_ready()

        tasks.start_soon(wait)
        with pytest.raises(AuthorizationError):
            await client.start("deckhand", "wrong")


async def test_run_in_a_loop():
    """
    ``run`` in a running loop says what to do instead.
    """
    with pytest.raises(RuntimeError, match=r"await client\.start\("):
        Client().run("bot", "password")


async def test_order_of_messages(sandbox: Sandbox):
    """
    ``client.messages`` has the order of receiving, whatever happens to them later.
    """
    async with running(sandbox) as client:
        room = await client.join_room("harbour-lights")
        await until(lambda: room.is_attached)
        ids = [sandbox.say(room.id, "ivy", str(number)) for number in range(4)]
        await until(lambda: len(client.messages) == 4)
        sandbox.person("dee_mod").delete(room.id, ids[1])
        await until(lambda: client.messages[ids[1]].deleted)
        assert list(client.messages) == ids

        history = await room.fetch_chat_history()
        assert list(client.messages) == [*ids, *(one.id for one in history[:3])]

"""
What is said and done while a room's events do not arrive, or can't be read.
"""

from __future__ import annotations

import asyncio  # noqa: TID251, its tasks have a cancellation of their own
from typing import Any

import anyio
import pytest

from backtracked._async.room_session import RoomState
from backtracked.sandbox import Sandbox, _signals
from clientcore.sandbox import Latency, SlowBody, Status

from .test_left_running import me, record, running, texts, until

ROOM = "harbour-lights"


@pytest.fixture
def sandbox() -> Any:
    """The service, on loopback, with its quotas, and heartbeats that never fail."""
    sandbox = Sandbox(ping_interval=2500, ping_timeout=2500)
    with sandbox.serve():
        yield sandbox


def names(fired: list[tuple[Any, ...]]) -> list[str]:
    """Return the names of the events that were fired."""
    return [name for name, *_ in fired]


def detach(sandbox: Sandbox, channel: str) -> None:
    """Detach a room, as the service does at times."""
    for line in sandbox.world.channels.lines:
        line.attached.discard(channel)
    sandbox.send_frame(f'4{{"action":13,"channel":"{channel}"}}', "deckhand")


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


@pytest.mark.parametrize("how", ["detached", "dropped"])
async def test_lost_while_leaving(sandbox: Sandbox, how: str):
    """
    A room whose events are lost while it can't be left is heard again.
    """
    async with running(sandbox, retries=0) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_chat", "on_left_room")
        path = f"/room/{room.id}/users"
        sandbox.faults.add(Latency(0.5), method="DELETE", path=path)
        sandbox.faults.add(Status(503), method="DELETE", path=path)

        async def leave() -> None:
            with pytest.raises(Exception, match="503"):
                await room.leave()

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(leave)
            await anyio.sleep(0.05)
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
        sandbox.faults.add(Latency(0.3), method="DELETE", path=path, times=1)
        with anyio.move_on_after(0.1):
            await room.leave()
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
            again = await client.join_room(ROOM)

        assert client.rooms[again.id] is again
        assert again.is_attached
        assert sandbox.room.members[me(client)].joined


async def test_logout_while_joining(sandbox: Sandbox):
    """
    A join that a logout overtakes fails, and leaves no session behind.
    """
    login = sandbox.credentials.bot
    async with sandbox.client() as client:
        await client.login(login.username, login.password)
        late = SlowBody(0.05)
        slow = sandbox.faults.add(late, method="POST", path="/room/*/users")

        async def join() -> None:
            with pytest.raises(Exception, match="logged out"):
                await client.join_room(ROOM)

        async with anyio.create_task_group() as tasks:
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


async def test_two_false_leaves(sandbox: Sandbox):
    """
    After a ban and another, each leave that the service sends for the moderator is odd.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_member_leave", "on_member_ban")
        dee = sandbox.person("dee_mod")
        with sandbox.lock:
            dee.ban(ROOM, "ivy")
            dee.ban(ROOM, "cy_vip")
            dee.seem_to_leave(ROOM)
        await until(lambda: names(fired).count("on_member_ban") == 2)
        await anyio.sleep(0.2)

        assert room.members.named("dee_mod") is not None
        assert not [one for one in fired if str(one[2]) == "dee_mod"]


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


class Odd(BaseException):
    """What no program should raise."""


@pytest.mark.parametrize("error", [SystemExit(3), Odd("odd"), KeyboardInterrupt()])
@pytest.mark.parametrize("where", ["handler", "every"])
async def test_program_ends_itself(sandbox: Sandbox, where: str, error: BaseException):
    """
    ``sys.exit()`` in a handler closes the client as Ctrl-C does, and is raised.
    """
    login = sandbox.credentials.bot
    client = sandbox.client()
    fired = record(client, "on_disconnect", "on_close")

    async def leave() -> None:
        raise error

    if where == "handler":
        client.add_listener("on_ready", leave)
    else:
        client.every(seconds=0.01)(leave)
    with pytest.raises(type(error)) as caught:
        await client.start(login.username, login.password)

    assert caught.value is error
    assert names(fired) == ["on_disconnect", "on_close"]


async def test_cancelled_within(sandbox: Sandbox):
    """
    A periodic task goes on after the cancellation of a task that it waited for.
    """
    calls: list[int] = []
    async with running(sandbox) as client:

        @client.every(seconds=0.01)
        async def tick() -> None:
            calls.append(1)
            raise asyncio.CancelledError

        await until(lambda: len(calls) > 2)


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


async def test_join_without_user_id(sandbox: Sandbox):
    """
    A member's record that lacks the user's ID has that of the user beside it.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_member_join")
        user = {"_id": "u" * 24, "username": "newcomer"}
        record_of = {"_id": "m" * 24, "userid": {"odd": []}, "dubs": 3}
        news = {"user": user, "roomUser": record_of}
        sandbox.publish(ROOM, "user-join", news)
        await until(lambda: fired)

        member = room.members.named("newcomer")
        assert member is not None
        assert (member.user_id, member.dubs) == ("u" * 24, 3)


async def test_echo_with_odd_room(sandbox: Sandbox):
    """
    The bot's own message keeps its room, whatever the event says about it.
    """
    async with running(sandbox) as client:
        room = await client.join_room(ROOM)
        for odd in (None, 5, {}, {"roomid": None}, {"roomid": {"odd": []}}):
            message = await room.send_message("hello")
            item = {**sandbox.room.chat[-1], "queue_object": odd}
            fired = record(client, "on_raw_event")
            sandbox.publish(ROOM, "chat-message", item)
            await until(lambda fired=fired: fired)

            assert message.room is room


@pytest.mark.parametrize("keep_raw", [True, False])
async def test_when_a_song_began(sandbox: Sandbox, keep_raw: bool):
    """
    Votes and repeated announcements do not change when a song began.
    """
    async with running(sandbox, keep_raw=keep_raw) as client:
        room = await client.join_room(ROOM)
        fired = record(client, "on_dub")
        song = room.now_playing
        assert song is not None
        began = song.played_at
        document = {"_id": song.id, "played": None, "updubs": 9}
        news = {"song": document, "startTime": 3}
        sandbox.publish(ROOM, "room_playlist-update", news)
        await until(lambda: song.up_dubs == 9)
        ivy = {"_id": sandbox.person("ivy").user.id}
        vote = {"playlist": {**document, "updubs": 10}, "user": ivy}
        sandbox.publish(ROOM, "room_playlist-dub", vote)
        await until(lambda: fired)

        assert song.up_dubs == 10
        assert song.played_at == began is not None


async def test_read_again(sandbox: Sandbox):
    """
    A conversation that was marked as read is unread after the next message.
    """
    ivy = sandbox.person("ivy")
    async with running(sandbox) as client:
        fired = record(client, "on_private_message")
        user = f"user:{me(client)}"
        await until(lambda: sandbox.world.channels.reach(me(client), user))
        ivy.write("one", "deckhand")
        await until(lambda: fired)
        conversation = fired[0][1]
        await client.mark_as_read(conversation)
        assert me(client) in conversation.read_by

        ivy.write("two", "deckhand")
        await until(lambda: len(fired) == 2)
        await client.fetch_conversations()

        assert me(client) not in conversation.read_by
        assert conversation.latest_message_str == "two"

"""
The connection: made, used, and closed.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from typing import Any

import anyio
import anyio.lowlevel
import pytest

import clientcore
from backtracked import (
    Actions,
    Client,
    ClosedError,
    NotConnectedError,
    NotLoggedInError,
    Presence,
    Room,
)
from backtracked.sandbox import Sandbox
from clientcore.sandbox import Latency

from ..answers import BOB, ME, ROOM, SLUG, wrapped
from .socket import PATIENCE, Socket, connected, record, until

# --- Making it ----------------------------------------------------------------


async def test_no_login(queup: Client):
    """
    Who is not logged in can't connect, which is a RuntimeError, too.
    """
    async with queup:
        with pytest.raises(NotLoggedInError) as caught:
            await queup.connect()

    assert isinstance(caught.value, RuntimeError)
    assert isinstance(caught.value, clientcore.AuthError)


async def test_guest(queup: Client, socket: Socket):
    """
    A guest may try, and has no channel of one's own.
    """
    async with connected(queup, guest=True):
        await queup.join_room(SLUG)
        message = await socket.hears(Actions.join_room)

    assert message["channel"] == f"room:{ROOM}"


async def test_opening(online: Client, socket: Socket):
    """
    A connection has a token, an id, and one's own channel for private messages.
    """
    message = await socket.hears(Actions.join_room)

    assert socket.tokens == ["fixture-token-0001"]
    assert message["channel"] == f"user:{ME}"
    assert online.is_connected
    assert online.connection_id == "c1"


async def test_socket_id(queup: Client, socket: Socket):
    """
    The id stands under another name at times.
    """
    queup._realtime._connected({"action": 4, "socketId": "other"})

    assert queup.connection_id == "other"


async def test_twice(online: Client):
    """
    A client connects once at a time.
    """
    with pytest.raises(ClosedError, match="already"):
        await online.connect()


async def test_start(queup: Client, socket: Socket):
    """
    ``start`` logs in, connects, and closes at the end.
    """

    @queup.event
    async def on_ready() -> None:
        await queup.close()

    with anyio.fail_after(PATIENCE):
        await queup.start("bot", "password")

    with pytest.raises(ClosedError):
        await queup.login("bot", "password")


async def test_logout(queup: Client, socket: Socket, api: Any):
    """
    Logging out ends the connection, and another login begins another one.
    """
    api.get("/auth/logout").respond(json=wrapped(None))
    ready = record(queup, "on_ready")
    async with queup:
        for _ in range(2):
            await queup.login("bot", "password")
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(queup.connect)
                await queup.wait_for("on_ready", timeout=PATIENCE)
                await queup.logout()

        assert not queup.logged_in

    assert ready == ["on_ready"] * 2
    assert len(socket.tokens) == 2


async def test_cancelled(queup: Client, socket: Socket):
    """
    Cancelling ends it without leaving anything behind.
    """
    with anyio.move_on_after(PATIENCE) as scope:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(queup.start, "bot", "password")
            await queup.wait_until_ready()
            tasks.cancel_scope.cancel()

    assert not scope.cancelled_caught
    assert not queup.is_connected


def test_run(base_url: str):
    """
    ``run`` blocks, and needs no loop to begin with.
    """
    queup = Client(api=base_url)
    done: list[str] = []

    async def start(email: str, password: str) -> None:
        done.append(email)

    queup.start = start  # type: ignore[method-assign]
    queup.run(email="bot", password="password")

    assert done == ["bot"]


def test_interrupted(base_url: str):
    """
    Ctrl-C ends it quietly.
    """
    queup = Client(api=base_url)
    begun: list[str] = []

    async def start(email: str, password: str) -> None:
        begun.append(email)
        raise KeyboardInterrupt

    queup.start = start  # type: ignore[method-assign]
    queup.run("bot", "password")

    assert begun == ["bot"]


async def test_copy(online: Client):
    """
    A copy with other settings has the socket, and leaves it open when it is closed.
    """
    async with online.with_options(retries=0) as copy:
        assert copy.is_connected

    assert online.is_connected


async def test_closed_by_a_handler(queup: Client, socket: Socket):
    """
    A handler may close its client, and does so to the end.
    """
    closed: list[bool] = []

    @queup.event
    async def on_ready() -> None:
        await queup.close()
        closed.append(queup._connection.pool.closed)

    await queup.login("bot", "password")
    with anyio.fail_after(PATIENCE):
        await queup.connect()

    assert closed == [True]


PROGRAM = """
import sys
import time

import anyio
from backtracked import Client

client = Client(api=sys.argv[1], ws=sys.argv[2])

@client.event
async def on_ready():
    print("ready", flush=True)

@client.event
async def on_close():
    await anyio.sleep(0.01)
    print("closing", flush=True)

client.run(sys.argv[3], sys.argv[4])
print("over", flush=True)
"""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c(sign: signal.Signals):
    """
    Ctrl-C and SIGTERM end a program without a word, after ``on_close``.
    """
    sandbox = Sandbox()
    with sandbox.serve() as base:
        known = sandbox.environment(base)
        names = ("QUEUP_API", "QUEUP_WS", "QUEUP_USER1", "QUEUP_PASS1")
        command = [sys.executable, "-c", PROGRAM, *(known[name] for name in names)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            first = program.stdout.readline()
            program.send_signal(sign)
            rest, errors = program.communicate(timeout=30)

    assert (first, rest, errors) == ("ready\n", "closing\nover\n", "")
    assert program.returncode == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("path", "printed"),
    [("/auth/login", "over\n"), ("/auth/token", "closing\nover\n")],
)
def test_ctrl_c_before_ready(sign: signal.Signals, path: str, printed: str):
    """
    So they do while it logs in or connects, however long that takes.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Latency(60), path=path)
    with sandbox.serve() as base:
        known = sandbox.environment(base)
        names = ("QUEUP_API", "QUEUP_WS", "QUEUP_USER1", "QUEUP_PASS1")
        command = [sys.executable, "-c", PROGRAM, *(known[name] for name in names)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as program:
            while path not in [one.path for one in sandbox.requests]:
                time.sleep(0.01)
            program.send_signal(sign)
            rest, errors = program.communicate(timeout=30)

    assert (rest, errors) == (printed, "")
    assert program.returncode == 0


# --- Rooms --------------------------------------------------------------------


async def test_joined(online: Client, socket: Socket):
    """
    A room is attached when it is joined, and told once.
    """
    joined = record(online, "on_joined_room")
    room = await online.join_room(SLUG)
    await until(lambda: room.is_attached)
    await socket.say({"action": 11, "channel": room.room_id})
    await socket.event("chat-skip")
    await online.wait_for("on_chat_skip", timeout=PATIENCE)

    assert joined == ["on_joined_room"]
    assert room.presence is None


async def test_joined_before(queup: Client, socket: Socket):
    """
    A room that was joined before there was a connection is attached with it.
    """
    await queup.login("bot", "password")
    room = await queup.join_room(SLUG, enter=True)
    async with connected(queup):
        shown = await socket.hears(Actions.presence_change)

    assert shown["channel"] == room.room_id


async def test_join_in_on_ready(queup: Client, socket: Socket):
    """
    The program of the documentation works as it stands there.
    """
    replies: list[str] = []

    @queup.event
    async def on_ready() -> None:
        await queup.join_room(SLUG)

    @queup.event
    async def on_chat(message: Any) -> None:
        await message.room.change_presence(Presence.enter)
        replies.append((await message.room.send_message("hi")).content)

    await queup.login("bot", "password")
    async with connected(queup):
        await queup.wait_for("on_joined_room", timeout=PATIENCE)
        await socket.event("chat-message")
        await socket.hears(Actions.presence_change)
        await until(lambda: bool(replies))

    assert replies == ["Pong!"]


async def test_presence(online: Client, room: Room, socket: Socket):
    """
    Showing oneself says who one is, on which connection.
    """
    await room.change_presence(Presence.enter)
    message = await socket.hears(Actions.presence_change)

    assert message["presence"] == {
        "action": 0, "clientId": ME, "connectionId": "c1", "data": {}
    }  # fmt: skip
    assert room.presence is Presence.enter


async def test_presence_update(room: Room):
    """
    An update does not change whether one is there.
    """
    await room.change_presence(Presence.enter)
    await room.change_presence(Presence.update)

    assert room.presence is Presence.enter


async def test_leave(online: Client, room: Room, socket: Socket):
    """
    Leaving detaches the room.
    """
    await room.leave()
    message = await socket.hears(Actions.leave_room)

    assert message["channel"] == room.room_id
    assert not online.rooms


async def test_roster(online: Client, room: Room, socket: Socket, api: Any):
    """
    The roster is asked of the socket's host, with a token in a header.
    """
    place = socket.url.replace("ws://", "http://").removesuffix("/ws/")
    route = api.get(f"{place}/room/room%3A{ROOM}").respond(
        json={"members": [{"clientId": BOB}]}
    )

    assert await online.fetch_roster(room) == [{"clientId": BOB}]

    sent = route.calls.last.request
    assert sent.headers["x-access-token"] == "fixture-token-0001"
    assert "cookie" not in sent.headers
    assert sent.url.params["connectionId"] == "c1"


async def test_roster_unconnected(queup: Client):
    """
    It takes a connection.
    """
    async with queup:
        with pytest.raises(NotConnectedError):
            await queup.fetch_roster(ROOM)

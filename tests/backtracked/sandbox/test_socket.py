"""
The socket.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Awaitable, Callable
from json import loads
from typing import Any

import anyio
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from backtracked.sandbox import Room, Sandbox
from clientcore.sandbox import call

Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]

USERS = "/room/{harbour-lights}/users"


async def refusal(sandbox: Sandbox, token: str) -> int:
    with pytest.raises(InvalidStatus) as caught:
        async with connect(f"{sandbox.ws_url}?access_token={token}", proxy=None):
            pass
    status: int = caught.value.response.status_code
    return status


async def test_opening(sandbox: Sandbox, listen: Listen):
    """
    The first packet says how to stay alive, the first message who one is.
    """
    ear = await listen("deckhand")

    assert (ear.opening["pingInterval"], ear.opening["pingTimeout"]) == (25_000, 5000)
    assert ear.opening["upgrades"] == []
    assert ear.hello == {
        "action": 4,
        "clientId": sandbox.person("deckhand").user.id,
        "connectionId": ear.opening["sid"],
    }


async def test_socket_id(sandbox: Sandbox, listen: Listen):
    """
    The connection's id may have another name.
    """
    sandbox.world.quirks.socket_id = True
    ear = await listen(None)

    assert set(ear.hello) == {"action", "clientId", "socketId"}


async def test_no_slash(sandbox: Sandbox, base_url: str):
    """
    The path does without its last slash.
    """
    token = sandbox.world.new_ticket("a-guest")
    url = f"{sandbox.ws_url.rstrip('/')}?access_token={token}"
    async with connect(url, proxy=None) as websocket:
        with anyio.fail_after(20):
            assert str(await websocket.recv()).startswith("0{")


async def test_tokens(sandbox: Sandbox, listen: Listen):
    """
    A token that is used, expired or none at all is refused.
    """
    used, old = (sandbox.world.new_ticket("a-guest") for _ in range(2))
    await listen(None, token=used)
    sandbox.advance(sandbox.world.limits.ticket_lifetime)
    statuses = [await refusal(sandbox, token) for token in (used, old, "")]

    assert statuses == [401, 401, 401]


async def test_token_on_the_socket(sandbox: Sandbox, listen: Listen):
    """
    A new token can be had on the socket, and is good once.
    """
    ear = await listen("deckhand")
    await ear.say(action=17, reqId="r1", clientId=ear.hello["clientId"])
    answer = await ear.message()
    again = await listen(None, token=answer["token"])

    assert (answer["action"], answer["reqId"]) == (17, "r1")
    assert again.hello["clientId"] == ear.hello["clientId"]


@pytest.mark.parametrize(
    ("sent", "answer"), [("2", "3"), ("2probe", "3probe"), (b"\x02", "3")]
)
async def test_ping(listen: Listen, sent: str | bytes, answer: str):
    """
    A ping is answered with a pong of the same payload.
    """
    ear = await listen(None)
    await ear.websocket.send(sent)

    assert await ear.frame() == answer


async def test_no_pong(sandbox: Sandbox, listen: Listen, room: Room):
    """
    The server can play dead.
    """
    sandbox.world.channels.answers_pings = False
    ear = await listen(None, room)
    await ear.websocket.send("2")
    sandbox.say(room, "ada_dj", "still here")

    assert (await ear.event())["message"] == "still here"


async def test_silent_client(sandbox: Sandbox, listen: Listen):
    """
    A client that shows no life is hung up on.
    """
    sandbox.ping_interval, sandbox.ping_timeout = 0.05, 0.05
    ear = await listen(None)
    with pytest.raises(ConnectionClosed) as caught:
        await ear.frame()

    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1001


@pytest.mark.parametrize(("how", "frames"), [("close", []), ("packet", ["1"])])
async def test_drop(
    sandbox: Sandbox, listen: Listen, how: Any, frames: list[str], room: Room
):
    """
    Hanging up comes behind what was sent, with a code.
    """
    ear = await listen("deckhand", room)
    sandbox.say(room, "ada_dj", "last words")

    assert sandbox.drop_sockets("deckhand", how=how, code=1012) == 1
    assert (await ear.event())["message"] == "last words"
    assert [await ear.frame() for _ in frames] == frames
    with pytest.raises(ConnectionClosed) as caught:
        await ear.frame()
    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1012


async def test_reset_of_the_connection(sandbox: Sandbox, listen: Listen):
    """
    Hanging up can be done without a word.
    """
    first, second = await listen("deckhand"), await listen("ivy")
    sandbox.drop_sockets("deckhand", how="reset")
    with pytest.raises(ConnectionClosed) as caught:
        await first.frame()
    await second.websocket.send("2")

    assert caught.value.rcvd is None
    assert await second.frame() == "3"


async def test_reset_of_the_sandbox(sandbox: Sandbox, listen: Listen):
    """
    A new world hangs up on everybody.
    """
    ear = await listen("deckhand")
    sandbox.reset()
    with pytest.raises(ConnectionClosed):
        await ear.frame()

    assert sandbox.world.channels.lines == []


async def test_client_says_goodbye(sandbox: Sandbox, listen: Listen):
    """
    A client's close packet is answered by closing.
    """
    ear = await listen("deckhand")
    await ear.websocket.send("1")
    with pytest.raises(ConnectionClosed):
        await ear.frame()


@pytest.mark.parametrize("frame", ["", "9", "4{broken", "bx", b"\x09"])
async def test_garbage(listen: Listen, frame: str | bytes):
    """
    What cannot be read ends the connection.
    """
    ear = await listen(None)
    await ear.websocket.send(frame)
    with pytest.raises(ConnectionClosed) as caught:
        await ear.frame()

    assert caught.value.rcvd is not None
    assert caught.value.rcvd.code == 1007


@pytest.mark.parametrize("encoding", ["base64", "binary"])
async def test_encodings(sandbox: Sandbox, room: Room, listen: Listen, encoding: Any):
    """
    Messages come in Engine.IO's other forms on demand, and are read in them.
    """
    ear = await listen(None)
    sandbox.world.channels.encoding = encoding
    await ear.websocket.send("b4eyJhY3Rpb24iOjB9")
    frame = await ear.frame()
    if encoding == "base64":
        payload = b64decode(str(frame).removeprefix("b4"))
    else:
        payload = bytes(frame).removeprefix(b"\x04")

    assert loads(payload) == {"action": 0}


async def test_raw_frames(sandbox: Sandbox, listen: Listen):
    """
    A test sends what it likes, to all or to one.
    """
    first, second = await listen("deckhand"), await listen("ivy")

    assert sandbox.send_frame("6") == 2
    assert sandbox.send_frame("9?", "ivy") == 1
    assert [await first.frame(), await second.frame()] == ["6", "6"]
    assert await second.frame() == "9?"


# --- Channels


async def test_attach(room: Room, listen: Listen):
    """
    A room is attached and detached by its id.
    """
    ear = await listen("deckhand")
    attached = await ear.attach(room)
    await ear.say(action=12, channel=room.channel, reqId="r2")
    detached = await ear.message()

    known = {"clientId": ear.hello["clientId"], "channel": room.channel}
    known["connectionId"] = ear.hello["connectionId"]
    assert attached == {"action": 11, **known}
    assert detached == {"action": 13, "reqId": "r2", **known}


async def test_unknown_channel(listen: Listen):
    """
    A channel that there is not is an error.
    """
    ear = await listen("deckhand")
    await ear.say(action=10, channel="room:x", reqId="r3")

    assert await ear.message() == {
        "action": 9,
        "error": "Channel not found",
        "channel": "room:x",
        "reqId": "r3",
    }


async def test_detached(sandbox: Sandbox, room: Room, listen: Listen):
    """
    Only who is attached is told.
    """
    ear = await listen("deckhand", room)
    await ear.say(action=12, channel=room.channel)
    await ear.message()
    sandbox.say(room, "ada_dj", "unheard")
    await ear.websocket.send("2")

    assert await ear.frame() == "3"


async def test_somebody_elses_channel(sandbox: Sandbox, listen: Listen):
    """
    Somebody else's own channel stays silent.
    """
    ivy = sandbox.person("ivy").user
    ear = await listen("deckhand")
    await ear.say(action=10, channel=f"user:{ivy.id}")
    answer = await ear.message()
    sandbox.person("kit").write("secret", ivy)
    await ear.websocket.send("2")

    assert answer["action"] == 11
    assert await ear.frame() == "3"


async def test_other_actions(listen: Listen):
    """
    A heartbeat is answered; what is unknown is only if it wants an answer.
    """
    ear = await listen("deckhand")
    await ear.say(action=99)
    await ear.say(action=99, reqId="r4")
    await ear.say(action=0)

    assert await ear.message() == {"action": 2, "reqId": "r4"}
    assert await ear.message() == {"action": 0}


async def test_published(sandbox: Sandbox, room: Room, listen: Listen):
    """
    A test has anything published, as JSON or as text.
    """
    ear = await listen(None, room)
    sandbox.publish(room, "totally-new", {"anything": 1})
    sandbox.publish(room, "chat-message", "plain text")
    first, second = (await ear.message(), await ear.message())

    assert loads(first["message"]["data"]) == {"type": "totally-new", "anything": 1}
    assert second["message"] == {
        "name": "chat-message",
        "type": "string",
        "data": "plain text",
    }


# --- Presence


async def test_presence(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    Who joined is in the list once they entered, and the room hears of them.
    """
    watcher, ear = await listen(None, room), await listen("deckhand", room)
    await data("POST", USERS, by="deckhand")
    presence = {"action": 0, "data": {"mood": "good"}}
    await ear.say(action=14, channel=room.channel, presence=presence, reqId="r5")
    entered, joined = await watcher.message(), await watcher.event()
    roster = await data("GET", f"/room/{room.channel}")

    assert entered["presence"] == {
        "action": 0,
        "clientId": ear.hello["clientId"],
        "connectionId": ear.hello["connectionId"],
        "data": {"mood": "good"},
    }
    assert joined["type"] == "user-join"
    assert joined["roomUser"]["userid"] == ear.hello["clientId"]
    assert [row["data"] for row in roster] == [{"mood": "good"}]
    assert len(await data("GET", USERS)) == 7


async def test_entering_without_an_action(
    sandbox: Sandbox, data: Data, room: Room, listen: Listen
):
    """
    A missing kind of presence is entering, and may come before joining.
    """
    ear = await listen("deckhand", room)
    await ear.say(action=14, channel=room.channel, presence={"data": {}})
    assert (await ear.message())["presence"]["action"] == 0
    await data("POST", USERS, by="deckhand")

    assert (await ear.event())["type"] == "user-join"


@pytest.mark.parametrize("way", ["presence", "detach", "drop"])
async def test_presence_ends(
    sandbox: Sandbox, room: Room, listen: Listen, data: Data, way: str
):
    """
    Presence ends when the client says so, detaches, or is gone.
    """
    watcher, ear = await listen(None, room), await listen("deckhand", room)
    await data("POST", USERS, by="deckhand")
    await ear.say(action=14, channel=room.channel, presence={"action": 0})
    await watcher.event("user-join")
    if way == "presence":
        await ear.say(action=14, channel=room.channel, presence={"action": 1})
    elif way == "detach":
        await ear.say(action=12, channel=room.channel)
    else:
        sandbox.drop_sockets("deckhand", how="reset")

    assert (await watcher.message())["presence"]["action"] == 1
    assert (await watcher.event())["type"] == "user-leave"
    assert len(await data("GET", USERS)) == 6


async def test_two_connections(
    sandbox: Sandbox, room: Room, listen: Listen, data: Data
):
    """
    Who is there twice is there until the last connection is gone.
    """
    await data("POST", USERS, by="deckhand")
    ears = [await listen("deckhand", room) for _ in range(2)]
    for ear in ears:
        await ear.say(action=14, channel=room.channel, presence={"action": 0})
        while (await ear.message())["action"] != 14:
            pass
    await ears[0].websocket.close()
    while (left := await ears[1].message())["action"] != 14:
        pass

    assert left["presence"]["connectionId"] in {
        ears[0].hello["connectionId"],
        ears[1].hello["connectionId"],
    }
    assert len(await data("GET", USERS)) == 7


async def test_update_of_presence(sandbox: Sandbox, room: Room, listen: Listen):
    """
    An update is passed on, and changes nothing else.
    """
    ear = await listen("deckhand", room)
    presence = {"action": 2, "data": {"mood": "better"}}
    await ear.say(action=14, channel=room.channel, presence=presence)

    assert (await ear.message())["presence"]["data"] == {"mood": "better"}
    assert not sandbox.world.member(room, sandbox.person("deckhand").user).connections


async def test_leaving_with_a_connection(room: Room, listen: Listen, data: Data):
    """
    Who leaves is present no longer, however many connections they have.
    """
    ear = await listen("deckhand", room)
    await data("POST", USERS, by="deckhand")
    await ear.say(action=14, channel=room.channel, presence={"action": 0})
    await ear.event("user-join")
    await data("DELETE", USERS, by="deckhand")

    assert (await ear.event())["type"] == "user-leave"
    assert await data("GET", f"/room/{room.channel}") == []
    assert len(await data("GET", USERS)) == 6


async def test_presence_nowhere(listen: Listen):
    """
    Presence in a channel that there is not means nothing.
    """
    ear = await listen("deckhand")
    await ear.say(action=14, channel="room:x", presence={"action": 0}, reqId="r6")
    await ear.say(action=0)

    assert await ear.message() == {"action": 0}


async def test_guests(sandbox: Sandbox, room: Room, listen: Listen, data: Data):
    """
    A guest who enters is in the roster, and in no list of people.
    """
    ear = await listen(None, room)
    await ear.say(action=14, channel=room.channel, presence={"action": 0})
    await ear.message()
    roster = await data("GET", f"/room/{room.channel}")

    assert [row["clientId"] for row in roster] == ["a-guest"]
    assert len(await data("GET", USERS)) == 6


async def test_false_goodbye(sandbox: Sandbox, room: Room, listen: Listen, data: Data):
    """
    The service may say that somebody left who has not; joining tells it.
    """
    ear = await listen(None, room)
    sandbox.person("ivy").seem_to_leave(room)
    await data("POST", USERS, by="ivy")

    assert await ear.names(2) == ["user-leave", "user-join"]
    assert len(await data("GET", USERS)) == 6


async def test_recorded(sandbox: Sandbox, listen: Listen):
    """
    Handshakes are recorded like requests.
    """
    await listen("deckhand")
    await call(sandbox, "GET", "/room")

    assert [r.method for r in sandbox.requests] == ["WEBSOCKET", "GET"]

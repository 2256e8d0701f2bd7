"""
What nobody expected: it is told, and never the end.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from backtracked import Client, Room

from ..answers import ME, load
from .socket import PATIENCE, Socket, until

FRAMES = [frame for frame in load("frames") if not frame["valid"]]


async def still_alive(online: Client, socket: Socket) -> None:
    """Check that the next event arrives."""
    await socket.event("chat-skip")
    await online.wait_for("on_chat_skip", timeout=PATIENCE)

    assert len(socket.tokens) == 1


@pytest.fixture
def raw(online: Client, room: Room) -> list[tuple[Any, ...]]:
    """All raw events."""
    told: list[tuple[Any, ...]] = []

    @online.event
    async def on_raw_event(*arguments: Any) -> None:
        told.append(arguments)

    return told


@pytest.mark.parametrize(
    "frame", [*(f["text"] for f in FRAMES), "b4!", "4[1]", "4null"]
)
async def test_bad_frame(
    frame: str, online: Client, socket: Socket, raw: list[tuple[Any, ...]]
):
    """
    A frame that can't be read is told as it is.
    """
    await socket.send(frame)
    await still_alive(online, socket)

    assert raw[0] == ("frame", None, frame)


@pytest.mark.parametrize("frame", ["3", "3probe", "5", "6", "b4eyJhY3Rpb24iOjB9"])
async def test_other_packets(
    frame: str, online: Client, socket: Socket, raw: list[tuple[Any, ...]]
):
    """
    Packets that are no messages, and heartbeats, say nothing.
    """
    await socket.send(frame)
    await still_alive(online, socket)
    await until(lambda: bool(raw))

    assert [name for name, *_ in raw] == ["chat-skip"]


async def test_binary_message(online: Client, socket: Socket, room: Room):
    """
    A message may come in a binary frame.
    """
    message = json.dumps(load("event.chat-skip")).encode()
    await socket.send(b"\x04" + message)

    await online.wait_for("on_chat_skip", timeout=PATIENCE)


@pytest.mark.parametrize("name", ["ws.unknown_action", "ws.error", "ws.token"])
async def test_unknown_action(
    name: str, online: Client, socket: Socket, raw: list[tuple[Any, ...]]
):
    """
    A message of a kind that nobody acts on is told by its number.
    """
    message = load(name)
    await socket.say(message)
    await still_alive(online, socket)

    assert raw[0][0] == f"action:{message['action']}"
    assert raw[0][2] == message


@pytest.mark.parametrize(
    "message", [{}, {"action": 15}, {"action": 15, "message": 1}, {"action": []}]
)
async def test_shapeless(
    message: dict[str, Any], online: Client, socket: Socket, raw: list[tuple[Any, ...]]
):
    """
    So is one of no known shape.
    """
    await socket.say(message)
    await still_alive(online, socket)

    assert raw[0][2] == message


async def test_unknown_event(
    online: Client, socket: Socket, raw: list[Any], room: Room
):
    """
    An event that nobody knows is told by its name, and does nothing else.
    """
    await socket.event("unknown_name")
    await still_alive(online, socket)

    name, where, payload = raw[0]
    assert (name, where) == ("totally-new-event", room)
    assert payload["type"] == name


@pytest.mark.parametrize("name", ["string_type", "malformed_data"])
async def test_bad_data(name: str, online: Client, socket: Socket, raw: list[Any]):
    """
    Data that is no JSON is told as it came.
    """
    event = load(f"event.{name}")
    await socket.say(event)
    await still_alive(online, socket)

    assert raw[0][0] == "chat-message"
    assert raw[0][2] == event["message"]["data"]


async def test_odd_payload(online: Client, socket: Socket, raw: list[Any]):
    """
    An event whose data is of another shape is told, and the next one read.
    """
    await socket.event(
        "room_playlist-update", {"song": {"_id": "x", "created": "soon"}}
    )
    await still_alive(online, socket)

    assert raw


async def test_other_room(online: Client, socket: Socket, raw: list[Any]):
    """
    An event of a room that one is not in changes nothing.
    """
    event = load("event.chat-message")
    await socket.say({**event, "channel": "room:elsewhere"})
    await still_alive(online, socket)

    assert raw[0][:2] == ("chat-message", None)
    assert not online.messages


async def test_name_in_the_data(online: Client, socket: Socket, room: Room):
    """
    An event without a name has it in its data.
    """
    event = load("event.chat-skip")
    del event["message"]["name"]
    await socket.say(event)

    await online.wait_for("on_chat_skip", timeout=PATIENCE)


# --- What the service says by mistake -----------------------------------------


async def test_false_leave(online: Client, room: Room, socket: Socket, api: Any):
    """
    Told that one has left, one comes back.
    """
    before = len(api.calls)
    await socket.event("user-leave", user={"_id": ME, "username": "fixture_bot"})
    await online.wait_for("on_member_leave", timeout=PATIENCE)
    await until(lambda: len(api.calls) > before + 1 and room.me is not None)

    assert room.me is not None
    assert online.rooms[room.id] is room


@pytest.mark.parametrize("event", ["user-kick", "user-ban"])
async def test_put_out(event: str, online: Client, room: Room, socket: Socket):
    """
    Put out of a room, one is in it no longer, and does not come back.
    """
    await socket.event("user-leave", user={"_id": ME, "username": "fixture_bot"})
    await socket.event(event, kickedUser={"_id": ME, "username": "fixture_bot"})

    assert await online.wait_for("on_left_room", timeout=PATIENCE) is room
    assert not online.rooms

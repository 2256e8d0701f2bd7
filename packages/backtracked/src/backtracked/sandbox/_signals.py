"""
Messages of clients on the socket, and the responses to them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ._actions import people
from ._channels import Line
from ._world import Room, User, World

_ACK, _NACK = 1, 2
_ERROR = 9


def greet(world: World, line: Line) -> None:
    """
    Send a client its user and connection IDs.
    """
    name = "socketId" if world.quirks.socket_id else "connectionId"
    hello = {"action": 4, "clientId": line.client_id, name: line.connection_id}
    world.channels.send(line, hello)


def hear(world: World, line: Line, message: dict[str, Any]) -> None:
    """
    Handle a client's message.
    """
    action = _ACTIONS.get(message.get("action", -1))
    if action is not None:
        action(world, line, message)
    elif "reqId" in message:
        _reply(world, line, message, {"action": _NACK})


def gone(world: World, line: Line) -> None:
    """
    Do what follows from the end of a socket.
    """
    world.channels.lines.remove(line)
    for channel in sorted(line.entered):
        _tell_presence(world, line, channel, 1, {})
        _depart(world, line, channel)


# --- Actions


def _heartbeat(world: World, line: Line, message: dict[str, Any]) -> None:
    _reply(world, line, message, {"action": 0})


def _attach(world: World, line: Line, message: dict[str, Any]) -> None:
    channel = str(message.get("channel"))
    if _room(world, channel) is None and not channel.startswith("user:"):
        refusal = {"action": _ERROR, "error": "Channel not found"}
        _reply(world, line, message, {**refusal, "channel": channel})
        return
    # Other people's channels are attached too, and stay silent.
    if channel == f"user:{line.client_id}" or channel.startswith("room:"):
        line.attached.add(channel)
    _reply(world, line, message, _state(line, 11, channel))


def _detach(world: World, line: Line, message: dict[str, Any]) -> None:
    channel = str(message.get("channel"))
    line.attached.discard(channel)
    if channel in line.entered:
        line.entered.remove(channel)
        _tell_presence(world, line, channel, 1, {})
        _depart(world, line, channel)
    _reply(world, line, message, _state(line, 13, channel))


def _presence(world: World, line: Line, message: dict[str, Any]) -> None:
    channel, presence = str(message.get("channel")), message.get("presence") or {}
    room = _room(world, channel)
    if room is None:
        return
    kind, data = presence.get("action", 0), presence.get("data") or {}
    line.data[channel] = data
    _tell_presence(world, line, channel, kind, data)
    if kind == 0:
        line.entered.add(channel)
        _enter(world, line, room)
    elif kind == 1:
        line.entered.discard(channel)
        _depart(world, line, channel)
    if "reqId" in message:
        _reply(world, line, message, {"action": _ACK})


def _token(world: World, line: Line, message: dict[str, Any]) -> None:
    token = world.new_ticket(line.client_id)
    told = {"action": 17, "token": token, "clientId": line.client_id}
    _reply(world, line, message, told)


_ACTIONS: dict[int, Callable[[World, Line, dict[str, Any]], None]] = {
    0: _heartbeat,
    10: _attach,
    12: _detach,
    14: _presence,
    17: _token,
}


# --- Parts of them


def _room(world: World, channel: str) -> Room | None:
    return world.rooms.get(channel.removeprefix("room:"))


def _user(world: World, line: Line) -> User | None:
    return world.users.get(line.client_id)


def _enter(world: World, line: Line, room: Room) -> None:
    # Guests are in the roster, and in no list of people.
    if user := _user(world, line):
        people.enter(world, room, user, line.connection_id)


def _depart(world: World, line: Line, channel: str) -> None:
    room, user = _room(world, channel), _user(world, line)
    if room and user:
        people.depart(world, room, user, line.connection_id)


def _tell_presence(
    world: World, line: Line, channel: str, kind: int, data: dict[str, Any]
) -> None:
    presence = {
        "action": kind,
        "clientId": line.client_id,
        "connectionId": line.connection_id,
        "data": data,
    }
    world.channels.broadcast(channel, {"action": 14, "presence": presence})


def _state(line: Line, action: int, channel: str) -> dict[str, Any]:
    return {
        "action": action,
        "clientId": line.client_id,
        "connectionId": line.connection_id,
        "channel": channel,
    }


def _reply(
    world: World, line: Line, message: dict[str, Any], answer: dict[str, Any]
) -> None:
    repeated = {"reqId": message["reqId"]} if "reqId" in message else {}
    world.channels.send(line, {**answer, **repeated})

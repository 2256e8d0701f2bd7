"""
What people say in a room.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._shapes import rooms as shapes
from backtracked.sandbox._text import stored
from backtracked.sandbox._world import Room, User, World

from .people import publish


def say(world: World, room: Room, user: User, text: str) -> dict[str, Any]:
    """
    Say something, and give the item as the log and the channel have it.
    """
    now = world.clock()
    item: dict[str, Any] = {
        "type": "chat-message",
        "user": shapes.seen(world, user),
        "message": stored(text),
        "time": now,
        "realTimeChannel": f"queup-{room.slug}",
        "chatid": _free_id(room, user, now),
    }
    if not world.quirks.no_queue_object:
        item["queue_object"] = shapes.member(room, world.member(room, user))
    room.chat.append(item)
    publish(world, room, "chat-message", **item)
    return item


def _free_id(room: Room, user: User, now: int) -> str:
    taken = {item.get("chatid") for item in room.chat}
    while (wanted := f"{user.id}-{now}") in taken:
        now += 1
    return wanted


def find(room: Room, chat_id: str) -> dict[str, Any] | None:
    """
    A message in the log.
    """
    said = (item for item in room.chat if item["type"] == "chat-message")
    return next((item for item in said if item["chatid"] == chat_id), None)


def delete(world: World, room: Room, moderator: User, chat_id: str) -> None:
    """
    Delete a message. The log keeps it, marked as deleted.
    """
    by = shapes.seen(world, moderator)
    _log(world, room, "delete-chat-message", chatid=chat_id, user=by)


def clear(world: World, room: Room, moderator: User, author: User) -> None:
    """
    Delete all messages of a user in a room.
    """
    by = shapes.seen(world, moderator)
    # The name is the service's.
    _log(world, room, "delete-chat-message-global", userdid=author.id, user=by)


def _log(world: World, room: Room, name: str, /, **data: Any) -> None:
    room.chat.append({"type": name, **data})
    publish(world, room, name, **data)

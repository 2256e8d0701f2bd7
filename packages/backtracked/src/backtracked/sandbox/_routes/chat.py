"""
``/chat/…``: what is said in a room.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._actions import chat
from backtracked.sandbox._endpoint import Call, Endpoints, found, refused
from backtracked.sandbox._problems import Problem
from backtracked.sandbox._text import plain, units
from backtracked.sandbox._world import User, World

endpoints = Endpoints()

#: How much of the log can be read.
_RECENT = 100


@endpoints.add("GET", "/chat/{room}")
def history(call: Call) -> Any:
    return call.room.chat[-_RECENT:]


@endpoints.add("POST", "/chat/{room}", private=True)
def send(call: Call) -> Any:
    world, room, user = call.world, call.room, call.me
    member, text = world.member(room, user), call.fields.text("message").strip()
    if not member.joined:
        raise refused("You are not in this room", 401)
    if member.muted:
        raise refused("You are muted in this room", 401)
    if not 0 < units(plain(text)) <= world.limits.chat_length:
        raise Problem(400, f"A message has 1 to {world.limits.chat_length} characters")
    _count(world, user)
    item = chat.say(world, room, user, text)
    return {**item, "req": call.fields.echo()}


def _count(world: World, user: User) -> None:
    """
    Check that a user is within the chat quota.
    """
    now, limits = world.clock(), world.limits
    window = round(limits.chat_window * 1000)
    recent = [t for t in world.chat_times.get(user.id, []) if t > now - window]
    if len(recent) >= limits.chat_count:
        world.chat_refused[user.id] = now + round(limits.chat_penalty * 1000)
        recent = []
    world.chat_times[user.id] = recent
    if now < world.chat_refused.get(user.id, 0):
        raise Problem(429, limits.chat_wait)
    recent.append(now)


@endpoints.add("DELETE", "/chat/{room}/{message}", private=True)
def delete(call: Call) -> Any:
    message = found(chat.find(call.room, call.path["message"]), "Message")
    own = message["user"]["_id"] == call.me.id
    user = call.me if own else call.require("delete-chat")
    chat.delete(call.world, call.room, user, message["chatid"])
    return {}

"""
``/message``: private messages.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._actions import messages
from backtracked.sandbox._endpoint import Call, Endpoints, found
from backtracked.sandbox._problems import Problem
from backtracked.sandbox._shapes import messages as shapes

endpoints = Endpoints()


@endpoints.add("GET", "/message", private=True)
def conversations(call: Call) -> Any:
    return [shapes.with_users(one) for one in call.world.conversations_of(call.me)]


@endpoints.add("GET", "/message/new", private=True)
def unread(call: Call) -> Any:
    own = call.world.conversations_of(call.me)
    return sum(bool(one.messages) and call.me.id not in one.read for one in own)


@endpoints.add("POST", "/message", private=True)
def converse(call: Call) -> Any:
    users, ids = call.world.users, call.fields.many("usersid")
    others = [found(users.get(one), "User") for one in ids]
    if not others or len({call.me, *others}) > call.world.limits.people:
        raise Problem(400, "That many cannot talk to each other")
    return shapes.with_users(messages.converse(call.world, [call.me, *others]))


@endpoints.add("GET", "/message/{conversation}", private=True)
def read(call: Call) -> Any:
    return [shapes.with_author(one) for one in call.own_conversation.messages]


@endpoints.add("POST", "/message/{conversation}", private=True)
def write(call: Call) -> Any:
    text = call.fields.text("message").strip()
    if not text:
        raise Problem(400, "A message needs a text")
    to = call.own_conversation
    return shapes.message(messages.write(call.world, to, call.me, text))


@endpoints.add("POST", "/message/{conversation}/read", private=True)
def mark_as_read(call: Call) -> Any:
    if call.me.id not in call.own_conversation.read:
        call.own_conversation.read.append(call.me.id)
    return shapes.conversation(call.own_conversation)

"""
Private messages: the event has no text, so it is read.
"""

from __future__ import annotations

from typing import Any

from backtracked import Client, Conversation, Message

from ..answers import BOB, CONVERSATION, ME, data, wrapped
from .socket import PATIENCE, Socket


async def test_text(online: Client, socket: Socket):
    """
    The handler is given the conversation, and the message with its text.
    """
    await socket.event("new-message")
    conversation, message = await online.wait_for(
        "on_private_message", timeout=PATIENCE
    )

    assert conversation is online.conversations[CONVERSATION]
    assert message.content == "see you later"
    assert message.author is online.users[BOB]


async def test_documented_handler(online: Client, socket: Socket):
    """
    A handler that takes the conversation alone is given that.
    """
    told: list[Conversation] = []

    @online.event
    async def on_private_message(conversation: Conversation) -> None:
        told.append(conversation)

    await socket.event("new-message")
    await online.wait_for("on_private_message", timeout=PATIENCE)

    assert told == [online.conversations[CONVERSATION]]


async def test_each_once(online: Client, socket: Socket, api: Any):
    """
    Messages that came together are told once each, the oldest first.
    """
    told: list[str] = []

    @online.event
    async def on_private_message(_: Conversation, message: Message) -> None:
        told.append(message.content)

    await socket.event("new-message")
    await online.wait_for("on_private_message", timeout=PATIENCE)
    known = data("message_get.ok")
    more = [{**known[0], "_id": f"m{n}", "message": f"news {n}"} for n in (2, 1)]
    api.get(f"/message/{CONVERSATION}").respond(json=wrapped([*more, *known]))
    await socket.event("new-message")
    await socket.event("new-message")
    await online.wait_for(
        "on_private_message",
        lambda _, message: message.content == "news 2",
        timeout=PATIENCE,
    )

    assert told == ["see you later", "news 1", "news 2"]


async def test_new_conversation(online: Client, socket: Socket, api: Any):
    """
    A conversation that was not seen before is read, too.
    """
    known = data("message_list.ok")[0]
    api.get("/message").respond(json=wrapped([{**known, "_id": "fresh"}]))
    api.get("/message/fresh").respond(json=wrapped(data("message_get.ok")))

    await socket.event("new-message", messageid="fresh")
    conversation, _ = await online.wait_for("on_private_message", timeout=PATIENCE)

    assert conversation.id == "fresh"


async def test_own(online: Client, socket: Socket):
    """
    One's own messages are none of it.
    """
    told: list[Any] = []

    @online.event
    async def on_private_message(conversation: Conversation) -> None:
        told.append(conversation)

    await socket.event("new-message", userid=ME)
    await socket.event("new-message")
    await online.wait_for("on_private_message", timeout=PATIENCE)

    assert len(told) == 1

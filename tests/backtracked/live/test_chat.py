"""
Chat and private messages: each once, in order, at the pace that the service allows.
"""

from __future__ import annotations

import anyio.lowlevel
import pytest

from backtracked.sandbox import Sandbox
from clientcore.sandbox import Latency

from .running import held, me, record, running, texts, until


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
        with held(sandbox, path="/auth/token") as slow:
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

"""
Private conversations.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from backtracked import Client, Conversation

from ..answers import ALICE, BOB, CONVERSATION, ME, answer, data, log_in, wrapped


@pytest.fixture
def queup(api: Any, base_url: str) -> Client:
    """Return a client whose user has one conversation, with Bob."""
    log_in(api)
    api.get("/message").respond(**answer("message_list.ok"))
    return Client(api=base_url)


async def test_list(queup: Client):
    """
    A conversation knows its people, and who has read it.
    """
    async with queup:
        await queup.login("bot", "password")
        conversation = queup.conversations[CONVERSATION]

        assert [one.id for one in conversation.recipients] == [BOB]
        assert conversation.recipients[0] is queup.users[BOB]
        assert conversation.latest_message_str == "see you later"
        assert not conversation.is_group
        assert queup.user is not None
        assert conversation.has_read(queup.user)
        assert not conversation.has_read(queup.users[BOB])


async def test_used_again(queup: Client):
    """
    A conversation that is there is opened without asking.
    """
    async with queup:
        await queup.login("bot", "password")
        conversation = await queup.users[BOB].open_conversation()

        assert conversation is queup.conversations[CONVERSATION]


async def test_group_is_another(queup: Client, api: Any):
    """
    A group is not taken for the conversation with one of its people.
    """
    group = {"_id": "group", "usersid": [ME, ALICE, BOB], "users_read": None}
    api.post("/message").respond(json=wrapped(group))

    async with queup:
        await queup.login("bot", "password")
        both = await queup.open_conversation(ALICE, BOB)

        assert both.is_group
        assert both.recipient_ids == {ALICE, BOB}
        assert not both.has_read(BOB)
        assert queup.conversations.get_by_recipients(BOB) is not both
        assert queup.conversations.get_by_recipients(BOB, ALICE) is both


async def test_too_many(base_url: str):
    """
    A conversation has two to ten people.
    """
    async with Client(api=base_url) as queup:
        for people in ([], [str(place) for place in range(10)]):
            with pytest.raises(ValueError, match="2 to 10"):
                await queup.open_conversation(*people)


async def test_fetch(queup: Client, api: Any):
    """
    Messages are newest first, remembered, and belong to their conversation.
    """
    api.get(f"/message/{CONVERSATION}").respond(**answer("message_get.ok"))

    async with queup:
        await queup.login("bot", "password")
        conversation = queup.conversations[CONVERSATION]
        ids = await conversation.fetch()
        newest = queup.messages[ids[0]]

        assert newest.content == "see you later"
        assert newest.conversation is conversation
        assert newest.author is queup.users[BOB]
        assert newest.room is None
        assert newest.member is None


async def test_fetch_nothing(queup: Client, api: Any):
    """
    A conversation without messages has none.
    """
    api.get(f"/message/{CONVERSATION}").respond(**answer("message_get.empty"))

    async with queup:
        await queup.login("bot", "password")

        assert await queup.conversations[CONVERSATION].fetch() == []


async def test_send(queup: Client, api: Any):
    """
    A message that was sent comes back as one.
    """
    route = api.post(f"/message/{CONVERSATION}").respond(**answer("message_send.ok"))

    async with queup:
        await queup.login("bot", "password")
        conversation = queup.conversations[CONVERSATION]
        message = await conversation.send_message(" hi Bob ")

        assert message.id in queup.messages
        assert conversation.latest_message_str == "hi Bob"
    body = json.loads(route.calls.last.request.content)
    assert (body["message"], body["userid"]) == ("hi Bob", ME)
    assert message.content == data("message_send.ok")["message"]
    assert message.author_id == ME


async def test_seen_twice(queup: Client, api: Any):
    """
    A message that is seen again, with more of it known, is the same one.
    """
    api.post(f"/message/{CONVERSATION}").respond(**answer("message_send.ok"))
    sent = data("message_send.ok")
    listed = {**sent, "_user": {"_id": ME, "username": "fixture_bot"}}
    del listed["messageid"]
    api.get(f"/message/{CONVERSATION}").respond(json=wrapped([listed]))

    async with queup:
        await queup.login("bot", "password")
        conversation = queup.conversations[CONVERSATION]
        message = await conversation.send_message("hi Bob")
        (again,) = await conversation.fetch_messages()

        assert again is message
        assert message.id == sent["_id"]
        assert message.author is queup.user
        assert message.conversation is conversation


async def test_send_nothing(base_url: str):
    """
    Nothing is not sent.
    """
    async with Client(api=base_url) as queup:
        with pytest.raises(ValueError, match="some text"):
            await queup.send_private_message(CONVERSATION, "  ")


@pytest.mark.parametrize("told", [data("message_read.ok"), None])
async def test_read(told: Any, queup: Client, api: Any):
    """
    One has read what one marks as read, whatever the answer says.
    """
    api.post(f"/message/{CONVERSATION}/read").respond(json=wrapped(told))

    async with queup:
        await queup.login("bot", "password")
        conversation = queup.conversations[CONVERSATION]
        await conversation.mark_as_read()

        assert conversation.has_read(ME)


async def test_odd_conversation():
    """
    People may be ids, objects or nothing, and nobody may have read it.
    """
    queup = Client()
    people = [None, ALICE, {"_id": BOB, "username": "bob"}]
    conversation = Conversation.from_data(
        {"_id": "c", "usersid": people, "users_read": None, "latest_message": None},
        queup,
    )

    assert [one.id for one in conversation.recipients] == [ALICE, BOB]
    assert conversation.latest_message_at is None
    assert not conversation.has_read(ALICE)

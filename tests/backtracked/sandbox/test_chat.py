"""
What is said in a room.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Room, Sandbox
from clientcore.sandbox import Answer, RateLimit

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]

CHAT = "/chat/{harbour-lights}"


@pytest.fixture(autouse=True)
def here(sandbox: Sandbox, room: Room) -> None:
    """
    The bot is in the room.
    """
    sandbox.person("deckhand").join(room)


async def test_send(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    A message comes back to its author, with the request, and to all who listen.
    """
    ear = await listen(None, room)
    form = {
        "type": "chat-message",
        "realTimeChannel": "queup-harbour-lights",
        "time": 1_700_000_000_000,
        "message": "  Ahoy!  ",
    }
    sent = await data("POST", CHAT, by="deckhand", form=form)
    heard = await ear.event("chat-message")

    assert sent.pop("req") == form
    assert sent == heard
    assert heard["message"] == "Ahoy!"
    assert heard["chatid"] == f"{heard['user']['_id']}-1700000000000"
    assert heard["queue_object"]["roomid"] == room.id


async def test_only_a_message(data: Data):
    """
    JSON with only a message does as well.
    """
    sent = await data("POST", CHAT, by="deckhand", json={"message": "Ahoy!"})

    assert sent["req"] == {"message": "Ahoy!"}


async def test_ids_differ(sandbox: Sandbox, room: Room):
    """
    Messages of one moment have different ids.
    """
    ids = {sandbox.say(room, "ada_dj", "hm") for _ in range(9)}

    assert len(ids) == 9


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("Tom & Jerry <3", "Tom &amp; Jerry &lt;3"),
        ("Tom &amp; Jerry &lt;3", "Tom &amp; Jerry &lt;3"),
        ("&amp;lt;", "&amp;lt;"),
        ("it's &#39;\"&quot;", "it&#39;s &#39;&quot;&quot;"),
    ],
)
async def test_escapes(data: Data, sent: str, stored: str):
    """
    Text is stored escaped, once, whether or not the client has done it.
    """
    item = await data("POST", CHAT, by="deckhand", json={"message": sent})

    assert item["message"] == stored


@pytest.mark.parametrize(
    ("text", "status"),
    [("", 400), ("  ", 400), ("x" * 255, 200), ("&" * 255, 200), ("x" * 256, 400)],
)
async def test_length(ask: Ask, text: str, status: int):
    """
    A message has from 1 to 255 characters, and escapes count as one.
    """
    escaped = text.replace("&", "&amp;")
    answer = await ask("POST", CHAT, by="deckhand", form={"message": escaped})

    assert answer.status == status


async def test_quota(sandbox: Sandbox, ask: Ask):
    """
    Over the quota it is 429 with a text to wait by, for as long as that says.
    """
    sandbox.world.limits.chat_count = 2
    form = {"message": "again"}
    answers = [await ask("POST", CHAT, by="deckhand", form=form) for _ in range(4)]
    sandbox.advance(599)
    answers.append(await ask("POST", CHAT, by="deckhand", form=form))
    sandbox.advance(1)
    answers.append(await ask("POST", CHAT, by="deckhand", form=form))

    assert [a.status for a in answers] == [200, 200, 429, 429, 429, 200]
    assert answers[2].json()["data"]["details"]["message"] == "10 minutes"


async def test_window(sandbox: Sandbox, ask: Ask):
    """
    The quota counts what was sent lately.
    """
    sandbox.world.limits.chat_count = 2
    statuses = []
    for _ in range(6):
        answer = await ask("POST", CHAT, by="deckhand", form={"message": "hm"})
        statuses.append(answer.status)
        sandbox.advance(5)

    assert statuses == [200] * 6


async def test_limit_by_fault(sandbox: Sandbox, ask: Ask):
    """
    The kit's fault looks like the quota.
    """
    sandbox.faults.add(RateLimit(3), path="/chat/*")
    answer = await ask("POST", CHAT, by="deckhand", form={"message": "hm"})

    assert answer.json()["data"]["details"] == {"code": 429, "message": "10 minutes"}


@pytest.mark.parametrize("user", ["kit", "hal_muted"])
async def test_refused(ask: Ask, user: str):
    """
    Whoever is muted or not in the room says nothing.
    """
    assert (await ask("POST", CHAT, by=user, form={"message": "hm"})).status == 401


async def test_history(sandbox: Sandbox, data: Data, room: Room):
    """
    The log has messages and what became of them, the oldest first.
    """
    log = await data("GET", CHAT)

    assert [item["type"] for item in log] == [
        "user-ban",
        "chat-message",
        "chat-message",
        "delete-chat-message",
        "chat-message",
    ]
    assert log[1]["message"] == "Evening, all &lt;3"
    assert log[3]["chatid"] == log[2]["chatid"]


async def test_delete(
    sandbox: Sandbox, ask: Ask, data: Data, room: Room, listen: Listen
):
    """
    One's own message is taken back, somebody else's with the right to.
    """
    ear = await listen(None, room)
    own = sandbox.say(room, "deckhand", "oops")
    other = sandbox.say(room, "ada_dj", "hm")
    refused = await ask("DELETE", f"{CHAT}/{other}", by="deckhand")
    await data("DELETE", f"{CHAT}/{own}", by="deckhand")
    await data("DELETE", f"{CHAT}/{other}", by="dee_mod")
    told = [await ear.event("delete-chat-message") for _ in range(2)]

    assert refused.status == 401
    assert [event["chatid"] for event in told] == [own, other]
    assert told[1]["user"]["username"] == "dee_mod"


async def test_delete_nothing(ask: Ask):
    """
    What was never said cannot be taken back.
    """
    assert (await ask("DELETE", f"{CHAT}/x-1", by="dee_mod")).status == 404


async def test_clear(sandbox: Sandbox, room: Room, listen: Listen):
    """
    All that somebody said is taken back under the service's own spelling.
    """
    ear = await listen(None, room)
    sandbox.person("dee_mod").clear(room, "bo_listener")
    told = await ear.event("delete-chat-message-global")

    assert told["userdid"] == sandbox.person("bo_listener").user.id


async def test_quirks(sandbox: Sandbox, room: Room, listen: Listen):
    """
    A message may come with little of its author and without their record.
    """
    sandbox.world.quirks.slim_users = sandbox.world.quirks.no_queue_object = True
    ear = await listen(None, room)
    sandbox.say(room, "ada_dj", "hm")
    told = await ear.event("chat-message")

    assert set(told["user"]) == {"_id", "username", "userInfo"}
    assert "queue_object" not in told

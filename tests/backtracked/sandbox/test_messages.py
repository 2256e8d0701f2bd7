"""
Private messages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]


def ids(sandbox: Sandbox, *names: str) -> list[str]:
    return [sandbox.person(name).user.id for name in names]


async def test_list(sandbox: Sandbox, data: Data):
    """
    The list has one's conversations with their users, the liveliest first.
    """
    sandbox.advance(1)
    sandbox.person("ivy").write("hi", "deckhand")
    rows = await data("GET", "/message", by="deckhand")
    last = rows[0]

    assert len(rows) == 3
    assert [user["username"] for user in last["usersid"]] == ["ivy", "deckhand"]
    assert (last["latest_message_str"], last["users_read"]) == (
        "hi",
        ids(sandbox, "ivy"),
    )


@pytest.mark.parametrize("name", ["usersid", "usersid[]"])
async def test_converse(sandbox: Sandbox, data: Data, name: str):
    """
    A conversation is begun once, however the client writes a list.
    """
    form = {name: ids(sandbox, "ivy", "kit")}
    made = await data("POST", "/message", by="deckhand", form=form)
    again = await data("POST", "/message", by="deckhand", json=form)

    assert made["_id"] == again["_id"]
    users = [user["_id"] for user in made["usersid"]]
    assert users == ids(sandbox, "deckhand", "ivy", "kit")
    assert made["latest_message_str"] is None


async def test_converse_with_too_many(sandbox: Sandbox, ask: Ask):
    """
    At most ten talk to each other, and at least two.
    """
    others = [user for user in sandbox.world.users if user not in ids(sandbox, "ivy")]
    bodies = [{"usersid": some} for some in (others[:10], others[:9], [])]
    answers = [await ask("POST", "/message", by="ivy", json=body) for body in bodies]
    unknown = await ask("POST", "/message", by="ivy", json={"usersid": ["x"]})

    assert [answer.status for answer in answers] == [400, 200, 400]
    assert unknown.status == 404


async def test_write(sandbox: Sandbox, data: Data, listen: Listen):
    """
    A message is told on the channels of all who take part, without its text.
    """
    deckhand, ivy = ids(sandbox, "deckhand", "ivy")
    ear = await listen("ivy")
    await ear.say(action=10, channel=f"user:{ivy}")
    await ear.message()
    made = await data("POST", "/message", by="deckhand", json={"usersid": [ivy]})
    at = f"/message/{made['_id']}"
    body = {"message": "psst <3", "userid": deckhand}
    sent = await data("POST", at, by="deckhand", json=body)
    told = await ear.event()
    log = await data("GET", at, by="ivy")

    assert told == {"type": "new-message", "userid": deckhand, "messageid": made["_id"]}
    assert (sent["message"], sent["messageid"]) == ("psst &lt;3", made["_id"])
    assert log[0]["_user"]["_id"] == deckhand


async def test_newest_first(data: Data, sandbox: Sandbox):
    """
    A conversation's newest message is the first.
    """
    first = next(iter(sandbox.world.conversations))
    log = await data("GET", f"/message/{first}", by="deckhand")

    assert [row["message"] for row in log] == ["see you &lt;later&gt;", "hello there"]


async def test_unread(sandbox: Sandbox, data: Data):
    """
    Conversations count as unread until they are read.
    """
    first = next(iter(sandbox.world.conversations))
    before = await data("GET", "/message/new", by="deckhand")
    path = f"/message/{first}/read"
    read = [await data("POST", path, by="deckhand") for _ in range(2)]
    after = await data("GET", "/message/new", by="deckhand")

    assert (before, after) == (1, 0)
    assert read[1]["users_read"] == ids(sandbox, "bo_listener", "deckhand")


async def test_others(ask: Ask, sandbox: Sandbox):
    """
    Who takes no part in a conversation does not find it.
    """
    first = next(iter(sandbox.world.conversations))

    assert (await ask("GET", f"/message/{first}", by="ivy")).status == 404


async def test_no_text(ask: Ask, sandbox: Sandbox):
    """
    A message has a text.
    """
    first = next(iter(sandbox.world.conversations))
    body = {"message": " "}

    assert (
        await ask("POST", f"/message/{first}", by="deckhand", json=body)
    ).status == 400

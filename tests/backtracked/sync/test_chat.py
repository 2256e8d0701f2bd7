# Generated from aio/test_chat.py by `nox -s twins`: do not edit.
"""
Chat: what is sent, how fast, and what comes of it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest

import clientcore
from backtracked.sync import Client, DecodeError, Message, RateLimitError

from ..answers import BOB, ME, ROOM, RTC, answer, data, log_in, wrapped

T0 = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


def open_client(base_url: str, **options: Any) -> Client:
    """Return a client that is in no hurry, at a known time."""
    options.setdefault("chat_interval", None)
    return Client(api=base_url, recent_conversations=False, now=lambda: T0, **options)


def sent(route: Any) -> list[dict[str, str]]:
    """Return the forms that were sent."""
    bodies = [parse_qs(call.request.content.decode()) for call in route.calls]
    return [{name: values[0] for name, values in body.items()} for body in bodies]


def test_send(api: Any, base_url: str):
    """
    A message is escaped when it is sent, plain when it is read, and has its id.
    """
    route = api.post(f"/chat/{ROOM}").respond(**answer("chat_send.ok"))
    api.get(f"/room/{ROOM}").respond(**answer("room.ok"))

    with open_client(base_url) as queup:
        room = queup.fetch_room(ROOM)
        message = room.send_message("  <b> & 'you'  ")

        assert message.id == data("chat_send.ok")["chatid"]
        assert message.content == "Pong!"
        assert message.room_id == ROOM
        assert message.author_id == ME
        assert queup.messages[message.id] is message
    assert sent(route) == [
        {
            "type": "chat-message",
            "realTimeChannel": RTC,
            "time": "1700000000000",
            "message": "&lt;b&gt; &amp; &#39;you&#39;",
        }
    ]


@pytest.mark.parametrize("told", [{}, {"req": None}, {"req": "x"}])
def test_sparse_answer(told: Any, api: Any, base_url: str):
    """
    An answer that says little still makes a message, of what was sent.
    """
    log_in(api)
    api.post(f"/chat/{ROOM}").respond(json=wrapped(told))

    with open_client(base_url) as queup:
        queup.login("bot", "password")
        message = queup.send_message(ROOM, "tom & jerry")

        assert not queup.messages
    assert (message.content, message.created_at) == ("tom & jerry", T0)
    assert (message.id, message.room_id, message.author_id) == ("", ROOM, ME)


@pytest.mark.parametrize("told", [None, "sent", []])
def test_no_message(told: Any, api: Any, base_url: str):
    """
    A response that is no message is an error of the package.
    """
    api.post(f"/chat/{ROOM}").respond(json=wrapped(told))

    with open_client(base_url) as queup:
        with pytest.raises(DecodeError):
            queup.send_message(ROOM, "hi")


def test_split(api: Any, base_url: str):
    """
    A long text goes in several messages, none too long as it is sent.
    """
    route = api.post(f"/chat/{ROOM}").respond(**answer("chat_send.ok"))
    text = "tom & jerry " * 50

    with open_client(base_url) as queup:
        messages = queup.send_messages(ROOM, text)

    parts = [form["message"] for form in sent(route)]
    assert len(messages) == len(parts) > 2
    assert all(len(part) <= 255 for part in parts)
    assert " ".join(parts).replace("&amp;", "&") == text.strip()


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_empty(text: str, base_url: str):
    """
    Nothing is not sent.
    """
    with open_client(base_url) as queup:
        with pytest.raises(ValueError, match="some text"):
            queup.send_message(ROOM, text)


def test_pace(api: Any, base_url: str):
    """
    After five messages at once there is one per interval, also after a pause.
    """
    waits: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        now[0] += seconds

    route = api.post(f"/chat/{ROOM}").respond(**answer("chat_send.ok"))

    with open_client(base_url, chat_interval=1.5) as queup:
        queup._clock, queup._sleep = lambda: now[0], sleep
        for _ in range(7):
            queup.send_message(ROOM, "hi")
        now[0] += 3.0
        for _ in range(3):
            queup.send_message(ROOM, "hi")

    assert waits == [1.5, 1.5, 1.5]
    assert route.call_count == 10


def test_quota(api: Any, base_url: str):
    """
    A quota says how long to wait, and nothing more is sent until then.
    """
    route = api.post(f"/chat/{ROOM}").respond(**answer("chat_send.rate_limited", 429))
    api.get(f"/room/{ROOM}").respond(**answer("room.ok"))

    with open_client(base_url) as queup:
        with pytest.raises(RateLimitError) as caught:
            queup.send_message(ROOM, "hi")
        with pytest.raises(RateLimitError, match="held back"):
            queup.send_message(ROOM, "hi again")
        # A quota on chat is none on anything else.
        queup.fetch_room(ROOM)

    assert caught.value.retry_after == 600
    assert caught.value.details == "10 minutes"
    assert isinstance(caught.value, clientcore.RateLimited)
    assert route.call_count == 1


def test_delete(api: Any, base_url: str):
    """
    A message that was deleted says so.
    """
    route = api.delete(f"/chat/{ROOM}/{BOB}-1").respond(json=wrapped(None))

    with open_client(base_url) as queup:
        message = Message(id=f"{BOB}-1", author_id=BOB, room_id=ROOM).bind(queup)
        message.delete()

    assert message.deleted
    assert route.called


def test_history(api: Any, base_url: str):
    """
    The history is oldest first, knows what was deleted, and is remembered.
    """
    items = [
        *data("chat_history.ok"),
        {"type": "chat-message", "chatid": "late", "time": 1, "message": "a",
         "user": {"_id": BOB}},
        {"type": "delete-chat-message-global", "userdid": BOB},
        {"type": "user-ban", "time": "30"},
        None,
    ]  # fmt: skip
    api.get(f"/chat/{ROOM}").respond(json=wrapped(items))

    with open_client(base_url) as queup:
        messages = queup.fetch_chat_history(ROOM)

        assert messages[0].id == "late"
        assert all(one.deleted for one in messages if one.author_id == BOB)
        assert queup.messages["late"] is messages[0]
        assert queup.users[BOB].username == "bob_listener"

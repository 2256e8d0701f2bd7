"""
Taking callbacks in.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import polympics
from polympics import AccountTeamUpdateEvent, CallbackReceiver, EventType, UnknownEvent

from ..answers import load

JOINED = load("event_joined_team")
BODY = json.dumps(JOINED).encode()
GOOD = {"Authorization": "Bearer s3cret"}


async def test_handlers():
    """
    The handlers for a kind of event are called with it, in order.
    """
    receiver = CallbackReceiver("s3cret")
    seen: list[Any] = []

    @receiver.on(EventType.ACCOUNT_TEAM_UPDATE)
    async def first(event: Any) -> None:
        seen.append(("first", event))

    @receiver.on("account_team_update")
    def second(event: Any) -> None:
        seen.append(("second", event))

    event = await receiver.receive(GOOD, BODY)

    assert seen == [("first", event), ("second", event)]
    assert isinstance(event, AccountTeamUpdateEvent)
    assert event.account.id == 9007199254740993


async def test_other_kinds():
    """
    A newer kind of event is told apart, and needs no handler.
    """
    receiver = CallbackReceiver("s3cret")
    seen: list[Any] = []
    receiver.on("award_given")(seen.append)

    await receiver.receive(GOOD, b'{"award": 1}', "award_given")
    await receiver.receive(GOOD, b"{}", "something_else")

    assert seen == [UnknownEvent("award_given", {"award": 1})]


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer wrong"}, [(b"authorization", b"s3cret")]]
)
async def test_forged(headers: Any):
    """
    Without the secret nothing is read, and the secret is not shown.
    """
    receiver = CallbackReceiver("s3cret")
    seen: list[Any] = []
    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(seen.append)

    with pytest.raises(polympics.ForgedCallbackError) as caught:
        await receiver.receive(headers, b"not even JSON")

    assert seen == []
    assert "s3cret" not in repr(caught.value)
    assert "s3cret" not in repr(receiver)


async def test_unreadable():
    """
    With the secret an unreadable body is an error of its own.
    """
    with pytest.raises(polympics.DecodeError):
        await CallbackReceiver("s3cret").receive(GOOD, b"{}")


async def test_failing_handler():
    """
    What a handler raises is the caller's to see.
    """
    receiver = CallbackReceiver("s3cret")

    @receiver.on(EventType.ACCOUNT_TEAM_UPDATE)
    async def fail(event: Any) -> None:
        raise LookupError("no such member")

    with pytest.raises(LookupError):
        await receiver.receive(GOOD, BODY)


def test_empty_secret():
    """
    A receiver that anybody could satisfy cannot be made.
    """
    with pytest.raises(ValueError, match="secret is empty"):
        CallbackReceiver("")


def test_repr():
    """
    The repr says which kinds are handled.
    """
    receiver = CallbackReceiver("s3cret")
    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(print)

    assert repr(receiver) == "<CallbackReceiver for account_team_update>"


# --- Events as an iterator ----------------------------------------------------


def body(number: int) -> dict[str, Any]:
    """Return the body of an event about an account of its own."""
    return {**JOINED, "account": {**JOINED["account"], "id": str(number)}}


async def test_events():
    """
    Events can be iterated over, in the order in which they were received.
    """
    receiver = CallbackReceiver("s3cret")
    with receiver.events() as events:
        for number in range(100):
            await receiver.receive(GOOD, body(number))
        seen = [(await anext(events)).account.id for _ in range(100)]
        await receiver.receive(GOOD, body(1))

    assert seen == list(range(100))
    with pytest.raises(StopAsyncIteration):
        await anext(events)


async def test_events_of_a_kind():
    """
    Each iterator gets the events of its kind, and none from before it.
    """
    receiver = CallbackReceiver("s3cret")
    await receiver.receive(GOOD, body(1))
    with receiver.events() as one, receiver.events() as other:
        newer = receiver.events("award_given")
        await receiver.receive(GOOD, body(2))
        await receiver.receive(GOOD, b"{}", "award_given")

        assert await anext(one) == await anext(other)
        assert await anext(newer) == UnknownEvent("award_given", {})
    newer.close()
    newer.close()
    await receiver.receive(GOOD, body(3))


async def test_closed_by_a_handler():
    """
    A handler may close an iterator, and the others are called all the same.
    """
    receiver = CallbackReceiver("s3cret")
    events, seen = receiver.events(), []

    @receiver.on(EventType.ACCOUNT_TEAM_UPDATE)
    def stop(event: Any) -> None:
        events.close()

    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(seen.append)
    await receiver.receive(GOOD, body(1))
    await receiver.receive(GOOD, body(2))

    assert len(seen) == 2


def test_size():
    """
    An iterator has room for at least one event.
    """
    with pytest.raises(ValueError, match="size must be at least 1, not 0"):
        CallbackReceiver("s3cret").events(size=0)

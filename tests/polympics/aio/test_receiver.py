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

BODY = json.dumps(load("event_joined_team")).encode()
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

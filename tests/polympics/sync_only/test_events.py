"""
Events as an iterator, in threads.
"""

from __future__ import annotations

import queue
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from polympics import EventType
from polympics.sync import CallbackReceiver

from ..answers import load

GOOD = {"Authorization": "Bearer s3cret"}
JOINED = load("event_joined_team")


def body(number: int) -> dict[str, Any]:
    """Return the body of an event about an account of its own."""
    return {**JOINED, "account": {**JOINED["account"], "id": str(number)}}


def test_threads():
    """
    A hundred threads wait for an iterator with room for three; none is lost.
    """
    receiver = CallbackReceiver("s3cret")
    events = receiver.events(size=3)
    with ThreadPoolExecutor(100) as pool:
        sent = [pool.submit(receiver.receive, GOOD, body(n)) for n in range(100)]
        seen = {next(events).account.id for _ in range(100)}
        for one in sent:
            one.result(timeout=20)

    assert seen == set(range(100))


def test_close_ends_all_waits():
    """
    Closing ends the loop of the consumer, and lets those that wait go on.
    """
    receiver = CallbackReceiver("s3cret")
    empty, full = receiver.events("x"), receiver.events(size=1)
    with ThreadPoolExecutor(20) as pool:
        loop = pool.submit(list, empty)
        sent = [pool.submit(receiver.receive, GOOD, JOINED) for _ in range(10)]
        empty.close()
        full.close()

        assert loop.result(timeout=20) == []
        for one in sent:
            one.result(timeout=20)


def test_queue():
    """
    A queue of the standard library is a handler by its put().
    """
    receiver, found = CallbackReceiver("s3cret"), queue.Queue[Any]()
    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(found.put)
    receiver.receive(GOOD, JOINED)

    assert found.get_nowait().account.name == "Ines"


def test_coroutine_function():
    """
    A handler that has to be awaited is a mistake that is told.
    """
    receiver = CallbackReceiver("s3cret")

    @receiver.on(EventType.ACCOUNT_TEAM_UPDATE)
    async def handler(event: Any) -> None:
        pass

    with pytest.raises(TypeError, match="needs an async client"):
        receiver.receive(GOOD, JOINED)

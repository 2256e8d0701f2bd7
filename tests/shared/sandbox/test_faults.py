"""
What each fault does, in process.
"""

from __future__ import annotations

from json import JSONDecodeError, loads
from typing import Any

import pytest

from clientcore.sandbox import (
    ConnectionDropped,
    ExpiredToken,
    Fault,
    Latency,
    Malformed,
    RateLimit,
    Reset,
    Sandbox,
    SlowBody,
    Status,
    Truncated,
    call,
)
from clientcore.sandbox._faults import split, spoiled


async def test_none(toy: Sandbox[Any]):
    """
    Without a fault the service answers.
    """
    answer = await call(toy, "GET", "/notes")

    assert (answer.status, answer.json()) == (200, ["milk"])


async def test_latency(toy: Sandbox[Any], waits: Any):
    """
    The service answers after the wait.
    """
    toy.faults.add(Latency(3))
    answer = await call(toy, "GET", "/notes")

    assert waits.seconds == [3]
    assert answer.json() == ["milk"]


async def test_status(toy: Sandbox[Any]):
    """
    A status is answered with the service's own body, and nothing is done.
    """
    toy.faults.add(Status(503))
    answer = await call(toy, "POST", "/notes", json="tea")

    assert (answer.status, answer.json()) == (503, {"detail": "Service Unavailable"})
    assert toy.world.texts == ["milk"]


async def test_status_of_a_host_in_front(toy: Sandbox[Any]):
    """
    A status may come with a body that is not the service's.
    """
    toy.faults.add(Status(502, "<h1>Bad</h1>", retry_after=7))
    answer = await call(toy, "GET", "/notes")

    assert (answer.status, answer.text) == (502, "<h1>Bad</h1>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["retry-after"] == "7"


async def test_rate_limit(toy: Sandbox[Any]):
    """
    Too many requests: 429 with ``Retry-After``.
    """
    toy.faults.add(RateLimit(2.5))
    answer = await call(toy, "GET", "/notes")

    assert (answer.status, answer.headers["retry-after"]) == (429, "2.5")


@pytest.mark.parametrize(("handled", "texts"), [(False, 1), (True, 2)])
async def test_reset(toy: Sandbox[Any], handled: bool, texts: int):
    """
    The connection is lost before or after the service did its work.
    """
    toy.faults.add(Reset(handled=handled))
    with pytest.raises(ConnectionDropped):
        await call(toy, "POST", "/notes", json="tea")

    assert len(toy.world.texts) == texts


async def test_truncated(toy: Sandbox[Any]):
    """
    In process a truncated body is a dropped connection too.
    """
    toy.faults.add(Truncated())
    with pytest.raises(ConnectionDropped):
        await call(toy, "GET", "/notes")

    assert toy.requests[0].status == 200


async def test_truncated_nothing(toy: Sandbox[Any]):
    """
    An answer without a body does not even start.
    """
    toy.faults.add(Truncated())
    with pytest.raises(ConnectionDropped):
        await call(toy, "POST", "/notes", json="tea")

    assert toy.requests[0].status is None


async def test_malformed(toy: Sandbox[Any]):
    """
    The answer is whole and says it is JSON, but is none.
    """
    toy.faults.add(Malformed())
    answer = await call(toy, "GET", "/notes")

    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-length"] == str(len(answer.body))
    with pytest.raises(JSONDecodeError):
        answer.json()


@pytest.mark.parametrize("body", [b"{}", b"[]", b"1234", b'"text"', b'{"a": {}}'])
def test_spoiled(body: bytes):
    """
    No body is JSON once spoiled.
    """
    with pytest.raises(JSONDecodeError):
        loads(spoiled(body))


async def test_malformed_nothing(toy: Sandbox[Any]):
    """
    An answer without a body stays one.
    """
    toy.faults.add(Malformed())
    answer = await call(toy, "POST", "/notes", json="tea")

    assert (answer.status, answer.body) == (204, b"")


async def test_slow_body(toy: Sandbox[Any], waits: Any):
    """
    The body comes whole, with a pause before each part.
    """
    toy.faults.add(SlowBody(0.5, parts=2))
    answer = await call(toy, "GET", "/notes")

    assert waits.seconds == [0.5, 0.5]
    assert answer.json() == ["milk"]


@pytest.mark.parametrize("size", [0, 1, 3, 4, 9])
def test_split(size: int):
    """
    The parts are no more than asked for, and make up the body.
    """
    body = bytes(range(size))
    parts = list(split(body, 4))

    assert b"".join(parts) == body
    assert len(parts) <= 4


async def test_expired_token(toy: Sandbox[Any]):
    """
    What an expired token means is for the service to say.
    """
    toy.faults.add(ExpiredToken())

    assert (await call(toy, "GET", "/notes")).status == 419


async def test_expired_token_goes_on(toy: Sandbox[Any]):
    """
    The service may also see for itself that the token is none.
    """
    toy.faults.add(ExpiredToken())

    assert (await call(toy, "GET", "/other")).status == 404


async def test_together(toy: Sandbox[Any], waits: Any):
    """
    Faults that strike one request add up.
    """
    toy.faults.add(Latency(1))
    toy.faults.add(Status(500))
    answer = await call(toy, "GET", "/notes")

    assert (waits.seconds, answer.status) == ([1], 500)


@pytest.mark.parametrize(
    ("fault", "arguments"),
    [
        (Latency, {"seconds": -1}),
        (SlowBody, {"seconds": 1, "parts": 0}),
        (Status, {"status": 99}),
        (Truncated, {"keep": -1}),
    ],
)
def test_refused(fault: type[Fault], arguments: dict[str, int]):
    """
    A fault that cannot be is refused when it is made.
    """
    with pytest.raises(ValueError, match="must be"):
        fault(**arguments)

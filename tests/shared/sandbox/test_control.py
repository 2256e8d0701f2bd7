"""
The control route.
"""

from __future__ import annotations

from typing import Any

import pytest

from clientcore.sandbox import RateLimit, Reset, Sandbox, Status, call


async def test_health(toy: Sandbox[Any]):
    """
    A sandbox says that it is up.
    """
    assert (await call(toy, "GET", "/_sandbox/health")).json() == {"status": "ok"}


async def test_add(toy: Sandbox[Any]):
    """
    A rule is one flat object: the fault, and which requests it strikes.
    """
    rule = {"kind": "status", "status": 503, "path": "/notes", "calls": [2]}
    answer = await call(toy, "POST", "/_sandbox/faults", json=rule)
    statuses = [(await call(toy, "GET", "/notes")).status for _ in range(3)]

    assert answer.status == 201
    assert answer.json().items() >= {"id": 1, "seen": 0, **rule}.items()
    assert statuses == [200, 503, 200]


async def test_list(toy: Sandbox[Any]):
    """
    Rules are listed with what they have done.
    """
    toy.faults.add(RateLimit(3), method="get", times=1)
    for _ in range(2):
        await call(toy, "GET", "/notes")
    (rule,) = (await call(toy, "GET", "/_sandbox/faults")).json()

    assert rule == {
        "id": 1,
        "kind": "rate_limit",
        "retry_after": 3,
        "method": "GET",
        "path": "*",
        "calls": [],
        "times": 1,
        "probability": 1,
        "seed": 0,
        "seen": 2,
        "struck": 1,
    }


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ([], "a rule is an object with a kind, one of expired_token, latency,"),
        ({}, "a rule is an object with a kind"),
        ({"kind": "flood"}, "a rule is an object with a kind"),
        ({"kind": "latency"}, "seconds"),
        ({"kind": "latency", "seconds": -1}, "must be >= 0"),
        ({"kind": "latency", "seconds": "long"}, "could not convert"),
        ({"kind": "reset", "sometimes": True}, "sometimes"),
        ({"kind": "reset", "probability": 2}, "must be <= 1"),
    ],
)
async def test_refused(toy: Sandbox[Any], rule: object, reason: str):
    """
    What is no rule is refused with the reason.
    """
    answer = await call(toy, "POST", "/_sandbox/faults", json=rule)

    assert answer.status == 422
    assert reason in answer.json()["detail"]
    assert len(toy.faults) == 0


async def test_no_json(toy: Sandbox[Any]):
    """
    What is not even JSON is refused too.
    """
    answer = await call(toy, "POST", "/_sandbox/faults", body=b"{")

    assert answer.status == 422


async def test_remove(toy: Sandbox[Any]):
    """
    One rule is removed by its number.
    """
    rule = toy.faults.add(Reset())
    path = f"/_sandbox/faults/{rule.id}"

    assert (await call(toy, "DELETE", path)).status == 204
    assert (await call(toy, "DELETE", path)).status == 404
    assert len(toy.faults) == 0


async def test_clear(toy: Sandbox[Any]):
    """
    All rules are removed at once.
    """
    toy.faults.add(Reset())

    assert (await call(toy, "DELETE", "/_sandbox/faults")).status == 204
    assert len(toy.faults) == 0


async def test_requests(toy: Sandbox[Any]):
    """
    What the sandbox was asked can be read, and forgotten.
    """
    headers = {"X-Key": "k"}
    await call(toy, "POST", "/notes", query="a=1&a=2", headers=headers, json="tea")
    (record,) = (await call(toy, "GET", "/_sandbox/requests")).json()
    await call(toy, "DELETE", "/_sandbox/requests")

    assert record["query"] == [["a", "1"], ["a", "2"]]
    assert ["x-key", "k"] in record["headers"]
    assert (record["body"], record["status"]) == ('"tea"', 204)
    assert toy.requests == []


async def test_reset(toy: Sandbox[Any]):
    """
    The world starts over.
    """
    await call(toy, "POST", "/notes", json="tea")

    assert (await call(toy, "POST", "/_sandbox/reset")).status == 204
    assert toy.world.texts == ["milk"]


async def test_apart(toy: Sandbox[Any]):
    """
    The control route is neither recorded nor struck.
    """
    toy.faults.add(Status(500))
    answer = await call(toy, "GET", "/_sandbox/faults")

    assert answer.json()[0]["seen"] == 0
    assert toy.requests == []

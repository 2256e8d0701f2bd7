"""
What a sandbox remembers of requests.
"""

from __future__ import annotations

from typing import Any

from clientcore.sandbox import Sandbox, Status, call


async def test_recorded(toy: Sandbox[Any]):
    """
    A record has all of the request, and the status of the answer.
    """
    headers = {"Authorization": "Bearer secret"}
    await call(toy, "POST", "/notes", query={"a": "1"}, headers=headers, json="tea")
    (record,) = toy.requests

    assert (record.method, record.path, record.status) == ("POST", "/notes", 204)
    assert record.query["a"] == "1"
    assert record.headers["authorization"] == "Bearer secret"
    assert record.json() == "tea"


async def test_no_secret_in_repr(toy: Sandbox[Any]):
    """
    The repr tells neither headers nor query nor body.
    """
    headers = {"Authorization": "Bearer secret"}
    query = {"access_token": "secret"}
    await call(toy, "POST", "/notes", query=query, headers=headers, json="secret")

    assert "secret" not in repr(toy.requests)
    assert "/notes" in repr(toy.requests)


async def test_refused_body(toy: Sandbox[Any]):
    """
    The body of a request that a fault answers is recorded too.
    """
    toy.faults.add(Status(503))
    await call(toy, "POST", "/notes", json="tea")

    assert toy.requests[0].json() == "tea"
    assert toy.requests[0].status == 503


async def test_body_limit(toy: Sandbox[Any]):
    """
    No more than so many bytes of a body are kept; the service gets them all.
    """
    toy.body_limit = 5
    await call(toy, "POST", "/notes", body=b'"coffee"')

    assert toy.requests[0].body == b'"coff'
    assert toy.world.texts == ["milk", "coffee"]


async def test_reset(toy: Sandbox[Any]):
    """
    Starting over leaves no record, no fault, and a new world.
    """
    toy.faults.add(Status(503), times=1)
    await call(toy, "GET", "/notes")
    await call(toy, "POST", "/notes", json="tea")
    toy.reset()

    assert toy.requests == []
    assert len(toy.faults) == 0
    assert toy.world.texts == ["milk"]

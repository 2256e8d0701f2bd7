"""
What hooks are told, and in which order.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from clientcore import GET, RequestFacts, ResponseFacts, RetryFacts

from ..servers import Server, answer
from .toy import Toy

Serve = Callable[..., Server]


async def test_order(serve: Serve) -> None:
    """
    A request is told of before it is sent, its answer after, and then the retry.
    """
    server = serve(answer(503), answer(body={"id": 1}))
    told: list[str] = []

    async with Toy(
        server.url,
        on_request=lambda facts: told.append(
            f"ask {facts.attempt}, {len(server.requests)} sent"
        ),
        on_response=lambda facts: told.append(f"{facts.status} to {facts.attempt}"),
        on_retry=lambda facts: told.append(f"again after {facts.attempt}"),
    ) as client:
        await client.thing(1)

    assert told == [
        "ask 1, 0 sent",
        "503 to 1",
        "again after 1",
        "ask 2, 1 sent",
        "200 to 2",
    ]


async def test_facts(serve: Serve) -> None:
    """
    Hooks are told what was asked, without query, headers and body.
    """
    server = serve(answer(503), answer(body={"id": 1}))
    told: list[RequestFacts | ResponseFacts | RetryFacts] = []

    async with Toy(
        server.url,
        on_request=told.append,
        on_response=told.append,
        on_retry=told.append,
    ) as client:
        request = GET(
            "things/{thing}", thing=7, headers={"X": "s3cret"}, query={"q": "s3cret"}
        )
        await client.request(request)

    assert {facts.request.url for facts in told} == {f"{server.url}/things/7"}
    assert {str(facts.request) for facts in told} == {"GET things/{thing}"}
    assert "s3cret" not in repr(told)
    assert [
        facts.seconds > 0 for facts in told if isinstance(facts, ResponseFacts)
    ] == [
        True,
        True,
    ]


async def test_hook_that_fails(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    """
    A hook's failure is logged, and costs nobody an answer.
    """
    server = serve(answer(503), answer(body={"id": 1}))

    def fail(facts: object) -> None:
        raise ZeroDivisionError

    async with Toy(
        server.url, on_request=fail, on_response=fail, on_retry=fail
    ) as client:
        thing = await client.thing(1)

    failures = [one for one in caplog.records if one.name == "toy"]
    assert thing.id == 1
    assert [one.getMessage() for one in failures] == ["a hook failed"] * 5
    assert {one.levelno for one in failures} == {logging.ERROR}


async def test_hooks_of_a_copy(serve: Serve) -> None:
    """
    A copy has hooks of its own.
    """
    server = serve(answer())
    told: list[RequestFacts] = []

    async with Toy(server.url) as client:
        await client.with_options(on_request=told.append).request(GET("things"))
        await client.request(GET("things"))

    assert len(told) == 1


async def test_waiting_is_logged(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    """
    Who is kept waiting finds in the log why, and for how long.
    """
    server = serve(answer(503, headers={"Retry-After": 7}), answer())
    caplog.set_level(logging.DEBUG, "toy")

    async with Toy(server.url) as client:
        await client.request(GET("things"))

    lines = [one.getMessage() for one in caplog.records if one.name == "toy"]
    assert lines[1] == "GET things: attempt 1 ended in ServerError, retry in 7.0 s"

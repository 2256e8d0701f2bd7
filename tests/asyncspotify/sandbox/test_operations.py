"""
All operations: that there are 97, and that their answers are Spotify's.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.routing import Route

from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import Answer, call

from . import examples, schemas

Ask = Callable[..., Awaitable[Answer]]


READS = {operation: (path, query) for operation, path, query in examples.READS}


def _shape(path: str) -> str:
    return re.sub(r"{[\w:]+}", "{}", path)


def _routes(sandbox: Sandbox) -> set[str]:
    return {
        f"{method} {_shape(route.path.removeprefix('/v1'))}"
        for route in sandbox.routes()
        if isinstance(route, Route) and route.path.startswith("/v1/")
        for method in (route.methods or set()) - {"HEAD"}
    }


def test_all_operations(sandbox: Sandbox):
    """
    Each of the 97 operations is there, and nothing else.
    """
    assert len(schemas.OPERATIONS) == 97
    assert _routes(sandbox) == {_shape(name) for name in schemas.OPERATIONS}


def test_all_reads():
    """
    There is an example of everything that can be read.
    """
    reads = {name for name in schemas.OPERATIONS if name.startswith("GET ")}

    assert reads == {f"GET {name}" for name in READS}


async def _read(ask: Ask, sandbox: Sandbox, operation: str) -> Answer:
    path, query = READS[operation]
    known = examples.names(sandbox)
    filled: dict[str, Any] = {n: v.format(**known) for n, v in query.items()}
    return await ask("GET", path.format(**known), on=sandbox, **filled)


async def _start(ask: Ask, sandbox: Sandbox) -> None:
    playlist = next(iter(sandbox.world.playlists.values()))
    answer = await ask(
        "PUT", "/me/player/play", {"context_uri": playlist.uri}, on=sandbox
    )
    assert answer.status == 204


@pytest.mark.parametrize("operation", READS)
async def test_schema(ask: Ask, sandbox: Sandbox, operation: str):
    """
    What is read is what the schema says.
    """
    await _start(ask, sandbox)
    answer = await _read(ask, sandbox, operation)

    assert answer.status == 200
    assert schemas.problems(f"GET {operation}", 200, answer.json()) == []


@pytest.mark.parametrize("operation", READS)
async def test_schema_in_development(ask: Ask, development: Sandbox, operation: str):
    """
    In development it is so too, or the operation is withdrawn.
    """
    await _start(ask, development)
    answer = await _read(ask, development, operation)
    withdrawn = schemas.OPERATIONS[f"GET {operation}"]["deprecated"]

    assert answer.status == (403 if withdrawn else 200)
    if not withdrawn:
        assert schemas.problems(f"GET {operation}", 200, answer.json()) == []


WITHDRAWN = [name for name, known in schemas.OPERATIONS.items() if known["deprecated"]]


@pytest.mark.parametrize("operation", WITHDRAWN)
async def test_withdrawn(ask: Ask, development: Sandbox, operation: str):
    """
    In development, 48 operations are 403 before anything is looked at.
    """
    method, path = operation.split()
    answer = await ask(method, re.sub(r"{\w+}", "x", path), on=development)

    assert len(WITHDRAWN) == 48
    assert answer.status == 403
    assert answer.json() == {"error": {"status": 403, "message": "Forbidden"}}


@pytest.mark.parametrize("operation", schemas.OPERATIONS)
async def test_token_needed(sandbox: Sandbox, operation: str):
    """
    Without a token everything is 401.
    """
    method, path = operation.split()
    answer = await call(sandbox, method, "/v1" + re.sub(r"{\w+}", "x", path))

    assert answer.status == 401
    assert answer.json() == {"error": {"status": 401, "message": "No token provided"}}


async def test_unknown_path(ask: Ask):
    """
    An unknown path is 404, in the service's shape.
    """
    answer = await ask("GET", "/nothing")

    assert answer.json() == {"error": {"status": 404, "message": "Service not found"}}


async def test_other_method(ask: Ask):
    """
    A method that a path does not have is 405.
    """
    answer = await ask("DELETE", "/me")

    assert answer.json() == {"error": {"status": 405, "message": "Method not allowed"}}

"""
Each operation sends what it should, and returns what it should.
"""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import unquote

import pytest

import asyncspotify
from asyncspotify import Client, DecodeError
from asyncspotify._operations import OPERATIONS
from clientcore import Model
from clientcore.aio import Bearer

from ..endpoints import Case
from ..endpoints_user import CASES, JPEG

#: Of the others the answer is not read, or may be empty.
ANSWERED = [case for case in CASES if case.answer and "player" not in case.path]


def route_of(api: Any, case: Case) -> Any:
    """Return the route that *case* is to call."""
    operation = OPERATIONS[case.operation]
    return api.route(method=operation.method, path=unquote(f"/{case.path}"))


def plain(value: Any) -> Any:
    """Return what can be compared: some models are equal to themselves alone."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    return (type(value), value.raw) if isinstance(value, Model) else value


def open_client(case: Case, **options: Any) -> Client:
    """Return the client that *case* needs."""
    return Client(Bearer("a token"), tier=case.tier, **options)  # type: ignore[arg-type]


def test_all():
    """
    The table has all 97 operations.
    """
    assert {case.operation for case in CASES} == OPERATIONS.keys()
    assert len(OPERATIONS) == 97


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_operation(case: Case, api: Any):
    """
    Method, path, query, body, credentials and result are as the table says.
    """
    route = route_of(api, case)
    if case.answer is None:
        route.respond(204)
    else:
        told = case.body()["told"] if case.key == "told" else case.body()
        route.respond(json=told)

    async with open_client(case, strict=True) as client:
        result = await case.call(client)

    sent = route.calls.last.request
    expected = case.expected(asyncspotify)
    assert plain(result) == plain(all(expected) if case.key == "told" else expected)
    assert sent.url.raw_path.decode().partition("?")[0] == f"/v1/{case.path}"
    assert dict(sent.url.params) == case.query
    assert sent.headers["authorization"] == "Bearer a token"
    if case.operation == "upload-custom-playlist-cover":
        assert base64.b64decode(sent.content) == JPEG
        assert sent.headers["content-type"] == "image/jpeg"
    elif case.json is None:
        assert sent.content == b""
    else:
        assert json.loads(sent.content) == case.json


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.name)
async def test_odd_answer(case: Case, api: Any):
    """
    An answer that is none of the service's is our error.
    """
    route_of(api, case).respond(200, html="<p>welcome</p>")

    async with open_client(case) as client:
        with pytest.raises(DecodeError):
            await case.call(client)


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.name)
async def test_list_for_an_answer(case: Case, api: Any):
    """
    So is a number where an object or a list belongs.
    """
    route_of(api, case).respond(200, json=7)

    async with open_client(case) as client:
        with pytest.raises(DecodeError):
            await case.call(client)

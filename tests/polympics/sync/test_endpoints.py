# Generated from aio/test_endpoints.py by `nox -s twins`: do not edit.
"""
Each operation sends what it should, and returns what it should.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

import polympics.sync as polympics
from polympics._credentials import NOBODY, authorization
from polympics.sync import DecodeError, TokenLostError

from ..answers import APP, USER, answer
from ..endpoints import CASES, Case
from ..opening import open_sync

CREDENTIALS = {"app": authorization(APP), "user": authorization(USER), "none": None}

UNREADABLE = (DecodeError, TokenLostError)


def header(case: Case) -> str | None:
    """Return the credentials that *case* sends."""
    if case.path == "/auth/discord":
        return None
    if case.kind == "none" and case.method == "PATCH":
        return authorization(NOBODY)
    return CREDENTIALS[case.kind]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_operation(case: Case, api: Any, base_url: str):
    """
    Method, path, query, body, credentials and result are as the table says.
    """
    told = answer(case.answer, case.status) if case.answer else {"status_code": 204}
    route = api.route(method=case.method, path=case.path).respond(**told)

    with open_sync(case.kind, base_url, strict=True) as client:
        result = case.call(client)

    sent = route.calls.last.request
    assert result == case.expected(polympics)
    assert dict(sent.url.params) == case.query
    assert sent.headers.get("authorization") == header(case)
    if case.body is None:
        assert sent.content == b""
    else:
        assert json.loads(sent.content) == case.body


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_odd_answer(case: Case, api: Any, base_url: str):
    """
    An answer that is none of the service's is our error, also if none was needed.
    """
    api.route(method=case.method, path=case.path).respond(200, html="<p>welcome</p>")

    with open_sync(case.kind, base_url) as client:
        with pytest.raises(UNREADABLE):
            case.call(client)


@pytest.mark.parametrize("body", [{"json": {}}, {"content": b""}], ids=["{}", "empty"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_empty_answer(case: Case, body: Any, api: Any, base_url: str):
    """
    So is an answer that holds nothing of what it should.
    """
    api.route(method=case.method, path=case.path).respond(200, **body)

    with open_sync(case.kind, base_url) as client:
        with pytest.raises(UNREADABLE):
            case.call(client)

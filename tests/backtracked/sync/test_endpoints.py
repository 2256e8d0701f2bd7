# Generated from aio/test_endpoints.py by `nox -s twins`: do not edit.
"""
Each endpoint sends what it should, and returns what it should.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from backtracked.sync import Client, DecodeError

from ..answers import answer, load, wrapped
from ..endpoints import CASES, READS, Case

#: These are about one thing, and there is none in an answer without data.
_READ_AS_NOTHING = {"available", "now playing", "votes", "unread"}
SINGLE = [
    case
    for case in READS
    if isinstance(load(f"rest.{case.answer}")["data"], dict)
    and case.name not in _READ_AS_NOTHING | {"search users"}
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_endpoint(case: Case, api: Any, base_url: str):
    """
    Method, path, query, body and result are as the table says.
    """
    told = answer(case.answer) if case.answer else {"json": wrapped(case.told)}
    route = api.route(method=case.method, path=case.path).respond(**told)

    with Client(api=base_url, strict=True) as client:
        result = case.call(client)

        assert case.fits(result)

    sent = route.calls.last.request
    assert dict(sent.url.params) == case.query
    if case.json is not None:
        assert json.loads(sent.content) == case.json
    else:
        assert parse_qs(sent.content.decode()) == (case.form or {})


@pytest.mark.parametrize("case", READS, ids=lambda case: case.name)
def test_odd_answer(case: Case, api: Any, base_url: str):
    """
    An answer that is no JSON is our error, whatever it was asked for.
    """
    api.route(method="GET", path=case.path).respond(200, html="<p>welcome</p>")

    with Client(api=base_url) as client:
        with pytest.raises(DecodeError):
            case.call(client)


@pytest.mark.parametrize("case", SINGLE, ids=lambda case: case.name)
def test_no_data(case: Case, api: Any, base_url: str):
    """
    So is one without the thing that it is about.
    """
    api.route(method="GET", path=case.path).respond(
        json=load("rest.error.data_missing_200")
    )

    with Client(api=base_url) as client:
        with pytest.raises(DecodeError):
            case.call(client)

# Generated from aio/test_endpoints.py by `nox -s twins`: do not edit.
"""
Each call sends what it should, and returns what it should.
"""

from __future__ import annotations

from typing import Any

import pytest

from aiomixcloud.sync import AnswerError

from ..answers import answer
from ..endpoints import ACTIONS, CASES, READS, Case
from ..opening import open_sync

#: What needs no token.
PUBLIC = [case for case in READS if case.name != "me"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_call(case: Case, api: Any):
    """
    Method, path, query and result are as the table says, and no body is sent.
    """
    route = api.route(method=case.method).respond(**answer(case.answer))

    with open_sync() as client:
        result = case.call(client)

    sent = route.calls.last.request
    assert sent.url.raw_path.decode().partition("?")[0] == case.path
    assert sorted(sent.url.params.multi_items()) == sorted(case.query.items())
    assert sent.content == b""
    assert type(result).__name__ == case.kind


@pytest.mark.parametrize("case", PUBLIC, ids=lambda case: case.name)
def test_without_token(case: Case, api: Any):
    """
    Without a token none is sent, and nothing but `me` needs one.
    """
    route = api.route(method=case.method).respond(**answer(case.answer))

    with open_sync(access_token=None) as client:
        case.call(client)

    assert "access_token" not in route.calls.last.request.url.params


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.usefixtures("no_backoff")
def test_failure(case: Case, api: Any):
    """
    What goes wrong is told as it came, or raised.
    """
    api.route(method=case.method).respond(**answer("error_not_found.http"))

    with open_sync() as client:
        result = case.call(client)
    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(AnswerError) as caught:
            case.call(client)

    assert result.error.message == caught.value.message == "Object not found"
    assert result.response.status == caught.value.status == 404


@pytest.mark.parametrize("case", ACTIONS, ids=lambda case: case.name)
def test_needs_token(case: Case, api: Any):
    """
    Who does something has a token; without one nothing is sent.
    """
    with open_sync(access_token=None) as client:
        coroutine = case.call
        with pytest.raises(AssertionError, match=r"^access_token must be set$"):
            coroutine(client)

    assert not api.calls

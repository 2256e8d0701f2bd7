# Generated from aio/test_answers.py by `nox -s twins`: do not edit.
"""
What becomes of answers, failures among them.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from aiomixcloud.sync import (
    AccessDict,
    AnswerError,
    ConnectionFailedError,
    DecodeError,
    ForbiddenError,
    GatewayError,
    InvalidTokenError,
    MixcloudError,
    NotFoundError,
    ServerError,
)
from clientcore.testing import connect_error

from ..answers import answer, javascript, load
from ..opening import Response, open_sync

pytestmark = pytest.mark.usefixtures("no_backoff")


# --- Answers ------------------------------------------------------------------


@pytest.mark.parametrize("raising", [True, False])
@pytest.mark.parametrize("body", ["", " \n"])
def test_blank(api: Any, body: str, raising: bool):
    """
    A blank response is no success: a portal or proxy in between has sent it.
    """
    api.get("/x/").respond(text=body)

    with open_sync(raise_exceptions=raising) as client:
        assert client._process_response(Response(200, text=body)) is None
        if raising:
            with pytest.raises(DecodeError, match="it is empty"):
                client.get("x")
            return
        result = client.get("x")

    assert type(result) is AccessDict
    assert result.error.type == "DecodeError"
    assert "it is empty" in result.message
    assert result.response is not None
    assert result.response.status == 200


@pytest.mark.parametrize(
    "body", ["<p>welcome</p>", "[]", "5", '"error"', "[" * 100_000]
)
def test_no_object(api: Any, body: str):
    """
    A response that is not JSON, or not an object, is a decoding error.
    """
    api.get("/x/").respond(text=body)

    with open_sync() as client:
        result = client.get("x")
        assert result.error.type == "DecodeError"
        assert result.error.message == result.message
    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(DecodeError) as caught:
            client.get("x")

    assert isinstance(caught.value, json.JSONDecodeError)
    assert str(caught.value).startswith("GET x/: 200, but the response cannot be read")


def test_process_response():
    """
    An answer of the HTTP library is decoded, times and all, or is nothing.
    """
    with open_sync() as client:
        decoded = client._process_response(Response(200, json={"a": [1]}))
        marked = client._process_response(Response(200, content=b"\xef\xbb\xbf5"))
        nothing = client._process_response(Response(502, text="<p>"))
    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(json.JSONDecodeError):
            client._process_response(Response(200, text="<p>"))

    assert (decoded, marked, nothing) == ({"a": [1]}, 5, None)


def test_native_result():
    """
    It becomes a dict, or the error that it tells of.
    """
    told = {"error": {"type": "T", "message": "m", "at": "2021-01-02T03:04:05Z"}}
    with open_sync() as client:
        result = client._native_result(Response(404, json=told))
        empty = client._native_result(Response(200, text=""))
    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(NotFoundError, match="T: m") as caught:
            client._native_result(Response(404, json=told))

    assert result.error.at == datetime(2021, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert result.response is not None
    assert result.response.status == 404
    assert empty.error.type == "DecodeError"
    assert caught.value.extra["at"] == result.error.at


@pytest.mark.parametrize(
    ("kind", "is_text"),
    [
        ("text/javascript; charset=utf-8", False),
        ("application/json", False),
        ("text/html", True),
        (None, True),
    ],
)
def test_proper_result(kind: str | None, is_text: bool):
    """
    What calls itself JSON is a dict, all else is text.
    """
    headers = {} if kind is None else {"content-type": kind}
    with open_sync() as client:
        result = client._proper_result(
            Response(200, content=b'{"a": 1}', headers=headers)
        )

    assert result == ('{"a": 1}' if is_text else {"a": 1})


# --- Errors -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("not_found", NotFoundError),
        ("invalid_token", InvalidTokenError),
        ("gateway", GatewayError),
    ],
)
def test_errors(api: Any, name: str, cls: type[MixcloudError]):
    """
    The service's errors are given out as they came, or raised.
    """
    told = load(f"error_{name}.http")
    api.get("/x/").respond(**answer(f"error_{name}.http"))

    with open_sync() as client:
        result = client.get("x")
    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(cls) as caught:
            client.get("x")

    assert type(result) is AccessDict
    if isinstance(told["body"], dict):
        assert result == told["body"]
    else:
        assert result.error.type == cls.__name__
    assert result.message
    assert result.response is not None
    assert result.response.status == told["status"]
    assert caught.value.request is not None
    assert caught.value.request.path == "x/"


@pytest.mark.parametrize(
    ("status", "cls"), [(403, ForbiddenError), (404, NotFoundError), (410, AnswerError)]
)
def test_page_of_error(api: Any, status: int, cls: type[MixcloudError]):
    """
    A page with a status that means failure is that failure, and undecodable, too.
    """
    api.get("/x/").respond(status, html="<p>gone</p>")

    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(cls, match=rf"^GET x/: {status} ") as caught:
            client.get("x")
        with pytest.raises(cls) as decoding:
            client._process_response(Response(status, html="<p>gone</p>"))

    assert isinstance(caught.value, DecodeError)
    assert isinstance(decoding.value, json.JSONDecodeError)


def test_error_with_success(api: Any):
    """
    An error is one by its body, too, whatever the status is.
    """
    api.get("/x/").respond(**javascript({"error": {"type": "T", "message": "m"}}))

    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(MixcloudError) as caught:
            client.get("x")

    assert str(caught.value) == "T: m"


def test_status_without_error(api: Any):
    """
    And by its status, whatever the body is.
    """
    api.get("/x/").respond(503)

    with open_sync() as client:
        result = client.get("x")
        assert result.error.data == {
            "type": "ServerError",
            "message": "503 Service Unavailable",
        }
    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(ServerError):
            client.get("x")


def test_error_with_odd_shape(api: Any):
    """
    Errors with a type and no key are dicts like others.
    """
    api.get("/x/").respond(**javascript({"error": {"type": "T"}}, 400))

    with open_sync() as client:
        result = client.get("x")

    assert repr(result.error) == "<Resource: T>"
    assert "data" not in result


@pytest.mark.parametrize("raising", [True, False])
def test_no_answer(api: Any, raising: bool):
    """
    Without an answer there is an error of our own, raised or not.
    """
    route = api.get("/x/").mock(side_effect=connect_error())

    with open_sync(raise_exceptions=raising) as client:
        with pytest.raises(ConnectionFailedError, match="GET x/: cannot connect"):
            client.get("x")

    assert route.call_count == 3

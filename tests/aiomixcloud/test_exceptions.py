"""
The error tree, and what errors say.
"""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import traceback
from typing import Any

import pytest

import aiomixcloud
import clientcore
from aiomixcloud import exceptions
from aiomixcloud._api import ERRORS, failure, limited
from aiomixcloud.exceptions import (
    AnswerError,
    DecodeError,
    GatewayError,
    InvalidTokenError,
    MixcloudError,
    MixcloudOAuthError,
    RateLimitError,
    UnauthorizedError,
)
from clientcore import Headers, RequestInfo, Response

from .answers import load

INFO = RequestInfo("GET", "anna-lind/")


def response(name: str) -> Response:
    """Return a recorded failure."""
    told = load(f"error_{name}.http")
    body = told["body"]
    content = body if isinstance(body, str) else json.dumps(body)
    headers = Headers(told["headers"].items())
    return Response(told["status"], headers, content.encode(), INFO)


def page(status: int, content: bytes = b"<p>gone</p>") -> Response:
    """Return a failure that is no object."""
    return Response(status, Headers(), content, INFO)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ({"type": "LimitError", "message": "Too many"}, "LimitError: Too many"),
        (
            {"message": "Broken", "hint": "later", "code": 7, "none": None, "zero": 0},
            "Broken (hint: later, code: 7)",
        ),
        ({"hint": "later"}, "(hint: later)"),
        ({"type": "Gone"}, "Gone"),
        ({"message": "Gone"}, "Gone"),
        ({"type": "Gone", "hint": "x"}, "Gone: (hint: x)"),
        ({"type": "A", "message": "b", "c": "d"}, "A: b (c: d)"),
        ({}, ""),
        ("text", "text"),
        (["odd"], "['odd']"),
        (None, ""),
    ],
)
def test_words(error: Any, words: str):
    """
    An error says its type, its message and its extras, as far as it has any.
    """
    assert str(MixcloudError({"error": error})) == words


def test_parts():
    """
    They are attributes too, and extras are the rest of the object.
    """
    error = MixcloudError({"error": {"type": "A", "message": "b", "c": None}})

    assert (error.type, error.message, error.extra) == ("A", "b", {"c": None})


@pytest.mark.parametrize("data", [None, {}, [], "", 5, {"other": 1}])
def test_nothing(data: Any):
    """
    Without an error to tell of, an error is empty, and no failure itself.
    """
    error = MixcloudError(data)

    assert (str(error), error.type, error.message, error.extra) == ("", "", "", {})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"error": "The code is used up"}, "The code is used up"),
        ({"error": {"message": "No", "type": "T"}}, "T: No"),
        ({}, ""),
    ],
)
def test_oauth(data: Any, words: str):
    """
    So does one of the sign-in, whose message is a text as a rule.
    """
    error = MixcloudOAuthError(data)

    assert str(error) == words
    assert isinstance(error, MixcloudError)


@pytest.mark.parametrize("name", exceptions.__all__)
def test_tree(name: str):
    """
    Every error is below the package's root and below the transport's.
    """
    cls = getattr(exceptions, name)

    assert issubclass(cls, MixcloudError)
    assert issubclass(cls, clientcore.Error)
    assert cls in ERRORS.classes or cls in {InvalidTokenError, GatewayError}


@pytest.mark.parametrize("cls", ERRORS.classes)
def test_own(cls: type[clientcore.Error]):
    """
    Each stands for the transport's class that it is derived from.
    """
    base = next(one for one in cls.__mro__ if one.__module__ == "clientcore._errors")

    assert ERRORS.own(base) is cls


@pytest.mark.parametrize(
    ("name", "cls", "words"),
    [
        ("not_found", exceptions.NotFoundError, "NotFoundException: Object not found"),
        (
            "invalid_token",
            InvalidTokenError,
            "OAuthException: An invalid access token was provided",
        ),
        ("gateway", GatewayError, "GET anna-lind/: 502 Bad Gateway"),
        (
            "oauth_code",
            exceptions.BadRequestError,
            "The code is invalid or has expired",
        ),
    ],
)
def test_failures(name: str, cls: type[AnswerError], words: str):
    """
    An answer that means failure is the error for its status or its words.
    """
    error = failure(response(name))

    assert type(error) is cls
    assert str(error) == words
    assert error.request is INFO


def test_invalid_token():
    """
    A token that does not count is a matter of authorization, whatever the status.
    """
    error = failure(response("invalid_token"))

    assert isinstance(error, UnauthorizedError)
    assert isinstance(error, clientcore.Unauthorized)
    assert error.status == 400


def test_rate_limit():
    """
    A limit is known by its type, and says how long it lasts.
    """
    error = failure(response("rate_limit"))

    assert type(error) is RateLimitError
    assert (error.status, error.retry_after, error.extra) == (
        403,
        17,
        {"retry_after": 17},
    )
    assert limited(response("rate_limit")) == 17


@pytest.mark.parametrize(
    ("status", "told", "wait"),
    [
        (403, {"type": "RateLimitException", "retry_after": 452}, 452),
        (403, {"type": "RateLimitException", "retry_after": -3}, 0),
        (403, {"type": "RateLimitException", "retry_after": "soon"}, None),
        (403, {"type": "RateLimitException", "retry_after": True}, None),
        (403, {"type": "PermissionException", "retry_after": 5}, None),
        (429, "text", None),
        (400, {"type": "RateLimitException", "retry_after": 5}, None),
    ],
)
def test_limited(status: int, told: Any, wait: float | None):
    """
    Without a header the body says how long, if it is a limit at all.
    """
    content = json.dumps({"error": told}).encode()

    assert limited(Response(status, content=content)) == wait


def test_secrets():
    """
    What a server echoes is blotted out, and a redirect's address is left out.
    """
    told = {"message": "no abc here", "why": ["abc", {"who": "abc"}, 5]}
    body = json.dumps({"error": told}).encode()
    headers = Headers([("Location", "/?access_token=abc"), ("X-Other", "1")])
    error = failure(Response(403, headers, body, INFO), secrets=["abc"])

    assert error.message == "no [secret] here"
    assert error.extra == {"why": ["[secret]", {"who": "[secret]"}, 5]}
    assert "abc" not in repr(error.body)
    assert list(error.headers) == ["x-other"]


@pytest.mark.parametrize(
    "error",
    [
        failure(response("rate_limit")),
        MixcloudError({"error": {"type": "A", "message": "b"}}),
        MixcloudOAuthError({"error": "text"}, code="x"),
        DecodeError("odd", "<p>", 1, request=INFO, errors=["e"], body=b"<p>"),
        failure(response("gateway")),
        failure(page(404)),
        exceptions.ClosedError("over", sent=False),
        exceptions.TimedOutError("late", phase="connect"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_copies(error: MixcloudError):
    """
    Errors can be pickled and copied, and say the same; no pickle has an answer.
    """
    same = pickle.loads(pickle.dumps(error))

    assert type(same) is type(error)
    assert str(same) == str(copy.copy(error)) == str(error)
    assert same.message == error.message
    assert getattr(same, "__notes__", None) == getattr(error, "__notes__", None)
    assert isinstance(same, json.JSONDecodeError) is isinstance(error, ValueError)
    assert getattr(same, "response", None) is None


def test_decode_error():
    """
    An answer that is no JSON is the standard library's error as well.
    """
    error = DecodeError("odd", "<p>", 1, request=INFO)

    assert isinstance(error, json.JSONDecodeError)
    assert isinstance(error, clientcore.DecodeError)
    assert str(error) == "GET anna-lind/: odd"
    assert (error.doc, error.pos, error.msg) == ("<p>", 1, "odd")


def test_gateway_error():
    """
    A page of a gateway is both: a failed server, and no JSON.
    """
    error = GatewayError.from_response(response("gateway"))

    assert isinstance(error, json.JSONDecodeError)
    assert isinstance(error, clientcore.ServerError)
    assert (error.status, error.errors) == (502, ["it is not an object"])
    assert str(error) == "GET anna-lind/: 502 Bad Gateway"


@pytest.mark.parametrize(
    ("status", "cls"),
    [
        (400, exceptions.BadRequestError),
        (401, UnauthorizedError),
        (403, exceptions.ForbiddenError),
        (404, exceptions.NotFoundError),
        (410, AnswerError),
        (429, RateLimitError),
        (502, GatewayError),
    ],
)
@pytest.mark.parametrize("content", [b"<p>gone</p>", b"[]"])
def test_page(status: int, cls: type[AnswerError], content: bytes):
    """
    A page instead of JSON is the error of its status, and one of decoding.
    """
    error = failure(page(status, content))

    assert isinstance(error, cls)
    assert isinstance(error, DecodeError)
    assert error.errors == ["it is not an object"]
    assert type(pickle.loads(pickle.dumps(error))) is type(error)
    assert vars(exceptions)[type(error).__name__] is type(error)


@pytest.mark.parametrize("content", [b"", b" \n", b'{"error": "gone"}', b"{}"])
def test_no_page(content: bytes):
    """
    An object can be read, and where nothing is there is nothing to read.
    """
    assert type(failure(page(502, content))) is exceptions.ServerError


@pytest.mark.parametrize(
    "error",
    [
        failure(response("not_found")),
        MixcloudError({"error": "gone"}, request=INFO),
        MixcloudOAuthError({"error": "gone"}, request=INFO),
    ],
    ids=lambda error: type(error).__name__,
)
def test_note(error: MixcloudError):
    """
    The service's words do not say what was asked, so tracebacks do.
    """
    shown = "".join(traceback.format_exception(error))

    assert "GET anna-lind/" not in str(error)
    assert shown.count("GET anna-lind/") == 1


def test_all_are_written_down():
    """
    No class is made at run time: type checkers and readers know each.
    """
    for cls in ERRORS.classes:
        assert getattr(exceptions, cls.__name__) is cls
        assert cls.__name__ in exceptions.__all__
        assert inspect.getsource(cls).startswith(f"class {cls.__name__}(")


def test_made_by_the_transport():
    """
    What the transport raises becomes our own, attributes and all.
    """
    with pytest.raises(exceptions.DecodeError) as caught, ERRORS.own_errors(INFO):
        raise clientcore.DecodeError("too long", errors=["x"])

    assert caught.value.errors == ["x"]
    assert (caught.value.doc, caught.value.message) == ("", "")
    assert aiomixcloud.MixcloudError is MixcloudError

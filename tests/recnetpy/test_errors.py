"""
The errors.
"""

from __future__ import annotations

import pickle

import pytest

import clientcore
from clientcore import Headers, RequestInfo
from clientcore import Response as Answer
from recnetpy import HTTPError, RateLimited, RecNetError, Response, Unauthorized
from recnetpy._api import API
from recnetpy._errors import UnreadableError, WebPageError
from recnetpy.rest import exceptions

ASKED = RequestInfo("GET", "accounts/{id}", "https://apim.test/accounts/1")


@pytest.mark.parametrize("name", exceptions.__all__)
def test_documented(name: str):
    """
    The documented errors are made of an answer, and have its facts.
    """
    cls = getattr(exceptions, name)
    answer = Response("https://a.test/x", 418, success=False, headers={}, data={"a": 1})
    error = cls(answer, "no tea")

    assert issubclass(cls, HTTPError)
    assert (error.status, error.url, error.data) == (418, "https://a.test/x", {"a": 1})
    assert str(error) == "no tea"
    assert str(cls(answer)) == "418 I'm a Teapot"
    assert isinstance(cls(), RecNetError)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("BadRequest", 400),
        ("Forbidden", 403),
        ("HTTPError", 0),
        ("InternalServerError", 500),
        ("NotFound", 404),
        ("RateLimited", 429),
        ("Unauthorized", 401),
    ],
)
def test_without_an_answer(name: str, status: int):
    """
    An error that never saw an answer has the status that its name says.
    """
    error = getattr(exceptions, name)()

    assert error.status == getattr(exceptions, name).status == status


def test_held_back():
    """
    So has one of a request that was held back after an earlier limit.
    """
    with pytest.raises(RateLimited) as caught, API.errors.own_errors():
        raise clientcore.RateLimited.unsent(ASKED, 60)

    assert (caught.value.status, caught.value.retry_after) == (429, 60)


@pytest.mark.parametrize("cls", API.errors.classes)
def test_tree(cls: type[clientcore.Error]):
    """
    Each error is below our root, and below the transport's own class.
    """
    base = next(one for one in cls.__mro__ if one.__module__ == "clientcore._errors")

    assert issubclass(cls, RecNetError)
    assert API.errors.own(base) in cls.__mro__


def test_every_class_of_the_transport():
    """
    Whatever the transport raises becomes ours, conflicts and refused values too.
    """
    for name in clientcore.__all__:
        cls = getattr(clientcore, name)
        if isinstance(cls, type) and issubclass(cls, clientcore.Error):
            with pytest.raises(RecNetError), API.errors.own_errors(ASKED):
                raise cls("x")


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 409, 418, 422, 429, 500, 503, 599]
)
def test_statuses(status: int):
    """
    Each status is an `HTTPError`, and the transport's class for it.
    """
    error = API.errors.for_response(Answer(status, Headers(), b"", ASKED))

    assert isinstance(error, HTTPError)
    assert isinstance(error, clientcore.StatusError)
    assert (error.status, error.method, error.url) == (status, "GET", ASKED.url)


def test_retry_after_date():
    """
    A date in Retry-After is as good as seconds.
    """
    headers = Headers([("Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT")])
    error = API.errors.for_response(Answer(403, headers, b"later", ASKED))

    assert isinstance(error, RateLimited)
    assert (error.retry_after or 0) > 1_000_000
    assert "later" in str(error)


def test_unreadable():
    """
    What can't be read is an `HTTPError`, as it was with earlier releases.
    """
    error = UnreadableError("odd", errors=["$.a"], body=[1])

    assert isinstance(error, HTTPError)
    assert isinstance(error, clientcore.DecodeError)
    assert (error.status, error.errors, error.data) == (200, ["$.a"], [1])


@pytest.mark.parametrize(
    "error",
    [
        Unauthorized(
            Response("https://a.test", 401, success=False, headers={}, data=None)
        ),
        WebPageError.of(Answer(200, Headers(), b"<html>", ASKED)),
        UnreadableError("odd", errors=["$.a"]),
    ],
)
def test_pickles(error: HTTPError):
    """
    Errors survive being sent to another process.
    """
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again), again.status) == (
        type(error),
        str(error),
        error.status,
    )

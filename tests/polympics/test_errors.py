"""
The errors, and how answers become errors.
"""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientcore
import polympics
from clientcore import Headers, RequestInfo, Response
from polympics import (
    ClientError,
    DataError,
    MissingError,
    NotFoundError,
    PolympicsError,
    ServerError,
    UnknownIdError,
    UnknownPathError,
)
from polympics._api import API
from polympics._errors import own_errors

from .answers import answer, failures, load

ASKED = RequestInfo("GET", "account/{id}", "https://api.test/account/1")
TAKING = RequestInfo("DELETE", "account/{account}/award/{award}")


def error_of(
    name: str, status: int | None = None, asked: RequestInfo | None = None
) -> PolympicsError:
    """Return the error that an answer becomes."""
    told = answer(name, status)
    if asked is None:
        asked = TAKING if "take_award" in name else ASKED
    response = Response(
        told["status_code"], Headers(told["headers"].items()), told["content"], asked
    )
    error = API.errors.for_response(response)
    assert isinstance(error, PolympicsError)
    return error


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (PolympicsError(418), 418, "418"),
        (ServerError(502), 502, "502"),
        (ClientError(409, "taken"), 409, "409: taken"),
        (
            DataError(422, [{"loc": ["body", "n", 1], "msg": "bad", "type": "t"}]),
            422,
            "422: body -> n -> 1: bad (t)",
        ),
    ],
)
def test_constructors(error: PolympicsError, code: int, text: str):
    """
    The documented errors can be made by position, and say what they hold.
    """
    assert error.code == code
    assert str(error) == text
    assert {error: 1}[error] == 1


def test_documented_attributes():
    """
    The documented attributes are what was given.
    """
    issues = [{"loc": ["path"], "msg": "m", "type": "t"}]

    assert DataError(422, issues).issues == issues
    assert ClientError(404, "no").detail == "no"
    assert not issubclass(DataError, ClientError)


@pytest.mark.parametrize("cls", API.errors.classes)
def test_tree(cls: type[PolympicsError]):
    """
    Each error is below our root, and below the transport's own class.
    """
    base = next(one for one in cls.__mro__ if one.__module__ == "clientcore._errors")

    assert issubclass(cls, PolympicsError)
    assert API.errors.own(base) in cls.__mro__


def test_every_class_of_the_transport():
    """
    Whatever the transport raises becomes ours.
    """
    theirs = [
        one
        for one in vars(clientcore).values()
        if isinstance(one, type) and issubclass(one, clientcore.Error)
    ]

    assert len(theirs) > 10
    for cls in theirs:
        assert issubclass(API.errors.own(cls), PolympicsError)


@pytest.mark.parametrize(
    ("name", "cls", "code"),
    [
        ("error_401_no_credentials", polympics.UnauthorizedError, 401),
        ("error_403_signups_closed", polympics.ForbiddenError, 403),
        ("error_404_no_callback", MissingError, 404),
        ("error_404_take_award.txt", MissingError, 404),
        ("error_405_method", ClientError, 405),
        ("error_409_duplicate_account", polympics.ConflictError, 409),
        ("error_422_account_not_found", UnknownIdError, 422),
        ("error_422_two_not_found", UnknownIdError, 422),
        ("error_422_bad_id", DataError, 422),
        ("error_422_query_team_not_found", DataError, 422),
        ("error_422_update_team_not_found", DataError, 422),
        ("error_422_string_detail", DataError, 422),
        ("error_500.txt", ServerError, 500),
        ("error_503_platform.html", ServerError, 503),
    ],
)
def test_classes(name: str, cls: type[PolympicsError], code: int):
    """
    Each answer has its class.
    """
    error = error_of(name)

    assert type(error) is cls
    assert error.code == code


@pytest.mark.parametrize(
    ("status", "cls"),
    [
        (301, ClientError),
        (307, ClientError),
        (400, polympics.BadRequestError),
        (418, ClientError),
        (429, polympics.RateLimitedError),
        (501, ServerError),
        (502, ServerError),
        (599, ServerError),
    ],
)
def test_other_statuses(status: int, cls: type[PolympicsError]):
    """
    Statuses that the server itself does not send have their class too.
    """
    error = error_of("error_503_platform.html", status)

    assert type(error) is cls
    assert error.code == status


@pytest.mark.parametrize("name", failures())
def test_all(name: str):
    """
    Every error says the code and what was asked, and can be kept.
    """
    error = error_of(name, asked=ASKED)
    copy = pickle.loads(pickle.dumps(error))

    assert str(error.code) in str(error)
    assert (error.method, error.path) == ("GET", "account/{id}")
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert copy.code == error.code
    assert isinstance(hash(error), int)


def test_issues():
    """
    An issue is a line: the place joined by arrows, the words, the type.
    """
    error = error_of("error_422_two_not_found")

    assert isinstance(error, DataError)
    assert error.issues == load("error_422_two_not_found")["detail"]
    assert str(error).endswith(
        ": path -> account: Account not found. (value_error)\n"
        "path -> award: Award not found. (value_error)"
    )


def test_integer_place():
    """
    A place may hold numbers.
    """
    error = error_of("error_422_integer_in_loc")

    assert "body -> accounts -> 1: Account not found." in str(error)
    assert not isinstance(error, NotFoundError)


def test_text_detail():
    """
    A text in place of issues becomes the one issue.
    """
    error = error_of("error_422_string_detail")

    assert isinstance(error, DataError)
    assert [issue["msg"] for issue in error.issues] == ["Bad Discord user token."]
    assert "Bad Discord user token." in str(error)


def test_detail():
    """
    A client error has the server's words, or none.
    """
    known = error_of("error_409_duplicate_account")
    empty = error_of("error_404_take_award.txt")

    assert isinstance(known, ClientError)
    assert known.detail == "That Discord ID is already registered."
    assert known.detail in str(known)
    assert isinstance(empty, ClientError)
    assert empty.detail == ""


def test_not_found():
    """
    Not found is one class, whichever documented class the status has.
    """
    by_path = error_of("error_422_account_not_found")
    by_status = error_of("error_404_no_callback")

    assert isinstance(by_path, NotFoundError)
    assert isinstance(by_path, DataError)
    assert not isinstance(by_path, ClientError)
    assert isinstance(by_status, NotFoundError)
    assert isinstance(by_status, ClientError)
    assert isinstance(by_status, clientcore.NotFound)


@pytest.mark.parametrize(
    "asked",
    [
        "GET account/{id}",
        "GET accounts/signups",
        "DELETE team/{id}",
        "DELETE callback/{event}",
        "PUT account/{account}/award/{award}",
        "DELETE account/{account}/award/{award}/x",
    ],
)
def test_bare_404(asked: str):
    """
    Without a body, a 404 is the server's own only where an award is taken.
    """
    elsewhere = RequestInfo(*asked.split())
    by_hand = RequestInfo("DELETE", "/account/1/award/2")

    assert isinstance(error_of("error_404_take_award.txt", asked=by_hand), MissingError)
    assert isinstance(
        error_of("error_404_take_award.txt", asked=elsewhere), UnknownPathError
    )


def test_scope_hint():
    """
    Where the server cannot tell a bad token from a missing permission, we say so.
    """
    error = error_of("error_403_scope")

    assert "credentials are wrong or expired" in str(error)
    assert isinstance(error, ClientError)
    assert error.detail == "Request outside of authorisation scope."
    assert "expired" not in str(error_of("error_403_signups_closed"))


def test_redirect():
    """
    A redirect points at the base address.
    """
    assert "base URL" in str(error_of("error_500.txt", 307))


@pytest.mark.parametrize("cls", API.errors.classes)
def test_pickled(cls: type[Any]):
    """
    Every error survives pickling.
    """
    error = cls()
    error.add_hint("hint")
    copy = pickle.loads(pickle.dumps(error))

    assert type(copy) is cls
    assert str(copy) == str(error)
    assert str(copy).endswith("; hint")


BODIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["detail", "loc", "msg", "type"]), inner)
    ),
)


@given(st.integers(300, 599), BODIES.map(lambda body: {"detail": body}) | BODIES)
def test_any_body(status: int, body: Any):
    """
    Whatever an error body holds, it can be told.
    """
    content = json.dumps(body).encode()
    error = API.errors.for_response(Response(status, Headers(), content, ASKED))

    assert str(status) in str(error)
    assert isinstance(error, PolympicsError)
    assert isinstance(getattr(error, "issues", []), list)
    assert isinstance(getattr(error, "detail", ""), str)


def test_held_back():
    """
    A request that was held back after a 429 has its code.
    """
    error = API.errors.own(clientcore.RateLimited).unsent(ASKED, 90)

    assert isinstance(error, polympics.RateLimitedError)
    assert error.code == error.status == 429


def test_own_errors():
    """
    The transport's errors become ours, with all they hold.
    """
    with pytest.raises(polympics.TimedOutError) as caught, own_errors():
        raise clientcore.TimedOut("late", request=ASKED, phase="connect", sent=False)

    assert str(caught.value) == "late"
    assert caught.value.code == 0
    assert caught.value.phase == "connect"
    assert caught.value.sent is False
    assert caught.value.request is ASKED

"""
The errors: which stands below which, and what each knows.
"""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import backtracked
import clientcore
from backtracked import (
    ApiError,
    BacktrackedError,
    Client,
    MissingRightError,
    NotFoundError,
    RateLimitError,
    sync,
)
from backtracked._api import asks_for_login, limited, refused
from clientcore import Headers, Response
from clientcore.testing import connect_error, read_error, read_timeout

from .answers import load

PAIRS = {
    "ApiError": "StatusError",
    "BadRequestError": "BadRequest",
    "RoomPasswordError": "BadRequest",
    "UnauthorizedError": "Unauthorized",
    "RoomBannedError": "Unauthorized",
    "SessionExpiredError": "Unauthorized",
    "ForbiddenError": "Forbidden",
    "MissingRightError": "Forbidden",
    "NotFoundError": "NotFound",
    "ConflictError": "Conflict",
    "InvalidError": "Invalid",
    "RateLimitError": "RateLimited",
    "ServerError": "ServerError",
    "NoAnswerError": "TransportError",
    "ConnectionFailedError": "ConnectionFailed",
    "TimedOutError": "TimedOut",
    "ClosedError": "Closed",
    "NotConnectedError": "Closed",
    "DecodeError": "DecodeError",
    "UnsafeURLError": "UnsafeURL",
    "UnboundError": "Unbound",
    "AuthorizationError": "AuthError",
    "NotLoggedInError": "AuthError",
}


def test_all():
    """
    Every error that is promised is in the table.
    """
    promised = {name for name in backtracked.__all__ if name.endswith("Error")}

    assert promised == {*PAIRS, "BacktrackedError"}


@pytest.mark.parametrize(("name", "general"), PAIRS.items(), ids=list(PAIRS))
def test_tree(name: str, general: str):
    """
    Each stands below the package's root and below the transport's class.
    """
    error = getattr(backtracked, name)

    assert issubclass(error, BacktrackedError)
    assert issubclass(error, getattr(clientcore, general))
    assert getattr(sync, name) is error


STATUSES = {
    400: "BadRequestError",
    401: "UnauthorizedError",
    403: "ForbiddenError",
    404: "NotFoundError",
    409: "ConflictError",
    418: "ApiError",
    422: "InvalidError",
    429: "RateLimitError",
    500: "ServerError",
    503: "ServerError",
}


@pytest.mark.parametrize(("status", "name"), STATUSES.items())
async def test_statuses(
    status: int, name: str, api: Any, base_url: str, no_backoff: None
):
    """
    Each status has its class, and the error says what was asked.
    """
    api.get("/user/x").respond(status, json=load("rest.error.envelope_only_message"))

    async with Client(api=base_url) as queup:
        with pytest.raises(ApiError) as caught:
            await queup.fetch_user("x")

    error = caught.value
    assert type(error) is getattr(backtracked, name)
    assert (error.status, error.endpoint) == (status, "user/{user}")
    assert error.message == load("rest.error.envelope_only_message")["message"]
    assert str(error).startswith(f"GET user/{{user}}: {status}")


@pytest.mark.parametrize(
    ("failure", "name"),
    [
        (connect_error, "ConnectionFailedError"),
        (read_error, "ClosedError"),
        (read_timeout, "TimedOutError"),
    ],
)
async def test_no_answer(
    failure: Any, name: str, api: Any, base_url: str, no_backoff: None
):
    """
    What is not answered is our error, too.
    """
    api.get("/user/x").side_effect = failure()

    async with Client(api=base_url, retries=0) as queup:
        with pytest.raises(BacktrackedError) as caught:
            await queup.fetch_user("x")

    assert isinstance(caught.value, getattr(backtracked, name))


@pytest.mark.parametrize("value", ["..", "", "%2e%2e"])
async def test_unsafe(value: str, base_url: str):
    """
    An id that leads elsewhere is not sent.
    """
    async with Client(api=base_url) as queup:
        with pytest.raises(backtracked.UnsafeURLError):
            await queup.fetch_user(value)


async def test_closed(base_url: str):
    """
    A client that was closed says so.
    """
    queup = Client(api=base_url)
    await queup.close()

    with pytest.raises(backtracked.ClosedError, match="closed"):
        await queup.fetch_user("x")
    with pytest.raises(backtracked.ClosedError, match="closed"):
        await queup.connect()


def test_made_by_hand():
    """
    An error may be made as it always was, and its text can be read.
    """
    error = ApiError("/auth/login", 400, "Bad Request")

    assert (error.endpoint, error.status, error.message) == (
        "/auth/login", 400, "Bad Request"
    )  # fmt: skip
    assert str(error) == "/auth/login: 400 Bad Request"
    assert error.details is None


@pytest.mark.parametrize(
    "error", [ApiError("/x", 500, "oh", {"a": 1}), MissingRightError("kick", "Lounge")]
)
def test_pickle(error: ApiError):
    """
    An error is pickled with all that it knows.
    """
    again = pickle.loads(pickle.dumps(error))

    assert str(again) == str(error)
    assert again.__dict__ == error.__dict__


def respond(status: int, body: bytes = b"", **headers: str) -> Response:
    """Return an answer."""
    return Response(status, Headers(headers.items()), body)


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/auth/login", True),
        ("https://api.queup.net/auth/login/", True),
        ("/auth/login?next=1", True),
        ("https://www.youtube.com/watch", False),
        ("", False),
    ],
)
def test_asks_for_login(location: str, expected: bool):
    """
    Only a redirect to the login page is one.
    """
    assert asks_for_login(respond(302, location=location)) is expected
    assert not asks_for_login(respond(200, location=location))


def test_refused():
    """
    A 401 that is explained is about rights, any other about the session.
    """
    about_rights = b'{"data": {"err": {"details": {"message": "no"}}}}'

    assert refused(respond(401))
    assert not refused(respond(401, about_rights))
    assert not refused(respond(403))


def test_limited():
    """
    A header says how long to wait, or else the words do.
    """
    words = b'{"data": {"details": {"message": "10 minutes"}}}'

    assert limited(respond(429, words)) == 600
    assert limited(respond(429, words, **{"retry-after": "5"})) == 5
    assert limited(respond(429)) is None
    assert limited(respond(200, words)) is None


async def test_wait_in_header(api: Any, base_url: str):
    """
    The error has the wait that the header says.
    """
    api.get("/user/x").respond(429, headers={"retry-after": "600"})

    async with Client(api=base_url) as queup:
        with pytest.raises(RateLimitError) as caught:
            await queup.fetch_user("x")

    assert caught.value.retry_after == 600


async def test_plain_text(api: Any, base_url: str):
    """
    An answer of plain text is the message.
    """
    api.get("/user/x").respond(404, text="nobody here")

    async with Client(api=base_url) as queup:
        with pytest.raises(NotFoundError, match="nobody here"):
            await queup.fetch_user("x")

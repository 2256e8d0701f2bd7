"""
The errors, and how answers become errors.
"""

from __future__ import annotations

import pickle
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientcore
from asyncspotify import (
    AuthenticationError,
    BadRequest,
    ConnectionFailed,
    DecodeError,
    Forbidden,
    HTTPException,
    NotAllowed,
    NotFound,
    PayloadTooLarge,
    PlayerError,
    PlayerForbidden,
    PlayerNotFound,
    PlayerReason,
    PremiumRequired,
    QuotaExceeded,
    RateLimited,
    RefreshTokenExpired,
    ServerError,
    SpotifyException,
    TransportError,
    Unauthorized,
    _errors,
)
from asyncspotify._api import API, SpotifyPolicy
from asyncspotify._errors import own_errors
from clientcore import Headers, RequestInfo, Response

from .answers import load
from .payloads import response

EVERY = [
    one
    for one in vars(_errors).values()
    if isinstance(one, type) and issubclass(one, SpotifyException)
]


def error_of(status: int, body: Any, path: str = "tracks/{id}") -> HTTPException:
    """Return the error that an answer becomes."""
    error = API.errors.for_response(response(status, body, path))
    assert isinstance(error, HTTPException)
    return error


@pytest.mark.parametrize(
    ("name", "status", "cls"),
    [
        ("error_400_bad_request", 400, BadRequest),
        ("error_401_expired", 401, Unauthorized),
        ("error_401_invalid", 401, Unauthorized),
        ("error_403_scope", 403, Forbidden),
        ("error_403_devmode", 403, Forbidden),
        ("error_403_premium", 403, PremiumRequired),
        ("error_404_not_found", 404, NotFound),
        ("error_404_no_active_device", 404, PlayerNotFound),
        ("error_405_not_allowed", 405, NotAllowed),
        ("error_429_rate_limit", 429, RateLimited),
        ("error_429_quota", 429, QuotaExceeded),
        ("error_500", 500, ServerError),
        ("error_503", 503, ServerError),
    ],
)
def test_answers(name: str, status: int, cls: type[HTTPException]):
    """
    Each answer becomes the class for it, with the service's own words.
    """
    body = load(name)
    error = error_of(status, body)

    assert type(error) is cls
    assert error.status == status
    assert error.message == body["error"]["message"]
    assert error.body == body
    assert str(error) == (
        f"GET tracks/{{id}}: {status} {error.response.reason}: {error.message}"
    )


def test_reasons():
    """
    A reason is told as one of the known words, or as the word itself.
    """
    premium = error_of(403, load("error_403_premium"))
    device = error_of(404, load("error_404_no_active_device"))
    body = {"error": {"status": 403, "message": "No", "reason": "TOO_LOUD"}}
    new = error_of(403, body, "me/player/volume")
    elsewhere = error_of(403, body)

    assert premium.reason is PlayerReason.PREMIUM_REQUIRED
    assert device.reason == "NO_ACTIVE_DEVICE"
    assert isinstance(device, PlayerError)
    assert (type(new), new.reason) == (PlayerForbidden, "TOO_LOUD")
    assert (type(elsewhere), elsewhere.reason) == (Forbidden, "TOO_LOUD")
    assert error_of(404, load("error_404_not_found")).reason is None


@pytest.mark.parametrize("reason", PlayerReason)
def test_every_reason(reason: PlayerReason):
    """
    All reasons in circulation become an error of the player.
    """
    body = {"error": {"status": 403, "message": "m", "reason": reason.value}}
    error = error_of(403, body, "me/player/play")

    assert isinstance(error, Forbidden)
    assert isinstance(error, PlayerError)
    assert error.reason is reason


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (400, {"error": "invalid_grant", "error_description": "Gone"}, "Gone"),
        (400, {"error": "invalid_client"}, "invalid_client"),
        (403, "User not registered in the Dashboard", "User not registered in the"),
        (429, "Too many requests", "Too many requests"),
        (502, "<html><body>upstream  connect\nerror</body></html>", "upstream connect"),
        (502, "<html><style>p {}</style><p>Bad", "Bad"),
        (500, {"error": {"message": None}}, ""),
        (500, {"error": 7}, ""),
        (500, [], ""),
        (500, "", ""),
        (405, "No", "No"),
    ],
)
def test_shapes(status: int, body: Any, message: str):
    """
    The words are found in all shapes that an error body has.
    """
    error = error_of(status, body)

    assert error.message.startswith(message)
    assert error.status == status


def test_oauth_errors():
    """
    The accounts host's word for what went wrong is the error's code.
    """
    error = error_of(400, load("auth_error_invalid_grant"))

    assert error.code == "invalid_grant"
    assert error.message == load("auth_error_invalid_grant")["error_description"]


@given(
    st.sampled_from([400, 401, 403, 404, 405, 409, 413, 418, 422, 429, 500, 599]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["error", "message", "reason", "status"]), inner
            )
        ),
        max_leaves=8,
    ),
)
def test_any_body(status: int, body: Any):
    """
    Whatever the body, there is an error of ours, of the transport's class as well.
    """
    error = error_of(status, body)

    assert isinstance(error, clientcore.StatusError)
    assert error.status == status
    assert isinstance(error.message, str)


@pytest.mark.parametrize("cls", API.errors.classes)
def test_tree(cls: type[SpotifyException]):
    """
    Each error is below our root, and stands in for the transport's own class.
    """
    base = next(one for one in cls.__mro__ if one.__module__ == "clientcore._errors")

    assert issubclass(cls, SpotifyException)
    assert API.errors.own(base) is cls


@pytest.mark.parametrize(
    "name",
    [
        "TransportError",
        "ConnectionFailed",
        "TimedOut",
        "Closed",
        "StatusError",
        "BadRequest",
        "Unauthorized",
        "Forbidden",
        "NotFound",
        "Conflict",
        "Invalid",
        "RateLimited",
        "ServerError",
        "DecodeError",
        "AuthError",
        "UnsafeURL",
        "Unbound",
    ],
)
def test_every_class_of_the_transport(name: str):
    """
    The transport has no error that does not become one of ours.
    """
    own = API.errors.own(getattr(clientcore, name))

    assert issubclass(own, SpotifyException)


def test_documented_bases():
    """
    The documented classes are below each other as documented.
    """
    for cls in (Unauthorized, Forbidden, NotFound, NotAllowed):
        assert issubclass(cls, BadRequest)
    assert issubclass(BadRequest, HTTPException)
    assert issubclass(AuthenticationError, SpotifyException)
    assert not issubclass(ServerError, BadRequest)
    assert issubclass(PayloadTooLarge, HTTPException)


@pytest.mark.parametrize(
    "answer",
    [
        SimpleNamespace(status=404, reason="Not Found"),
        SimpleNamespace(status_code=404, reason_phrase="Not Found"),
        SimpleNamespace(status=404),
    ],
)
def test_by_hand(answer: Any):
    """
    An error can be made of any library's answer, and says what is documented.
    """
    error = NotFound(answer, "no such track")

    assert str(error) == "404 Not Found: no such track"
    assert error.response is answer
    assert error.status == 404
    assert error.message == "no such track"
    assert str(NotFound(answer)) == "404 Not Found"


def test_response():
    """
    An error knows what is left of its answer, under the names of two libraries.
    """
    error = error_of(404, load("error_404_not_found"))
    text = error_of(503, "Busy")

    assert error.response.status == error.response.status_code == 404
    assert error.response.reason == error.response.reason_phrase == "Not Found"
    assert error.response.json() == load("error_404_not_found")
    assert "error" in error.response.text
    assert text.response.text == "Busy"
    assert error_of(500, "").response.text == ""
    with pytest.raises(ValueError, match="JSON"):
        text.response.json()
    assert error_of(599, "").response.reason == ""


def test_needed_scopes():
    """
    An error can say which scopes would have helped.
    """
    error = error_of(403, load("error_403_scope"))
    assert error.scopes == ()
    error.needs(("user-top-read", "user-read-email"))

    assert error.scopes == ("user-top-read", "user-read-email")
    assert str(error).endswith("(needs the scope user-top-read or user-read-email)")


def test_needing_nothing():
    """
    Where no scope is needed, nothing is said of any.
    """
    error = error_of(403, load("error_403_scope"))
    before = str(error)
    error.needs(())

    assert str(error) == before


def test_pickles():
    """
    Errors survive pickling, without an answer of somebody else's.
    """
    error = error_of(403, load("error_403_premium"))
    error.needs(("a",))
    by_hand = NotFound(SimpleNamespace(status=404, secret=open), "gone")
    again = pickle.loads(pickle.dumps(error))

    assert type(again) is PremiumRequired
    assert (str(again), again.reason, again.scopes) == (
        str(error),
        error.reason,
        ("a",),
    )
    assert pickle.loads(pickle.dumps(by_hand)).response.status == 404


def test_authentication():
    """
    An error about tokens has OAuth's word, and the service's.
    """
    error = AuthenticationError("no", code="invalid_client", description="Bad secret")

    assert (error.error, error.code) == ("invalid_client", "invalid_client")
    assert error.description == "Bad secret"
    assert isinstance(error, clientcore.AuthError)
    assert pickle.loads(pickle.dumps(error)).description == "Bad secret"
    assert issubclass(RefreshTokenExpired, AuthenticationError)


def test_own_errors():
    """
    The transport's errors become ours, with what they know.
    """
    asked = RequestInfo("GET", "me")
    with pytest.raises(ConnectionFailed) as caught, own_errors(asked):
        raise clientcore.ConnectionFailed("no way")
    with pytest.raises(AuthenticationError) as refused, own_errors():
        raise clientcore.AuthError("no", code="invalid_grant")

    assert isinstance(caught.value, TransportError)
    assert caught.value.request is asked
    assert caught.value.sent is False
    assert refused.value.error == "invalid_grant"
    assert refused.value.description == ""


@pytest.mark.parametrize("cls", EVERY)
def test_all_can_be_made(cls: type[SpotifyException]):
    """
    Each error can be made, printed and pickled.
    """
    made = (
        cls(SimpleNamespace(status=400))
        if issubclass(cls, HTTPException)
        else cls("words")
    )
    again = pickle.loads(pickle.dumps(made))

    assert type(again) is cls
    assert str(again) == str(made) != ""


def test_quota():
    """
    A spent quota is not waited for, and closes nothing; other limits do.
    """
    quota = error_of(429, load("error_429_quota"))
    limit = error_of(429, load("error_429_rate_limit"))
    limit.retry_after = 3.0
    policy = SpotifyPolicy()
    wait = Headers([("retry-after", "3")])
    spent = Response(429, wait, response(429, load("error_429_quota")).content)

    assert policy.retry(quota, idempotent=True) is False
    assert policy.retry(limit, idempotent=True) == 3.0
    assert API.limited(spent) is None
    assert API.limited(Response(429, wait, b"Too many requests")) == 3.0
    assert API.limited(Response(503, wait)) is None


def test_decode_error():
    """
    An answer that cannot be read is ours, and told with its path.
    """
    error = DecodeError("no", errors=["a @ $.b"], body={"secret": 1})

    assert error.errors == ["a @ $.b"]
    assert pickle.loads(pickle.dumps(error)).body is None

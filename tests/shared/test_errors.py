"""
The error tree, and the choice of a class for an answer.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import clientcore
from clientcore._errors import (
    AuthError,
    BadRequest,
    ClientClosed,
    Closed,
    Conflict,
    ConnectionFailed,
    ConnectionLost,
    DecodeError,
    Error,
    ErrorTable,
    Explanation,
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    ServerError,
    StatusError,
    TimedOut,
    TransportError,
    Unauthorized,
    Unbound,
    UnsafeURL,
    for_status,
    shorten,
)
from clientcore._events import RequestInfo
from clientcore._headers import Headers
from clientcore._response import Response

INFO = RequestInfo("GET", "items/{item}", "https://api.example/items/7")


class ShopError(Error):
    """The root of a service's own errors."""


class ShopNotFound(ShopError, NotFound):
    """404."""


class NoSuchItem(ShopNotFound):
    """A special 404."""


class ShopTimedOut(ShopError, TimedOut):
    """No answer."""


class Sold(ShopError, Conflict):
    """One with a constructor that needs more than a message."""

    def __init__(self, item: int, *, buyer: str) -> None:
        super().__init__(f"{item} is sold")
        self.item = item
        self.buyer = buyer


class GarageError(Error):
    """The root of another service's errors."""


class GarageStatus(GarageError, StatusError):
    """A bad status."""


def answer(
    status: int, content: bytes = b"", *headers: tuple[str, str], info: Any = INFO
) -> Response:
    return Response(status, Headers(headers), content, info)


def sold() -> Sold:
    error = Sold(7, buyer="Ann")
    error.request = INFO
    return error


ERRORS = [
    Error("words", request=INFO),
    TransportError("words", request=INFO, sent=False),
    ConnectionFailed("words", request=INFO),
    TimedOut("words", request=INFO, phase="pool", sent=False),
    ConnectionLost("words", request=INFO),
    ClientClosed("words", request=INFO),
    StatusError("words", request=INFO),
    NotFound.from_response(
        answer(404, b'{"a": 1}', ("ETag", "x"), ("X-Request-Id", "y")),
        message="no",
        code=5,
    ),
    RateLimited.from_response(answer(429, b"", ("Retry-After", "90"))),
    pytest.param(RateLimited.unsent(INFO, 90.0), id="unsent"),
    NoSuchItem.from_response(answer(404), message="no"),
    DecodeError("words", request=INFO, errors=["a @ $.b"]),
    AuthError("words", request=INFO, code="invalid_grant"),
    UnsafeURL("words", request=INFO),
    Unbound("words"),
    ShopTimedOut("words", request=INFO, phase="deadline"),
    sold(),
]


class TestTree:
    @pytest.mark.parametrize(
        ("error", "bases"),
        [
            (TransportError, (Error,)),
            (ConnectionFailed, (TransportError, ConnectionError)),
            (TimedOut, (TransportError, TimeoutError)),
            (Closed, (TransportError,)),
            (ConnectionLost, (Closed, ConnectionError)),
            (ClientClosed, (Closed,)),
            (StatusError, (Error,)),
            (BadRequest, (StatusError,)),
            (Unauthorized, (StatusError,)),
            (Forbidden, (StatusError,)),
            (NotFound, (StatusError,)),
            (Conflict, (StatusError,)),
            (Invalid, (StatusError,)),
            (RateLimited, (StatusError,)),
            (ServerError, (StatusError,)),
            (DecodeError, (Error,)),
            (AuthError, (Error,)),
            (UnsafeURL, (Error, ValueError)),
            (Unbound, (Error,)),
        ],
    )
    def test_bases(self, error: type[Error], bases: tuple[type, ...]):
        """
        The tree is as documented, and all of it is exported.
        """
        assert error.__bases__ == bases
        assert getattr(clientcore, error.__name__) is error

    @pytest.mark.parametrize(
        ("error", "sent"),
        [
            (ConnectionFailed(), False),
            (TimedOut(), True),
            (TimedOut(sent=False), False),
            (ConnectionLost(), True),
            (ConnectionLost(sent=False), False),
            (ClientClosed(), False),
        ],
    )
    def test_sent(self, error: TransportError, sent: bool):
        """
        Unless it is known better, all but a failed connection may have been sent.
        """
        assert error.sent is sent


class TestPickling:
    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
    @pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
    def test_all_facts(self, error: Error, protocol: int):
        """
        Each error comes back from a pickle with its class, message and facts.
        """
        again = pickle.loads(pickle.dumps(error, protocol))

        assert type(again) is type(error)
        assert str(again) == str(error)
        assert again.args == error.args
        assert vars(again) == vars(error)

    @pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
    def test_copy(self, error: Error):
        """
        A copy has the same facts.
        """
        again = copy.copy(error)

        assert (type(again), str(again)) == (type(error), str(error))
        assert vars(again) == vars(error)

    def test_decode_error_without_body(self):
        """
        What came stays out of a `DecodeError`'s pickle, message and repr.
        """
        error = DecodeError("words", errors=["a"], body=b"s3cr3t")
        stored = pickle.dumps(error)

        assert error.body == b"s3cr3t"
        assert b"s3cr3t" not in stored
        assert "s3cr3t" not in f"{error} {error!r}"
        assert pickle.loads(stored).body is None

    def test_no_cookies(self):
        """
        Neither cookies nor credentials get into an error, nor into its pickle.
        """
        headers = [("Set-Cookie", "s3cr3t"), ("Authorization", "s3cr3t"), ("Via", "a")]
        error = NotFound.from_response(answer(404, b"", *headers))

        assert dict(error.headers) == {"via": "a"}
        assert b"s3cr3t" not in pickle.dumps(error)

    def test_cause_stays_behind(self):
        """
        The cause, which may be of a library and hold anything, is not pickled.
        """
        error = ConnectionFailed("words")
        error.__cause__ = RuntimeError("s3cr3t")

        assert b"s3cr3t" not in pickle.dumps(error)


class TestStatusError:
    def test_facts(self):
        """
        An error from an answer has all that the answer says.
        """
        headers = [("Retry-After", "7")]
        response = answer(404, b'{"a": 1}', *headers)
        error = NotFound.from_response(response, message="no such item", code=12)

        assert (error.status, error.code, error.message) == (404, 12, "no such item")
        assert error.body == {"a": 1}
        assert error.retry_after == 7
        assert error.request == INFO

    @pytest.mark.parametrize(
        ("status", "message", "text"),
        [
            (404, "", "GET items/{item}: 404 Not Found"),
            (404, "no", "GET items/{item}: 404 Not Found: no"),
            (599, "", "GET items/{item}: 599"),
            (599, "no", "GET items/{item}: 599: no"),
        ],
    )
    def test_message(self, status: int, message: str, text: str):
        """
        The message says what was asked and what came back; a status may be unknown.
        """
        assert str(StatusError.from_response(answer(status), message=message)) == text

    def test_own_constructor(self):
        """
        A subclass with a constructor of its own is made from an answer all the same.
        """
        error = Sold.from_response(answer(409), message="sold")

        assert error.status == 409
        assert str(error) == "GET items/{item}: 409 Conflict: sold"

    def test_by_hand(self):
        """
        An error made by hand has the status of its class, and no other facts.
        """
        error = Forbidden("words")

        assert (error.status, error.message, error.body) == (403, "", None)
        assert dict(error.headers) == {}

    def test_unknown_fact(self):
        """
        A fact that the class does not have is a mistake, as with other functions.
        """
        with pytest.raises(TypeError, match="NotFound has no attribute 'phase'"):
            NotFound("words", phase="read")

    def test_unsent(self):
        """
        A request that is held back fails like one that was limited.
        """
        error = RateLimited.unsent(INFO, 89.6)

        assert error.status == 429
        assert error.retry_after == 89.6
        assert error.request == INFO
        assert "held back, 90 s left" in str(error)


class TestForStatus:
    @pytest.mark.parametrize(
        ("status", "error"),
        [
            (400, BadRequest),
            (401, Unauthorized),
            (403, Forbidden),
            (404, NotFound),
            (409, Conflict),
            (422, Invalid),
            (429, RateLimited),
            (500, ServerError),
            (503, ServerError),
            (599, ServerError),
            (302, StatusError),
            (304, StatusError),
            (402, StatusError),
            (418, StatusError),
            (499, StatusError),
        ],
    )
    def test_classes(self, status: int, error: type[StatusError]):
        """
        Every status has a class, those we don't know the general one.
        """
        assert for_status(status) is error
        assert type(ErrorTable().for_response(answer(status))) is error


class TestErrorTable:
    def test_most_general(self):
        """
        The most general of a service's classes stands for ours.
        """
        table = ErrorTable(ShopError)

        assert table.own(NotFound) is ShopNotFound
        assert table.own(Error) is ShopError

    def test_both_roots(self):
        """
        A service's error is caught by its own root and by our class.
        """
        error = ErrorTable(ShopError).for_response(answer(404))

        assert isinstance(error, ShopError)
        assert isinstance(error, NotFound)

    def test_without_root(self):
        """
        Without a root, ours is raised.
        """
        assert ErrorTable().own(Forbidden) is Forbidden
        assert type(ErrorTable().for_response(answer(403))) is Forbidden

    @pytest.mark.parametrize("cls", [Forbidden, ClientClosed, ConnectionLost, Unbound])
    def test_made(self, cls: type[Error]):
        """
        A class that the service does not have is made, below both roots.
        """
        made = ErrorTable(ShopError).own(cls)

        assert issubclass(made, ShopError)
        assert issubclass(made, cls)
        assert issubclass(made, ErrorTable(ShopError).own(cls.__bases__[0]))
        assert (made.__name__, made.__module__) == (cls.__name__, __name__)
        assert made.__doc__ == cls.__doc__
        assert ErrorTable(ShopError).own(cls) is made

    def test_made_for_other_bases(self):
        """
        What is made for a class is below the service's class for its base.
        """
        table = ErrorTable(GarageError)

        assert issubclass(table.own(ServerError), GarageStatus)
        assert table.own(StatusError) is GarageStatus
        assert len(set(table.classes)) == len(table.classes)

    def test_own_ones_stay(self):
        """
        A service's class stands for itself.
        """
        assert ErrorTable(ShopError).own(NoSuchItem) is NoSuchItem

    def test_explained(self):
        """
        The service's own reading of the body gives words, code and class.
        """

        def explain(response: Response) -> Explanation:
            body = response.json()
            return Explanation(body["words"], body["code"], NoSuchItem)

        table = ErrorTable(ShopError, explain)
        error = table.for_response(answer(404, b'{"words": "gone", "code": 9}'))

        assert type(error) is NoSuchItem
        assert isinstance(error, StatusError)
        assert (error.message, error.code) == ("gone", 9)

    @pytest.mark.parametrize("content", [b"", b"<html>", b"[]", b"null", b"{}"])
    def test_unreadable(self, content: bytes):
        """
        If the body is not as expected, the status speaks alone.
        """
        table = ErrorTable(explain=lambda response: Explanation(response.json()["m"]))
        error = table.for_response(answer(404, content))

        assert type(error) is NotFound
        assert str(error) == "GET items/{item}: 404 Not Found"

    @pytest.mark.parametrize("message", [None, 5, {"a": "b"}, ["a"], True])
    def test_message_that_is_none(self, message: Any):
        """
        A message that is no text counts as none; the code is kept.
        """
        table = ErrorTable(explain=lambda _: Explanation(message, 9))
        error = table.for_response(answer(404), ["s3cr3t"])

        assert isinstance(error, StatusError)
        assert (error.message, error.code) == ("", 9)

    def test_echoed_secret(self):
        """
        A server that repeats a token in its message is not repeated.
        """
        table = ErrorTable(explain=lambda _: Explanation("token s3cr3t is bad"))
        body = b'{"a": [{"s3cr3t": "x s3cr3t"}]}'
        error = table.for_response(answer(401, body, ("X-A", "s3cr3t")), ["s3cr3t"])

        assert "token [secret] is bad" in str(error)
        assert isinstance(error, StatusError)
        assert "s3cr3t" not in f"{error!r} {vars(error)} {dict(error.headers)}"
        assert error.body == {"a": [{"[secret]": "x [secret]"}]}
        assert b"s3cr3t" not in pickle.dumps(error)

    @pytest.mark.parametrize(
        "body", [b"[" * 900 + b"]" * 900, b'{"a":' * 900 + b"1" + b"}" * 900]
    )
    def test_deep_body(self, body: bytes):
        """
        Deeply nested JSON is kept as text, so that it can be pickled and redacted.
        """
        table = ErrorTable(ShopError)
        error = table.for_response(answer(404, body), ["s3cr3t"])

        assert isinstance(error, StatusError)
        assert error.body == body.decode()
        assert pickle.loads(pickle.dumps(error)).body == body.decode()
        assert repr(error)


class TestOwnErrors:
    TABLE = ErrorTable(ShopError)

    def test_own_class(self):
        """
        Ours is raised as the service's own, with all facts and the same cause.
        """
        cause = OSError("reset")
        ours = TimedOut("too late", phase="pool", sent=False)

        with pytest.raises(ShopTimedOut) as caught, self.TABLE.own_errors(INFO):
            raise ours from cause

        assert vars(caught.value) == vars(ours)
        assert caught.value.phase == "pool"
        assert caught.value.__cause__ is cause

    def test_request(self):
        """
        An error that does not say what was asked is told.
        """
        with pytest.raises(UnsafeURL) as caught, self.TABLE.own_errors(INFO):
            raise UnsafeURL("no")

        assert caught.value.request == INFO
        assert str(caught.value) == "GET items/{item}: no"

    def test_known_request(self):
        """
        One that says so stays as it is.
        """
        other = RequestInfo("PUT", "other")
        error = NoSuchItem("no", request=other)

        with pytest.raises(NoSuchItem) as caught, self.TABLE.own_errors(INFO):
            raise error

        assert caught.value is error
        assert (str(error), error.request) == ("no", other)

    def test_without_request(self):
        """
        Where nothing was asked, nothing is told.
        """
        with pytest.raises(AuthError) as caught, self.TABLE.own_errors():
            raise AuthError("no")

        assert str(caught.value) == "no"
        assert caught.value.request is None

    def test_own_constructor(self):
        """
        A class with a constructor of its own stands in like any other.
        """
        table = ErrorTable(ShopError)

        with pytest.raises(Sold) as caught, table.own_errors(INFO):
            raise Conflict.from_response(answer(409), message="sold")

        assert (caught.value.status, caught.value.message) == (409, "sold")

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_others_pass(self, error: type[BaseException]):
        """
        What is not ours passes untouched.
        """
        with pytest.raises(error) as caught, self.TABLE.own_errors(INFO):
            raise error("words")

        assert caught.value.args == ("words",)


class TestShorten:
    @pytest.mark.parametrize(
        ("message", "short"),
        [
            ("", ""),
            ("a" * 10, "a" * 10),
            ("a" * 11, "a" * 9 + "…"),
        ],
    )
    def test_length(self, message: str, short: str):
        """
        Words are cut to the limit, and never longer.
        """
        assert shorten(message, limit=10) == short

    def test_all_places(self):
        """
        Every secret is blotted out wherever it stands; nothing is no secret.
        """
        words = shorten("a=one b=two c=one", ["one", "", "two"])

        assert words == "a=[secret] b=[secret] c=[secret]"

    def test_blotted_before_cut(self):
        """
        The cut does not leave half of a secret.
        """
        words = shorten("x" * 8 + "s3cr3t", ["s3cr3t"], limit=12)

        assert "s3c" not in words

"""
Whether to ask again, and when.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcore._errors import (
    AuthError,
    BadRequest,
    Closed,
    Conflict,
    ConnectionFailed,
    DecodeError,
    Error,
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    StatusError,
    TimedOut,
    TransportError,
    Unauthorized,
    Unbound,
    UnsafeURL,
    for_status,
)
from clientcore._retry import Policy, parse_retry_after

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)


class TestRetryAfter:
    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            ("0", 0),
            ("7", 7),
            (" 7 ", 7),
            ("1.5", 1.5),
            (".5", 0.5),
            ("86400", 86400),
            ("Sat, 21 Nov 2026 12:00:30 GMT", 30),
            ("Saturday, 21-Nov-26 12:00:30 GMT", 30),
            ("Sat Nov 21 12:00:30 2026", None),
            ("Sat, 21 Nov 2026 13:00:30 +0100", 30),
            ("Sat, 21 Nov 2026 11:00:00 GMT", 0),
            ("Sat, 21 Nov 2026 12:00:30 -0000", None),
            ("Sat, 99 Nov 2026 12:00:30 GMT", None),
            ("Sat, 21 Nov 99999 12:00:30 GMT", None),
            ("", None),
            (" ", None),
            (".", None),
            ("soon", None),
            ("-7", None),
            ("+7", None),
            ("1e3", None),
            ("1_000", None),
            ("0x10", None),
            ("nan", None),
            ("inf", None),
            ("-inf", None),
            ("9" * 400, None),
            ("5, 5", None),
            ("1.2.3", None),
        ],
    )
    def test_forms(self, value: str, seconds: float | None):
        """
        Seconds and dates are read, what is past is 0, the rest says nothing.
        """
        assert parse_retry_after({"retry-after": value}, now=NOW) == seconds

    @pytest.mark.parametrize(
        ("headers", "seconds"),
        [
            ({"retry-after-ms": "1500"}, 1.5),
            ({"retry-after-ms": "0"}, 0),
            ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
            ({"retry-after-ms": "soon", "retry-after": "9"}, 9),
            ({"retry-after-ms": "-5"}, None),
            ({}, None),
        ],
    )
    def test_milliseconds(self, headers: dict[str, str], seconds: float | None):
        """
        Milliseconds win, if they are a number.
        """
        assert parse_retry_after(headers, now=NOW) == seconds

    @pytest.mark.parametrize(
        ("date", "seconds"),
        [
            ("Sat, 21 Nov 2026 11:59:00 GMT", 90),
            ("Sat, 21 Nov 2026 14:00:00 GMT", 0),
            ("Sat, 21 Nov 2026 12:59:00 +0100", 90),
            ("Sat, 21 Nov 2026 11:59:00", 30),
            ("yesterday", 30),
            ("", 30),
        ],
    )
    def test_clock_of_the_server(self, date: str, seconds: float):
        """
        A date is counted from the response's own one, if that can be read.
        """
        headers = {"retry-after": "Sat, 21 Nov 2026 12:00:30 GMT", "date": date}

        assert parse_retry_after(headers, now=NOW) == seconds
        assert parse_retry_after({"retry-after": "7", "date": date}, now=NOW) == 7

    @given(st.text() | st.text("0123456789 .,:-+GMTSatNov", max_size=40))
    def test_anything(self, value: str):
        """
        Whatever a server sends, it is seconds, not negative and finite, or nothing.
        """
        found = parse_retry_after({"retry-after": value}, now=NOW)

        assert found is None or 0 <= found < float("inf")


def failed(status: int, retry_after: float | None = None) -> StatusError:
    error = for_status(status)()
    error.status = status
    error.retry_after = retry_after
    return error


class TestRetry:
    @pytest.mark.parametrize(
        ("error", "idempotent", "otherwise"),
        [
            (ConnectionFailed(), True, True),
            (TimedOut(phase="connect", sent=False), True, True),
            (TimedOut(phase="pool", sent=False), True, True),
            (TimedOut(phase="read"), True, False),
            (TimedOut(phase="write"), True, False),
            (Closed(), True, False),
            (Closed(sent=False), True, True),
            (TransportError(), False, False),
            (DecodeError(), False, False),
            (AuthError(), False, False),
            (UnsafeURL(), False, False),
            (Unbound(), False, False),
            (Error(), False, False),
            (RuntimeError(), False, False),
        ],
    )
    def test_no_answer(self, error: Exception, idempotent: bool, otherwise: bool):
        """
        What was not sent is sent again, what was lost only if that is harmless.
        """
        assert Policy().retry(error, idempotent=True) is idempotent
        assert Policy().retry(error, idempotent=False) is otherwise

    @pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
    def test_passing_status(self, status: int):
        """
        A status that may pass is worth another attempt, if that is harmless.
        """
        assert Policy().retry(failed(status), idempotent=True) is True
        assert Policy().retry(failed(status), idempotent=False) is False

    @pytest.mark.parametrize("idempotent", [True, False])
    def test_limited_with_another_status(self, idempotent: bool):
        """
        A limit is waited out whatever status the service has for it.
        """
        error = RateLimited()
        error.status, error.retry_after = 403, 7

        assert Policy().retry(error, idempotent=idempotent) == 7
        assert Policy(retry_after_max=5).retry(error, idempotent=idempotent) is False

    @pytest.mark.parametrize("status", [300, 400, 401, 403, 404, 409, 418, 422, 501])
    @pytest.mark.parametrize("retry_after", [None, 0, 5])
    @pytest.mark.parametrize("idempotent", [True, False])
    def test_lasting_status(
        self, status: int, retry_after: float | None, idempotent: bool
    ):
        """
        Another status is the answer, whatever else it says.
        """
        error = failed(status, retry_after)

        assert Policy().retry(error, idempotent=idempotent) is False

    @pytest.mark.parametrize("error", [BadRequest, Unauthorized, Forbidden, NotFound])
    def test_classes_know_their_status(self, error: type[StatusError]):
        """
        A class counts by its status, even if nothing was filled in.
        """
        assert Policy().retry(error(), idempotent=True) is False

    @pytest.mark.parametrize("error", [Conflict, Invalid])
    def test_conflicts_stay(self, error: type[StatusError]):
        """
        A conflict does not go away by itself.
        """
        assert Policy().retry(error(), idempotent=True) is False

    @pytest.mark.parametrize(
        ("status", "retry_after", "idempotent", "decision"),
        [
            (429, 7.0, True, 7.0),
            (429, 7.0, False, 7.0),
            (503, 7.0, False, 7.0),
            (503, 60.0, True, 60.0),
            (503, 60.1, True, False),
            (429, 3600.0, True, False),
            (429, 3600.0, False, False),
            (500, 7.0, True, 7.0),
            (500, 7.0, False, False),
            (502, 7.0, False, False),
            (504, 7.0, False, False),
            (408, 7.0, False, False),
            (408, 7.0, True, 7.0),
        ],
    )
    def test_told_when(
        self, status: int, retry_after: float, idempotent: bool, decision: float
    ):
        """
        What the server says is waited out up to a minute, by POSTs for 429 and 503.
        """
        error = failed(status, retry_after)
        found = Policy().retry(error, idempotent=idempotent)

        assert found == decision
        assert type(found) is type(decision)

    def test_at_once_is_no_refusal(self):
        """
        A wait of 0 seconds is a wait, and not ``False``.
        """
        decision = Policy().retry(failed(429, 0.0), idempotent=False)

        assert decision == 0
        assert decision is not False

    def test_own_limit(self):
        """
        The longest wait is the policy's own.
        """
        policy = Policy(retry_after_max=5)

        assert policy.retry(failed(429, 6.0), idempotent=True) is False


class TestBackoff:
    @pytest.mark.parametrize(
        ("attempt", "seconds"), [(1, 0.5), (2, 1), (3, 2), (4, 4), (5, 8), (6, 8)]
    )
    def test_doubled(self, attempt: int, seconds: float):
        """
        The backoff doubles with each attempt, up to the longest.
        """
        assert Policy().backoff_before(attempt + 1, 0) == seconds

    def test_many_attempts(self):
        """
        However many attempts there are, it stays a number.
        """
        assert Policy(backoff_max=1e9).backoff_before(10**6, 0) == 0.5 * 2**16

"""
What follows from how a connection ended.
"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from backtracked import AuthorizationError, ClosedError, ConnectionFailedError
from backtracked._gateway.ended import Cause, Ended
from backtracked._gateway.reconnect import RETRY_AFTER_MAX, Backoff, Retries
from clientcore import CertificateError, Error


def closed(code: int) -> Ended:
    return Ended(Cause.CLOSED, code=code)


def refused(status: int, **facts: Any) -> Ended:
    return Ended(Cause.REFUSED, status=status, **facts)


def may_pass(retries: Retries, ended: Ended) -> bool:
    return retries.wait(ended, draw=0) is not None


class TestWhether:
    @pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
    def test_temporary_status(self, status: int):
        """
        A busy or broken server is tried again.
        """
        retries = Retries(Backoff())

        assert all(may_pass(retries, refused(status)) for _ in range(5))

    @pytest.mark.parametrize("status", [200, 302, 400, 404, 410])
    def test_final_status(self, status: int):
        """
        Any other refusal is final before the first connection, and not after it.
        """
        retries = Retries(Backoff())
        assert not may_pass(retries, refused(status))

        retries.connected()
        assert all(may_pass(retries, refused(status)) for _ in range(5))

    @pytest.mark.parametrize(
        "ended", [refused(401), refused(403), closed(1008), closed(3000), closed(3003)]
    )
    def test_refused_token(self, ended: Ended):
        """
        A token that is refused is tried again once, and again after it was accepted.
        """
        retries = Retries(Backoff())

        assert [may_pass(retries, ended) for _ in range(2)] == [True, False]
        retries.accepted()
        assert may_pass(retries, ended)

    @pytest.mark.parametrize(
        ("body", "is_final"),
        [
            (b'{"code": 401, "message": "no"}', True),
            (b'{"data": {}}', True),
            (b"<html>Access denied</html>", False),
            (b'{"error": "blocked"}', False),
            (b"[]", False),
            (b"", False),
        ],
    )
    def test_refused_in_the_service_s_words(self, body: bytes, is_final: bool):
        """
        After a connection, only a refusal by the service itself counts.
        """
        retries = Retries(Backoff())
        retries.connected()
        ended = refused(401, body=body)

        assert may_pass(retries, ended)
        assert may_pass(retries, ended) is not is_final

    @pytest.mark.parametrize("cause", set(Cause) - {Cause.REFUSED, Cause.NO_TOKEN})
    def test_cause(self, cause: Cause):
        """
        Mistakes of the set-up are final before the first connection.
        """
        final = {Cause.UNACCEPTABLE, Cause.UNTRUSTED}

        assert may_pass(Retries(Backoff()), Ended(cause)) is (cause not in final)


class TestEnded:
    def test_says_all(self):
        """
        The text has the kind, the number and the reason.
        """
        assert str(closed(1012)) == "closed by the server (1012)"
        assert str(refused(503, reason="busy")) == "refused by the server (503): busy"
        assert str(Ended(Cause.LOST)) == "connection lost"

    def test_redact(self):
        """
        Secrets leave the reason, and a cause that tells one is dropped.
        """
        telling, silent = OSError("for s3cr3t"), OSError("no route")
        ended = Ended(Cause.LOST, "bad s3cr3t", cause=telling)

        redacted = ended.redact(("s3cr3t",))
        kept = attrs.evolve(ended, cause=silent).redact(("s3cr3t",))

        assert redacted.reason == "bad [secret]"
        assert redacted.cause is None
        assert kept.cause is silent

    def test_redact_behind_the_cause(self):
        """
        A secret in the cause of the cause counts too.
        """
        cause = OSError("no route")
        cause.__cause__ = ValueError("s3cr3t")

        assert Ended(Cause.LOST, cause=cause).redact(("s3cr3t",)).cause is None

    @pytest.mark.parametrize(
        ("ended", "cls"),
        [
            (refused(401), AuthorizationError),
            (refused(403), AuthorizationError),
            (closed(3000), AuthorizationError),
            (closed(1008), ClosedError),
            (refused(404), ClosedError),
            (Ended(Cause.UNREACHABLE), ConnectionFailedError),
            (Ended(Cause.TIMED_OUT), ConnectionFailedError),
            (Ended(Cause.UNACCEPTABLE), ConnectionFailedError),
            (Ended(Cause.UNTRUSTED), CertificateError),
            (Ended(Cause.LOST), ClosedError),
        ],
    )
    def test_error(self, ended: Ended, cls: type[Exception]):
        """
        The error's class says whether credentials, network or service failed.
        """
        cause = OSError("x")
        error = attrs.evolve(ended, cause=cause).error()

        assert isinstance(error, cls)
        assert type(error).__module__.startswith("backtracked")
        assert str(error) == str(ended)
        assert error.__cause__ is cause

    def test_error_of_a_token(self):
        """
        Why there was no token is raised as it is.
        """
        error = Error("x")

        assert Ended(Cause.NO_TOKEN, "x", cause=error).error() is error


class TestHowLong:
    def test_doubles_to_the_cap(self):
        """
        The ceiling doubles with each failure, and stops at the cap.
        """
        retries = Retries(Backoff(first=1, cap=10))

        waits = [retries.wait(Ended(Cause.LOST), draw=1.0) for _ in range(6)]

        assert waits == [1, 2, 4, 8, 10, 10]

    def test_full_jitter(self):
        """
        The wait is anything from nothing to the ceiling.
        """
        retries = Retries(Backoff(first=8))

        assert retries.wait(Ended(Cause.LOST), draw=0.0) == 0
        assert retries.wait(Ended(Cause.LOST), draw=0.25) == 4

    def test_a_night_without_network(self):
        """
        Ten thousand failures overflow nothing.
        """
        assert Backoff(cap=60).ceiling(10_000) == 60

    @pytest.mark.parametrize(("seconds", "wait"), [(29.9, 4), (30.0, 1)])
    def test_proof(self, seconds: float, wait: float):
        """
        Only a connection that held for a while puts the backoff back.
        """
        retries = Retries(Backoff(proof=30), failures=2)

        retries.lasted(seconds)

        assert retries.wait(Ended(Cause.LOST), draw=1.0) == wait

    def test_attempts(self):
        """
        The last allowed failure in a row gives up.
        """
        retries = Retries(Backoff(attempts=3))

        waits = [retries.wait(Ended(Cause.LOST), draw=0) for _ in range(3)]

        assert waits == [0, 0, None]

    def test_retry_after(self):
        """
        The server's wish comes on top of the jitter, and has a limit.
        """
        retries = Retries(Backoff())
        busy = refused(503, retry_after=7)
        absurd = attrs.evolve(busy, retry_after=1e9)

        assert retries.wait(busy, draw=0.5) == 7.5
        assert retries.wait(absurd, draw=0) == RETRY_AFTER_MAX

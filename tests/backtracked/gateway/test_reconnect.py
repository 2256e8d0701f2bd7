"""
What follows from how a WebSocket ended.
"""

from __future__ import annotations

import attrs
import pytest

from backtracked._gateway.heartbeat import Heartbeat, Pulse, pulse
from backtracked._gateway.reconnect import (
    RETRY_AFTER_MAX,
    Backoff,
    Cause,
    Ended,
    Retries,
    error_for,
    should_reconnect,
)
from clientcore import AuthError, Closed, ConnectionFailed


def closed(code: int) -> Ended:
    return Ended(Cause.CLOSED, code=code)


class TestShouldReconnect:
    @pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
    def test_temporary_status(self, status: int):
        """
        A busy or broken server is tried again.
        """
        assert should_reconnect(Ended(Cause.REFUSED, status=status))

    @pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 410])
    def test_final_status(self, status: int):
        """
        Any other refusal is final.
        """
        assert not should_reconnect(Ended(Cause.REFUSED, status=status))

    @pytest.mark.parametrize("cause", Cause)
    def test_cause(self, cause: Cause):
        """
        Without a status, only an unacceptable server and closing are final.
        """
        final = {Cause.UNACCEPTABLE, Cause.UNTRUSTED, Cause.LEFT, Cause.REFUSED}

        assert should_reconnect(Ended(cause)) is (cause not in final)


class TestEnded:
    def test_says_all(self):
        """
        The text has the kind, the number and the reason.
        """
        assert str(closed(1012)) == "closed by the server (1012)"
        assert (
            str(Ended(Cause.REFUSED, status=503, reason="busy"))
            == "refused by the server (503): busy"
        )
        assert str(Ended(Cause.LOST)) == "connection lost"

    def test_redact(self):
        """
        Secrets leave the reason, and a cause that tells one is dropped.
        """
        telling, silent = OSError("for s3cr3t"), OSError("no route")
        ended = Ended(Cause.LOST, reason="bad s3cr3t", cause=telling)

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
            (Ended(Cause.REFUSED, status=401), AuthError),
            (Ended(Cause.REFUSED, status=403), AuthError),
            (closed(3000), AuthError),
            (closed(1008), Closed),
            (Ended(Cause.REFUSED, status=404), Closed),
            (Ended(Cause.UNREACHABLE), ConnectionFailed),
            (Ended(Cause.TIMED_OUT), ConnectionFailed),
            (Ended(Cause.UNACCEPTABLE), ConnectionFailed),
            (Ended(Cause.LOST), Closed),
        ],
    )
    def test_error(self, ended: Ended, cls: type[Exception]):
        """
        The error's class says whether credentials, network or service failed.
        """
        error = error_for(ended)

        assert type(error) is cls
        assert str(error) == str(ended)


class TestRetries:
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

    @pytest.mark.parametrize(("lived", "wait"), [(29.9, 4), (30.0, 1)])
    def test_proof(self, lived: float, wait: float):
        """
        Only a connection that held for a while puts the backoff back.
        """
        retries = Retries(Backoff(proof=30), failures=2)

        found = retries.wait(Ended(Cause.LOST, lived=lived), draw=1.0)

        assert found == wait

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
        busy = Ended(Cause.REFUSED, status=503, retry_after=7)
        absurd = attrs.evolve(busy, retry_after=1e9)

        assert retries.wait(busy, draw=0.5) == 7.5
        assert retries.wait(absurd, draw=0) == RETRY_AFTER_MAX


class TestHeartbeat:
    @pytest.mark.parametrize(
        ("heard", "stalled", "late", "verdict"),
        [
            (True, False, 0.0, Pulse.ALIVE),
            (True, True, 99.0, Pulse.ALIVE),
            (False, False, 0.1, Pulse.DEAD),
            (False, True, 0.0, Pulse.UNKNOWN),
            (False, False, 5.1, Pulse.UNKNOWN),
        ],
    )
    def test_pulse(self, heard: bool, stalled: bool, late: float, verdict: Pulse):
        """
        Silence means death only if somebody listened all the time.
        """
        found = pulse(heard=heard, stalled=stalled, late=late, timeout=5.0)

        assert found is verdict

    @pytest.mark.parametrize(("timeout", "pause"), [(5, 20), (25, 0), (60, 0)])
    def test_pause(self, timeout: float, pause: float):
        """
        What is left of the interval after the timeout, and never less than none.
        """
        assert Heartbeat(25, timeout, "2").pause == pause

    @pytest.mark.parametrize("value", [0, -1])
    def test_no_nonsense(self, value: float):
        """
        An interval or a timeout of nothing is refused.
        """
        with pytest.raises(ValueError, match="interval"):
            Heartbeat(value, 5, "2")
        with pytest.raises(ValueError, match="timeout"):
            Heartbeat(25, value, "2")

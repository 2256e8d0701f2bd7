"""
What follows from how a WebSocket ended.
"""

from __future__ import annotations

import attrs
import pytest

from clientcore import _reconnect
from clientcore._errors import AuthError, Closed, ConnectionFailed
from clientcore._reconnect import (
    Backoff,
    Course,
    Ended,
    Heartbeat,
    Next,
    Pulse,
    Why,
    error_for,
    next_step,
    pulse,
)


def closed(code: int, *, resuming: bool = False, opened: bool = True) -> Ended:
    return Ended(Why.CLOSED, code=code, resuming=resuming, opened=opened)


class TestNextStep:
    @pytest.mark.parametrize("code", [1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014])
    def test_server_going_away(self, code: int):
        """
        A server that goes away, restarts or is busy may still know the session.
        """
        assert next_step(closed(code)) is Next.RESUME

    @pytest.mark.parametrize("code", [1003, 1008, 1010, 1015, 3000, 3003])
    def test_final_code(self, code: int):
        """
        A code that a new attempt can't change stops the gateway.
        """
        assert next_step(closed(code)) is Next.STOP

    @pytest.mark.parametrize("code", [1002, 1007, 1009, 4000, 4999])
    def test_unknown_code(self, code: int):
        """
        A complaint about the session, or a service's own code, ends the session.
        """
        assert next_step(closed(code)) is Next.FRESH

    @pytest.mark.parametrize("code", [1000, 1008, 4006])
    def test_closed_instead_of_resumed(self, code: int):
        """
        A close frame during the handshake of a resume refuses that session only.
        """
        ended = closed(code, resuming=True, opened=False)

        assert next_step(ended) is Next.FRESH

    def test_denied_while_resuming(self):
        """
        A wrong token is not cured by another session.
        """
        ended = closed(3000, resuming=True, opened=False)

        assert next_step(ended) is Next.STOP

    @pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 599])
    def test_passing_status(self, status: int):
        """
        A busy or broken server is asked again.
        """
        assert next_step(Ended(Why.REFUSED, status=status)) is Next.RESUME

    @pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 410])
    def test_final_status(self, status: int):
        """
        A refusal of a new session is final.
        """
        assert next_step(Ended(Why.REFUSED, status=status)) is Next.STOP

    @pytest.mark.parametrize(
        ("status", "step"), [(404, Next.FRESH), (410, Next.FRESH), (401, Next.STOP)]
    )
    def test_status_while_resuming(self, status: int, step: Next):
        """
        A refusal of a resume is final only if the credentials are refused.
        """
        ended = Ended(Why.REFUSED, status=status, resuming=True)

        assert next_step(ended) is step

    @pytest.mark.parametrize(
        ("why", "step"),
        [
            (Why.LOST, Next.RESUME),
            (Why.SILENT, Next.RESUME),
            (Why.UNREACHABLE, Next.RESUME),
            (Why.OVERSIZED, Next.FRESH),
            (Why.GARBLED, Next.FRESH),
            (Why.UNFIT, Next.STOP),
            (Why.LEFT, Next.STOP),
        ],
    )
    def test_without_a_number(self, why: Why, step: Next):
        """
        Ends without a code or status have their own rules.
        """
        assert next_step(Ended(why)) is step

    @pytest.mark.parametrize(("resuming", "step"), [(0, Next.RESUME), (1, Next.FRESH)])
    def test_slow(self, resuming: bool, step: Next):
        """
        A handshake that takes too long gives up the session it was to resume.
        """
        assert next_step(Ended(Why.SLOW, resuming=bool(resuming))) is step

    @pytest.mark.parametrize(("resume", "step"), [(0, Next.FRESH), (1, Next.RESUME)])
    def test_asked(self, resume: int, step: Next):
        """
        A protocol that asks for another connection says what it is for.
        """
        assert next_step(Ended(Why.ASKED, resumable=bool(resume))) is step


class TestEnded:
    def test_says_all(self):
        """
        The text has the kind, the number and the reason.
        """
        assert str(closed(1012)) == "closed by the server (1012)"
        assert (
            str(Ended(Why.REFUSED, status=503, reason="busy"))
            == "refused by the server (503): busy"
        )
        assert str(Ended(Why.LOST)) == "connection lost"

    def test_blot(self):
        """
        Secrets leave the reason, and a cause that tells one is dropped.
        """
        telling, silent = OSError("for s3cr3t"), OSError("no route")
        ended = Ended(Why.LOST, reason="bad s3cr3t", cause=telling)

        blotted = ended.blot(("s3cr3t",))
        kept = attrs.evolve(ended, cause=silent).blot(("s3cr3t",))

        assert blotted.reason == "bad [secret]"
        assert blotted.cause is None
        assert kept.cause is silent

    def test_blot_behind_the_cause(self):
        """
        A secret in the cause of the cause counts too.
        """
        cause = OSError("no route")
        cause.__cause__ = ValueError("s3cr3t")

        assert Ended(Why.LOST, cause=cause).blot(("s3cr3t",)).cause is None

    @pytest.mark.parametrize(
        ("ended", "cls"),
        [
            (Ended(Why.REFUSED, status=401), AuthError),
            (Ended(Why.REFUSED, status=403), AuthError),
            (closed(3000), AuthError),
            (closed(1008), Closed),
            (Ended(Why.REFUSED, status=404), Closed),
            (Ended(Why.UNREACHABLE), ConnectionFailed),
            (Ended(Why.SLOW), ConnectionFailed),
            (Ended(Why.UNFIT), ConnectionFailed),
            (Ended(Why.LOST), Closed),
        ],
    )
    def test_error(self, ended: Ended, cls: type[Exception]):
        """
        The error's class says whether credentials, network or service failed.
        """
        error = error_for(ended)

        assert type(error) is cls
        assert str(error) == str(ended)


class TestCourse:
    def test_doubles_to_the_cap(self):
        """
        The ceiling doubles with each failure, and stops at the cap.
        """
        course = Course(Backoff(first=1, cap=10))

        waits = [course.wait(Next.RESUME, Ended(Why.LOST), draw=1.0) for _ in range(6)]

        assert waits == [1, 2, 4, 8, 10, 10]

    def test_full_jitter(self):
        """
        The wait is anything from nothing to the ceiling.
        """
        course = Course(Backoff(first=8))

        assert course.wait(Next.RESUME, Ended(Why.LOST), draw=0.0) == 0
        assert course.wait(Next.RESUME, Ended(Why.LOST), draw=0.25) == 4

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
        course = Course(Backoff(proof=30), failures=2)

        found = course.wait(Next.RESUME, Ended(Why.LOST, lived=lived), draw=1.0)

        assert found == wait

    def test_attempts(self):
        """
        The last allowed failure in a row gives up.
        """
        course = Course(Backoff(attempts=3))

        waits = [course.wait(Next.RESUME, Ended(Why.LOST), draw=0) for _ in range(3)]

        assert waits == [0, 0, None]

    def test_stop(self):
        """
        A final end waits for nothing.
        """
        assert Course(Backoff()).wait(Next.STOP, closed(1008), draw=1) is None

    def test_retry_after(self):
        """
        The server's wish comes on top of the jitter, and has a limit.
        """
        course = Course(Backoff())
        busy = Ended(Why.REFUSED, status=503, retry_after=7)
        absurd = attrs.evolve(busy, retry_after=1e9)

        assert course.wait(Next.RESUME, busy, draw=0.5) == 7.5
        assert course.wait(Next.RESUME, absurd, draw=0) == _reconnect.RETRY_AFTER_MAX

    def test_session(self):
        """
        A session is resumed once there was one, until a fresh one is wanted.
        """
        course = Course(Backoff())
        seen = [course.resuming]
        course.opened()
        course.wait(Next.RESUME, Ended(Why.LOST), draw=0)
        seen.append(course.resuming)
        course.wait(Next.FRESH, closed(4000), draw=0)
        seen.append(course.resuming)
        course.wait(Next.RESUME, Ended(Why.UNREACHABLE), draw=0)
        seen.append(course.resuming)

        assert seen == [False, True, False, False]


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
        assert Heartbeat(interval=25, timeout=timeout).pause == pause

    @pytest.mark.parametrize("value", [0, -1])
    def test_no_nonsense(self, value: float):
        """
        An interval or a timeout of nothing is refused.
        """
        with pytest.raises(ValueError, match="interval"):
            Heartbeat(interval=value)
        with pytest.raises(ValueError, match="timeout"):
            Heartbeat(timeout=value)

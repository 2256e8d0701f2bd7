"""
What follows from how a WebSocket ended: whether to come back, how, and when.

Plain values only: nothing here waits, reads a clock or draws a random number.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeAlias

import attrs

from ._errors import AuthError, Closed, ConnectionFailed, Error, shorten
from ._target import clean

#: What one WebSocket message holds: ``str`` for text, ``bytes`` for binary.
Frame: TypeAlias = str | bytes

#: The longest ``Retry-After`` that is waited out, in seconds.
RETRY_AFTER_MAX = 300.0


class Next(Enum):
    """What to do after a connection has ended."""

    #: Connect again and take up the session, if there is one.
    RESUME = "resume"
    #: Connect again and start a new session.
    FRESH = "fresh"
    #: Give up: the gateway ends with an error.
    STOP = "stop"


class Why(Enum):
    """How a connection ended, or why there was none."""

    #: The server sent a close frame: ``code`` and ``reason`` are its own.
    CLOSED = "closed by the server"
    #: The connection broke without a word.
    LOST = "connection lost"
    #: The heartbeat was not answered.
    SILENT = "no answer to the heartbeat"
    #: The server sent a frame larger than ``max_size``.
    OVERSIZED = "a frame was too large"
    #: The server sent what is no WebSocket traffic.
    GARBLED = "the server broke the WebSocket protocol"
    #: The protocol object asked for another connection.
    ASKED = "left for another connection"
    #: The server answered with ``status`` instead of a WebSocket.
    REFUSED = "refused by the server"
    #: No connection could be made, or no token fetched: try again later.
    UNREACHABLE = "no connection"
    #: The connection or the handshake took longer than ``open_timeout``.
    SLOW = "opening took too long"
    #: The server's certificate or its idea of WebSockets is not acceptable.
    UNFIT = "not an acceptable server"
    #: The gateway was closed from this side.
    LEFT = "closed by this side"


@attrs.frozen
class Ended:
    """
    How a connection ended, or why there was none.

    Attributes:
        why: The kind of end.

        code: The WebSocket close code, or ``None`` without a close frame.

        status: The HTTP status that refused the connection, or ``None``.

        reason: The server's or the system's own words, secrets blotted out.

        retry_after: Seconds that the server asked to wait, or ``None``.

        resuming: Whether the connection was to take up an earlier session.

        opened: Whether the service's handshake was done.

        lived: For how many seconds it was open.

        resumable: Whether the protocol object, when it asked for another
            connection, meant to take up the session there.

        cause: The exception behind it, or ``None``.
    """

    why: Why
    code: int | None = None
    status: int | None = None
    reason: str = ""
    retry_after: float | None = None
    resuming: bool = False
    opened: bool = False
    lived: float = attrs.field(default=0.0, eq=False)
    resumable: bool = True
    cause: BaseException | None = attrs.field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        number = self.status if self.code is None else self.code
        told = "" if number is None else f" ({number})"
        return f"{self.why.value}{told}" + (f": {self.reason}" if self.reason else "")

    def blot(self, secrets: tuple[str, ...]) -> Ended:
        """Return the same with *secrets* nowhere in it."""
        return attrs.evolve(
            self,
            reason=shorten(self.reason, secrets),
            cause=clean(self.cause, secrets),
        )


# --- Whether and how ----------------------------------------------------------

#: Close codes that a new attempt can't change: data of a kind that the server
#: does not take, a policy, a missing extension, no certificate, no permission.
_FINAL_CODES = frozenset({1003, 1008, 1010, 1015, 3000, 3003})

#: Codes of a server that goes away, restarts, or is busy; the session may live.
_PASSING_CODES = frozenset({1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, 3008})

_PASSING_STATUSES = frozenset({408, 425, 429})

_DENIED = frozenset({401, 403, 3000, 3003})


def next_step(ended: Ended) -> Next:
    """
    Decide by the rules of HTTP and WebSocket alone.

    A service that gives codes a meaning of its own (4000 to 4999) decides for
    those before it asks here.
    """
    match ended.why:
        case Why.UNFIT | Why.LEFT:
            return Next.STOP
        case Why.REFUSED:
            return _after_status(ended)
        case Why.CLOSED:
            return _after_close(ended)
        case Why.OVERSIZED | Why.GARBLED:
            # A resumed session would send the same again.
            return Next.FRESH
        case Why.SLOW:
            # Silence is how some servers refuse a session they don't know.
            return Next.FRESH if ended.resuming else Next.RESUME
        case _:
            return Next.RESUME if ended.resumable else Next.FRESH


def _after_status(ended: Ended) -> Next:
    status = ended.status or 0
    if status in _PASSING_STATUSES or status >= 500:
        return Next.RESUME
    if ended.resuming and status not in _DENIED:
        return Next.FRESH
    return Next.STOP


def _after_close(ended: Ended) -> Next:
    # A close frame in place of a welcome: the session is what was refused.
    if ended.resuming and not ended.opened and ended.code not in _DENIED:
        return Next.FRESH
    if ended.code in _FINAL_CODES:
        return Next.STOP
    return Next.RESUME if ended.code in _PASSING_CODES else Next.FRESH


def error_for(ended: Ended) -> Error:
    """Make the error for an end that is final."""
    number = ended.status if ended.code is None else ended.code
    if number in _DENIED:
        return AuthError(str(ended))
    if ended.why in {Why.UNREACHABLE, Why.SLOW, Why.UNFIT}:
        return ConnectionFailed(str(ended))
    return Closed(str(ended))


# --- When ---------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class Backoff:
    """
    How long to wait between attempts.

    The wait is drawn evenly between nothing and a ceiling that doubles, so that
    a thousand clients of a server that restarts don't come back together.

    Attributes:
        first: The ceiling before the first new attempt, in seconds.

        cap: The highest ceiling, in seconds.

        proof: For how many seconds a connection must have worked until the
            ceiling falls back to *first*. A server that accepts and then hangs
            up is not one that works.

        attempts: Give up after so many failures in a row; ``None`` for never.
    """

    first: float = attrs.field(default=1.0, validator=attrs.validators.gt(0))
    cap: float = attrs.field(default=60.0, validator=attrs.validators.gt(0))
    proof: float = 30.0
    attempts: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )

    def ceiling(self, failures: int) -> float:
        """Return the longest wait after *failures* in a row, at least one."""
        # 2.0**1024 is an OverflowError, and a night without a network gets there.
        return float(min(self.cap, self.first * 2.0 ** min(failures - 1, 64)))


@attrs.define
class Course:
    """
    Where a gateway stands between its connections.

    Attributes:
        backoff: How long to wait.

        resuming: Whether the next connection takes up the session.

        failures: Ends in a row since a connection last proved itself.
    """

    backoff: Backoff
    resuming: bool = False
    failures: int = 0

    def opened(self) -> None:
        """Note that there is now a session to take up later."""
        self.resuming = True

    def wait(self, step: Next, ended: Ended, *, draw: float) -> float | None:
        """
        Decide how long to wait for the next attempt.

        Args:
            step: What to do, as the service's rules have it.

            ended: How the last connection ended.

            draw: A random number from 0 to 1.

        Returns:
            Seconds, or ``None`` to give up.
        """
        if ended.lived >= self.backoff.proof:
            self.failures = 0
        self.failures += 1
        if step is Next.STOP or self.failures == self.backoff.attempts:
            return None
        if step is Next.FRESH:
            self.resuming = False
        told = min(ended.retry_after or 0.0, RETRY_AFTER_MAX)
        return told + draw * self.backoff.ceiling(self.failures)


# --- Heartbeat ----------------------------------------------------------------


@attrs.frozen
class Heartbeat:
    """
    How to find out that the other side is gone.

    Attributes:
        interval: Seconds between two beats.

        timeout: Seconds without an answer after which the connection is dead.
            If that is longer than *interval*, the beats are so far apart.

        frame: What to send, or a function that makes it. ``None`` sends a ping
            of the WebSocket protocol, which every server must answer.

        answer: Tells whether a frame is an answer; ``None`` takes every frame
            for one, as the other side must be alive to send it.
    """

    interval: float = attrs.field(default=20.0, validator=attrs.validators.gt(0))
    timeout: float = attrs.field(default=20.0, validator=attrs.validators.gt(0))
    frame: Frame | Callable[[], Frame] | None = attrs.field(default=None, repr=False)
    answer: Callable[[Frame], bool] | None = attrs.field(default=None, repr=False)

    @property
    def pause(self) -> float:
        """Seconds between the end of one beat's timeout and the next beat."""
        return max(0.0, self.interval - self.timeout)


class Pulse(Enum):
    """What a heartbeat's timeout has shown."""

    ALIVE = "alive"
    DEAD = "dead"
    #: Nobody listened, so nothing is known: wait as long again.
    UNKNOWN = "unknown"


def pulse(*, heard: bool, stalled: bool, late: float, timeout: float) -> Pulse:
    """
    Judge a connection when the time for an answer is over.

    Args:
        heard: Whether an answer came.

        stalled: Whether reading stood still meanwhile, as the receive queue was
            full: the answer may be waiting behind what was not read.

        late: How many seconds too late the timer fired. A blocked event loop or
            a sleeping laptop reads no answers either.

        timeout: The heartbeat's timeout.
    """
    if heard:
        return Pulse.ALIVE
    return Pulse.UNKNOWN if stalled or late > timeout else Pulse.DEAD

"""
How a connection ended, whether to reconnect, and after how long.

Pure functions and values: nothing here waits, reads a clock or draws a random
number.
"""

from __future__ import annotations

from enum import Enum

import attrs

from clientcore import (
    AuthError,
    CertificateError,
    Closed,
    ConnectionFailed,
    Error,
    shorten,
)

from .target import without_secrets

#: The longest ``Retry-After`` that is followed, in seconds.
RETRY_AFTER_MAX = 300.0


class Cause(Enum):
    """Why a connection ended or could not be opened."""

    #: The server sent a close frame, with a code and a reason.
    CLOSED = "closed by the server"
    #: The connection was lost without a close frame.
    LOST = "connection lost"
    #: No frame was received within the timeout of the heartbeat.
    UNRESPONSIVE = "no response to the heartbeat"
    #: The server sent a frame larger than ``max_size``.
    OVERSIZED = "a frame was too large"
    #: The server violated the WebSocket protocol.
    INVALID = "the server violated the WebSocket protocol"
    #: The protocol object raised ``Reconnect``.
    RECONNECT = "reconnect requested"
    #: The server responded to the opening request with an HTTP status.
    REFUSED = "refused by the server"
    #: No connection could be opened, or no token could be fetched.
    UNREACHABLE = "no connection"
    #: The connection or the handshake took longer than ``open_timeout``.
    TIMED_OUT = "opening timed out"
    #: The server's certificate is not valid for its host or not trusted.
    UNTRUSTED = "certificate not trusted"
    #: An invalid address, unusable options, or a server that speaks no WebSocket.
    UNACCEPTABLE = "cannot be opened"
    #: The gateway was closed by its owner.
    LEFT = "closed by this side"


@attrs.frozen
class Ended:
    """
    How a connection ended, or why it could not be opened.

    Attributes:
        why: Why it ended.
        code: WebSocket close code, or ``None`` without a close frame.
        status: HTTP status of the refused opening request, or ``None``.
        reason: Text from the server or the system, with secrets redacted.
        retry_after: Seconds to wait according to the server, or ``None``.
        body: Body of the response that refused the opening request.
        lived: Seconds from the handshake to the end.
        cause: The exception, or ``None``.
    """

    why: Cause
    code: int | None = None
    status: int | None = None
    reason: str = ""
    retry_after: float | None = None
    body: bytes = attrs.field(default=b"", eq=False, repr=False)
    lived: float = attrs.field(default=0.0, eq=False)
    cause: BaseException | None = attrs.field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        number = f" ({self.number})" if self.number is not None else ""
        reason = f": {self.reason}" if self.reason else ""
        return f"{self.why.value}{number}{reason}"

    @property
    def number(self) -> int | None:
        """The close code, or else the HTTP status."""
        return self.status if self.code is None else self.code

    def redact(self, secrets: tuple[str, ...]) -> Ended:
        """Return a copy in which *secrets* do not occur."""
        return attrs.evolve(
            self,
            reason=shorten(self.reason, secrets),
            cause=without_secrets(self.cause, secrets),
        )


def should_reconnect(ended: Ended) -> bool:
    """Decide whether another attempt can succeed. Close codes are not considered."""
    match ended.why:
        case Cause.UNACCEPTABLE | Cause.UNTRUSTED | Cause.LEFT:
            return False
        case Cause.REFUSED:
            status = ended.status or 0
            return status in {408, 425, 429} or status >= 500
        case _:
            return True


def error_for(ended: Ended) -> Error:
    """Return the error to raise when the gateway does not reconnect."""
    if ended.number in {401, 403, 3000, 3003}:
        return AuthError(str(ended))
    if ended.why is Cause.UNTRUSTED:
        return CertificateError(str(ended))
    if ended.why in {Cause.UNREACHABLE, Cause.TIMED_OUT, Cause.UNACCEPTABLE}:
        return ConnectionFailed(str(ended))
    return Closed(str(ended))


@attrs.frozen(kw_only=True)
class Backoff:
    """
    How long to wait before each attempt to reconnect.

    The wait is random, from zero to a limit that doubles with each failure, so
    that the clients of a restarted server do not reconnect all at once.

    Attributes:
        first: Limit before the first attempt, in seconds, above 0.
        cap: Highest limit in seconds, above 0.
        proof: Seconds that a connection must last until the limit is reset to
            *first*.
        attempts: Number of consecutive failures after which the client gives
            up, at least 1; ``None`` to try without end.
    """

    first: float = attrs.field(default=1.0, validator=attrs.validators.gt(0))
    cap: float = attrs.field(default=60.0, validator=attrs.validators.gt(0))
    proof: float = 30.0
    attempts: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(attrs.validators.ge(1))
    )

    def ceiling(self, failures: int) -> float:
        """Return the longest wait after *failures* in a row, at least one."""
        # 2.0**1024 is an OverflowError, reached in a night without a network.
        return float(min(self.cap, self.first * 2.0 ** min(failures - 1, 64)))


@attrs.define
class Retries:
    """
    Consecutive failures and the waits between them.

    Attributes:
        backoff: How long to wait.
        failures: Ended connections since one last exceeded ``backoff.proof``.
    """

    backoff: Backoff
    failures: int = 0

    def wait(self, ended: Ended, *, draw: float) -> float | None:
        """
        Count a failure and return the seconds to wait, or ``None`` to give up.

        Args:
            ended: How the last connection ended.
            draw: Random number from 0 to 1.
        """
        if ended.lived >= self.backoff.proof:
            self.failures = 0
        self.failures += 1
        if self.failures == self.backoff.attempts:
            return None
        minimum = min(ended.retry_after or 0.0, RETRY_AFTER_MAX)
        return minimum + draw * self.backoff.ceiling(self.failures)

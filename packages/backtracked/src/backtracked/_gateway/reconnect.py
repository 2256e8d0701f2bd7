"""
Whether to reconnect, and after how long.

Nothing here waits, reads a clock or draws a random number.
"""

from __future__ import annotations

import attrs

import clientcore
from clientcore import parse_json

from .._envelope import is_envelope
from .._errors import AuthorizationError
from .ended import Cause, Ended

#: The longest ``Retry-After`` that is followed, in seconds.
RETRY_AFTER_MAX = 300.0

#: A token that was refused: one more attempt is made, with a new one.
_DENIED = frozenset({401, 403, 1008, 3000, 3003})
#: What may pass by itself: a connection that was lost, a service that is busy, or a
#: page of what stands before it.
_PASSING = (
    clientcore.TransportError,
    clientcore.DecodeError,
    clientcore.RateLimited,
    clientcore.ServerError,
)


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
    Decides whether to reconnect, and after how long.

    Before the first connection, what will not pass by itself ends the attempts.
    After it, only credentials that the service itself refuses twice do.

    Attributes:
        backoff: How long to wait.
        failures: Ended connections since one last exceeded ``backoff.proof``.
    """

    backoff: Backoff
    failures: int = 0
    _refusals: int = 0
    _was_connected: bool = False

    def accepted(self) -> None:
        """Note that the service accepted a token."""
        self._refusals = 0

    def connected(self) -> None:
        """Note that there was a connection."""
        self._was_connected = True

    def lasted(self, seconds: float) -> None:
        """Note how long a connection lasted."""
        if seconds >= self.backoff.proof:
            self.failures = 0

    def wait(self, ended: Ended, *, draw: float) -> float | None:
        """
        Count a failure and return the seconds to wait, or ``None`` to give up.

        Args:
            ended: How the last connection ended.
            draw: Random number from 0 to 1.
        """
        self.failures += 1
        if self.failures == self.backoff.attempts or not self._may_pass(ended):
            return None
        minimum = min(ended.retry_after or 0.0, RETRY_AFTER_MAX)
        return minimum + draw * self.backoff.ceiling(self.failures)

    def _may_pass(self, ended: Ended) -> bool:
        """Return whether another attempt may succeed."""
        if ended.why is Cause.NO_TOKEN:
            return self._may_give_token(ended.cause)
        if self._was_connected:
            is_denied = ended.status in _DENIED and _is_explained(ended.body)
            return self._is_first_refusal() if is_denied else True
        if {ended.status, ended.code} & _DENIED:
            return self._is_first_refusal()
        if ended.why is Cause.REFUSED:
            status = ended.status or 0
            return status in {408, 425, 429} or status >= 500
        return ended.why not in {Cause.UNACCEPTABLE, Cause.UNTRUSTED}

    def _may_give_token(self, error: Exception | None) -> bool:
        if isinstance(error, clientcore.ClientClosed):
            return False
        if self._was_connected:
            return not isinstance(error, AuthorizationError) or self._is_first_refusal()
        is_untrusted = isinstance(error, clientcore.CertificateError)
        return isinstance(error, _PASSING) and not is_untrusted

    def _is_first_refusal(self) -> bool:
        self._refusals += 1
        return self._refusals == 1


def _is_explained(body: bytes) -> bool:
    """Return whether a refusal is the service's own, and no page of a proxy."""
    try:
        return is_envelope(parse_json(body))
    except ValueError:
        return False

"""
How a connection ended, or why there is none.
"""

from __future__ import annotations

import traceback
from enum import Enum

import attrs

import clientcore
from clientcore import shorten

from .._api import ERRORS
from .._errors import AuthorizationError, ClosedError, ConnectionFailedError


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
    #: A packet or message of the service ended the session.
    OVER = "session ended"
    #: No token could be requested.
    NO_TOKEN = "no token"  # noqa: S105 (no password)
    #: The server responded to the opening request with an HTTP status.
    REFUSED = "refused by the server"
    #: No connection could be opened.
    UNREACHABLE = "no connection"
    #: The connection or the handshake took longer than ``open_timeout``.
    TIMED_OUT = "opening timed out"
    #: The server's certificate is not valid for its host or not trusted.
    UNTRUSTED = "certificate not trusted"
    #: An invalid address, unusable options, or a server that speaks no WebSocket.
    UNACCEPTABLE = "cannot be opened"
    #: The gateway was stopped by its owner.
    LEFT = "closed by this side"


@attrs.frozen
class Ended:
    """
    How a connection ended, or why it could not be opened.

    Attributes:
        why: Why it ended.
        reason: Text from the server or the system.
        code: WebSocket close code, or ``None`` without a close frame.
        status: HTTP status of the refused opening request, or ``None``.
        retry_after: Seconds to wait according to the server, or ``None``.
        body: Body of the response that refused the opening request.
        cause: The exception, or ``None``.
    """

    why: Cause
    reason: str = ""
    code: int | None = None
    status: int | None = None
    retry_after: float | None = None
    body: bytes = attrs.field(default=b"", eq=False, repr=False)
    cause: Exception | None = attrs.field(default=None, eq=False, repr=False)

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
        reason = shorten(self.reason, secrets)
        told = "".join(traceback.format_exception(self.cause)) if self.cause else ""
        is_silent = not any(secret in told for secret in secrets)
        cause = self.cause if is_silent else None
        return attrs.evolve(self, reason=reason, cause=cause)

    def error(self) -> clientcore.Error:
        """Return the error to raise when the gateway does not reconnect."""
        if self.why is Cause.NO_TOKEN and isinstance(self.cause, clientcore.Error):
            return self.cause
        error = self._class()(str(self))
        error.__cause__ = self.cause
        return error

    def _class(self) -> type[clientcore.Error]:
        if self.number in {401, 403, 3000, 3003}:
            return AuthorizationError
        if self.why is Cause.UNTRUSTED:
            return ERRORS.own(clientcore.CertificateError)
        if self.why in {Cause.UNREACHABLE, Cause.TIMED_OUT, Cause.UNACCEPTABLE}:
            return ConnectionFailedError
        return ClosedError


class SessionOver(Exception):
    """Raised where the service ends the session. Its text is the reason."""

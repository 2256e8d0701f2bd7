"""
The errors. All are below `BacktrackedError`, and each below the transport's, too.
"""

from __future__ import annotations

from typing import Any

import clientcore
from clientcore import Response

from ._envelope import details_of, wait_of

__all__ = [
    "ApiError",
    "AuthorizationError",
    "BacktrackedError",
    "BadRequestError",
    "ClosedError",
    "ConflictError",
    "ConnectionFailedError",
    "DecodeError",
    "ForbiddenError",
    "InvalidError",
    "MissingRightError",
    "NoAnswerError",
    "NotConnectedError",
    "NotFoundError",
    "NotLoggedInError",
    "RateLimitError",
    "RoomBannedError",
    "RoomPasswordError",
    "ServerError",
    "SessionExpiredError",
    "TimedOutError",
    "UnauthorizedError",
    "UnboundError",
    "UnsafeURLError",
]


class BacktrackedError(clientcore.Error):
    """The root of all errors, save for a caller's mistakes."""


# --- Error responses ----------------------------------------------------------


class ApiError(BacktrackedError, clientcore.StatusError):
    """
    The service responded with an error status.

    Args:
        endpoint: Path template of the request.
        status: The HTTP status.
        message: The service's error message.
        details: Other details of the failure, text or an object.

    Attributes:
        status: The HTTP status.
        message: The service's error message, or an empty string.
        details: Other details of the failure, or ``None``.
    """

    status: int
    details: Any = None
    _endpoint: str = ""

    def __init__(
        self,
        endpoint: str = "",
        status: int = 0,
        message: str = "",
        details: Any = None,
    ) -> None:
        words = " ".join(str(part) for part in (status or "", message) if part)
        super().__init__(": ".join(part for part in (endpoint, words) if part))
        self._endpoint = endpoint
        self.status = status or type(self).status
        self.message = message
        self.details = details

    def fill(self, response: Response, message: str, code: Any) -> None:
        super().fill(response, message, code)
        self.details = details_of(self.body)

    @property
    def endpoint(self) -> str:
        """The path of what was asked, with names in place of values."""
        return self.request.path if self.request else self._endpoint


class BadRequestError(ApiError, clientcore.BadRequest):
    """400: the service did not like a value."""


class RoomPasswordError(BadRequestError):
    """400: the room needs a password, or the password is wrong."""


class UnauthorizedError(ApiError, clientcore.Unauthorized):
    """401: a right is missing, or a login."""


class RoomBannedError(UnauthorizedError):
    """401: the user is banned from the room."""


class SessionExpiredError(UnauthorizedError):
    """302 to the login page: no user is logged in, or the session has expired."""


class ForbiddenError(ApiError, clientcore.Forbidden):
    """403: this is not allowed."""


class MissingRightError(ForbiddenError):
    """
    The user lacks a right, according to the client's cache. No request was sent.

    Args:
        right: The right that is needed, such as ``kick``.
        room: The room's name.

    Attributes:
        right: The right that is needed.
    """

    right: str = ""

    def __init__(self, right: str, room: str = "") -> None:
        where = f" in {room}" if room else ""
        super().__init__("", 403, f"the right {right!r} is missing{where}")
        self.right = right


class NotFoundError(ApiError, clientcore.NotFound):
    """404: there is no such thing."""


class ConflictError(ApiError, clientcore.Conflict):
    """409: it clashes with what is already there."""


class InvalidError(ApiError, clientcore.Invalid):
    """422: a value was refused."""


class RateLimitError(ApiError, clientcore.RateLimited):
    """
    429: too many chat messages, or too many votes.

    Attributes:
        retry_after: Seconds to wait, from the response's header or message, or
            ``None`` if it has no wait.
    """

    retry_after: float | None

    def fill(self, response: Response, message: str, code: Any) -> None:
        super().fill(response, message, code)
        if self.retry_after is None:
            self.retry_after = wait_of(message)


class ServerError(ApiError, clientcore.ServerError):
    """5xx: the service, or what stands in front of it, failed."""


# --- No response, or an invalid one -------------------------------------------


class NoAnswerError(BacktrackedError, clientcore.TransportError):
    """
    The request got no response.

    Attributes:
        sent: Whether the service may have received it.
    """


class ConnectionFailedError(NoAnswerError, clientcore.ConnectionFailed):
    """No connection could be made, so nothing was sent."""


class TimedOutError(NoAnswerError, clientcore.TimedOut):
    """The request timed out."""


class ClosedError(NoAnswerError, clientcore.Closed):
    """The connection broke, or the client was closed."""


class NotConnectedError(ClosedError):
    """This needs the socket, and there is none."""

    sent = False


class DecodeError(BacktrackedError, clientcore.DecodeError):
    """A response could not be decoded."""


class UnsafeURLError(BacktrackedError, clientcore.UnsafeURL):
    """An address of another origin, or none at all."""


class UnboundError(BacktrackedError, clientcore.Unbound):
    """A model has no client, so its methods can't send requests."""


class AuthorizationError(BacktrackedError, clientcore.AuthError):
    """The service refused name and password, or the socket's token."""


class NotLoggedInError(AuthorizationError, RuntimeError):
    """No user is logged in: call ``login`` before connecting."""


# --- Commands: in `backtracked.commands` ------------------------------------------


class CommandError(BacktrackedError):
    """A command was not carried out. The message says why, to the user."""


class UsageError(CommandError):
    """Arguments are missing, too many, or do not fit."""


class NotAllowedError(CommandError):
    """The user may not use the command."""


class CooldownError(CommandError):
    """
    The command was used too often.

    Attributes:
        retry_after: Seconds until it may be used again.
    """

    retry_after: float

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"wait {retry_after:.0f} s more")
        self.retry_after = retry_after

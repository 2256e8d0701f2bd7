"""
The errors. All are subclasses of `PolympicsError` and of an error of the transport.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import clientcore

from ._issues import Issue, describe, detail_of, read_issues


class PolympicsError(clientcore.Error):
    """
    Base of all errors, except for invalid arguments.

    Attributes:
        code: The HTTP status, or 0 if there was no response.
        request: Method and path of the request, without its query, headers and body.
            ``None`` if the error is not about a request.
    """

    code: int = 0

    def __init__(self, code: int = 0, message: str = "", **facts: Any) -> None:
        words = ": ".join(str(part) for part in (code, message) if part)
        super().__init__(words, **facts)
        self.code = code

    @property
    def method(self) -> str | None:
        """HTTP method of the request, or ``None``."""
        return self.request.method if self.request else None

    @property
    def path(self) -> str | None:
        """Path of the request with names in place of values, or ``None``."""
        return self.request.path if self.request else None

    def add_hint(self, words: str) -> None:
        """Add *words* to the message."""
        Exception.__init__(self, f"{self}; {words}")


# --- An answer that means failure ---------------------------------------------


class _StatusError(PolympicsError, clientcore.StatusError):
    """Base of the errors for a response."""

    def __init__(self, code: int = 0, message: str = "", body: Any = None) -> None:
        super().__init__(code, message)
        self.status = code
        self.message = message
        self.body = body


class ServerError(_StatusError, clientcore.ServerError):
    """
    5xx: the server failed, or a proxy in front of it.

    The server also answers 500 to values that are too long, and if a team that has
    awards is deleted.

    Args:
        code: The HTTP status.
    """

    def __init__(self, code: int = 500) -> None:
        super().__init__(code)


class DataError(_StatusError, clientcore.Invalid):
    """
    422: a value was refused, or an object that it names does not exist.

    Args:
        code: The HTTP status.
        issues: The problems: see the attribute.
    """

    def __init__(self, code: int = 422, issues: Iterable[Issue] = ()) -> None:
        body = {"detail": list(issues)}
        super().__init__(code, describe(read_issues(body)), body)

    @property
    def issues(self) -> list[Issue]:
        """
        The problems, each a dict with the place (``loc``), a message (``msg``) and a
        ``type``.
        """
        return read_issues(self.body)


class ClientError(_StatusError, clientcore.StatusError):
    """
    Any other status that means failure, usually 4xx.

    Args:
        code: The HTTP status.
        detail: Message of the server.
    """

    def __init__(self, code: int = 400, detail: str = "") -> None:
        super().__init__(code, detail, {"detail": detail})

    @property
    def detail(self) -> str:
        """Message of the server, or an empty string if it sent none."""
        detail = detail_of(self.body)
        return detail if isinstance(detail, str) else ""


class BadRequestError(ClientError, clientcore.BadRequest):
    """400: the server cannot read the request."""


class UnauthorizedError(ClientError, clientcore.Unauthorized):
    """401: credentials are missing, wrong or expired, or of the other kind."""


class ForbiddenError(ClientError, clientcore.Forbidden):
    """
    403: a permission is missing, or signups are closed.

    The server answers the same to wrong or expired credentials. ``get_self()`` tells
    the two apart.
    """


class ConflictError(ClientError, clientcore.Conflict):
    """409: the account exists already."""


class RateLimitedError(ClientError, clientcore.RateLimited):
    """429: a proxy in front of the server limits the rate of requests."""

    #: The transport raises it without an answer, too, while a limit lasts.
    code = 429


class NotFoundError(PolympicsError, clientcore.NotFound):
    """
    The requested object does not exist.

    The server answers 422 for an id in the path that does not exist, and 404 in a few
    other cases. Both are this error: the first is also a `DataError`, the others are
    also a `ClientError`.
    """


class UnknownIdError(NotFoundError, DataError):
    """422: no account, team or award has this id."""


class MissingError(NotFoundError, ClientError):
    """404: no callback is registered for the event, or the award is not held."""


class UnknownPathError(NotFoundError, ClientError):
    """
    404: the server has no such path.

    The base URL is wrong, or it leads to another server.
    """


# --- No answer, or none that can be used --------------------------------------


class _UnansweredError(PolympicsError):
    """Base of errors with the arguments of the transport's."""

    def __init__(self, message: str = "", **facts: Any) -> None:
        super().__init__(0, message, **facts)


class NoAnswerError(clientcore.TransportError, _UnansweredError):
    """
    There was no response.

    Attributes:
        sent: Whether the server may have received the request.
    """


class ConnectionFailedError(clientcore.ConnectionFailed, NoAnswerError):
    """No connection could be made. Nothing was sent."""


class TimedOutError(clientcore.TimedOut, NoAnswerError):
    """There was no response in time."""


class ClosedError(clientcore.Closed, NoAnswerError):
    """The connection was lost, or the client is closed."""


class DecodeError(clientcore.DecodeError, _UnansweredError):
    """A response, or the body of a callback, cannot be decoded."""


class UnsafeURLError(clientcore.UnsafeURL, _UnansweredError):
    """A URL has another origin than the client, or is not valid."""


class UnboundError(clientcore.Unbound, _UnansweredError):
    """A model is not bound to a client, or its client lacks the method."""


class TokenLostError(clientcore.AuthError, _UnansweredError):
    """
    The token was replaced, and the server did not return the new one.

    The credentials of the client are invalid. Create a new session; for an app, the
    operator of the server has to create new credentials.
    """

    code: int = 0  # type: ignore[assignment]  # not the OAuth error code


class ForgedCallbackError(_UnansweredError):
    """A callback does not have the right secret."""


class BulkError(_UnansweredError):
    """
    Items of a bulk method failed: see `BulkReport.raise_for_failed`.

    Attributes:
        report: The `BulkReport`.
    """

    report: Any = None


class TableError(_UnansweredError, ValueError):
    """
    A CSV file cannot be read.

    Attributes:
        problems: A sentence for each problem, with the line number.
    """

    def __init__(self, message: str = "", problems: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.problems: list[str] = list(problems)


#: A context manager that raises our own class for each error of the transport.
own_errors = clientcore.ErrorTable(PolympicsError).own_errors


def perhaps_done(error: PolympicsError) -> bool:
    """Return whether the server may have done what it did not confirm."""
    if isinstance(error, NoAnswerError):
        return error.sent
    if isinstance(error, ServerError):
        # Of what stands in front of the server; a 500 is its own, and final.
        return error.code != 500
    return isinstance(error, DecodeError)

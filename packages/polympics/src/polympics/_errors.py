"""
The errors. All are below `PolympicsError`, and each below the transport's, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import clientcore

from ._issues import Issue, describe, detail_of, read_issues


class PolympicsError(clientcore.Error):
    """
    The root of all errors, save for a caller's mistakes.

    Attributes:
        code: The HTTP status, or 0 if there was no answer.

        request: What was asked, without its query, headers and body, or
            ``None`` if it was not about a request.
    """

    code: int = 0

    def __init__(self, code: int = 0, message: str = "", **facts: Any) -> None:
        words = ": ".join(str(part) for part in (code, message) if part)
        super().__init__(words, **facts)
        self.code = code

    @property
    def method(self) -> str | None:
        """The HTTP method of what was asked."""
        return self.request.method if self.request else None

    @property
    def path(self) -> str | None:
        """The path of what was asked, with names in place of values."""
        return self.request.path if self.request else None

    def add_hint(self, words: str) -> None:
        """Add *words* to the message."""
        Exception.__init__(self, f"{self}; {words}")


# --- An answer that means failure ---------------------------------------------


class _StatusError(PolympicsError, clientcore.StatusError):
    """What the errors for an answer share."""

    def __init__(self, code: int = 0, message: str = "", body: Any = None) -> None:
        super().__init__(code, message)
        self.status = code
        self.message = message
        self.body = body


class ServerError(_StatusError, clientcore.ServerError):
    """
    5xx: the server, or what stands in front of it, failed.

    Besides real faults, this server answers so to values that are too long and
    to deleting a team that has awards.

    Args:
        code: The HTTP status.
    """

    def __init__(self, code: int = 500) -> None:
        super().__init__(code)


class DataError(_StatusError, clientcore.Invalid):
    """
    422: a value was refused, or something that it names does not exist.

    Args:
        code: The HTTP status.

        issues: What is wrong.
    """

    def __init__(self, code: int = 422, issues: Iterable[Issue] = ()) -> None:
        body = {"detail": list(issues)}
        super().__init__(code, describe(read_issues(body)), body)

    @property
    def issues(self) -> list[Issue]:
        """
        What is wrong, in dicts with the place (``loc``), the words (``msg``)
        and the kind (``type``).
        """
        return read_issues(self.body)


class ClientError(_StatusError, clientcore.StatusError):
    """
    Any other status that means failure, 4xx as a rule.

    Args:
        code: The HTTP status.

        detail: The server's words.
    """

    def __init__(self, code: int = 400, detail: str = "") -> None:
        super().__init__(code, detail, {"detail": detail})

    @property
    def detail(self) -> str:
        """The server's words, or an empty string if they are not its own."""
        detail = detail_of(self.body)
        return detail if isinstance(detail, str) else ""


class BadRequestError(ClientError, clientcore.BadRequest):
    """400: the server did not understand the request."""


class UnauthorizedError(ClientError, clientcore.Unauthorized):
    """401: the credentials are missing, wrong or expired, or of the wrong kind."""


class ForbiddenError(ClientError, clientcore.Forbidden):
    """
    403: a permission is missing, or signups are closed.

    The server says the same when credentials are wrong or expired.
    ``get_self()`` tells which it is.
    """


class ConflictError(ClientError, clientcore.Conflict):
    """409: the account exists already."""


class RateLimitedError(ClientError, clientcore.RateLimited):
    """429: something in front of the server wants fewer requests."""

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
    """Takes the transport's arguments."""

    def __init__(self, message: str = "", **facts: Any) -> None:
        super().__init__(0, message, **facts)


class NoAnswerError(clientcore.TransportError, _UnansweredError):
    """
    The request was not answered.

    Attributes:
        sent: Whether the server may have seen it.
    """


class ConnectionFailedError(clientcore.ConnectionFailed, NoAnswerError):
    """No connection could be made, so nothing was sent."""


class TimedOutError(clientcore.TimedOut, NoAnswerError):
    """No answer in time."""


class ClosedError(clientcore.Closed, NoAnswerError):
    """The connection broke, or the client was closed."""


class DecodeError(clientcore.DecodeError, _UnansweredError):
    """An answer, or a callback's body, could not be read."""


class UnsafeURLError(clientcore.UnsafeURL, _UnansweredError):
    """An address of another origin, or none at all."""


class UnboundError(clientcore.Unbound, _UnansweredError):
    """A model was asked for its client, but it belongs to none."""


class TokenLostError(clientcore.AuthError, _UnansweredError):
    """
    The token was replaced, and the server did not disclose the new one.

    The client's credentials are worthless: create a new session or, for an
    app, have the server's operator make new credentials.
    """

    code: int = 0  # type: ignore[assignment]  # not the OAuth error code


class ForgedCallbackError(_UnansweredError):
    """A callback came without the right secret."""


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
        self.problems = list(problems)


#: A context manager that raises our own class for each error of the transport.
own_errors = clientcore.ErrorTable(PolympicsError).own_errors

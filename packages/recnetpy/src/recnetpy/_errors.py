"""
The errors. All are below `RecNetError`, and each below the transport's, too.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import clientcore
from clientcore import RequestInfo


class RecNetError(clientcore.Error):
    """The root of all errors, save for a caller's mistakes."""


class HostGoneError(RecNetError):
    """
    The host does not answer as the service would.

    The service has closed: its names may be unknown, its hosts may refuse, or its
    addresses may have a web page. One that says nothing at all may be slow, so
    that is a `TimedOutError`. For another server see `Servers`.
    """


# --- An answer that means failure ---------------------------------------------


class HTTPError(RecNetError, clientcore.StatusError):
    """
    The answer's status means failure; the root of all such errors.

    Args:
        resp: What came: anything with ``status``, ``url``, ``data`` and
            ``headers``, such as a `recnetpy.rest.Response`.

        msg: The words, or ``None`` for those of the status.
    """

    # Types without values, which would hide those of the classes by status. They are
    # repeated for type checkers, since ``__init__`` assigns them.
    status: int
    message: str
    body: Any
    request: RequestInfo | None

    def __init__(self, resp: Any = None, msg: str | None = None) -> None:
        status = getattr(resp, "status", type(self).status)
        words = msg or _phrase(status)
        super().__init__(words)
        self.status = status
        self.message = msg or ""
        self.body = getattr(resp, "data", None)
        self.request = RequestInfo("", "", str(getattr(resp, "url", "")))

    @property
    def method(self) -> str:
        """What was asked with, ``GET`` for example."""
        return self.request.method if self.request else ""

    @property
    def url(self) -> str:
        """The address that was asked, without its query."""
        return self.request.url if self.request else ""

    @property
    def data(self) -> Any:
        """The answer's JSON, else its text, or ``None`` for nothing."""
        return self.body


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status) if status else ""


class BadRequest(HTTPError, clientcore.BadRequest):
    """400: the service did not understand, an empty search for one."""


class Unauthorized(HTTPError, clientcore.Unauthorized):
    """401: the key is missing or wrong."""


class Forbidden(HTTPError, clientcore.Forbidden):
    """403 without ``Retry-After``: the key does not allow this."""


class NotFound(HTTPError, clientcore.NotFound):
    """404. Methods that return ``None`` or a list never raise it."""


class Conflict(HTTPError, clientcore.Conflict):
    """409: it clashes with what is already there."""


class Invalid(HTTPError, clientcore.Invalid):
    """422: a value was refused."""


class RateLimited(HTTPError, clientcore.RateLimited):
    """
    429, or 403 with ``Retry-After``: too many requests, or the quota is used up.

    ``retry_after`` is how many seconds to wait, if the service said. A request that
    was held back because of an earlier limit was never sent, and has 429.
    """


class ServerError(HTTPError, clientcore.ServerError):
    """5xx: the service, or what stands in front of it, failed."""


class InternalServerError(ServerError):
    """500."""


class RedirectError(HTTPError, HostGoneError):
    """3xx: the address leads elsewhere, where no key is sent."""


# --- An answer that can't be used ---------------------------------------------


class UnreadableError(clientcore.DecodeError, HTTPError):
    """An answer, or a stored record, is not what it should be."""

    status: int = 200

    def __init__(self, message: str = "", **facts: Any) -> None:
        clientcore.Error.__init__(self, message, **facts)
        self.message = message


class WebPageError(UnreadableError, HostGoneError):
    """A web page, or nothing at all, came instead of JSON or of an image."""

    @classmethod
    def of(
        cls,
        response: clientcore.Response,
        message: str = "a web page came instead of JSON",
    ) -> WebPageError:
        """Make the error for *response*."""
        error = cls.from_response(response, message=message)
        error.errors = [message]
        return error

    @classmethod
    def of_error(cls, error: HTTPError) -> WebPageError:
        """Make the error for a response that raised another one."""
        message = "a web page came instead of JSON, and the host has no other"
        found = cls(f"{error.request}: {error.status}: {message}")
        found.status, found.body, found.request = (
            error.status,
            error.body,
            error.request,
        )
        found.message, found.errors = message, [message]
        return found


class IncompleteError(UnreadableError, ValueError):
    """A record has no name, image or valid ID, so it has no address."""


# --- No answer ----------------------------------------------------------------


class NoAnswerError(clientcore.TransportError, RecNetError):
    """
    The request was not answered.

    Attributes:
        sent: Whether the server may have seen it.
    """


class ConnectionFailedError(clientcore.ConnectionFailed, NoAnswerError, HostGoneError):
    """No connection could be made: no such name, refused, no network."""


class TimedOutError(clientcore.TimedOut, NoAnswerError):
    """No answer in time."""


class ClosedError(clientcore.Closed, NoAnswerError):
    """The connection broke, or the client was closed."""


# --- Not even asked -----------------------------------------------------------


class MissingKeyError(clientcore.AuthError, RecNetError):
    """The keyed gateway was to be asked, and there is no key."""


class NotOfferedError(RecNetError):
    """The server does not have this, or its address is not known."""


class UnsafeURLError(clientcore.UnsafeURL, RecNetError):
    """An address of another origin, or a value that cannot be in a path."""


class UnboundError(clientcore.Unbound, RecNetError):
    """An object was asked for its client, but it belongs to none."""


#: A context manager that raises our own class for each error of the transport.
own_errors = clientcore.ErrorTable(RecNetError).own_errors

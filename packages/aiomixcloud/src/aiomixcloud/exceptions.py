"""
The errors. All are below `MixcloudError`, and each is also below the transport's
class for the same failure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Self, cast
from urllib.parse import urlsplit

import clientcore
from clientcore import Headers, RequestInfo, Response

__all__ = [
    "AnswerError",
    "BadRequestError",
    "CertificateError",
    "ClientClosedError",
    "ClosedError",
    "ConflictError",
    "ConnectionFailedError",
    "ConnectionLostError",
    "DecodeError",
    "ForbiddenError",
    "GatewayError",
    "InvalidError",
    "InvalidTokenError",
    "MixcloudError",
    "MixcloudOAuthError",
    "NoAnswerError",
    "NotFoundError",
    "RateLimitError",
    "ServerError",
    "SettingsError",
    "TimedOutError",
    "UnauthorizedError",
    "UnboundError",
    "UnsafeURLError",
]


def error_of(data: Any) -> Any:
    """Return the ``error`` of a response's body, or ``None`` if it has none."""
    return data.get("error") if isinstance(data, Mapping) else None


class MixcloudError(clientcore.Error):
    """
    The root of all errors, except for a caller's mistakes.

    The text is the service's own message, which does not name the request. In
    tracebacks a note below it does.

    Args:
        data: The response's body, an object with an ``error``, or a message.
        request: Method and path of the request, or ``None``.

    Attributes:
        type: The service's name of the error, or an empty string.
        message: The service's message, or an empty string.
        extra: Further items of the service's error.
    """

    type: str = ""
    message: str = ""
    extra: Mapping[str, Any] = {}

    def __init__(
        self, data: Any = None, *, request: RequestInfo | None = None, **facts: Any
    ) -> None:
        self._read(data if isinstance(data, str) else error_of(data))
        super().__init__(self._text(), request=request, **facts)
        if request is not None:
            self.add_note(str(request))

    def _read(self, error: Any) -> None:
        """Set type, message and extra from the service's error, object or text."""
        values = dict(error) if isinstance(error, Mapping) else {}
        if not values and error:
            values = {"message": error}
        self.type = str(values.pop("type", ""))
        self.message = str(values.pop("message", ""))
        self.extra = values

    def _text(self) -> str:
        """Return ``type: message (extra)``, without the parts that are empty."""
        extras = ", ".join(
            f"{key}: {value}" for key, value in self.extra.items() if value
        )
        rest = " ".join(filter(None, [self.message, extras and f"({extras})"]))
        return ": ".join(filter(None, [self.type, rest]))


# --- The status means failure ---------------------------------------------------


class AnswerError(MixcloudError, clientcore.StatusError):
    """
    The service responded, but the request failed.

    Attributes:
        status: HTTP status of the response.
        message: The service's message. Without one, the status, and the target of
            a redirect.
        body: JSON of the response, else its text, or ``None`` if it is empty.
        headers: Headers of the response, without cookies and addresses.
        retry_after: Seconds to wait before the next request, or ``None``.
        response: The response, or ``None`` if the request was held back because of
            an earlier rate limit. Not pickled.
    """

    args: tuple[Any, ...]
    body: Any
    headers: Headers
    retry_after: float | None
    response: Response | None = None

    @classmethod
    def from_response(
        cls, response: Response, *, message: str = "", code: Any = None
    ) -> Self:
        """Make the error for *response*. For a page it is a `DecodeError` too."""
        made = cls if _is_readable(response) else _PAGES.get(cls, cls)
        error = super(AnswerError, made).from_response(
            response, message=message, code=code
        )
        if isinstance(error, DecodeError):
            error.errors = ["it is not an object"]
        return cast("Self", error)

    def fill(self, response: Response, message: str, code: Any) -> None:
        super().fill(response, message or _reason(response), code)
        self.response = response
        # The address of a redirect may repeat the token.
        self.headers = Headers(
            (name, value) for name, value in self.headers.items() if name != "location"
        )
        if error := error_of(self.body):
            self.replace(error, message)
        else:
            self.args = (f"{self.request}: {self.message}",)
        if self.retry_after is None:
            self.retry_after = seconds_of(self.body)

    def replace(self, error: Any, message: str | None = None) -> None:
        """
        Replace type, message and extra.

        Args:
            error: The service's error, an object or a text.
            message: Replaces the message of *error*, or ``None``.
        """
        self._read(error)
        if message is not None:
            self.message = message
        self.args = (self._text(),)
        self.__notes__: list[str] = [f"{self.request}: {self.status}"]

    def public_state(self) -> dict[str, Any]:
        return self.__dict__ | {"response": None}


def _reason(response: Response) -> str:
    """Describe a failure that the service does not explain."""
    try:
        text = f"{response.status} {HTTPStatus(response.status).phrase}"
    except ValueError:
        text = str(response.status)
    if 300 <= response.status < 400 and response.status != 304:
        return f"{text}: redirect to {_target(response)} not followed"
    return text


def _target(response: Response) -> str:
    """Return where a redirect leads, without the query, which may hold the token."""
    try:
        parts = urlsplit(response.headers.get("location", ""))
    except ValueError:
        return "an invalid address"
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}" if host else parts.path or "nowhere"


def seconds_of(body: Any) -> float | None:
    """Return the ``retry_after`` of an error's body in seconds, or ``None``."""
    error = error_of(body)
    wait = error.get("retry_after") if isinstance(error, Mapping) else None
    if isinstance(wait, bool) or not isinstance(wait, int | float):
        return None
    return max(0.0, float(wait))


class BadRequestError(AnswerError, clientcore.BadRequest):
    """400: the request was not understood, or a value was refused."""


class UnauthorizedError(AnswerError, clientcore.Unauthorized):
    """401: the access token is missing or not valid."""


class InvalidTokenError(UnauthorizedError):
    """
    The access token is not valid, or was revoked: the user has to sign in again.

    The service responds with a status of 400.
    """


class ForbiddenError(AnswerError, clientcore.Forbidden):
    """403: the token's owner may not do this."""


class RateLimitError(AnswerError, clientcore.RateLimited):
    """
    Too many requests, and the wait is longer than the client's policy allows.

    The service responds with a status of 403. ``retry_after`` is the wait in seconds.
    """


class NotFoundError(AnswerError, clientcore.NotFound):
    """404: no resource has this key."""


class ConflictError(AnswerError, clientcore.Conflict):
    """409: the request conflicts with the current state."""


class InvalidError(AnswerError, clientcore.Invalid):
    """422: a value was refused."""


class ServerError(AnswerError, clientcore.ServerError):
    """5xx: the service or a gateway in front of it failed."""


# --- No response, or none that can be read --------------------------------------


class NoAnswerError(clientcore.TransportError, MixcloudError):
    """
    There was no response.

    Attributes:
        sent: Whether the service may have received the request.
    """


class ConnectionFailedError(clientcore.ConnectionFailed, NoAnswerError):
    """No connection could be made, so nothing was sent."""


class CertificateError(clientcore.CertificateError, ConnectionFailedError):
    """The server's TLS certificate could not be verified."""


class TimedOutError(clientcore.TimedOut, NoAnswerError):
    """There was no response in time."""


class ClosedError(clientcore.Closed, NoAnswerError):
    """The connection was lost, or the client is closed: see the two subclasses."""


class ConnectionLostError(clientcore.ConnectionLost, ClosedError):
    """The connection was lost before the response was complete."""


class ClientClosedError(clientcore.ClientClosed, ClosedError):
    """The client was closed by its owner, so nothing was sent."""


class DecodeError(clientcore.DecodeError, MixcloudError, json.JSONDecodeError):
    """
    A response cannot be read: it is not JSON, not an object, or not a list.

    Args:
        message: Why the response cannot be read.
        doc: The text of the response.
        pos: Position in *doc*.
        request: Method and path of the request, or ``None``.
        errors: The reasons one by one.
        body: The response's body. Not pickled.
    """

    args: tuple[Any, ...]
    errors: Sequence[str] = ()
    msg: str = ""
    doc: str = ""
    pos: int = 0
    lineno: int = 1
    colno: int = 1

    def __init__(
        self,
        message: str = "",
        doc: str = "",
        pos: int = 0,
        *,
        request: RequestInfo | None = None,
        errors: Iterable[str] = (),
        body: Any = None,
    ) -> None:
        json.JSONDecodeError.__init__(self, message, doc, pos)
        # Without the line and column that the base class adds.
        self.args = (f"{request}: {message}" if request else message,)
        self.message = message
        self.request = request
        self.errors = list(errors)
        self.body = body

    def public_state(self) -> dict[str, Any]:
        return self.__dict__ | {"body": None, "doc": ""}


# --- A page instead of JSON -----------------------------------------------------
# Programs for earlier releases catch json.JSONDecodeError for pages of gateways, so
# these are both: the error of the status, and a DecodeError.


class GatewayError(ServerError, DecodeError):
    """5xx with a page instead of JSON: a gateway in front of the service failed."""


class AnswerPageError(AnswerError, DecodeError):
    """A status without a class of its own, with a page instead of JSON."""


class BadRequestPageError(BadRequestError, DecodeError):
    """400 with a page instead of JSON."""


class UnauthorizedPageError(UnauthorizedError, DecodeError):
    """401 with a page instead of JSON."""


class ForbiddenPageError(ForbiddenError, DecodeError):
    """403 with a page instead of JSON."""


class RateLimitPageError(RateLimitError, DecodeError):
    """429 with a page instead of JSON."""


class NotFoundPageError(NotFoundError, DecodeError):
    """404 with a page instead of JSON."""


class ConflictPageError(ConflictError, DecodeError):
    """409 with a page instead of JSON."""


class InvalidPageError(InvalidError, DecodeError):
    """422 with a page instead of JSON."""


_PAGES: dict[type[AnswerError], type[AnswerError]] = {
    AnswerError: AnswerPageError,
    BadRequestError: BadRequestPageError,
    UnauthorizedError: UnauthorizedPageError,
    ForbiddenError: ForbiddenPageError,
    RateLimitError: RateLimitPageError,
    NotFoundError: NotFoundPageError,
    ConflictError: ConflictPageError,
    InvalidError: InvalidPageError,
    ServerError: GatewayError,
}


def _is_readable(response: Response) -> bool:
    """Return whether a response is an object, or blank."""
    return isinstance(response.body(), dict) or not response.text.strip()


# --- Others ---------------------------------------------------------------------


class UnsafeURLError(clientcore.UnsafeURL, MixcloudError):
    """An address of another host than Mixcloud's, or not an address."""


class SettingsError(clientcore.SettingsError, MixcloudError):
    """A proxy variable, a certificate file or an extra is wrong or missing."""


class UnboundError(clientcore.Unbound, MixcloudError):
    """A method of a resource needs a client, and the resource has none."""


class MixcloudOAuthError(clientcore.AuthError, MixcloudError):
    """
    No token could be obtained.

    Args:
        data: The response's body, an object with an ``error``, or a message.
        request: Method and path of the request, or ``None``.
        code: OAuth error code, or ``None``.

    Attributes:
        message: The service's message, or an empty string.
    """

    def __init__(
        self,
        data: Any = None,
        *,
        request: RequestInfo | None = None,
        code: str | None = None,
    ) -> None:
        MixcloudError.__init__(self, data, request=request)
        self.code = code

"""
The errors. All are below `MixcloudError`, and each below the transport's, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Self, cast

import clientcore
from clientcore import Headers, RequestInfo, Response

__all__ = [
    "AnswerError",
    "BadRequestError",
    "ClosedError",
    "ConflictError",
    "ConnectionFailedError",
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
    "TimedOutError",
    "UnauthorizedError",
    "UnboundError",
    "UnsafeURLError",
]


def error_of(data: Any) -> Any:
    """Return what *data*, an answer's body, has for an error, or ``None``."""
    return data.get("error") if isinstance(data, Mapping) else None


class MixcloudError(clientcore.Error):
    """
    The root of all errors, save for a caller's mistakes.

    In the service's own words, which do not say what was asked: a note does, in
    tracebacks.

    Args:
        data: An answer's body, an object with an ``error``, or just words.

        request: What was asked, or ``None``.

    Attributes:
        type: The service's name for what went wrong, or an empty string.

        message: The service's words, or an empty string.

        extra: What else the service said.
    """

    type: str = ""
    message: str = ""
    extra: Mapping[str, Any] = {}

    def __init__(
        self, data: Any = None, *, request: RequestInfo | None = None, **facts: Any
    ) -> None:
        self._tell(data if isinstance(data, str) else error_of(data))
        super().__init__(self._words(), request=request, **facts)
        if request is not None:
            self.add_note(str(request))

    def _tell(self, error: Any) -> None:
        """Take over what the service says, as an object or as text."""
        told = dict(error) if isinstance(error, Mapping) else {}
        if not told and error:
            told = {"message": error}
        self.type = str(told.pop("type", ""))
        self.message = str(told.pop("message", ""))
        self.extra = told

    def _words(self) -> str:
        """Return type, message and extras, as far as there are any."""
        extras = ", ".join(
            f"{key}: {value}" for key, value in self.extra.items() if value
        )
        rest = " ".join(filter(None, [self.message, extras and f"({extras})"]))
        # Extras alone need no colon: it stands between a name and what it says.
        return ": ".join(filter(None, [self.type, rest]))


# --- An answer that means failure ---------------------------------------------


class AnswerError(MixcloudError, clientcore.StatusError):
    """
    The service answered that it failed, or would not.

    Attributes:
        status: The HTTP status.

        body: The answer's JSON, else its text, or ``None``.

        headers: The answer's, without cookies and addresses.

        retry_after: Seconds after which to ask again, or ``None``.

        response: The answer, or ``None`` if the request was held back. In no
            pickle.
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
        """Make the error for *response*, a `DecodeError`, too, if it is a page."""
        made = cls if _is_readable(response) else _of_page(cls)
        error = super(AnswerError, made).from_response(
            response, message=message, code=code
        )
        if isinstance(error, DecodeError):
            error.errors = ["it is no object"]
        return cast("Self", error)

    def fill(self, response: Response, message: str, code: Any) -> None:
        super().fill(response, message, code)
        self.response = response
        # A redirect's address may repeat the token.
        self.headers = Headers(
            (name, value) for name, value in self.headers.items() if name != "location"
        )
        if (error := error_of(self.body)) is not None:
            self.retell(error, message)
        if self.retry_after is None:
            self.retry_after = seconds_of(self.body)

    def retell(self, error: Any, message: str | None = None) -> None:
        """Take over what *error* says, and add the request as a note."""
        self._tell(error)
        if message is not None:
            self.message = message
        self.args = (self._words(),)
        self.__notes__: list[str] = [f"{self.request}: {self.status}"]

    def public_state(self) -> dict[str, Any]:
        return self.__dict__ | {"response": None}


def seconds_of(body: Any) -> float | None:
    """Return the seconds that an error's body says to wait, or ``None``."""
    error = error_of(body)
    wait = error.get("retry_after") if isinstance(error, Mapping) else None
    if isinstance(wait, bool) or not isinstance(wait, int | float):
        return None
    return max(0.0, float(wait))


class BadRequestError(AnswerError, clientcore.BadRequest):
    """400: the service did not understand, or a value was refused."""


class UnauthorizedError(AnswerError, clientcore.Unauthorized):
    """The token is missing or does not count."""


class InvalidTokenError(UnauthorizedError):
    """
    The token was revoked, or never was one: the person has to authorize again.

    The service says so with a status of 400.
    """


class ForbiddenError(AnswerError, clientcore.Forbidden):
    """403: not allowed."""


class RateLimitError(AnswerError, clientcore.RateLimited):
    """
    Too many requests, and the wait is longer than we wait by ourselves.

    The service says so with a status of 403. ``retry_after`` says how long.
    """


class NotFoundError(AnswerError, clientcore.NotFound):
    """404: there is no such thing."""


class ConflictError(AnswerError, clientcore.Conflict):
    """409: it clashes with what is already there."""


class InvalidError(AnswerError, clientcore.Invalid):
    """422: a value was refused."""


class ServerError(AnswerError, clientcore.ServerError):
    """5xx: the service, or what stands in front of it, failed."""


# --- No answer, or none that can be used --------------------------------------


class NoAnswerError(clientcore.TransportError, MixcloudError):
    """
    The request was not answered.

    Attributes:
        sent: Whether the service may have seen it.
    """


class ConnectionFailedError(clientcore.ConnectionFailed, NoAnswerError):
    """No connection could be made, so nothing was sent."""


class TimedOutError(clientcore.TimedOut, NoAnswerError):
    """No answer in time."""


class ClosedError(clientcore.Closed, NoAnswerError):
    """The connection broke, or the client was closed."""


class DecodeError(clientcore.DecodeError, MixcloudError, json.JSONDecodeError):
    """
    An answer could not be read: it is no JSON, or no object.

    Args:
        message: What is wrong.

        doc: What came.

        pos: Where in it.

        request: What was asked, or ``None``.

        errors: What does not fit.

        body: What came. In no pickle.
    """

    args: tuple[Any, ...]
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
        # Its own words end in a line and a column of what nobody has at hand.
        self.args = (f"{request}: {message}" if request else message,)
        self.message = message
        self.request = request
        self.errors = list(errors)
        self.body = body

    def public_state(self) -> dict[str, Any]:
        return self.__dict__ | {"body": None, "doc": ""}


class GatewayError(ServerError, DecodeError):
    """5xx with a page instead of JSON: something in front of the service failed."""


class _Page(DecodeError):
    """What an error has besides if a page came instead of JSON."""

    def __reduce__(self) -> tuple[Any, ...]:
        # No module has the class: it is made anew, of the one that it is a kind of.
        _, (cls,), state = super().__reduce__()
        return _new_page, (cls.__bases__[0],), state


def _new_page(cls: type[AnswerError]) -> AnswerError:
    page = _of_page(cls)
    return page.__new__(page)


#: What each error is if a page came: see `_of_page`.
_PAGES: dict[type[AnswerError], type[AnswerError]] = {ServerError: GatewayError}


def _of_page(cls: type[AnswerError]) -> type[AnswerError]:
    """Return *cls* as a kind of `DecodeError`, too."""
    if issubclass(cls, DecodeError):
        return cls
    if cls not in _PAGES:
        # Called as *cls* is: it is no other error to those who read its name.
        shown = {"__module__": cls.__module__, "__doc__": cls.__doc__}
        _PAGES[cls] = type(cls.__name__, (cls, _Page), shown)
    return _PAGES[cls]


def _is_readable(response: Response) -> bool:
    """Tell whether an answer is an object, or nothing at all."""
    return isinstance(response.body(), dict) or not response.text.strip()


class UnsafeURLError(clientcore.UnsafeURL, MixcloudError):
    """An address that is not Mixcloud's, or none at all."""


class UnboundError(clientcore.Unbound, MixcloudError):
    """A resource was asked for more, but belongs to no client."""


class MixcloudOAuthError(clientcore.AuthError, MixcloudError):
    """
    There is no token to be had.

    Args:
        data: The answer, an object with an ``error``, or just words.

        request: What was asked, or ``None``.

        code: An OAuth error code, or ``None``.

    Attributes:
        message: The service's words, or an empty string.
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

"""
The errors: all are below `SpotifyException`, and each below the transport's class.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import attrs

import clientcore
from clientcore import Headers

from ._enums import PlayerReason


class SpotifyException(clientcore.Error):
    """
    The root of all errors, except for a caller's mistakes.

    Attributes:
        request: Method and path template of the request, or ``None`` if the error
            is not about a request.
        done: What succeeded before the failure, of a method that sends several
            requests. A dict of ids and objects for reads (``None`` for an unknown
            id), a list of ids or URIs for writes. ``None`` otherwise.
        items: The items of a list that arrived before the failure, in order.
            ``None`` if it was not a list that failed.
        offset: Where the page that failed begins, or ``None`` if it is the first
            or the list has no offsets.
        rest: The list from the page that failed on, a `Pages`. It is lost when the
            error is pickled.
    """

    args: tuple[Any, ...]
    done: dict[str, Any] | list[str] | None = None
    items: list[Any] | None = None
    offset: int | None = None
    rest: Any = None

    def public_state(self) -> dict[str, Any]:
        # A list belongs to a client, which cannot be pickled.
        state = super().public_state()
        state.pop("rest", None)
        return state

    def _say(self, more: str) -> None:
        """Add *more* to the message."""
        self.args = (f"{self} ({more})", *self.args[1:])


@contextmanager
def noting(done: dict[str, Any] | list[str]) -> Iterator[None]:
    """Make a context manager whose errors have *done* as their ``done``."""
    try:
        yield
    except SpotifyException as error:
        error.done = done
        raise


# --- An answer that means failure ---------------------------------------------


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


@attrs.frozen
class ErrorResponse:
    """
    What an error still knows of its answer, under the names of other libraries.

    Attributes:
        status: The HTTP status.

        headers: The headers, cookies left out.

        body: The JSON, else the text, or ``None`` if there was nothing.
    """

    status: int
    headers: Headers = attrs.field(factory=Headers, repr=False)
    body: Any = attrs.field(default=None, repr=False)

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self.status

    @property
    def reason(self) -> str:
        """The words for the status, such as ``Not Found``."""
        return _phrase(self.status)

    reason_phrase = reason

    @property
    def text(self) -> str:
        """The body as text."""
        if isinstance(self.body, str):
            return self.body
        return "" if self.body is None else json.dumps(self.body)

    def json(self) -> Any:
        """
        Return the body, which is parsed already.

        Raises:
            ValueError: The body is not JSON.
        """
        if self.body is None or isinstance(self.body, str):
            raise ValueError("the body is not JSON")
        return self.body


class HTTPException(SpotifyException, clientcore.StatusError):
    """
    The server answered with a status that means failure.

    Args:
        response: An answer, of any library.

        message: The service's words, or ``None``.

    Attributes:
        status: The HTTP status.

        message: The service's words, or an empty string.

        code: The service's reason or OAuth error, or ``None``.

        body: The answer's JSON, else its text, or ``None`` if it was empty.

        headers: The answer's headers, cookies left out.

        retry_after: Seconds after which to ask again, or ``None`` if the
            server did not say.

        scopes: Scopes of which the operation needs at least one, if that is
            known and may be the reason.
    """

    args: tuple[Any, ...]
    status: int
    message: str
    scopes: tuple[str, ...] = ()
    _response: Any = None

    def __init__(self, response: Any, message: str | None = None) -> None:
        self._response = response
        self.status = _first(response, "status", "status_code") or type(self).status
        self.message = message or ""
        phrase = _first(response, "reason", "reason_phrase") or _phrase(self.status)
        words = f"{self.status} {phrase}" + (f": {message}" if message else "")
        SpotifyException.__init__(self, words)

    @property
    def response(self) -> Any:
        """
        What the error was made of, else an `ErrorResponse`.

        Both have ``status`` or ``status_code``, and ``headers``.
        """
        if self._response is not None:
            return self._response
        return ErrorResponse(self.status, self.headers, self.body)

    @property
    def reason(self) -> PlayerReason | str | None:
        """
        Why, as one of the service's words, or ``None``, as in most errors.

        A word that is newer than this library is a plain string.
        """
        if not isinstance(self.code, str):
            return None
        return _REASONS.get(self.code, self.code)

    def needs(self, scopes: tuple[str, ...]) -> None:
        """Say that the operation needs one of *scopes*."""
        self.scopes = scopes
        if scopes:
            self._say(f"needs the scope {' or '.join(scopes)}")

    def concerns(self, ids: list[str]) -> None:
        """Name the *ids* that the request was about, if there are any."""
        if ids:
            self._say(f"about {', '.join(map(repr, ids))}")

    def public_state(self) -> dict[str, Any]:
        # An answer of some library may hold anything, a connection included.
        state = super().public_state()
        state.pop("_response", None)
        return state


_REASONS: dict[str, PlayerReason] = {one.value: one for one in PlayerReason}


def _first(value: object, *names: str) -> Any:
    """Return the first of these attributes that there is."""
    return next((getattr(value, one) for one in names if hasattr(value, one)), None)


# Ours stand behind the transport's where both have a status of their own, so that
# the first of the transport's in the line is the very one that a class is for.


class BadRequest(HTTPException, clientcore.BadRequest):
    """400: the id or a parameter is malformed."""


class Unauthorized(clientcore.Unauthorized, BadRequest):
    """
    401: the token is wrong or expired, and a new one did not help.

    The player also responds with it if a scope is missing: see ``scopes``.
    """


class Forbidden(clientcore.Forbidden, BadRequest):
    """
    403: this app or this user may not do that.

    A scope is missing, the user is not on the app's list, or the operation was
    withdrawn from apps in development mode.
    """


class NotFound(clientcore.NotFound, BadRequest):
    """404: there is no such thing, or it is one of Spotify's own playlists."""


class OwnerPremiumRequired(Forbidden):
    """
    403: the owner of the app has no active Premium subscription.

    Apps in development mode are refused every request then, whatever the user has.
    The owner subscribes, or moves the app to an account with Premium.
    """


class InvalidId(NotFound, ValueError):
    """
    A value is not an id, URI, link or object of the wanted kind. Nothing was sent.

    It is a `BadRequest` and a `NotFound` because the service responds so to what is
    no id, and a ``ValueError`` because it is the caller's mistake.
    """

    status = 400

    def __init__(self, message: str) -> None:
        SpotifyException.__init__(self, message)
        self.message = message


class NotAllowed(BadRequest):
    """405: the method is not allowed there."""

    status = 405


class Conflict(clientcore.Conflict, HTTPException):
    """409: it clashes with what is already there."""


class PayloadTooLarge(HTTPException):
    """413: the body is too large, a cover above all."""

    status = 413


class Invalid(clientcore.Invalid, HTTPException):
    """422: a value was refused."""


class RateLimited(clientcore.RateLimited, HTTPException):
    """
    429: too many requests, and the wait is longer than we wait by ourselves.

    ``retry_after`` says how long, if the service did. It may be a day.
    """


class QuotaExceeded(RateLimited):
    """429: the quota of the developer's account is spent, so waiting won't help."""


class ServerError(clientcore.ServerError, HTTPException):
    """5xx: the service, or what stands in front of it, failed."""


class PlayerError(HTTPException):
    """The player refused a command; ``reason`` says why."""


class PlayerForbidden(Forbidden, PlayerError):
    """403: the player cannot do that now, or not for this user."""


class PremiumRequired(PlayerForbidden):
    """403: only users who pay can do that."""


class PlayerNotFound(NotFound, PlayerError):
    """404: no device is active, or the one that was named is gone."""


# --- No token -----------------------------------------------------------------


class AuthenticationError(SpotifyException, clientcore.AuthError):
    """
    There is no token.

    Attributes:
        code: The OAuth error, such as ``invalid_client``, or ``None``.

        description: The service's words for it, or an empty string.
    """

    @property
    def error(self) -> str | None:
        """The OAuth error, such as ``invalid_client``, or ``None``."""
        return self.code


class RefreshTokenExpired(AuthenticationError):
    """
    The refresh token is no longer good, so the user has to be asked again.

    It expires six months after the user agreed, and when the user takes the
    agreement back or changes the password.
    """


class AuthorizationDenied(AuthenticationError):
    """The user did not agree."""


# --- No answer, or none that can be used --------------------------------------


class TransportError(SpotifyException, clientcore.TransportError):
    """
    The request was not answered.

    Attributes:
        sent: Whether the server may have seen it.
    """


class ConnectionFailed(clientcore.ConnectionFailed, TransportError):
    """No connection could be made, so nothing was sent."""


class TimedOut(clientcore.TimedOut, TransportError):
    """No answer in time."""


class Closed(clientcore.Closed, TransportError):
    """The connection broke, or the client was closed."""


class DecodeError(SpotifyException, clientcore.DecodeError):
    """An answer could not be read."""


class UnsafeURL(SpotifyException, clientcore.UnsafeURL):
    """A URL of another origin, or a value that cannot be part of a path."""


class Unbound(SpotifyException, clientcore.Unbound):
    """A model's method was called, but the model belongs to no client."""


#: A context manager that raises our own class for each error of the transport.
own_errors = clientcore.ErrorTable(SpotifyException).own_errors

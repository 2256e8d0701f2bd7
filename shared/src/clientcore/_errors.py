"""
The error tree, and the choice of a class for a response.
"""

from __future__ import annotations

import copyreg
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, cast

import attrs

from ._events import RequestInfo
from ._headers import Headers
from ._secrets import hidden, is_deep, redact

if TYPE_CHECKING:
    from ._response import Response

E = TypeVar("E", bound="Error")


class Error(Exception):
    """
    The root of all errors that a client raises, except for a caller's mistakes.

    Its constructor takes a message, and the attributes of the class by name.

    Attributes:
        request: Method, path and URL of the request, or ``None`` if the error
            is not about a request.
    """

    args: tuple[Any, ...]
    request: RequestInfo | None = None

    def __init__(
        self, message: str = "", *, request: RequestInfo | None = None, **facts: Any
    ) -> None:
        super().__init__(message)
        for name, value in facts.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no attribute {name!r}")
            setattr(self, name, value)
        self.request = request

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls the class with ``args`` again, which no subclass
        # with a constructor of its own survives.
        state = {**self.public_state(), "args": self.args}
        return copyreg.__newobj__, (type(self),), state  # type: ignore[attr-defined]

    def public_state(self) -> dict[str, Any]:
        """Return the attributes that are pickled. May be overridden."""
        return self.__dict__.copy()

    def redact(self, secrets: Iterable[str]) -> None:
        """Replace *secrets* in the message, the notes and all attributes."""
        if secrets := hidden(secrets):
            self.args = redact(self.args, secrets)
            for name, value in self.__dict__.items():
                self.__dict__[name] = redact(value, secrets)


class TransportError(Error):
    """
    There was no response.

    Attributes:
        sent: Whether the server may have received the request.
    """

    sent: bool = True


class ConnectionFailed(TransportError, ConnectionError):
    """No connection could be made, so nothing was sent."""

    sent = False


class CertificateError(ConnectionFailed):
    """The server's TLS certificate could not be verified. Not retried."""


class TimedOut(TransportError, TimeoutError):
    """
    There was no response in time.

    Attributes:
        phase: What took too long: ``connect``, ``read``, ``write``, ``pool``
            (waiting for a connection), or ``deadline`` (the whole call).
    """

    phase: str = "read"


class Closed(TransportError):
    """The connection or the client is closed: see the two subclasses."""


class ConnectionLost(Closed, ConnectionError):
    """The connection, socket or stream was lost."""


class ClientClosed(Closed):
    """The client was closed by its owner, so nothing was sent."""

    sent = False


class StatusError(Error):
    """
    The status of the response means failure.

    Attributes:
        status: The HTTP status.
        code: The service's own code for what went wrong, or ``None``.
        message: The service's message, or an empty string.
        body: The JSON of the response, else its text, or ``None`` if it was empty.
        headers: The headers of the response, without cookies.
        retry_after: Seconds to wait before the next request, or ``None`` if the
            server did not say.
    """

    args: tuple[Any, ...]
    request: RequestInfo | None
    status: int = 0
    code: Any = None
    message: str = ""
    body: Any = None
    headers: Headers = Headers()
    retry_after: float | None = None

    @classmethod
    def from_response(
        cls, response: Response, *, message: str = "", code: Any = None
    ) -> Self:
        """Make the error for *response*."""
        error = cls.__new__(cls)
        error.fill(response, message, code)
        return error

    def fill(self, response: Response, message: str, code: Any) -> None:
        """Set the attributes from *response*. May be overridden."""
        self.status = response.status
        self.code = code
        self.message = message
        self.body = response.body()
        self.headers = response.headers.public()
        self.request = response.request
        self.retry_after = response.retry_after
        self.args = (_describe(self.request, self.status, message),)


def _describe(request: RequestInfo | None, status: int, message: str) -> str:
    """Return the message: the request, the status and the service's message."""
    try:
        phrase = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        phrase = str(status)
    asked = f"{request}: " if request else ""
    return f"{asked}{phrase}" + (f": {message}" if message else "")


class BadRequest(StatusError):
    """400: the server did not understand the request."""

    status = 400


class Unauthorized(StatusError):
    """401: the credentials are missing, wrong or expired."""

    status = 401


class Forbidden(StatusError):
    """403: the credentials do not allow this."""

    status = 403


class NotFound(StatusError):
    """404: the resource does not exist."""

    status = 404


class Conflict(StatusError):
    """409: the request conflicts with the current state."""

    status = 409


class Invalid(StatusError):
    """422: a value was refused."""

    status = 422


class RateLimited(StatusError):
    """
    429: too many requests, and the wait is longer than `Policy` allows.

    ``retry_after`` is the wait in seconds, if the server named one.
    """

    status = 429

    @classmethod
    def unsent(cls, request: RequestInfo, retry_after: float) -> Self:
        """Make the error for a request that was not sent because of an earlier 429."""
        error = cls.__new__(cls)
        error.request = request
        error.retry_after = retry_after
        error.message = f"held back, {retry_after:.0f} s left of an earlier limit"
        error.args = (_describe(request, 429, error.message),)
        return error


class ServerError(StatusError):
    """5xx: the server, or a proxy in front of it, failed."""

    status = 500


class DecodeError(Error):
    """
    A response could not be decoded.

    Attributes:
        errors: The parts that could not be decoded, each with its path.
        body: The body of the response, or ``None`` if it is nested too deep. It is
            in no message and no pickle.
    """

    body: Any = None
    errors: Sequence[str] = ()

    def redact(self, secrets: Iterable[str]) -> None:
        # Redacting is recursive.
        if is_deep(self.body):
            self.body = None
        super().redact(secrets)

    def public_state(self) -> dict[str, Any]:
        return {name: self.__dict__[name] for name in self.__dict__ if name != "body"}


class AuthError(Error):
    """
    A token cannot be obtained or renewed.

    Attributes:
        code: The OAuth error code, such as ``invalid_grant``, or ``None``.
        description: The server's description of the error, or an empty string.
    """

    code: str | None = None
    description: str = ""


class UnsafeURL(Error, ValueError):
    """A URL of another origin, or a value that cannot be part of a path."""


class SettingsError(Error):
    """
    The machine's settings do not allow a connection.

    A proxy variable is no URL, a file of CA certificates is missing, or an
    optional package has to be installed. The message names the variable.
    """


class Unbound(Error):
    """A model's method was called, but the model belongs to no client."""


# --- From a response to a class -----------------------------------------------

_BY_STATUS = {cls.status: cls for cls in StatusError.__subclasses__()}


class Explanation(NamedTuple):
    """
    What an error body says.

    Attributes:
        message: The service's message. What is no text counts as none.
        code: The service's code, or ``None``.
        error: The class to raise, or ``None`` for the one of the status.
    """

    message: Any = ""
    code: Any = None
    error: type[StatusError] | None = None


@attrs.frozen
class ErrorTable:
    """
    A client's own errors, and how it reads an error body.

    Args:
        root: The root of the client's classes. Of the classes below it, each
            replaces the transport's class that it is derived from; the most
            general one wins. Private classes replace none. The others are made:
            a subclass of the transport's class and of the client's class for its
            base, in the module of *root*.
        explain: Reads an error body. If it raises, only the status counts.
    """

    root: type[Error] = Error
    explain: Callable[[Response], Explanation] = lambda _: Explanation()
    _own: Mapping[type[Error], type[Error]] = attrs.field(
        init=False,
        repr=False,
        default=attrs.Factory(lambda self: _own_classes(self.root), takes_self=True),
    )

    @property
    def classes(self) -> tuple[type[Error], ...]:
        """The client's classes, one for each class of the transport."""
        return tuple(self._own.values())

    def own(self, cls: type[E]) -> type[E]:
        """Return the client's class for the transport's *cls*."""
        return cast("type[E]", self._own.get(cls, cls))

    def own_errors(
        self, request: RequestInfo | None = None, secrets: Iterable[str] = ()
    ) -> AbstractContextManager[Any]:
        """
        Return a context manager that raises the client's own class for each error.

        Args:
            request: The request, for errors that have none.
            secrets: Values to redact from the errors.
        """
        return _OwnErrors(self, request, secrets)

    def for_response(self, response: Response, secrets: Iterable[str] = ()) -> Error:
        """
        Make the error for *response*.

        Args:
            response: A response whose status means failure.
            secrets: Values to redact, should the server repeat them.
        """
        try:
            found = self.explain(response)
        except Exception:  # noqa: BLE001, an error body can be anything at all
            found = Explanation()
        cls = found.error or self.own(for_status(response.status))
        secrets = hidden(secrets)
        message = found.message if isinstance(found.message, str) else ""
        error = cls.from_response(
            response, message=shorten(message, secrets), code=found.code
        )
        error.redact(secrets)
        return error


@attrs.define
class _OwnErrors(AbstractContextManager[None]):
    """A class and not a generator, because every call enters it more than once."""

    _table: ErrorTable
    _request: RequestInfo | None
    _secrets: Iterable[str] = attrs.field(repr=False)

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if not isinstance(error, Error):
            return
        error.redact(self._secrets)
        if error.request is None and self._request is not None:
            error.request = self._request
            error.args = (f"{self._request}: {error}",)
        cls = self._table.own(type(error))
        if not isinstance(error, cls):
            own = cls.__new__(cls)
            own.args = error.args
            own.__dict__.update(error.__dict__)
            raise own from error.__cause__


def _own_classes(root: type[Error]) -> dict[type[Error], type[Error]]:
    """Return the class below *root* for each class of the transport."""
    if root is Error:
        return {}
    own: dict[type[Error], type[Error]] = {}
    for cls in _below(root):
        base = next(one for one in cls.__mro__ if one.__module__ == __name__)
        held = own.get(base)
        if not cls.__name__.startswith("_") and (not held or issubclass(held, cls)):
            own[base] = cls
    for cls in _below(Error):
        if cls not in own and cls.__module__ == __name__:
            own[cls] = _made(cls, own[cls.__bases__[0]], root.__module__)
    return own


def _below(cls: type[Error]) -> Iterator[type[Error]]:
    """Yield *cls* and its subclasses, bases first."""
    yield cls
    for subclass in cls.__subclasses__():
        yield from _below(subclass)


def _made(cls: type[Error], parent: type[Error], module: str) -> type[Error]:
    """Return the class for *cls* below *parent*, which pickles find in *module*."""
    names = vars(sys.modules[module])
    made = names.get(cls.__name__)
    if not isinstance(made, type) or made.__bases__ != (cls, parent):
        made = type(cls.__name__, (cls, parent), {"__doc__": cls.__doc__})
        made.__module__ = module
        names.setdefault(cls.__name__, made)
    return cast("type[Error]", made)


def for_status(status: int) -> type[StatusError]:
    """Return the transport's class for *status*."""
    if status >= 500:
        return ServerError
    return _BY_STATUS.get(status, StatusError)


def shorten(message: str, secrets: Iterable[str] = (), *, limit: int = 500) -> str:
    """Redact *secrets* in a message of the server, and cut it to *limit*."""
    message = redact(message, secrets)
    return message if len(message) <= limit else f"{message[: limit - 1]}…"

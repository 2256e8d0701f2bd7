# Generated from _async/base.py by `nox -s twins`: do not edit.
"""
What all clients share: their constructor, and how they send.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, overload

from clientcore import (
    DELETE,
    GET,
    HEAD,
    PATCH,
    POST,
    PUT,
    Attempts,
    Request,
    Response,
)
from clientcore.sync import Client

from .._api import API, CONFIRMED, LOCAL_URL, PolympicsPolicy
from .._credentials import (
    NOBODY,
    Credentials,
    authorization,
    check_kind,
    expiry_hint,
)
from .._errors import (
    DecodeError,
    ForbiddenError,
    MissingError,
    UnauthorizedError,
    UnknownIdError,
    own_errors,
)
from .auth import CredentialsAuth

if TYPE_CHECKING:
    from typing import Unpack

    from clientcore.sync import ClientOptions

T = TypeVar("T")

_METHODS = {
    "GET": GET,
    "HEAD": HEAD,
    "POST": POST,
    "PUT": PUT,
    "PATCH": PATCH,
    "DELETE": DELETE,
}


class BaseClient(Client):
    """
    Base of all clients: see `UnauthenticatedClient`.

    Args:
        credentials: Sent with each request, or ``None``.
        base_url: URL of the server.
        **options: See `clientcore.sync.ClientOptions`.
    """

    api = API

    #: The first letter of the user names that can work, or ``None`` for any.
    _kind: ClassVar[str | None] = None

    def __init__(
        self,
        credentials: Credentials | None = None,
        base_url: str = LOCAL_URL,
        **options: Unpack[ClientOptions],
    ) -> None:
        check_kind(credentials, self._kind, type(self).__name__)
        options.setdefault("policy", PolympicsPolicy())
        self._auth = CredentialsAuth(credentials)
        with own_errors():
            super().__init__(base_url, auth=self._auth, **options)

    @property
    def auth(self) -> Credentials | None:
        """The credentials in use, or ``None``."""
        return self._auth.credentials

    @property
    def client(self) -> Any:
        """The connection pool, or ``None`` before the first request."""
        pool = self._connection.pool
        return pool if pool.is_open else None

    def close(self) -> None:
        """Close the client and its connections. Can be repeated."""
        super().close()

    @overload
    def request(self, request: Request, /) -> Response: ...

    @overload
    def request(self, method: str, path: str, **kwargs: Any) -> dict[str, Any]: ...

    @overload
    def request(
        self, method: str, path: str, response_type: None, **kwargs: Any
    ) -> None: ...

    @overload
    def request(
        self, method: str, path: str, response_type: type[T], **kwargs: Any
    ) -> T: ...

    def request(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        method: Request | str,
        path: str = "",
        response_type: Any = dict,
        **kwargs: Any,
    ) -> Any:
        """
        Send a request to any path, with the credentials, retries and errors of the
        client.

        Args:
            method: The HTTP method. Or a `clientcore.Request`, made by
                ``clientcore.GET`` or ``POST``, for which a `clientcore.Response` is
                returned.
            path: Path on the server, with ``{names}`` for values.
            response_type: What to decode the response to: a model, a type made of
                models, ``dict``, or ``None`` to ignore the body.
            **kwargs: The values of those names, ``params`` for the query, ``json`` for
                the body: see `clientcore.GET`.

        Raises:
            PolympicsError: The request failed, or its response cannot be decoded.
            ValueError: *method* is not supported.
        """
        if isinstance(method, Request):
            return self._answered(method)
        make = _METHODS.get(method.upper())
        if make is None:
            raise ValueError(f"{method!r} is not one of {', '.join(_METHODS)}")
        query = kwargs.pop("params", None)
        return self.call(make(path, query=query, **kwargs), response_type)

    def _answered(self, request: Request) -> Response:
        try:
            return super().request(request)
        except (UnauthorizedError, ForbiddenError) as error:
            hint = expiry_hint(self.auth, datetime.now(UTC))
            if hint and (request.auth or request.headers):
                error.add_hint(hint)
            raise

    def _confirm(self, request: Request) -> None:
        """
        Send a request whose response has no body.

        Raises:
            DecodeError: The status is not one by which the server confirms that it is
                done: a login page of a network, for example, has the status 200.
        """
        response = self.request(request)
        if response.status in CONFIRMED:
            return
        with self.api.errors.own_errors(response.request, response.secrets):
            raise DecodeError(
                f"{response.status} is no response of this server, which may not have"
                " received the request",
                body=response.content,
            )

    def _delete(self, request: Request) -> None:
        """
        Send a request that deletes something.

        If a response was lost, and the server then says that there is no such object,
        the first attempt has deleted it.
        """
        attempts = Attempts(self.settings.on_retry)
        try:
            self.with_options(on_retry=attempts)._confirm(request)
        except (UnknownIdError, MissingError):
            if not attempts.perhaps_done:
                raise

    def _found(self, request: Request, into: type[T]) -> T | None:
        """Get an object, or ``None`` if no object has this id."""
        try:
            return self.call(request, into)
        except UnknownIdError:
            return None

    def _anonymous(self) -> dict[str, str]:
        """Return a header with invalid credentials, if the client has none."""
        return {} if self.auth else {"Authorization": authorization(NOBODY)}

"""
The base class of all clients.
"""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sized
from contextlib import asynccontextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, TypeVar, overload

import attrs

from .._api import Api
from .._paging import Paging
from .._request import Request
from .._response import Response
from .._retry import Limits
from .._settings import Settings, settings
from .._url import clean_base, origin
from .auth import Auth
from .pages import Pages
from .pool import Connection, Pool
from .runtime import REQUIRED, check_hook, in_thread, is_aiohttp, map_concurrently
from .sender import Sender
from .stream import Stream

if TYPE_CHECKING:
    from typing import Unpack

    from .._http import AsyncHTTPClient
    from .options import ClientOptions, Options

S = TypeVar("S")
T = TypeVar("T")

#: Larger bodies are decoded in a worker thread, so that the event loop goes on.
_LARGE = 256 * 1024


class Client:
    """
    The base class of all clients.

    A subclass sets `api` and adds a method for each endpoint, which uses `call` or
    `paginate`. Making a client sends nothing and needs no event loop.

    Args:
        base_url: URL of the service.
        auth: The credentials, or ``None``.
        trusted: URLs of other hosts of the same service, which receive the
            credentials too.
        **options: See `Settings`.

    Attributes:
        api: The description of the service.
        settings: The options in use.

    Raises:
        TypeError: An option is unknown or of the wrong type.
        ValueError: A value is out of range.
        UnsafeURL: *base_url* is not an absolute http or https URL.
    """

    api: ClassVar[Api]

    def __init__(
        self,
        base_url: str,
        *,
        auth: Auth | None = None,
        trusted: Iterable[str] = (),
        **options: Unpack[ClientOptions],
    ) -> None:
        own = settings(options, type(self).__name__)
        for name in REQUIRED:
            if getattr(own, name) is not None:
                _check_methods(name, getattr(own, name))
        self._connection = Connection(
            base=clean_base(base_url),
            origins=frozenset(map(origin, (base_url.strip(), *trusted))),
            pool=Pool(own),
            auth=auth,
            throttle=own.throttle,
            shared=own.limits,
        )
        self._owns = True
        self._closed = False
        self._use(own)

    def _use(self, settings: Settings) -> None:
        for name in ("on_request", "on_response", "on_retry"):
            check_hook(name, getattr(settings, name))
        self.settings = settings
        self._sender = Sender(self.api, self._connection, settings)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._connection.base}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} cannot be pickled: it holds connections and"
            " credentials; make one in each process"
        )

    @property
    def base_url(self) -> str:
        """URL of the service, without a slash at the end."""
        return self._connection.base.rstrip("/")

    @property
    def limits(self) -> Limits:
        """The rate limits in force, which this client shares with its copies."""
        return self._connection.limits

    @property
    def http_client(self) -> AsyncHTTPClient:
        """
        The HTTP client that requests are sent by, made if needed.

        After an assignment this client and its copies use that one. It is not
        closed; the one before is closed with this client, unless it was given.

        Raises:
            ClientClosed: The client is closed.
        """
        self.check_open()
        return self._connection.pool.open_now().http.client

    @http_client.setter
    def http_client(self, http_client: AsyncHTTPClient) -> None:
        self.check_open()
        _check_methods("http_client", http_client)
        self._connection.pool.use(http_client)

    def with_options(self, **options: Unpack[Options]) -> Self:
        """
        Return a copy with other options.

        It shares connections, limits and credentials with this client, which alone
        closes them.

        Args:
            **options: Those of `Settings` that copies may change. A number for
                *timeout* leaves the connect timeout unchanged.

        Raises:
            TypeError: An option is unknown, of the wrong type, or shared by copies.
            ValueError: A value is out of range.
        """
        changed = settings(options, type(self).__name__, self.settings)
        return self._copy(changed, self._connection)

    def with_auth(self, auth: Auth | None) -> Self:
        """
        Return a copy that sends with other credentials, such as another user's.

        It shares connections and limits with this client, which alone closes them.

        Args:
            auth: The credentials, or ``None``.
        """
        return self._copy(self.settings, attrs.evolve(self._connection, auth=auth))

    def _copy(self, settings: Settings, connection: Connection) -> Self:
        clone = object.__new__(type(self))
        clone.__dict__.update(self.__dict__)
        clone._owns = False
        clone._connection = connection
        clone._use(settings)
        return clone

    # --- Sending --------------------------------------------------------------

    async def request(self, request: Request, /) -> Response:
        """
        Send a request, with credentials, retries, limits and deadline.

        Args:
            request: Made by `GET`, `POST`, `PUT`, `PATCH`, `DELETE` or `HEAD`.

        Raises:
            StatusError: The response's status means failure.
            TransportError: The connection failed, broke off or timed out.
            AuthError: A token could not be renewed.
            UnsafeURL: The URL has another origin than the client's, or cannot be
                built.
        """
        self.check_open()
        return await self._sender.send(request)

    async def exchange(self, request: Request, /) -> Response:
        """
        Send a request for a token, without credentials, for the methods of `OAuth2`.

        Whatever the option *retries* is, it is repeated up to twice.

        Args:
            request: See `App.token_request`.
        """
        self.check_open()
        return await self._sender.exchange(request)

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncIterator[Stream]:
        """
        Send a request, and read the response's body as it arrives.

        Args:
            request: See `request`, also for what is raised.
        """
        self.check_open()
        async with self._sender.stream(request) as stream:
            yield stream

    @overload
    async def call(self, request: Request, into: type[T]) -> T: ...

    @overload
    async def call(self, request: Request, into: None = None) -> None: ...

    async def call(self, request: Request, into: Any = None) -> Any:
        """
        Send a request, and decode its response.

        Args:
            request: See `request`, also for what is raised.
            into: A model or a type made of models. ``None`` to ignore the body.

        Raises:
            DecodeError: The response is not JSON, or does not fit *into*.
        """
        response = await self.request(request)
        if into is None:
            return None
        return await self.in_worker(self._read, response, into)

    def _read(self, response: Response, into: Any) -> Any:
        return self.decode(self.parse_json(response), into, response)

    def paginate(
        self, request: Request, into: type[T], paging: Paging, *, prefetch: int = 0
    ) -> Pages[T]:
        """
        Return a list that comes in pages. Nothing is sent until it is used.

        Args:
            request: Request for the first page.
            into: Type of an item.
            paging: How the service cuts its lists.
            prefetch: Pages to request at the same time, where their number is known
                after the first. 0 to request one after another.
        """
        return Pages(self, request, into, paging, prefetch=prefetch)

    async def map(
        self, function: Callable[[S], Awaitable[T]], items: Iterable[S]
    ) -> list[T]:
        """
        Call *function* for all *items* concurrently, and return the results in order.

        At most ``in_flight`` calls run at the same time. The first error cancels the
        others and is raised.

        Args:
            function: Sends requests by this client.
            items: The arguments of the calls.
        """
        limit = self.settings.in_flight
        if isinstance(items, Sized):
            limit = min(limit, len(items))
        return await map_concurrently(function, items, limit)

    # --- Reading --------------------------------------------------------------

    def parse_json(self, response: Response) -> Any:
        """
        Parse the body of a response.

        Raises:
            DecodeError: The body of *response* is not JSON.
        """
        with self.api.errors.own_errors(response.request, response.secrets):
            return response.json()

    def decode(self, data: Any, into: type[T], response: Response) -> T:
        """
        Decode parsed JSON to models, bound to this client.

        Args:
            data: JSON of *response*, or a part of it.
            into: A model or a type made of models.
            response: Named in errors.

        Raises:
            DecodeError: *data* does not fit *into*.
            TimedOut: It takes longer than the deadline.
        """
        with self.api.errors.own_errors(response.request, response.secrets):
            return self.api.codec.structure(
                data,
                into,
                client=self,
                strict=self.settings.strict,
                keep_raw=self.settings.keep_raw,
                request=response.request,
                deadline=self.settings.deadline,
            )

    async def in_worker(
        self, function: Callable[[Response, Any], T], response: Response, into: Any
    ) -> T:
        """
        Call *function* with *response* and *into*, in a worker thread if needed.

        That is the case for large responses, and for the first of a type: cattrs is
        imported and compiles the models then.

        Args:
            function: Parses and decodes the response.
            response: Passed on. A body of more than 256 KiB counts as large.
            into: The type that is decoded, passed on.
        """
        if len(response.content) <= _LARGE and self.api.codec.knows(into):
            return function(response, into)
        return await in_thread(function, response, into)

    # --- Closing --------------------------------------------------------------

    def check_open(self) -> None:
        """
        Check that neither this client nor the one it is a copy of is closed.

        Raises:
            ClientClosed: One of them is.
        """
        if self._closed:
            self._sender.refuse()
        self._sender.check_open()

    async def aclose(self) -> None:
        """Close the client and its connections, if it is no copy. Can be repeated."""
        self._closed = True
        if self._owns:
            self._connection.pool.closed = True
            await self._connection.pool.aclose()

    async def __aenter__(self) -> Self:
        self.check_open()
        await self._connection.pool.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        # Nothing is closed here: that needs the event loop, and a destructor
        # runs in whatever thread happens to collect.
        connection = getattr(self, "_connection", None)
        if connection is None or not self._owns or connection.pool.closed:
            return
        if connection.pool.is_open:
            warnings.warn(f"unclosed {self!r}", ResourceWarning, 2, source=self)


def _check_methods(name: str, value: object) -> None:
    """
    Check an option whose type is known by its methods: httpx is not imported yet.

    Raises:
        TypeError: One of the methods is missing, or it is a class.
    """
    methods, expected = REQUIRED[name]
    if isinstance(value, type):
        raise TypeError(f"{name} must be {expected}, not the class {value.__name__}")
    if not is_aiohttp(value) and not all(hasattr(value, one) for one in methods):
        raise TypeError(f"{name} must be {expected}, not {type(value).__name__}")

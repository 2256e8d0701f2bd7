"""
The base of all clients.
"""

from __future__ import annotations

import copy
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, overload

from .._api import Api
from .._cache import Cache, CacheStore
from .._observer import Observer
from .._paging import Paging
from .._request import Request
from .._response import Response
from .._settings import Settings, split_options
from .._url import clean_base, origin
from .auth import Auth
from .call import Connection
from .pages import Pages
from .pool import Pool
from .runtime import map_concurrently
from .sender import Sender
from .stream import Stream

if TYPE_CHECKING:
    from typing import Unpack

    from .._http import AsyncHTTPClient
    from .options import ClientOptions, Options

S = TypeVar("S")
T = TypeVar("T")


class Client:
    """
    The base of all clients.

    A subclass sets `api` and adds a method for each endpoint, in which it calls
    `call` or `paginate`. Making a client does no I/O and needs no event loop.

    Args:
        base_url: Where the service is.

        auth: The credentials, or ``None``.

        trusted: Addresses of other hosts of the same service, which get the
            credentials too.

        **options: See `ClientOptions`.

    Attributes:
        api: What is special about the service.

        settings: What `with_options` can change.
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
        mine, wire = split_options(dict(options))
        cache: CacheStore | None = wire.pop("cache", None)
        self._connection = Connection(
            base=clean_base(base_url),
            origins=frozenset(map(origin, (base_url.strip(), *trusted))),
            throttle=wire.pop("throttle", None),
            pool=Pool.of(self.api.user_agent, wire),
            auth=auth,
            cache=None if cache is None else Cache(cache),
        )
        self._owns = True
        self._closed = False
        self._use(Settings(**mine))

    def _use(self, settings: Settings) -> None:
        self.settings = settings
        self._observer = Observer(self.api, settings)
        self._sender = Sender(self.api, self._connection, settings, self._observer)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._connection.base}>"

    @property
    def base_url(self) -> str:
        """Where the service is, without a slash at the end."""
        return self._connection.base.rstrip("/")

    @property
    def http_client(self) -> AsyncHTTPClient:
        """
        The client of the HTTP library that requests go by, made if need be.

        Assigning another has this client and its copies use that one, as it is
        and without closing it. What was there before is closed at the end, if
        it was ours.

        Raises:
            Closed: The client is closed.
        """
        self._check_open()
        return self._connection.pool.http_client

    @http_client.setter
    def http_client(self, http_client: AsyncHTTPClient) -> None:
        self._check_open()
        self._connection.pool.use(http_client)

    def with_options(self, **options: Unpack[Options]) -> Self:
        """
        Return a copy with other settings.

        It shares connections, limits and credentials with this client, which
        alone closes them.
        """
        clone = copy.copy(self)
        clone._owns = False
        clone._use(self.settings.changed(**options))
        return clone

    # --- Sending --------------------------------------------------------------

    async def request(self, request: Request, /) -> Response:
        """
        Send a request of your own, with everything that the client's get.

        Args:
            request: Made by `GET`, `POST` and their like.

        Raises:
            StatusError: The answer's status means failure.

            TransportError: There was no answer.

            AuthError: There are no credentials to be had.

            UnsafeURL: It would have gone elsewhere.
        """
        self._check_open()
        return await self._sender.send(request)

    @asynccontextmanager
    async def stream(self, request: Request) -> AsyncIterator[Stream]:
        """
        Send a request, and read the answer's body as it comes.

        Args:
            request: As for `request`, which see for errors too.
        """
        self._check_open()
        async with self._sender.stream(request) as stream:
            yield stream

    @overload
    async def call(self, request: Request, into: type[T]) -> T: ...

    @overload
    async def call(self, request: Request, into: None = None) -> None: ...

    async def call(self, request: Request, into: Any = None) -> Any:
        """
        Send a request, and return its answer as *into*.

        Args:
            request: What to ask.

            into: A model, a type made of models, or ``None`` to leave the
                answer unread.
        """
        response = await self.request(request)
        if into is None:
            return None
        return self.decode(self.parse_json(response), into, response)

    def paginate(
        self, request: Request, into: type[T], paging: Paging, *, prefetch: int = 0
    ) -> Pages[T]:
        """Return the list that *request* asks for the first page of."""
        return Pages(self, request, into, paging, prefetch=prefetch)

    async def map(
        self, function: Callable[[S], Awaitable[T]], items: Iterable[S]
    ) -> list[T]:
        """
        Call *function* for all *items* at once, and return results in order.

        The client's turns bound how many are on their way.
        """
        return await map_concurrently(function, list(items))

    # --- Reading --------------------------------------------------------------

    def parse_json(self, response: Response) -> Any:
        """Parse an answer, or raise the service's own error."""
        with self.api.errors.own_errors(response.request):
            return response.json()

    def decode(self, data: Any, into: type[T], response: Response) -> T:
        """Make *into* of *data*, bound to this client."""
        with self.api.errors.own_errors(response.request):
            return self.api.codec.structure(
                data,
                into,
                client=self,
                strict=self.settings.strict,
                keep_raw=self.settings.keep_raw,
                request=response.request,
            )

    # --- Closing --------------------------------------------------------------

    def _check_open(self) -> None:
        """Raise if this client, or the one that it is a copy of, is closed."""
        if self._closed:
            self._sender.refuse()

    async def aclose(self) -> None:
        """Close the client and its connections. More than once does no harm."""
        self._closed = True
        if self._owns:
            self._connection.closed = True
            await self._connection.pool.aclose()

    async def __aenter__(self) -> Self:
        self._check_open()
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
        if connection is None or not self._owns or connection.closed:
            return
        if connection.pool.is_open:
            warnings.warn(f"unclosed {self!r}", ResourceWarning, 2, source=self)

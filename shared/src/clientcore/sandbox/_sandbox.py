"""
The base of every emulator.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import anyio
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from . import _serve
from ._connection import ConnectionDropped
from ._control import PREFIX, Control
from ._exchange import Sleep
from ._faults import beset
from ._recording import RecordedRequest, method_of, recorded, recording
from ._rules import Faults

if TYPE_CHECKING:
    from clientcore._http import AsyncTransport, SyncTransport

W = TypeVar("W")


class Sandbox(ABC, Generic[W]):
    """
    A service, embedded: an ASGI application with a world behind it.

    For development and tests only. A client subclasses this with its
    service's :meth:`routes` and :meth:`make_world`; handlers find the sandbox
    as ``request.app.state.sandbox``.

    Args:
        sleep: How to wait, for faults that take time.

    Attributes:
        world: The state of the service: plain objects, to arrange and to
            assert on.

        requests: What the sandbox was asked, oldest first.

        faults: What goes wrong, and when.

        base_url: Where the sandbox is served, or ``None`` if it is not.
    """

    #: How many bytes of each request's body are kept in :attr:`requests`.
    body_limit = 1 << 20

    def __init__(self, *, sleep: Sleep = anyio.sleep) -> None:
        self.sleep = sleep
        self.faults: Faults = Faults()
        self.requests: list[RecordedRequest] = []
        self.base_url: str | None = None
        self.world: W = self.make_world()
        self._control = Control(self).router()
        self._service = Starlette(
            routes=self.routes(), exception_handlers=self.exception_handlers()
        )
        self._service.state.sandbox = self

    @abstractmethod
    def make_world(self) -> W:
        """
        Make the world the sandbox starts with, and starts over with.
        """

    @abstractmethod
    def routes(self) -> Sequence[BaseRoute]:
        """
        The endpoints of the service, WebSockets among them.
        """

    def exception_handlers(self) -> Mapping[Any, Callable[..., Any]]:
        """
        How the service answers what its endpoints raise.
        """
        return {}

    @abstractmethod
    def environment(self, base_url: str) -> Mapping[str, str]:
        """
        The names and values a client's examples read from the environment.
        """

    def failure(self, status: int, headers: Mapping[str, str]) -> Response:
        """
        The answer the service gives with a bad status.
        """
        detail = {"detail": HTTPStatus(status).phrase}
        return JSONResponse(detail, status, dict(headers))

    def expire_token(self, scope: Scope) -> Scope | Response:
        """
        Treat the token of a request as one that has run out.

        Returns:
            An answer; or the scope to go on with, where the service has to
            see for itself that the token is none.
        """
        return self.failure(401, {})

    def reset(self) -> None:
        """
        Start over: a new world, no faults, no records.
        """
        self.world = self.make_world()
        self.faults.clear()
        self.requests.clear()

    @contextmanager
    def serve(self, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
        """
        Serve over HTTP for as long as the context lasts.

        Args:
            host: The address to bind to, loopback unless you say otherwise.

            port: The port; 0 for a free one.

        Yields:
            The base URL, without a trailing slash.
        """
        with _serve.serve(self, host=host, port=port) as base_url:
            self.base_url = base_url
            try:
                yield base_url
            finally:
                self.base_url = None

    def transport(self) -> AsyncTransport:
        """
        A transport for an async client that reaches the sandbox in process.
        """
        from ._transports import asgi_transport

        return asgi_transport(self, ConnectionDropped)

    def sync_transport(self) -> SyncTransport:
        """
        A transport for a sync client that reaches the sandbox in process.
        """
        from ._transports import sync_asgi_transport

        return sync_asgi_transport(self, ConnectionDropped)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._service(scope, receive, send)
        elif scope["path"].startswith(PREFIX):
            await self._control(scope, receive, send)
        else:
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        record = recorded(scope)
        self.requests.append(record)
        listen, speak = recording(record, receive, send, limit=self.body_limit)

        faults = self.faults.hitting(method_of(scope), scope["path"])
        await beset(self._service, faults, self)(scope, listen, speak)

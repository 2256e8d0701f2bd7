"""
The base class of sandboxes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import anyio
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
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
    An in-memory emulation of a service: an ASGI application and its state.

    For development and tests only. A subclass adds the :meth:`routes` and the
    :meth:`make_world` of a service; handlers find the sandbox as
    ``request.app.state.sandbox``.

    Args:
        sleep: Waits for seconds, in faults that take time.

    Attributes:
        world: State of the service, in plain objects that tests may read and change.

        requests: The requests that were received, oldest first.

        faults: Rules for faults.

        base_url: URL of the sandbox, or ``None`` while it is not served.
    """

    #: The most bytes of a request's body in :attr:`requests`.
    body_limit = 1 << 20

    def __init__(self, *, sleep: Sleep = anyio.sleep) -> None:
        self.sleep = sleep
        self.faults: Faults = Faults()
        self.requests: list[RecordedRequest] = []
        self.base_url: str | None = None
        self.world: W = self.make_world()
        self._control = Starlette(
            routes=[*Control(self).routes(), *self.control_routes()]
        )
        self._control.state.sandbox = self
        self._service = Starlette(
            routes=self.routes(), exception_handlers=self.exception_handlers()
        )
        self._service.state.sandbox = self

    @abstractmethod
    def make_world(self) -> W:
        """
        Return a new world, for the start and for :meth:`reset`.
        """

    @abstractmethod
    def routes(self) -> Sequence[BaseRoute]:
        """
        Return the endpoints of the service, WebSockets included.
        """

    def control_routes(self) -> Sequence[BaseRoute]:
        """
        Return routes below ``/_sandbox/`` that only this service has.
        """
        return []

    def exception_handlers(self) -> Mapping[Any, Callable[..., Any]]:
        """
        Return handlers for exceptions of the endpoints, by class or status.
        """
        return {}

    @abstractmethod
    def environment(self, base_url: str) -> Mapping[str, str]:
        """
        Return the environment variables that a client's examples read.
        """

    def failure(self, status: int, headers: Mapping[str, str]) -> Response:
        """
        Return the response of the service for a status that means failure.
        """
        detail = {"detail": HTTPStatus(status).phrase}
        return JSONResponse(detail, status, dict(headers))

    def expire_token(self, scope: Scope) -> Scope | Response:
        """
        Treat the token of a request as expired.

        Returns:
            A response; or a scope to pass on, for services that respond to an
            unknown token by themselves.
        """
        return self.failure(401, {})

    def reset(self) -> None:
        """
        Start again: a new world, no faults, no records.
        """
        self.world = self.make_world()
        self.faults.clear()
        self.requests.clear()

    @contextmanager
    def serve(self, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
        """
        Serve over HTTP while the context is entered.

        Args:
            host: Address to bind to, loopback by default.

            port: Port to bind to, 0 for a free one.

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
        Return a transport for async clients that calls the sandbox in process.
        """
        from ._transports import asgi_transport

        return asgi_transport(self, ConnectionDropped)

    def sync_transport(self) -> SyncTransport:
        """
        Return a transport for sync clients that calls the sandbox in process.
        """
        from ._transports import sync_asgi_transport

        return sync_asgi_transport(self, ConnectionDropped)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A client that goes away is normal, and gets no traceback in the log.
        with suppress(ClientDisconnect):
            await self._call(scope, receive, send)

    async def _call(self, scope: Scope, receive: Receive, send: Send) -> None:
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

"""
From an HTTP request to a handler, in the order in which the service checks.

A handler is a function of a :class:`Call` and of the parts of the request that it
needs, by name: *path*, *query*, *body*, each annotated with the class that describes
it. It returns the JSON of the response, ``None`` for a response without a body, or a
response that has another status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from json import JSONDecodeError, loads
from typing import Any, get_type_hints

import attrs
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ._authentication import authenticate
from ._delivery import Deliver
from ._permissions import holds
from ._problems import (
    InvalidError,
    Issue,
    Problem,
    forbidden,
    invalid_credentials,
    not_an_app,
)
from ._shapes import JSON
from ._validation import read
from ._world import App, Caller, Session, World

Handler = Callable[..., JSON | Response | None]


@attrs.frozen
class Call:
    """
    What a handler needs beside the values of the request.

    Attributes:
        world: The state of the service.
        deliver: Sends an event to a callback.
        caller: The caller, on guarded endpoints.
    """

    world: World
    deliver: Deliver
    caller: Caller = None

    def require(self, permission: int) -> None:
        """Raise unless the caller has the permission."""
        self.allow(holds(self.caller, permission))

    def allow(self, may: bool) -> None:
        """Raise unless *may* is true."""
        if not may:
            raise forbidden()

    def app(self) -> App:
        """Return the caller, if it is an app."""
        if not isinstance(self.caller, App):
            raise not_an_app()
        return self.caller

    def authenticated(self) -> App | Session:
        """Return the caller, if its credentials are valid."""
        if self.caller is None:
            raise invalid_credentials()
        return self.caller


class Endpoints:
    """The endpoints of a resource, in the order they were added."""

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def add(
        self, method: str, path: str, *, status: int = 200, guarded: bool = False
    ) -> Callable[[Handler], Handler]:
        """
        Register the decorated handler.

        Args:
            method: The HTTP method.
            path: The path; what is in braces is read as the handler's *path*.
            status: Status of the response, if the handler returns none itself.
            guarded: Whether a header with credentials is needed, valid or not.
        """

        def decorate(handler: Handler) -> Handler:
            endpoint = Endpoint(handler, status, guarded)
            route = Route(path, endpoint.answer, methods=[method])
            # Starlette adds HEAD to GET; the service answers 405.
            route.methods = {method}
            self._routes.append(route)
            return handler

        return decorate


class Endpoint:
    """
    An endpoint: a handler, and what is read for it.

    Attributes:
        name: Name of the handler.
        status: Status of a successful response.
        guarded: Whether credentials are needed.
        parts: The classes of path, query and body, as far as it has them.
    """

    def __init__(self, handler: Handler, status: int, guarded: bool) -> None:
        self._handler = handler
        self.name = handler.__name__
        self.status = status
        self.guarded = guarded
        hints = get_type_hints(handler)
        self.parts = {n: hints[n] for n in ("path", "query", "body") if n in hints}

    async def answer(self, request: Request) -> Response:
        """
        Read the request, and call the handler.

        Nothing is awaited after the world was read first, so that requests at the same
        time do not see each other's changes half done.
        """
        body = await _json(request) if "body" in self.parts else None
        data = {
            "path": request.path_params,
            "query": request.query_params,
            "body": body,
        }
        sandbox = request.app.state.sandbox
        # Sync clients call the sandbox in process, each thread in its own event loop.
        with sandbox.lock:
            call = Call(sandbox.world, sandbox.deliver, self._caller(request))
            result = self._handler(call, **self._read(call.world, data))
        return self._response(result)

    def _response(self, result: JSON | Response | None) -> Response:
        if isinstance(result, Response):
            return result
        if result is None:
            return Response(status_code=self.status)
        return JSONResponse(result, self.status)

    def _caller(self, request: Request) -> Caller:
        if not self.guarded:
            return None
        header = request.headers.get("authorization", "")
        return authenticate(request.app.state.sandbox.world, header)

    def _read(self, world: World, data: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        issues: list[Issue] = []
        for place, part in self.parts.items():
            try:
                values[place] = read(part, world, data[place], place)
            except InvalidError as error:
                issues += error.issues
        if issues:
            raise InvalidError(*issues)
        return values


async def _json(request: Request) -> Any:
    body = await request.body()
    if not body:
        return None
    try:
        return loads(body)
    except JSONDecodeError as error:
        raise InvalidError(_unreadable(error)) from error
    except (RecursionError, ValueError) as error:
        raise Problem(400, "There was an error parsing the body") from error


def _unreadable(error: JSONDecodeError) -> Issue:
    names = ("msg", "doc", "pos", "lineno", "colno")
    ctx = {name: getattr(error, name) for name in names}
    return Issue(str(error), "value_error.jsondecode", ("body", error.pos), ctx)

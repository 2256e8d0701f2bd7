"""
From an HTTP request to a handler, in the order in which the service checks.

A handler is a function of a call. It returns the JSON of its answer, ``None`` for
none, or a whole response.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha1
from typing import Any

import attrs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ._accounts import App, Token
from ._call import Call
from ._fields import pick
from ._json import encode
from ._problems import (
    Problem,
    forbidden,
    insufficient_scope,
    owner_without_premium,
    permissions_missing,
    unauthorized,
    unregistered,
)
from ._query import Query
from ._tiers import withdraw
from ._view import View
from ._world import World

Handler = Callable[[Call], Any]

#: How the scopes of the player begin.
_OF_THE_PLAYER = (
    "user-modify-playback-state",
    "user-read-currently-playing",
    "user-read-playback-state",
    "user-read-recently-played",
)


class Endpoints:
    """
    The endpoints of a resource, in the order they were added.
    """

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def add(
        self,
        method: str,
        path: str,
        *scopes: str,
        status: int = 200,
        withdrawn: bool = False,
        cached: bool = False,
    ) -> Callable[[Handler], Handler]:
        """
        Let the decorated handler answer.

        Args:
            method: The HTTP method.

            path: The path below ``/v1``.

            scopes: What the user must have let the app do.

            status: The status of an answer.

            withdrawn: Whether apps in development may not have it.

            cached: Whether the answer can be asked about with its ETag.
        """

        def decorate(handler: Handler) -> Handler:
            endpoint = _Endpoint(handler, scopes, status, withdrawn, cached)
            route = Route(f"/v1{path}", endpoint.answer, methods=[method])
            if not path.endswith(":path}"):
                # The service takes a slash at the end, as spotipy sends for "me/".
                pattern = route.path_regex.pattern.removesuffix("$")
                route.path_regex = re.compile(f"{pattern}/?$")
            self._routes.append(route)
            return handler

        return decorate


@attrs.frozen
class _Endpoint:
    handler: Handler
    scopes: tuple[str, ...]
    status: int
    withdrawn: bool
    cached: bool

    async def answer(self, request: Request) -> Response:
        """
        Check the caller, then call the handler.

        Nothing is awaited once the world is looked at, so that requests that
        come at once do not see each other half done.
        """
        body = await request.body()
        world: World = request.app.state.sandbox.world
        token = _token(world, request.headers.get("authorization", ""))
        _count(world, token.app)
        self._admit(world, token)
        call = Call(request, body, _view(world, request, token))
        made = self.handler(call)
        if isinstance(made, Response):
            return made
        return self._respond(call, request, made)

    def _admit(self, world: World, token: Token) -> None:
        view = View(world, "", token.user, token.scopes)
        if view.is_development:
            users = token.app.users
            if not token.app.owner_pays:
                raise owner_without_premium()
            if token.user and users is not None and token.user.id not in users:
                raise unregistered()
            if self.withdrawn:
                raise forbidden()
        if self.scopes and token.user is None:
            raise unauthorized("Valid user authentication required")
        if not view.may(*self.scopes):
            raise permissions_missing() if self._is_player else insufficient_scope()

    @property
    def _is_player(self) -> bool:
        """
        Whether it belongs to the player, which says 401 where others say 403.
        """
        return any(scope.startswith(_OF_THE_PLAYER) for scope in self.scopes)

    def _respond(self, call: Call, request: Request, made: Any) -> Response:
        if made is None:
            return Response(status_code=self.status)
        if call.view.is_development:
            made = withdraw(made)
        if fields := call.query.text("fields"):
            made = pick(made, fields)
        body = encode(made)
        headers = {"content-type": "application/json; charset=utf-8"}
        if self.cached:
            tag = f'"MC-{sha1(body, usedforsecurity=False).hexdigest()[:20]}"'
            headers |= {"etag": tag, "cache-control": "public, max-age=0"}
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=304, headers=headers)
        return Response(body, self.status, headers)


def _token(world: World, header: str) -> Token:
    scheme, _, value = header.partition(" ")
    if not header:
        raise Problem(401, "No token provided")
    if scheme.lower() != "bearer" or not value:
        raise Problem(400, "Only valid bearer authentication supported")
    token = world.accounts.tokens.get(value)
    if token is None:
        raise unauthorized("Invalid access token")
    if token.expires_at <= world.clock():
        raise unauthorized("The access token expired")
    return token


def _count(world: World, app: App) -> None:
    """
    Note a request, unless it is one too many.
    """
    now = world.clock()
    while app.calls and app.calls[0] <= now - world.rate_window:
        app.calls.popleft()
    if world.quota is not None:
        if world.quota <= 0:
            raise Problem(429, "Too many requests", reason="QUOTA_EXCEEDED")
        world.quota -= 1
    if world.rate_limit is not None and len(app.calls) >= world.rate_limit:
        oldest = app.calls[0] if app.calls else now
        wait = -(-(oldest + world.rate_window - now) // timedelta(seconds=1))
        headers = {"Retry-After": str(wait)}
        raise Problem(429, "API rate limit exceeded", headers=headers)
    app.calls.append(now)


def _view(world: World, request: Request, token: Token) -> View:
    own = token.user.country if token.user else None
    market = Query(request.query_params).market(own)
    api = f"{str(request.base_url).rstrip('/')}/v1"
    return View(world, api, token.user, token.scopes, market)

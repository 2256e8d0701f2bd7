"""
Routes, and the call that a handler receives.

A handler is a function of a :class:`Call` and of the parts of the path, by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

import attrs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ._answers import (
    ScriptResponse,
    bad,
    invalid_token,
    missing,
    rate_limited,
    unauthorized,
)
from ._multipart import Form, read_form
from ._paging import Listing, page
from ._shapes import Shapes, without_types
from ._world import Cloudcast, Playlist, User, World

#: Prefixes of the paths of the API and of the web site.
API: Final = "/api"
WWW: Final = "/www"

Handler = Callable[..., Response]


@attrs.frozen
class Call:
    """
    A request, as handlers receive it.

    Attributes:
        world: The state of the service.
        viewer: The token's owner, or ``None`` without a token.
        shapes: Encodes the world as JSON.
        query: Parameters of the query. The last one counts if a name is repeated.
        form: The body, if it is a form.
        address: The URL without the query.
        method: The HTTP method.
    """

    world: World
    viewer: User | None
    shapes: Shapes
    query: Mapping[str, str]
    form: Form
    address: str
    method: str

    @property
    def removes(self) -> bool:
        """
        Whether the action is undone: by the method, or by a field of the form.
        """
        return "delete" in {self.method.lower(), self.form.fields.get("method")}

    def data(self, data: Any) -> Response:
        """
        Respond with JSON, with types only if the request has ``metadata=1``.
        """
        full = self.query.get("metadata") == "1"
        return ScriptResponse(data if full else without_types(data))

    def listing(self, listing: Listing[Any]) -> Response:
        """
        Respond with a page of a list.
        """
        return self.data(page(listing, self.query, self.address))

    def done(self, message: str, **more: str) -> Response:
        """
        Respond with the result of an action.
        """
        result = {"success": True, "message": message, **more}
        return ScriptResponse({"result": result})

    def require_viewer(self) -> User:
        """
        Return the viewer, or refuse a request without a token.
        """
        if self.viewer is None:
            raise unauthorized()
        return self.viewer

    def user(self, username: str) -> User:
        """
        Return a user by name, or the viewer for ``me``.
        """
        if username == "me":
            return self.require_viewer()
        if found := self.world.users.get(username):
            return found
        raise missing()

    def cloudcast(self, user: str, slug: str) -> Cloudcast:
        """
        Return a show, if the viewer may see it.
        """
        found = self.world.cloudcasts.get(f"{self.user(user).key}{slug}/")
        if found and self.world.is_visible(found, self.viewer):
            return found
        raise missing()

    def playlist(self, user: str, slug: str) -> Playlist:
        """
        Return a playlist by its owner and its slug.
        """
        owner = self.user(user)
        for playlist in self.world.playlists:
            if playlist.user is owner and playlist.slug == slug:
                return playlist
        raise missing()

    def display(self) -> dict[str, str]:
        """
        Return the display options of a widget.
        """
        asked = {n: self.query.get(n, "") for n in ("width", "height", "color")}
        found = {name: value for name, value in asked.items() if value}
        for name, value in found.items():
            digits = "0123456789abcdefABCDEF" if name == "color" else "0123456789%"
            if set(value) - set(digits) or (name == "color" and len(value) != 6):
                raise bad(f"{name} can't be {value}")
        return found


class Endpoints:
    """
    The endpoints of a module, in the order in which they were added.
    """

    def __init__(self, prefix: str = API) -> None:
        self._prefix = prefix
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def get(self, path: str) -> Callable[[Handler], Handler]:
        """
        Register the decorated handler for GET requests of *path*.
        """
        return self._add(path, ["GET"], limited=False)

    def act(self, path: str, *methods: str) -> Callable[[Handler], Handler]:
        """
        Register the decorated handler for actions on *path*.
        """
        return self._add(path, list(methods), limited=True)

    def _add(
        self, path: str, methods: list[str], *, limited: bool
    ) -> Callable[[Handler], Handler]:
        def decorate(handler: Handler) -> Handler:
            endpoint = _Endpoint(handler, limited)
            whole = self._prefix + path
            self._routes.append(Route(whole, endpoint.answer, methods=methods))
            return handler

        return decorate


@attrs.frozen
class _Endpoint:
    _handler: Handler
    _limited: bool

    async def answer(self, request: Request) -> Response:
        """
        Read the whole request, then call the handler.

        Nothing is awaited while the world is used, so that concurrent requests do not
        see each other half done.
        """
        kind = request.headers.get("content-type", "")
        form = await read_form(kind, request.stream())
        world: World = request.app.state.sandbox.world
        token = request.query_params.get("access_token")
        if token is not None and token not in world.tokens:
            raise invalid_token()
        viewer = None if token is None else world.tokens[token]
        if self._limited and (wait := _wait(world, viewer)):
            return rate_limited(wait)
        call = _call(world, viewer, request, form)
        return self._handler(call, **request.path_params)


def _call(world: World, viewer: User | None, request: Request, form: Form) -> Call:
    origin = str(request.base_url).rstrip("/")
    return Call(
        world,
        viewer,
        Shapes(world, origin + API, origin + WWW, viewer),
        dict(request.query_params),
        form,
        origin + quote(request.scope["path"], safe="/:+"),
        request.method,
    )


def _wait(world: World, viewer: User | None) -> float:
    if viewer is None or world.quota is None:
        return 0
    return world.quota.take(viewer.username, world.clock())

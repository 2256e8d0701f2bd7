"""
Requests, and the handlers that respond to them.

A handler is a function of a :class:`Call`; it returns the payload, or a whole
response where the service does not use the usual envelope.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, TypeVar

import attrs
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ._actions import playing
from ._fields import Fields, read_body, read_query
from ._problems import LoginNeededError, Problem, envelope, no_right, not_found
from ._world import Conversation, Entry, Media, Playlist, Role, Room, User, World

T = TypeVar("T")

COOKIE = "connect.sid"
#: How many rows the service gives at once.
PAGE = 20


@attrs.frozen
class Call:
    """
    A request, read.

    Attributes:
        world: The state of the service.

        path: What stands in the path, by name.

        query: The query's parameters.

        fields: The fields of the body.

        size: The body's, in bytes.

        cookie: The session's, empty if there is none.
    """

    world: World
    path: dict[str, str]
    query: Fields
    fields: Fields
    size: int
    cookie: str

    # --- The user who sent the request

    @property
    def me(self) -> User:
        """
        The user who sent the request.

        Raises:
            LoginNeededError: The request has no valid session.
        """
        user = self.world.session(self.cookie)
        if user is None:
            raise LoginNeededError
        return user

    def require(self, right: str) -> User:
        """
        Return the user who sent the request, if the user has a right in the room.
        """
        if not self.world.may(self.room, self.me, right):
            raise no_right()
        return self.me

    # --- What the path names

    @property
    def room(self) -> Room:
        """
        The room, by ID. Slugs are refused, except where a room is looked up.
        """
        return found(self.world.rooms.get(self.path["room"]), "Room")

    @property
    def user(self) -> User:
        """
        The user, by ID. Usernames are refused, except where a user is looked up.
        """
        return found(self.world.users.get(self.path["user"]), "User")

    @property
    def role(self) -> Role:
        """
        The role, by its id and not its name.
        """
        return found(self.world.roles.get(self.path["role"]), "Role")

    @property
    def on_air(self) -> Entry:
        """
        What the room plays.
        """
        return found(self.room.current, "Active song")

    @property
    def media(self) -> Media:
        """
        The medium.
        """
        return found(self.world.media.get(self.path["song"]), "Song")

    @property
    def own_queue(self) -> list[Entry]:
        """
        What the caller has queued in the room.
        """
        return self.world.member(self.room, self.me).queue

    @property
    def own_playlist(self) -> Playlist:
        """
        The playlist, if it is the caller's.
        """
        playlist = self.world.playlists.get(self.path["playlist"])
        own = playlist is not None and playlist.user is self.me
        return found(playlist if own else None, "Playlist")

    @property
    def own_conversation(self) -> Conversation:
        """
        The conversation, if the caller takes part in it.
        """
        conversation = self.world.conversations.get(self.path["conversation"])
        own = conversation is not None and self.me in conversation.users
        return found(conversation if own else None, "Conversation")

    # --- Lists

    def page(self, rows: list[T]) -> list[T]:
        """
        The page of a list that the query asks for, counted from 1.
        """
        start = (max(self.query.integer("page", 1), 1) - 1) * PAGE
        return rows[start : start + PAGE]


def found(one: T | None, noun: str) -> T:
    """
    Go on only if there is such a thing.
    """
    if one is None:
        raise not_found(noun)
    return one


def among(entries: list[Entry], id: str) -> Entry:
    """
    The entry of that id.
    """
    return found(next((e for e in entries if e.id == id), None), "Song")


Handler: TypeAlias = Callable[[Call], Any]


class Endpoints:
    """
    The endpoints of a resource, in the order they were added.
    """

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def add(
        self, method: str, path: str, *, private: bool = False
    ) -> Callable[[Handler], Handler]:
        """
        Register the decorated handler for a method and a path.

        Args:
            method: The HTTP method.
            path: Path template of the endpoint.
            private: Whether the endpoint needs a login.
        """

        def decorate(handler: Handler) -> Handler:
            endpoint = _Endpoint(handler, private=private)
            self._routes.append(Route(path, endpoint.answer, methods=[method]))
            return handler

        return decorate


class _Endpoint:
    def __init__(self, handler: Handler, *, private: bool) -> None:
        self._handler = handler
        self._private = private

    async def answer(self, request: Request) -> Response:
        """
        Read the request, then let the handler answer it.
        """
        body = await request.body()
        sandbox = request.app.state.sandbox
        with sandbox.lock:
            playing.tick(sandbox.world)
            call = Call(
                sandbox.world,
                request.path_params,
                read_query(request.url.query),
                read_body(request.headers.get("content-type", ""), body),
                len(body),
                request.cookies.get(COOKIE, ""),
            )
            return self._respond(call)

    def _respond(self, call: Call) -> Response:
        if self._private:
            _ = call.me
        result = self._handler(call)
        return result if isinstance(result, Response) else envelope(result)


def refused(leaf: str | dict[str, str], status: int = 400) -> Problem:
    """
    A refusal the way rooms and moderation word it.
    """
    return Problem(status, leaf, "err")

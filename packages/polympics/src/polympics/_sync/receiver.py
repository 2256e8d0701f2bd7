# Generated from _async/receiver.py by `nox -s twins`: do not edit.
"""
Receiving callbacks, in any web framework.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Literal, Self, TypeVar, overload

from clientcore.sync import maybe_await

from .. import _limits as limits
from .._callbacks import (
    BodyLike,
    HeadersLike,
    authorization_in,
    verify_callback,
)
from .._errors import ForgedCallbackError
from .._models import EventType, event_name
from .events import Event, read_event
from .models import AccountTeamUpdateEvent
from .runtime import EventQueue, QueueClosed
from .unauthenticated import UnauthenticatedClient

E = TypeVar("E")
H = TypeVar("H", bound=Callable[[Any], Any])


class CallbackEvents(Iterator[E]):
    """
    The events that a receiver receives, as an iterator.

    Made by `CallbackReceiver.events`. As a context manager, with a plain ``with``, it
    is closed at the end.

    Args:
        size: The most events that wait for the iterator.
        on_close: Called when it is closed.
    """

    def __init__(
        self, size: int, on_close: Callable[[CallbackEvents[E]], None]
    ) -> None:
        self._queue: EventQueue[E] = EventQueue(size)
        self._on_close = on_close

    def put(self, event: E) -> None:
        """Add an event. Waits while the iterator is full."""
        self._queue.put(event)

    def close(self) -> None:
        """Stop receiving, discard the events that wait, and end the iteration."""
        self._queue.close()
        self._on_close(self)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> E:
        try:
            return self._queue.get()
        except QueueClosed:
            raise StopIteration from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class CallbackReceiver:
    """
    Receives callbacks: verifies them, decodes them, and calls handlers.

    It works in any web framework; `CallbackApp` is an ASGI application around it.

    Args:
        secret: The secret that the callbacks were registered with.
        *older: Other secrets to accept, for the time in which a secret is replaced:
            see `AppClient.rotate_callback_secret`.
        client: The client to bind the events to, so that ``event.account.join(team)``
            works, or ``None``.

    Raises:
        ValueError: A secret cannot match any request: see
            `AppClient.create_callback`.
    """

    def __init__(
        self,
        secret: str,
        *older: str,
        client: UnauthenticatedClient | None = None,
    ) -> None:
        self._secrets = tuple(map(limits.secret, (secret, *older)))
        self._client = client
        self._handlers: defaultdict[str, list[Callable[[Any], Any]]] = defaultdict(list)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {', '.join(self._handlers) or 'nothing'}>"

    def on(self, event: EventType | str) -> Callable[[H], H]:
        """
        Decorate a handler for events of a kind.

        Args:
            event: Kind of the event. Handlers for a kind that is newer than this
                library receive an `UnknownEvent`.
        """

        def register(handler: H) -> H:
            self._handlers[event_name(event)].append(handler)
            return handler

        return register

    @overload
    def events(
        self,
        event: Literal[EventType.ACCOUNT_TEAM_UPDATE] = ...,
        *,
        size: int = ...,
    ) -> CallbackEvents[AccountTeamUpdateEvent]: ...

    @overload
    def events(
        self, event: EventType | str, *, size: int = ...
    ) -> CallbackEvents[Event]: ...

    def events(
        self,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
        *,
        size: int = 1000,
    ) -> CallbackEvents[Any]:
        """
        Return an iterator over the events of a kind that are received from now on.

        While it is full, `receive` waits for it, as it does for any handler. Close it
        when the loop ends.

        Args:
            event: Kind of the events.
            size: The most events that wait for the iterator, at least 1.

        Raises:
            ValueError: *size* is less than 1.
        """
        if size < 1:
            raise ValueError(f"size must be at least 1, not {size}")
        handlers = self._handlers[event_name(event)]
        found: CallbackEvents[Any] = CallbackEvents(
            size, lambda it: _remove(handlers, it.put)
        )
        handlers.append(found.put)
        return found

    def verify(self, headers: HeadersLike) -> None:
        """
        Check that a callback comes from the server.

        Args:
            headers: Headers of the request: the object of Flask, werkzeug, aiohttp,
                Starlette, FastAPI, Django or ``http.server``, any mapping, pairs of
                name and value, or a WSGI environment (Django's ``request.META``).

        Raises:
            ForgedCallbackError: The request does not have the secret.
            TypeError: *headers* are none of these.
        """
        if not verify_callback(authorization_in(headers), *self._secrets):
            raise ForgedCallbackError("a callback arrived without the right secret")

    def receive(
        self,
        headers: HeadersLike,
        body: BodyLike,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
    ) -> Event:
        """
        Verify and decode a callback, and call the handlers one after another.

        Args:
            headers: Headers of the request: see `verify`.
            body: Body of the request, as it arrived or as parsed JSON.
            event: Kind of the event. Only the URL that the callback was sent to can
                tell, so register a URL of its own for each kind.

        Returns:
            The event.

        Raises:
            ForgedCallbackError: The request does not have the secret. Answer 401.
            DecodeError: The body cannot be decoded. Answer 400.
        """
        self.verify(headers)
        found = self.read(body, event)
        self.handle(found, event)
        return found

    def read(
        self,
        body: BodyLike,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
    ) -> Event:
        """
        Decode the body of a callback that was verified.

        Args:
            body: Body of the request: see `receive`.
            event: Kind of the event.

        Raises:
            DecodeError: The body cannot be decoded. Answer 400.
        """
        return read_event(event, body, self._client)

    def handle(
        self,
        found: Event,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
    ) -> None:
        """
        Call the handlers for an event that was verified and decoded.

        Args:
            found: An event that `read` returned.
            event: Kind of the event.
        """
        # A copy: a handler may close an iterator.
        for handler in list(self._handlers.get(event_name(event), ())):
            maybe_await(handler(found))


def _remove(
    handlers: list[Callable[[Any], Any]], handler: Callable[[Any], Any]
) -> None:
    """Remove a handler, if it was not removed before."""
    if handler in handlers:
        handlers.remove(handler)

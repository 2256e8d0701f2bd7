# Generated from _async/receiver.py by `nox -s twins`: do not edit.
"""
Receiving callbacks, in any web framework.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from clientcore.sync import maybe_await

from .. import _limits as limits
from .._callbacks import (
    BodyLike,
    Event,
    HeadersLike,
    authorization_in,
    read_event,
    verify_callback,
)
from .._errors import ForgedCallbackError
from .._models import EventType, event_name

H = TypeVar("H", bound=Callable[[Any], Any])


class CallbackReceiver:
    """
    Receives callbacks: verifies them, decodes them, and calls handlers.

    It works in any web framework; `CallbackApp` is an ASGI application around it.

    Args:
        secret: The secret that the callbacks were registered with.
        *older: Other secrets to accept, for the time in which a secret is replaced:
            see `AppClient.rotate_callback_secret`.

    Raises:
        ValueError: A secret cannot match any request: see
            `AppClient.create_callback`.
    """

    def __init__(self, secret: str, *older: str) -> None:
        self._secrets = tuple(map(limits.secret, (secret, *older)))
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
        found = read_event(event, body)
        self.handle(found, event)
        return found

    def handle(
        self,
        found: Event,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
    ) -> None:
        """
        Call the handlers for an event that was verified and decoded.

        Args:
            found: The event.
            event: Kind of the event.
        """
        for handler in self._handlers.get(event_name(event), ()):
            maybe_await(handler(found))

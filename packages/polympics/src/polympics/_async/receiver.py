"""
Taking callbacks in, in any web framework.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from clientcore.aio import maybe_await

from .._callbacks import (
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
    Takes callbacks in: verifies them, reads them, and calls handlers.

    It knows no web framework; ``CallbackApp`` is an ASGI application around it.

    Args:
        secret: What the callbacks were registered with.

    Raises:
        ValueError: *secret* is empty.
    """

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("an empty secret proves nothing")
        self._secret = secret
        self._handlers: defaultdict[str, list[Callable[[Any], Any]]] = defaultdict(list)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {', '.join(self._handlers) or 'nothing'}>"

    def on(self, event: EventType | str) -> Callable[[H], H]:
        """
        Decorate a handler for a kind of event.

        Args:
            event: The kind. One that is newer than this library will do, and
                brings an `UnknownEvent`.
        """

        def register(handler: H) -> H:
            self._handlers[event_name(event)].append(handler)
            return handler

        return register

    def verify(self, headers: HeadersLike) -> None:
        """
        Check that a callback comes from the server.

        Args:
            headers: The request's: a mapping, or pairs of bytes.

        Raises:
            ForgedCallbackError: It does not.
        """
        if not verify_callback(authorization_in(headers), self._secret):
            raise ForgedCallbackError("a callback came without the right secret")

    async def receive(
        self,
        headers: HeadersLike,
        body: str | bytes | bytearray,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
    ) -> Event:
        """
        Take a callback in, and call the handlers one after another.

        Args:
            headers: The request's: a mapping, or pairs of bytes.

            body: The request's body.

            event: The kind of event. Only the address that the callback was
                sent to can tell, so give each kind an address of its own.

        Returns:
            The event.

        Raises:
            ForgedCallbackError: It does not come from the server. Answer 401.

            DecodeError: It cannot be read. Answer 400.
        """
        self.verify(headers)
        found = read_event(event, body)
        await self.handle(found, event)
        return found

    async def handle(
        self,
        found: Event,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
    ) -> None:
        """
        Call the handlers for an event that was verified and read.

        Args:
            found: The event.

            event: Its kind.
        """
        for handler in self._handlers.get(event_name(event), ()):
            await maybe_await(handler(found))

# No twin: events come over the socket, which needs a loop.
"""
Listening to events: by handlers, and by waiting for one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .dispatch import H, Handler

if TYPE_CHECKING:
    from .realtime import Realtime


class Listening:
    """
    Listening to events. `Client` has the constructor.
    """

    _realtime: Realtime

    def event(self, coro: H) -> H:
        """
        Register a handler under its own name, such as ``on_chat``.

        There may be several for one event. A handler takes as many of the event's
        arguments, from the first, as it has parameters.

        Args:
            coro: A coroutine function.

        Returns:
            The same function.

        Raises:
            TypeError: It is none.
        """
        self.add_listener(getattr(coro, "__name__", ""), coro)
        return coro

    def listen(self, name: str) -> Callable[[H], H]:
        """
        Register a handler under any name.

        Args:
            name: The event, such as ``on_chat``.
        """

        def register(coro: H) -> H:
            self.add_listener(name, coro)
            return coro

        return register

    def add_listener(self, name: str, coro: Handler) -> None:
        """
        Have a coroutine function called with an event.

        A name that no event has is warned about.

        Raises:
            TypeError: It is no coroutine function.
        """
        self._realtime.dispatcher.add(name, coro)

    def remove_listener(self, name: str, coro: Handler) -> None:
        """
        Have a coroutine function called no longer.

        Raises:
            ValueError: It was not.
        """
        self._realtime.dispatcher.remove(name, coro)

    @property
    def event_handlers(self) -> dict[str, list[Handler]]:
        """The handlers by event."""
        return self._realtime.dispatcher.functions

    async def wait_for(
        self,
        name: str,
        check: Callable[..., bool] | None = None,
        timeout: float | None = None,
    ) -> Any:
        """
        Wait for an event.

        Args:
            name: The event, such as ``on_chat``.

            check: Called with the event's arguments, tells whether it is the right
                one. ``None`` takes any.

            timeout: Seconds, or ``None`` for no limit.

        Returns:
            The event's argument, or a tuple if it has several or none.

        Raises:
            TimedOutError: It did not come in time.

            ClosedError: The client is no longer connected.
        """
        return await self._realtime.dispatcher.wait_for(name, check, timeout)

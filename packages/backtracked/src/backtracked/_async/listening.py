# No twin: events come over the socket, which needs a loop.
"""
Receiving events by handlers.
"""

from __future__ import annotations

from collections.abc import Callable

from .dispatch import H, Handler, is_coroutine_function, name_of
from .waiting import Waiting


class Listening(Waiting):
    """
    Receiving events. `Client` has the constructor.
    """

    def event(self, coro: H) -> H:
        """
        Register a handler under its own name, such as ``on_chat``.

        There may be several for one event. A handler receives as many of the event's
        arguments, from the first, as it has parameters.

        Args:
            coro: A coroutine function, or a ``functools.partial`` of one.

        Returns:
            The same function.

        Raises:
            TypeError: *coro* is no coroutine function, has no name, or needs more
                arguments than the event has.
        """
        name = name_of(coro)
        if not name and callable(coro):
            raise TypeError("an object has no name: use listen(name) or add_listener()")
        self._realtime.dispatcher.add(name, coro)
        return coro

    def listen(self, name: str) -> Callable[[H], H]:
        """
        Register a handler under any name.

        Args:
            name: Name of the event, such as ``on_chat``.
        """

        def register(coro: H) -> H:
            self._realtime.dispatcher.add(name, coro)
            return coro

        return register

    def add_listener(self, name: str, coro: Handler) -> None:
        """
        Register a handler: `listen` without a decorator.

        There is a warning for a name that no event has.

        Raises:
            TypeError: *coro* is no coroutine function, or needs more arguments than
                the event has.
        """
        self._realtime.dispatcher.add(name, coro)

    def remove_listener(self, name: str, coro: Handler) -> None:
        """
        Remove a handler.

        Raises:
            ValueError: *coro* is not registered for the event.
        """
        self._realtime.dispatcher.remove(name, coro)

    @property
    def event_handlers(self) -> dict[str, list[Handler]]:
        """The handlers by event."""
        return self._realtime.dispatcher.functions

    def every(
        self, *, seconds: float = 0.0, minutes: float = 0.0, hours: float = 0.0
    ) -> Callable[[H], H]:
        """
        Call a coroutine function again and again while the client is connected.

        The first call is one interval after ``on_ready``, and each other call one
        interval after the end of the former. Calls go on while a lost connection is
        opened again. An exception goes to ``on_error``, or to the log, and does not
        end the calls.

        Args:
            seconds: Part of the interval.
            minutes: Part of the interval.
            hours: Part of the interval.

        Raises:
            ValueError: The interval is not above 0.
            TypeError: The function is no coroutine function.
        """
        interval = seconds + 60 * minutes + 3600 * hours
        if not interval > 0:
            raise ValueError("the interval of a periodic task is above 0 seconds")

        def register(coro: H) -> H:
            if not is_coroutine_function(coro):
                raise TypeError(f"a periodic task is a coroutine function: {coro!r}")
            self._realtime.run_every(coro, interval)
            return coro

        return register

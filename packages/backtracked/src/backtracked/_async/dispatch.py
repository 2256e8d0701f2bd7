# No twin: handlers run beside each other, which takes a loop.
"""
From an event to the handlers and to those who wait for it.
"""

from __future__ import annotations

import inspect
import math
import warnings
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import anyio
import attrs

import clientcore

from .._errors import ClosedError, TimedOutError
from .._handlers import ALIASES, HANDLERS
from .rest.base import log

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

#: A coroutine function.
Handler: TypeAlias = Callable[..., Coroutine[Any, Any, Any]]
H = TypeVar("H", bound=Handler)

#: Workers that are kept although they have nothing to do.
_IDLE_MAX = 8


@attrs.frozen(eq=False)
class Registered:
    """
    A handler, and how many of an event's arguments it takes.

    Attributes:
        function: The handler.

        count: How many, or ``None`` for all.
    """

    function: Handler
    count: int | None

    @classmethod
    def of(cls, function: Any) -> Registered:
        """
        Look at a function.

        Raises:
            TypeError: It is no coroutine function.
        """
        called = getattr(function, "__call__", None)  # noqa: B004
        if not inspect.iscoroutinefunction(function) and not (
            inspect.iscoroutinefunction(called)
        ):
            raise TypeError(f"a handler is a coroutine function, not {function!r}")
        parameters = inspect.signature(function).parameters.values()
        if any(one.kind is one.VAR_POSITIONAL for one in parameters):
            return cls(function, None)
        places = {
            inspect.Parameter.POSITIONAL_ONLY,
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
        }
        return cls(function, sum(one.kind in places for one in parameters))

    @property
    def name(self) -> str:
        """What to call it in a log."""
        return getattr(self.function, "__qualname__", repr(self.function))


class Waiter:
    """
    Somebody who waits for an event.

    Args:
        check: Tells whether it is the right one, or ``None`` for any.
    """

    def __init__(self, check: Callable[..., bool] | None) -> None:
        self._check = check
        self._arrived = anyio.Event()
        self._arguments: tuple[Any, ...] = ()
        self._error: Exception | None = None

    def offer(self, arguments: tuple[Any, ...]) -> bool:
        """Tell whether the wait is over with this."""
        if self._arrived.is_set():
            return True
        try:
            if self._check is not None and not self._check(*arguments):
                return False
        except Exception as error:  # noqa: BLE001, raised where it is waited
            self._error = error
        self._arguments = arguments
        self._arrived.set()
        return True

    def fail(self, error: Exception) -> None:
        """End the wait."""
        self._error = error
        self._arrived.set()

    async def result(self) -> Any:
        """Wait, and return the argument, or a tuple if there are several."""
        await self._arrived.wait()
        if self._error is not None:
            raise self._error
        return self._arguments[0] if len(self._arguments) == 1 else self._arguments


class Dispatcher:
    """
    Runs handlers.

    They are started in the order of their events. One that has to wait lets the
    next ones go on beside it, so no handler can hold up another; those that do not
    wait cost no task of their own.

    Args:
        limit: How many may run at once before ``room`` makes the reader wait.

    Attributes:
        is_ending: Whether the client is about to be closed, under the hands of those
            who still run.
    """

    def __init__(self, limit: int = 1024) -> None:
        self._handlers: dict[str, list[Registered]] = {}
        self._waiters: dict[str, list[Waiter]] = {}
        self._jobs: deque[tuple[str, Registered, tuple[Any, ...]]] = deque()
        self._limit = limit
        self.is_ending: bool = False
        self._running = 0
        self._tasks: TaskGroup | None = None
        self._idle: list[anyio.Event] = []
        # Whether a worker is about to look at the jobs.
        self._is_called = False
        self._room: anyio.Event | None = None

    # --- Who listens ----------------------------------------------------------

    @property
    def functions(self) -> dict[str, list[Handler]]:
        """The handlers by event."""
        return {
            name: [one.function for one in handlers]
            for name, handlers in self._handlers.items()
        }

    def add(self, name: str, function: Handler) -> None:
        """
        Have *function* called with an event.

        Raises:
            TypeError: It is no coroutine function.
        """
        registered = Registered.of(function)
        if name not in HANDLERS and name not in ALIASES:
            from difflib import get_close_matches

            close = get_close_matches(name, [*HANDLERS, *ALIASES], 1)
            hint = f": did you mean {close[0]}?" if close else ""
            warnings.warn(f"no event is called {name}{hint}", UserWarning, stacklevel=3)
        self._handlers.setdefault(ALIASES.get(name, name), []).append(registered)

    def remove(self, name: str, function: Handler) -> None:
        """
        Have *function* called no longer.

        Raises:
            ValueError: It was not.
        """
        handlers = self._handlers.get(ALIASES.get(name, name), [])
        for one in handlers:
            if one.function == function:
                handlers.remove(one)
                return
        raise ValueError(f"{function!r} does not listen to {name}")

    def wants(self, name: str) -> bool:
        """Tell whether anybody listens to an event."""
        return bool(self._handlers.get(name) or self._waiters.get(name))

    async def wait_for(
        self, name: str, check: Callable[..., bool] | None, timeout: float | None
    ) -> Any:
        """Wait for an event: see `Client.wait_for`."""
        waiter = Waiter(check)
        waiters = self._waiters.setdefault(ALIASES.get(name, name), [])
        waiters.append(waiter)
        try:
            with anyio.move_on_after(timeout):
                return await waiter.result()
        finally:
            if waiter in waiters:
                waiters.remove(waiter)
        raise TimedOutError(f"no {name} within {timeout} s", phase="deadline")

    # --- Events ---------------------------------------------------------------

    def fire(self, name: str, *arguments: Any) -> None:
        """Have an event handled. It waits for nothing."""
        for handler in self._handlers.get(name, ()):
            self._jobs.append((name, handler, arguments))
            if not self._is_called:
                self._call_worker()
        waiters = self._waiters.get(name)
        if waiters:
            waiters[:] = [one for one in waiters if not one.offer(arguments)]

    def room(self) -> Awaitable[None] | None:
        """Return what to wait for before more events are taken, if anything."""
        if self._running + len(self._jobs) < self._limit:
            return None
        self._room = self._room or anyio.Event()
        return self._room.wait()

    # --- Workers --------------------------------------------------------------

    def start(self, tasks: TaskGroup) -> None:
        """Run handlers in *tasks* from now on, those of earlier events first."""
        self._tasks = tasks
        self.is_ending = False
        if self._jobs and not self._is_called:
            self._call_worker()

    def stop(self, why: str) -> None:
        """Run no handlers any more, and let nobody wait for events."""
        self._tasks = None
        self._idle.clear()
        self._jobs.clear()
        self._is_called = False
        self._running = 0
        for waiters in self._waiters.values():
            for one in waiters:
                one.fail(ClosedError(why))

    def _call_worker(self) -> None:
        if self._tasks is None:
            return
        self._is_called = True
        if self._idle:
            self._idle.pop().set()
        else:
            self._tasks.start_soon(self._work)

    async def _work(self) -> None:
        jobs = self._jobs
        while True:
            self._is_called = False
            while jobs:
                name, handler, arguments = jobs.popleft()
                # Should this one have to wait, somebody else has to go on. That
                # one finds nothing to do if it did not.
                if jobs and not self._is_called:
                    self._call_worker()
                await self._run(name, handler, arguments)
                if self._room is not None and len(jobs) + self._running < self._limit:
                    self._room.set()
                    self._room = None
            if len(self._idle) >= _IDLE_MAX:
                return
            call = anyio.Event()
            self._idle.append(call)
            await call.wait()

    async def _run(
        self, name: str, handler: Registered, arguments: tuple[Any, ...]
    ) -> None:
        self._running += 1
        try:
            await handler.function(*arguments[: handler.count])
        except Exception as error:  # noqa: BLE001, a handler may raise anything
            self._failed(name, handler, error)
        except anyio.get_cancelled_exc_class() as error:
            # One that came from within, as of a task that the handler waited for,
            # is its own matter. When this task is to end, it ends.
            if anyio.current_effective_deadline() == -math.inf:
                raise
            self._failed(name, handler, error)
        finally:
            self._running -= 1

    def _failed(self, name: str, handler: Registered, error: BaseException) -> None:
        if self.is_ending and isinstance(error, clientcore.Closed):
            log.debug("%s was not finished: %s", handler.name, error)
            return
        if name != "on_error" and self._handlers.get("on_error"):
            self.fire("on_error", name, error, handler.function)
            return
        log.error("%s failed in %s", handler.name, name, exc_info=error)

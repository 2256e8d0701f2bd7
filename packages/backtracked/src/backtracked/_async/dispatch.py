# No twin: handlers run concurrently, which needs an event loop.
"""
From an event to its handlers, and to the tasks that wait for it.
"""

from __future__ import annotations

import functools
import inspect
import math
import warnings
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import anyio
import attrs

import clientcore

from .. import _events as events
from .._errors import ClosedError, TimedOutError
from .._events import ALIASES, EVENTS
from .rest.base import log

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

#: A coroutine function.
Handler: TypeAlias = Callable[..., Coroutine[Any, Any, Any]]
H = TypeVar("H", bound=Handler)

#: Workers that are kept although they have nothing to do.
_IDLE_MAX = 8
#: Handlers at the same time that are worth a warning.
_MANY = 1000
#: Events that are not started yet, before reading pauses.
_WAITING_MAX = 1024

_PLACES = (
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
)

#: Whether this task runs a handler, or was started by one.
in_handler: ContextVar[bool] = ContextVar("in_handler", default=False)


def is_coroutine_function(function: Any) -> bool:
    """Return whether a call of *function* has to be awaited."""
    while isinstance(function, functools.partial):
        function = function.func
    called = getattr(function, "__call__", None)  # noqa: B004
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(called)


def name_of(function: Any) -> str:
    """Return the name of a function, a partial or a callable object."""
    while isinstance(function, functools.partial):
        function = function.func
    return str(getattr(function, "__name__", ""))


@attrs.frozen(eq=False)
class Registered:
    """
    A handler, and the number of event arguments that it takes.

    Attributes:
        function: The coroutine function to call.
        count: Number of arguments, or ``None`` for all.
    """

    function: Handler
    count: int | None

    @classmethod
    def of(cls, name: str, function: Any) -> Registered:
        """
        Inspect a handler of an event.

        Raises:
            TypeError: *function* is no coroutine function, or needs more arguments
                than the event has.
        """
        if not is_coroutine_function(function):
            raise TypeError(f"a handler is a coroutine function, not {function!r}")
        signature = inspect.signature(function)
        kinds = [one.kind for one in signature.parameters.values()]
        count: int | None = None
        if inspect.Parameter.VAR_POSITIONAL not in kinds:
            count = sum(kind in _PLACES for kind in kinds)
        if event := EVENTS.get(name):
            try:
                signature.bind(*event.arguments[:count])
            except TypeError:
                given = ", ".join(event.arguments) or "no arguments"
                raise TypeError(
                    f"{function!r} needs other arguments than {name}: {given}"
                ) from None
        return cls(function, count)


class Waiter:
    """
    A task that waits for an event.

    Args:
        check: Called with the event's arguments, returns whether it is the right
            one. ``None`` for any.
    """

    def __init__(self, check: Callable[..., object] | None) -> None:
        self._check = check
        self._arrived = anyio.Event()
        self._arguments: tuple[Any, ...] = ()
        self._error: Exception | None = None

    def offer(self, arguments: tuple[Any, ...]) -> bool:
        """Return whether the wait ends with this event."""
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
        """End the wait with an error."""
        self._error = error
        self._arrived.set()

    async def result(self) -> Any:
        """Wait, and return the argument, or a tuple of several."""
        await self._arrived.wait()
        if self._error is not None:
            raise self._error
        return self._arguments[0] if len(self._arguments) == 1 else self._arguments


class Dispatcher:
    """
    Runs handlers.

    They are started in the order of their events. One that waits lets the next ones
    start; one that does not wait costs no task of its own. Only events whose handlers
    were not started yet count towards the limit of `room`, so that no number of
    waiting handlers stops the reader.

    Attributes:
        is_ending: Whether the client is about to close.
        fatal: What a handler raised to end the program, such as ``SystemExit``.
        on_fatal: Called when a handler has raised *fatal*, to end the client.
    """

    def __init__(self) -> None:
        self._handlers: dict[str, list[Registered]] = {}
        self._waiters: dict[str, list[Waiter]] = {}
        self._jobs: deque[tuple[str, Registered, tuple[Any, ...]]] = deque()
        self.is_ending: bool = False
        self.fatal: BaseException | None = None
        self.on_fatal: Callable[[], object] | None = None
        self._is_warned = False
        self._tasks: TaskGroup | None = None
        self._workers = 0
        self._idle: list[anyio.Event] = []
        # Whether a worker is about to look at the jobs.
        self._is_called = False
        self._room: anyio.Event | None = None
        self._drained: anyio.Event | None = None

    # --- Registering ----------------------------------------------------------

    @property
    def functions(self) -> dict[str, list[Handler]]:
        """The handlers by event."""
        return {
            name: [one.function for one in handlers]
            for name, handlers in self._handlers.items()
        }

    def add(self, name: str, function: Handler, *, stacklevel: int = 3) -> None:
        """
        Register a handler.

        Raises:
            TypeError: *function* is no coroutine function, or needs more arguments
                than the event has.
        """
        name = ALIASES.get(name, name)
        registered = Registered.of(name, function)
        if name not in EVENTS:
            from difflib import get_close_matches

            close = get_close_matches(name, [*EVENTS, *ALIASES], 1)
            hint = f": did you mean {close[0]}?" if close else ""
            message = f"no event is called {name}{hint}"
            warnings.warn(message, UserWarning, stacklevel=stacklevel)
        self._handlers.setdefault(name, []).append(registered)

    def remove(self, name: str, function: Handler) -> None:
        """
        Remove a handler.

        Raises:
            ValueError: *function* is not registered for the event.
        """
        handlers = self._handlers.get(ALIASES.get(name, name), [])
        for one in handlers:
            if one.function == function:
                handlers.remove(one)
                return
        raise ValueError(f"{function!r} is not registered for {name}")

    def wants(self, name: str) -> bool:
        """Return whether an event has handlers or waiting tasks."""
        return bool(self._handlers.get(name) or self._waiters.get(name))

    async def wait_for(
        self, name: str, check: Callable[..., object] | None, timeout: float | None
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
        """Start the handlers of an event as soon as possible."""
        for handler in self._handlers.get(name, ()):
            self._jobs.append((name, handler, arguments))
            if not self._is_called:
                self._call_worker()
        waiters = self._waiters.get(name)
        if waiters:
            waiters[:] = [one for one in waiters if not one.offer(arguments)]

    def room(self) -> Awaitable[None] | None:
        """Return what to await before more events are read, if anything."""
        if len(self._jobs) < _WAITING_MAX or self._tasks is None:
            return None
        self._room = self._room or anyio.Event()
        return self._room.wait()

    # --- Workers --------------------------------------------------------------

    def start(self, tasks: TaskGroup) -> None:
        """Run handlers in *tasks*, those of earlier events first."""
        self._tasks = tasks
        self.is_ending = False
        self.fatal = None
        if self._jobs and not self._is_called:
            self._call_worker()

    async def drain(self, why: str, seconds: float) -> None:
        """
        End all waits, and wait until no handler runs.

        Args:
            why: Message of the `ClosedError` that ends the waits.
            seconds: How long to wait for running handlers.
        """
        self._fail_waiters(why)
        with anyio.move_on_after(seconds):
            while self._is_busy or self._jobs:
                self._drained = anyio.Event()
                await self._drained.wait()

    def stop(self, why: str) -> None:
        """Run no more handlers, and end all waits."""
        self._tasks = None
        self._workers = 0
        self._idle.clear()
        self._jobs.clear()
        self._is_called = False
        if self._room is not None:
            self._room.set()
            self._room = None
        self._fail_waiters(why)

    def _fail_waiters(self, why: str) -> None:
        for waiters in self._waiters.values():
            for one in waiters:
                one.fail(ClosedError(why))

    @property
    def _is_busy(self) -> bool:
        """Whether a worker runs a handler, or is about to look for one."""
        return self._workers > len(self._idle)

    def _call_worker(self) -> None:
        if self._tasks is None:
            return
        self._is_called = True
        if self._idle:
            self._idle.pop().set()
            return
        self._workers += 1
        self._tasks.start_soon(self._work)
        if self._workers > _MANY and not self._is_warned:
            self._is_warned = True
            name = self._jobs[0][0]
            log.warning("more than %d handlers are waiting: see %s", _MANY, name)

    async def _work(self) -> None:
        in_handler.set(True)
        try:
            while True:
                await self._run_all()
                if len(self._idle) >= _IDLE_MAX:
                    return
                call = anyio.Event()
                self._idle.append(call)
                self._note_idle()
                await call.wait()
        finally:
            self._workers -= 1
            self._note_idle()

    def _note_idle(self) -> None:
        if self._drained is not None and not self._is_busy:
            self._drained.set()

    async def _run_all(self) -> None:
        """Run handlers until there are none to start. This runs for every event."""
        jobs, self._is_called = self._jobs, False
        while jobs:
            name, handler, arguments = jobs.popleft()
            # Should this one have to wait, another worker goes on. It finds nothing
            # to do if this one did not wait.
            if jobs and not self._is_called:
                self._call_worker()
            if self._room is not None and len(jobs) < _WAITING_MAX:
                self._room.set()
                self._room = None
            try:
                await handler.function(*arguments[: handler.count])
            except BaseException as error:
                if not self.survives(name, handler.function, error):
                    raise

    def survives(self, name: str, function: Any, error: BaseException) -> bool:
        """
        Report what a handler of an event has raised.

        Returns:
            Whether the task of the handler goes on.
        """
        if isinstance(error, Exception):
            self.failed(name, function, error)
        elif isinstance(error, anyio.get_cancelled_exc_class()):
            # One that came from within, as of a task that the handler waited for, is
            # its own matter. When this task is cancelled, it ends.
            if anyio.current_effective_deadline() == -math.inf:
                return False
            self.failed(name, function, error)
        elif isinstance(error, GeneratorExit):
            return False
        else:
            # By these a program ends itself, such as by sys.exit().
            self.fatal = self.fatal or error
            if self.on_fatal is not None:
                self.on_fatal()
        return True

    def failed(self, name: str, function: Any, error: BaseException) -> None:
        """Report that a handler of an event has failed."""
        label = getattr(function, "__qualname__", repr(function))
        if self.is_ending and isinstance(error, clientcore.Closed):
            log.debug("%s was not finished: %s", label, error)
            return
        if name != events.ERROR and self._handlers.get(events.ERROR):
            self.fire(events.ERROR, name, error, function)
            return
        log.error("%s failed in %s", label, name, exc_info=error)

"""
What async and sync code do differently: this file's twin is written by hand.
"""

from __future__ import annotations

import inspect
import math
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from queue import SimpleQueue
from typing import Any, Generic, TypeVar, cast

from .._body import Upload
from .._errors import TimedOut

S = TypeVar("S")
T = TypeVar("T")

sleep: Callable[[float], None] = time.sleep

#: Whether requests of HTTP/2 share a connection. Until Python 3.13 a TLS socket must
#: not be read and written by two threads at once, which httpcore 1.0.9 does.
MULTIPLEXED = False


def current_run() -> object:
    """Return what connections cannot leave: the process."""
    return os.getpid()


def is_running(run: object) -> bool:  # noqa: ARG001, as in the other tree
    """Return false: threads share their connections."""
    return False


class Slots:
    """
    Concurrency slots, given out in the order of the requests for them.

    `threading.Semaphore` is not fair: a thread that comes later may go first.

    Args:
        count: Number of slots.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting: deque[threading.Lock] = deque()
        self._lock = threading.Lock()

    def acquire(self) -> None:
        """Wait for a slot."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        try:
            ticket.acquire()
        except BaseException:
            # Ctrl-C, perhaps in the moment in which the slot was given to this thread.
            with self._lock:
                waits = ticket in self._waiting
                if waits:
                    self._waiting.remove(ticket)
            if not waits:
                self.release()
            raise

    def release(self) -> None:
        """Give the slot to the caller that waits longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Lock:
    """A lock between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold it."""
        with self._lock:
            yield


#: When the call of this thread has to end, by the monotonic clock.
_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


def time_left() -> float | None:
    """Return the seconds left of the running deadline, ``None`` without one."""
    end = _ends.get()
    return None if end == math.inf else end - time.monotonic()


def checkpoint() -> None:
    """
    Check the running deadline.

    Raises:
        Expired: It is over.
    """
    if _ends.get() <= time.monotonic():
        raise Expired


check_deadline = checkpoint


class Expired(Exception):
    """The deadline of a call is over."""


class Deadline:
    """
    The time that a call may take, without the waits for a concurrency slot.

    A thread cannot be cancelled: each receive is bounded by `time_left` instead.

    Args:
        seconds: How much, or ``None`` for no limit.

    Attributes:
        left: Seconds left, infinite without a limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.left = math.inf if seconds is None else seconds

    @contextmanager
    def running(self) -> Iterator[None]:
        """
        Count the time inside.

        Raises:
            Expired: No time is left.
        """
        started = time.monotonic()
        token = _ends.set(started + self.left)
        try:
            checkpoint()
            yield
        except TimedOut:
            # A timeout of the HTTP library that was cut to the deadline.
            checkpoint()
            raise
        finally:
            _ends.reset(token)
            self.left -= time.monotonic() - started


def map_concurrently(
    function: Callable[[S], T], items: Iterable[S], limit: int = 100
) -> list[T]:
    """
    Call *function* for all *items*, and return the results in their order.

    The first error, and Ctrl-C, are raised at once: calls that have begun go on in
    daemon threads until their deadline, no others begin.

    Args:
        function: What to call.
        items: Its arguments.
        limit: The most calls at the same time.
    """
    numbered = enumerate(items)
    lock = threading.Lock()
    results: dict[int, T] = {}
    ended: SimpleQueue[BaseException | None] = SimpleQueue()
    stopped = threading.Event()

    def work() -> None:
        try:
            while not stopped.is_set():
                with lock:
                    place, item = next(numbered, (-1, None))
                if place < 0:
                    break
                results[place] = function(cast("S", item))
        except BaseException as error:  # noqa: BLE001, it is raised by the caller
            ended.put(error)
        else:
            ended.put(None)

    threads = [
        threading.Thread(target=copy_context().run, args=(work,), daemon=True)
        for _ in range(limit)
    ]
    try:
        for thread in threads:
            thread.start()
        for _ in threads:
            if (error := ended.get()) is not None:
                raise error
    finally:
        stopped.set()
    return [results[place] for place in sorted(results)]


def in_thread(function: Callable[..., T], *args: Any) -> T:
    """Call *function*: here anything may block."""
    return function(*args)


finish_in_thread = in_thread


def uninterrupted(function: Callable[..., T], *args: Any) -> T:
    """Call *function*: a thread cannot be cancelled."""
    return function(*args)


def maybe_await(value: Any) -> Any:
    """Return *value*, which cannot be a coroutine here."""
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        raise TypeError("a coroutine function needs an async client")
    return value


def stream_body(segments: Sequence[bytes | Upload]) -> Generator[bytes, None, None]:
    """Read the segments of a body."""
    for segment in segments:
        if isinstance(segment, bytes):
            yield segment
            continue
        if segment._is_async:
            raise TypeError("an asynchronous upload needs an async client")
        for block in segment._blocks():
            yield from segment._parts(block)
        segment._finish()


class AwaitsPage(Generic[T]):
    """Can be awaited for its page in the other tree."""


def check_hook(name: str, hook: object) -> None:
    """
    Check a hook.

    Raises:
        TypeError: It is a coroutine function, which only async clients can call.
    """
    if inspect.iscoroutinefunction(hook):
        raise TypeError(f"{name} is a coroutine function, which needs an async client")


#: The methods that tell what an option is, and what messages call it.
REQUIRED = {
    "http_client": (("build_request", "close"), "an httpx.Client"),
    "transport": (
        ("handle_request",),
        "an httpx.BaseTransport (aiohttp is for async clients)",
    ),
    "throttle": (("__enter__", "__exit__"), "a context manager"),
    "limits": (
        ("reserve", "confirm", "release", "close"),
        "a clientcore.SharedLimits",
    ),
}


def is_aiohttp(_option: object) -> bool:
    """Return false: aiohttp is for async clients."""
    return False


def warm_up(_function: object, *_args: object) -> None:
    """Do nothing: a thread may import what it needs when it needs it."""


def end_stream(_stream: object, _received: object) -> None:
    """Do nothing: generators of threads end where they are left."""

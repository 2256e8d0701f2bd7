"""
What async and sync code do differently: this file's twin is written by hand.
"""

from __future__ import annotations

import inspect
import math
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any, Generic, TypeVar

from .._body import Upload, parts
from .._policy import Timeouts

S = TypeVar("S")
T = TypeVar("T")

sleep: Callable[[float], None] = time.sleep

#: Threads for one list of calls. The turns of the client bound them besides.
_THREADS = 16


def current_run() -> object:
    """Return what connections cannot leave: the process."""
    return os.getpid()


class Turns:
    """
    A number of turns: who finds none free waits.

    Args:
        count: How many.
    """

    def __init__(self, count: int) -> None:
        self._semaphore = threading.Semaphore(count)

    @property
    def free(self) -> int:
        """How many are left."""
        return self._semaphore._value

    def take(self, deadline: Deadline) -> None:
        """Wait for a turn until *deadline*."""
        left = deadline.left()
        timeout = None if left == math.inf else max(0.0, left)
        if not self._semaphore.acquire(timeout=timeout):
            raise deadline.expired()

    def give_back(self) -> None:
        """Let the next one in."""
        self._semaphore.release()


class Lock:
    """A lock between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold it."""
        with self._lock:
            yield


class Deadline:
    """
    The end of a call: a thread cannot be stopped, so each wait is cut to it.

    Args:
        seconds: How long from now, or ``None`` for no end.

        expired: Makes the error of being too late.
    """

    def __init__(self, seconds: float | None, expired: Callable[[], Exception]) -> None:
        self._end = math.inf if seconds is None else time.monotonic() + seconds
        self.expired = expired

    def left(self) -> float:
        """Return the seconds left, infinite if there is no end."""
        return self._end - time.monotonic()

    def check(self) -> None:
        """Raise if it is over."""
        if self.left() <= 0:
            raise self.expired()

    def bound(self, timeouts: Timeouts) -> Timeouts:
        """Return *timeouts*, cut to what is left."""
        self.check()
        left = self.left()
        return timeouts if left == math.inf else timeouts.within(left)

    @contextmanager
    def enforced(self) -> Iterator[None]:
        """End what stands inside in time."""
        yield


def map_concurrently(function: Callable[[S], T], items: Sequence[S]) -> list[T]:
    """
    Call *function* for all *items* at once, and return the results in order.

    The first error is raised as it is, and calls not begun are left out.
    """
    if len(items) <= 1:
        return [function(item) for item in items]
    with ThreadPoolExecutor(min(len(items), _THREADS)) as threads:
        calls = [threads.submit(copy_context().run, function, one) for one in items]
        try:
            return [call.result() for call in calls]
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise


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
        if segment.is_async:
            raise TypeError("an asynchronous upload needs an async client")
        for block in segment.blocks():
            for part in parts(block):
                segment.expect(len(part))
                yield part
                segment.advance(len(part))
        segment.finish()


class AwaitsPage(Generic[T]):
    """Can be awaited for its page in the other tree."""

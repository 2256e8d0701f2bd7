"""
What async and sync code do differently: this file's twin is written by hand.
"""

from __future__ import annotations

import inspect
import math
import os
import threading
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
    Sequence,
)
from contextlib import aclosing, asynccontextmanager, contextmanager
from typing import Any, Generic, TypeVar

import anyio
import anyio.lowlevel
import anyio.to_thread

from .._body import Upload, parts
from .._policy import Timeouts

S = TypeVar("S")
T = TypeVar("T")

sleep: Callable[[float], Awaitable[None]] = anyio.sleep


#: Seconds between attempts to take a lock that another event loop holds.
_LOCK_POLL = 0.01


def current_run() -> object:
    """Return what connections cannot leave: the event loop, and the process."""
    return os.getpid(), anyio.lowlevel.current_token()


class Turns:
    """
    A number of turns: who finds none free waits.

    Args:
        count: How many.
    """

    def __init__(self, count: int) -> None:
        self._semaphore = anyio.Semaphore(count, fast_acquire=True)

    @property
    def free(self) -> int:
        """How many are left."""
        return self._semaphore.value

    async def take(self, deadline: Deadline) -> None:
        """Wait for a turn until *deadline*."""
        await self._semaphore.acquire()

    def give_back(self) -> None:
        """Let the next one in."""
        self._semaphore.release()


class Lock:
    """A lock for the tasks of any number of event loops, in any threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._local: tuple[object, anyio.Lock] = (None, anyio.Lock())

    @asynccontextmanager
    async def hold(self) -> AsyncIterator[None]:
        """Hold the lock."""
        run = current_run()
        # One assignment, because another thread may do the same now.
        local = self._local
        if local[0] != run:
            local = self._local = (run, anyio.Lock())
        async with local[1]:
            # Taken by another event loop: that is rare and short, and a thread that
            # waits for the lock could not be cancelled.
            while not self._lock.acquire(blocking=False):  # noqa: ASYNC110, see above
                await anyio.sleep(_LOCK_POLL)
            try:
                yield
            finally:
                self._lock.release()


async def uninterrupted(function: Callable[..., Awaitable[T]], *args: Any) -> T:
    """
    Call *function* to its end, even if the task is cancelled meanwhile.

    The cancellation is raised afterwards, so *function* must have timeouts.
    """
    if not anyio.get_cancelled_exc_class().__module__.startswith("asyncio"):
        with anyio.CancelScope(shield=True):
            return await function(*args)
    import asyncio  # noqa: TID251, only where it runs already

    # asyncio.timeout() and Task.cancel() ignore the scopes of anyio, so a task of its
    # own is needed; the scope keeps anyio from cancelling the wait again and again.
    task = asyncio.ensure_future(function(*args))
    cancelled: asyncio.CancelledError | None = None
    with anyio.CancelScope(shield=True):
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError as error:
                cancelled = error
    if cancelled is not None:
        if not task.cancelled():
            task.exception()  # marks it as seen
        raise cancelled
    return task.result()


class Deadline:
    """
    The end of a call: the waits inside are cut short by cancelling them.

    Args:
        seconds: How long from now, or ``None`` for no end.

        expired: Makes the error of being too late.
    """

    def __init__(self, seconds: float | None, expired: Callable[[], Exception]) -> None:
        self._seconds = seconds
        self._end = math.inf if seconds is None else time.monotonic() + seconds
        self.expired = expired

    def left(self) -> float:
        """Return the seconds left, infinite if there is no end."""
        return self._end - time.monotonic()

    def check(self) -> None:
        """Raise if it is over and nothing else says so."""

    def bound(self, timeouts: Timeouts) -> Timeouts:
        """Return *timeouts*, cut to what is left if nothing else ends them."""
        return timeouts

    @contextmanager
    def enforced(self) -> Iterator[None]:
        """End what stands inside in time."""
        with anyio.move_on_after(self._seconds) as scope:
            yield
        if scope.cancelled_caught:
            raise self.expired()


async def map_concurrently(
    function: Callable[[S], Awaitable[T]], items: Sequence[S]
) -> list[T]:
    """
    Call *function* for all *items* at once, and return the results in order.

    The first error ends the other calls and is raised as it is.
    """
    if len(items) == 1:
        return [await function(items[0])]
    results: list[Any] = [None] * len(items)

    async def call(place: int, item: S) -> None:
        results[place] = await function(item)

    try:
        async with anyio.create_task_group() as group:
            for place, item in enumerate(items):
                group.start_soon(call, place, item)
    except BaseExceptionGroup as errors:
        first = _first(errors)
        raise first from first.__cause__
    return results


def _first(error: BaseException) -> BaseException:
    """Return the first plain error in a group of groups."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def in_thread(function: Callable[..., T], *args: Any) -> T:
    """
    Call *function* where it may block; if cancelled, leave it to itself.
    """
    return await anyio.to_thread.run_sync(function, *args, abandon_on_cancel=True)


async def finish_in_thread(function: Callable[..., object]) -> None:
    """
    Call *function* where it may block, even while what is around is cancelled.
    """
    with anyio.CancelScope(shield=True):
        await anyio.to_thread.run_sync(function)


async def maybe_await(value: Any) -> Any:
    """Return *value*, or what it comes to: users' code may be of either kind."""
    return await value if inspect.isawaitable(value) else value


async def stream_body(
    segments: Sequence[bytes | Upload],
) -> AsyncGenerator[bytes, None]:
    """Read the segments of a body without blocking the event loop."""
    for segment in segments:
        if isinstance(segment, bytes):
            yield segment
            continue
        async with aclosing(_blocks(segment)) as blocks:
            async for block in blocks:
                for part in parts(block):
                    segment.expect(len(part))
                    yield part
                    segment.advance(len(part))
        segment.finish()


async def _blocks(upload: Upload) -> AsyncGenerator[bytes, None]:
    if upload.is_async:
        upload.sent = 0
        async for block in upload.source:
            yield block
        return
    blocks = upload.blocks()
    try:
        while (block := await anyio.to_thread.run_sync(next, blocks, None)) is not None:
            yield block
    finally:
        blocks.close()


class AwaitsPage(Generic[T]):
    """Can be awaited for its `page`; in the twin it cannot."""

    async def page(self) -> T:
        """Return what awaiting gives."""
        raise NotImplementedError

    def __await__(self) -> Generator[Any, Any, T]:
        return self.page().__await__()

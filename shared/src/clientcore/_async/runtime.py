"""
What async and sync code do differently: this file's twin is written by hand.
"""

from __future__ import annotations

import inspect
import math
import os
import sys
import threading
import time
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterable,
    Iterator,
    Sequence,
)
from contextlib import aclosing, asynccontextmanager, suppress
from types import TracebackType
from typing import Any, Generic, TypeVar

import anyio
import anyio.lowlevel
import anyio.to_thread

from .._body import Upload

S = TypeVar("S")
T = TypeVar("T")

sleep: Callable[[float], Awaitable[None]] = anyio.sleep
#: Lets other tasks run, and cancellation happen.
checkpoint: Callable[[], Awaitable[None]] = anyio.lowlevel.checkpoint


#: Whether requests of HTTP/2 share a connection.
MULTIPLEXED = True

#: Seconds between attempts to take a lock that another event loop holds.
_LOCK_POLL = 0.01

#: Threads of an event loop, as many as anyio allows by default.
_THREADS = 40
_limiter: anyio.lowlevel.RunVar[anyio.CapacityLimiter] = anyio.lowlevel.RunVar(
    "clientcore"
)


def current_run() -> object:
    """Return what connections cannot leave: the event loop, and the process."""
    return os.getpid(), _asyncio_loop() or anyio.lowlevel.current_token()


def _asyncio_loop() -> Any:
    """Return asyncio's running loop, or ``None``: anyio needs 2 µs for that."""
    asyncio = sys.modules.get("asyncio")
    return asyncio._get_running_loop() if asyncio else None


def is_running(run: Any) -> bool:
    """Return whether the event loop of *run*, a value of `current_run`, goes on."""
    process, token = run
    if process != os.getpid():
        return False
    if hasattr(token, "is_running"):
        return bool(token.is_running())
    try:
        token.native_token.run_sync_soon(bool)
    except Exception:  # noqa: BLE001, trio.RunFinishedError, without importing trio
        return False
    return True


class Slots:
    """
    Concurrency slots, given out in the order of the requests for them.

    Args:
        count: Number of slots.
    """

    def __init__(self, count: int) -> None:
        self._semaphore = anyio.Semaphore(count, fast_acquire=True)

    async def acquire(self) -> None:
        """Wait for a slot."""
        await self._semaphore.acquire()

    def release(self) -> None:
        """Give the slot to the caller that waits longest."""
        self._semaphore.release()


class Lock:
    """A lock for the tasks of any number of event loops, in any threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._local: tuple[object, Any] = (None, None)

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


class Expired(Exception):
    """The deadline of a call is over."""


class Deadline:
    """
    The time that a call may take, without the waits for a concurrency slot.

    Args:
        seconds: How much, or ``None`` for no limit.

    Attributes:
        left: Seconds left, infinite without a limit.
    """

    def __init__(self, seconds: float | None) -> None:
        self.left = math.inf if seconds is None else seconds

    def running(self) -> _Running:
        """
        Count the time inside, and cancel what is inside at its end.

        Raises:
            Expired: No time is left.
        """
        return _Running(self)


class _Running:
    """What `Deadline.running` returns: a class is cheaper than a generator."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def __enter__(self) -> None:
        left = self._deadline.left
        self._started = time.monotonic()
        self._scope = anyio.move_on_after(None if left == math.inf else left)
        self._scope.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._deadline.left -= time.monotonic() - self._started
        self._scope.__exit__(kind, error, trace)
        if self._scope.cancelled_caught:
            raise Expired


def check_deadline() -> None:
    """Do nothing: a task is cancelled at its deadline."""


async def map_concurrently(
    function: Callable[[S], Awaitable[T]], items: Iterable[S], limit: int = 100
) -> list[T]:
    """
    Call *function* for all *items*, and return the results in their order.

    The first error cancels the other calls, and is raised without a group around it.

    Args:
        function: What to call.
        items: The arguments of the calls.
        limit: The most calls at the same time.
    """
    numbered = enumerate(items)
    results: dict[int, T] = {}

    async def work() -> None:
        # The workers share one iterator, which advances between two awaits.
        for place, item in numbered:
            results[place] = await function(item)

    try:
        async with anyio.create_task_group() as group:
            for _ in range(limit):
                group.start_soon(work)
    except BaseExceptionGroup as errors:
        first = _first(errors)
        raise first from first.__cause__
    return [results[place] for place in sorted(results)]


def _first(error: BaseException) -> BaseException:
    """Return the first plain error in a group of groups."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _thread_limiter() -> anyio.CapacityLimiter:
    """
    Return the limiter of our threads in this event loop.

    It is not that of the user's threads: if all of those wait for requests, the
    requests need others.
    """
    try:
        return _limiter.get()
    except LookupError:
        limiter = anyio.CapacityLimiter(_THREADS)
        _limiter.set(limiter)
        return limiter


async def in_thread(function: Callable[..., T], *args: Any) -> T:
    """
    Call *function* where it may block; if cancelled, leave it to itself.
    """
    return await anyio.to_thread.run_sync(
        function, *args, abandon_on_cancel=True, limiter=_thread_limiter()
    )


async def finish_in_thread(function: Callable[..., object]) -> None:
    """
    Call *function* where it may block, even while what is around is cancelled.
    """
    with anyio.CancelScope(shield=True):
        await anyio.to_thread.run_sync(function, limiter=_thread_limiter())


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
                for part in segment._parts(block):
                    yield part
        segment._finish()


async def _next_block(blocks: Iterator[bytes]) -> bytes | None:
    limiter = _thread_limiter()
    return await anyio.to_thread.run_sync(next, blocks, None, limiter=limiter)


async def _blocks(upload: Upload) -> AsyncGenerator[bytes, None]:
    if upload._is_async:
        upload.sent = 0
        async for block in upload._source:
            yield block
        return
    blocks = upload._blocks()
    try:
        while (block := await _next_block(blocks)) is not None:
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


def check_hook(name: str, hook: object) -> None:
    """Accept any hook: what it returns is awaited if it can be."""


#: The methods that tell what an option is, and what messages call it.
REQUIRED = {
    "http_client": (
        ("build_request", "aclose"),
        "an httpx.AsyncClient or aiohttp.ClientSession",
    ),
    "transport": (
        ("handle_async_request",),
        '"aiohttp" or an httpx.AsyncBaseTransport',
    ),
    "throttle": (("__aenter__", "__aexit__"), "an async context manager"),
    "limits": (
        ("reserve", "confirm", "release", "close"),
        "a clientcore.SharedLimits",
    ),
}


def is_aiohttp(option: object) -> bool:
    """Return whether a transport or HTTP client is that of aiohttp."""
    classes = type(option).__mro__
    return option == "aiohttp" or any(c.__module__ == "aiohttp.client" for c in classes)


async def warm_up(function: Callable[..., object], *args: Any) -> None:
    """
    Call *function* in a worker thread, and import anyio's code for asyncio there.

    Such imports take 100 ms together, for which the event loop would stand still.
    """
    if loop := _asyncio_loop():
        # By anyio itself it would be imported here.
        await loop.run_in_executor(None, _import_backend)
        await loop.run_in_executor(None, function, *args)
    else:
        await in_thread(function, *args)


def _import_backend() -> None:
    import asyncio  # noqa: TID251, imported by anyio anyway

    asyncio.run(anyio.lowlevel.checkpoint())


async def end_stream(stream: Any, received: AsyncIterator[bytes]) -> None:
    """
    Bring the generators of a closed *stream* to their end.

    One that is left unfinished is a warning on trio.
    """
    from .._http import ENDED, AsyncByteStream

    if type(stream).aclose is AsyncByteStream.aclose:
        # A stream that cannot be closed might go on without end.
        return
    with anyio.move_on_after(1), suppress(*ENDED):
        async for _ in received:
            pass

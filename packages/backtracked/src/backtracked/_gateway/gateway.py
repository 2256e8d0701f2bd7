"""
A WebSocket connection that reconnects.
"""

from __future__ import annotations

import inspect
import logging
import random
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from enum import Enum
from types import TracebackType
from typing import Any, Generic, Literal, NoReturn, Self, TypeAlias, TypeVar

import anyio
import attrs
from anyio.abc import TaskGroup

from clientcore import (
    CertificateError,
    Closed,
    ConnectionFailed,
    RateLimited,
    ServerError,
    TimedOut,
)

from .connection import Connection
from .heartbeat import Heartbeat, Pulse, pulse
from .inbox import Inbox
from .protocol import GatewayProtocol, Reconnect
from .reconnect import Backoff, Cause, Ended, Retries
from .socket import ConnectionLost, Frame, Limits, Opening, how_it_ended, how_it_failed

E = TypeVar("E")
Proxy: TypeAlias = str | Literal[True] | None

#: Each failure in a row with such a number is logged as a warning, and the first.
_LOUD_FAILURE = 10


class State(Enum):
    """State of a gateway."""

    NEW = "new"
    CONNECTING = "connecting"
    OPEN = "open"
    WAITING = "waiting"
    CLOSING = "closing"
    CLOSED = "closed"


class Gateway(Generic[E]):
    """
    A WebSocket connection that reconnects.

    Entering it starts connecting and does not wait for the connection; leaving it
    closes the connection. ``run`` and ``async for`` yield the events, whichever
    connection they were received on.

    When the queue is full, reading pauses, and so the server does too: no event
    is dropped, and memory is bounded.

    Args:
        protocol: The service's addresses, handshake and frames.
        on_connect: Called after each handshake, before any frame is read: it may
            send, but not wait for a response.
        on_disconnect: Called once for each connection that ``on_connect`` was
            called for.
        on_state: Called with each new state, at once.
        on_raw: Called with each frame that ``decode`` raised for, and the error.
        backoff: How long to wait between attempts, and when to give up.
        queue: Number of events after which reading pauses, at least 1. All events
            of one frame are queued together, so there may be a few more.
        max_size: Size of the largest frame in bytes; a larger one ends the
            connection.
        open_timeout: Seconds for connecting, for the handshake, and for each
            call of a hook.
        close_timeout: Seconds for the closing handshake.
        tls: Context for ``wss://``; ``None`` for that of requests.
        proxy: URL of a proxy, ``None`` for none, ``True`` for the one in the
            environment, or a function that returns one of these for each attempt.
        logger: Logger for debug lines and warnings.
        random: Returns a random number from 0 to 1.
        clock: Returns a monotonic time in seconds.
        sleep: Waits for a number of seconds.

    Hooks are plain or coroutine functions. Their exceptions are logged.
    """

    def __init__(
        self,
        protocol: GatewayProtocol[E],
        *,
        on_connect: Callable[[], Any] | None = None,
        on_disconnect: Callable[[Ended], Any] | None = None,
        on_state: Callable[[State], None] | None = None,
        on_raw: Callable[[Frame, Exception], Any] | None = None,
        backoff: Backoff = Backoff(),  # noqa: B008 (frozen)
        queue: int = 1024,
        max_size: int = 2**20,
        open_timeout: float = 10.0,
        close_timeout: float = 5.0,
        tls: ssl.SSLContext | None = None,
        proxy: Proxy | Callable[[], Proxy] = True,
        logger: logging.Logger | None = None,
        random: Callable[[], float] = random.random,
        clock: Callable[[], float] = anyio.current_time,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        if queue < 1:
            raise ValueError("the queue must have room for at least one event")
        self._protocol = protocol
        self._on_connect = on_connect
        self._on_disconnect = on_disconnect
        self._on_raw = on_raw
        self._limits = Limits(max_size, open_timeout, close_timeout, tls, None)
        self._proxy = proxy
        self._on_state = on_state
        self._logger = logger or logging.getLogger("backtracked.gateway")
        self._random = random
        self._clock = clock
        self._sleep = sleep

        self._retries = Retries(backoff)
        self._inbox: Inbox[E] = Inbox(queue)
        self._state = State.NEW
        self._connection: Connection | None = None
        self._failure: Exception | None = None
        self._tasks: TaskGroup | None = None
        self._own_task = 0
        self._is_closing = False
        # The scope of the gateway's task, and the one that closing cancels.
        self._scope: anyio.CancelScope | None = None
        self._stop: anyio.CancelScope | None = None
        self._changed: anyio.Event | None = None
        self._done: anyio.Event | None = None

    def __repr__(self) -> str:
        place = f" {self._connection.target.place}" if self._connection else ""
        return f"<{type(self).__name__}{place} {self._state.value}>"

    @property
    def state(self) -> State:
        """State of the gateway."""
        return self._state

    @property
    def latency(self) -> float | None:
        """Seconds from the last heartbeat to its response, ``None`` before one."""
        return self._connection.latency if self._connection else None

    # --- Life

    async def __aenter__(self) -> Self:
        if self._state is not State.NEW or self._tasks is not None:
            raise Closed("a gateway can be entered only once")
        self._stop = self._scope = anyio.CancelScope()
        self._changed, self._done = anyio.Event(), anyio.Event()
        self._tasks = anyio.create_task_group()
        await self._tasks.__aenter__()
        self._enter(State.CONNECTING)
        self._tasks.start_soon(self._supervise, self._scope)
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        assert self._tasks is not None
        # The task ends by itself, within the close timeout. After waiting for it
        # the group has nothing to cancel, and so does not wrap the exception of
        # the body in an exception group.
        with anyio.CancelScope(shield=True):
            await self.aclose()
        await self._tasks.__aexit__(None, None, None)

    async def aclose(self) -> None:
        """
        Close the connection for good.

        Events that were received before can still be taken. It may be called
        repeatedly, by several tasks, and by a hook.
        """
        if self._stop is None or self._done is None:
            self._state = State.CLOSED
            self._inbox.end()
            return
        # A connection that ends at this moment may not notice the cancellation.
        self._is_closing = True
        self._stop.cancel()
        # A hook runs in the gateway's own task, which can't wait for itself.
        if anyio.get_current_task().id != self._own_task:
            await self._done.wait()

    # --- Use

    async def wait_open(self) -> None:
        """
        Wait until the connection is open.

        Raises:
            Closed: The gateway was closed or has not been entered.
            Exception: The gateway has failed with this error.
        """
        while self._state is not State.OPEN:
            if self._changed is None or self._state is State.CLOSED:
                self._raise_closed()
            await self._changed.wait()

    async def send(self, frame: Frame) -> None:
        """
        Send *frame* now, waiting only while the server is slow to read.

        Frames are not queued for the next connection.

        Raises:
            Closed: There is no connection, or it was lost while sending; then the
                server may or may not have received the frame.
        """
        if self._state is not State.OPEN or self._connection is None:
            self._raise_closed()
        await self._connection.send(frame)

    def __aiter__(self) -> Self:
        if self._state is State.NEW or self._inbox.is_over:
            self._raise_closed()
        return self

    async def __anext__(self) -> E:
        try:
            return self._inbox.take()
        except IndexError:
            if await self._inbox.wait_for_event():
                return self._inbox.take()
        if self._failure is not None:
            raise self._failure
        raise StopAsyncIteration

    async def run(self, handler: Callable[[E], Any]) -> None:
        """
        Call *handler* with each event until the gateway is closed.

        An exception of *handler* is raised here, and the gateway stays open.

        Args:
            handler: Plain or coroutine function, called for one event at a
                time, in order.
        """
        inbox = aiter(self)._inbox
        while await inbox.wait_for_event():
            result = handler(inbox.take())
            if result is not None and inspect.isawaitable(result):
                await result
        if self._failure is not None:
            raise self._failure

    def _raise_closed(self) -> NoReturn:
        if self._failure is not None:
            raise self._failure
        if self._state is State.NEW:
            raise Closed("the gateway has not been entered: use 'async with'")
        raise Closed(f"no connection: the gateway is {self._state.value}")

    # --- Connecting

    def _enter(self, state: State) -> None:
        if state is not self._state:
            self._logger.info("connection: %s", state.value)
        self._state = state
        if self._on_state is not None:
            self._on_state(state)
        if self._changed is not None:
            self._changed.set()
            self._changed = anyio.Event()

    async def _supervise(self, scope: anyio.CancelScope) -> None:
        self._own_task = anyio.get_current_task().id
        try:
            with scope:
                await self._stay_connected()
        except Exception as error:  # noqa: BLE001 (raised by other methods)
            # Not raised here, where it would cancel the user's block, but by the
            # methods that take events or send.
            self._failure = _unwrap(error)
        finally:
            assert self._done is not None
            self._enter(State.CLOSED)
            self._inbox.end()
            self._done.set()

    async def _stay_connected(self) -> None:
        while True:
            self._enter(State.CONNECTING)
            ended = await self._connect()
            if self._is_closing:
                return
            wait = None
            if self._protocol.should_reconnect(ended):
                wait = self._retries.wait(ended, draw=self._random())
            if wait is None:
                raise self._protocol.error(ended) from ended.cause
            failures = self._retries.failures
            loud = failures == 1 or failures % _LOUD_FAILURE == 0
            self._logger.log(
                logging.WARNING if loud else logging.DEBUG,
                "%s; attempt %d to connect in %.1f s",
                *(ended, failures, wait),
            )
            self._enter(State.WAITING)
            await self._sleep(wait)

    async def _connect(self) -> Ended:
        """Open a connection, use it to its end, and return how it ended."""
        try:
            target = await self._protocol.target()
        except Exception as error:  # noqa: BLE001 (_ended_by raises the others)
            return _ended_by(error)
        async with AsyncExitStack() as stack:
            try:
                proxy = self._proxy() if callable(self._proxy) else self._proxy
                limits = attrs.evolve(self._limits, proxy=proxy)
                socket = await stack.enter_async_context(Opening(target, limits))
            except Exception as error:  # noqa: BLE001 (trio has its own exceptions)
                return how_it_failed(error).redact(target.secrets)
            return await self._use(Connection(socket, target, self._clock))

    async def _use(self, connection: Connection) -> Ended:
        ended = Ended(Cause.LEFT)
        try:
            # On trio websockets reads in a task of its own. An outer cancellation
            # would end it before the closing handshake is done.
            with anyio.CancelScope() as self._stop:
                ended = await self._communicate(connection)
        finally:
            self._stop = self._scope
            opened_at = connection.opened_at
            lived = 0.0 if opened_at is None else self._clock() - opened_at
            ended = connection.ending(attrs.evolve(ended, lived=lived))
            # Also when this task was cancelled: that is how a gateway closes.
            with anyio.CancelScope(shield=True):
                await self._disconnect(connection, ended)
        return ended

    async def _disconnect(self, connection: Connection, ended: Ended) -> None:
        self._connection = None
        self._enter(State.CLOSING if ended.why is Cause.LEFT else State.WAITING)
        await connection.close()
        if connection.opened_at is not None:
            await self._call(self._on_disconnect, ended)

    async def _communicate(self, connection: Connection) -> Ended:
        try:
            with anyio.fail_after(self._limits.open_timeout):
                heartbeat = await self._protocol.handshake(connection)
        except Closed as closed:
            return connection.end or _ended_by(closed)
        except Exception as error:  # noqa: BLE001 (_ended_by raises the others)
            return _ended_by(error)
        connection.opened_at = self._clock()
        self._connection = connection
        self._enter(State.OPEN)
        self._logger.debug("%s: open", connection.target.place)
        await self._call(self._on_connect)
        return await self._watch(connection, heartbeat)

    async def _watch(
        self, connection: Connection, heartbeat: Heartbeat | None
    ) -> Ended:
        ended = Ended(Cause.LEFT)
        async with anyio.create_task_group() as tasks:
            if heartbeat is not None:
                tasks.start_soon(self._beat, connection, heartbeat)
            ended = await self._read(connection)
            tasks.cancel_scope.cancel()
        return ended

    async def _read(self, connection: Connection) -> Ended:
        """Read to the end of the connection. The loop runs for every event."""
        inbox, put, decode = self._inbox, self._inbox.put, self._protocol.decode
        receive = connection.read
        try:
            while True:
                frame = await receive()
                connection.heard = True
                try:
                    for event in decode(frame):
                        put(event)
                except Reconnect:
                    raise
                except Exception as error:  # noqa: BLE001 (one bad frame is not fatal)
                    await self._report(frame, error)
                finally:
                    inbox.wake()
                if connection.replies:
                    await connection.flush()
                if inbox.is_full:
                    await self._stall(connection)
        except ConnectionLost as lost:
            return how_it_ended(lost)
        except Reconnect as request:
            return _ended_by(request)
        except Closed as closed:
            # A reply could not be sent.
            return connection.end or _ended_by(closed)

    async def _stall(self, connection: Connection) -> None:
        """Pause reading until there is room in the queue."""
        connection.stalled = connection.has_stalled = True
        await self._inbox.wait_for_room()
        connection.stalled = False

    async def _report(self, frame: Frame, error: Exception) -> None:
        # Neither the frame nor the error's text: they may contain secrets.
        kind = type(error).__name__
        self._logger.warning(
            "a frame of length %d could not be decoded: %s", len(frame), kind
        )
        await self._call(self._on_raw, frame, error)

    async def _call(self, hook: Callable[..., Any] | None, *facts: Any) -> None:
        if hook is None:
            return
        try:
            with anyio.fail_after(self._limits.open_timeout):
                result = hook(*facts)
                if inspect.isawaitable(result):
                    await result
        except Exception:
            self._logger.exception("a hook of the gateway failed")

    # --- Heartbeat

    async def _beat(self, connection: Connection, heartbeat: Heartbeat) -> None:
        wait = heartbeat.interval
        while True:
            await self._sleep(wait)
            connection.heard = False
            connection.beat_at = self._clock()
            try:
                with anyio.move_on_after(heartbeat.timeout) as sending:
                    await connection.send(heartbeat.frame)
            except Closed:
                return  # The reader has noticed it too.
            # If it can't be sent for so long, the server does not read.
            if sending.cancelled_caught or not await self._is_alive(
                connection, heartbeat
            ):
                await connection.drop_unresponsive()
                return
            wait = heartbeat.pause

    async def _is_alive(self, connection: Connection, heartbeat: Heartbeat) -> bool:
        while True:
            connection.has_stalled = connection.stalled
            due = self._clock() + heartbeat.timeout
            await self._sleep(heartbeat.timeout)
            state = pulse(
                heard=connection.heard,
                stalled=connection.has_stalled,
                late=self._clock() - due,
                timeout=heartbeat.timeout,
            )
            if state is not Pulse.UNKNOWN:
                return state is Pulse.ALIVE


def _ended_by(error: Exception) -> Ended:
    """Return how a protocol's exception ends a connection, or raise it again."""
    wait: float | None
    match error:
        case Reconnect():
            wait = error.retry_after
            return Ended(Cause.RECONNECT, reason=str(error), retry_after=wait)
        case TimeoutError():
            return Ended(Cause.TIMED_OUT, cause=error)
        case CertificateError():
            raise error
        case ConnectionFailed() | TimedOut() | RateLimited() | ServerError():
            wait = getattr(error, "retry_after", None)
            return Ended(
                Cause.UNREACHABLE, reason=str(error), retry_after=wait, cause=error
            )
        case _:
            raise error


def _unwrap(error: Exception) -> Exception:
    """Return the only exception of a group."""
    while isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error

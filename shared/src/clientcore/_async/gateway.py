# No twin: a socket that stays open needs a loop, so realtime is async only.
"""
A WebSocket that stays connected.
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
from typing import Any, Generic, Literal, NoReturn, Self, TypeVar

import anyio
import attrs
from anyio.abc import TaskGroup

from .._errors import Closed, ConnectionFailed, RateLimited, ServerError, TimedOut
from .._reconnect import Backoff, Course, Ended, Frame, Heartbeat, Pulse, Why, pulse
from .inbox import Inbox
from .link import GatewayProtocol, Link, Reconnect
from .socket import ConnectionLost, Limits, Opening, how_it_ended, how_it_failed

E = TypeVar("E")

_NORMAL = 1000
#: Says goodbye without giving the session up: 1000 and 1001 end it for many.
_WILL_RESUME = 4000


class State(Enum):
    """What a gateway is doing."""

    NEW = "new"
    CONNECTING = "connecting"
    OPEN = "open"
    WAITING = "waiting"
    CLOSING = "closing"
    CLOSED = "closed"


class Gateway(Generic[E]):
    """
    A WebSocket that stays connected.

    Entering starts it and does not wait for the first connection. Leaving
    closes it. In between, take the events by ``async for`` or by ``run``; they
    outlive the connection that they came over.

    When the queue is full, reading stops, and so does the sender in the end:
    no event is dropped, and memory stays bounded.

    Args:
        protocol: All knowledge of the service.

        on_connect:
            Called after each handshake with whether the session was resumed,
            before any frame is read: it may send, but not wait for an answer.

        on_disconnect: Called once for each connection that ``on_connect`` saw.

        on_raw: Called with each frame that ``decode`` raised for, and the error.

        backoff: How long to wait between attempts, and when to give up.

        ping: How to watch a connection whose service has no heartbeat of its
            own, or ``None`` for not at all.

        queue: How many events may wait to be taken. One frame's events are
            queued together, so it may be more by those.

        max_size: The largest frame in bytes; a larger one ends the connection.

        open_timeout: Seconds for connecting, for the handshake, and for each
            call of a hook.

        close_timeout: Seconds for the closing handshake.

        tls: A context for ``wss://``; ``None`` takes the system's.

        proxy: A proxy's address; ``True`` asks the environment, ``None``
            uses none.

        logger: Where debug lines and warnings go.

        random: Draws the jitter, from 0 to 1.

        clock: Tells the seconds since some point.

        sleep: Waits for so many seconds.

    Hooks are plain or coroutine functions. What they raise is logged.
    """

    def __init__(
        self,
        protocol: GatewayProtocol[E],
        *,
        on_connect: Callable[[bool], Any] | None = None,
        on_disconnect: Callable[[Ended], Any] | None = None,
        on_raw: Callable[[Frame, Exception], Any] | None = None,
        backoff: Backoff = Backoff(),  # noqa: B008 (frozen)
        ping: Heartbeat | None = Heartbeat(),  # noqa: B008 (frozen)
        queue: int = 1024,
        max_size: int = 2**20,
        open_timeout: float = 10.0,
        close_timeout: float = 5.0,
        tls: ssl.SSLContext | None = None,
        proxy: str | Literal[True] | None = True,
        logger: logging.Logger | None = None,
        random: Callable[[], float] = random.random,
        clock: Callable[[], float] = anyio.current_time,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        if queue < 1:
            raise ValueError("the queue needs room for at least one event")
        self._protocol = protocol
        self._on_connect = on_connect
        self._on_disconnect = on_disconnect
        self._on_raw = on_raw
        self._ping = ping
        self._limits = Limits(max_size, open_timeout, close_timeout, tls, proxy)
        self._logger = logger or logging.getLogger("clientcore.gateway")
        self._random = random
        self._clock = clock
        self._sleep = sleep

        self._course = Course(backoff)
        self._inbox: Inbox[E] = Inbox(queue)
        self._state = State.NEW
        self._link: Link | None = None
        self._failure: Exception | None = None
        self._tasks: TaskGroup | None = None
        self._own_task = 0
        self._is_closing = False
        # All that the gateway does, and the part of it that closing cuts short.
        self._scope: anyio.CancelScope | None = None
        self._stop: anyio.CancelScope | None = None
        self._changed: anyio.Event | None = None
        self._done: anyio.Event | None = None

    def __repr__(self) -> str:
        place = f" {self._link.target.place}" if self._link else ""
        return f"<{type(self).__name__}{place} {self._state.value}>"

    @property
    def state(self) -> State:
        """What the gateway is doing."""
        return self._state

    # --- Life

    async def __aenter__(self) -> Self:
        if self._state is not State.NEW or self._tasks is not None:
            raise Closed("a gateway is entered once; make another one")
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
        # The task ends by itself, within the close timeout. Waiting for it here
        # means that the group has nothing to cancel, and so nothing to wrap:
        # the body's own exception leaves as it is, not inside a group.
        with anyio.CancelScope(shield=True):
            await self.aclose()
        await self._tasks.__aexit__(None, None, None)

    async def aclose(self) -> None:
        """
        Close the connection and stay closed.

        Events that were read before can still be taken. Harmless when it is
        called twice, by several tasks, or by a hook.
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
        Wait until there is a connection to send on.

        Raises:
            Closed: There will be none, as the gateway was closed.

            Exception: There will be none, and this is why.
        """
        while self._state is not State.OPEN:
            if self._changed is None or self._state is State.CLOSED:
                self._raise_closed()
            await self._changed.wait()

    async def send(self, frame: Frame) -> None:
        """
        Send *frame* now, waiting only while the server is slow to read.

        Nothing is kept for later: a frame belongs to the session it was made
        for. ``wait_open`` waits for a connection, and ``on_connect`` is the
        place for what every session needs.

        Raises:
            Closed: There is no connection, or it was lost meanwhile; then the
                server may or may not have got the frame.
        """
        if self._state is not State.OPEN or self._link is None:
            self._raise_closed()
        await self._link.send(frame)

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

        The leanest way to take events. What *handler* raises comes out here,
        and the gateway stays open.

        Args:
            handler: A plain or a coroutine function, called for one event at a
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
            raise Closed("the gateway is not open yet: use 'async with'")
        raise Closed(f"no connection: the gateway is {self._state.value}")

    # --- Staying connected

    def _enter(self, state: State) -> None:
        self._state = state
        if self._changed is not None:
            self._changed.set()
            self._changed = anyio.Event()

    async def _supervise(self, scope: anyio.CancelScope) -> None:
        self._own_task = anyio.get_current_task().id
        try:
            with scope:
                await self._stay_connected()
        except Exception as error:  # noqa: BLE001 (raised again, elsewhere)
            # Not raised here, where it would cancel the user's block from
            # outside, but wherever the user asks for events or sends.
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
            step = self._protocol.after(ended)
            wait = self._course.wait(step, ended, draw=self._random())
            if wait is None:
                raise self._protocol.error(ended) from ended.cause
            self._logger.debug("%s; %s in %.1f s", ended, step.value, wait)
            self._enter(State.WAITING)
            await self._sleep(wait)

    async def _connect(self) -> Ended:
        """Make one connection, use it to its end, and tell how that came."""
        resuming = self._course.resuming
        try:
            target = await self._protocol.target(resume=resuming)
        except Exception as error:  # noqa: BLE001 (_excuse raises what is none)
            return attrs.evolve(_excuse(error), resuming=resuming)
        async with AsyncExitStack() as stack:
            try:
                socket = await stack.enter_async_context(Opening(target, self._limits))
            except Exception as error:  # noqa: BLE001 (trio's own come through too)
                failed = attrs.evolve(how_it_failed(error), resuming=resuming)
                return failed.blot(target.secrets)
            return await self._use(Link(socket, target, resuming=resuming))

    async def _use(self, link: Link) -> Ended:
        ended = Ended(Why.LEFT)
        try:
            # On trio websockets reads in a task of its own. Cancelled from further
            # outside it would be gone before the goodbye could be answered.
            with anyio.CancelScope() as self._stop:
                ended = await self._converse(link)
        finally:
            self._stop = self._scope
            lived = 0.0 if link.opened_at is None else self._clock() - link.opened_at
            ended = link.ending(attrs.evolve(ended, lived=lived))
            # Also when this task was cancelled: that is how a gateway closes.
            with anyio.CancelScope(shield=True):
                await self._part(link, ended)
        return ended

    async def _part(self, link: Link, ended: Ended) -> None:
        self._link = None
        self._enter(State.CLOSING if ended.why is Why.LEFT else State.WAITING)
        back = ended.why in {Why.ASKED, Why.SLOW} and ended.resumable
        await link.close(_WILL_RESUME if back else _NORMAL)
        if ended.opened:
            await self._call(self._on_disconnect, ended)

    async def _converse(self, link: Link) -> Ended:
        try:
            with anyio.fail_after(self._limits.open_timeout):
                session = await self._protocol.handshake(link, resume=link.resuming)
        except Closed as closed:
            return link.end or _excuse(closed)
        except Exception as error:  # noqa: BLE001 (_excuse raises what is none)
            return _excuse(error)
        link.opened_at = self._clock()
        self._course.opened()
        self._link = link
        self._enter(State.OPEN)
        self._logger.debug(
            "%s: open, session %s",
            link.target.place,
            "resumed" if session.resumed else "new",
        )
        await self._call(self._on_connect, session.resumed)
        return await self._watch(link, session.heartbeat or self._ping)

    async def _watch(self, link: Link, heartbeat: Heartbeat | None) -> Ended:
        ended = Ended(Why.LEFT)
        async with anyio.create_task_group() as tasks:
            if heartbeat is not None:
                tasks.start_soon(self._beat, link, heartbeat)
            ended = await self._read(link, heartbeat.answer if heartbeat else None)
            tasks.cancel_scope.cancel()
        return ended

    async def _read(
        self, link: Link, is_answer: Callable[[Frame], bool] | None
    ) -> Ended:
        """Read until there is nothing more. Every event passes here: keep it lean."""
        inbox, put, decode = self._inbox, self._inbox.put, self._protocol.decode
        receive = link.read
        try:
            while True:
                frame = await receive()
                try:
                    if is_answer is None or is_answer(frame):
                        link.heard = True
                    for event in decode(frame):
                        put(event)
                except Reconnect:
                    raise
                except Exception as error:  # noqa: BLE001 (one bad frame is not fatal)
                    await self._report(frame, error)
                finally:
                    inbox.wake()
                if link.replies:
                    await link.flush()
                if inbox.is_full:
                    await self._stall(link)
        except ConnectionLost as lost:
            return how_it_ended(lost)
        except Reconnect as wish:
            return _excuse(wish)
        except Closed as closed:
            # A reply could not be sent.
            return link.end or _excuse(closed)

    async def _stall(self, link: Link) -> None:
        """Read nothing until the user has taken some."""
        link.stalled = link.has_stalled = True
        await self._inbox.wait_for_room()
        link.stalled = False

    async def _report(self, frame: Frame, error: Exception) -> None:
        # Neither the frame nor the error's text: they may quote anything.
        kind = type(error).__name__
        self._logger.warning("a frame of %d could not be read: %s", len(frame), kind)
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

    async def _beat(self, link: Link, heartbeat: Heartbeat) -> None:
        wait = heartbeat.interval
        while True:
            await self._sleep(wait)
            link.heard = False
            answered: Callable[[], bool] | None = None
            try:
                with anyio.move_on_after(heartbeat.timeout):
                    answered = await link.beat(heartbeat.frame)
            except Closed:
                return  # The reader has seen it too.
            # Unsent for so long, as nobody reads there, is as good as unanswered.
            if answered is None or not await self._is_alive(link, heartbeat, answered):
                await link.give_up()
                return
            wait = heartbeat.pause

    async def _is_alive(
        self, link: Link, heartbeat: Heartbeat, answered: Callable[[], bool]
    ) -> bool:
        while True:
            link.has_stalled = link.stalled
            due = self._clock() + heartbeat.timeout
            await self._sleep(heartbeat.timeout)
            verdict = pulse(
                heard=link.heard or answered(),
                stalled=link.has_stalled,
                late=self._clock() - due,
                timeout=heartbeat.timeout,
            )
            if verdict is not Pulse.UNKNOWN:
                return verdict is Pulse.ALIVE


def _excuse(error: Exception) -> Ended:
    """Tell how a failure of the protocol object ended a connection, or raise it."""
    match error:
        case Reconnect():
            return Ended(Why.ASKED, reason=str(error), resumable=error.resume)
        case TimeoutError():
            return Ended(Why.SLOW, cause=error)
        case ConnectionFailed() | TimedOut() | RateLimited() | ServerError():
            wait: float | None = getattr(error, "retry_after", None)
            return Ended(
                Why.UNREACHABLE, reason=str(error), retry_after=wait, cause=error
            )
        case _:
            raise error


def _unwrap(error: Exception) -> Exception:
    """Take the one exception out of its group."""
    while isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error

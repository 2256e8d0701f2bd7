"""
The connection to QueUp's socket, and how it is kept.
"""

from __future__ import annotations

import logging
import random
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from enum import Enum
from typing import Any, NoReturn

import anyio
import attrs
from anyio.abc import TaskGroup

import clientcore
from clientcore import Secret

from .._errors import ClosedError, NotConnectedError
from .address import address_of, is_valid, secrets_of
from .connection import Connection, Message
from .ended import Cause, Ended, SessionOver
from .heartbeat import Heartbeat
from .reconnect import Retries
from .socket import ConnectionLost, Limits, Socket, connect, how_it_ended, how_it_failed

log = logging.getLogger("backtracked")

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


@attrs.define(kw_only=True, eq=False, repr=False)
class Gateway:
    """
    A connection to QueUp's socket that reconnects.

    `run` opens it and reads from it. Each message is handled before the next one is
    read: when handlers are behind, reading pauses, and so does the service. No event
    is dropped, and memory is bounded.

    Attributes:
        address: URL of the socket.
        token: Returns a token, a new one for each connection.
        accept: Called with the message that begins a connection, returns whether to
            keep it.
        take: Called with each other message. It raises nothing, and returns what to
            await before the next message is read, or ``None``.
        on_connect: Called after each handshake, before other messages are read: it
            may send, but not wait for a response.
        on_disconnect: Called once for each connection that `on_connect` was called
            for.
        on_bad_frame: Called with each frame that could not be decoded, text as
            ``str``.
        proxy: Returns the URL of a proxy, or ``None``, for each attempt.
        tls: Context for ``wss://``; ``None`` for that of requests.
        limits: What a connection may take.
        retries: Decides whether to reconnect, and after how long.
        random: Returns a random number from 0 to 1.
        wait: Waits for a number of seconds before an attempt.
        clock: Returns a monotonic time in seconds.
        sleep: Waits for a number of seconds by `clock`, for the heartbeat.
        state: State of the gateway.

    Exceptions of `on_connect`, `on_disconnect` and `on_bad_frame` are logged.
    """

    address: str
    token: Callable[[], Awaitable[str]]
    accept: Callable[[Message], bool]
    take: Callable[[Message], Awaitable[Any] | None]
    on_connect: Callable[[], Awaitable[None]]
    on_disconnect: Callable[[Ended], None]
    on_bad_frame: Callable[[str | bytes], None]
    proxy: Callable[[], str | None]
    tls: ssl.SSLContext | None = None
    limits: Limits = attrs.field(factory=Limits)
    retries: Retries = attrs.field(factory=Retries)
    random: Callable[[], float] = random.random
    wait: Callable[[float], Awaitable[Any]] = anyio.sleep
    clock: Callable[[], float] = anyio.current_time
    sleep: Callable[[float], Awaitable[Any]] = anyio.sleep

    state: State = attrs.field(default=State.NEW, init=False)
    _connection: Connection | None = attrs.field(default=None, init=False)
    _secrets: tuple[Secret, ...] = attrs.field(default=(), init=False)
    _opened_at: float = attrs.field(default=0.0, init=False)
    _is_stopping: bool = attrs.field(default=False, init=False)
    #: What `stop` cancels.
    _scope: anyio.CancelScope | None = attrs.field(default=None, init=False)

    @property
    def latency(self) -> float | None:
        """Seconds from the last ping to its response, ``None`` before one."""
        return self._connection.heartbeat.latency if self._connection else None

    # --- Use

    async def run(self) -> None:
        """
        Connect, and stay connected until `stop` is called.

        Raises:
            BacktrackedError: Connecting failed, and another attempt would fail too.
        """
        if self.state is not State.NEW:
            raise ClosedError("a gateway runs only once", sent=False)
        try:
            with anyio.CancelScope() as self._scope:
                await self._stay_connected()
        finally:
            self._enter(State.CLOSED)

    def stop(self) -> None:
        """Close the connection for good. `run` returns when that is done."""
        # A connection that ends at this moment may not notice the cancellation.
        self._is_stopping = True
        if self._scope is not None:
            self._scope.cancel()

    async def send(self, text: str) -> None:
        """
        Send a packet now, waiting only while the service is slow to read.

        Packets are not queued for the next connection.

        Raises:
            ClosedError: There is no connection, or it was lost while sending; then
                the service may or may not have received the packet.
        """
        if self._connection is None:
            raise NotConnectedError(f"the connection is {self.state.value}")
        try:
            await self._connection.socket.send(text)
        except ConnectionLost as lost:
            ended = how_it_ended(lost).redact(self._secrets)
        else:
            return
        # Not raised in the "except": the original may quote a secret, and would stay
        # visible as the context.
        raise ClosedError(str(ended)) from ended.cause

    # --- Connecting

    async def _stay_connected(self) -> None:
        while not self._is_stopping:
            self._enter(State.CONNECTING)
            ended = await self._connect()
            if not self._is_stopping:
                await self._back_off(ended)

    async def _back_off(self, ended: Ended) -> None:
        """Wait before the next attempt, or raise why there is none."""
        seconds = self.retries.wait(ended, draw=self.random())
        if seconds is None:
            raise ended.error()
        failures = self.retries.failures
        is_loud = failures == 1 or failures % _LOUD_FAILURE == 0
        level = logging.WARNING if is_loud else logging.DEBUG
        log.log(level, "%s; attempt %d to connect in %.1f s", ended, failures, seconds)
        self._enter(State.WAITING)
        await self.wait(seconds)

    async def _connect(self) -> Ended:
        """Open a connection, use it to its end, and return how it ended."""
        try:
            token = Secret(await self.token())
        except clientcore.Error as error:
            wait = getattr(error, "retry_after", None)
            return Ended(Cause.NO_TOKEN, str(error), retry_after=wait, cause=error)
        url = address_of(self.address, token)
        if not is_valid(url):
            return Ended(Cause.UNACCEPTABLE, "the address is not valid")
        self._secrets = secrets_of(self.address, token)
        async with AsyncExitStack() as stack:
            try:
                opening = connect(url, self.limits, proxy=self.proxy(), tls=self.tls)
                opened = await stack.enter_async_context(opening)
            except Exception as error:  # noqa: BLE001 (trio has its own exceptions)
                return how_it_failed(error).redact(self._secrets)
            return await self._use(Socket(opened, self.limits.close_timeout))

    async def _use(self, socket: Socket) -> Ended:
        """Use a connection to its end, and close it."""
        heartbeat = Heartbeat(socket.send, self.clock, self.sleep)
        connection = Connection(socket, heartbeat, self._report)
        outer, ended = self._scope, Ended(Cause.LEFT)
        try:
            # On trio, websockets reads in a task of its own. Cancelling the outer
            # scope would end it before the closing handshake is done.
            with anyio.CancelScope() as self._scope:
                ended = (await self._communicate(connection)).redact(self._secrets)
        finally:
            self._scope = outer
            # Also when this task was cancelled.
            with anyio.CancelScope(shield=True):
                await self._disconnect(connection, ended)
        return ended

    async def _disconnect(self, connection: Connection, ended: Ended) -> None:
        was_open = self._connection is not None
        self._connection = None
        self._enter(State.CLOSING if ended.why is Cause.LEFT else State.WAITING)
        if ended.why is Cause.UNRESPONSIVE:
            await connection.socket.drop()
        else:
            await connection.socket.close()
        if was_open:
            self.retries.lasted(self.clock() - self._opened_at)
            with _logged():
                self.on_disconnect(ended)

    # --- Communicating

    async def _communicate(self, connection: Connection) -> Ended:
        # This is how it ended if the heartbeat cancels the tasks.
        ended = Ended(Cause.UNRESPONSIVE)
        async with anyio.create_task_group() as tasks:
            ended = await self._read(connection, tasks)
            tasks.cancel_scope.cancel()
        return ended

    async def _read(self, connection: Connection, tasks: TaskGroup) -> Ended:
        """Begin a connection, and read until it ends."""
        try:
            await self._shake_hands(connection)
            await self._begin(connection)
            tasks.start_soon(self._watch, connection.heartbeat, tasks.cancel_scope)
            await self._take_all(connection)
        except TimeoutError as late:
            return Ended(Cause.TIMED_OUT, cause=late)
        except ConnectionLost as lost:
            return how_it_ended(lost)
        except SessionOver as over:
            return Ended(Cause.OVER, str(over))

    async def _shake_hands(self, connection: Connection) -> None:
        with anyio.fail_after(self.limits.open_timeout):
            message = await connection.handshake()
        self.retries.accepted()
        if not self.accept(message):
            raise SessionOver("the service takes the user for a guest")

    async def _begin(self, connection: Connection) -> None:
        self.retries.connected()
        self._opened_at = self.clock()
        self._connection = connection
        self._enter(State.OPEN)
        with _logged(), anyio.fail_after(self.limits.open_timeout):
            await self.on_connect()

    async def _take_all(self, connection: Connection) -> NoReturn:
        """Handle messages to the end of the connection. This runs for every event."""
        receive, decode = connection.socket.receive, connection.decode
        take, heartbeat = self.take, connection.heartbeat
        while True:
            message = decode(await receive(decode=False))
            if message is None:
                await connection.respond()
            elif (wait := take(message)) is not None:
                heartbeat.is_paused = True
                await wait
                heartbeat.is_paused = False

    async def _watch(self, heartbeat: Heartbeat, reading: anyio.CancelScope) -> None:
        """Stop reading when the service does not respond."""
        try:
            await heartbeat.run()
        except ConnectionLost:
            return  # The reader notices it too.
        reading.cancel()

    def _report(self, frame: bytes, error: ValueError) -> None:
        # Neither the frame nor the error's text: they may contain secrets.
        kind = type(error).__name__
        log.warning("a frame of length %d could not be decoded: %s", len(frame), kind)
        try:
            told: str | bytes = frame.decode()
        except UnicodeDecodeError:
            told = frame
        with _logged():
            self.on_bad_frame(told)

    def _enter(self, state: State) -> None:
        if state is not self.state:
            log.info("connection: %s", state.value)
        self.state = state


@contextmanager
def _logged() -> Iterator[None]:
    """Log exceptions instead of raising them."""
    try:
        yield
    except Exception:
        log.exception("a hook of the gateway failed")

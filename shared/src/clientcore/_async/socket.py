# No twin: realtime is async only, so nothing in the sync face opens a socket.
"""
One WebSocket on asyncio or trio, by way of ``websockets``.

The only module that imports it: what leaves here is an ``Ended`` or a frame.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from types import TracebackType
from typing import Any, Literal

import anyio
import attrs
from websockets import exceptions

from .._policy import parse_retry_after
from .._reconnect import Ended, Frame, Why
from .._target import Target

#: What a dying connection raises from ``receive`` and ``send``.
ConnectionLost = exceptions.ConnectionClosed

_TOO_BIG = 1009
_GARBLED = frozenset({1002, 1007})


@attrs.frozen
class Limits:
    """
    What one connection may take.

    Attributes:
        max_size: The largest frame that is accepted, in bytes.

        open_timeout: Seconds for connecting, TLS and the opening request.

        close_timeout: Seconds for the closing handshake.

        tls: For ``wss://``; ``None`` takes the system's.

        proxy: An address, ``True`` for the environment's, ``None`` for none.
    """

    max_size: int
    open_timeout: float
    close_timeout: float
    tls: ssl.SSLContext | None
    proxy: str | Literal[True] | None


class Socket:
    """
    An open connection.

    Attributes:
        receive: Waits for the next frame. It is the method of ``websockets``
            itself, as a wrapper would cost every event its price.
    """

    def __init__(self, connection: Any, *, trio: bool, close_timeout: float) -> None:
        self._connection = connection
        self._trio = trio
        self._close_timeout = close_timeout
        self.receive: Callable[[], Awaitable[Frame]] = connection.recv

    async def send(self, frame: Frame) -> None:
        """Send *frame*, waiting while the other side is slow to read."""
        try:
            await self._connection.send(frame)
        except anyio.get_cancelled_exc_class():
            # asyncio has the whole frame in its buffer by now. On trio half a
            # frame may be on its way, and nothing could follow it.
            if self._trio:
                await self.drop()
            raise

    async def ping(self) -> Callable[[], bool]:
        """Send a ping; the result tells whether the pong is there."""
        answer = await self._connection.ping()
        answered: Callable[[], bool] = answer.is_set if self._trio else answer.done
        return answered

    async def close(self, code: int) -> None:
        """Say goodbye, for at most ``close_timeout`` seconds."""
        close = self._connection.aclose if self._trio else self._connection.close
        with anyio.move_on_after(self._close_timeout) as scope:
            async with anyio.create_task_group() as tasks:
                # The other side's goodbye may stand behind frames nobody read.
                tasks.start_soon(self._discard)
                await close(code)
        # websockets bounds the wait for an answer, not that for room to send.
        if scope.cancelled_caught:
            await self.drop()

    async def _discard(self) -> None:
        try:
            while True:
                await self.receive()
        except ConnectionLost:
            return

    async def drop(self) -> None:
        """Cut the connection without a word."""
        if self._trio:
            await anyio.aclose_forcefully(self._connection.stream)
        else:
            self._connection.transport.abort()
            await self._connection.wait_closed()


class Opening(AbstractAsyncContextManager["Socket"]):
    """
    Open a socket to *target* for the length of an ``async with``.

    It raises what ``how_it_failed`` understands.
    """

    def __init__(self, target: Target, limits: Limits) -> None:
        self._close_timeout = limits.close_timeout
        # trio's Cancelled and asyncio's live in modules named after them.
        backend = anyio.get_cancelled_exc_class().__module__.partition(".")[0]
        self._trio = backend == "trio"
        self._connect = _connector(backend)(
            target.url,
            ssl=_tls(limits) if target.url.startswith("wss:") else None,
            additional_headers=dict(target.headers),
            subprotocols=list(target.subprotocols) or None,
            proxy=limits.proxy,
            open_timeout=limits.open_timeout,
            close_timeout=limits.close_timeout,
            max_size=limits.max_size,
            # The gateway pings: it knows when nobody could read the answer.
            ping_interval=None,
            logger=_QuietLogger(logging.getLogger("clientcore.gateway"), {}),
        )

    async def __aenter__(self) -> Socket:
        connection = await self._connect.__aenter__()
        return Socket(connection, trio=self._trio, close_timeout=self._close_timeout)

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._connect.__aexit__(exc_type, exc_value, traceback)


@cache
def _connector(backend: str) -> Any:
    """Return the ``connect`` of *backend*, following no redirects."""
    connect = import_module(f"websockets.{backend}.client").connect
    # Overriding this is the documented way. A redirect would take headers with
    # tokens to wherever it points.
    return type("connect", (connect,), {"process_redirect": lambda _, error: error})


def _tls(limits: Limits) -> ssl.SSLContext:
    return limits.tls or _system_tls()


@cache
def _system_tls() -> ssl.SSLContext:
    """Make the system's context once: it takes 15 ms."""
    return ssl.create_default_context()


class _QuietLogger(logging.LoggerAdapter[logging.Logger]):
    """
    A logger that never takes debug lines.

    At that level ``websockets`` writes the request line, headers and frames.
    """

    def isEnabledFor(self, level: int) -> bool:
        return level > logging.DEBUG and super().isEnabledFor(level)


# --- From an exception to a reason --------------------------------------------


def how_it_failed(error: Exception) -> Ended:
    """Tell why a socket could not be opened."""
    match _root(error):
        case exceptions.InvalidStatus() as refused:
            answer = refused.response
            headers = {
                name.lower(): value for name, value in answer.headers.raw_items()
            }
            wait = parse_retry_after(headers, now=datetime.now(UTC))
            return Ended(
                Why.REFUSED, status=answer.status_code, retry_after=wait, cause=error
            )
        case exceptions.InvalidURI() | UnicodeError():
            # The exceptions quote the address, query and all.
            return Ended(Why.UNFIT, reason="the address is not valid")
        case exceptions.InvalidProxy():
            # The exception quotes the proxy's address, password and all.
            return Ended(Why.UNFIT, reason="the proxy's address is not valid")
        case ssl.SSLCertVerificationError() as distrust:
            return Ended(Why.UNFIT, reason=distrust.verify_message, cause=error)
        case TimeoutError():
            return Ended(Why.SLOW, cause=error)
        case exceptions.InvalidMessage() if isinstance(error.__cause__, EOFError):
            reason = "it hung up before it answered"
            return Ended(Why.UNREACHABLE, reason=reason, cause=error)
        case exceptions.WebSocketException() if not isinstance(
            error, exceptions.ProxyError
        ):
            return Ended(Why.UNFIT, reason=str(error), cause=error)
        case root:
            reason = f"{type(root).__name__}: {root}"
            return Ended(Why.UNREACHABLE, reason=reason, cause=error)


def _root(error: Exception) -> BaseException:
    """Look through trio's own exceptions, which stand in front of the system's."""
    behind = error.__cause__
    hidden = not isinstance(error, (OSError, exceptions.WebSocketException))
    return behind if hidden and isinstance(behind, OSError) else error


def how_it_ended(error: exceptions.ConnectionClosed) -> Ended:
    """Tell why an open socket was lost."""
    if error.rcvd is not None:
        code, reason = error.rcvd.code, error.rcvd.reason
        return Ended(Why.CLOSED, code=code, reason=reason, cause=error)
    # Without a close frame from there, the one from here says what was wrong.
    complaint = error.sent.code if error.sent else None
    if complaint == _TOO_BIG:
        return Ended(Why.OVERSIZED, cause=error)
    if complaint in _GARBLED:
        return Ended(Why.GARBLED, cause=error)
    return Ended(Why.LOST, cause=error)

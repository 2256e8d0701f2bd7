"""
One WebSocket on asyncio or trio.

The only module that imports ``websockets``; it returns frames and ``Ended``.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import cache
from importlib import import_module
from types import TracebackType
from typing import Any, Literal, TypeAlias

import anyio
import attrs
from websockets import exceptions

from clientcore import Headers, Response
from clientcore.network import tls_context

from .reconnect import Cause, Ended
from .target import Target

#: Content of a WebSocket message: ``str`` for text, ``bytes`` for binary.
Frame: TypeAlias = str | bytes

#: Raised by ``receive`` and ``send`` when the connection is lost.
ConnectionLost = exceptions.ConnectionClosed

_TOO_BIG = 1009
_INVALID = frozenset({1002, 1007})
#: Bytes of a refusal's body that are looked at.
_BODY_MAX = 16 * 1024
#: Seconds until the next address of a host is tried too, as RFC 8305 says.
_HAPPY_EYEBALLS = 0.25


@attrs.frozen
class Limits:
    """
    Options of a connection.

    Attributes:
        max_size: Largest frame that is accepted, in bytes.
        open_timeout: Seconds for connecting, TLS and the opening request.
        close_timeout: Seconds for the closing handshake.
        tls: Context for ``wss://``; ``None`` for that of requests.
        proxy: URL of a proxy, ``None`` for none, or ``True`` for the one in the
            environment.
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
            itself, as a wrapper would slow every event down.
    """

    def __init__(self, connection: Any, *, trio: bool, close_timeout: float) -> None:
        self._connection = connection
        self._trio = trio
        self._close_timeout = close_timeout
        self.receive: Callable[[], Awaitable[Frame]] = connection.recv

    async def send(self, frame: Frame) -> None:
        """Send *frame*, waiting while the server is slow to read."""
        try:
            await self._connection.send(frame)
        except anyio.get_cancelled_exc_class():
            # asyncio has the whole frame in its buffer by now. On trio half a
            # frame may be on its way, and nothing could follow it.
            if self._trio:
                await self.drop()
            raise

    async def close(self) -> None:
        """Do the closing handshake, for at most ``close_timeout`` seconds."""
        close = self._connection.aclose if self._trio else self._connection.close
        with anyio.move_on_after(self._close_timeout) as scope:
            async with anyio.create_task_group() as tasks:
                # The server's close frame may follow frames that were not read yet.
                tasks.start_soon(self._discard)
                await close()
        # websockets limits the wait for the response, not the one for sending.
        if scope.cancelled_caught:
            await self.drop()

    async def _discard(self) -> None:
        try:
            while True:
                await self.receive()
        except ConnectionLost:
            return

    async def drop(self) -> None:
        """Drop the connection without a closing handshake."""
        if self._trio:
            await anyio.aclose_forcefully(self._connection.stream)
        else:
            self._connection.transport.abort()
            await self._connection.wait_closed()


class Opening(AbstractAsyncContextManager["Socket"]):
    """
    Open a socket to *target* and close it at the end of the ``async with``.

    ``how_it_failed`` explains the exceptions that it raises.
    """

    def __init__(self, target: Target, limits: Limits) -> None:
        self._close_timeout = limits.close_timeout
        # trio's Cancelled and asyncio's live in modules named after them.
        backend = anyio.get_cancelled_exc_class().__module__.partition(".")[0]
        self._trio = backend == "trio"
        self._connect = _connector(backend)(
            target.url,
            ssl=(limits.tls or tls_context(verify=True))
            if target.url.startswith("wss:")
            else None,
            proxy=limits.proxy,
            open_timeout=limits.open_timeout,
            close_timeout=limits.close_timeout,
            max_size=limits.max_size,
            # The gateway has a heartbeat, which knows when reading is paused.
            ping_interval=None,
            logger=_QuietLogger(logging.getLogger("backtracked.gateway"), {}),
            # trio does it by default. A SOCKS library connects by itself.
            **(
                {}
                if self._trio or str(limits.proxy or "").startswith("socks")
                else {"happy_eyeballs_delay": _HAPPY_EYEBALLS}
            ),
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
    # Overriding this is the documented way. The token is for this address only.
    return type("connect", (connect,), {"process_redirect": lambda _, error: error})


class _QuietLogger(logging.LoggerAdapter[logging.Logger]):
    """
    A logger that drops debug lines.

    At that level ``websockets`` logs the request line, headers and frames.
    """

    def isEnabledFor(self, level: int) -> bool:
        return level > logging.DEBUG and super().isEnabledFor(level)


# --- From an exception to a reason --------------------------------------------


def how_it_failed(error: Exception) -> Ended:
    """Return why a socket could not be opened."""
    match _root(error):
        case exceptions.InvalidStatus() as refused:
            headers = Headers(refused.response.headers.raw_items())
            response = Response(refused.response.status_code, headers)
            return Ended(
                Cause.REFUSED,
                status=response.status,
                retry_after=response.retry_after,
                body=bytes(refused.response.body or b"")[:_BODY_MAX],
                cause=error,
            )
        case exceptions.InvalidURI() | UnicodeError():
            # The exceptions quote the address, query and all.
            return Ended(Cause.UNACCEPTABLE, reason="the address is not valid")
        case exceptions.InvalidProxy():
            # The exception quotes the proxy's address, password and all.
            return Ended(Cause.UNACCEPTABLE, reason="the proxy's address is not valid")
        case ssl.SSLCertVerificationError() as untrusted:
            return Ended(Cause.UNTRUSTED, reason=untrusted.verify_message, cause=error)
        case (
            ssl.SSLEOFError()
            | ssl.SSLZeroReturnError()
            | ssl.SSLSyscallError()
            | ssl.SSLWantReadError()
        ) as broken:
            # The network, and not what the two sides have to say.
            return Ended(Cause.UNREACHABLE, reason=str(broken), cause=error)
        case ssl.SSLError() as unusable:
            reason = f"TLS: {unusable.reason or unusable}"
            return Ended(Cause.UNACCEPTABLE, reason=reason, cause=error)
        case ImportError():
            reason = "a SOCKS proxy needs the extra socks: backtracked[socks]"
            return Ended(Cause.UNACCEPTABLE, reason=reason, cause=error)
        case ValueError() | TypeError() | NotImplementedError() as mistake:
            reason = f"unusable options: {mistake}"
            return Ended(Cause.UNACCEPTABLE, reason=reason, cause=error)
        case TimeoutError():
            return Ended(Cause.TIMED_OUT, cause=error)
        case exceptions.InvalidMessage() if isinstance(error.__cause__, EOFError):
            reason = "closed before the response"
            return Ended(Cause.UNREACHABLE, reason=reason, cause=error)
        case exceptions.WebSocketException() if not isinstance(
            error, exceptions.ProxyError
        ):
            return Ended(Cause.UNACCEPTABLE, reason=str(error), cause=error)
        case root:
            reason = f"{type(root).__name__}: {root}"
            return Ended(Cause.UNREACHABLE, reason=reason, cause=error)


def _root(error: Exception) -> BaseException:
    """Return the system's error behind an exception of trio."""
    behind = error.__cause__
    hidden = not isinstance(error, (OSError, exceptions.WebSocketException))
    return behind if hidden and isinstance(behind, OSError) else error


def how_it_ended(error: exceptions.ConnectionClosed) -> Ended:
    """Return why an open socket was lost."""
    if error.rcvd is not None:
        code, reason = error.rcvd.code, error.rcvd.reason
        return Ended(Cause.CLOSED, code=code, reason=reason, cause=error)
    # Without a close frame from the server, our own has the reason.
    sent = error.sent.code if error.sent else None
    if sent == _TOO_BIG:
        return Ended(Cause.OVERSIZED, cause=error)
    if sent in _INVALID:
        return Ended(Cause.INVALID, cause=error)
    return Ended(Cause.LOST, cause=error)

"""
One WebSocket on asyncio or trio.

The only module that imports ``websockets``.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import cache
from importlib import import_module
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import anyio
import attrs
from websockets import exceptions

from clientcore import Error, Headers, Response
from clientcore.network import tls_context

from .ended import Cause, Ended

#: Raised by ``receive`` and ``send`` when the connection is lost.
ConnectionLost = exceptions.ConnectionClosed

#: What a close code of our own means.
_BY_OWN_CODE = {1002: Cause.INVALID, 1007: Cause.INVALID, 1009: Cause.OVERSIZED}
#: Errors of TLS that are the network's, and not what the two sides have to say.
_CUT_OFF = (
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
    ssl.SSLSyscallError,
    ssl.SSLWantReadError,
)
#: Bytes of a refusal's body that are looked at.
_BODY_MAX = 16 * 1024
#: Seconds until the next address of a host is tried too, as RFC 8305 says.
_HAPPY_EYEBALLS = 0.25


@attrs.frozen(kw_only=True)
class Limits:
    """
    What a connection may take.

    Attributes:
        max_size: Size of the largest frame in bytes; a larger one ends the
            connection.
        open_timeout: Seconds for connecting, and for the handshake after it.
        close_timeout: Seconds for the closing handshake.
    """

    max_size: int = 2**20
    open_timeout: float = 10.0
    close_timeout: float = 5.0


def connect(
    url: str, limits: Limits, *, proxy: str | None, tls: ssl.SSLContext | None
) -> AbstractAsyncContextManager[Any]:
    """
    Return the context manager of ``websockets`` that opens a connection.

    ``how_it_failed`` explains the exceptions that entering it raises.

    Args:
        url: A ``ws://`` or ``wss://`` URL.
        limits: What the connection may take.
        proxy: URL of a proxy, or ``None``.
        tls: Context for ``wss://``; ``None`` for that of requests.
    """
    options: dict[str, Any] = attrs.asdict(limits)
    if url.startswith("wss:"):
        options["ssl"] = tls or tls_context(verify=True)
    # trio does it by default. A SOCKS library connects by itself.
    by_name = _is_name(urlsplit(proxy or url).hostname or "")
    if by_name and not _on_trio() and not (proxy or "").startswith("socks"):
        options["happy_eyeballs_delay"] = _HAPPY_EYEBALLS
    found: AbstractAsyncContextManager[Any] = _connector(on_trio=_on_trio())(
        url,
        proxy=proxy,
        # The heartbeat knows when reading is paused, these pings do not.
        ping_interval=None,
        logger=_QuietLogger(logging.getLogger("backtracked.gateway"), {}),
        **options,
    )
    return found


def _is_name(host: str) -> bool:
    """Return whether a host may have several addresses."""
    try:
        ip_address(host)
    except ValueError:
        return True
    return False


def _on_trio() -> bool:
    # trio's Cancelled and asyncio's are in modules named after them.
    return anyio.get_cancelled_exc_class().__module__.startswith("trio")


@cache
def _connector(*, on_trio: bool) -> Any:
    """Return the ``connect`` of ``websockets``, following no redirects."""
    name = "trio" if on_trio else "asyncio"
    connector = import_module(f"websockets.{name}.client").connect
    # Overriding this is the documented way. The token is for this address only.
    return type("connect", (connector,), {"process_redirect": lambda _, error: error})


class _QuietLogger(logging.LoggerAdapter[logging.Logger]):
    """
    A logger that drops debug lines.

    At that level ``websockets`` logs the request line, headers and frames.
    """

    def isEnabledFor(self, level: int) -> bool:
        return level > logging.DEBUG and super().isEnabledFor(level)


class Socket:
    """
    An open WebSocket.

    Args:
        connection: The connection of ``websockets``.
        close_timeout: Seconds for the closing handshake.

    Attributes:
        receive: Waits for the next frame; with ``decode=False``, text is not
            decoded. It is the method of ``websockets`` itself, as a wrapper would
            slow every event down.
    """

    def __init__(self, connection: Any, close_timeout: float) -> None:
        self.receive: Callable[..., Awaitable[bytes]] = connection.recv
        self._connection = connection
        self._close_timeout = close_timeout
        self._on_trio = _on_trio()

    async def send(self, text: str) -> None:
        """Send a text frame, waiting while the server is slow to read."""
        try:
            await self._connection.send(text)
        except anyio.get_cancelled_exc_class():
            # asyncio has the whole frame in its buffer by now. On trio half a
            # frame may be on its way, and nothing could follow it.
            if self._on_trio:
                await self.drop()
            raise

    async def close(self) -> None:
        """Do the closing handshake, for at most ``close_timeout`` seconds."""
        connection = self._connection
        close = connection.aclose if self._on_trio else connection.close
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
                await self.receive(decode=False)
        except ConnectionLost:
            return

    async def drop(self) -> None:
        """Drop the connection without a closing handshake."""
        if self._on_trio:
            await anyio.aclose_forcefully(self._connection.stream)
        else:
            self._connection.transport.abort()
            await self._connection.wait_closed()


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
            return Ended(Cause.UNACCEPTABLE, "the address is not valid")
        case exceptions.InvalidProxy():
            # The exception quotes the proxy's address, password and all.
            return Ended(Cause.UNACCEPTABLE, "the proxy's address is not valid")
        case root:
            why, reason = _why(root)
            return Ended(why, reason, cause=error)


def _why(error: BaseException) -> tuple[Cause, str]:
    match error:
        case TimeoutError():
            return Cause.TIMED_OUT, ""
        case ssl.SSLCertVerificationError():
            return Cause.UNTRUSTED, error.verify_message
        case ssl.SSLError() if not isinstance(error, _CUT_OFF):
            return Cause.UNACCEPTABLE, f"TLS: {error.reason or error}"
        case exceptions.InvalidMessage() if isinstance(error.__cause__, EOFError):
            return Cause.UNREACHABLE, "closed before the response"
        case exceptions.ConnectionClosed():
            return Cause.UNREACHABLE, "lost before the response"
        case OSError() | exceptions.ProxyError():
            return Cause.UNREACHABLE, f"{type(error).__name__}: {error}"
        case exceptions.WebSocketException() | Error():
            return Cause.UNACCEPTABLE, str(error)
        case ImportError():
            reason = "a SOCKS proxy needs the extra socks: backtracked[socks]"
            return Cause.UNACCEPTABLE, reason
        case ValueError() | TypeError() | NotImplementedError():
            return Cause.UNACCEPTABLE, f"unusable options: {error}"
        case _:
            return Cause.UNREACHABLE, f"{type(error).__name__}: {error}"


def _root(error: Exception) -> BaseException:
    """Return the system's error behind an exception of trio."""
    behind = error.__cause__
    hidden = not isinstance(error, (OSError, exceptions.WebSocketException))
    return behind if hidden and isinstance(behind, OSError) else error


def how_it_ended(error: exceptions.ConnectionClosed) -> Ended:
    """Return why an open socket was lost."""
    if error.rcvd is not None:
        code, reason = error.rcvd.code, error.rcvd.reason
        return Ended(Cause.CLOSED, reason, code=code, cause=error)
    # Without a close frame from the server, our own has the reason.
    sent = error.sent.code if error.sent else 0
    return Ended(_BY_OWN_CODE.get(sent, Cause.LOST), cause=error)

# No twin: it belongs to the gateway, which is async only.
"""
What a service brings to a gateway, and the connection as the service sees it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

import attrs

from .._errors import Closed
from .._reconnect import Ended, Frame, Heartbeat, Next, Why, error_for, next_step
from .._target import Target
from .socket import ConnectionLost, Socket, how_it_ended

E = TypeVar("E")


class Reconnect(Exception):
    """
    Raised by a protocol to leave its connection for another one.

    Args:
        resume: Whether the next connection takes up the session.

        reason: Why, for the log and the hooks.
    """

    def __init__(self, reason: str = "", *, resume: bool = True) -> None:
        super().__init__(reason)
        self.resume = resume


@attrs.frozen
class Session:
    """
    What a handshake came to.

    Attributes:
        resumed: Whether the earlier session goes on.

        heartbeat: The service's own, or ``None`` for the gateway's pings.
    """

    resumed: bool = False
    heartbeat: Heartbeat | None = None


class GatewayProtocol(ABC, Generic[E]):
    """
    All that a gateway has to know about a service.

    An own exception raised by any method but ``decode`` ends the gateway, and
    its user gets that very exception.
    """

    @abstractmethod
    async def target(self, *, resume: bool) -> Target:
        """
        Say where to connect, asked anew for each attempt.

        This is the place to fetch a fresh token. An error of the transport that
        passes by itself is waited out like a failed connection.

        Args:
            resume: Whether an earlier session is to be taken up.
        """

    async def handshake(self, link: Link, *, resume: bool) -> Session:
        """
        Say hello on a connection that was just opened.

        It must be done within the gateway's ``open_timeout``.

        Args:
            link: The connection. Keep it for answers from ``decode``.

            resume: Whether an earlier session is to be taken up. If the server
                refuses, either start a new one here, or raise ``Reconnect``
                with ``resume=False``.
        """
        return Session()

    @abstractmethod
    def decode(self, frame: Frame) -> Iterable[E]:
        """
        Turn a frame into events, or into none.

        Raises:
            Reconnect: The frame says that this connection is over.

            Exception: The frame can't be read. It is logged and given to
                ``on_raw``, and the next one is read.
        """

    def after(self, ended: Ended) -> Next:
        """Decide what follows, where the service's codes have a meaning."""
        return next_step(ended)

    def error(self, ended: Ended) -> Exception:
        """Make the error that the gateway's user gets after ``Next.STOP``."""
        return error_for(ended)


class Link:
    """
    One connection, as the protocol object sees it.

    Attributes:
        target: Where it leads.
    """

    def __init__(self, socket: Socket, target: Target, *, resuming: bool) -> None:
        self.target = target
        self.resuming = resuming
        self.opened_at: float | None = None
        self.end: Ended | None = None
        self.replies: list[Frame] = []
        self.read: Callable[[], Awaitable[Frame]] = socket.receive
        self.close: Callable[[int], Awaitable[None]] = socket.close
        self._socket = socket
        # For the heartbeat: whether an answer came since the last beat, whether
        # reading stands still for want of room, and whether it has since then.
        self.heard = False
        self.stalled = False
        self.has_stalled = False
        self._is_silent = False

    async def receive(self) -> Frame:
        """
        Wait for the next frame of the handshake.

        Raises:
            Closed: The connection is lost.
        """
        try:
            return await self._socket.receive()
        except ConnectionLost as error:
            raised = self._lost(error)
        raise raised

    async def send(self, frame: Frame) -> None:
        """
        Send *frame*, text for a ``str`` and binary for ``bytes``.

        Raises:
            Closed: The connection is lost.
        """
        if not isinstance(frame, (str, bytes)):
            raise TypeError(f"a frame is str or bytes, not {type(frame).__name__}")
        try:
            return await self._socket.send(frame)
        except ConnectionLost as error:
            raised = self._lost(error)
        raise raised

    def reply(self, frame: Frame) -> None:
        """Have *frame* sent as soon as ``decode`` has returned."""
        self.replies.append(frame)

    async def flush(self) -> None:
        """Send what ``decode`` left to be sent."""
        replies, self.replies = self.replies, []
        for frame in replies:
            await self.send(frame)

    async def beat(
        self, frame: Frame | Callable[[], Frame] | None
    ) -> Callable[[], bool]:
        """Send a heartbeat; the result tells about a pong."""
        if frame is not None:
            await self.send(frame() if callable(frame) else frame)
            return lambda: False
        try:
            return await self._socket.ping()
        except ConnectionLost as error:
            raised = self._lost(error)
        raise raised

    async def give_up(self) -> None:
        """Cut the connection, as the other side is silent."""
        self._is_silent = True
        await self._socket.drop()

    def ending(self, ended: Ended) -> Ended:
        """Complete *ended* with what is known here, and blot out secrets."""
        if self._is_silent:
            ended = Ended(Why.SILENT, lived=ended.lived)
        opened = self.opened_at is not None
        known = attrs.evolve(ended, resuming=self.resuming, opened=opened)
        return known.blot(self.target.secrets)

    def _lost(self, error: ConnectionLost) -> Closed:
        # Raised outside of the "except", or the original would stay visible as
        # the context, although it may quote a secret.
        self.end = self.ending(how_it_ended(error))
        closed = Closed(str(self.end))
        closed.__cause__ = self.end.cause
        return closed

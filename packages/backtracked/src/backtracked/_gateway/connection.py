"""
One connection, from its opening to its end.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from clientcore import Closed

from .reconnect import Cause, Ended
from .socket import ConnectionLost, Frame, Socket, how_it_ended
from .target import Target


class Connection:
    """
    An open connection, as the protocol object uses it.

    Attributes:
        target: The address it was opened to.
        latency: Seconds from the last heartbeat to its response, or ``None``.
    """

    def __init__(
        self, socket: Socket, target: Target, clock: Callable[[], float]
    ) -> None:
        self.target = target
        self.opened_at: float | None = None
        self.end: Ended | None = None
        self.replies: list[Frame] = []
        self.read: Callable[[], Awaitable[Frame]] = socket.receive
        self.close: Callable[[], Awaitable[None]] = socket.close
        self._socket = socket
        self._clock = clock
        self.beat_at: float | None = None
        self.latency: float | None = None
        # For the heartbeat: whether a frame was received since the last one,
        # whether reading is paused by a full queue, and whether it was since then.
        self.heard = False
        self.stalled = False
        self.has_stalled = False
        self._is_unresponsive = False

    async def receive(self) -> Frame:
        """
        Wait for the next frame of the handshake.

        Raises:
            Closed: The connection was lost.
        """
        try:
            return await self._socket.receive()
        except ConnectionLost as error:
            raised = self._lost(error)
        raise raised

    async def send(self, frame: Frame) -> None:
        """
        Send *frame*, as text or binary by its type.

        Raises:
            Closed: The connection was lost.
        """
        if not isinstance(frame, (str, bytes)):
            raise TypeError(f"a frame is str or bytes, not {type(frame).__name__}")
        try:
            return await self._socket.send(frame)
        except ConnectionLost as error:
            raised = self._lost(error)
        raise raised

    def heartbeat_answered(self) -> None:
        """Measure `latency`: the frame that is being decoded is the response."""
        if self.beat_at is not None:
            self.latency, self.beat_at = self._clock() - self.beat_at, None

    def reply(self, frame: Frame) -> None:
        """Send *frame* as soon as ``decode`` has returned."""
        self.replies.append(frame)

    async def flush(self) -> None:
        """Send the replies that ``decode`` has queued."""
        replies, self.replies = self.replies, []
        for frame in replies:
            await self.send(frame)

    async def drop_unresponsive(self) -> None:
        """Drop the connection because the heartbeat had no response."""
        self._is_unresponsive = True
        await self._socket.drop()

    def ending(self, ended: Ended) -> Ended:
        """Return *ended* with secrets redacted, and corrected after a drop."""
        if self._is_unresponsive:
            ended = Ended(Cause.UNRESPONSIVE, lived=ended.lived)
        return ended.redact(self.target.secrets)

    def _lost(self, error: ConnectionLost) -> Closed:
        # Raised outside of the "except", or the original would stay visible as
        # the context, although it may quote a secret.
        self.end = self.ending(how_it_ended(error))
        closed = Closed(str(self.end))
        closed.__cause__ = self.end.cause
        return closed

"""
Who is listening to what: the open sockets and their channels.

All of it may be called from any thread; what a socket is to send waits in its
line until its own event loop takes it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any, Literal, TypeAlias

import anyio
import attrs
from anyio.lowlevel import current_token

from ._packets import Encoding, Frame, Kind, Packet, compact

#: How a socket comes to its end: by a packet and a close frame, by a close
#: frame, or without a word.
Ending: TypeAlias = Literal["packet", "close", "reset"]


@attrs.frozen
class Goodbye:
    """
    That a socket is to be closed once the rest is sent.
    """

    how: Ending
    code: int = 1000


def _soon() -> Callable[[Callable[[], object]], object]:
    """
    How any thread has something called on this event loop.
    """
    # anyio has the loop itself, and no word for this that does not block.
    loop: Any = current_token().native_token
    return getattr(loop, "call_soon_threadsafe", None) or loop.run_sync_soon  # type: ignore[no-any-return]


class Line:
    """
    An open socket.

    Attributes:
        client_id: Whose it is: a user's id, or something else for a guest.

        connection_id: Its own id.

        attached: The channels it listens to.

        entered: The channels it is present in.

        data: What it says about itself in each of those.

        is_closing: Whether it is to be closed, so that nothing more is sent.
    """

    def __init__(self, client_id: str, connection_id: str) -> None:
        self.client_id = client_id
        self.connection_id = connection_id
        self.attached: set[str] = set()
        self.entered: set[str] = set()
        self.data: dict[str, Any] = {}
        self.is_closing: bool = False
        self._outbox: deque[Frame | Goodbye] = deque()
        self._filled = anyio.Event()
        self._soon = _soon()

    def __repr__(self) -> str:
        return f"<Line {self.connection_id} of {self.client_id}>"

    def put(self, item: Frame | Goodbye) -> None:
        """
        Have a frame sent, or the socket closed.
        """
        if self.is_closing:
            return
        self.is_closing = isinstance(item, Goodbye)
        self._outbox.append(item)
        self._soon(lambda: self._filled.set())

    async def take(self) -> Frame | Goodbye:
        """
        Wait for what is to be sent next.
        """
        while not self._outbox:
            self._filled = anyio.Event()
            # From another thread something may have come before there was
            # this event to set.
            if not self._outbox:
                await self._filled.wait()
        return self._outbox.popleft()


@attrs.define(eq=False)
class Channels:
    """
    The open sockets.

    Attributes:
        encoding: In which of Engine.IO's three forms messages are sent.

        answers_pings: Whether the server shows that it is alive.

        lines: The open sockets, the oldest first.
    """

    encoding: Encoding = "text"
    answers_pings: bool = True
    lines: list[Line] = attrs.field(factory=list)
    _numbers: count[int] = attrs.field(factory=lambda: count(1), repr=False)

    def open(self, client_id: str) -> Line:
        """
        Take a socket in; to be called on the event loop that serves it.
        """
        line = Line(client_id, f"conn-{next(self._numbers):06}")
        self.lines.append(line)
        return line

    def lines_of(self, client_id: str) -> list[Line]:
        """
        The sockets of one user.
        """
        return [line for line in self.lines if line.client_id == client_id]

    def reach(self, client_id: str, channel: str) -> bool:
        """
        Return whether a client receives messages that are published on a channel now.
        """
        lines = self.lines_of(client_id)
        return any(channel in line.attached and not line.is_closing for line in lines)

    def send(self, line: Line, message: dict[str, Any]) -> None:
        """
        Send a message to one socket.
        """
        line.put(Packet(Kind.MESSAGE, compact(message)).frame(self.encoding))

    def broadcast(self, channel: str, message: dict[str, Any]) -> None:
        """
        Send a message to all who listen to a channel.
        """
        frame = Packet(Kind.MESSAGE, compact({**message, "channel": channel})).frame(
            self.encoding
        )
        for line in self.lines:
            if channel in line.attached:
                line.put(frame)

    def publish(self, channel: str, name: str, data: Any) -> None:
        """
        Publish an event on a channel.

        Args:
            channel: Name of the channel.
            name: Name of the event.
            data: Payload; text is sent as text, all else as JSON.
        """
        kind = "string" if isinstance(data, str) else "json"
        if isinstance(data, dict):
            data = {"type": name, **data}
        text = data if isinstance(data, str) else compact(data)
        message = {"name": name, "type": kind, "data": text}
        self.broadcast(channel, {"action": 15, "message": message})

    def drop(
        self, client_id: str | None = None, how: Ending = "close", code: int = 1000
    ) -> int:
        """
        Close the sockets of one user, or of all users, after pending messages.

        Returns:
            Number of closed sockets.
        """
        among = self.lines if client_id is None else self.lines_of(client_id)
        open_ones = [line for line in among if not line.is_closing]
        for line in open_ones:
            line.put(Goodbye(how, code))
        return len(open_ones)

"""
The interface between the gateway and the service's protocol.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Generic, TypeVar

from .connection import Connection
from .heartbeat import Heartbeat
from .reconnect import Ended, error_for, should_reconnect
from .socket import Frame
from .target import Target

E = TypeVar("E")


class Reconnect(Exception):
    """
    Raised by a protocol to end the connection and open another one.

    Its text is the reason, for the log and the hooks.

    Args:
        reason: Text for the log and the hooks.
        retry_after: Seconds to wait before the next attempt, or ``None``.
    """

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class GatewayProtocol(ABC, Generic[E]):
    """
    What a gateway needs to know about a service.

    An exception raised by any method except ``decode`` ends the gateway, and is
    raised to its user.
    """

    @abstractmethod
    async def target(self) -> Target:
        """
        Return the address, for each attempt.

        A fresh token is fetched here. Connection errors, timeouts, rate limits
        and server errors of the transport are retried like a failed connection.
        """

    async def handshake(self, connection: Connection) -> Heartbeat | None:
        """
        Do the service's handshake, within the gateway's ``open_timeout``.

        Returns:
            The heartbeat to send, or ``None`` for no heartbeat.
        """
        return None

    @abstractmethod
    def decode(self, frame: Frame) -> Iterable[E]:
        """
        Return the events in a frame.

        Raises:
            Reconnect: The frame says that this connection is over.
            Exception: The frame is invalid. It is logged and passed to
                ``on_raw``, and the next frame is read.
        """

    def should_reconnect(self, ended: Ended) -> bool:
        """Decide whether to reconnect after a connection has ended."""
        return should_reconnect(ended)

    def error(self, ended: Ended) -> Exception:
        """Return the error to raise when the gateway does not reconnect."""
        return error_for(ended)

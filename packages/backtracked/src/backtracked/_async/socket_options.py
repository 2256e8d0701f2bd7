# No twin: a socket that stays open needs a loop, so realtime is async only.
"""
How to hold the connection to the socket.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import anyio
import attrs

if TYPE_CHECKING:
    import ssl

    from .._gateway.reconnect import Backoff


@attrs.frozen(kw_only=True)
class SocketOptions:
    """
    How to hold the connection.

    Attributes:
        address: Where the socket is.

        backoff: How long to wait before it is made again; ``None`` for the usual.

        proxy: A proxy's address, ``None`` for what the environment says.

        tls: For ``wss``, or ``None`` for the system's.

        queue_delay: Seconds from a change of a queue until it is read again, and
            from what may be the end of the music until that is asked.

        rejoin_delay: Seconds from an unwanted leave until one comes back.

        song_grace: Seconds after its end that a song may go on unnoticed.

        track_queue: Whether queues are read at all.

        sleep: Waits for so many seconds.
    """

    address: str = attrs.field(repr=False)
    backoff: Backoff | None = None
    proxy: str | None = attrs.field(default=None, repr=False)
    tls: ssl.SSLContext | None = None
    queue_delay: float = 1.0
    rejoin_delay: float = 5.0
    song_grace: float = 15.0
    track_queue: bool = True
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep

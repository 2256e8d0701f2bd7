# No twin: the sync client has no socket.
"""
The options of the socket, and of what follows its events.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import anyio
import attrs
from attrs.validators import ge, gt

from .._api import WS_URL
from .options import RestOptions

if TYPE_CHECKING:
    from .._gateway.reconnect import Backoff


def _seconds(default: float) -> Any:
    return attrs.field(default=default, validator=ge(0))


def _check_rooms(_: Any, __: Any, rooms: tuple[Any, ...]) -> None:
    # A text falls apart into letters.
    if not all(isinstance(one, str) and len(one) > 1 for one in rooms):
        raise TypeError("rooms is a list of slugs or ids")


@attrs.frozen(kw_only=True)
class RealtimeOptions:
    """
    The options of `Client` that concern the socket and joined rooms.

    Attributes:
        ws: URL of the socket.
        rooms: Slugs or IDs of rooms to join. The client joins them once it is
            connected, and retries while that fails. It does not rejoin a room that
            it was kicked or banned from, or that the program left.
        enter: Whether the bot appears in the list of people of each joined room.
        track_queue: Whether ``room.queue`` follows the events, which takes a request
            for each change of a queue.
        queue_delay: Seconds from a change of a queue to that request, so that one
            request is enough for several changes.
        rejoin_delay: Seconds until the bot rejoins a room that the service says it
            left.
        song_grace: Seconds after the end of a song until the client requests the
            current song, if no event announced it. With an empty queue, and after a
            skip, *queue_delay* is used.
        attach_timeout: Seconds to wait for the service to confirm that it sends a
            room's events, before the client requests them again.
        close_timeout: Seconds that running handlers, and those of ``on_disconnect``
            and ``on_close``, have when the client closes.
        backoff: Waits between attempts to reconnect, and when to give up. ``None``
            for waits of up to a minute, without end.
        sleep: Waits for a number of seconds.
    """

    ws: str = attrs.field(default=WS_URL, repr=False)
    rooms: tuple[str, ...] = attrs.field(
        default=(), converter=tuple, validator=_check_rooms
    )
    enter: bool = False
    track_queue: bool = True
    queue_delay: float = _seconds(1.0)
    rejoin_delay: float = _seconds(5.0)
    song_grace: float = _seconds(15.0)
    attach_timeout: float = attrs.field(default=15.0, validator=gt(0))
    close_timeout: float = _seconds(3.0)
    backoff: Backoff | None = None
    sleep: Callable[[float], Awaitable[Any]] = anyio.sleep


class ClientOptions(RestOptions, total=False):
    """The options of `Client`: those of `RestClient` and of `RealtimeOptions`."""

    ws: str
    rooms: Iterable[str]
    enter: bool
    track_queue: bool
    queue_delay: float
    rejoin_delay: float
    song_grace: float
    attach_timeout: float
    close_timeout: float
    backoff: Backoff | None
    sleep: Callable[[float], Awaitable[Any]]


_NAMES = frozenset(field.name for field in attrs.fields(RealtimeOptions))


def split(options: Mapping[str, Any]) -> tuple[RealtimeOptions, dict[str, Any]]:
    """Return the options of the socket, and the others."""
    own = {name: value for name, value in options.items() if name in _NAMES}
    rest = {name: value for name, value in options.items() if name not in _NAMES}
    return RealtimeOptions(**own), rest

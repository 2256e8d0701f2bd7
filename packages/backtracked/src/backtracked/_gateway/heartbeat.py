"""
The heartbeat of a connection, and what a missing response means.
"""

from __future__ import annotations

from enum import Enum

import attrs


@attrs.frozen
class Heartbeat:
    """
    When to send a heartbeat, and how long to wait for the response.

    Every frame from the server counts as a response.

    Attributes:
        interval: Seconds between two heartbeats.
        timeout: Seconds without a frame after which the connection is dead. If
            this is longer than *interval*, heartbeats are sent this far apart.
        frame: Text of the heartbeat.
    """

    interval: float = attrs.field(validator=attrs.validators.gt(0))
    timeout: float = attrs.field(validator=attrs.validators.gt(0))
    frame: str

    @property
    def pause(self) -> float:
        """Seconds from the end of one timeout to the next heartbeat."""
        return max(0.0, self.interval - self.timeout)


class Pulse(Enum):
    """State of a connection after the timeout of a heartbeat."""

    ALIVE = "alive"
    DEAD = "dead"
    #: Nothing was read meanwhile, so the response may be unread: wait again.
    UNKNOWN = "unknown"


def pulse(*, heard: bool, stalled: bool, late: float, timeout: float) -> Pulse:
    """
    Decide whether a connection is alive when its heartbeat has timed out.

    Args:
        heard: Whether a frame was received since the heartbeat.
        stalled: Whether reading was paused meanwhile because the queue was full.
        late: Seconds by which the timer fired late. A blocked event loop or a
            suspended machine reads no responses either.
        timeout: Timeout of the heartbeat in seconds.
    """
    if heard:
        return Pulse.ALIVE
    return Pulse.UNKNOWN if stalled or late > timeout else Pulse.DEAD

"""
A WebSocket that stays connected, for clients of realtime services.

Needs the extra ``ws``: ``pip install "clientcore[ws]"``.
"""

from __future__ import annotations

try:
    import websockets as _websockets
except ModuleNotFoundError as _missing:
    raise ImportError(
        "clientcore.gateway needs websockets; install clientcore[ws]",
        name="clientcore.gateway",
    ) from _missing

from ._async.gateway import Gateway, State
from ._async.link import GatewayProtocol, Link, Reconnect, Session
from ._reconnect import (
    Backoff,
    Ended,
    Frame,
    Heartbeat,
    Next,
    Why,
    error_for,
    next_step,
)
from ._target import Target

__all__ = [
    "Backoff",
    "Ended",
    "Frame",
    "Gateway",
    "GatewayProtocol",
    "Heartbeat",
    "Link",
    "Next",
    "Reconnect",
    "Session",
    "State",
    "Target",
    "Why",
    "error_for",
    "next_step",
]

del _websockets

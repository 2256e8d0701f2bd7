# No twin: only what listens to events has a state that follows them.
"""
The settings of rooms.
"""

from __future__ import annotations

from ..models.room import Room
from .base import Apply, Live, Payload, room_told, somebody


def room_updated(live: Live, room: Room, payload: Payload) -> None:
    """The settings changed."""
    room_told(room, payload.get("room"))
    live.fire("on_room_update", room)


def _switch(name: str) -> Apply:
    """Make what reads the switching of something whose payload nobody has seen."""

    def switched(live: Live, room: Room, payload: Payload) -> None:
        room_told(room, payload.get("room"))
        live.fire(name, room, somebody(live, payload.get("user")))
        live.fire("on_room_update", room)

    return switched


slow_mode = _switch("on_slow_mode")
guest_chat = _switch("on_guest_chat")
guest_embed = _switch("on_guest_embed")

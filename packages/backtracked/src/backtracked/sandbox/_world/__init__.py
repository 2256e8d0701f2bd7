"""
The state of the service: plain objects, to arrange and to assert on.
"""

from __future__ import annotations

from .clock import Clock
from .media import Dub, Entry, Media, Source, Vote
from .messages import Conversation, PrivateMessage
from .playlists import Item, Playlist
from .roles import Role
from .rooms import Audited, Member, Room
from .rules import Limits, Quirks
from .users import Following, Session, Ticket, User
from .world import World

__all__ = [
    "Audited",
    "Clock",
    "Conversation",
    "Dub",
    "Entry",
    "Following",
    "Item",
    "Limits",
    "Media",
    "Member",
    "Playlist",
    "PrivateMessage",
    "Quirks",
    "Role",
    "Room",
    "Session",
    "Source",
    "Ticket",
    "User",
    "Vote",
    "World",
]

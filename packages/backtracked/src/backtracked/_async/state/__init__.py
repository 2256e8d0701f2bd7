# No twin: only what listens to events has a state that follows them.
"""
What the events of a channel change, by noun.

Each function reads one kind of event: it decodes all fields first, then brings
rooms, members and users up to date, and then fires events. Importing this package
fills the table.
"""

from . import chat, people, queue, songs
from .wire import WIRE, WireEvent, find_event

__all__ = [
    "WIRE",
    "WireEvent",
    "chat",
    "find_event",
    "people",
    "queue",
    "songs",
]

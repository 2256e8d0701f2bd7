"""
The objects of the service, which ask their client for what belongs to them.
"""

from __future__ import annotations

from typing import Any

import attrs

from ... import _record
from . import account, base, children, event, image, invention, room
from .account import Account
from .base import BaseDataClass
from .children import Comment, EventInteraction, Role
from .event import Event
from .image import Image, Slideshow
from .invention import Invention
from .room import Room

__all__ = [
    "Account",
    "BaseDataClass",
    "Comment",
    "Event",
    "EventInteraction",
    "Image",
    "Invention",
    "Role",
    "Room",
    "Slideshow",
]

# The classes name each other, and only now can the names be looked up.
_NAMES = {name: value for name, value in globals().items() if isinstance(value, type)}
for _module in (_record, account, base, children, event, image, invention, room):
    _NAMES = vars(_module) | _NAMES
_MODELS: list[Any] = [Account, Event, Image, Invention, Room]
for _model in (*_MODELS, Comment, EventInteraction, Role):
    attrs.resolve_types(_model, _NAMES)

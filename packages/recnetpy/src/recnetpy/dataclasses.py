"""
The classes of objects and records, at the import path of 0.2.75.
"""

from __future__ import annotations

from ._async.models import (
    Account,
    BaseDataClass,
    Comment,
    Event,
    EventInteraction,
    Image,
    Invention,
    Role,
    Room,
)
from ._values import (
    InventionVersion,
    LoadScreen,
    Progression,
    PromoExternalContent,
    Score,
    SubRoom,
    Tag,
)

__all__ = [
    "Account",
    "BaseDataClass",
    "Comment",
    "Event",
    "EventInteraction",
    "Image",
    "Invention",
    "InventionVersion",
    "LoadScreen",
    "Progression",
    "PromoExternalContent",
    "Role",
    "Room",
    "Score",
    "SubRoom",
    "Tag",
]

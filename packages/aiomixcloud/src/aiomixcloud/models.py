"""
The resources, lists and dicts that a client returns.
"""

from __future__ import annotations

from ._async.kinds import (
    Artist,
    Category,
    City,
    Cloudcast,
    Comment,
    FeedItem,
    Playlist,
    Section,
    Tag,
    Track,
    User,
)
from ._async.lists import ItemIterator, ResourceList
from ._async.resource import Connection, Resource
from ._containers import AccessDict, AccessList, _WrapMixin, _Wrapping

__all__ = [
    "AccessDict",
    "AccessList",
    "Artist",
    "Category",
    "City",
    "Cloudcast",
    "Comment",
    "Connection",
    "FeedItem",
    "ItemIterator",
    "Playlist",
    "Resource",
    "ResourceList",
    "Section",
    "Tag",
    "Track",
    "User",
    "_WrapMixin",
]

_Wrapping._unbound_class = Resource

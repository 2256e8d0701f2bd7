"""
The items of users' feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import attrs

from ._world import Cloudcast, User, World


@attrs.frozen
class Story:
    """
    An item of a feed.

    Attributes:
        kind: ``upload``, ``favorite``, ``listen`` or ``follow``.
        title: The same in the past tense.
        number: Number of the event, unique in the world.
        target: The show or the user that the event is about.
    """

    kind: str
    title: str
    number: int
    user: User
    target: User | Cloudcast
    at: datetime


def feed(world: World, user: User, viewer: User | None) -> list[Story]:
    """
    Return the events of a user that *viewer* may see, newest first.
    """
    stories = _stories(world, viewer)
    own = [story for story in stories if story.user is user]
    return sorted(own, key=lambda story: story.at, reverse=True)


def _stories(world: World, viewer: User | None) -> Iterator[Story]:
    seen = world.visible(viewer)
    for c in seen:
        yield Story("upload", "uploaded", c.number, c.user, c, c.created_at)
    for m in world.favorites:
        if m.target in seen:
            yield Story("favorite", "favorited", m.number, m.user, m.target, m.at)
    for m in world.listens:
        if m.target in seen:
            yield Story("listen", "listened to", m.number, m.user, m.target, m.at)
    for f in world.follows:
        yield Story("follow", "followed", f.number, f.user, f.target, f.at)

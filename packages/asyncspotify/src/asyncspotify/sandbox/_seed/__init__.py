"""
The world to start with.

Always the same, so that examples can show what they print. All names are
invented.
"""

from __future__ import annotations

from asyncspotify.sandbox._world import World

from .music import add_music
from .people import ME, add_people
from .spoken import add_books, add_shows

__all__ = ["ME", "seed"]


def seed(world: World) -> None:
    """
    Fill an empty world.
    """
    add_music(world.catalogue)
    add_shows(world.catalogue)
    add_books(world.catalogue)
    add_people(world)

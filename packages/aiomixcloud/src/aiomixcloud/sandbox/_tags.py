"""
Tags, cities, and both together: ``funk``, ``city:athens``, ``funk+city:athens``.
"""

from __future__ import annotations

from typing import Final

import attrs

from ._answers import missing
from ._world import Cloudcast, World, slugify

#: Keys of tags began with other words over the years; the service answers to all
#: of them, and an old one with the word that came after it.
KINDS: Final = {"genres": "genres", "discover": "genres", "tag": "discover"}
_CITY: Final = "city:"


@attrs.frozen
class Topic:
    """
    What shows have in common.

    Attributes:
        tag: A tag's slug, or ``None``.

        city: That of a city, or ``None``.
    """

    tag: str | None
    city: str | None

    def name(self, world: World) -> str:
        """
        What the shows are called.
        """
        city = next((n for n in cities(world) if slugify(n) == self.city), "")
        if self.tag is None:
            return f"{city} shows"
        tag = world.tags[self.tag]
        return f"{tag} shows from {city}" if city else f"{tag} shows"

    def fits(self, cast: Cloudcast) -> bool:
        """
        Whether a show is one of them.
        """
        from_there = slugify(cast.user.city) if cast.user.city else None
        return self.tag in {None, *cast.tags} and self.city in {None, from_there}


def cities(world: World) -> list[str]:
    """
    Where users are.
    """
    return [user.city for user in world.users.values() if user.city]


def read_topic(world: World, text: str) -> Topic:
    """
    Read the middle of a tag's key.

    Raises:
        Refusal: There is no such tag or city.
    """
    tag: str | None = None
    city: str | None = None
    for part in text.split("+"):
        if part.startswith(_CITY):
            city = part.removeprefix(_CITY)
        else:
            tag = part
    known_city = city is None or city in map(slugify, cities(world))
    if not known_city or (tag is not None and tag not in world.tags):
        raise missing()
    return Topic(tag, city)

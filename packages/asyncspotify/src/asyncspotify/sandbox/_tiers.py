"""
What an app may have: the two tiers of access, and how their answers differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs


class Tier(StrEnum):
    """
    An app's access, as it has been since March 2026.
    """

    #: What every new app gets, which is fewer operations, fields and results.
    DEVELOPMENT = "development"
    #: What large companies get, which is all there ever was.
    EXTENDED = "extended"


@attrs.frozen
class Limit:
    """
    How many items a page has.

    Attributes:
        default: How many, unless asked otherwise.

        most: How many can be asked for.
    """

    default: int
    most: int


#: Of most lists.
USUAL = Limit(20, 50)
#: Of searches and of an artist's albums.
SMALL: Mapping[Tier, Limit] = {
    Tier.DEVELOPMENT: Limit(5, 10),
    Tier.EXTENDED: Limit(20, 50),
}
#: Of a playlist's items.
ITEMS: Mapping[Tier, Limit] = {
    Tier.DEVELOPMENT: Limit(20, 50),
    Tier.EXTENDED: Limit(100, 100),
}

_WITHDRAWN: Mapping[str, frozenset[str]] = {
    "artist": frozenset({"followers", "genres", "popularity"}),
    "album": frozenset(
        {"album_group", "available_markets", "genres", "label", "popularity"}
    ),
    "track": frozenset({"available_markets", "linked_from", "popularity"}),
    "user": frozenset({"country", "email", "explicit_content", "followers", "product"}),
    "show": frozenset({"available_markets", "publisher"}),
    "audiobook": frozenset({"available_markets", "publisher"}),
    # Chapters call themselves that.
    "episode": frozenset({"available_markets"}),
}


def withdraw(value: Any) -> Any:
    """
    Leave out of an answer what the development tier does not get.
    """
    if isinstance(value, list):
        return [withdraw(one) for one in value]
    if not isinstance(value, dict):
        return value
    gone = _WITHDRAWN.get(str(value.get("type")), frozenset())
    kept = {name: withdraw(one) for name, one in value.items() if name not in gone}
    if "preview_url" in kept:
        kept["preview_url"] = None
    return kept

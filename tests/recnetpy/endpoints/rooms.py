"""
Rooms.
"""

from __future__ import annotations

from .addresses import ALL, PAGE, ROOMS, P
from .case import Case, bulk, one

CASES = [
    one(
        "room",
        lambda c: c.rooms.fetch(1, 78),
        f"{P}/rooms/1",
        f"{ROOMS}/rooms/1",
        query={"include": "78"},
    ),
    bulk(
        "rooms",
        lambda c: c.rooms.fetch_many([1, 2]),
        f"{P}/rooms/bulk",
        f"{ROOMS}/rooms/bulk",
        "id",
    ),
    bulk(
        "rooms by name",
        lambda c: c.rooms.get_many(["^1", "2"]),
        f"{P}/rooms/bulk",
        f"{ROOMS}/rooms/bulk",
        "name",
    ),
    one(
        "room search",
        lambda c: c.rooms.search("#a b"),
        f"{P}/rooms/search",
        f"{ROOMS}/rooms/search",
        query={"query": "#a b", **PAGE},
    ),
    one(
        "all rooms found",
        lambda c: c.rooms.all_found("a").page(),
        f"{P}/rooms/search",
        f"{ROOMS}/rooms/search",
        query={"query": "a", **ALL},
        answer={"Results": [], "TotalResults": 0},
    ),
    one(
        "hot rooms",
        lambda c: c.rooms.hot(tag="pvp"),
        f"{P}/rooms/hot",
        f"{ROOMS}/rooms/hot",
        query={**PAGE, "tag": "pvp"},
    ),
    one(
        "all hot rooms",
        lambda c: c.rooms.all_hot().page(),
        f"{P}/rooms/hot",
        f"{ROOMS}/rooms/hot",
        query=ALL,
        answer={"Results": [], "TotalResults": 0},
    ),
    Case(
        "created rooms",
        lambda c: c.rooms.created_by(1),
        f"{P}/rooms/createdby/1",
        f"{ROOMS}/rooms/createdby/1",
    ),
    Case(
        "owned rooms",
        lambda c: c.rooms.owned_by(1),
        f"{P}/rooms/ownedby/1",
        f"{ROOMS}/rooms/ownedby/1",
    ),
    Case(
        "showcase",
        lambda c: c.rooms.showcased_by(1),
        f"{P}/rooms/showcase/1",
        f"{ROOMS}/showcase/1",
    ),
    one(
        "featured rooms",
        lambda c: c.rooms.featured(),
        f"{ROOMS}/featuredrooms/current",
        f"{ROOMS}/featuredrooms/current",
        answer={"FeaturedRoomGroupId": 5, "name": "Featured", "Rooms": []},
        keyed=False,
    ),
]

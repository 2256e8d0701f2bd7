"""
Every endpoint, as a table: what is called, and where it goes in both layouts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

API = "https://api.rec.net/api"
CLUBS = "https://clubs.rec.net/subscription"
CDN = "https://cdn.rec.net"
ROOMS = "https://rooms.rec.net"
ACCOUNTS = "https://accounts.rec.net"
P = "https://apim.rec.net/public"


@attrs.frozen
class Case:
    """
    One call.

    Attributes:
        name: What to call it.

        call: Makes it, given the client.

        gateway: Where it goes with the keyed gateway.

        hosts: Where it goes with the older hosts.

        method: Of HTTP.

        query: What is asked; in both layouts.

        form: What is sent; in both layouts.

        answer: What comes.

        keyed: Whether the key goes there.
    """

    name: str
    call: Callable[[Any], Any]
    gateway: str
    hosts: str
    method: str = "GET"
    query: dict[str, str] = attrs.field(factory=dict)
    form: list[list[str]] = attrs.field(factory=list)
    answer: Any = attrs.field(factory=list)
    keyed: bool = True


PAGE = {"take": "16", "skip": "0"}
SORTED = {**PAGE, "sort": "0"}
ALL = {"take": "1000", "skip": "0"}


def one(name: str, call: Any, gateway: str, hosts: str, **more: Any) -> Case:
    """Return the case of something by its id."""
    return Case(name, call, gateway, hosts, **{"answer": {}, **more})


def bulk(name: str, call: Any, gateway: str, hosts: str, field: str) -> Case:
    """Return the case of two things at once."""
    form = [[field, "1"], [field, "2"]]
    return Case(name, call, gateway, hosts, method="POST", form=form)


CASES = [
    one(
        "account",
        lambda c: c.accounts.fetch(1),
        f"{P}/accounts/1",
        f"{ACCOUNTS}/account/1",
    ),
    one(
        "account by name",
        lambda c: c.accounts.get("@a"),
        f"{P}/accounts/",
        f"{ACCOUNTS}/account",
        query={"username": "a"},
    ),
    Case(
        "account search",
        lambda c: c.accounts.search("a"),
        f"{P}/accounts/search",
        f"{ACCOUNTS}/account/search",
        query={"name": "a"},
    ),
    bulk(
        "accounts",
        lambda c: c.accounts.fetch_many([1, "2"]),
        f"{P}/accounts/bulk",
        f"{ACCOUNTS}/account/bulk",
        "id",
    ),
    bulk(
        "accounts by name",
        lambda c: c.accounts.get_many(["@1", "2"]),
        f"{P}/accounts/bulk",
        f"{ACCOUNTS}/account/bulk",
        "name",
    ),
    one(
        "bio",
        lambda c: c.accounts.bio(1),
        f"{P}/accounts/1/bio",
        f"{ACCOUNTS}/account/1/bio",
    ),
    bulk(
        "levels",
        lambda c: c.accounts.levels([1, 2]),
        f"{P}/players/progression/bulk",
        f"{API}/players/v2/progression/bulk",
        "id",
    ),
    Case(
        "influencer",
        lambda c: c.accounts.is_influencer(1),
        f"{P}/influencerpartnerprogram/isinfluencer",
        f"{API}/influencerpartnerprogram/isinfluencer",
        query={"accountId": "1"},
        answer=True,
    ),
    Case(
        "subscribers",
        lambda c: c.accounts.subscriber_count(1),
        f"{CLUBS}/subscribercount/1",
        f"{CLUBS}/subscribercount/1",
        answer=3,
        keyed=False,
    ),
    one(
        "subscription",
        lambda c: c.accounts.subscription(1),
        f"{CLUBS}/details/1",
        f"{CLUBS}/details/1",
        answer={"accountId": 1, "clubId": 2, "subscriberCount": 3},
        keyed=False,
    ),
    Case(
        "top creators",
        lambda c: c.accounts.top_creators(2),
        f"{CLUBS}/top/creators",
        f"{CLUBS}/top/creators",
        query={"take": "2", "skip": "0"},
        keyed=False,
    ),
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
        "image",
        lambda c: c.images.fetch(1),
        f"{P}/images/1",
        f"{API}/images/v4/1",
    ),
    bulk(
        "images",
        lambda c: c.images.fetch_many([1, 2]),
        f"{P}/images/bulk/id",
        f"{API}/images/v3/bulk",
        "Ids",
    ),
    bulk(
        "images by name",
        lambda c: c.images.get_many(["1", "2"]),
        f"{P}/images/bulk/name",
        f"{API}/images/v4/bulk",
        "Names",
    ),
    Case(
        "images of a player",
        lambda c: c.images.from_account(1),
        f"{P}/images/player/1",
        f"{API}/images/v4/player/1",
        query=SORTED,
    ),
    Case(
        "all images of a player",
        lambda c: c.images.all_from_account(1, sort=2).page(),
        f"{P}/images/player/1",
        f"{API}/images/v4/player/1",
        query={**ALL, "sort": "2"},
    ),
    Case(
        "images in a room",
        lambda c: c.images.in_room(1),
        f"{P}/images/room/1",
        f"{API}/images/v4/room/1",
        query=SORTED,
    ),
    Case(
        "all images in a room",
        lambda c: c.images.all_in_room(1, filter=1).page(),
        f"{P}/images/room/1",
        f"{API}/images/v4/room/1",
        query={**ALL, "sort": "0", "filter": "1"},
    ),
    Case(
        "images at an event",
        lambda c: c.images.during_event(1),
        f"{P}/images/playerevent/1",
        f"{API}/images/v1/playerevent/1",
        query=PAGE,
    ),
    Case(
        "all images at an event",
        lambda c: c.images.all_during_event(1).page(),
        f"{P}/images/playerevent/1",
        f"{API}/images/v1/playerevent/1",
        query=ALL,
    ),
    Case(
        "player feed",
        lambda c: c.images.player_feed(1),
        f"{API}/images/v3/feed/player/1",
        f"{API}/images/v3/feed/player/1",
        query=PAGE,
    ),
    Case(
        "all of a player's feed",
        lambda c: c.images.all_in_feed(1).page(),
        f"{API}/images/v3/feed/player/1",
        f"{API}/images/v3/feed/player/1",
        query=ALL,
    ),
    Case(
        "global feed",
        lambda c: c.images.front_page(),
        f"{API}/images/v3/feed/global",
        f"{API}/images/v3/feed/global",
        query=PAGE,
    ),
    one(
        "slideshow",
        lambda c: c.images.slideshow(),
        f"{API}/images/v1/slideshow",
        f"{API}/images/v1/slideshow",
        answer={"Images": [], "ValidTill": None},
    ),
    Case(
        "cheers",
        lambda c: c.images.cheers(1),
        f"{P}/images/1/cheers",
        f"{API}/images/v1/1/cheers",
    ),
    Case(
        "comments",
        lambda c: c.images.comments(1),
        f"{P}/images/1/comments",
        f"{API}/images/v1/1/comments",
    ),
    one(
        "event",
        lambda c: c.events.fetch(1),
        f"{P}/playerevents/1",
        f"{API}/playerevents/v1/1",
    ),
    bulk(
        "events",
        lambda c: c.events.fetch_many([1, 2]),
        f"{P}/playerevents/bulk",
        f"{API}/playerevents/v1/bulk",
        "Ids",
    ),
    Case(
        "event search",
        lambda c: c.events.search("a"),
        f"{P}/playerevents/search",
        f"{API}/playerevents/v1/search",
        query={"query": "a", **SORTED},
    ),
    Case(
        "all events found",
        lambda c: c.events.all_found("a").page(),
        f"{P}/playerevents/search",
        f"{API}/playerevents/v1/search",
        query={"query": "a", "take": "100", "skip": "0", "sort": "0"},
    ),
    Case(
        "events of a player",
        lambda c: c.events.from_account(1),
        f"{P}/playerevents/creator/1",
        f"{API}/playerevents/v1/creator/1",
        query=PAGE,
    ),
    Case(
        "all events of a player",
        lambda c: c.events.all_from_account(1).page(),
        f"{P}/playerevents/creator/1",
        f"{API}/playerevents/v1/creator/1",
        query={"take": "100", "skip": "0"},
    ),
    Case(
        "events in a room",
        lambda c: c.events.in_room(1),
        f"{P}/playerevents/room/1",
        f"{API}/playerevents/v1/room/1",
        query=PAGE,
    ),
    Case(
        "all events in a room",
        lambda c: c.events.all_in_room(1).page(),
        f"{P}/playerevents/room/1",
        f"{API}/playerevents/v1/room/1",
        query={"take": "100", "skip": "0"},
    ),
    Case(
        "current events",
        lambda c: c.events.get_events(),
        f"{P}/playerevents/",
        f"{API}/playerevents/v1",
        query=SORTED,
    ),
    Case(
        "all current events",
        lambda c: c.events.all_events().page(),
        f"{P}/playerevents/",
        f"{API}/playerevents/v1",
        query={"take": "100", "skip": "0", "sort": "0"},
    ),
    Case(
        "responses",
        lambda c: c.events.responses(1),
        f"{P}/playerevents/1/responses",
        f"{API}/playerevents/v1/1/responses",
    ),
    one(
        "invention",
        lambda c: c.inventions.fetch(1),
        f"{P}/inventions/v1",
        f"{API}/inventions/v1",
        query={"inventionId": "1"},
    ),
    Case(
        "invention search",
        lambda c: c.inventions.search("a", 5),
        f"{P}/inventions/v2/search",
        f"{API}/inventions/v2/search",
        query={"value": "a", "take": "5"},
    ),
    Case(
        "featured inventions",
        lambda c: c.inventions.featured(),
        f"{P}/inventions/v1/featured",
        f"{API}/inventions/v1/featured",
        query=PAGE,
    ),
    Case(
        "top inventions",
        lambda c: c.inventions.top_today(),
        f"{P}/inventions/v1/toptoday",
        f"{API}/inventions/v1/toptoday",
    ),
    one(
        "invention tags",
        lambda c: c.inventions.tags(1),
        f"{API}/inventions/v1/details",
        f"{API}/inventions/v1/details",
        query={"inventionId": "1"},
    ),
    one(
        "featured rooms",
        lambda c: c.rooms.featured(),
        f"{ROOMS}/featuredrooms/current",
        f"{ROOMS}/featuredrooms/current",
        answer={"FeaturedRoomGroupId": 5, "name": "Featured", "Rooms": []},
        keyed=False,
    ),
    Case(
        "loading tips",
        lambda c: c.loading_tips(),
        f"{CDN}/config/LoadingScreenTipData",
        f"{CDN}/config/LoadingScreenTipData",
        keyed=False,
    ),
    one(
        "name server",
        lambda c: c.services(),
        "https://ns.rec.net/",
        "https://ns.rec.net/",
        keyed=False,
    ),
    one(
        "image file",
        lambda c: c.images.download("a b.jpg", width=10, square=True),
        "https://img.rec.net/a%20b.jpg",
        "https://img.rec.net/a%20b.jpg",
        query={"width": "10", "cropSquare": "true"},
        keyed=False,
    ),
]

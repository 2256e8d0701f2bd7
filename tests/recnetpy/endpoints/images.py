"""
Images.
"""

from __future__ import annotations

from .addresses import ALL, API, PAGE, SORTED, P
from .case import Case, bulk, one

CASES = [
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
        "image file",
        lambda c: c.images.download("a b.jpg", width=10, square=True),
        "https://img.rec.net/a%20b.jpg",
        "https://img.rec.net/a%20b.jpg",
        query={"width": "10", "cropSquare": "true"},
        answer=b"\xff\xd8\xff",
        keyed=False,
    ),
]

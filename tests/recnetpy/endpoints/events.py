"""
Events.
"""

from __future__ import annotations

from .addresses import API, PAGE, SORTED, P
from .case import Case, bulk, one

CASES = [
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
]

# Generated from aio/test_replay.py by `nox -s twins`: do not edit.
"""
The whole client against the sandbox: both layouts, servers that differ, and all faults.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientcore.sandbox import (
    ExpiredToken,
    Fault,
    Latency,
    Malformed,
    RateLimit,
    Reset,
    SlowBody,
    Status,
    Truncated,
)
from recnetpy.sandbox import Sandbox
from recnetpy.sync import Archive, RecNetError

from ..opening import open_sync

EVERYTHING = 366
FAULTS: list[Fault] = [
    ExpiredToken(),
    Latency(0.01),
    Malformed(),
    RateLimit(0.01),
    Reset(),
    SlowBody(0.01),
    Status(404),
    Status(500),
    Status(502),
    Status(503, retry_after=0.01),
    Truncated(),
]

#: One call of each kind, and what is compared of its result.
CALLS: dict[str, Callable[[Any], Any]] = {
    "account": lambda c: c.accounts.fetch(1001),
    "account by name": lambda c: c.accounts.get("@TestOtter"),
    "accounts": lambda c: c.accounts.fetch_many(range(1001, 1028)),
    "accounts by name": lambda c: c.accounts.get_many(["TestOtter", "PlainNewt"]),
    "account search": lambda c: c.accounts.search("o", visible=True),
    "bio": lambda c: c.accounts.bio(1001),
    "levels": lambda c: c.accounts.levels(range(1001, 1028)),
    "influencer": lambda c: c.accounts.is_influencer(1002),
    "subscribers": lambda c: c.accounts.subscriber_count(1001),
    "subscription": lambda c: c.accounts.subscription(1002),
    "room": lambda c: c.rooms.fetch(2001, EVERYTHING),
    "room by name": lambda c: c.rooms.get("^OtterPlaza", EVERYTHING),
    "rooms": lambda c: c.rooms.fetch_many(range(2001, 2010)),
    "rooms found": lambda c: c.rooms.all_found("#hangout").collect(),
    "rooms found at once": lambda c: c.rooms.all_found("#quest").prefetch(3).collect(),
    "hot rooms": lambda c: c.rooms.all_hot().collect(),
    "rooms created": lambda c: c.rooms.created_by(1001),
    "rooms owned": lambda c: c.rooms.owned_by(1001),
    "rooms shown": lambda c: c.rooms.showcased_by(1002),
    "featured rooms": lambda c: c.rooms.featured(),
    "image": lambda c: c.images.fetch(4002),
    "images": lambda c: c.images.fetch_many(range(4001, 4050)),
    "images by name": lambda c: c.images.get_many(["image4001.jpg", "image4002.jpg"]),
    "photos of a player": lambda c: c.images.all_from_account(1001).collect(),
    "photos in a room": lambda c: c.images.all_in_room(2001).collect(),
    "photos at an event": lambda c: c.images.all_during_event(5001).collect(),
    "feed": lambda c: c.images.all_in_feed(1002).collect(),
    "front page": lambda c: c.images.front_page(5),
    "slideshow": lambda c: c.images.slideshow(),
    "cheers": lambda c: c.images.cheers(4002),
    "comments": lambda c: c.images.comments(4001),
    "file": lambda c: c.images.download("image4001.jpg"),
    "event": lambda c: c.events.fetch(5001),
    "events": lambda c: c.events.fetch_many(range(5001, 5010)),
    "events of a player": lambda c: c.events.all_from_account(1002).collect(),
    "events in a room": lambda c: c.events.all_in_room(2001).collect(),
    "events found": lambda c: c.events.all_found("quest").collect(),
    "current events": lambda c: c.events.all_events().collect(),
    "responses": lambda c: c.events.responses(5001),
    "inventions": lambda c: c.inventions.top_today(),
    "tips": lambda c: c.loading_tips(),
    "services": lambda c: c.services(),
}


def plain(found: Any) -> Any:
    """Return what can be compared: records; of several, in any order."""
    if isinstance(found, dict):
        return {key: plain(value) for key, value in found.items()}
    if isinstance(found, list):
        return sorted(map(plain, found), key=str)
    return found.to_data() if hasattr(found, "to_data") else found


_USUAL: dict[str, dict[str, Any]] = {}


def usual_results(layout: Any) -> dict[str, Any]:
    """Return the results of all calls of a sandbox that is like the service."""
    if layout not in _USUAL:
        _USUAL[layout] = results(Sandbox(), layout)
    return _USUAL[layout]


def results(sandbox: Sandbox, layout: Any, **options: Any) -> dict[str, Any]:
    """Return the results of all calls."""
    with open_sync(sandbox=sandbox, layout=layout, **options) as client:
        return {name: plain(call(client)) for name, call in CALLS.items()}


@pytest.mark.parametrize("layout", ["gateway", "hosts"])
@pytest.mark.parametrize(
    "options",
    [{"max_take": 3}, {"bulk_by_post": False}, {"max_take": 1, "bulk_by_post": False}],
    ids=str,
)
def test_servers_that_differ(layout: Any, options: Any):
    """
    Pages that are clamped and bulk by GET change no result.
    """
    usual = usual_results(layout)
    # What takes one page by its nature has fewer items then.
    pages = {"front page", "events found at once"}
    found = results(Sandbox(**options), layout)

    assert {name for name in usual if usual[name] != found[name]} <= pages
    assert all(value not in (None, []) for value in usual.values())


@pytest.mark.parametrize("layout", ["gateway", "hosts"])
@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_faults(fault: Fault, layout: Any, no_backoff: None):
    """
    A fault costs a call at most: it succeeds, or raises an error of the package, and
    succeeds the next time.
    """
    usual = usual_results(layout)
    sandbox = Sandbox()
    failed = []
    with open_sync(sandbox=sandbox, layout=layout) as client:
        for name, call in CALLS.items():
            sandbox.faults.add(fault, calls=[1])
            try:
                found = plain(call(client))
            except RecNetError:
                failed.append(name)
            else:
                assert found == usual[name] or isinstance(fault, Status), name
            sandbox.faults.clear()
        for name in failed:
            assert plain(CALLS[name](client)) == usual[name], name


@pytest.mark.parametrize("layout", ["gateway", "hosts"])
def test_archives_of_servers_that_differ(layout: Any, tmp_path: Path):
    """
    An archive has the same objects, whatever the server's pages and methods are.
    """
    sizes = []
    for options in ({}, {"max_take": 3, "bulk_by_post": False}):
        with open_sync(sandbox=Sandbox(**options), layout=layout) as client:
            archive = client.archive("@TestOtter", tmp_path / "otter.jsonl")
        (tmp_path / "otter.jsonl").rename(tmp_path / f"{len(sizes)}.jsonl")
        sizes.append(sorted((type(each).__name__, each.id) for each in archive))
    both = Archive.merge(tmp_path / "0.jsonl", tmp_path / "1.jsonl")

    assert sizes[0] == sizes[1]
    assert len(both) == len(sizes[0])

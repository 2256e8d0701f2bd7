# Generated from aio/test_recorded.py by `nox -s twins`: do not edit.
"""
Each recorded exchange: what is sent, and what becomes of the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from recnetpy.sync import Servers

from ..opening import open_sync
from ..recorded import Exchange, exchanges, fits, form_of

CALLS: dict[str, Callable[[Any, Exchange], Any]] = {
    "AccountManager.get": lambda c, e: c.accounts.get(e.query["username"]),
    "AccountManager.fetch": lambda c, e: c.accounts.fetch(e.id),
    "AccountManager.search": lambda c, e: c.accounts.search(e.query["name"]),
    "Account.get_bio": lambda c, e: c.accounts.bio(e.id),
    "Account.get_level": lambda c, e: c.accounts.level(e.form[0]),
    "Account.get_is_influencer": lambda c, e: c.accounts.is_influencer(
        e.query["accountId"]
    ),
    "Account.get_subscriber_count": lambda c, e: c.accounts.subscriber_count(e.id),
    "RoomManager.fetch": lambda c, e: c.rooms.fetch(
        e.id, int(e.query.get("include", 0))
    ),
    "RoomManager.get": lambda c, e: c.rooms.get(e.query["name"]),
    "RoomManager.search": lambda c, e: c.rooms.search(e.query["query"]),
    "RoomManager.hot": lambda c, e: c.rooms.hot(int(e.query["take"])),
    "RoomManager.created_by": lambda c, e: c.rooms.created_by(e.id),
    "RoomManager.owned_by": lambda c, e: c.rooms.owned_by(e.id),
    "ImageManager.fetch": lambda c, e: c.images.fetch(e.id),
    "ImageManager.get": lambda c, e: c.images.get(e.form[0]),
    "ImageManager.from_account": lambda c, e: c.images.from_account(
        e.id, int(e.query["take"]), int(e.query["skip"])
    ),
    "ImageManager.in_room": lambda c, e: c.images.in_room(
        e.id, sort=int(e.query["sort"])
    ),
    "ImageManager.during_event": lambda c, e: c.images.during_event(e.id),
    "Image.get_cheers": lambda c, e: c.images.cheers(e.id),
    "Image.get_comments": lambda c, e: c.images.comments(e.id),
    "Account.get_feed": lambda c, e: c.images.player_feed(e.id),
    "(disabled upstream: front_page)": lambda c, e: c.images.front_page(),
    "EventManager.fetch": lambda c, e: c.events.fetch(e.id),
    "EventManager.search": lambda c, e: c.events.search(e.query["query"]),
    "EventManager.from_account": lambda c, e: c.events.from_account(e.id),
    "EventManager.in_room": lambda c, e: c.events.in_room(e.id),
    "EventManager.get_events": lambda c, e: c.events.get_events(),
    "Event.get_responses": lambda c, e: c.events.responses(e.id),
    "InventionManager.fetch": lambda c, e: c.inventions.fetch(e.query["inventionId"]),
    "InventionManager.search": lambda c, e: c.inventions.search(e.query["value"]),
    "InventionManager.featured": lambda c, e: c.inventions.featured(),
    "InventionManager.top_today": lambda c, e: c.inventions.top_today(),
    "Invention.get_tags": lambda c, e: c.inventions.tags(e.query["inventionId"]),
    "RouteManager.namespace": lambda c, e: c.services(),
    "RouteManager.cdn": lambda c, e: c.loading_tips(),
    "image URL helper": lambda c, e: c.images.download(
        "image4001.jpg", height=180, square=True
    ),
}
BULK = {
    "AccountManager": lambda c: c.accounts,
    "RoomManager": lambda c: c.rooms,
    "ImageManager": lambda c: c.images,
    "EventManager": lambda c: c.events,
}
#: Those whose results need a test of their own.
PLAIN = [each for each in exchanges() if each.used_by in CALLS]
MANY = [each for each in exchanges() if each.used_by.endswith("_many")]
#: Expectations that are no attributes, but facts about the list.
OF_LISTS: dict[str, Callable[[Any], Any]] = {
    "ids": lambda found: [getattr(each, id_name(each)) for each in found],
    "total": lambda found: found.total,
    "types": lambda found: [each.type for each in found],
    "player_ids": lambda found: [each.player_id for each in found],
    "visible": lambda found: [each.title for each in found],
    "platforms_first": lambda found: found[0].platforms,
    "platforms_known": lambda found: found.platforms,
    "platforms_raw": lambda found: found.platform_mask,
    "identity_flags_known": lambda found: found.identity_flags,
    "personal_pronouns_known": lambda found: found.personal_pronouns,
}


def id_name(thing: Any) -> str:
    """Return what an object calls its id."""
    comment = hasattr(thing, "saved_image_comment_id")
    return "saved_image_comment_id" if comment else "id"


def servers_of(each: Exchange) -> dict[str, Any]:
    """Return which servers know such a request."""
    if each.url.startswith("https://apim.rec.net/apis/"):
        return {"servers": Servers.nested("https://apim.rec.net")}
    older = each.name.startswith("older host")
    return {"servers": Servers.hosts()} if older else {}


def name_of(each: Exchange) -> str:
    """Return what to call a case."""
    return f"{each.file}-{each.name}"


def becomes(found: Any, expected: Any) -> bool:
    """Tell whether a result is what is expected."""
    if not isinstance(expected, dict):
        return bool(found == expected)
    for name, value in expected.items():
        if name in OF_LISTS and (isinstance(found, list) or "_" in name):
            if OF_LISTS[name](found) != value:
                return False
            continue
        target = found[0] if isinstance(found, list) and found else found
        if name == "tags" and isinstance(found, list):
            return all(map(fits, found, value))
        if name == "bio":
            return bool(found == value)
        if not fits(target, {name: value}):
            return False
    return True


@pytest.mark.parametrize("each", PLAIN, ids=name_of)
def test_exchange(each: Exchange, net: Any):
    """
    Method, address, query, form and headers are as recorded, and so is the result.
    """
    route = each.route(net)

    with open_sync(**servers_of(each)) as client:
        found = CALLS[each.used_by](client, each)

    sent = route.calls.last.request
    key = "Ocp-Apim-Subscription-Key"
    expected = each.request.get("headers") or {}
    assert dict(sent.url.params) == each.query
    assert form_of(sent) == (each.request.get("form") or [])
    assert sent.headers.get(key) == expected.get(key)
    assert sent.headers.get("Api-Version") == expected.get("Api-Version")
    if each.expect is not None:
        assert becomes(found, each.expect)
    if each.response["status"] == 404:
        assert not found


@pytest.mark.parametrize("each", MANY, ids=name_of)
@pytest.mark.parametrize("twice", [False, True])
def test_many(each: Exchange, twice: bool, net: Any):
    """
    Bulk requests repeat the key, and ask and answer once for each.
    """
    route = each.route(net)
    manager, method = each.used_by.split(".")
    by_name = method == "get_many"
    wanted = each.form if by_name else [int(one) for one in each.form]

    with open_sync() as client:
        get = getattr(BULK[manager](client), "get_many" if by_name else "fetch_many")
        found = get(wanted * (1 + twice))

    pairs = list(dict.fromkeys(map(tuple, each.request["form"])))
    assert form_of(route.calls.last.request) == [list(pair) for pair in pairs]
    assert [one.id for one in found] == each.expect["ids"]

# Generated from aio/test_graph.py by `nox -s twins`: do not edit.
"""
What objects fetch and keep, and the people behind ids.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest
import respx

from recnetpy.sync import Account, Event, Image, Invention, Room, RoomInclude

from ..opening import P, open_sync
from ..recorded import recorded

IMAGE = recorded("images", "by id")
ROOM = recorded("rooms", "by id, include 366")
EVENT = recorded("events", "by id")
INVENTION = recorded("inventions", "by id")

EVENTFUL = {"Id": 1, "PlayerEventId": 7}
TAGGED = {"Id": 1, "TaggedPlayerIds": [5]}

#: What is kept: of what, by which method, where it comes from, what, and where it is.
KEPT: list[tuple[Any, str, str, Any, str]] = [
    (Account(None, 1), "get_bio", "accounts/1/bio", {}, "bio"),
    (Account(None, 1), "get_level", "players/progression/bulk", [], "level"),
    (
        Account(None, 1),
        "get_is_influencer",
        "influencerpartnerprogram/isinfluencer",
        False,
        "is_influencer",
    ),
    (Account(None, 1), "get_created_rooms", "rooms/createdby/1", [], "created_rooms"),
    (Account(None, 1), "get_owned_rooms", "rooms/ownedby/1", [], "owned_rooms"),
    (Account(None, 1), "get_showcased_rooms", "rooms/showcase/1", [], "featured_rooms"),
    (Account(None, 1), "get_events", "playerevents/creator/1", [], "events"),
    (Account(None, 1), "get_images", "images/player/1", [], "images"),
    (
        Room.from_data(ROOM),
        "get_creator_player",
        "accounts/1001",
        None,
        "creator_account",
    ),
    (Room(None, 1), "get_images", "images/room/1", [], "images"),
    (Room(None, 1), "get_events", "playerevents/room/1", [], "events"),
    (
        Event.from_data(EVENT),
        "get_creator_player",
        "accounts/1002",
        None,
        "creator_player",
    ),
    (Event.from_data(EVENT), "get_room", "rooms/2001", None, "room"),
    (Event(None, 1), "get_images", "images/playerevent/1", [], "images"),
    (Event(None, 1), "get_responses", "playerevents/1/responses", [], "responses"),
    (Image.from_data(IMAGE), "get_player", "accounts/1001", None, "player"),
    (Image.from_data(IMAGE), "get_room", "rooms/2001", None, "room"),
    (
        Image.from_data(EVENTFUL),
        "get_player_event",
        "playerevents/7",
        None,
        "player_event",
    ),
    (Image.from_data(EVENTFUL), "get_event", "playerevents/7", None, "event"),
    (Image(None, 1), "get_cheers", "images/1/cheers", [], "cheer_player_ids"),
    (Image(None, 1), "get_comments", "images/1/comments", [], "comments"),
    (
        Image.from_data(TAGGED),
        "get_tagged_players",
        "accounts/bulk",
        [],
        "tagged_players",
    ),
    (
        Invention.from_data(INVENTION),
        "get_creator_player",
        "accounts/1002",
        None,
        "creator_player",
    ),
    (
        Invention.from_data(INVENTION),
        "get_creation_room",
        "rooms/2001",
        None,
        "creation_room",
    ),
]


@pytest.mark.parametrize(
    ("thing", "method", "path", "answer", "name"),
    KEPT,
    ids=lambda each: f"{type(each).__name__}-{each}",
)
def test_kept(thing: Any, method: str, path: str, answer: Any, name: str, net: Any):
    """
    What was fetched is kept, a miss too, until it is asked for by force.
    """
    route = net.route(url=f"{P}/{path}")
    if answer is None:
        route.respond(404)
    else:
        route.respond(json=answer)
    thing = copy.copy(thing)

    with open_sync() as client:
        get = getattr(thing.bind(client), method)
        before = getattr(thing, name)
        first = get()
        again = get()
        once = route.call_count
        get(force=True)

    assert before is None
    assert first == again == getattr(thing, name)
    assert (once, route.call_count) == (1, 2)


def test_subscribers_are_kept(net: Any):
    """
    So are subscribers, who are counted elsewhere.
    """
    url = "https://clubs.rec.net/subscription/subscribercount/1"
    route = net.get(url).respond(text="17")

    with open_sync() as client:
        account = Account(client, 1)
        found = [account.get_subscriber_count() for _ in range(2)]

    assert found == [17, 17]
    assert route.call_count == 1


def test_feed_and_tags_are_kept(net: Any):
    """
    So are a feed and an invention's tags, which older hosts have.
    """
    older = "https://api.rec.net/api"
    feed = net.get(f"{older}/images/v3/feed/player/1").respond(json=[{"Id": 5}])
    details = net.get(f"{older}/inventions/v1/details")
    details.respond(json=recorded("inventions", "tags"))

    with open_sync() as client:
        account, invention = Account(client, 1), Invention(client, 1)
        for _ in range(2):
            account.get_feed()
            invention.get_tags()

    assert [photo.id for photo in account.feed or ()] == [5]
    assert [tag.tag for tag in invention.tags or ()] == ["lamp", "circuitsv2"]
    assert (feed.call_count, details.call_count) == (1, 1)


def test_by_arguments(net: Any):
    """
    Pages are kept by their arguments, and the attribute holds the latest.
    """
    route = net.get(url__startswith=f"{P}/images/player/1")
    route.side_effect = lambda request: respx.MockResponse(
        json=[{"Id": 1 + int(request.url.params["skip"])}]
    )

    with open_sync() as client:
        account = Account(client, 1)
        first = account.get_images(1, 0)
        second = account.get_images(1, 1)
        first_again = account.get_images(1, 0)

    assert (first[0].id, second[0].id) == (1, 2)
    assert first_again is first
    assert account.images is first
    assert route.call_count == 2


def test_assigned(net: Any):
    """
    What somebody has assigned counts as fetched.
    """
    with open_sync() as client:
        image = Image(client, 4001, IMAGE)
        image.player = Account(client, 9)
        player = image.get_player()

    assert player is image.player


def test_room_lacks_parts(net: Any):
    """
    A kept room is asked for again if it lacks what is wanted, and only then.
    """
    plain = net.get(f"{P}/rooms/2001", params={"include": "0"})
    plain.respond(json=recorded("rooms", "by id, plain"))
    full = net.get(f"{P}/rooms/2001", params={"include": "6"}).respond(json=ROOM)

    with open_sync() as client:
        event = Event(client, 5001, EVENT)
        first = event.get_room()
        second = event.get_room([RoomInclude.SUBROOMS, RoomInclude.ROLES])
        third = event.get_room(RoomInclude.ROLES)
        fourth = event.get_room()

    assert first is not second
    assert second is third is fourth
    assert (plain.call_count, full.call_count) == (1, 1)


def test_parts_that_never_come(net: Any):
    """
    Parts that were asked for and did not come are not asked for again.
    """
    route = net.get(f"{P}/rooms/2001").respond(json={"RoomId": 2001, "Name": "a"})

    with open_sync() as client:
        event = Event(client, 5001, EVENT)
        event.get_room(64)
        event.get_room(64)

    assert route.call_count == 1


@pytest.mark.parametrize("id", [None, 0, -1])
def test_no_room(id: int | None, net: Any):
    """
    Ids of nothing are not asked for.
    """
    with open_sync() as client:
        image = Image(client, 1, {"RoomId": id, "PlayerEventId": id, "PlayerId": id})

        assert image.get_room() is None
        assert image.get_event() is None
        assert image.get_player() is None


def test_none_to_fetch(net: Any):
    """
    Where the record says that there are none, nothing is asked but by force.
    """
    cheers = net.get(f"{P}/images/1/cheers").respond(json=[5])
    comments = net.get(f"{P}/images/1/comments").respond(json=[])

    with open_sync() as client:
        image = Image(client, 1, {"CheerCount": 0, "CommentCount": 0})
        assert image.get_cheers() == []
        assert image.get_comments() == []
        assert image.get_tagged_players() == []
        assert cheers.call_count == comments.call_count == 0

        assert image.get_cheers(force=True) == [5]
        assert image.get_comments(force=True) == []
        assert image.get_cheers() == [5]


def test_refresh(net: Any):
    """
    Refreshing takes the new record, and forgets what was fetched.
    """
    old = {"accountId": 1, "username": "old"}
    net.get(f"{P}/accounts/1").respond(json={"accountId": 1, "username": "new"})
    net.get(f"{P}/accounts/1/bio").respond(json={"bio": "words"})

    with open_sync() as client:
        account = Account(client, 1, old)
        assert (account.username, account.get_bio()) == ("old", "words")
        assert account.refresh()

    assert (account.username, account.bio) == ("new", None)
    assert account.data == {"accountId": 1, "username": "new"}


def test_refresh_room(net: Any):
    """
    A room is refreshed with the parts that it has, unless others are asked for.
    """
    route = net.get(f"{P}/rooms/2001").respond(json=ROOM)

    with open_sync() as client:
        room = Room(client, 2001, ROOM)
        room.refresh()
        Room(client, 2001).refresh()
        room.refresh(RoomInclude.TAGS)

    sent = [call.request.url.params["include"] for call in route.calls]
    assert sent == ["366", "0", "8"]


def test_refresh_gone(net: Any):
    """
    What is gone keeps its old record.
    """
    net.get(f"{P}/rooms/2001").respond(404)

    with open_sync() as client:
        room = Room(client, 2001, ROOM)

        assert not room.refresh()
        assert room.name == "OtterPlaza"

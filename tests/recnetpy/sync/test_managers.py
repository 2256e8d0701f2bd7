# Generated from aio/test_managers.py by `nox -s twins`: do not edit.
"""
The managers: what they ask for, what they refuse, and what they make of answers.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
import respx

import recnetpy.sync as recnetpy
from recnetpy.sync import BadRequest, Servers, UnreadableError

from ..opening import P, open_sync
from ..recorded import exchanges, form_of, recorded


@pytest.mark.parametrize("id", [0, -1, "x", "1001 ", 1.5, None, True, 2**63, "²"])
def test_no_id(id: Any):
    """
    What is no ID is the ID of nothing, on every manager, and nothing is sent.
    """
    with open_sync() as client:
        for name in ("accounts", "events", "images", "inventions", "rooms"):
            manager = getattr(client, name)
            assert manager.fetch(id) is None
            if name != "inventions":
                assert manager.fetch_many([id]) == []
        with pytest.raises(ValueError, match="id"):
            client.accounts.levels([id])


@pytest.mark.parametrize("text", ["1001", b"Coach"])
def test_text_instead_of_a_list(text: Any):
    """
    Text where a list is due is refused: its characters are not meant.
    """
    with open_sync() as client:
        calls = [
            client.accounts.fetch_many,
            client.accounts.get_many,
            client.accounts.levels,
            client.accounts.by_id,
            client.accounts.in_order,
            client.rooms.fetch_many,
            client.rooms.get_many,
            client.images.fetch_many,
            client.images.get_many,
            client.events.fetch_many,
        ]
        for call in calls:
            with pytest.raises(TypeError, match="this takes a list"):
                call(text)
        with pytest.raises(TypeError, match="this takes a list"):
            client.images.new_in_rooms(text)
        with pytest.raises(TypeError, match="this takes a list"):
            recnetpy.Image.create_from_id_list(client, text)


def test_nothing_asked(net: Any):
    """
    Empty lists and empty names are answered without asking.
    """
    with open_sync() as client:
        assert client.accounts.fetch_many([]) == []
        assert client.rooms.get_many([" "]) == []
        assert client.accounts.levels([]) == {}
        assert client.accounts.get("") is None
        assert client.rooms.get("^") is None
        assert client.images.get("") is None


def test_split_by_bytes(net: Any):
    """
    Long lists are split by their size: no form is beyond the gateway's limit.
    """
    route = net.post(f"{P}/playerevents/bulk").respond(json=[])
    ids = [2**62 + number for number in range(1000)]

    with open_sync() as client:
        client.events.fetch_many(ids)

    forms = [call.request.content for call in route.calls]
    sent = [int(value) for call in route.calls for _, value in form_of(call.request)]
    assert sorted(sent) == ids
    assert len(forms) == 3
    assert max(map(len, forms)) <= 10_240


def test_odd_rows(net: Any):
    """
    Rows that are no records are left out, and the others come.
    """
    each = next(e for e in exchanges() if e.name == "list with one broken row")
    each.route(net)

    with open_sync() as client:
        assert [room.id for room in client.rooms.created_by(1201)] == [2001]


def test_no_list(net: Any):
    """
    An object where a list belongs is an error that says so.
    """
    net.get(f"{P}/rooms/createdby/1").respond(json={"message": "no"})

    with open_sync() as client:
        with pytest.raises(UnreadableError, match=r"GET rooms/createdby.* list"):
            client.rooms.created_by(1)


def test_search_once_more(net: Any):
    """
    What a search finds can be asked for again, to leave out what is hidden.
    """
    found = [{"accountId": 1001}, {"accountId": 5}]
    net.get(f"{P}/accounts/search").respond(json=found)
    bulk = net.post(f"{P}/accounts/bulk")
    bulk.respond(json=recorded("accounts", "bulk by ids"))

    with open_sync() as client:
        people = client.accounts.search("otter", visible=True)

    assert form_of(bulk.calls.last.request) == [["id", "1001"], ["id", "5"]]
    assert [person.id for person in people] == [1002, 1001]


def test_bad_search(net: Any):
    """
    A search that the service refuses is a `BadRequest` with its words.
    """
    told = {"statusCode": 400, "message": "name is required"}
    net.get(f"{P}/accounts/search").respond(400, json=told)

    with open_sync() as client:
        with pytest.raises(BadRequest, match="name is required"):
            client.accounts.search("")


def test_room_by_name_with_parts(net: Any):
    """
    The gateway needs a second request for parts, and older hosts do not.
    """
    named = net.get(f"{P}/rooms/bulk", params={"name": "OtterPlaza"})
    named.respond(json=recorded("rooms", "by name, plain"))
    full = net.get(f"{P}/rooms/2001", params={"include": "8"})
    full.respond(json=recorded("rooms", "by id, include 366"))
    wanted = {"name": "OtterPlaza", "include": "8"}
    older = net.get("https://rooms.rec.net/rooms", params=wanted)
    older.respond(json=recorded("rooms", "by id, include 366"))

    with open_sync() as client:
        room = client.rooms.get("^OtterPlaza", 8)
    with open_sync(servers=Servers.hosts()) as client:
        same = client.rooms.get("^OtterPlaza", 8)

    assert room == same
    assert room.tags == same.tags
    assert older.call_count == 1


def test_totals(net: Any):
    """
    Hot rooms and searches know how many there are in all.
    """
    net.get(f"{P}/rooms/hot").respond(json=recorded("rooms", "hot"))

    with open_sync() as client:
        rooms = client.rooms.hot(2)

    assert (len(rooms), rooms.total) == (2, 437033)


def test_random(net: Any):
    """
    Something at random is looked for a hundred ids at a time.
    """
    route = net.post(f"{P}/images/bulk/id")
    route.side_effect = [respx.MockResponse(json=found) for found in ([], [{"Id": 5}])]

    with open_sync() as client:
        found = client.images.random(10_000, choose=random.Random(1))

    assert found.id == 5
    assert len(form_of(route.calls[0].request)) == 100


def test_nothing_at_random(net: Any):
    """
    The search ends after so many tries.
    """
    route = net.post(f"{P}/images/bulk/id").respond(json=[])

    with open_sync() as client:
        assert client.images.random(50, tries=3) is None

    assert route.call_count == 3
    assert len(form_of(route.calls[0].request)) == 50


def test_manager():
    """
    A manager knows its client.
    """
    with open_sync() as client:
        assert client.rooms.rec_net.client is client
        assert repr(client.rooms) == f"<RoomManager of {client!r}>"


def test_featured(net: Any):
    """
    Featured rooms are read with either spelling of the name.
    """
    url = "https://rooms.rec.net/featuredrooms/current"
    net.get(url).respond(json=recorded("rooms", "featured rooms"))

    with open_sync() as client:
        featured = client.rooms.featured()

    assert (featured.id, featured.name) == (500, "Featured Rooms")
    assert [room.name for room in featured.rooms] == ["OtterPlaza"]


def test_slideshow(net: Any):
    """
    The images of the slideshow know the client, and can ask it.
    """
    shown = {"Images": [{"Id": 1, "PlayerId": 5}, {"odd": 1}], "ValidTill": None}
    net.get("https://api.rec.net/api/images/v1/slideshow").respond(json=shown)
    net.get(f"{P}/accounts/5").respond(json={"accountId": 5})

    with open_sync() as client:
        (image,) = client.images.slideshow().images

        assert image.get_player().id == 5

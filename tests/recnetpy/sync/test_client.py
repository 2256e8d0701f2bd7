# Generated from aio/test_client.py by `nox -s twins`: do not edit.
"""
The client: what it is made of, what it refuses, and what it offers besides.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
import respx

from clientcore import GET
from clientcore.sync import Bearer
from clientcore.testing import connect_error
from recnetpy.sync import (
    BadRequest,
    Client,
    ClosedError,
    HTTPError,
    Kind,
    MissingKeyError,
    NotOfferedError,
    Servers,
    UnreadableError,
)

from ..opening import P, open_sync
from ..recorded import exchanges, form_of, recorded


def test_no_key(net: Any):
    """
    Without a key nothing is sent to the gateway, and the error says what to do.
    """
    with Client() as client:
        with pytest.raises(MissingKeyError, match="api_key"):
            client.accounts.fetch(1)


def test_key_of_the_wrong_kind():
    """
    A key that no header can hold is refused when the client is made.
    """
    with pytest.raises(ValueError, match="printable"):
        Client("kéy")


def test_key_and_bearer(net: Any):
    """
    A key and credentials of one's own go together, and only the latter are renewed.
    """
    route = net.get(f"{P}/accounts/1").respond(401)

    with open_sync(auth=Bearer("token")) as client:
        with pytest.raises(HTTPError):
            client.accounts.fetch(1)

    sent = route.calls.last.request.headers
    assert sent["Ocp-Apim-Subscription-Key"] == "test-key"
    assert sent["Authorization"] == "Bearer token"


def test_key_stays(net: Any):
    """
    The key never goes elsewhere, not even after it was sent.
    """
    net.get(f"{P}/accounts/1").respond(404)
    elsewhere = net.get("https://elsewhere.test/x").respond(json={})
    clubs = net.get(url__startswith="https://clubs.rec.net/").respond(json=1)

    with open_sync() as client:
        client.accounts.fetch(1)
        client.rec_net.custom("https://elsewhere.test").x.make_request("get")
        client.request(GET("x", base="https://elsewhere.test"))
        client.accounts.subscriber_count(1)

    for call in [*elsewhere.calls, *clubs.calls]:
        assert "test-key" not in str(call.request.headers.raw)


def test_closed():
    """
    A closed client says so, by either name of closing.
    """
    client = open_sync()
    client.close()
    client.close()

    with pytest.raises(ClosedError):
        client.accounts.fetch(1)


def test_copies(net: Any):
    """
    A copy's managers use the copy's settings.
    """
    net.get(f"{P}/rooms/1").respond(json={"RoomId": 1, "MinLevel": "many"})

    with open_sync() as client:
        room = client.rooms.fetch(1)
        assert room.min_level is None
        with pytest.raises(UnreadableError, match=r"Room\.min_level"):
            client.with_options(strict=True).rooms.fetch(1)


def test_not_offered():
    """
    What the servers do not have is said to be so.
    """
    with open_sync(servers=Servers().changed(clubs=None)) as client:
        with pytest.raises(NotOfferedError, match="clubs"):
            client.accounts.subscriber_count(1)


@pytest.mark.parametrize("id", [0, -1, "x", 1.5, None, True, 2**63, "²"])
def test_no_id(id: Any):
    """
    What is no id is refused before anything is sent.
    """
    with open_sync() as client:
        with pytest.raises(ValueError, match="id"):
            client.images.fetch(id)


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


def test_find(net: Any):
    """
    What people type finds what they mean.
    """
    net.get(f"{P}/accounts/").respond(json={"accountId": 1})
    net.get(f"{P}/rooms/bulk").respond(json=[{"RoomId": 2}])
    net.get(f"{P}/images/3").respond(json={"Id": 3})
    net.post(f"{P}/images/bulk/name").respond(json=[{"Id": 4}])

    with open_sync() as client:
        found = [
            client.find(text, expected)
            for text, expected in [
                ("@Coach", None),
                ("^RecCenter", None),
                ("https://rec.net/image/3", None),
                ("a.jpg", None),
                ("3", Kind.IMAGE),
            ]
        ]
        assert client.find("3") is None
        assert client.find("Äpfel") is None
        assert client.find("Lamp", Kind.INVENTION) is None

    assert [each.id for each in found] == [1, 2, 3, 4, 3]


def test_random(net: Any):
    """
    Something at random is looked for a hundred ids at a time.
    """
    route = net.post(f"{P}/images/bulk/id")
    route.side_effect = [answer([]), answer([{"Id": 5}])]

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


def answer(data: Any) -> Any:
    """Return an answer."""
    return respx.MockResponse(json=data)


def test_health(net: Any):
    """
    All services are asked at once, and one that is gone is not healthy.
    """
    net.get("https://ns.test/").respond(
        json={"Rooms": "https://rooms.test", "API": "https://api.test", "Odd": None}
    )
    net.get("https://rooms.test/health").respond(text="Healthy")
    net.get("https://api.test/health").mock(side_effect=connect_error())

    with open_sync(servers=Servers.hosts().changed(ns="https://ns.test")) as client:
        rooms, api = client.health()

    assert (rooms.service, rooms.is_healthy, rooms.told) == ("Rooms", True, "Healthy")
    assert (api.service, api.is_healthy) == ("API", False)
    assert "health" in api.told


def test_discover(net: Any):
    """
    A name server tells where the services are.
    """
    names = recorded("media_and_config", "name server")
    net.get("https://ns.test/").respond(json=names)

    servers = Client.discover("https://ns.test")

    assert servers.api == "https://api.rec.net/api"
    assert servers.img == "https://img.rec.net"
    assert servers.apim is None
    assert servers.ns == "https://ns.test"


def test_tips(net: Any):
    """
    Tips come without those that are hidden, and their words without markers.
    """
    url = "https://cdn.rec.net/config/LoadingScreenTipData"
    net.get(url).respond(json=recorded("media_and_config", "loading screen tips"))

    with open_sync() as client:
        (tip,) = client.loading_tips()
        every = client.loading_tips(hidden=True)

    assert (tip.title, tip.text) == ("Say hello", "Wave with at people.")
    assert tip.platform_mask == 175
    assert tip.created_at == 1681776000
    assert [each.title for each in every] == ["Say hello", "Hidden"]


def test_stream(net: Any):
    """
    An image file can be read piece by piece; from the CDN if there is no other host.
    """
    net.get("https://cdn.rec.net/img/a.jpg").respond(content=b"picture")

    servers = Servers.hosts().changed(img=None)
    with (
        open_sync(servers=servers) as client,
        client.images.stream("a.jpg") as stream,
    ):
        content = b""
        for piece in stream:
            content += piece

    assert content == b"picture"


def test_download(net: Any):
    """
    An image gets its own file, in the size that is wanted.
    """
    wanted = {"height": "180", "cropSquare": "true"}
    net.get("https://img.rec.net/a.jpg", params=wanted).respond(content=b"picture")

    with open_sync() as client:
        image = client.images.create_dataclass(1, {"ImageName": "a.jpg"})

        assert image.download(height=180, square=True) == b"picture"


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

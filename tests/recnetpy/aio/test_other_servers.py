"""
Servers that differ from the service.
"""

from __future__ import annotations

from typing import Any

import pytest

import recnetpy
from recnetpy import (
    HostGoneError,
    HTTPError,
    Image,
    IncompleteError,
    NotFound,
    NotOfferedError,
    Room,
    ServerError,
    Servers,
    UnreadableError,
    UnsafeURLError,
    WebPageError,
)
from recnetpy.sandbox import Sandbox

from ..opening import P, open_async

PAGE = "<!DOCTYPE html><p>Cannot GET /this</p>"
ROOT = "https://apim.rec.net/"
BULKS = [
    ("accounts", "fetch_many", [1001, 1002]),
    ("accounts", "get_many", ["TestOtter", "SampleHeron"]),
    ("accounts", "levels", [1001, 1002]),
    ("rooms", "fetch_many", [2001, 2002]),
    ("rooms", "get_many", ["OtterPlaza", "RecHall"]),
    ("images", "fetch_many", [4001, 4002]),
    ("images", "get_many", ["image4001.jpg", "sharecamera/2024-04-02/image4031.jpg"]),
    ("events", "fetch_many", [5001, 5003]),
]


# --- Bulk ---------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["gateway", "hosts"])
@pytest.mark.parametrize(("manager", "method", "values"), BULKS)
async def test_bulk_by_get(layout: Any, manager: str, method: str, values: Any):
    """
    A server that takes long lists by GET only is asked by GET, and that is remembered.
    """
    sandbox = Sandbox(bulk_by_post=False)
    async with open_async(sandbox=sandbox, layout=layout) as client:
        call = getattr(getattr(client, manager), method)
        assert len(await call(values)) == 2
        assert len(await call(values)) == 2

    asked = [request.method for request in sandbox.requests]
    assert asked == ["POST", "GET", "GET"]


async def test_many_by_get():
    """
    Queries are divided, too: a thousand IDs do not fit into one.
    """
    sandbox = Sandbox(bulk_by_post=False)
    async with open_async(sandbox=sandbox) as client:
        found = await client.accounts.fetch_many(range(1, 1100))
        plaza = await client.rooms.fetch(2001, 4)
        owners = await plaza.resolve_role_owners()

    gets = [each for each in sandbox.requests if each.method == "GET"]
    assert len(found) == len(sandbox.world.accounts)
    assert len(gets) > 3
    assert owners[0].account.username == "TestOtter"


async def test_bulk_by_post_only(net: Any):
    """
    What is remembered for a server can change for one of its routes.
    """
    net.post(f"{P}/accounts/bulk").respond(405)
    net.get(f"{P}/accounts/bulk").respond(json=[{"accountId": 1}])
    net.get(f"{P}/rooms/bulk").respond(404)
    net.post(f"{P}/rooms/bulk").respond(json=[{"RoomId": 1}])

    async with open_async() as client:
        for _ in range(2):
            assert len(await client.accounts.fetch_many([1])) == 1
            assert len(await client.rooms.fetch_many([1])) == 1


async def test_bulk_not_at_all(net: Any):
    """
    A route that is missing does not mean that nobody exists.
    """
    net.route(url=f"{P}/accounts/bulk").respond(404)

    async with open_async() as client:
        image = Image(client, 1, {"PlayerId": 5})
        for _ in range(2):
            with pytest.raises(NotOfferedError, match="neither by POST nor by GET"):
                await client.images.resolve_people([image])
        assert not image._is_set("player")


async def test_bulk_that_fails(net: Any):
    """
    Other failures are raised as they are, and nothing else is tried.
    """
    route = net.post(f"{P}/accounts/bulk").respond(500)

    async with open_async() as client:
        with pytest.raises(ServerError):
            await client.accounts.fetch_many([1])
    assert route.call_count == 1


# --- Pages for a 404 ----------------------------------------------------------


@pytest.mark.parametrize("root", [{"status_code": 200, "html": PAGE}, {"json": {}}])
async def test_page_for_a_404(root: Any, net: Any):
    """
    A web page with 404 means that there is nothing, if the host is still there.
    """
    net.get(f"{P}/rooms/1").respond(404, html=PAGE)
    net.get(f"{P}/images/player/1").respond(404, html=PAGE)
    asked = net.get(ROOT).respond(**root)

    async with open_async() as client:
        assert await client.rooms.fetch(1) is None
        assert await client.images.all_from_account(1).collect() == []
        assert (await client.rec_net.rooms(1).make_request("get")).status == 404
    assert asked.call_count == 1


async def test_page_for_a_404_of_a_known_host(net: Any):
    """
    A host that has sent something else is there: its root is not asked for.
    """
    net.get(f"{P}/rooms/1").respond(404, html=PAGE)
    net.get(f"{P}/rooms/2").respond(json={"RoomId": 2})

    async with open_async() as client:
        await client.rooms.fetch(2)
        assert await client.rooms.fetch(1) is None


@pytest.mark.parametrize(
    ("root", "error"),
    [
        ({"status_code": 404, "html": PAGE}, WebPageError),
        ({"status_code": 301, "headers": {"Location": "/"}}, HostGoneError),
    ],
)
async def test_page_and_no_root(root: Any, error: Any, net: Any):
    """
    If the root is such a page, too, or leads elsewhere, the host is gone.
    """
    net.get(f"{P}/rooms/1").respond(404, html=PAGE)
    net.get(ROOT).respond(**root)

    async with open_async() as client:
        with pytest.raises(error) as caught:
            await client.rooms.fetch(1)
    assert isinstance(caught.value, HostGoneError)


async def test_page_and_a_busy_root(net: Any):
    """
    A root that fails says nothing of the host, so a 404 is a 404.
    """
    net.get(f"{P}/rooms/1").respond(404, html=PAGE)
    net.get(ROOT).respond(500)

    async with open_async() as client:
        assert await client.rooms.fetch(1) is None


# --- Envelopes and messages ---------------------------------------------------


async def test_envelopes(net: Any):
    """
    What is in an envelope is read, whatever it is.
    """
    photos = [{"Id": 1, "AccessibilityLevel": 1}]
    net.get(f"{P}/rooms/1").respond(json={"success": True, "value": {"RoomId": 1}})
    net.get(f"{P}/images/player/1").respond(json={"Success": True, "Value": photos})
    net.get(f"{P}/images/room/1").respond(json={"success": True, "value": photos})
    net.get(f"{P}/rooms/2").respond(json={"success": True, "value": None})

    async with open_async() as client:
        assert (await client.rooms.fetch(1)).id == 1
        (photo,) = await client.images.from_account(1)
        assert photo.accessibility == "Public"
        assert [photo.id for photo in await client.images.all_in_room(1).page()] == [1]
        assert await client.rooms.fetch(2) is None


async def test_a_server_that_knows_no_skip(net: Any):
    """
    A server that sends the first page again and again is an error, not an endless list.
    """
    net.get(f"{P}/images/room/1").respond(json=[{"Id": 1}, {"Id": 2}])

    async with open_async() as client:
        with pytest.raises(UnreadableError, match="the same page again"):
            await client.images.all_in_room(1).collect()


async def test_envelope_that_failed(net: Any):
    """
    An envelope that says that it failed is an error with its message.
    """
    net.get(f"{P}/rooms/1").respond(
        json={"success": False, "error": {"message": "room is locked"}, "value": None}
    )

    async with open_async() as client:
        with pytest.raises(HTTPError, match="room is locked"):
            await client.rooms.fetch(1)


@pytest.mark.parametrize(
    "body",
    [
        {"message": "no query"},
        {"Message": "no query"},
        {"error": "no query"},
        {"error": {"message": "no query", "code": 5}},
        {"error": {"errors": [{"detail": "no query"}]}},
        {"errors": {"query": ["no query"]}},
        [{"title": "no query"}],
        "no query",
    ],
    ids=str,
)
async def test_messages(body: Any, net: Any):
    """
    The message of an error is found where servers have put it.
    """
    net.get(f"{P}/rooms/search").respond(400, json=body)

    async with open_async() as client:
        with pytest.raises(recnetpy.BadRequest) as caught:
            await client.rooms.search("")
    assert caught.value.message == "no query"


async def test_deep_messages(net: Any):
    """
    A body that is nested without end has no message, and is no other failure.
    """
    net.get(f"{P}/rooms/search").respond(400, text='{"error":' * 900 + "1" + "}" * 900)

    async with open_async() as client:
        with pytest.raises(recnetpy.BadRequest):
            await client.rooms.search("")


# --- Files --------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["gateway", "hosts"])
async def test_files_in_folders(layout: Any):
    """
    The folders in the name of an image file are kept.
    """
    sandbox = Sandbox()
    async with open_async(sandbox=sandbox, layout=layout) as client:
        photo = await client.images.fetch(4031)
        assert await photo.download()
        assert await client.find(photo.file_url()) == photo
        assert photo.file_url().endswith("/sharecamera/2024-04-02/image4031.jpg")


@pytest.mark.parametrize(
    "name",
    ["../secret.jpg", "a/../../b.jpg", "..", "a//b.jpg", "a\\..\\b.jpg", "a\x00.jpg"],
)
async def test_hostile_names(name: str):
    """
    A name that leads to another folder is refused, by the package's own error.
    """
    async with open_async() as client:
        image = Image(client, 1, {"ImageName": name})
        with pytest.raises(UnsafeURLError):
            await image.download()
        with pytest.raises(UnsafeURLError):
            image.file_url()


@pytest.mark.parametrize(
    "response",
    [
        {"html": "<p>for sale</p>"},
        {"content": b"<!doctype html>", "content_type": "image/png"},
        {"content": b""},
        {"json": {"error": "moved"}},
        {"text": "not here any more"},
    ],
    ids=str,
)
async def test_parked_image_host(response: Any, net: Any):
    """
    What is no image is not taken for one.
    """
    net.get("https://img.rec.net/a.jpg").respond(**response)

    async with open_async() as client:
        with pytest.raises(WebPageError) as caught:
            await client.images.download("a.jpg")
    assert isinstance(caught.value, HostGoneError)


async def test_parked_image_host_in_pieces(net: Any):
    """
    Nor piece by piece.
    """
    net.get("https://img.rec.net/a.jpg").respond(html="<p>for sale</p>")

    async with open_async() as client:
        with pytest.raises(WebPageError):
            async with client.images.stream("a.jpg"):
                pass


# --- Odd records --------------------------------------------------------------


async def test_odd_rows(net: Any):
    """
    Rows that are no IDs are left out.
    """
    net.get(f"{P}/images/1/cheers").respond(json=[1, None, "2", "x", -1, {}])
    net.get(f"{P}/rooms/showcase/1").respond(json=[None, 5])
    net.post(f"{P}/rooms/bulk").respond(json=[{"RoomId": 5}])
    net.get(f"{P}/rooms/bulk").respond(json=[{"RoomId": -1, "Name": "odd"}])

    async with open_async() as client:
        assert await client.images.cheers(1) == [1, 2]
        assert [room.id for room in await client.rooms.showcased_by(1)] == [5]
        assert await client.rooms.get("odd", 4) is None


@pytest.mark.parametrize(
    "thing",
    [
        recnetpy.Account(None, 1, {"username": None}),
        Room(None, 1, {"Name": ""}),
        Room(None, 1, {}),
        Image(None, -1, {}),
        recnetpy.Event(None, 0, {}),
        recnetpy.Invention(None, 0, {}),
    ],
    ids=repr,
)
def test_addresses_of_odd_records(thing: Any):
    """
    An object without what its address needs says so, by the package's own error.
    """
    with pytest.raises(IncompleteError):
        assert not thing.web_url


def test_file_of_an_odd_record():
    """
    The same for its image file.
    """
    for data in ({}, {"ImageName": None}, {"ImageName": "/"}):
        with pytest.raises(IncompleteError, match="no image"):
            Image(None, 1, data).file_url()


# --- Raw access ---------------------------------------------------------------


async def test_whole_paths():
    """
    A path may be given as a whole, and the beginnings exist on the older hosts.
    """
    sandbox = Sandbox()
    async with open_async(sandbox=sandbox, layout="hosts") as client:
        raw = client.rec_net
        for builder in (
            raw.api("images/v4/4001"),
            raw.api("/images/v4", 4001),
            raw.images(4001),
            raw.accounts("1001/bio"),
            raw.rooms(2001),
            raw.events(5001),
        ):
            found = await builder.make_request("get")
            assert (found.status, found.success) == (200, True)


async def test_bodies(net: Any):
    """
    Text, bytes and pairs are sent as they are given.
    """
    route = net.post("https://fan.test/x").respond(json={})

    async with open_async() as client:
        builder = client.rec_net.custom("https://fan.test/x")
        for body in ("text", b"\x00", [("a", 1), ("b", 2), ("a", 3)], {"a": [1, 2]}):
            await builder.make_request("post", body=body)
        await builder.make_request("post", params=[("a", 1), ("a", 2)])
        await builder.make_request("post", params="a=1&b=2")

    sent = [call.request for call in route.calls]
    assert [request.content for request in sent[:4]] == [
        b"text",
        b"\x00",
        b"a=1&b=2&a=3",
        b"a=1&a=2",
    ]
    assert sent[2].headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert [request.url.query for request in sent[4:]] == [b"a=1&a=2", b"a=1&b=2"]


async def test_name_server_of_a_fan(net: Any):
    """
    Servers of one domain are asked where their paths are.
    """
    net.get("https://accounts.fan.test/account/1").respond(json={"accountId": 1})

    async with open_async(servers=Servers.hosts("fan.test")) as client:
        assert (await client.rec_net.accounts(1).make_request("get")).data == {
            "accountId": 1
        }
        net.get("https://img.fan.test/a.jpg").respond(404)
        with pytest.raises(NotFound):
            await client.images.download("a.jpg")

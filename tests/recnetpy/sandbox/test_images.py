"""
Photos, and the files of them.
"""

from __future__ import annotations

import zlib
from collections.abc import Awaitable, Callable
from struct import unpack
from typing import Any

import pytest

from clientcore.sandbox import Answer
from recnetpy.sandbox import World
from recnetpy.sandbox._pictures import png

Ask = Callable[..., Awaitable[Answer]]

P, A = "/apim/public/images", "/api/api/images"
CUT = {"Type", "Accessibility", "AccessibilityLocked", "TaggedPlayerIds"}


async def test_record(ask: Ask, world: World):
    """
    The older host sends all of a record, the gateway less.
    """
    whole = (await ask("GET", f"{A}/v4/4001")).json()
    short = (await ask("GET", f"{P}/4001")).json()

    assert whole == world.images[4001]
    assert {*whole} - {*short} == CUT
    assert whole["TaggedPlayerIds"] == [1002, 1099]


def private(world: World) -> int:
    return next(n for n, i in world.images.items() if i["ImageName"] == "secret.jpg")


async def test_missing(ask: Ask, world: World):
    """
    What is private is missing, as is what isn't there.
    """
    for number in (1, private(world)):
        answer = await ask("GET", f"{P}/{number}")
        assert (answer.status, answer.body) == (404, b"")
        assert (await ask("GET", f"{P}/{number}/comments")).status == 404


@pytest.mark.parametrize("path", [f"{P}/bulk/id", f"{A}/v3/bulk"])
async def test_bulk(ask: Ask, world: World, path: str):
    """
    Photos are asked for by many ids at once.
    """
    form = [("Ids", 4001), ("Ids", 4002), ("Ids", private(world)), ("Ids", 1)]
    found = (await ask("POST", path, form=form)).json()

    assert {image["Id"] for image in found} == {4001, 4002}
    assert (await ask("POST", path, form=[])).status == 400


@pytest.mark.parametrize("path", [f"{P}/bulk/name", f"{A}/v4/bulk"])
async def test_bulk_by_name(ask: Ask, path: str):
    """
    Or by the names of their files.
    """
    form = [("Names", "image4001.jpg"), ("Names", "secret.jpg"), ("Names", "x")]
    found = (await ask("POST", path, form=form)).json()

    assert [image["Id"] for image in found] == [4001]
    assert (await ask("POST", path, form=[])).status == 400


async def walk(ask: Ask, path: str, **query: Any) -> list[dict[str, Any]]:
    """
    All pages, to the first short one.
    """
    found: list[dict[str, Any]] = []
    while True:
        place = {"take": 7, "skip": len(found), **query}
        page = (await ask("GET", path, query=place)).json()
        found += page
        if len(page) < 7:
            return found


@pytest.mark.parametrize("path", [f"{P}/player/1001", f"{A}/v4/player/1001"])
async def test_of_player(ask: Ask, world: World, path: str):
    """
    A player's photos come newest first, page by page, and each once.
    """
    found = await walk(ask, path, sort=0)
    times = [image["CreatedAt"] for image in found]
    taken = [i for i in world.images.values() if i["PlayerId"] == 1001]

    assert times == sorted(times, reverse=True)
    assert len({image["Id"] for image in found}) == len(found)
    assert len(found) == sum(i["Accessibility"] == 1 for i in taken) > 14


@pytest.mark.parametrize(
    ("sort", "key", "reverse"),
    [(1, "CheerCount", True), (2, "CreatedAt", False), (9, "CreatedAt", True)],
)
async def test_sort(ask: Ask, sort: int, key: str, reverse: bool):
    """
    Or the most liked ones first, or the oldest.
    """
    found = (await ask("GET", f"{P}/player/1001", query={"sort": sort})).json()
    values = [image[key] for image in found]

    assert values == sorted(values, reverse=reverse)


async def test_default_page(ask: Ask, world: World):
    """
    Without a size a page has 64.
    """
    for image in world.images.values():
        image["PlayerId"] = 1001

    assert len((await ask("GET", f"{P}/player/1001")).json()) == 64


async def test_after(ask: Ask):
    """
    Archivers ask for what is new.
    """
    path = f"{A}/v4/player/1001"
    query = {"after": "2024-04-01T00:00:00Z", "take": 1000}
    found = (await ask("GET", path, query=query)).json()

    assert found
    assert all(image["CreatedAt"] > "2024-04-01" for image in found)
    assert (await ask("GET", path, query={"after": "soon"})).status == 400


@pytest.mark.parametrize("path", [f"{P}/room/2001", f"{A}/v4/room/2001"])
async def test_in_room(ask: Ask, path: str):
    """
    Photos of a room, of any kind.
    """
    found = (await ask("GET", path)).json()

    assert found
    assert {image["RoomId"] for image in found} == {2001}


async def test_filter(ask: Ask):
    """
    Or of one kind.
    """
    found = (await ask("GET", f"{A}/v4/room/2001", query={"filter": 1})).json()

    assert {image["Type"] for image in found} == {1}


@pytest.mark.parametrize("path", [f"{P}/playerevent/5001", f"{A}/v1/playerevent/5001"])
async def test_at_event(ask: Ask, path: str):
    """
    Photos of an event.
    """
    found = (await ask("GET", path, query={"take": 3})).json()

    assert len(found) == 3
    assert {image["PlayerEventId"] for image in found} == {5001}


@pytest.mark.parametrize("base", [P, f"{A}/v1"])
async def test_cheers(ask: Ask, world: World, base: str):
    """
    Those who like a photo are a list of ids, as long as the photo says.
    """
    cheers = (await ask("GET", f"{base}/4002/cheers")).json()

    assert cheers == world.cheers[4002]
    assert len(cheers) == world.images[4002]["CheerCount"] > 0


@pytest.mark.parametrize("base", [P, f"{A}/v1"])
async def test_comments(ask: Ask, base: str):
    """
    Comments are records, of one person more than once.
    """
    comments = (await ask("GET", f"{base}/4001/comments")).json()

    assert [comment["PlayerId"] for comment in comments] == [1002, 1003, 1099, 1002]
    assert {comment["SavedImageId"] for comment in comments} == {4001}


async def test_feed(ask: Ask):
    """
    A player's feed has the photos that they are in; the gateway has no feeds.
    """
    found = (await ask("GET", f"{A}/v3/feed/player/1002")).json()
    since = {"since": "2024-04-20"}
    new = (await ask("GET", f"{A}/v3/feed/player/1002", query=since)).json()

    assert all(1002 in image["TaggedPlayerIds"] for image in found)
    assert 0 < len(new) < len(found)
    assert (await ask("GET", f"{P}/feed/player/1002")).status == 404


async def test_global_feed(ask: Ask):
    """
    Everybody's feed has what is liked most.
    """
    found = (await ask("GET", f"{A}/v3/feed/global", query={"take": 5})).json()
    cheers = [image["CheerCount"] for image in found]

    assert len(found) == 5
    assert cheers == sorted(cheers, reverse=True)


async def test_slideshow(ask: Ask):
    """
    The slideshow says how long it is good for.
    """
    show = (await ask("GET", f"{A}/v1/slideshow")).json()

    assert len(show["Images"]) == 10
    assert show["ValidTill"].endswith("Z")


async def test_other_names(ask: Ask):
    """
    One endpoint calls two items by other names.
    """
    image, *_ = (await ask("GET", f"{A}/v5/player/1001")).json()

    assert {"SavedImageId", "SavedImageType"} <= {*image}
    assert not {"Id", "Type", "TaggedPlayerIds"} & {*image}


def dimensions(picture: bytes) -> tuple[int, int]:
    """
    What a PNG says of its size.
    """
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = unpack(">II", picture[16:24])
    return width, height


@pytest.mark.parametrize(
    ("query", "size"),
    [
        ({}, (1280, 720)),
        ({"width": 640}, (640, 360)),
        ({"height": 180}, (320, 180)),
        ({"width": 100, "height": 80}, (100, 80)),
        ({"height": 180, "cropSquare": "true"}, (180, 180)),
        ({"width": 90, "cropSquare": "true"}, (90, 90)),
        ({"cropSquare": "true"}, (720, 720)),
        ({"width": 90, "cropSquare": "false"}, (90, 50)),
    ],
)
async def test_file(ask: Ask, query: dict[str, Any], size: tuple[int, int]):
    """
    A file has the size and shape that are asked for.
    """
    answer = await ask("GET", "/img/image4001.jpg", query=query)

    assert answer.headers["content-type"] == "image/png"
    assert dimensions(answer.body) == size


async def test_original(ask: Ask):
    """
    The other host has originals only.
    """
    answer = await ask("GET", "/cdn/img/image4001.jpg", query={"width": 10})

    assert dimensions(answer.body) == (1280, 720)


def test_file_is_sound():
    """
    A file is a PNG of so many rows, all of one colour.
    """
    picture = png("a", 9, 4)
    at = picture.index(b"IDAT")
    size = int.from_bytes(picture[at - 4 : at])
    data = picture[at + 4 : at + 4 + size]
    checksum = picture[at + 4 + size : at + 8 + size]

    assert zlib.decompress(data) == bytes(4 * 3)
    assert int.from_bytes(checksum) == zlib.crc32(b"IDAT" + data)
    assert picture != png("b", 9, 4)


@pytest.mark.parametrize(
    "name",
    [
        "testotterprofile.jpg",
        "testotterbanner.jpg",
        "room2001.jpg",
        "promoa.jpg",
        "loadscreen.jpg",
        "event5001.jpg",
        "tip1.jpg",
        "legacyname",
    ],
)
async def test_all_files(ask: Ask, name: str):
    """
    There is a file for each name in a record.
    """
    assert (await ask("GET", f"/img/{name}")).status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/img/nothing.jpg", 404),
        ("/cdn/img/nothing.jpg", 404),
        ("/img/image4001.jpg?width=0", 400),
        ("/img/image4001.jpg?width=9999", 400),
        ("/img/image4001.jpg?height=tall", 400),
    ],
)
async def test_no_file(ask: Ask, path: str, status: int):
    """
    There are no others, and none of any size.
    """
    path, _, query = path.partition("?")

    assert (await ask("GET", path, query=query)).status == status


async def test_cdn_wants_no_credentials(ask: Ask):
    """
    The host of files refuses who brings a token.
    """
    headers = {"authorization": "Bearer x"}

    assert (await ask("GET", "/cdn/img/image4001.jpg", headers=headers)).status == 403
    assert (await ask("GET", "/img/image4001.jpg", headers=headers)).status == 200


async def test_tips(ask: Ask):
    """
    Tips come with those that are hidden.
    """
    tips = (await ask("GET", "/cdn/config/LoadingScreenTipData")).json()

    assert [tip["Visibility"] for tip in tips] == [1, 0]
    assert "<sprite" in tips[0]["Message"]

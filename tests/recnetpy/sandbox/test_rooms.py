"""
Rooms.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from clientcore.sandbox import Answer
from recnetpy.sandbox import World

Ask = Callable[..., Awaitable[Answer]]

P = "/apim/public"
HOSTS = ["/rooms", "/apim/rooms", f"{P}/rooms"]
BIG = 8_947_000_000_000_000_123
PARTS = {
    2: {"SubRooms"},
    4: {"Roles"},
    8: {"Tags"},
    32: {"PromoImages", "PromoExternalContent"},
    64: {"Scores"},
    256: {"LoadScreens"},
    0: set(),
    16 + 128 + 512: set(),
}
ALL_PARTS = set().union(*PARTS.values())
CUT = {
    "MaxPlayerCalculationMode",
    "CloningAllowed",
    "DisableMicAutoMute",
    "DisableRoomComments",
    "EncryptVoiceChat",
    "ToxmodEnabled",
    "LoadScreenLocked",
    "State",
    "Accessibility",
}


@pytest.mark.parametrize("host", HOSTS)
async def test_whole_record(ask: Ask, world: World, host: str):
    """
    The older hosts send the whole record, but for the parts.
    """
    room = (await ask("GET", f"{host}/rooms/2001")).json()

    assert {*room} == {*world.rooms[2001]} - ALL_PARTS


async def test_short_record(ask: Ask, world: World):
    """
    The gateway cuts some of it.
    """
    room = (await ask("GET", f"{P}/rooms/{BIG}", query={"include": 0})).json()

    assert room["RoomId"] == BIG
    assert {*world.rooms[BIG]} - {*room} == CUT | ALL_PARTS


@pytest.mark.parametrize(("include", "parts"), PARTS.items())
@pytest.mark.parametrize("path", [f"{P}/rooms/2001", "/rooms/rooms/2001"])
async def test_include(
    ask: Ask, world: World, path: str, include: int, parts: set[str]
):
    """
    Each part has its bit, and bits of nothing bring nothing.
    """
    room = (await ask("GET", path, query={"include": include})).json()

    assert {*room} & ALL_PARTS == parts
    assert all(room[part] == world.rooms[2001][part] for part in parts)


async def test_include_bare_subrooms(ask: Ask):
    """
    The first bit brings subrooms without what matchmaking needs to know.
    """
    bare = (await ask("GET", f"{P}/rooms/2001", query={"include": 1})).json()
    full = (await ask("GET", f"{P}/rooms/2001", query={"include": 3})).json()

    assert bare["SubRooms"][0]["SubRoomId"] == full["SubRooms"][0]["SubRoomId"]
    assert "UseAgeBasedMatchmaking" in full["SubRooms"][0]
    assert "UseAgeBasedMatchmaking" not in bare["SubRooms"][0]


async def test_bad_include(ask: Ask):
    """
    What is no number is refused.
    """
    answer = await ask("GET", f"{P}/rooms/2001", query={"include": "all"})

    assert answer.status == 400


@pytest.mark.parametrize("path", [f"{P}/rooms/2999", f"{P}/rooms/2003"])
async def test_missing(ask: Ask, path: str):
    """
    What is private is missing, as is what isn't there.
    """
    answer = await ask("GET", path)

    assert answer.status == 404
    assert answer.json() == {"statusCode": 404, "message": "Resource not found"}


async def test_by_name(ask: Ask):
    """
    The gateway has a list of one, the older host the room itself.
    """
    query = {"name": "otterplaza", "include": 8}
    listed = (await ask("GET", f"{P}/rooms/bulk", query=query)).json()
    room = (await ask("GET", "/rooms/rooms", query=query)).json()

    assert [one["RoomId"] for one in listed] == [room["RoomId"]] == [2001]
    assert room["Tags"][0]["IsPrimaryGenre"] is True
    assert "IsPrimaryGenre" not in room["Tags"][1]


async def test_no_such_name(ask: Ask):
    """
    For a name of no room it is a list of none, or 404.
    """
    query = {"name": "NoSuchRoom"}

    assert (await ask("GET", f"{P}/rooms/bulk", query=query)).json() == []
    assert (await ask("GET", "/rooms/rooms", query=query)).status == 404
    assert (await ask("GET", "/rooms/rooms")).status == 400


@pytest.mark.parametrize("path", [f"{P}/rooms/bulk", "/rooms/rooms/bulk"])
async def test_bulk(ask: Ask, path: str):
    """
    Private and unknown rooms are left out.
    """
    form = [("id", 2001), ("id", BIG), ("id", 2003), ("id", 1)]
    names = [("name", "RecHall"), ("name", "DormRoom")]

    assert {r["RoomId"] for r in (await ask("POST", path, form=form)).json()} == {
        2001,
        BIG,
    }
    assert [r["Name"] for r in (await ask("POST", path, form=names)).json()] == [
        "RecHall"
    ]
    assert (await ask("POST", path, form=[])).status == 400


@pytest.mark.parametrize("path", [f"{P}/rooms/search", "/rooms/rooms/search"])
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("#hangout fountain", ["OtterPlaza"]),
        ("^otterplaza", ["OtterPlaza"]),
        ("^otter", []),
        ("lab", []),
        ("#pvp", ["HeronHeights"]),
        ("rec hall", ["RecHall"]),
    ],
)
async def test_search(ask: Ask, path: str, query: str, names: list[str]):
    """
    Search finds words, tags and one name; unlisted rooms it does not find.
    """
    found = (await ask("GET", path, query={"query": query})).json()

    assert [room["Name"] for room in found["Results"]] == names
    assert found["TotalResults"] == len(names)


async def test_empty_search(ask: Ask):
    """
    A search for nothing is refused, with a document.
    """
    answer = await ask("GET", f"{P}/rooms/search", query={"query": " "})

    assert answer.status == 400
    assert answer.json()["errors"] == {"query": ["required"]}


@pytest.mark.parametrize("path", [f"{P}/rooms/hot", "/rooms/rooms/hot"])
async def test_hot(ask: Ask, path: str):
    """
    The most visited rooms come first, in pages, with their number.
    """
    whole = (await ask("GET", path)).json()
    page = (await ask("GET", path, query={"take": 2, "skip": 1})).json()
    visits = [room["Stats"]["VisitCount"] for room in whole["Results"]]
    end = (await ask("GET", path, query={"skip": 1000})).json()

    assert visits == sorted(visits, reverse=True)
    assert page["Results"] == whole["Results"][1:3]
    assert page["TotalResults"] == len(visits) == end["TotalResults"]
    assert end["Results"] == []


async def test_hot_with_a_tag(ask: Ask):
    """
    A compatible server has a tag for it.
    """
    found = (await ask("GET", "/rooms/rooms/hot", query={"tag": "PVP"})).json()

    assert [room["Name"] for room in found["Results"]] == ["HeronHeights"]


@pytest.mark.parametrize("take", ["many", "-x", "1.5"])
async def test_bad_take(ask: Ask, take: str):
    """
    A page's size is a number.
    """
    assert (await ask("GET", f"{P}/rooms/hot", query={"take": take})).status == 400


@pytest.mark.parametrize("base", [f"{P}/rooms", "/rooms/rooms"])
@pytest.mark.parametrize("by", ["createdby", "ownedby"])
async def test_rooms_of_somebody(ask: Ask, world: World, base: str, by: str):
    """
    Rooms have somebody who built them, and somebody who owns them.
    """
    answer = await ask("GET", f"{base}/{by}/1001")
    nobody = await ask("GET", f"{base}/{by}/999999999")
    newt = await ask("GET", f"{base}/{by}/1003")

    assert [room["Name"] for room in answer.json()] == ["OtterPlaza"]
    assert newt.json() == []
    assert (nobody.status, nobody.text) == (404, "Not found")


async def test_owner_is_not_the_creator(ask: Ask, world: World):
    """
    A room that was given away is its new owner's.
    """
    world.rooms[2001]["Roles"][0]["AccountId"] = 1003

    assert (await ask("GET", f"{P}/rooms/ownedby/1001")).json() == []
    assert len((await ask("GET", f"{P}/rooms/createdby/1001")).json()) == 1
    assert len((await ask("GET", f"{P}/rooms/ownedby/1003")).json()) == 1


@pytest.mark.parametrize("path", [f"{P}/rooms/showcase", "/rooms/showcase"])
async def test_showcase(ask: Ask, path: str):
    """
    A showcase is a list of ids.
    """
    assert (await ask("GET", f"{path}/1001")).json() == [2001, BIG]
    assert (await ask("GET", f"{path}/1003")).json() == []


async def test_featured(ask: Ask):
    """
    The week's rooms are a group with a little of each.
    """
    group = (await ask("GET", "/rooms/featuredrooms/current")).json()

    assert group["Name"] == "Featured Rooms"
    assert group["Rooms"][0] == {
        "RoomId": 2001,
        "RoomName": "OtterPlaza",
        "ImageName": "room2001.jpg",
    }


async def test_similar(ask: Ask):
    """
    Rooms of one tag are similar.
    """
    found = (await ask("GET", "/rooms/rooms/2001/similar")).json()

    assert found["Results"][0]["Name"] == "RecHall"
    assert (await ask("GET", "/rooms/rooms/2003/similar")).status == 404


async def test_autocomplete(ask: Ask):
    """
    A name's beginning is completed.
    """
    query = {"query": "rec"}
    answer = await ask("GET", "/rooms/rooms/autocomplete_search", query=query)

    assert answer.json() == ["RecHall"]

"""
Worlds from archives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from json import dumps
from pathlib import Path
from typing import Any

import pytest

from clientcore.sandbox import call
from recnetpy import Archive, Client
from recnetpy.sandbox import Sandbox, World
from recnetpy.sandbox._archive import read

ACCOUNT = {"accountId": 7, "username": "Keeper", "somethingNew": [1]}
CAPITAL = {"AccountId": 8, "Username": "Capital"}
BIO = {"accountId": 7, "bio": "I keep things."}
LEVEL = {"PlayerId": 7, "Level": 3, "XP": 4}
ROOM = {"RoomId": 9, "Name": "Attic", "CreatorAccountId": 7}
IMAGE = {"Id": 10, "ImageName": "a.jpg", "PlayerId": 7, "CreatedAt": "2020-01-02"}
SAVED_IMAGE = {"SavedImageId": 11, "ImageName": "b.jpg", "PlayerId": 7}
OLD = {"SavedImageCommentId": 1, "SavedImageId": 10, "Comment": "old"}
NEW = {**OLD, "Comment": "new"}
MORE = {**OLD, "SavedImageCommentId": 2, "Comment": "more"}
EVENT = {"PlayerEventId": 12, "Name": "Party", "StartTime": "", "EndTime": ""}
RESPONSE = {"PlayerEventResponseId": 1, "PlayerEventId": 12, "PlayerId": 7}
INVENTION = {"InventionId": 13, "Name": "Wheel", "CreatorPlayerId": 7}
TIP = {"Name": "1", "Title": "Breathe", "Message": "In.", "ImageName": "tip.jpg"}

LINES: list[tuple[str, dict[str, Any]]] = [
    ("account", ACCOUNT),
    ("account", CAPITAL),
    ("bio", BIO),
    ("progression", LEVEL),
    ("room", ROOM),
    ("image", IMAGE),
    ("image", SAVED_IMAGE),
    ("comment", OLD),
    ("comment", NEW),
    ("comment", MORE),
    ("event", EVENT),
    ("response", RESPONSE),
    ("invention", INVENTION),
    ("tip", TIP),
]


def write(file: Path, lines: Iterable[Any]) -> Path:
    """
    Writes an archive, with an empty line at its end.
    """
    text = "".join(f"{dumps(line)}\n" for line in lines)
    file.write_text(f"{text}\n", encoding="utf-8")
    return file


@pytest.fixture(params=["typed", "kinds", "bare"])
def archive(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """
    The same records, in each of the ways in which they can be written.
    """
    ways: dict[str, Callable[[str, Any], Any]] = {
        "typed": lambda kind, data: {"type": kind, "data": data},
        "kinds": lambda kind, data: {"kind": kind, "id": 1, "data": data},
        "bare": lambda _, data: data,
    }
    way = ways[request.param]
    return write(tmp_path / "a.jsonl", (way(kind, data) for kind, data in LINES))


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/accounts/account/7", ACCOUNT),
        ("/accounts/account/8", {"accountId": 8, **CAPITAL}),
        ("/accounts/account?username=capital", {"accountId": 8, **CAPITAL}),
        ("/accounts/account/7/bio", BIO),
        ("/api/api/players/v2/progression/bulk?id=7", [LEVEL]),
        ("/rooms/rooms/9", ROOM),
        ("/rooms/rooms?name=attic", ROOM),
        ("/rooms/rooms/createdby/7", [ROOM]),
        ("/rooms/rooms/ownedby/7", [ROOM]),
        ("/api/api/images/v4/10", IMAGE),
        ("/api/api/images/v4/11", {"Id": 11, **SAVED_IMAGE}),
        ("/api/api/images/v1/10/comments", [NEW, MORE]),
        ("/api/api/playerevents/v1/12", EVENT),
        ("/api/api/playerevents/v1/12/responses", [RESPONSE]),
        ("/api/api/inventions/v1?inventionId=13", INVENTION),
        ("/cdn/config/LoadingScreenTipData", [TIP]),
    ],
)
async def test_served(archive: Path, path: str, data: Any):
    """
    What is in an archive is served, as it is.
    """
    path, _, query = path.partition("?")
    answer = await call(Sandbox(archive=archive), "GET", path, query=query)

    assert answer.json() == data


async def test_files(archive: Path):
    """
    The files of its photos are there too.
    """
    answer = await call(Sandbox(archive=archive), "GET", "/img/a.jpg")

    assert answer.status == 200


async def test_incomplete_records(archive: Path):
    """
    Records with little in them are sorted and searched all the same.
    """
    sandbox = Sandbox(archive=archive)
    paths = [
        "/rooms/rooms/hot",
        "/rooms/rooms/search?query=attic",
        "/api/api/images/v4/player/7?sort=0",
        "/api/api/images/v4/player/7?sort=1&after=2019-01-01",
        "/api/api/images/v3/feed/global",
        "/api/api/playerevents/v1",
        "/api/api/playerevents/v1/search?query=party",
        "/api/api/inventions/v1/toptoday",
    ]
    for path in paths:
        path, _, query = path.partition("?")  # noqa: PLW2901  # its two parts
        assert (await call(sandbox, "GET", path, query=query)).status == 200


def test_unknown_kinds(tmp_path: Path):
    """
    What is not known yet is passed over, and so is what has no record.
    """
    lines = [
        {"type": "a type of tomorrow", "data": {"x": 1}},
        {"kind": "account", "id": 5, "data": None, "fetched": {"is_influencer": True}},
    ]
    world = Sandbox(archive=write(tmp_path / "a.jsonl", lines)).world

    assert world.accounts == {}
    assert world.influencers == {5}


async def test_from_the_client(sandbox: Sandbox, tmp_path: Path):
    """
    What a client saved of one sandbox, another one serves.
    """
    async with sandbox.client("hosts") as client:
        first = await fetched(client)
    file = tmp_path / "archive.jsonl"
    Archive(first).save(file)
    async with Sandbox(archive=file).client("hosts") as client:
        again = await fetched(client)

    assert [thing.to_data() for thing in again] == [thing.to_data() for thing in first]
    account, room, photo, image, event, invention = again
    assert (account.bio[:6], account.level.level) == ("I test", 31)
    assert (account.subscriber_count, account.is_influencer) == (17, False)
    assert account.featured_rooms[0] == room
    assert [one.comment for one in photo.comments] == ["nice", "nice", "bye", "nice"]
    assert image.cheer_player_ids == sandbox.world.cheers[4002]
    assert len(event.responses) == len(sandbox.world.responses[5001])
    assert [tag.tag for tag in invention.tags] == ["lamp", "light"]


async def fetched(client: Client) -> list[Any]:
    """
    One of each kind, with what belongs to them.
    """
    account: Any = await client.accounts.fetch(1001)
    await account.get_bio()
    await account.get_level()
    await account.get_is_influencer()
    await account.get_subscriber_count()
    await account.get_showcased_rooms()
    room = await client.rooms.fetch(2001, 366)
    photo: Any = await client.images.fetch(4001)
    await photo.get_comments()
    image: Any = await client.images.fetch(4002)
    await image.get_cheers()
    event: Any = await client.events.fetch(5001)
    await event.get_responses()
    invention: Any = await client.inventions.fetch(3_382_000_000_000_000_594)
    await invention.get_tags()
    return [account, room, photo, image, event, invention]


@pytest.fixture
def rooms(tmp_path: Path) -> Path:
    """
    An archive with a room.
    """
    return write(tmp_path / "rooms.jsonl", [ROOM])


def test_reset(rooms: Path):
    """
    After a reset it is read again.
    """
    sandbox = Sandbox(archive=rooms)
    sandbox.world.rooms.clear()
    sandbox.reset()

    assert [*sandbox.world.rooms] == [9]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "1",
        '{"data": {}}',
        '{"type": "room", "data": {}}',
        '{"type": "room", "data": {"RoomId": "x"}}',
    ],
)
def test_no_record(line: str):
    """
    A line that is no record is named.
    """
    with pytest.raises(ValueError, match="line 2 of the archive"):
        read(World(), ["", line])


async def test_lines_and_files(tmp_path: Path):
    """
    Lines do instead of a file, also after a reset; images are those of a folder, and
    no file outside of it.
    """
    (tmp_path / "secret").write_bytes(b"secret")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "one.jpg").write_bytes(b"one")
    (folder / "manifest.jsonl").write_text(
        '{"image_name": "a.jpg", "path": "one.jpg"}\n'
        '{"image_name": "b.jpg", "path": "../secret"}\n'
        '{"image_name": "c.jpg", "path": "one.jpg"}\n'
        "no line\n"
    )
    sandbox = Sandbox(archive=[dumps(IMAGE), dumps(SAVED_IMAGE)], files=folder)
    sandbox.reset()

    async def get(name: str) -> tuple[int, bytes]:
        response = await call(sandbox, "GET", f"/img/{name}")
        return response.status, response.body

    assert sorted(sandbox.world.images) == [10, 11]
    assert await get("a.jpg") == (200, b"one")
    assert (await get("b.jpg"))[1].startswith(b"\x89PNG")
    # No record has it.
    assert (await get("c.jpg"))[0] == 404
    (folder / "one.jpg").unlink()
    assert (await get("a.jpg"))[1].startswith(b"\x89PNG")

"""
Objects in files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import recnetpy
from recnetpy import (
    Account,
    Archive,
    Comment,
    Event,
    Image,
    Invention,
    Progression,
    Room,
    Tag,
    UnreadableError,
)

from .recorded import recorded

RECORDS: dict[Any, Any] = {
    Account: recorded("accounts", "fetch by id"),
    Event: recorded("events", "by id"),
    Image: recorded("images", "by id"),
    Invention: recorded("inventions", "by id"),
    Room: recorded("rooms", "by id, include 366"),
}


def graph() -> Image:
    """Return a photo with much that was fetched."""
    image = Image.from_data(RECORDS[Image])
    owner = Account.from_data(RECORDS[Account])
    owner.bio = "words"
    owner.level = Progression({"PlayerId": 1002, "Level": 9, "XP": 1})
    owner.images = [image]
    image.player = owner
    image.room = Room.from_data(RECORDS[Room])
    (image.room.roles or [])[0].account = owner
    comment = Comment({"PlayerId": 1002, "Comment": "nice"})
    comment.player = owner
    image.comments = [comment]
    image.cheer_player_ids = [1002]
    return image


def test_round_trip(tmp_path: Path):
    """
    A file gives back all records unchanged, what was fetched, and who is who.
    """
    path = tmp_path / "archive.jsonl"
    Archive([graph()]).save(path)
    archive = Archive.load(path)
    image = archive.get(Image, 4001)
    owner = archive.get(Account, 1002)

    assert [len(archive.all(cls)) for cls in (Image, Account, Room)] == [1, 1, 1]
    assert (image.data, owner.data) == (RECORDS[Image], RECORDS[Account])
    assert (
        image.player is owner is image.comments[0].player is image.room.roles[0].account
    )
    assert owner.images[0] is image
    assert (owner.bio, owner.level.level, image.cheer_player_ids) == (
        "words",
        9,
        [1002],
    )
    assert image.room.data == RECORDS[Room]
    assert image.room.roles[1].account is None
    assert list(archive.lines()) == path.read_text("utf-8").splitlines()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("cls", RECORDS)
def test_bare_records(cls: Any):
    """
    Bare records of others are told apart by their keys.
    """
    (thing,) = Archive.load([json.dumps(RECORDS[cls]), "\n"])

    assert type(thing) is cls
    assert thing.data == RECORDS[cls]


def test_capitals():
    """
    Accounts with capitals are known, too.
    """
    record = recorded("edge_cases", "capitalised keys and US date")

    assert Archive.load([json.dumps(record)]).get(Account, 1106).username == "PascalRow"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("no JSON", "Expecting value"),
        ('{"Id": 1', "Expecting ',' delimiter"),
        ("[" * 100_000, "it is nested too deeply"),
        ('{"kind": "room", "id": 1, "data": [], "fetched": {}}', "and this is list"),
        ('{"kind": "room", "id": 1, "data": {}, "at": "once"}', "Invalid isoformat"),
        ('{"kind": "room", "id": 1, "data": {}, "at": 5}', "a date is text"),
        (
            '{"kind": "ship", "id": 1, "data": {}}',
            "'ship' is none of account, event, image, invention, room",
        ),
        ('{"kind": "room", "data": {"Name": "a"}}', "the record has no RoomId"),
        ('{"kind": "room", "data": null}', "NoneType is no id"),
        (
            '{"kind": "room", "id": 1, "data": null, "fetched": {"tags": {"part": 5}}}',
            "5 is none of Comment, EventInteraction, Progression, Role, Tag",
        ),
        (
            '{"kind": "room", "id": 1, "data": null, "fetched": {"tags": {}}}',
            "None is none of Comment",
        ),
        (
            '{"kind": "image", "id": 1, "data": null, "fetched": {"room": {"ref": 5}}}',
            "int",
        ),
        ('{"kind": "room", "id": 1, "data": null, "fetched": 5}', "int"),
    ],
)
def test_odd_line(line: str, told: str):
    """
    A line that is none of an archive is named by its number, and told why.
    """
    with pytest.raises(UnreadableError) as caught:
        Archive.load([json.dumps(RECORDS[Image]), line])

    assert str(caught.value).startswith("line 2 is no object of an archive: ")
    assert told in str(caught.value)
    assert len(caught.value.errors) == 1


def test_bound():
    """
    Loaded objects belong to the client that was given, or to none.
    """
    client = recnetpy.Client("key")
    lines = list(Archive([graph()]).lines())

    assert all(thing.client is client for thing in Archive.load(lines, client))


def test_the_filled_one_stays():
    """
    Of two objects with an id, the one with a record stays; unfilled ones are kept.
    """
    filled = Account.from_data(RECORDS[Account])
    archive = Archive([filled, Account(None, 1002), Account(None, 7)])
    again = Archive.load(archive.lines())

    assert archive.get(Account, 1002) == filled
    assert archive.get(Account, 1002).data == filled.data
    assert len(archive) == len(again) == 2
    assert not again.get(Account, 7).is_filled
    assert Account(None, 7) in archive
    assert Room(None, 7) not in archive
    assert repr(archive) == "<Archive of 2>"


def test_tags():
    """
    Parts that were fetched on their own come back as parts.
    """
    lamp = Invention.from_data(RECORDS[Invention])
    lamp.tags = [Tag({"Tag": "lamp", "Type": 0})]
    (again,) = Archive.load(Archive([lamp]).lines())

    assert again.tags == lamp.tags  # type: ignore[attr-defined]


def test_wrong_kind():
    """
    What has no id is no object of an archive.
    """
    with pytest.raises(TypeError, match="no Tag"):
        Archive([Tag({})])  # type: ignore[list-item]


def test_failed_save(tmp_path: Path):
    """
    A file that could not be written whole leaves the old one as it was.
    """
    path = tmp_path / "archive.jsonl"
    path.write_text("old")
    image = Image.from_data({"Id": 1})
    image.cheer_player_ids = [object()]  # type: ignore[list-item]

    with pytest.raises(TypeError):
        Archive([image]).save(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]

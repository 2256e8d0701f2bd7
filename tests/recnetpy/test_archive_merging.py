"""
What archives make of the same object, received more than once.
"""

from __future__ import annotations

import itertools
import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import recnetpy
from recnetpy import (
    Account,
    Archive,
    Comment,
    Event,
    EventInteraction,
    Image,
    Progression,
    Role,
    Room,
)

from .recorded import recorded

ACCOUNT = recorded("accounts", "fetch by id")
IMAGE = recorded("images", "by id")
WHOLE_ROOM = recorded("rooms", "by id, include 366")
SHORT_ROOM = {
    key: value
    for key, value in WHOLE_ROOM.items()
    if key not in {"SubRooms", "Roles", "Tags", "Scores", "LoadScreens"}
}


def day(number: int) -> datetime:
    """Return a day of 2024."""
    return datetime(2024, 1, number, tzinfo=UTC)


def line(kind: str, id: int, at: int | None = None, **values: Any) -> str:
    """Return a line of an archive."""
    text = {} if at is None else {"at": day(at).isoformat()}
    return json.dumps({"kind": kind, "id": id, "data": None, **text, **values})


def whole_account() -> Account:
    """Return an account with much that was fetched."""
    account = Account.from_data(ACCOUNT)
    account.bio = "words"
    account.level = Progression({"PlayerId": 1002, "Level": 9, "XP": 1})
    return account


def photo_with_player() -> Image:
    """Return a photo whose people were resolved, as bulk does it."""
    image = Image.from_data(IMAGE)
    image.player = Account.from_data(ACCOUNT)
    return image


def whole_room() -> Room:
    """Return a room with all parts, and the people of its roles."""
    room = Room.from_data(WHOLE_ROOM)
    for role in room.roles or []:
        role.account = Account(None, role.account_id, {"accountId": role.account_id})
    return room


def photo_with_room() -> Image:
    """Return a photo that fetched the room, without its parts."""
    image = Image.from_data(IMAGE)
    image.room = Room.from_data(SHORT_ROOM)
    return image


def saved(archive: Archive) -> dict[Any, Any]:
    """Return the lines of an archive, by object."""
    lines = map(json.loads, archive.lines())
    return {(each["kind"], each["id"]): each for each in lines}


@pytest.mark.parametrize("how", ["added", "added one by one", "joined", "loaded"])
@pytest.mark.parametrize("order", [1, -1])
def test_nothing_is_lost(how: str, order: int):
    """
    Whatever the order and the way, an object has all that any copy of it has.
    """
    things = [whole_account(), photo_with_player(), whole_room(), photo_with_room()]
    things = things[::order]
    each = [Archive([thing]) for thing in things]
    if how == "added":
        archive = Archive(things)
    elif how == "added one by one":
        archive = Archive()
        for thing in things:
            archive.add(thing)
    elif how == "joined":
        archive = Archive.merge(*each)
    else:
        archive = Archive.load([text for one in each for text in one.lines()])
    account, room = archive.get(Account, 1002), archive.get(Room, 2001)
    image = archive.get(Image, 4001)

    assert (account.bio, account.level.level) == ("words", 9)
    assert account.data == ACCOUNT
    assert (image.player, image.room) == (account, room)
    assert image.player is account
    assert len(room.subrooms) == len(WHOLE_ROOM["SubRooms"])
    assert all(role.account is not None for role in room.roles)
    assert room.data == WHOLE_ROOM


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_newer_wins(order: tuple[int, ...]):
    """
    Of each key the newest value stays, in any order of the lines.
    """
    lines = [
        line("account", 1, 1, data={"username": "a", "x": 1}, fetched={"bio": "first"}),
        line("account", 1, 2, fetched={"bio": "second", "subscriber_count": 5}),
        line("account", 1, 3, data={"username": "b", "y": None}),
    ]
    archive = Archive.load([lines[place] for place in order])
    found = archive.get(Account, 1)

    assert (found.username, found.bio, found.subscriber_count) == ("b", "second", 5)
    assert found.raw["x"] == 1
    assert saved(archive) == saved(Archive.load(archive.lines()))
    (text,) = archive.lines()
    assert json.loads(text)["at"] == day(3).isoformat()
    assert json.loads(text)["dates"]["fetched.bio"] == day(2).isoformat()


def test_older_line_after_a_newer_one():
    """
    A line of an older date does not replace anything, nor does one without a date.
    """
    found = Archive.load(
        [
            line("room", 1, 5, data={"RoomId": 1, "Name": "New"}),
            line("room", 1, 4, data={"RoomId": 1, "Name": "Old", "Tags": []}),
            line("room", 1, data={"RoomId": 1, "Name": "Undated", "Roles": []}),
        ]
    ).get(Room, 1)

    assert (found.name, found.tags, found.roles) == ("New", [], [])


def test_null_is_nothing():
    """
    Null in a newer record does not replace what an older one has.
    """
    found = Archive.load(
        [
            line("room", 1, 1, data={"RoomId": 1, "Tags": [{"Tag": "a"}]}),
            line("room", 1, 2, data={"RoomId": 1, "Tags": None}),
        ]
    ).get(Room, 1)

    assert [tag.tag for tag in found.tags] == ["a"]


def test_capitals():
    """
    Keys that differ by the case of their first letter are the same key.
    """
    found = Archive.load(
        [
            line("account", 1, 1, data={"accountId": 1, "username": "old"}),
            line("account", 1, 2, data={"AccountId": 1, "Username": "new"}),
        ]
    ).get(Account, 1)

    assert found.data == {"AccountId": 1, "Username": "new"}
    assert found.username == "new"


def test_newer_roles_keep_their_people():
    """
    A newer list of roles has the people that were resolved for an older one.
    """
    room = Room.from_data({"RoomId": 1, "Roles": [{"AccountId": 2, "Role": 255}]})
    assert room.roles is not None
    room.roles[0].account = Account(None, 2, {"accountId": 2, "username": "owner"})
    newer = [{"AccountId": 3, "Role": 10}, {"AccountId": 2, "Role": 30}]
    archive = Archive()
    archive.add(room, at=day(1))
    archive.add(Room.from_data({"RoomId": 1, "Roles": newer}), at=day(2))
    guest, owner = archive.get(Room, 1).roles

    assert (guest.id, guest.account) == (10, None)
    assert (owner.id, owner.account.username) == (30, "owner")


def test_newer_comments_keep_their_people():
    """
    The same for comments, and for what people answered to events.
    """
    player = Account(None, 2, {"accountId": 2, "username": "writer"})
    record = {"SavedImageCommentId": 7, "PlayerId": 2, "Comment": "nice"}
    answer = {"PlayerEventId": 5, "PlayerId": 2, "Type": 0}
    old, new = Image.from_data({"Id": 1}), Image.from_data({"Id": 1})
    party, same = (Event.from_data({"PlayerEventId": 5}) for _ in range(2))
    old.comments, new.comments = [Comment(record)], [Comment(record)]
    party.responses, same.responses = (
        [EventInteraction(answer)],
        [EventInteraction(answer)],
    )
    old.comments[0].player = party.responses[0].player = player
    archive = Archive([old, party])
    archive.add(new, same)

    assert archive.get(Image, 1).comments[0].player.username == "writer"
    assert archive.get(Event, 5).responses[0].player.username == "writer"


def test_dates_stay_with_objects():
    """
    An object of an archive that is added to another one is as old as it was; what
    was fetched for it since is new.
    """
    old = Archive.load([line("account", 1, 1, data={"username": "old"})])
    fresh = Account(None, 1, {"accountId": 1, "username": "fresh"})
    for order in (1, -1):
        archive = Archive([*old, fresh][::order])
        assert archive.get(Account, 1).username == "fresh"

    (again,) = old
    again.bio = "now"  # type: ignore[attr-defined]
    archive = Archive.load([line("account", 1, 20, fetched={"bio": "then"})])
    archive.add(again)
    assert archive.get(Account, 1).bio == "now"


def test_what_was_added_stays_as_it_is():
    """
    Merging changes no object of the caller, and no archive that is joined.
    """
    bare, whole = Account.from_data(ACCOUNT), whole_account()
    first, second = Archive([bare]), Archive([whole])
    joined = Archive.merge(first, second)

    assert joined.get(Account, 1002).bio == "words"
    assert (bare.bio, first.get(Account, 1002).bio) == (None, None)
    assert whole.data == bare.data == ACCOUNT


def test_merge_of_files(tmp_path: Path):
    """
    Files, folders, lines and archives can be joined to one, which can be saved.
    """
    (tmp_path / "more").mkdir()
    Archive([whole_account()]).save(tmp_path / "a.jsonl")
    Archive([photo_with_player()]).save(tmp_path / "more/b.jsonl")
    room = Archive([whole_room()])
    joined = Archive.merge(
        tmp_path / "a.jsonl", tmp_path / "more", room, [json.dumps(IMAGE)]
    )
    joined.save(tmp_path / "all.jsonl")

    assert joined.get(Account, 1002).bio == "words"
    assert saved(Archive.load(tmp_path / "all.jsonl")) == saved(joined)


def test_long_chains():
    """
    Objects that refer to each other in a chain of any length can be read.
    """
    archive = Archive()
    for number in range(1, 5001):
        archive.add(
            image := Image.from_data({"Id": number}),
            at=day(1),
        )
        image.player = Account(None, number)
        image.player.images = [Image(None, number + 1)]
        archive.add(image, at=day(1))

    assert archive.get(Image, 1).player.images[0].player.images[0].id == 3
    assert len(Archive(archive)) == len(archive) == 10_001


def test_bound_to_the_first_client():
    """
    Objects of an archive ask the client of what was added.
    """
    client = recnetpy.Client("key")
    archive = Archive([Account.from_data(ACCOUNT), Image.from_data(IMAGE, client)])

    assert all(thing.client is client for thing in archive)


# --- Saving -------------------------------------------------------------------


def test_lone_surrogates(tmp_path: Path):
    """
    Half of a character, as games cut texts off, is saved as an escape.
    """
    record = json.loads('{"Id": 1, "Description": "cut \\ud83d", "ImageName": "ä.jpg"}')
    other = Image.from_data({"Id": 2, "Description": "Ä"})
    path = tmp_path / "archive.jsonl"
    Archive([Image.from_data(record), other]).save(path)

    assert Archive.load(path).get(Image, 1).data == record
    assert "Ä" in path.read_text("utf-8")
    assert r"\ud83d" in path.read_text("utf-8")


def test_bytes_that_are_no_text(tmp_path: Path):
    """
    A file with bytes that are no UTF-8 is read, and they are kept.
    """
    path = tmp_path / "archive.jsonl"
    path.write_bytes(b'{"Id": 1, "ImageName": "a.jpg", "Description": "\xff"}')
    archive = Archive.load(path)
    archive.save(path)

    assert Archive.load(path).get(Image, 1).data == archive.get(Image, 1).data


def test_saving_at_once(tmp_path: Path):
    """
    A hundred threads that save to the same path leave one whole file.
    """
    path = tmp_path / "archive.jsonl"
    archive = Archive([whole_room(), whole_account()])
    threads = [threading.Thread(target=archive.save, args=(path,)) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(tmp_path.iterdir()) == [path]
    assert len(Archive.load(path)) == len(archive)


def test_saving_to_a_link(tmp_path: Path):
    """
    A symbolic link stays one: the file that it leads to is replaced.
    """
    path, link = tmp_path / "archive.jsonl", tmp_path / "latest.jsonl"
    path.write_text("old")
    link.symlink_to(path)
    Archive([whole_account()]).save(link)

    assert link.is_symlink()
    assert len(Archive.load(path)) == 1


def test_deep_records(tmp_path: Path):
    """
    Records that are nested 900 deep are read, copied and saved.
    """
    text = '{"Id": 1, "ImageName": "a", "x": ' + "[" * 900 + "]" * 900 + "}"
    path = tmp_path / "archive.jsonl"
    Archive.load([text]).save(path)
    image = Archive.load(path).get(Image, 1)

    assert image.data == image.to_data() == json.loads(text)


def test_deep_records_in_deep_calls(tmp_path: Path):
    """
    Also by a program that is deep in calls of its own.
    """
    text = '{"Id": 1, "ImageName": "a", "x": ' + "[" * 900 + "]" * 900 + "}"
    archive = Archive.load([text])
    image = archive.get(Image, 1)
    path = tmp_path / "archive.jsonl"

    def deep(calls: int) -> str:
        if calls:
            return deep(calls - 1)
        archive.save(path)
        made: str = image.to_json()
        return made

    assert json.loads(deep(400)) == json.loads(text)
    assert Archive.load(path).get(Image, 1).data == json.loads(text)


def test_roles_that_are_no_parts():
    """
    Odd records of roles are no reason to fail.
    """
    room = Room.from_data({"RoomId": 1, "Roles": [None, {"AccountId": None}]})
    assert [type(role) for role in room.roles or []] == [Role]
    assert len(Archive([room, Room.from_data({"RoomId": 1, "Roles": 5})])) == 1

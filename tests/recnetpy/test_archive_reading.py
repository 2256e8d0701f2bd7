"""
Archives that others have written.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from recnetpy import Account, Archive, Event, Image, Room, Skipped, UnreadableError

from .recorded import recorded

PHOTOS = [
    {"Id": 1, "ImageName": "sharecamera/2026-06-15/x.jpg", "PlayerId": 7},
    {"Id": 2, "ImageName": "b.jpg", "PlayerId": 7},
]
COMMENTS = [
    {"SavedImageCommentId": 5, "SavedImageId": 1, "PlayerId": 7, "Comment": "a"},
    {"SavedImageCommentId": 6, "SavedImageId": 1, "PlayerId": 8, "Comment": "b"},
]
PEOPLE: list[dict[str, Any]] = [
    {
        "id": 7,
        "info": {"accountId": 7, "username": "seven"},
        "bio": {"accountId": 7, "bio": "words"},
        "subs": 3,
    },
    {"id": 8, "info": None, "bio": None, "subs": 0},
    {"id": 9, "info": {"accountId": 9, "username": "nine"}, "bio": None, "subs": 0},
]


def test_indented_arrays(tmp_path: Path):
    """
    An indented list of photos is read, with or without a byte order mark.
    """
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = tmp_path / f"{encoding}.json"
        path.write_text(json.dumps(PHOTOS, indent=2), encoding=encoding)
        archive = Archive.load(path)

        assert [image.data for image in archive.all(Image)] == PHOTOS
        assert archive.skipped == []


@pytest.mark.parametrize(
    "records",
    [
        [recorded("accounts", "fetch by id")],
        [recorded("rooms", "by id, include 366")],
        [recorded("events", "by id")],
        {"Results": [recorded("rooms", "by id, include 366")], "TotalResults": 1},
        {"success": True, "value": [recorded("events", "by id")]},
        {"photos": {"1": PHOTOS[0]}},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_lists(records: Any, indent: int | None):
    """
    Lists of all kinds are read, also within objects, in one line or in many.
    """
    archive = Archive.load(json.dumps(records, indent=indent).splitlines())

    assert len(archive) == 1
    assert archive.skipped == []


def test_comments():
    """
    Comments belong to their photos, and answers to their events, in any order.
    """
    answers = [{"PlayerEventId": 3, "PlayerId": player, "Type": 0} for player in (7, 8)]
    lists = [COMMENTS, PHOTOS, answers, COMMENTS[:1]]
    for order in (1, -1):
        archive = Archive.load(map(json.dumps, lists[::order]))
        comments = archive.get(Image, 1).comments

        assert sorted(comment.comment for comment in comments) == ["a", "b"]
        assert archive.get(Image, 1).image_name == PHOTOS[0]["ImageName"]
        assert archive.get(Image, 2).comments is None
        assert len(archive.get(Event, 3).responses) == 2


def test_bundles():
    """
    People are read with their texts and subscribers; null stands for nobody.
    """
    archive = Archive.load([json.dumps(PEOPLE)])
    seven, nine = archive.all(Account)

    assert (seven.username, seven.bio, seven.subscriber_count) == ("seven", "words", 3)
    assert (nine.username, nine.bio, nine.subscriber_count) == ("nine", None, 0)
    assert archive.skipped == []


def test_rows_of_their_own():
    """
    Bios, levels and subscribers in records of their own belong to the accounts.
    """
    rows = [
        {"accountId": 7, "bio": "words"},
        {"PlayerId": 7, "Level": 9, "XP": 1},
        {"accountId": 7, "clubId": 1, "subscriberCount": 12},
    ]
    found = Archive.load(map(json.dumps, rows)).get(Account, 7)

    assert (found.bio, found.level.level, found.subscriber_count) == ("words", 9, 12)


def test_folders(tmp_path: Path):
    """
    A folder is read with all its files of JSON, packed or not, and nothing else.
    """
    (tmp_path / "7").mkdir()
    (tmp_path / "7/photos.json").write_text(json.dumps(PHOTOS, indent=4))
    (tmp_path / "7/comments.ndjson").write_text("\n".join(map(json.dumps, COMMENTS)))
    with gzip.open(tmp_path / "people.json.gz", "wt") as file:
        json.dump(PEOPLE, file)
    (tmp_path / "7/x.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "notes.json").write_text('["a", {"what": "is this"}]')
    archive = Archive.load(tmp_path)

    assert len(archive) == 4
    assert archive.skipped == [
        Skipped(
            "notes.json: line 1, item 1", "a record is a JSON object, and this is str"
        ),
        Skipped(
            "notes.json: line 1, item 2",
            "its keys are those of no record that is known",
        ),
    ]


def test_concatenated_files():
    """
    Files that were put together with a tool are read as one.
    """
    mark = "\ufeff"
    text = f"{mark}{json.dumps(PHOTOS, indent=1)}\n{mark}{json.dumps(COMMENTS)}"
    lines = "\n".join(Archive.load([json.dumps(PEOPLE)]).lines())
    archive = Archive.load(f"{text}\n{lines}".splitlines(keepends=True))

    assert (len(archive.all(Image)), len(archive.all(Account))) == (2, 2)
    assert len(archive.get(Image, 1).comments) == 2


def test_what_is_cut_off():
    """
    A list that was cut off is an error; all its complete items are read on demand.
    """
    text = json.dumps(PHOTOS * 3, indent=2)[:-30].splitlines()

    with pytest.raises(UnreadableError, match="line 1 is no object of an archive"):
        Archive.load(text)

    archive = Archive.load(text, strict=False)
    assert len(archive) == 2
    assert len(archive.skipped) == 2


def test_hostile_lines(caplog: pytest.LogCaptureFixture):
    """
    A line that cannot be parsed is named; those before and after it are read.
    """
    lines = [
        json.dumps(PHOTOS[0]),
        "[" * 100_000,
        "nothing",
        json.dumps(PHOTOS[1]),
        '{"a":' * 100_000,
        "9" * 10_000,
        '{"kind": "ship", "id": 1, "data": {}}',
        json.dumps(COMMENTS),
    ]
    archive = Archive.load(lines, strict=False)

    assert [image.id for image in archive.all(Image)] == [1, 2]
    assert len(archive.get(Image, 1).comments) == 2
    assert archive.skipped[0].place == "line 2"
    assert "line 7" in [each.place for each in archive.skipped]
    assert "parts skipped, the first at line 2" in caplog.text


def test_damaged_packed_file(tmp_path: Path):
    """
    A packed file that ends too early is named.
    """
    path = tmp_path / "photos.jsonl.gz"
    lines = "".join(f'{{"Id": {n}, "ImageName": "{n * 99}"}}\n' for n in range(1, 9999))
    path.write_bytes(gzip.compress(lines.encode())[:-2000])

    with pytest.raises(UnreadableError, match="the file is damaged"):
        Archive.load(path)
    assert len(Archive.load(path, strict=False)) > 1000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5", "a record is a JSON object, and this is int"),
        ('{"Name": "a"}', "its keys are those of no record that is known"),
        ('{"Id": null, "ImageName": "a"}', "the record has no Id"),
        ('{"Id": "x", "ImageName": "a"}', "str is no id"),
        ("[" * 30 + "1" + "]" * 30, "it is nested too deeply"),
    ],
)
def test_what_is_not_understood(text: str, reason: str):
    """
    What is no record is skipped and named, with its line.
    """
    archive = Archive.load([json.dumps(PHOTOS), text])

    assert len(archive) == 2
    assert [each.reason for each in archive.skipped] == [reason]
    assert archive.skipped[0].place.startswith("line 2")


def test_empty():
    """
    Files without anything are archives without anything.
    """
    assert [len(Archive.load(lines)) for lines in ([], ["", "\ufeff"], ["[]"])] == [
        0
    ] * 3
    assert Archive.load(["{}"]).skipped == []
    assert Archive.load([json.dumps(PHOTOS)]).get(Room, 1) is None

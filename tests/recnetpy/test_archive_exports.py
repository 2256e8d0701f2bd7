"""
Archives as tables and as a web page.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from recnetpy import Account, Archive, Image
from recnetpy.sandbox import Sandbox
from recnetpy.sync import Archive as SyncArchive

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
RECORDS: list[dict[str, Any]] = [
    {"accountId": 1, "username": "one", "displayName": HOSTILE, "createdAt": None},
    {
        "Id": 7,
        "ImageName": "sharecamera/2026-06-15/ä x.jpg",
        "PlayerId": 1,
        "TaggedPlayerIds": [1, 2],
        "RoomId": 9,
        "CreatedAt": "2026-06-15T12:30:00Z",
        "CheerCount": 3,
        "Description": HOSTILE,
        "IsNew": True,
        "Huge": 10**30,
    },
    {"Id": 8, "ImageName": "gone.jpg", "PlayerId": 2, "Description": "cut \ud83d"},
    {"SavedImageCommentId": 5, "SavedImageId": 7, "PlayerId": 1, "Comment": HOSTILE},
    {
        "RoomId": 9,
        "Name": HOSTILE,
        "Stats": {"VisitCount": 5},
        "Roles": [{"AccountId": 1, "Role": 255}],
        "Tags": [{"Tag": "a", "Type": 0}],
    },
    {"PlayerEventId": 3, "StartTime": "2026-01-01T00:00:00Z", "Name": HOSTILE},
    {"PlayerId": 1, "Level": 9, "XP": 1},
    {"accountId": 1, "bio": HOSTILE},
]


def archive() -> Archive:
    """Return an archive of hostile and odd records."""
    return Archive.load(map(json.dumps, RECORDS))


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv(tmp_path: Path):
    """
    Each kind is a file, and so are comments, tagged players, roles and tags.
    """
    archive().export_csv(tmp_path / "tables")
    found = {path.stem: table(path) for path in (tmp_path / "tables").iterdir()}

    assert sorted(found) == [
        *(
            "accounts",
            "comments",
            "events",
            "images",
            "roles",
            "rooms",
            "tagged_players",
        ),
        "tags",
    ]
    assert found["images"][0]["Description"] == HOSTILE
    assert (found["images"][0]["IsNew"], found["images"][0]["Huge"]) == (
        "1",
        str(10**30),
    )
    assert found["accounts"][0]["bio"] == HOSTILE
    assert found["accounts"][0]["Level"] == "9"
    assert found["rooms"][0]["Stats_VisitCount"] == "5"
    assert [row["account_id"] for row in found["tagged_players"]] == ["1", "2"]


def test_sqlite(tmp_path: Path):
    """
    The database has the same tables, and replaces an older one as a whole.
    """
    path = tmp_path / "archive.db"
    path.write_text("old")
    for _ in range(2):
        archive().export_sqlite(path)
    with closing(sqlite3.connect(path)) as base:
        rows = base.execute(
            "SELECT images.id, comments.Comment, accounts.username FROM images"
            " JOIN comments ON comments.image_id = images.id"
            " JOIN accounts ON accounts.id = comments.PlayerId"
        ).fetchall()

    assert rows == [(7, HOSTILE, "one")]
    assert list(tmp_path.iterdir()) == [path]


def test_keys_that_differ_by_case(tmp_path: Path):
    """
    Keys that databases do not tell apart are one column, and odd keys are columns.
    """
    record = {"Id": 1, "ImageName": "a", 'x"; DROP': 1, "NAME": 2, "name": 3, "": 4}
    SyncArchive.load([json.dumps(record)]).export_sqlite(tmp_path / "a.db")

    with closing(sqlite3.connect(tmp_path / "a.db")) as base:
        cursor = base.execute("SELECT * FROM images")
        names = [each[0] for each in cursor.description]
        assert names == ["id", "ImageName", 'x"; DROP', "NAME", ""]


def test_empty(tmp_path: Path):
    """
    An empty archive has no tables, and a page that says so.
    """
    Archive().export_csv(tmp_path / "tables")
    Archive().export_sqlite(tmp_path / "a.db")
    Archive().export_html(tmp_path / "a.html", title="<nothing>")

    assert list((tmp_path / "tables").iterdir()) == []
    assert "&lt;nothing&gt;" in (tmp_path / "a.html").read_text("utf-8")


# --- The page -----------------------------------------------------------------


class Tags(HTMLParser):
    """The tags and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def saved(tmp_path: Path) -> Path:
    """Return the page of the archive, with an image file beside it."""
    name = RECORDS[1]["ImageName"]
    files = tmp_path / "files"
    files.mkdir()
    (files / "ä x.jpg").write_bytes(b"\xff\xd8\xff")
    lines = [
        {"image_id": 7, "image_name": name, "path": "ä x.jpg"},
        {"image_id": 8, "image_name": "gone.jpg", "path": "../../etc/passwd"},
        {"image_id": 8, "image_name": "gone.jpg", "path": ""},
    ]
    (files / "manifest.jsonl").write_text("\n".join(map(json.dumps, lines)))
    page = tmp_path / "pages" / "index.html"
    page.parent.mkdir()
    archive().export_html(page, files)
    return page


def test_page(tmp_path: Path):
    """
    The page shows everything as text, whatever it is, and images by relative links.
    """
    page = saved(tmp_path)
    tags = Tags()
    tags.feed(page.read_text("utf-8"))

    assert "script" not in tags.tags
    assert not any(name.startswith("on") for name, _ in tags.attributes)
    assert tags.text.count(HOSTILE) >= 7
    (source,) = (value for name, value in tags.attributes if name == "src")
    assert source == "../files/%C3%A4%20x.jpg"
    assert (page.parent / unquote(source or "")).resolve().exists()
    links = [value or "" for name, value in tags.attributes if name == "href"]
    ids = {value for name, value in tags.attributes if name == "id"}
    assert all(link[1:] in ids for link in links if link.startswith("#"))
    assert not re.search("https?:", " ".join(links))


def test_page_in_a_browser(tmp_path: Path):
    """
    A browser shows the image and the texts, without a network and without scripts.
    """
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no browser is installed here")
    page = saved(tmp_path)
    done = subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            page.as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        pytest.skip("the browser cannot run here")
    tags = Tags()
    tags.feed(done.stdout)

    assert "script" not in tags.tags
    assert tags.tags.count("figure") == 2
    assert tags.text.count(HOSTILE) >= 7


# --- Numbers over time --------------------------------------------------------


def test_subscribers_over_time(tmp_path: Path):
    """
    Each number of subscribers that was received is kept with its time.
    """
    path = tmp_path / "archive.jsonl"
    for day, count in ((2, 20), (1, 10), (3, 30), (3, 30)):
        account = Account(None, 1, {"accountId": 1, "username": "one"})
        account.subscriber_count = count
        known = Archive.load(path) if path.exists() else Archive()
        known.add(account, at=datetime(2026, 1, day, tzinfo=UTC))
        known.save(path)
    found = Archive.merge(path, path).get(Account, 1)

    assert [each[1] for each in found.subscriber_counts] == [10, 20, 30]
    assert found.subscriber_counts[0][0] == "2026-01-01T00:00:00+00:00"
    assert found.subscriber_count == 30
    Archive([found]).export_csv(tmp_path)
    assert len(table(tmp_path / "subscriber_counts.csv")) == 3


async def test_saved_names():
    """
    The files that a user has saved are listed with a token of theirs.
    """
    from clientcore.aio import Bearer

    sandbox = Sandbox()
    async with sandbox.client("hosts", auth=Bearer(sandbox.bearer)) as client:
        names = await client.images.saved_names()

    assert "secret.jpg" in names
    assert Image(None, 1, {"ImageName": names[0]}).image_name == names[0]

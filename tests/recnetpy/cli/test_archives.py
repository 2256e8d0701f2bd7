"""
``recnetpy archive``.
"""

from __future__ import annotations

import csv
import json
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientcore.sandbox import Latency, Status
from recnetpy import Account, Archive, Image
from recnetpy._cli import line

OTTER = ["--sandbox", "archive", "update", "@TestOtter"]
STATS = """\
 kind      number  first             last
 photos    72      2024-01-05 05:07  2024-05-03 19:00
 players   16      2019-05-04 10:11  2021-11-30 23:59
 rooms     8       2020-02-29 08:00  2020-02-29 08:00
 events    1       2024-06-01 18:00  2024-06-01 18:00
 comments  5       2024-05-03 19:00  2024-05-03 19:00
 cheers    423
 gone      1
"""


@pytest.fixture
def archive(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Path:
    """An archive of a player."""
    assert line(OTTER) == 0
    capsys.readouterr()
    return tmp_path / "TestOtter.jsonl"


def test_update(run: Any, served: Any, tmp_path: Path):
    """
    An archive is made, and the next time only what is new is requested.
    """
    first = run("--sandbox", "archive", "update", "@TestOtter", "^OtterPlaza")
    asked = len(served.sandbox.requests)
    second = run(*OTTER)

    facts = {"objects": 120, "new": 120, "file": "TestOtter.jsonl"}
    assert (first[0], json.loads(first[1]), first[2]) == (0, facts, "")
    assert (second[0], json.loads(second[1])) == (0, {**facts, "new": 0})
    assert asked > 100
    assert len(served.sandbox.requests) - asked < 25
    assert len(Archive.load(tmp_path / "TestOtter.jsonl")) == 120


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_update_interrupted(start: Any, run: Any, served: Any, tmp_path: Path):
    """
    Ctrl-C keeps what was received, and the command goes on from there.
    """
    calls = range(13, 69)
    served.sandbox.faults.add(Latency(60), path="*/cheers", calls=calls)
    process = start(*OTTER, "--to", "a.jsonl")
    deadline = time.monotonic() + 30
    while served.asked("/cheers") < 13 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    before = len(Archive.load(tmp_path / "a.jsonl").all(Image))
    asked = served.asked("/cheers")
    served.sandbox.faults.clear()
    served.sandbox.requests.clear()
    again = run(*OTTER, "--to", "a.jsonl")

    assert (process.returncode, out) == (130, "")
    assert err == (
        "recnetpy: interrupted"
        " (run it again to continue: a.jsonl keeps what was received)\n"
    )
    assert before == 72
    assert asked < 60
    assert again[0] == 0
    # What was being received is requested again.
    assert asked + served.asked("/cheers") <= 68 + 8
    assert not list(tmp_path.glob(".*"))
    otter = Archive.load(tmp_path / "a.jsonl")
    assert all(
        len(each.cheer_player_ids or ()) == each.cheer_count
        for each in otter.all(Image)
    )


def test_update_partly(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """
    One who does not exist does not stop the others.
    """
    assert line([*OTTER, "@nobody", "TestOtter", "https://rec.net/image/4001"]) == 3

    out, err = capsys.readouterr()
    assert json.loads(out)["objects"] == 98
    assert [each.split(",")[0] for each in err.splitlines()] == [
        "there is no @nobody",
        "write @TestOtter for a player",
        "https://rec.net/image/4001 is neither a player nor a room",
        "recnetpy: 3 of 4 were not saved",
    ]
    assert line(["--sandbox", "archive", "update", "@nobody"]) == 1
    assert not Path("nobody.jsonl").exists()


def test_update_fails(served: Any, run: Any, tmp_path: Path):
    """
    A server that fails is an error, and what came before is in the file.
    """
    served.sandbox.faults.add(Status(500), path="/api/api/images/v4/player/*")
    code, out, err = run(*OTTER)

    assert (code, out) == (1, "")
    assert "500 Internal Server Error" in err
    saved = Archive.load(tmp_path / "TestOtter.jsonl")
    assert saved.get(Account, 1001).bio == "I test things.\r\nEvery `day`."


def test_update_without_a_server(capsys: pytest.CaptureFixture[str], archive: Path):
    """
    Without a server the file is left as it was.
    """
    before = archive.read_bytes()
    assert line(["archive", "update", "@TestOtter"]) == 1

    assert "closed in June 2026" in capsys.readouterr().err
    assert archive.read_bytes() == before


def test_stats(run: Any, archive: Path):
    """
    What an archive has, from when to when.
    """
    code, out, err = run("-o", "table", "archive", "stats", "TestOtter.jsonl")

    assert (code, err) == (0, "")
    assert [each.rstrip() for each in out.splitlines()] == STATS.splitlines()


@pytest.mark.parametrize(
    ("by", "first", "groups"),
    [
        ("year", {"year": "2024", "photos": 72, "cheers": 423, "comments": 5}, 1),
        ("month", {"month": "2024-01", "photos": 17}, 5),
        ("player", {"player": "TestOtter", "photos": 63}, 10),
        ("room", {"room": "EbonyOwlDen", "photos": 14, "cheers": 94}, 9),
    ],
)
def test_groups(
    capsys: pytest.CaptureFixture[str],
    archive: Path,
    by: str,
    first: dict[str, Any],
    groups: int,
):
    """
    Photos are counted by month, player, and room.
    """
    assert line(["archive", "stats", archive.name, "--by", by]) == 0
    rows = [json.loads(each) for each in capsys.readouterr().out.splitlines()]

    assert first.items() <= rows[0].items()
    assert len(rows) == groups
    assert sum(each["photos"] for each in rows) == 72


def test_export(run: Any, archive: Path, tmp_path: Path):
    """
    A database or a folder of CSV, as the ending says.
    """
    database = run("archive", "export", "TestOtter.jsonl", "--to", "otter.db")
    tables = run("archive", "export", "TestOtter.jsonl", "--to", "tables")

    assert database == (0, '{"objects": 98, "written": "otter.db"}\n', "")
    assert tables == (0, '{"objects": 98, "written": "tables"}\n', "")
    with closing(sqlite3.connect(tmp_path / "otter.db")) as base:
        assert base.execute("SELECT count(*) FROM images").fetchone() == (72,)
    with (tmp_path / "tables/images.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 72


def test_html(run: Any, archive: Path, tmp_path: Path):
    """
    A page with the images that were downloaded.
    """
    files = ["--to", "files", "--archive", "TestOtter.jsonl", "--limit", "2"]
    assert run("--sandbox", "photos", "download", *files)[0] == 0
    code, out, err = run(
        *("archive", "html", "TestOtter.jsonl"),
        *("--files", "files", "--title", "<Me>"),
    )
    page = (tmp_path / "TestOtter.html").read_text("utf-8")

    assert (code, err) == (0, "")
    assert json.loads(out) == {"objects": 98, "written": "TestOtter.html"}
    assert "<title>&lt;Me&gt;</title>" in page
    assert page.count('<img loading="lazy" src="files/2024-05-0') == 2


def test_merge(run: Any, archive: Path, tmp_path: Path):
    """
    Collections of others are joined, and what is no record is named.
    """
    (tmp_path / "others").mkdir()
    (tmp_path / "others/photos.json").write_text(
        '[{"Id": 7, "ImageName": "x.jpg", "PlayerId": 1}, {"what": 1}]'
    )
    code, out, err = run(
        "archive", "merge", "TestOtter.jsonl", "others", "--to", "both.jsonl"
    )

    assert code == 3
    assert json.loads(out) == {"objects": 99, "left_out": 1, "file": "both.jsonl"}
    assert err == (
        "others: photos.json: line 1, item 2: its keys are those of no record that is"
        " known\n"
        "recnetpy: parts that were left out: 1\n"
    )
    assert len(Archive.load(tmp_path / "both.jsonl")) == 99


def test_damaged(capsys: pytest.CaptureFixture[str], archive: Path):
    """
    A file that was cut off is an error that says how to read the rest.
    """
    text = archive.read_text("utf-8")
    Path("cut.jsonl").write_text(text[: len(text) // 2], "utf-8")
    merge = ["archive", "merge", "cut.jsonl", "--to", "whole.jsonl"]
    assert line(merge) == 1
    assert not Path("whole.jsonl").exists()
    first = capsys.readouterr().err
    assert line([*merge, "--skip-damaged"]) == 3
    second = capsys.readouterr()

    assert first.startswith("recnetpy: cut.jsonl: line ")
    assert first.endswith("(--skip-damaged reads the rest)\n")
    assert json.loads(second.out)["left_out"] == 1
    assert len(Archive.load("whole.jsonl")) > 30


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["stats", "none.jsonl"], 1, "No such file or directory: 'none.jsonl'"),
        (["stats", "TestOtter.jsonl", "--by", "day"], 2, "year, month, player, room"),
        (["merge", "TestOtter.jsonl"], 2, "Missing option '--to'"),
        (["html", "TestOtter.jsonl", "--files", "none"], 2, "'none' does not exist"),
        (["html", "TestOtter.jsonl", "--to", "no/page.html"], 1, "No such file"),
        (["export", "TestOtter.jsonl", "--to", "TestOtter.jsonl"], 1, "File exists"),
    ],
)
def test_errors(
    capsys: pytest.CaptureFixture[str],
    archive: Path,
    arguments: list[str],
    code: int,
    message: str,
):
    """
    Each error is one line, and no file is changed.
    """
    before = archive.read_bytes()

    assert line(["archive", *arguments]) == code

    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1
    assert archive.read_bytes() == before

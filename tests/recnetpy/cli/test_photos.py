"""
``recnetpy photos``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from clientcore.cli import Output, Progress, Session
from clientcore.sandbox import Latency, Status
from recnetpy import Pace
from recnetpy._cli import line
from recnetpy._cli.photos import download
from recnetpy._cli.source import reading
from recnetpy.sandbox import Sandbox

LISTED = """\
 taken             player     room          cheers  comments  description  id
 2024-05-03 19:00  TestOtter                0       4         sunset       4001
 2024-05-02 18:53  TestOtter  HeronHeights  5       1                      4002
 2024-04-30 18:39  TestOtter  AmberFoxDen   2       0                      4004
"""


def files(folder: Path) -> list[Path]:
    """Return the image files in a folder."""
    return sorted(each for each in folder.rglob("*.jpg"))


def manifest(folder: Path) -> list[Any]:
    """Return the lines of a manifest that are whole."""
    path = folder / "manifest.jsonl"
    text = path.read_text() if path.exists() else ""
    return [json.loads(each) for each in text.splitlines(keepends=True) if "\n" in each]


def test_list(run: Any):
    """
    Photos come newest first, with the names of people and rooms.
    """
    code, out, err = run(
        "-o", "table", "--sandbox", "photos", "list", "@TestOtter", "--limit", "3"
    )

    assert (code, err) == (0, "")
    assert [each.rstrip() for each in out.splitlines()] == LISTED.splitlines()


def test_formats(served: Any, capsys: pytest.CaptureFixture[str]):
    """
    All photos of a room, a feed and an archive, in formats for programs.
    """
    server = ["--server", f"{served.url}/ns"]
    assert line(["-o", "csv", "photos", "list", "^OtterPlaza", *server]) == 0
    room = capsys.readouterr().out.splitlines()
    assert (
        line(["-o", "json", "photos", "list", "@SampleHeron", "--feed", *server]) == 0
    )
    feed = json.loads(capsys.readouterr().out)
    after = ["--after", "2024-04-20"]
    assert line(["photos", "list", "@SampleHeron", "--feed", *after, *server]) == 0
    recent = capsys.readouterr().out.splitlines()

    assert len(room) == 1 + 13
    assert room[0].split(",")[6:] == [
        *("tagged", "image_name", "player_id", "room_id", "id")
    ]
    assert room[1].startswith("2024-04-25T18:04:00+00:00,FernToad,OtterPlaza,1,0,,,")
    assert len(feed) == 24
    assert all("SampleHeron" in each["tagged"] for each in feed)
    assert [json.loads(each)["id"] for each in recent] == [4001, 4006, 4011]


def test_list_of_archive(capsys: pytest.CaptureFixture[str]):
    """
    An archive lists the same as the server, and needs none.
    """
    assert (
        line(["--sandbox", "archive", "update", "@TestOtter", "--to", "a.jsonl"]) == 0
    )
    capsys.readouterr()
    archive = ["--archive", "a.jsonl"]
    for target in (["@TestOtter"], ["^HeronHeights"], ["@TestOtter", "--feed"]):
        options = [*target, "--limit", "4", "--after", "2024-01-20"]
        assert line(["--sandbox", "photos", "list", *options]) == 0
        there = capsys.readouterr().out
        assert line(["photos", "list", *options, *archive]) == 0
        here = capsys.readouterr().out
        if target != ["^HeronHeights"]:
            assert here == there
        else:
            assert 0 < len(here.splitlines()) <= 4
    assert line(["photos", "list", *archive]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 72


def test_download(run: Any, served: Any, tmp_path: Path):
    """
    Files are saved by a pattern and listed in the manifest; what is there is kept.
    """
    options = ("@TestOtter", "--to", "saved", "--pattern", "{year}/{month}/{name}")
    first = run("--sandbox", "photos", "download", *options, "--limit", "10")
    asked = served.asked("/img/")
    second = run("--sandbox", "-o", "csv", "photos", "download", *options)

    facts = {"saved": 10, "kept": 0, "missing": 0, "folder": "saved"}
    assert (first[0], json.loads(first[1]), first[2]) == (0, facts, "")
    assert second == (0, "saved,kept,missing,folder\n53,10,0,saved\n", "")
    assert (asked, served.asked("/img/")) == (10, 63)
    assert len(manifest(tmp_path / "saved")) == 63
    assert (tmp_path / "saved/2024/05/image4001.jpg").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_interrupted(start: Any, run: Any, served: Any, tmp_path: Path):
    """
    Ctrl-C leaves whole files, and the command goes on where it was.
    """
    served.sandbox.faults.add(Latency(60), path="/img/*", calls=range(7, 64))
    options = ("--sandbox", "photos", "download", "@TestOtter", "--parallel", "2")
    process = start(*options)
    deadline = time.monotonic() + 30
    while len(manifest(tmp_path / "photos")) < 6 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    kept = len(manifest(tmp_path / "photos"))
    served.sandbox.faults.clear()
    served.sandbox.requests.clear()
    again = run(*options)

    assert (process.returncode, out) == (130, "")
    assert err == (
        "recnetpy: interrupted"
        " (run it again to continue: photos keeps what was saved)\n"
    )
    assert kept == 6
    # A file may have been written whose line was not.
    assert kept <= json.loads(again[1])["kept"] + 2
    assert again[0] == 0
    assert 63 - kept <= served.asked("/img/") + 2 <= 63
    saved = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert not [each for each in saved if each.name.startswith(".")]
    assert len(saved) == 64


def test_missing_files(served: Any, capsys: pytest.CaptureFixture[str]):
    """
    Files that the server lacks are named, and the exit code says so.
    """
    served.sandbox.faults.add(Status(404), path="/img/image4002*")
    server = ["--server", f"{served.url}/ns", "--pace", "100000"]
    assert line(["photos", "download", "@TestOtter", "--limit", "3", *server]) == 3

    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "saved": 2, "kept": 0, "missing": 1, "folder": "photos"
    }  # fmt: skip
    assert err == (
        "4002: the server has no image4002.jpg\n"
        "recnetpy: 1 files are missing on the server\n"
    )


def test_download_of_archive(capsys: pytest.CaptureFixture[str], served: Any):
    """
    The records can be those of an archive, and the files those of a server.
    """
    server = ["--server", f"{served.url}/ns", "--pace", "100000"]
    update = ["archive", "update", "^OtterPlaza", "--to", "a.jsonl", *server]
    assert line(update) == 0
    served.sandbox.requests.clear()
    assert line(["photos", "download", "--archive", "a.jsonl", *server]) == 0
    both = capsys.readouterr().out.splitlines()

    assert json.loads(both[1])["saved"] == 13
    assert served.asked("/img/") == 13
    assert served.asked("") == 14
    assert line(["photos", "download", "--archive", "a.jsonl"]) == 1
    assert "name a server" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["list"], 2, "say whose photos: @PLAYER or ^ROOM"),
        (["list", "^OtterPlaza", "--feed"], 2, "^OtterPlaza has no feed"),
        (["list", "https://rec.net/event/5001"], 2, "has no photos"),
        (["list", "TestOtter"], 1, "write @TestOtter for a player, ^TestOtter for"),
        (["list", "@nobody"], 1, "there is no @nobody"),
        (["download", "@TestOtter", "--pattern", "{what}"], 1, "a pattern has the"),
        (["download", "@TestOtter", "--width", "0"], 2, "Invalid value for '--width'"),
        (["download", "@TestOtter", "--to", "file"], 1, "File exists"),
    ],
)
def test_errors(
    capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
):
    """
    Wrong use is told from what is not there.
    """
    Path("file").touch()

    assert line(["--sandbox", "photos", *arguments]) == code

    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


def test_web_page(served: Any, capsys: pytest.CaptureFixture[str]):
    """
    A parked image host is an error, and no file is saved.
    """
    page = Status(200, body="<html>This domain may be for sale.</html>")
    served.sandbox.faults.add(page, path="/img/*")
    assert (
        line(["photos", "download", "@TestOtter", "--server", f"{served.url}/ns"]) == 1
    )

    assert "this is not a RecNet server" in capsys.readouterr().err
    assert files(Path("photos")) == []


#: The command is run by a process that reports how much memory it has taken.
_MEASURED = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "recnetpy", *sys.argv[1:]], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(used, file=sys.stderr)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="units differ")
def test_constant_memory():
    """
    Listing 10,000 photos takes no more memory than listing 1,000.
    """
    sandbox = Sandbox()
    world = sandbox.world
    for number in range(10_000):
        at = world.today - timedelta(minutes=number)
        world.add_image(world.accounts[1003], at=at, Description="x" * 200)
    used = []
    with sandbox.serve() as url:
        for limit in (1000, 10_000):
            done = subprocess.run(
                [
                    *(sys.executable, "-c", _MEASURED, "--sandbox", "photos", "list"),
                    *("@PlainNewt", "--limit", str(limit)),
                ],
                check=True,
                capture_output=True,
                env={**os.environ, "RECNETPY_SANDBOX_URL": url},
            )
            assert done.stdout.count(b"\n") == limit
            used.append(int(done.stderr.split()[-1]))

    assert used[1] - used[0] < 8_000, used


async def test_pace(served: Any):
    """
    Requests are as many at a time, and in a minute, as the options say.
    """
    session = Session(Output(), Console(stderr=True), Progress(Console(), hidden=True))
    async with reading(session, f"{served.url}/ns", pace=120, parallel=3) as source:
        settings = source.server.settings

    assert settings.in_flight == 3
    pace = settings.throttle
    assert isinstance(pace, Pace)
    waits = [pace._bucket.take(1000.0) for _ in range(12)]
    # Ten at once, and then one each half second.
    assert waits == [0.0] * 10 + [0.5, 1.0]


async def test_progress(served: Any):
    """
    A bar knows how many files there are.
    """
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=100)
    session = Session(Output(stream=StringIO()), console, Progress(console))

    await download(session, "^OtterPlaza", pace=100_000, server=f"{served.url}/ns")

    assert "13/13" in screen.getvalue()

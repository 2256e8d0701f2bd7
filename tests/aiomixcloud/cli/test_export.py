"""
The command that exports.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from aiomixcloud.sandbox import Mark
from clientcore.sandbox import Latency, Status

from .conftest import Terminal

TABLE = """\
 list        items
 feed        10
 playlists   0
 comments    3
 followers   27
 favorites   1
 following   1
 cloudcasts  2
 listens     6
"""


def test_folder(terminal: Terminal):
    """
    By default there is a folder with the name of the user.
    """
    done = terminal.spawn("--sandbox", "-o", "table", "export", "anna-lind")

    assert done == (0, TABLE, "")
    profile = json.loads((terminal.folder / "anna-lind/profile.json").read_text())
    assert profile["city"] == "Göteborg"
    assert len(list((terminal.folder / "anna-lind").iterdir())) == 9


def test_database(terminal: Terminal):
    """
    A file with the name of a database is one.
    """
    done = terminal.run("export", "me", "--to", "me.sqlite", "--only", "listens")

    assert done == (0, '{"list": "listens", "items": 6}\n', "")
    assert [path.name for path in terminal.folder.iterdir()] == ["me.sqlite"]
    with closing(sqlite3.connect("me.sqlite")) as connection:
        found = connection.execute("SELECT count(*) FROM items").fetchone()
    assert found == (6,)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["anna-lind", "--only", "likes"], 2, "for --only: no list 'likes'; there are"),
        (["anna-lind/low-tide-sessions-12"], 1, "low-tide-sessions-12 is not a user"),
        (["anna-lind", "--to", "no/such.db"], 1, "no/such.db: unable to open"),
        (["anna-lind", "--to", "file"], 1, "File exists: 'file'"),
    ],
)
def test_wrong_use(terminal: Terminal, arguments: list[str], code: int, message: str):
    """
    What cannot be exported, or not there, is one line.
    """
    (terminal.folder / "file").write_text("")

    done, out, err = terminal.run("export", *arguments)

    assert (done, out) == (code, "")
    assert message in err
    assert err.count("\n") == 1


def test_partly(terminal: Terminal):
    """
    If a list or a show fails, the exit code says so, and each has a line.
    """
    faults = terminal.sandbox.faults
    faults.add(Status(403), path="/api/anna-lind/feed/")
    faults.add(Status(403), path="/api/anna-lind/low-tide-sessions-12/")

    code, out, err = terminal.run("-o", "csv", "export", "anna-lind")

    assert code == 3
    assert out.splitlines()[:3] == ["list,items", "feed,", "playlists,0"]
    assert err.splitlines() == [
        "feed: HttpException: Forbidden",
        "/anna-lind/low-tide-sessions-12/: HttpException: Forbidden",
        "aiomixcloud: 2 of the lists and shows were not saved in full",
    ]


def is_saved(target: Path) -> bool:
    """Return whether a show of a list that is not complete was saved."""
    if target.suffix != ".db":
        return any(target.glob(".*.part"))
    with closing(sqlite3.connect(target, timeout=0)) as database:
        try:
            database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            # What was saved is in the transaction of the program.
            return True
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("target", ["anna", "anna.db"])
def test_interrupted(terminal: Terminal, target: str):
    """
    An interrupted export goes on with the lists and shows that are missing.
    """
    show = "/api/anna-lind/low-tide-sessions-11/"
    other = "/api/anna-lind/low-tide-sessions-12/"
    terminal.sandbox.faults.add(Latency(60), path=show)
    command = ("--sandbox", "export", "anna-lind", "--to", target)
    with terminal.start(*command) as process:
        while not (terminal.count("GET", show) and terminal.count("GET", other)):
            time.sleep(0.01)
        while not is_saved(terminal.folder / target):
            time.sleep(0.01)
        err = terminal.interrupt(process)

    assert err == "aiomixcloud: interrupted (run the same command again to go on)\n"
    terminal.sandbox.faults.clear()
    terminal.sandbox.requests.clear()
    code, out, err = terminal.spawn(*command)
    assert (code, len(out.splitlines())) == (0, 8)
    assert err == "Going on: 6 lists are complete.\n"
    assert terminal.count("GET", "/api/anna-lind/followers/") == 0
    assert terminal.count("GET", show) == 1
    assert terminal.count("GET", other) == 0
    left = sorted(path.name for path in terminal.folder.rglob("*"))
    assert not [name for name in left if "journal" in name or "part" in name]


#: Runs a command, and prints how much memory it took at most, in KB.
_MEASURED = """
import resource, sys
from aiomixcloud.__main__ import main
code = main()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="does not tell")
@pytest.mark.parametrize("target", ["anna", "anna.db"])
def test_memory(terminal: Terminal, target: str):
    """
    Ten times as many items need no more memory.
    """
    world = terminal.sandbox.world
    anna, used = world.users["anna-lind"], []
    for number in range(10_000):
        at = anna.created_at + timedelta(minutes=number)
        user = world.add_user(f"u{number}", f"User {number}", at=at)
        world.follows.append(Mark(number, user, anna, at))
        if number in {999, 9_999}:
            used.append(measure(terminal, target))

    assert used[1] - used[0] < 8_000


def measure(terminal: Terminal, target: str) -> int:
    """Return the most memory of an export of the followers, in KB."""
    arguments = ["--sandbox", "export", "anna-lind", "--to", target]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *arguments, "--only", "followers"],
        capture_output=True,
        env={**os.environ, **terminal.environment},
        text=True,
        check=True,
    )
    return int(done.stderr)

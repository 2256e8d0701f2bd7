"""
``history``.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

import backtracked
from backtracked._cli.archive import SONGS, Place, archive
from backtracked._cli.export import export, finish
from backtracked.sandbox import Sandbox
from clientcore.cli import Task
from clientcore.sandbox import Latency, Status

from .conftest import PROGRAM, ROOM, Call, Start

TABLE = """\
 played at         song               user         up  down  length 
 2027-01-15 07:55  Tide March & Reel  bo_listener  1   0     6:15   
 2027-01-15 07:51  Tide Lullaby       ada_dj       1   0     6:10   
"""  # noqa: W291, as tables are


def test_songs(start: Start) -> None:
    """
    What was played, newest first; no account is needed.
    """
    arguments = ("history", "songs", ROOM, "--limit", "2")
    program = start("-o", "table", *arguments, QUEUP_USER1="", QUEUP_PASS1="")

    assert program.end() == (0, TABLE, "")


def test_songs_csv(call: Call) -> None:
    """
    CSV has the facts that a table has no room for; a purged medium has none.
    """
    code, out, err = call("-o", "csv", "history", "songs", ROOM)

    rows = list(csv.DictReader(out.splitlines()))
    assert (code, err) == (0, "")
    assert len(rows) == 46
    assert rows[0]["played_at"] == "2027-01-15T07:55:30+00:00"
    assert rows[0]["media_id"] == "harbour0045"
    assert [row["song"] for row in rows].count("") == 1


def test_chat(call: Call) -> None:
    """
    The last messages; in a table, without those that were deleted.
    """
    _, table, _ = call("-o", "table", "history", "chat", ROOM)
    code, lines, _ = call("history", "chat", ROOM)

    assert code == 0
    assert [line.split(maxsplit=3)[3].strip() for line in table.splitlines()[1:]] == [
        "Evening, all <3",
        "/me hums along",
    ]
    assert [json.loads(line)["deleted"] for line in lines.splitlines()] == [
        False,
        True,
        False,
    ]


# --- Saving -------------------------------------------------------------------


def test_json_file(call: Call, tmp_path: Path) -> None:
    """
    One object with all songs and messages, oldest first.
    """
    path = tmp_path / "harbour.json"
    code, out, err = call("history", "export", ROOM, "--to", path)

    saved = json.loads(path.read_text(encoding="utf-8"))
    assert (code, json.loads(out), err) == (
        0,
        {"file": str(path)},
        "46 songs and 3 messages are saved\n",
    )
    assert saved["room"]["slug"] == ROOM
    assert len(saved["songs"]) == 46
    assert saved["songs"][-1]["song"] == "Tide March & Reel"
    assert [one["text"] for one in saved["chat"]] == [
        "Evening, all <3",
        "Tom & Jerry's next?",
        "/me hums along",
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_folder(sandbox: Sandbox, call: Call, tmp_path: Path) -> None:
    """
    A folder has a CSV file each, which no spreadsheet takes for formulas.
    """
    sandbox.say(ROOM, "ivy", '=HYPERLINK("https://evil.example")')
    folder = tmp_path / "harbour"
    code, out, _ = call("-o", "csv", "history", "export", ROOM, "--to", folder)

    with (folder / "songs.csv").open(encoding="utf-8", newline="") as file:
        songs = list(csv.DictReader(file))
    with (folder / "chat.csv").open(encoding="utf-8", newline="") as file:
        chat = list(csv.DictReader(file))
    assert code == 0
    assert out == f"file\n{folder / 'songs.csv'}\n{folder / 'chat.csv'}\n"
    assert songs[-1]["played_at"] == "2027-01-15T07:55:30+00:00"
    assert [one["deleted"] for one in chat] == ["no", "yes", "no", "no"]
    assert chat[-1]["text"] == '\'=HYPERLINK("https://evil.example")'
    assert list(tmp_path.iterdir()) == [folder]


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """Read a SQLite file."""
    with closing(sqlite3.connect(path)) as file:
        return file.execute(sql).fetchall()


def pages(sandbox: Sandbox) -> list[str]:
    """Return the pages of the history that were requested, and forget them."""
    found = [
        one.query["page"]
        for one in sandbox.requests
        if one.path.endswith("/playlist/history")
    ]
    sandbox.requests.clear()
    return found


def test_database(sandbox: Sandbox, call: Call, tmp_path: Path) -> None:
    """
    A SQLite file is added to, and what was saved is not requested again.
    """
    path = tmp_path / "queup.db"
    arguments = ("history", "export", ROOM, "--to", path)
    assert call(*arguments)[0] == 0
    assert pages(sandbox) == ["1", "2", "3"]
    assert rows(path, "SELECT count(*) FROM songs") == [(46,)]
    sandbox.person("dee_mod").skip(ROOM)
    said = next(one for one in sandbox.room.chat if one["type"] == "chat-message")
    sandbox.person("dee_mod").delete(ROOM, said["chatid"])

    assert call(*arguments) == (
        0,
        f'{{"file": "{path}"}}\n',
        "47 songs and 3 messages are saved\n",
    )

    assert pages(sandbox) == ["1"]
    assert rows(path, "SELECT count(*), sum(skipped) FROM songs") == [(47, 1)]
    assert rows(path, "SELECT deleted FROM chat ORDER BY time, rowid") == [
        (1,),
        (1,),
        (0,),
    ]
    assert call("history", "export", "north-bay", "--to", path)[0] == 0
    assert rows(path, "SELECT slug FROM rooms ORDER BY slug") == [
        (ROOM,),
        ("north-bay",),
    ]


@pytest.mark.parametrize("name", ["songs.txt", "nowhere/songs.db", "file", "folder.db"])
def test_wrong_target(call: Call, tmp_path: Path, name: str) -> None:
    """
    A file of another kind, and one in a folder that does not exist, are wrong use.
    """
    (tmp_path / "file").touch()
    (tmp_path / "folder.db").mkdir()
    code, out, err = call("history", "export", ROOM, "--to", tmp_path / name)

    assert (code, out) == (2, "")
    assert err.startswith("backtracked: Invalid value for '--to':")


def test_other_file(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A file that is no database is left alone, and closed.
    """
    path = tmp_path / "x.db"
    path.write_text("something else, and quite long, " * 9, encoding="utf-8")
    before = path.read_bytes()
    opened = sqlite3.connect(path)
    monkeypatch.setattr("sqlite3.connect", lambda _: opened)

    code, _, err = call("history", "export", ROOM, "--to", path)

    assert code == 1
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened.execute("SELECT 1")
    line = f"{path} can't be used as a SQLite file: file is not a database"
    assert err == f"backtracked: {line}\n"
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["a.json", "a.db", "a"])
def test_odd_text(tmp_path: Path, name: str) -> None:
    """
    Half a character in a name does not keep the rest from being saved.
    """
    with archive(tmp_path / "x.db") as saved:
        saved.save_room("1", "slug", "\ud800")
        row = {**dict.fromkeys(SONGS), "song": "\ud800\x1b", "id": "2"}
        saved.save_songs("1", [row], Place())
        room = backtracked.Room(id="1", name="\ud800")
        files = finish(room, saved, tmp_path / name)

    if name == "a.json":
        read = json.loads(files[0].read_text(encoding="utf-8"))
        assert read["songs"][0]["song"] == "?\x1b"
    elif name == "a":
        assert ",?," in files[0].read_text(encoding="utf-8")


def play(sandbox: Sandbox, count: int) -> None:
    """Make the history longer by older songs."""
    room, world = sandbox.room, sandbox.world
    last = room.history[-1]
    assert last.played is not None
    for number in range(count):
        played = last.played - (number + 1) * 240_000
        entry = world.add_entry(room, last.user, last.media)
        entry.created = entry.played = played
        room.history.append(entry)


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
@pytest.mark.parametrize("name", ["a.json", "a.db"])
def test_interrupted(
    sandbox: Sandbox, start: Start, call: Call, tmp_path: Path, name: str
) -> None:
    """
    An interrupted export says how to go on, and goes on where it was.
    """
    play(sandbox, 60)
    path = tmp_path / name
    where = "/room/*/playlist/history"
    waiting = sandbox.faults.add(Latency(60), path=where, calls=[5])
    arguments = ("history", "export", ROOM, "--to", str(path))
    program = start(*arguments)
    while waiting.struck == 0:
        time.sleep(0.01)

    code, out, err = program.end(signal.SIGINT)

    line = "backtracked: interrupted (run the same command again to go on)\n"
    assert (code, out, err) == (130, "", line)
    assert path.exists() is (path.suffix == ".db")
    sandbox.faults.clear()
    pages(sandbox)
    sandbox.person("dee_mod").skip(ROOM)

    assert call(*arguments)[0] == 0

    # The first for what is new, and the one that was read last, as songs move.
    assert pages(sandbox) == ["1", "4", "5", "6"]
    whole = tmp_path / "whole.json"
    assert call("history", "export", ROOM, "--to", whole)[0] == 0
    if path.suffix == ".json":
        assert path.read_bytes() == whole.read_bytes()
    else:
        assert rows(path, "SELECT count(*) FROM songs") == [(107,)]
    assert sorted(one.name for one in tmp_path.iterdir()) == [name, "whole.json"]


@pytest.mark.parametrize("stops", [(3,), (5, 2), (5, 6, 1), (2, 1, 3)])
async def test_interrupted_anywhere(
    sandbox: Sandbox, tmp_path: Path, stops: tuple[int, ...]
) -> None:
    """
    However often it is interrupted while songs are played, no song is missed.
    """
    play(sandbox, 90)
    path = tmp_path / "a.db"
    dee, ivy = sandbox.person("dee_mod"), sandbox.person("ivy")
    media = next(iter(sandbox.world.media.values()))
    async with sandbox.client() as client:
        for stop in stops:
            rule = sandbox.faults.add(Status(404), path="*/history", calls=[stop])
            with suppress(backtracked.NotFoundError):
                await export(client, ROOM, path, Task())
            assert rule.struck == 1
            sandbox.faults.clear()
            for _ in range(25):
                ivy.queue(ROOM, media)
                dee.skip(ROOM)
        await export(client, ROOM, path, Task())

    saved = {one for (one,) in rows(path, "SELECT id FROM songs")}
    assert saved == {entry.id for entry in sandbox.room.history}


async def test_endless(sandbox: Sandbox, tmp_path: Path) -> None:
    """
    A service that repeats its last page does not keep the export from ending.
    """
    first = json.dumps({"code": 200, "message": "OK", "data": HISTORY})
    sandbox.faults.add(Status(200, first, "application/json"), path="*/history")
    async with sandbox.client() as client:
        saved = await export(client, ROOM, tmp_path / "a.db", Task())

    assert saved.songs == 20
    assert pages(sandbox) == ["1", "2"]


HISTORY = [{"_id": f"60c{number:021}", "userid": "1"} for number in range(20)]


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="measures by wait4()")
def test_memory(sandbox: Sandbox, variables: dict[str, str], tmp_path: Path) -> None:
    """
    Ten thousand songs need as much memory as a thousand.
    """
    used = []
    for count in (1_000, 9_000):
        play(sandbox, count)
        command = [*PROGRAM, "--sandbox", "history", "export", ROOM, "--to"]
        process = subprocess.Popen(
            [*command, tmp_path / f"{count}.json"],
            env=variables,
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        used.append(usage.ru_maxrss / 1024)

    assert used[1] - used[0] < 6

"""
The export: formats, what has changed, interruptions, and what goes wrong.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from asyncspotify._cli.backups import (
    Database,
    Folder,
    List,
    NotABackup,
    open_backup,
    read_backup,
    read_rows,
)
from asyncspotify._cli.names import file_name
from asyncspotify.sandbox import Sandbox, Tier
from asyncspotify.sandbox._seed.people import ME
from clientcore.sandbox import Latency, RateLimit, Status

from .conftest import PROGRAM, Result

RAINY = "hwJtjwNeLMLIlDQDHJjR7q"


def _states(result: Result) -> dict[str, str]:
    return {row["name"]: row["state"] for row in result.rows}


def _index(folder: Path) -> dict[str, Any]:
    lists = json.loads((folder / "index.json").read_text())["lists"]
    return {each["name"]: each for each in lists}


def test_folder(program: Callable[..., Result], tmp_path: Path) -> None:
    """
    Each list has a file, and an index says which.
    """
    result = program("--sandbox", "-o", "csv", "export", "--to", "backup")

    folder = tmp_path / "backup"
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "name,kind,entries,state,file",
        "Likes,likes,60,saved,likes.json",
        "Albums,albums,13,saved,albums.json",
        "Episodes,episodes,6,saved,episodes.json",
        "Shows,shows,2,saved,shows.json",
        "Audiobooks,audiobooks,2,saved,audiobooks.json",
        "Artists,artists,8,saved,artists.json",
        "Fresh Every Friday,playlist,30,saved,playlists/Fresh Every Friday.json",
        "Alex's Picks,playlist,50,saved,playlists/Alex's Picks.json",
        "Road Trip,playlist,15,saved,playlists/Road Trip.json",
        "Empty,playlist,0,saved,playlists/Empty.json",
        "Quiet Evenings,playlist,12,saved,playlists/Quiet Evenings.json",
        "Rainy Commute,playlist,113,saved,playlists/Rainy Commute.json",
    ]
    rainy = json.loads((folder / "playlists" / "Rainy Commute.json").read_text())
    kinds = [item["type"] for item in rainy["items"]]
    assert len(kinds) == 113
    # What is gone keeps its place.
    assert kinds[3] == "unavailable"
    assert kinds[-2:] == ["episode", "track"]
    assert rainy["items"][-1]["uri"] == "spotify:local:My+Band:Cellar:Demo+3:203"
    assert rainy["items"][0]["added_at"] == "2024-05-17T08:30:00Z"
    assert not list(folder.glob("**/.*"))


@pytest.mark.parametrize("place", ["backup", "backup.sqlite"])
def test_incremental(
    run: Callable[..., Result], sandbox: Sandbox, place: str, tmp_path: Path
) -> None:
    """
    Only what has changed is read again.
    """
    run("export", "--to", place)
    rainy = sandbox.world.playlists[RAINY]
    item = rainy.entries[0].item
    assert item is not None
    rainy.insert([sandbox.world.entry(item, rainy.owner)])
    likes = sandbox.world.users[ME].kept("track")
    del likes[next(iter(likes))]
    sandbox.requests.clear()

    result = run("export", "--to", place)

    changed = [name for name, state in _states(result).items() if state == "saved"]
    assert changed == ["Likes", "Artists", "Rainy Commute"]
    assert len(sandbox.requests) < 20
    full = run("export", "--to", place, "--full")
    assert set(_states(full).values()) == {"saved"}


@pytest.mark.parametrize("files", ["json", "csv"])
def test_rows_are_read_back(
    run: Callable[..., Result], files: str, tmp_path: Path
) -> None:
    """
    Both formats have the same entries.
    """
    run("export", "--to", "backup", "--files", files, "--playlist", "rainy commute")

    backup = Folder(tmp_path / "backup")
    rows = list(backup.rows(backup.lists[f"playlist:{RAINY}"]))
    assert len(rows) == 113
    assert rows[3]["uri"] is None
    assert rows[0]["uri"] == "spotify:track:YtkcAPblNlJ3luBsvhsOu4"
    assert list(backup.lists) == [f"playlist:{RAINY}"]


def test_other_format(run: Callable[..., Result], tmp_path: Path) -> None:
    """
    Another format replaces the files, and is kept by the exports after it.
    """
    run("export", "--to", "backup")
    run("export", "--to", "backup", "--files", "csv")
    again = run("export", "--to", "backup")

    assert not list((tmp_path / "backup" / "playlists").glob("*.json"))
    assert _states(again)["Rainy Commute"] == "unchanged"


def test_database(run: Callable[..., Result], tmp_path: Path) -> None:
    """
    A database has a table of lists, and a table of items.
    """
    run("export", "--to", "backup.sqlite")

    with sqlite3.connect(tmp_path / "backup.sqlite") as base:
        found = base.execute(
            "SELECT lists.name, count(*) FROM items JOIN lists ON list = key"
            " WHERE uri IS NOT NULL GROUP BY key ORDER BY 2 DESC LIMIT 2"
        ).fetchall()
    base.close()
    assert found == [("Rainy Commute", 112), ("Likes", 60)]


def test_names(sandbox: Sandbox, run: Callable[..., Result], tmp_path: Path) -> None:
    """
    Names that are no file names, or taken, get a file all the same, and keep it.
    """
    world = sandbox.world
    names = ["AC/DC: \\ *live*?", "..", "", "con", "Twice", "twice", "é" * 200]
    for name in names:
        world.add_playlist(world.users[ME], name)

    run("export", "--to", "backup", "--only", "playlists")
    again = run("export", "--to", "backup", "--only", "playlists")

    files = sorted(path.name for path in (tmp_path / "backup/playlists").iterdir())
    assert "AC_DC_ _ _live__.json" in files
    assert len({name.casefold() for name in files}) == 6 + len(names)
    assert set(_states(again).values()) == {"unchanged"}


def test_renamed(sandbox: Sandbox, run: Callable[..., Result], tmp_path: Path) -> None:
    """
    A playlist that was renamed has one file.
    """
    run("export", "--to", "backup", "--only", "playlists")
    sandbox.world.playlists[RAINY].name = "Sunny Commute"
    run("export", "--to", "backup", "--only", "playlists")

    names = {path.stem for path in (tmp_path / "backup/playlists").iterdir()}
    assert "Sunny Commute" in names
    assert "Rainy Commute" not in names


def test_deleted(sandbox: Sandbox, run: Callable[..., Result], tmp_path: Path) -> None:
    """
    A playlist that was deleted stays in the backup, marked.
    """
    run("export", "--to", "backup")
    del sandbox.world.users[ME].kept("playlist")[RAINY]
    run("export", "--to", "backup")

    assert _index(tmp_path / "backup")["Rainy Commute"]["is_gone"] is True
    assert (tmp_path / "backup/playlists/Rainy Commute.json").exists()


def test_development(
    sandbox: Sandbox, run: Callable[..., Result], tmp_path: Path
) -> None:
    """
    Apps in development mode do not see what is in playlists of others.
    """
    sandbox.world.tier = Tier.DEVELOPMENT

    result = run("export", "--to", "backup")

    states = _states(result)
    assert result.code == 0
    # The service's own playlist is not shown at all.
    assert "Fresh Every Friday" not in states
    assert states["Alex's Picks"] == "facts only"
    assert states["Road Trip"] == states["Rainy Commute"] == "saved"


def test_one_list_fails(
    sandbox: Sandbox, run: Callable[..., Result], tmp_path: Path
) -> None:
    """
    A list that is refused does not stop the others, and is tried again next time.
    """
    sandbox.faults.add(Status(403), path=f"/v1/playlists/{RAINY}/items")

    result = run("export", "--to", "backup")
    sandbox.faults.clear()
    again = run("export", "--to", "backup")

    assert result.code == 3
    assert result.err.splitlines()[-1] == "asyncspotify: not exported: 1 list"
    assert "Rainy Commute: GET playlists/{id}/items: 403 Forbidden" in result.err
    assert _states(again)["Rainy Commute"] == "saved"
    assert _states(again)["Quiet Evenings"] == "unchanged"


@pytest.mark.parametrize("place", ["backup", "backup.sqlite"])
def test_rate_limit(sandbox: Sandbox, run: Callable[..., Result], place: str) -> None:
    """
    A rate limit of a day ends the export; the next continues where it was.
    """
    sandbox.faults.add(RateLimit(retry_after=86_400), path=f"/v1/playlists/{RAINY}*")

    result = run("export", "--to", place)
    sandbox.faults.clear()
    again = run("export", "--to", place)

    assert result.code == 1
    assert result.err.splitlines()[0].endswith("run the same command again to continue")
    assert "try again in 24 h" in result.err
    saved = [name for name, state in _states(again).items() if state == "saved"]
    assert saved == ["Artists", "Rainy Commute"]


def test_short_rate_limit(sandbox: Sandbox, run: Callable[..., Result]) -> None:
    """
    A short rate limit in the middle is waited for.
    """
    sandbox.faults.add(RateLimit(retry_after=1), path="/v1/me/shows", times=1)

    assert run("export", "--to", "backup").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
@pytest.mark.parametrize("place", ["backup", "backup.sqlite"])
def test_interrupted(url: str, sandbox: Sandbox, tmp_path: Path, place: str) -> None:
    """
    Ctrl-C leaves whole files, and the same command continues.
    """
    sandbox.faults.add(Latency(30), path=f"/v1/playlists/{RAINY}/*")
    command = [*PROGRAM, "--sandbox", "export", "--to", place]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 30
        while not any(RAINY in request.path for request in sandbox.requests):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    sandbox.faults.clear()
    left = [path.name for path in tmp_path.glob("**/.*")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert process.returncode == 130
    expected = "interrupted (run the same command again to continue)"
    assert err == f"asyncspotify: {expected}\n"
    assert left in ([".export.journal"], [])
    assert done.returncode == 0
    states = _states(Result(0, done.stdout, done.stderr))
    saved = [name for name, state in states.items() if state == "saved"]
    assert saved == ["Artists", "Rainy Commute"]
    assert not list(tmp_path.glob("**/.*"))


def test_other_user(sandbox: Sandbox, run: Callable[..., Result]) -> None:
    """
    A backup of one user is not overwritten by another.
    """
    run("export", "--to", "backup", "--only", "shows")
    sandbox.world.users[ME].account_id = "other"

    result = run("export", "--to", "backup")

    assert result.code == 1
    assert "another user" in result.err


@pytest.mark.parametrize("text", ["[]", "{", '{"asyncspotify": 1, "lists": [{}]}'])
def test_foreign_index(run: Callable[..., Result], tmp_path: Path, text: str) -> None:
    """
    A folder with an index of another program is left alone.
    """
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "index.json").write_text(text)

    result = run("export", "--to", "backup")

    assert (result.code, result.err.count("\n")) == (1, 1)
    assert (tmp_path / "backup" / "index.json").read_text() == text


def test_foreign_database(run: Callable[..., Result], tmp_path: Path) -> None:
    """
    A file that is no database is an error of one line.
    """
    (tmp_path / "backup.sqlite").write_text("no database " * 100)

    result = run("export", "--to", "backup.sqlite")

    assert (result.code, result.err.count("\n")) == (1, 1)


def test_unknown_playlist(run: Callable[..., Result]) -> None:
    """
    A playlist that the user does not have is named.
    """
    result = run("export", "--to", "backup", "--playlist", "Sunny Commute")

    assert result.code == 1
    assert "you have no playlist 'Sunny Commute'" in result.err


def test_file_outside(tmp_path: Path) -> None:
    """
    An index does not make the restore read files elsewhere.
    """
    (tmp_path / "secret.json").write_text('{"items": [{"uri": "x"}]}')
    backup = Folder(tmp_path / "backup")
    facts = List(key="likes", kind="likes", name="Likes", file="../secret.json")

    with pytest.raises(NotABackup):
        list(backup.rows(facts))


def test_newer_backup(tmp_path: Path) -> None:
    """
    A backup of a newer version is not read.
    """
    index = {"asyncspotify": 2, "lists": []}
    (tmp_path / "index.json").write_text(json.dumps(index))

    with pytest.raises(NotABackup, match="newer"):
        Folder(tmp_path)


def test_failed_list_in_a_database(tmp_path: Path) -> None:
    """
    A list whose entries end in an error keeps the old ones.
    """
    base = Database(tmp_path / "b.sqlite")
    facts = List(key="likes", kind="likes", name="Likes")
    with base.saving(facts) as write:
        write({"uri": "spotify:track:1"})
    saving = base.saving(facts)
    saving.__enter__()({"uri": "spotify:track:2"})
    error = KeyError()
    assert saving.__exit__(KeyError, error, None) in {None, False}

    rows = [row["uri"] for row in base.rows(facts)]
    base.close()
    assert rows == ["spotify:track:1"]


def test_formulas(sandbox: Sandbox, run: Callable[..., Result], tmp_path: Path) -> None:
    """
    A spreadsheet computes no name.
    """
    track = next(iter(sandbox.world.catalogue.tracks.values()))
    track.name = "=1+1"

    run("export", "--to", "backup", "--files", "csv", "--playlist", RAINY)

    with (tmp_path / "backup/playlists/Rainy Commute.csv").open(newline="") as file:
        assert next(csv.DictReader(file))["name"] == "'=1+1"


@pytest.mark.parametrize("text", ["{", "[1]", '{"items": 1}', '[{"uri": 1}]'])
def test_foreign_rows(tmp_path: Path, text: str) -> None:
    """
    A file of another program is no list.
    """
    path = tmp_path / "x.json"
    path.write_text(text)

    with pytest.raises(NotABackup):
        list(read_rows(path))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AC/DC", "AC_DC"),
        ("a\x1b[2Jb", "a_[2Jb"),
        (" . ", "_ID"),
        ("NUL", "NUL_ID"),
        ("lpt1.txt", "lpt1.txt_ID"),
        ("Taken", "Taken ID"),
        ("\ud800", "_ID"),
    ],
)
def test_file_name(name: str, expected: str) -> None:
    """
    A file name is allowed everywhere.
    """
    assert file_name(name, "ID", ["taken"]) == expected


@pytest.mark.parametrize("place", ["backup", "backup.sqlite"])
def test_surrogates(tmp_path: Path, place: str) -> None:
    """
    Half a character in a name is no error.
    """
    half = "half \ud83d"
    backup = open_backup(tmp_path / place)
    facts = List(key="playlist:1", kind="playlist", name=half, description=half)
    with backup.saving(facts) as write:
        write({"uri": "spotify:track:1", "name": half, "artists": [half]})
    backup.finish("me")
    backup.close()

    again = read_backup(tmp_path / place)
    [row] = again.rows(again.lists["playlist:1"])
    again.close()
    assert row["name"] == "half ?"


_MEASURED = """
import resource, sys
from asyncspotify.__main__ import main
code = main()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="it has no getrusage")
def test_memory(url: str, sandbox: Sandbox) -> None:
    """
    10,000 entries take no more memory than 1,000.
    """
    world = sandbox.world
    me = world.users[ME]
    tracks = list(world.catalogue.tracks.values())
    peaks = []
    for count in (1000, 10_000):
        playlist = world.add_playlist(me, f"{count}")
        playlist.insert(
            [world.entry(tracks[n % len(tracks)], me) for n in range(count)]
        )
        arguments = [
            "--sandbox",
            "export",
            "--to",
            "b.sqlite",
            "--playlist",
            f"{count}",
        ]
        done = subprocess.run(
            [sys.executable, "-c", _MEASURED, *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ},
        )
        peaks.append(int(done.stderr))

    assert peaks[1] - peaks[0] < 8 * 1024


def test_two_at_once(run: Callable[..., Result], tmp_path: Path) -> None:
    """
    A second export into the same folder is refused while the first one works.
    """
    run("export", "--to", "backup", "--only", "shows")
    backup = Folder(tmp_path / "backup")
    with backup.held():
        result = run("export", "--to", "backup")

    assert result.code == 1
    assert "running already" in result.err
    assert not list((tmp_path / "backup").glob(".*"))

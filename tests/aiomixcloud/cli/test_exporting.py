"""
Everything of a user is saved, in either form, and an interrupted export goes on.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest

from aiomixcloud import NoAnswerError, RateLimitError
from aiomixcloud._cli.database import Database
from aiomixcloud._cli.exporting import Exporter, Saved, lists_of
from aiomixcloud._cli.folder import Folder
from aiomixcloud.sandbox import Sandbox
from clientcore import Policy
from clientcore.cli import Journal
from clientcore.sandbox import RateLimit, Reset, Status

QUICK = Policy(backoff=0.001, jitter=0.001)
KINDS = ["folder", "export.db"]


@contextmanager
def unmetered(*_: object) -> Iterator[Callable[[int], None]]:
    """Show nothing."""
    yield lambda _: None


@attrs.define
class Bench:
    """A sandbox, and what a user's data are saved to."""

    target: Path
    sandbox: Sandbox = attrs.field(factory=Sandbox)
    incomplete: dict[str, Exception] = attrs.field(factory=dict)

    async def export(
        self, user: str = "anna-lind", *only: str, **options: Any
    ) -> list[Saved]:
        """Export as a new process does."""
        saved: list[Saved] = []
        self.sandbox.requests.clear()
        is_database = bool(self.target.suffix)
        store = Database(self.target) if is_database else Folder(self.target)
        async with self.sandbox.client(raise_exceptions=True, policy=QUICK) as client:
            with closing(store):
                journal = Journal(self.target.with_suffix(".journal"))
                exporter = Exporter(client, store, journal, meter=unmetered, **options)
                found = await client.get(user)
                run = exporter.run(found, only or lists_of(found))
                saved.extend([each async for each in run])
                journal.finish()
        self.incomplete = exporter.incomplete
        return saved

    @property
    def loaded(self) -> list[str]:
        """Keys of the shows that were loaded in the last export."""
        paths = [asked.path.removeprefix("/api") for asked in self.sandbox.requests]
        return [path for path in paths if path in self.sandbox.world.cloudcasts]

    def items(self, name: str) -> list[Any]:
        """Return the saved items of a list."""
        if not self.target.suffix:
            lines = (self.target / f"{name}.jsonl").read_text("utf-8").splitlines()
            return [json.loads(line) for line in lines]
        query = "SELECT data FROM items WHERE list = ? ORDER BY position"
        return [json.loads(row[0]) for row in self.query(query, name)]

    def query(self, query: str, *values: Any) -> list[Any]:
        """Read from the database, as another program does."""
        with closing(sqlite3.connect(self.target)) as connection:
            return connection.execute(query, values).fetchall()


@pytest.fixture(params=KINDS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    return Bench(tmp_path / request.param)


async def test_all(bench: Bench):
    """
    The profile, all lists, the shows in full and the playlists are saved.
    """
    saved = await bench.export("dj_okapi")

    assert {each.name: each.items for each in saved} == {
        "feed": 11,
        "playlists": 1,
        "comments": 0,
        "followers": 0,
        "favorites": 1,
        "following": 1,
        "cloudcasts": 3,
        "listens": 6,
        "playlist-slow-mornings": 3,
    }
    for each in saved:
        assert len(bench.items(each.name)) == each.items
    shows = bench.items("cloudcasts")
    assert [show["name"] for show in shows] == [
        "Night Bus Home",
        "Night Bus 2",
        "Friday",
    ]
    assert all("description" in show for show in shows)
    assert shows[0]["created_time"] == "2023-05-05T18:30:00Z"
    # The same show twice, at two times.
    assert len({item["listen_time"] for item in bench.items("listens")}) == 6


async def test_again(bench: Bench):
    """
    A later export has new counts, and loads only shows that are new or were changed.
    """
    await bench.export()
    world = bench.sandbox.world
    twelve, eleven = (
        world.cloudcasts[f"/anna-lind/low-tide-sessions-{number}/"]
        for number in (12, 11)
    )
    twelve.play_count += 1
    eleven.description, eleven.updated_at = "From the archive.", world.tick()
    new = world.add_cloudcast(twelve.user, "Low Tide Sessions #13")

    await bench.export()

    assert sorted(bench.loaded) == sorted([new.key, eleven.key])
    thirteen, first, second = bench.items("cloudcasts")
    assert thirteen["name"] == new.name
    assert (first["play_count"], first["sections"][1]["start_time"]) == (4211, 95)
    assert second["description"] == "From the archive."


async def test_removed(bench: Bench):
    """
    What is no longer in a list is not there after an export.
    """
    await bench.export()
    world = bench.sandbox.world
    world.follows[:] = [m for m in world.follows if m.user.username == "dj_okapi"]
    del world.cloudcasts["/anna-lind/low-tide-sessions-11/"]

    await bench.export()

    assert [item["name"] for item in bench.items("followers")] == ["DJ Okapi"]
    assert len(bench.items("cloudcasts")) == 1


async def test_brief(bench: Bench):
    """
    Without descriptions and sections there is no request for each show.
    """
    await bench.export("anna-lind", "cloudcasts", brief=True)

    assert not bench.loaded
    assert "sections" not in bench.items("cloudcasts")[0]


async def test_brief_later(bench: Bench):
    """
    A full export after a brief one loads the shows.
    """
    await bench.export("anna-lind", brief=True)
    await bench.export("anna-lind")

    assert len(bench.loaded) == 2
    assert "sections" in bench.items("cloudcasts")[0]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (RateLimit(retry_after=9999), RateLimitError),
        (Reset(), NoAnswerError),
    ],
)
async def test_resumed(bench: Bench, fault: Any, error: type[Exception]):
    """
    What all others would meet ends the export, and the next one goes on.
    """
    show = "/anna-lind/low-tide-sessions-11/"
    bench.sandbox.faults.add(fault, path=f"/api{show}")

    with pytest.raises(error):
        await bench.export()
    lists = [asked.path for asked in bench.sandbox.requests]
    bench.sandbox.faults.clear()
    await bench.export()

    assert "/api/anna-lind/followers/" in lists
    assert "/api/anna-lind/followers/" not in [
        asked.path for asked in bench.sandbox.requests
    ]
    assert show in bench.loaded
    assert set(bench.loaded) <= {show, "/anna-lind/low-tide-sessions-12/"}
    assert len(bench.items("cloudcasts")) == 2


async def test_failed_list(bench: Bench):
    """
    A list that cannot be read fails, and the others are saved. What was saved of it
    before stays.
    """
    await bench.export()
    bench.sandbox.faults.add(Status(403), path="/api/anna-lind/favorites/")

    saved = await bench.export()

    (failed,) = [each for each in saved if each.error is not None]
    assert (failed.name, failed.items) == ("favorites", 0)
    assert len(saved) == 8
    assert len(bench.items("favorites")) == 1


async def test_failed_show(bench: Bench):
    """
    A show that cannot be loaded is saved as in the list, and loaded the next time.
    """
    key = "/anna-lind/low-tide-sessions-12/"
    bench.sandbox.faults.add(Status(500), path=f"/api{key}")

    saved = await bench.export()

    assert not [each for each in saved if each.error is not None]
    assert list(bench.incomplete) == [key]
    assert bench.items("cloudcasts")[0]["key"] == key
    bench.sandbox.faults.clear()
    await bench.export()
    assert bench.loaded == [key]


async def test_removed_meanwhile(bench: Bench):
    """
    A show that is gone when it is loaded is saved as in the list.
    """
    key = "/anna-lind/low-tide-sessions-12/"
    bench.sandbox.faults.add(Status(404), path=f"/api{key}")

    await bench.export()

    assert not bench.incomplete
    assert bench.items("cloudcasts")[0]["key"] == key


async def test_hostile(bench: Bench):
    """
    Names of playlists cannot leave the folder, and numbers of any size are saved.
    """
    world = bench.sandbox.world
    okapi = world.users["dj_okapi"]
    world.playlists[0].slug = "../../x"
    world.add_playlist(okapi, "Fine")
    cast = world.cloudcasts["/dj_okapi/2019/"]
    cast.name, cast.play_count = "\x00", 2**70
    before = {path.name for path in bench.target.parent.parent.iterdir()}

    saved = await bench.export("dj_okapi")

    assert [each.name for each in saved if "playlist-" in each.name] == [
        "playlist-fine"
    ]
    assert bench.items("cloudcasts")[-1]["play_count"] == 2**70
    assert {path.name for path in bench.target.parent.parent.iterdir()} == before


def test_odd_texts(bench: Bench):
    """
    Texts that cannot be encoded are saved.
    """
    item = {"key": "/x/", "name": "lone \ud800", "sections": []}
    store = Database(bench.target) if bench.target.suffix else Folder(bench.target)

    with closing(store):
        store.save_user({"key": "/a/", "name": "\udfff"})
        with store.replacing("cloudcasts") as write:
            store.keep(item)
            write(item)

    assert bench.items("cloudcasts") == [item]


def test_lists_of():
    """
    Only names of lists that can be names of files are lists.
    """
    user: Any = {"metadata": {"connections": {"feed": "", "../x": "", "a/b": ""}}}

    assert lists_of(user) == ["feed"]
    assert lists_of({}) == []  # type: ignore[arg-type]


# --- The folder -------------------------------------------------------------------


async def test_cut_line(tmp_path: Path):
    """
    A line that was cut off when the program was killed is loaded again.
    """
    folder = Folder(tmp_path)
    show = {"key": "/a/b/", "updated_time": "now", "sections": []}
    folder.keep(show)
    with (tmp_path / ".cloudcasts.part").open("a") as file:
        file.write('{"key": "/a/c/", "upd')

    folder.keep({**show, "key": "/a/d/"})
    folder.find("/a/b/", "now")
    again = Folder(tmp_path)

    assert again.find("/a/b/", "now") == show
    assert again.find("/a/b/", "then") is None
    assert again.find("/a/c/", "now") is None
    assert again.find("/a/d/", "now") == {**show, "key": "/a/d/"}


async def test_files(tmp_path: Path):
    """
    After an export the folder has a file for each list, and no other files.
    """
    await Bench(tmp_path / "anna").export()

    assert sorted(path.name for path in (tmp_path / "anna").iterdir()) == [
        "cloudcasts.jsonl",
        "comments.jsonl",
        "favorites.jsonl",
        "feed.jsonl",
        "followers.jsonl",
        "following.jsonl",
        "listens.jsonl",
        "playlists.jsonl",
        "profile.json",
    ]


# --- The database -----------------------------------------------------------------


async def test_tables(tmp_path: Path):
    """
    A database has users, shows, sections and tags in tables.
    """
    bench = Bench(tmp_path / "mixcloud.db")
    await bench.export("anna-lind")
    await bench.export("dj_okapi")

    assert bench.query("SELECT username, city FROM users ORDER BY 1") == [
        ("anna-lind", "Göteborg"),
        ("dj_okapi", "Athens"),
    ]
    assert bench.query(
        "SELECT artist, count(*) FROM sections WHERE artist > '' GROUP BY 1"
    ) == [("Okonkwo", 2), ("Paper Lantern", 1)]
    assert bench.query(
        "SELECT name, play_count, user FROM cloudcasts ORDER BY play_count DESC LIMIT 1"
    ) == [("Low Tide Sessions #12", 4210, "/anna-lind/")]
    assert ("/dj_okapi/night-bus-home/", "Funk") in bench.query("SELECT * FROM tags")
    assert bench.query("SELECT count(*) FROM items WHERE is_old") == [(0,)]


async def test_removed_shows_stay(tmp_path: Path):
    """
    A show that is removed from Mixcloud stays in the table of shows.
    """
    bench = Bench(tmp_path / "mixcloud.db")
    await bench.export()
    del bench.sandbox.world.cloudcasts["/anna-lind/low-tide-sessions-11/"]
    await bench.export("anna-lind", brief=True)

    assert bench.query("SELECT count(*) FROM cloudcasts WHERE is_whole") == [(2,)]


async def test_usable(tmp_path: Path):
    """
    While a list is replaced, others can read the old items.
    """
    bench = Bench(tmp_path / "mixcloud.db")
    await bench.export()

    with closing(Database(bench.target)) as database:
        database.save_user({"key": "/anna-lind/"})
        with database.replacing("followers") as write:
            write({"key": "/new/"})
            database.commit()
            during = len(bench.items("followers"))

    assert during == 28
    assert len(bench.items("followers")) == 1


@pytest.mark.parametrize("content", [b"text" * 300, None])
def test_other_file(
    tmp_path: Path, content: bytes | None, monkeypatch: pytest.MonkeyPatch
):
    """
    A file that is no database, or of another program, is an error and left alone.
    """
    path = tmp_path / "other.db"
    if content is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE users (x)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    opened = sqlite3.connect(path)
    monkeypatch.setattr("sqlite3.connect", lambda _: opened)

    with pytest.raises(OSError, match=r"other\.db"):
        Database(path)

    assert path.read_bytes() == before
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened.execute("SELECT 1")

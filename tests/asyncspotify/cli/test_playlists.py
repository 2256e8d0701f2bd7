"""
Playlists: showing, making, filling, removing duplicates, sorting, comparing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncspotify._cli.choices import Order
from asyncspotify._cli.tidying import moves
from asyncspotify.sandbox import LocalTrack, Playlist, Sandbox, Tier
from asyncspotify.sandbox._seed.people import ME
from clientcore.sandbox import RateLimit, Reset

from .conftest import Result

RAINY = "hwJtjwNeLMLIlDQDHJjR7q"
FIRST = "YtkcAPblNlJ3luBsvhsOu4"
SECOND = "Aj5HkuvEPFAKw3lE0Y9DTn"
THIRD = "k92G8y7sTaxDWFFQoZcHMj"


def _uris(playlist: Playlist) -> list[str]:
    return [entry.uri for entry in playlist.entries]


@pytest.fixture
def rainy(sandbox: Sandbox) -> Playlist:
    """
    A playlist with a gap, an episode, a local file, and some tracks twice.
    """
    playlist = sandbox.world.playlists[RAINY]
    me = sandbox.world.users[ME]
    found = [playlist.entries[n].item for n in (0, 7, 7)]
    twice = [item for item in found if item is not None]
    entries = [sandbox.world.entry(item, me) for item in twice]
    playlist.insert(entries, 20)
    playlist.insert([sandbox.world.entry(twice[0], me)])
    return playlist


def test_show(program: Callable[..., Result]) -> None:
    """
    Entries have positions that count what is gone.
    """
    result = program(
        *("--sandbox", "-o", "csv", "playlist", "show", "rainy commute"),
        *("--limit", "4"),
    )

    people = "Paper Lanterns"
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "position,name,artists,duration,added_at,id",
        f"1,Winter Window,{people},387.264,2024-05-17T08:30:00+00:00,{FIRST}",
        f"2,Blue Station,{people},397.736,2024-05-17T08:31:00+00:00,{SECOND}",
        f"3,Open Island,{people},316.363,2024-05-17T08:32:00+00:00,{THIRD}",
        "4,(unavailable),,,,",
    ]


@pytest.mark.parametrize(
    "name",
    [
        RAINY,
        f"spotify:playlist:{RAINY}",
        f"https://open.spotify.com/playlist/{RAINY}?si=1",
        "RAINY COMMUTE",
    ],
)
def test_names(run: Callable[..., Result], name: str) -> None:
    """
    A playlist is named by its name, ID, URI or link.
    """
    assert len(run("playlist", "show", name).rows) == 113


def test_unknown_name(run: Callable[..., Result], sandbox: Sandbox) -> None:
    """
    A name of none or of two playlists is an error.
    """
    sandbox.world.add_playlist(sandbox.world.users[ME], "Empty")

    none = run("playlist", "show", "Sunny Commute")
    two = run("playlist", "show", "Empty")

    assert none.err == "asyncspotify: you have no playlist 'Sunny Commute'\n"
    assert two.code == 1
    assert "you have 2 playlists 'Empty'" in two.err


def test_create_and_add(
    program: Callable[..., Result], run: Callable[..., Result], sandbox: Sandbox
) -> None:
    """
    A new playlist is filled from links, IDs and lines of stdin.
    """
    made = program("--sandbox", "playlist", "create", "New", "--description", "Mine")
    [row] = made.rows
    lines = f"\nspotify:track:{FIRST}\n  Aj5HkuvEPFAKw3lE0Y9DTn \n"

    added = program("--sandbox", "playlist", "add", row["id"], FIRST, "-", given=lines)
    again = program(*("--sandbox", "playlist", "add", "New", FIRST, "--skip-existing"))

    playlist = sandbox.world.playlists[row["id"]]
    assert (playlist.name, playlist.description) == ("New", "Mine")
    assert (added.code, added.err) == (0, "added 3 items\n")
    assert (again.code, again.err) == (0, "added 0 items\n")
    assert [uri[14:] for uri in _uris(playlist)] == [
        *(FIRST, FIRST),
        "Aj5HkuvEPFAKw3lE0Y9DTn",
    ]


def test_add_at_a_position(run: Callable[..., Result], sandbox: Sandbox) -> None:
    """
    Positions begin with 1, as they are shown.
    """
    run("playlist", "add", "Quiet Evenings", FIRST, "--position", "2")

    result = run("playlist", "show", "Quiet Evenings", "--limit", "2")
    assert result.rows[1]["id"] == FIRST


def test_add_a_local_file(run: Callable[..., Result]) -> None:
    """
    Local files are refused before anything is sent.
    """
    result = run("playlist", "add", "Empty", "spotify:local:a:b:c:1")

    assert result.code == 1
    assert "local file" in result.err


@pytest.mark.parametrize("tier", list(Tier))
def test_dedupe(
    run: Callable[..., Result], rainy: Playlist, sandbox: Sandbox, tier: Tier
) -> None:
    """
    The first of each stays at its place, and so does all that cannot be added.
    """
    sandbox.world.tier = tier
    expected = list(dict.fromkeys(_uris(rainy)))
    command = ("playlist", "dedupe", "Rainy Commute")

    dry = run(*command, "--dry-run")
    refused = run(*command)
    before = _uris(rainy)
    done = run(*command, "--yes")

    assert [row["position"] for row in dry.rows] == [21, 22, 23, 117]
    assert refused.code == 1
    assert len(before) == 117
    assert (done.code, done.err) == (0, "removed 4 duplicates\n")
    assert _uris(rainy) == expected


def test_dedupe_of_nothing(program: Callable[..., Result]) -> None:
    """
    Without duplicates nothing is asked and nothing is sent.
    """
    result = program("--sandbox", "playlist", "dedupe", "Quiet Evenings")

    assert (result.code, result.out, result.err) == (0, "", "0 duplicates\n")


def test_dedupe_local_files(
    run: Callable[..., Result], sandbox: Sandbox, rainy: Playlist
) -> None:
    """
    A local file that is there twice is left alone: it could not be added again.
    """
    local = rainy.entries[-2].item
    assert isinstance(local, LocalTrack)
    me = sandbox.world.users[ME]
    rainy.insert([sandbox.world.entry(local, me)])

    result = run("playlist", "dedupe", RAINY, "--yes")

    assert "Demo 3 is a local file" in result.err
    assert _uris(rainy).count(local.uri) == 2


@pytest.mark.parametrize("by", ["recording", "name"])
def test_dedupe_by(
    run: Callable[..., Result], sandbox: Sandbox, rainy: Playlist, by: str
) -> None:
    """
    Other releases of the same recording count as duplicates, if wanted.
    """
    tracks = list(sandbox.world.catalogue.tracks.values())
    first, other = tracks[0], tracks[40]
    other.isrc, other.name, other.artists = first.isrc, first.name, first.artists

    result = run("playlist", "dedupe", RAINY, "--by", by, "--dry-run")

    assert other.uri in {row["uri"] for row in result.rows}


@pytest.mark.parametrize("fault", [RateLimit(retry_after=7200), Reset(handled=True)])
def test_dedupe_interrupted(
    run: Callable[..., Result],
    rainy: Playlist,
    sandbox: Sandbox,
    fault: RateLimit | Reset,
) -> None:
    """
    What was removed, and not yet added again, is not lost.
    """
    expected = list(dict.fromkeys(_uris(rainy)))
    sandbox.faults.add(fault, method="POST", path="*/items")

    first = run("playlist", "dedupe", RAINY, "--yes")
    sandbox.faults.clear()
    second = run("playlist", "dedupe", RAINY, "--yes")

    assert first.code in {0, 1}
    assert second.code == 0
    assert _uris(rainy) == expected


@pytest.mark.parametrize("by", list(Order))
@pytest.mark.parametrize("reverse", [False, True])
def test_sort(
    run: Callable[..., Result], rainy: Playlist, by: Order, reverse: bool
) -> None:
    """
    Each order can be had, and the entries are the same ones.
    """
    entries = set(map(id, rainy.entries))
    more = ["--reverse"] if reverse else []
    rows = run("playlist", "sort", RAINY, "--by", by.value, *more, "--dry-run").rows

    result = run("playlist", "sort", RAINY, "--by", by.value, *more, "--yes")

    shown = run("playlist", "show", RAINY).rows
    assert result.code == 0
    assert [row["uri"] for row in shown] == [row["uri"] for row in rows]
    assert set(map(id, rainy.entries)) == entries


def test_sort_by_name(
    program: Callable[..., Result], run: Callable[..., Result]
) -> None:
    """
    Few moves are enough, and a second time none.
    """
    command = ("playlist", "sort", "Quiet Evenings", "--by", "name")

    first = program("--sandbox", *command, "--yes")
    second = run(*command, "--yes")

    names = [row["name"] for row in run(*command, "--dry-run").rows]
    assert (first.code, first.err) == (0, "sorted by 8 moves\n")
    assert second.err == "0 moves, one request each\n"
    assert names == sorted(names)


def test_diff(
    program: Callable[..., Result], run: Callable[..., Result], rainy: Playlist
) -> None:
    """
    A playlist is compared with one that was exported before.
    """
    run("export", "--to", "b", "--files", "csv", "--playlist", RAINY)
    gone = rainy.entries[5]
    rainy.remove([gone])
    file = "b/playlists/Rainy Commute.csv"
    command = ("-o", "csv", "playlist", "diff")

    changed = program("--sandbox", *command, file, "Rainy Commute")
    back = run(*command, "Rainy Commute", file)
    same = run(*command, file, file)

    assert changed.out.splitlines()[1].startswith(
        "removed,Salt Weather,Paper Lanterns,"
    )
    assert back.out.splitlines()[1].startswith("added,Salt Weather,Paper Lanterns,")
    assert same.err == "the same\n"


def test_question(
    run: Callable[..., Result], rainy: Playlist, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Ctrl-C at the question changes nothing.
    """

    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer._click.termui.visible_prompt_func", interrupt)
    before = _uris(rainy)

    result = run("playlist", "dedupe", RAINY)

    assert result.code == 130
    assert _uris(rainy) == before


@given(st.permutations(range(9)))
def test_moves(order: list[int]) -> None:
    """
    The moves lead to the order, and one entry is moved once at most.
    """
    now = list(range(len(order)))
    found = moves(order)
    for move in found:
        block = now[move.start : move.start + move.length]
        rest = now[: move.start] + now[move.start + move.length :]
        at = move.before - move.length if move.before > move.start else move.before
        now = [*rest[:at], *block, *rest[at:]]

    assert now == list(order)
    assert len(found) < len(order)


def test_block() -> None:
    """
    Entries that stay together are moved together.
    """
    assert len(moves([5, 6, 7, 0, 1, 2, 3, 4])) == 1


def test_no_file(run: Callable[..., Result], tmp_path: Path) -> None:
    """
    A file that is not there is named.
    """
    result = run("playlist", "diff", "missing.json", "Empty")

    assert (result.code, result.err.count("\n")) == (1, 1)
    assert "missing.json" in result.err

"""
The restore: nothing is added twice, and the order of the backup is kept.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncspotify._cli.filling import insertions
from asyncspotify.sandbox import Playlist, Sandbox, Tier, User
from asyncspotify.sandbox._seed.people import ME
from clientcore.sandbox import Latency, RateLimit, Reset, Status

from .conftest import PROGRAM, Result

RAINY = "hwJtjwNeLMLIlDQDHJjR7q"
LOCAL = "spotify:local:My+Band:Cellar:Demo+3:203"


@pytest.fixture
def me(sandbox: Sandbox) -> User:
    """
    The user whose lists are restored.
    """
    return sandbox.world.users[ME]


def _uris(playlist: Playlist) -> list[str]:
    return [entry.uri for entry in playlist.entries]


def _wanted(sandbox: Sandbox) -> list[str]:
    """What the first playlist has that can be added."""
    entries = sandbox.world.playlists[RAINY].entries
    return [one.uri for one in entries if one.item is not None and one.uri != LOCAL]


def _lose(sandbox: Sandbox, me: User) -> None:
    """Delete all that can be deleted."""
    for kind in ("track", "album", "episode", "show", "audiobook", "artist"):
        me.kept(kind).clear()
    me.kept("playlist").clear()


def _new(sandbox: Sandbox, me: User, name: str) -> Playlist:
    """Return the one playlist of a name that the user has now."""
    [found] = [p for p in sandbox.world.playlists_of(me) if p.name == name]
    return found


def test_dry_run(program: Callable[..., Result], sandbox: Sandbox, me: User) -> None:
    """
    What would be done is shown, and nothing is changed.
    """
    program("--sandbox", "export", "--to", "backup")
    _lose(sandbox, me)

    result = program("--sandbox", "-o", "csv", "restore", "backup", "--dry-run")

    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "name,kind,action,to_add,local_files,unavailable",
        "Likes,likes,add,60,0,0",
        "Albums,albums,add,12,0,1",
        "Episodes,episodes,add,5,0,1",
        "Shows,shows,add,2,0,0",
        "Audiobooks,audiobooks,add,2,0,0",
        "Artists,artists,add,8,0,0",
        "Rainy Commute,playlist,create,111,1,1",
        "Quiet Evenings,playlist,create,12,0,0",
        "Empty,playlist,create,0,0,0",
        "Road Trip,playlist,follow,0,0,0",
        "Alex's Picks,playlist,follow,0,0,0",
        "Fresh Every Friday,playlist,follow,0,0,0",
    ]
    assert me.kept("track") == {}


@pytest.mark.parametrize("place", ["backup", "backup.sqlite"])
@pytest.mark.parametrize("tier", list(Tier))
def test_everything(
    run: Callable[..., Result],
    sandbox: Sandbox,
    me: User,
    place: str,
    tier: Tier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    All that was deleted is there again, in the same order; run again, it is enough.
    """
    sandbox.world.tier = tier
    monkeypatch.setenv("SPOTIFY_TIER", tier.value)
    before = {kind: list(me.kept(kind)) for kind in ("track", "show", "artist")}
    names = [p.name for p in sandbox.world.playlists_of(me)]
    run("export", "--to", place)
    _lose(sandbox, me)

    result = run("restore", place, "--yes", "--slow")
    again = run("restore", place, "--yes")

    new = _new(sandbox, me, "Rainy Commute")
    assert result.code == 3
    assert result.err.splitlines() == [
        "Rainy Commute: My Band - Demo 3 is a local file",
        "added 212 entries",
        "asyncspotify: not restored: 1 entry",
    ]
    assert _uris(new) == _wanted(sandbox)
    assert new.description == "For grey mornings & late trains"
    found = [name for name, _ in me.newest("track")][::-1]
    assert found == before["track"]
    assert set(me.kept("show")) == set(before["show"])
    assert set(me.kept("artist")) == set(before["artist"])
    assert [p.name for p in sandbox.world.playlists_of(me)] == [
        name for name in names if name != "Fresh Every Friday" or tier is Tier.EXTENDED
    ]
    assert again.code == 3
    assert {row["action"] for row in again.rows} == {"nothing"}
    assert _uris(new) == _wanted(sandbox)


def test_dates(
    run: Callable[..., Result], me: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    With extended access likes get the dates that they had.
    """
    monkeypatch.setenv("SPOTIFY_TIER", "extended")
    before = dict(me.kept("track"))
    run("export", "--to", "backup", "--only", "likes")
    me.kept("track").clear()

    run("restore", "backup", "--yes")

    assert me.kept("track") == before


def test_missing_in_the_middle(
    run: Callable[..., Result], sandbox: Sandbox, me: User
) -> None:
    """
    What was removed comes back to its place; what was added since stays.
    """
    playlist = sandbox.world.playlists[RAINY]
    item = playlist.entries[0].item
    assert item is not None
    playlist.insert([sandbox.world.entry(item, me)], 50)
    before = _uris(playlist)
    run("export", "--to", "backup", "--playlist", RAINY)
    extra = next(reversed(sandbox.world.catalogue.tracks.values()))
    playlist.remove([*playlist.entries[5:9], playlist.entries[50]])
    playlist.insert([sandbox.world.entry(extra, me)], 0)

    result = run("restore", "backup", "--yes")

    assert result.code == 0
    assert _uris(playlist) == [extra.uri, *before]


@pytest.mark.parametrize("fault", [Reset(), Reset(handled=True), Status(502)])
@pytest.mark.parametrize("call", [1, 2])
def test_lost_response(
    run: Callable[..., Result],
    sandbox: Sandbox,
    me: User,
    fault: Reset | Status,
    call: int,
) -> None:
    """
    An error that leaves open whether tracks were added, adds none of them twice.
    """
    run("export", "--to", "backup", "--playlist", RAINY)
    me.kept("playlist").clear()
    sandbox.faults.add(fault, method="POST", path="/v1/playlists/*/items", calls=[call])

    result = run("restore", "backup", "--yes")

    assert result.code == 3
    assert _uris(_new(sandbox, me, "Rainy Commute")) == _wanted(sandbox)


def test_unknown_track(run: Callable[..., Result], sandbox: Sandbox, me: User) -> None:
    """
    One track that the service does not know any more does not keep the others out.
    """
    run("export", "--to", "backup", "--playlist", RAINY)
    me.kept("playlist").clear()
    gone = sandbox.world.playlists[RAINY].entries[70].uri
    del sandbox.world.catalogue.tracks[gone.rpartition(":")[2]]

    result = run("restore", "backup", "--yes")

    assert f"Rainy Commute: {gone} is gone" in result.err.splitlines()
    wanted = [uri for uri in _wanted(sandbox) if uri != gone]
    assert _uris(_new(sandbox, me, "Rainy Commute")) == wanted


def test_rate_limit(run: Callable[..., Result], sandbox: Sandbox, me: User) -> None:
    """
    A long rate limit ends the restore; the next one continues in the same playlist.
    """
    run("export", "--to", "backup", "--playlist", RAINY)
    me.kept("playlist").clear()
    sandbox.faults.add(
        RateLimit(retry_after=7200), method="POST", path="*/items", calls=[2]
    )

    first = run("restore", "backup", "--yes")
    second = run("restore", "backup", "--yes")

    assert first.code == 1
    assert "try again in 2 h" in first.err
    assert second.rows[0]["to_add"] == 11
    assert _uris(_new(sandbox, me, "Rainy Commute")) == _wanted(sandbox)


def test_same_names(run: Callable[..., Result], sandbox: Sandbox, me: User) -> None:
    """
    Two playlists of one name are two again, after an interruption as well.
    """
    tracks = list(sandbox.world.catalogue.tracks.values())
    me.kept("playlist").clear()
    for each in tracks[:2]:
        playlist = sandbox.world.add_playlist(me, "Twins")
        playlist.insert([sandbox.world.entry(each, me)])
    run("export", "--to", "backup", "--only", "playlists")
    me.kept("playlist").clear()
    sandbox.faults.add(
        RateLimit(retry_after=7200), method="POST", path="*/items", calls=[1]
    )

    run("restore", "backup", "--yes")
    run("restore", "backup", "--yes")

    twins = sandbox.world.playlists_of(me)
    assert sorted(map(_uris, twins)) == sorted([one.uri] for one in tracks[:2])


def test_interrupted(
    url: str, sandbox: Sandbox, me: User, run: Callable[..., Result], tmp_path: Path
) -> None:
    """
    After Ctrl-C, the same command adds the rest.
    """
    run("export", "--to", "backup", "--playlist", RAINY)
    me.kept("playlist").clear()
    slow = Latency(60)
    second = sandbox.faults.add(slow, method="POST", path="*/items", calls=[2])
    command = [*PROGRAM, "--sandbox", "restore", "backup", "--yes"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        deadline = time.monotonic() + 30
        while not second.struck:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    sandbox.faults.clear()
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert process.returncode == 130
    assert "run the same command again to continue" in err
    assert done.returncode == 3
    assert _uris(_new(sandbox, me, "Rainy Commute")) == _wanted(sandbox)
    assert not list(tmp_path.glob(".*journal"))


def test_without_a_terminal(
    run: Callable[..., Result], sandbox: Sandbox, me: User
) -> None:
    """
    Without a terminal nobody can agree, so nothing is done.
    """
    run("export", "--to", "backup")
    _lose(sandbox, me)

    result = run("restore", "backup")

    assert result.code == 1
    assert "give --yes" in result.err
    assert me.kept("track") == {}


@pytest.mark.parametrize(("agreed", "code"), [(True, 3), (False, 1)])
def test_question(
    run: Callable[..., Result],
    sandbox: Sandbox,
    me: User,
    agreed: bool,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    At a terminal the user is asked.
    """
    run("export", "--to", "backup")
    _lose(sandbox, me)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(
        "typer._click.termui.visible_prompt_func", lambda _: "y" if agreed else "n"
    )

    result = run("restore", "backup")

    assert result.code == code
    assert bool(me.kept("track")) is agreed


def test_no_backup(run: Callable[..., Result], tmp_path: Path) -> None:
    """
    What is no backup is named, and not made.
    """
    for name in ("backup", "backup.sqlite"):
        result = run("restore", name)

        assert (result.code, result.err.count("\n")) == (1, 1)
        assert not (tmp_path / name).exists()


# --- What to insert -----------------------------------------------------------

_URIS = st.lists(st.sampled_from("abcd"), max_size=8)


@given(st.lists(st.sampled_from(["a", "b", "c", "d", None]), max_size=8), _URIS)
def test_insertions(there: list[str | None], wanted: list[str]) -> None:
    """
    After the insertions all that was wanted is there, and nothing is too much.
    """
    after = list(there)
    for insertion in insertions(there, wanted):
        assert insertion.position <= len(after)
        after[insertion.position : insertion.position] = insertion.uris

    for uri in "abcd":
        assert after.count(uri) == max(there.count(uri), wanted.count(uri))
    assert insertions(after, wanted) == []
    # What was there is in its old order.
    left = iter(after)
    assert all(uri in left for uri in there)


@given(_URIS, st.data())
def test_insertions_restore_the_order(wanted: list[str], data: st.DataObject) -> None:
    """
    If entries were removed and nothing else, the result is the original.
    """
    wanted = [f"{uri}{number}" for number, uri in enumerate(wanted)]
    kept = data.draw(st.lists(st.booleans(), min_size=8, max_size=8))
    there = [uri for uri, is_kept in zip(wanted, kept, strict=False) if is_kept]

    after = list(there)
    for insertion in insertions(there, wanted):
        after[insertion.position : insertion.position] = insertion.uris

    assert after == wanted
    assert all(a.position < b.position for a, b in pairwise(insertions(there, wanted)))

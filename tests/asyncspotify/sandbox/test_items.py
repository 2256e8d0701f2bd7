"""
What is in playlists.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import islice
from typing import Any

import pytest

from asyncspotify.sandbox import Playlist, Sandbox, User, World
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def uris(world: World) -> list[str]:
    """
    Some tracks.
    """
    return [track.uri for track in islice(world.catalogue.tracks.values(), 200)]


@pytest.fixture
def playlist(world: World, me: User) -> Playlist:
    """
    A playlist of five tracks.
    """
    playlist = world.add_playlist(me, "Five")
    tracks = islice(world.catalogue.tracks.values(), 5)
    playlist.insert(world.entry(track, me) for track in tracks)
    return playlist


def order(playlist: Playlist, uris: list[str]) -> list[int]:
    return [uris.index(entry.uri) for entry in playlist.entries]


PATHS = ("items", "tracks")


@pytest.mark.parametrize("name", PATHS)
async def test_add(ask: Ask, playlist: Playlist, uris: list[str], name: str):
    """
    Items are added at the end, or where it says; the answer names the new state.
    """
    path = f"/playlists/{playlist.id}/{name}"
    end = await ask("POST", path, {"uris": uris[5:7]})
    front = await ask("POST", path, {"uris": uris[7:9], "position": 0})
    query = await ask("POST", path, uris=uris[9], position=1)

    assert [a.status for a in (end, front, query)] == [201, 201, 201]
    assert order(playlist, uris) == [7, 9, 8, 0, 1, 2, 3, 4, 5, 6]
    assert query.json() == {"snapshot_id": playlist.snapshot_id}


async def test_added_by(ask: Ask, playlist: Playlist, uris: list[str], token: Any):
    """
    An item says who added it, and collaborators may.
    """
    playlist.collaborative, playlist.public = True, False
    path = f"/playlists/{playlist.id}/items"
    by = token("playlist-modify-private", user="synthetic.friend")
    await ask("POST", path, {"uris": uris[:1]}, token=by)
    found = (await ask("GET", path)).json()["items"][-1]

    assert found["added_by"]["id"] == "synthetic.friend"
    assert found["added_at"] == "2026-01-01T00:00:00Z"


async def test_episodes(ask: Ask, playlist: Playlist, world: World):
    """
    Episodes can be added as well as tracks.
    """
    episode = next(iter(world.catalogue.episodes.values()))
    path = f"/playlists/{playlist.id}/items"
    answer = await ask("POST", path, {"uris": [episode.uri]})

    assert answer.status == 201
    assert playlist.entries[-1].item is episode


async def test_bare_list(ask: Ask, playlist: Playlist, uris: list[str]):
    """
    A bare list of URIs will do.
    """
    answer = await ask("POST", f"/playlists/{playlist.id}/items", uris[8:9])

    assert answer.status == 201
    assert order(playlist, uris) == [0, 1, 2, 3, 4, 8]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"uris": ["spotify:album:" + "0" * 22]},
        {"uris": ["spotify:track:" + "0" * 22]},
        {"uris": ["nonsense"]},
        {"uris": [7]},
        {"uris": "spotify:track:x"},
        {"uris": [], "position": -1},
        {"uris": [], "position": 6},
        {"uris": [], "position": "1"},
    ],
)
async def test_odd_additions(ask: Ask, playlist: Playlist, body: Any):
    """
    What is neither a track nor an episode cannot be added, nor beyond the end.
    """
    before = playlist.snapshot_id
    answer = await ask("POST", f"/playlists/{playlist.id}/items", body)

    assert answer.status == 400
    assert playlist.snapshot_id == before


@pytest.mark.parametrize("method", ["POST", "PUT"])
async def test_most(ask: Ask, playlist: Playlist, uris: list[str], method: str):
    """
    A hundred can be named at once.
    """
    path = f"/playlists/{playlist.id}/items"
    fits = await ask(method, path, {"uris": uris[:100]})
    too_many = await ask(method, path, {"uris": uris[:101]})

    assert fits.status in {200, 201}
    assert too_many.status == 400


async def test_longest(ask: Ask, playlist: Playlist, uris: list[str]):
    """
    A playlist has ten thousand items at most.
    """
    playlist.replace(playlist.entries[:1] * 10_000)
    answer = await ask("POST", f"/playlists/{playlist.id}/items", {"uris": uris[:1]})

    assert answer.status == 403


@pytest.mark.parametrize("name", PATHS)
async def test_replace(ask: Ask, playlist: Playlist, uris: list[str], name: str):
    """
    All items can be replaced, by none too.
    """
    path = f"/playlists/{playlist.id}/{name}"
    answer = await ask("PUT", path, {"uris": uris[8:10]})
    replaced = order(playlist, uris)
    await ask("PUT", path, uris="")

    assert answer.json().keys() == {"snapshot_id"}
    assert (replaced, playlist.entries) == ([8, 9], [])


@pytest.mark.parametrize(
    ("start", "length", "before", "expected"),
    [
        (0, None, 5, [1, 2, 3, 4, 0]),
        (4, None, 0, [4, 0, 1, 2, 3]),
        (1, 2, 4, [0, 3, 1, 2, 4]),
        (3, 2, 1, [0, 3, 4, 1, 2]),
        (1, 2, 2, [0, 1, 2, 3, 4]),
        (0, 5, 3, [0, 1, 2, 3, 4]),
    ],
)
async def test_reorder(
    ask: Ask,
    playlist: Playlist,
    uris: list[str],
    *,
    start: int,
    length: int | None,
    before: int,
    expected: list[int],
):
    """
    Some items can be put before another.
    """
    body = {"range_start": start, "insert_before": before}
    if length is not None:
        body["range_length"] = length
    answer = await ask("PUT", f"/playlists/{playlist.id}/items", body)

    assert answer.status == 200
    assert order(playlist, uris) == expected


@pytest.mark.parametrize(
    "body",
    [
        {"range_start": 0},
        {"range_start": 5, "insert_before": 0},
        {"range_start": 0, "insert_before": 6},
        {"range_start": 0, "insert_before": 1, "range_length": 0},
        {"range_start": 3, "insert_before": 0, "range_length": 3},
        {"range_start": 0, "insert_before": 1, "snapshot_id": "unknown"},
    ],
)
async def test_odd_reorders(
    ask: Ask, playlist: Playlist, uris: list[str], body: dict[str, Any]
):
    """
    What is not there cannot be moved.
    """
    answer = await ask("PUT", f"/playlists/{playlist.id}/items", body)

    assert answer.status == 400
    assert order(playlist, uris) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("name", PATHS)
async def test_remove(ask: Ask, playlist: Playlist, uris: list[str], name: str):
    """
    An item is removed wherever it is.
    """
    path = f"/playlists/{playlist.id}/{name}"
    await ask("POST", path, {"uris": uris[:2]})
    answer = await ask("DELETE", path, {name: [{"uri": uris[0]}, {"uri": uris[3]}]})

    assert answer.json() == {"snapshot_id": playlist.snapshot_id}
    assert order(playlist, uris) == [1, 2, 4, 1]


async def test_remove_some(ask: Ask, playlist: Playlist, uris: list[str]):
    """
    It can be removed at some places only.
    """
    path = f"/playlists/{playlist.id}/items"
    await ask("POST", path, {"uris": [uris[0]] * 2})
    named = [{"uri": uris[0], "positions": [0, 6]}]
    answer = await ask("DELETE", path, {"items": named})

    assert answer.status == 200
    assert order(playlist, uris) == [1, 2, 3, 4, 0]


async def test_remove_from_a_snapshot(ask: Ask, playlist: Playlist, uris: list[str]):
    """
    Places are those of the state that is named, whatever happened since.
    """
    path = f"/playlists/{playlist.id}/items"
    seen = playlist.snapshot_id
    await ask("POST", path, {"uris": uris[5:7], "position": 0})
    named = [{"uri": uris[2], "positions": [2]}]
    answer = await ask("DELETE", path, {"items": named, "snapshot_id": seen})

    assert answer.status == 200
    assert order(playlist, uris) == [5, 6, 0, 1, 3, 4]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"items": []},
        {"items": ["x"]},
        {"items": [{"uri": "x", "positions": [0]}]},
        {"items": [{"uri": "x", "positions": [7]}]},
        {"items": [{"uri": "x"}], "snapshot_id": "unknown"},
        {"items": [{"uri": "x"}] * 101},
    ],
)
async def test_odd_removals(ask: Ask, playlist: Playlist, body: dict[str, Any]):
    """
    What is not where it is said to be cannot be removed.
    """
    answer = await ask("DELETE", f"/playlists/{playlist.id}/items", body)

    assert answer.status == 400
    assert len(playlist.entries) == 5


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_of_another(ask: Ask, world: World, friend: User, method: str):
    """
    What is in playlists of others is theirs.
    """
    playlist = world.add_playlist(friend, "Theirs")
    answer = await ask(method, f"/playlists/{playlist.id}/items", {"uris": []})

    assert answer.status == 403


async def test_in_development(ask: Ask, development: Sandbox):
    """
    In development the old name is gone, and the new one works.
    """
    world = development.world
    playlist = world.add_playlist(world.users["sandbox_me"], "New")
    body = {"uris": [next(iter(world.catalogue.tracks.values())).uri]}
    path = f"/playlists/{playlist.id}"
    old = await ask("POST", f"{path}/tracks", body, on=development)
    new = await ask("POST", f"{path}/items", body, on=development)

    assert (old.status, new.status) == (403, 201)

"""
The player.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

import pytest

from asyncspotify.sandbox import Album, Sandbox, User, World
from clientcore.testing import FakeClock

from .playback import Ask, refusal, state


async def test_nothing_plays(ask: Ask):
    """
    When nothing plays there is nothing to tell.
    """
    player = await ask("GET", "/me/player")
    current = await ask("GET", "/me/player/currently-playing")
    queue = await ask("GET", "/me/player/queue")

    assert (player.status, player.body, current.status) == (204, b"", 204)
    assert queue.json() == {"currently_playing": None, "queue": []}


async def test_play(ask: Ask, playing: Album, clock: FakeClock):
    """
    What plays goes on as time does.
    """
    clock.forward(61)
    now = await state(ask)
    current = (await ask("GET", "/me/player/currently-playing")).json()

    assert now["item"]["id"] == playing.tracks[0].id
    assert (now["is_playing"], now["progress_ms"]) == (True, 61_000)
    assert now["context"]["uri"] == playing.uri
    assert now["device"]["name"] == "Kitchen speaker"
    assert now["timestamp"] == int(clock().timestamp() * 1000)
    assert {**current, **now} == now


async def test_next_by_itself(ask: Ask, playing: Album, clock: FakeClock):
    """
    What has ended is followed by the next, and was played.
    """
    first, second = playing.tracks[:2]
    clock.forward((first.duration_ms + second.duration_ms) / 1000 + 5)
    now = await state(ask)
    played = (await ask("GET", "/me/player/recently-played", limit=2)).json()

    assert now["item"]["id"] == playing.tracks[2].id
    assert now["progress_ms"] == 5000
    assert [p["track"]["id"] for p in played["items"]] == [second.id, first.id]
    assert played["items"][0]["context"]["uri"] == playing.uri


async def test_end(ask: Ask, playing: Album, clock: FakeClock):
    """
    After the last there is nothing.
    """
    clock.forward(12 * 3600)

    assert await state(ask) is None


@pytest.mark.parametrize(("mode", "count"), [("context", 12), ("track", 1)])
async def test_repeat(
    ask: Ask, playing: Album, clock: FakeClock, *, mode: str, count: int
):
    """
    Unless all of it is repeated, or the track.
    """
    await ask("PUT", "/me/player/repeat", state=mode)
    length = sum(track.duration_ms for track in playing.tracks[:count])
    clock.forward(length / 1000 + 1)
    now = await state(ask)

    assert now["repeat_state"] == mode
    assert now["item"]["id"] == playing.tracks[0].id
    assert now["progress_ms"] == 1000


async def test_pause_and_resume(ask: Ask, playing: Album, clock: FakeClock):
    """
    What is paused stays where it is.
    """
    clock.forward(10)
    await ask("PUT", "/me/player/pause")
    clock.forward(100)
    paused = await state(ask)
    again = await ask("PUT", "/me/player/pause")
    await ask("PUT", "/me/player/play")
    clock.forward(5)
    resumed = await state(ask)

    assert (paused["is_playing"], paused["progress_ms"]) == (False, 10_000)
    assert paused["actions"]["disallows"]["pausing"]
    assert refusal(again) == (403, "ALREADY_PAUSED")
    assert (resumed["is_playing"], resumed["progress_ms"]) == (True, 15_000)


async def test_nothing_to_resume(ask: Ask):
    """
    Without anything there is nothing to go on with.
    """
    assert refusal(await ask("PUT", "/me/player/play")) == (403, "UNKNOWN")


async def test_skip(ask: Ask, playing: Album):
    """
    One can skip forward, and back to the first.
    """
    forward = await ask("POST", "/me/player/next")
    second = await state(ask)
    back = await ask("POST", "/me/player/previous")
    first = await state(ask)
    further = await ask("POST", "/me/player/previous")

    assert [forward.status, back.status] == [204, 204]
    assert second["item"]["id"] == playing.tracks[1].id
    assert first["item"]["id"] == playing.tracks[0].id
    assert refusal(further) == (403, "NO_PREV_TRACK")


async def test_nothing_next(ask: Ask):
    """
    After nothing there is nothing.
    """
    assert refusal(await ask("POST", "/me/player/next")) == (403, "NO_NEXT_TRACK")


async def test_queue(ask: Ask, playing: Album, world: World):
    """
    What is put into the queue comes before the rest.
    """
    *_, track = world.catalogue.tracks.values()
    added = await ask("POST", "/me/player/queue", uri=track.uri)
    queue = (await ask("GET", "/me/player/queue")).json()
    await ask("POST", "/me/player/next")
    now = await state(ask)
    await ask("POST", "/me/player/next")
    after = await state(ask)

    assert added.status == 204
    assert queue["currently_playing"]["id"] == playing.tracks[0].id
    assert [item["id"] for item in queue["queue"][:2]] == [
        track.id,
        playing.tracks[1].id,
    ]
    assert (now["item"]["id"], after["item"]["id"]) == (track.id, playing.tracks[1].id)


@pytest.mark.parametrize("uri", ["", "nonsense", "spotify:album:" + "0" * 22])
async def test_odd_queue(ask: Ask, playing: Album, uri: str):
    """
    Only what plays can be queued.
    """
    assert (await ask("POST", "/me/player/queue", uri=uri)).status == 400


@pytest.mark.parametrize(
    "offset", [{"position": 3}, {"uri": "{uri}"}], ids=["position", "uri"]
)
async def test_offset(ask: Ask, album: Album, offset: dict[str, Any]):
    """
    Playing can begin anywhere.
    """
    if "uri" in offset:
        offset = {"uri": album.tracks[3].uri}
    body = {"context_uri": album.uri, "offset": offset, "position_ms": 7000}
    await ask("PUT", "/me/player/play", body)
    now = await state(ask)

    assert now["item"]["id"] == album.tracks[3].id
    assert now["progress_ms"] == 7000


async def test_uris(ask: Ask, world: World):
    """
    Tracks can be played without anything around them.
    """
    uris = [track.uri for track in islice(world.catalogue.tracks.values(), 2)]
    await ask("PUT", "/me/player/play", {"uris": uris})
    now = await state(ask)

    assert now["context"] is None
    assert now["item"]["uri"] == uris[0]


@pytest.mark.parametrize("kind", ["artist", "show", "playlist"])
async def test_contexts(ask: Ask, world: World, kind: str):
    """
    Artists, shows and playlists play too.
    """
    known = world.playlists if kind == "playlist" else world.catalogue.of(kind)
    thing = next(iter(known.values()))
    answer = await ask("PUT", "/me/player/play", {"context_uri": thing.uri})

    assert answer.status == 204
    assert (await state(ask))["context"]["type"] == kind


@pytest.mark.parametrize(
    "body",
    [
        {"context_uri": "spotify:track:" + "0" * 22},
        {"uris": ["nonsense"]},
        {"uris": []},
        {"uris": "{uri}", "offset": {"position": 9}},
        {"uris": "{uri}", "offset": {"uri": "other"}},
    ],
)
async def test_odd_plays(ask: Ask, album: Album, body: dict[str, Any]):
    """
    What does not play is 400.
    """
    if body.get("uris") == "{uri}":
        body = {**body, "uris": [album.tracks[0].uri]}

    assert (await ask("PUT", "/me/player/play", body)).status == 400


async def test_episodes(ask: Ask, world: World):
    """
    Who does not know of episodes gets null for one.
    """
    show = next(iter(world.catalogue.shows.values()))
    await ask("PUT", "/me/player/play", {"context_uri": show.uri})
    hidden = await state(ask)
    told = await state(ask, additional_types="track,episode")

    assert (hidden["currently_playing_type"], hidden["item"]) == ("episode", None)
    assert told["item"]["id"] == show.episodes[0].id


async def test_local_file(ask: Ask, world: World, me: User):
    """
    A file of one's own plays as a track without an id.
    """
    playlist = next(iter(world.playlists.values()))
    last = len(playlist.entries) - 2
    body = {"context_uri": playlist.uri, "offset": {"position": last}}
    await ask("PUT", "/me/player/play", body)
    now = await state(ask)

    assert (now["item"]["is_local"], now["item"]["id"]) == (True, None)


async def test_advert(ask: Ask, playing: Album, me: User):
    """
    Of an advert nothing is told.
    """
    me.player.is_advert = True
    now = await state(ask)

    assert (now["currently_playing_type"], now["item"]) == ("ad", None)


async def test_in_development(ask: Ask, development: Sandbox):
    """
    The player is there in development too.
    """
    track = next(iter(development.world.catalogue.tracks.values()))
    body = {"uris": [track.uri]}
    await ask("PUT", "/me/player/play", body, on=development)
    now = (await ask("GET", "/me/player", on=development)).json()

    assert "popularity" not in now["item"]


async def test_times_of_plays(ask: Ask, playing: Album, clock: FakeClock):
    """
    When something was played has milliseconds if there are any.
    """
    clock.forward(1.5)
    await ask("POST", "/me/player/next")
    clock.forward(0.5)
    await ask("POST", "/me/player/next")
    played = (await ask("GET", "/me/player/recently-played", limit=2)).json()

    assert [play["played_at"] for play in played["items"]] == [
        "2026-01-01T00:00:02Z",
        "2026-01-01T00:00:01.500Z",
    ]


async def test_private_session(ask: Ask, playing: Album, me: User):
    """
    Of what plays in private nothing is told, not even for how long.
    """
    me.player.devices[0].is_private_session = True
    now = await state(ask)

    assert now["currently_playing_type"] == "unknown"
    assert (now["item"], now["progress_ms"]) == (None, None)

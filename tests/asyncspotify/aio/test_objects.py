"""
What objects ask their client for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
import pytest

import asyncspotify
from asyncspotify import (
    AudioAnalysis,
    AudioFeatures,
    CurrentlyPlayingContext,
    FullArtist,
    FullPlaylist,
    FullTrack,
    PrivateUser,
    PublicUser,
    SimpleAlbum,
    SimplePlaylist,
    Unbound,
)
from clientcore.aio import Bearer

from ..answers import load

ARTIST = "/artists/mz9Ni2CvWzYErNHkC9tt1v"
PLAYLIST = "/playlists/HaG5VzXPtMPi97WHFDOh6e"
TRACK = "hLlU6jiTIaD2uQtfq6MVjp"
DEVICE = "5fbb3ba6aa454b5534c4ba43a8c7e8e45a63ad0e"


@attrs.frozen(kw_only=True)
class Case:
    """A method of an object, and the request that it makes."""

    kind: Any
    of: str
    call: Callable[[Any], Any]
    asks: str
    query: dict[str, str] = attrs.field(factory=dict)
    body: Any = None
    answer: str | None = None
    result: Any = None


CASES = {
    "features": Case(
        kind=FullTrack,
        of="track_full",
        call=lambda track: track.audio_features(),
        asks=f"GET /audio-features/{TRACK}",
        answer="audio_features",
        result=AudioFeatures,
    ),
    "analysis": Case(
        kind=FullTrack,
        of="track_full",
        call=lambda track: track.audio_analysis(),
        asks=f"GET /audio-analysis/{TRACK}",
        answer="audio_analysis",
        result=AudioAnalysis,
    ),
    "albums": Case(
        kind=FullArtist,
        of="artist_full",
        call=lambda artist: artist.albums(2, include_groups="single", country="NO"),
        asks=f"GET {ARTIST}/albums",
        query={"include_groups": "single", "market": "NO"},
        answer="artist_albums_page2",
        result=SimpleAlbum,
    ),
    "related": Case(
        kind=FullArtist,
        of="artist_full",
        call=lambda artist: artist.related_artists(),
        asks=f"GET {ARTIST}/related-artists",
        answer="artist_related_artists",
        result=FullArtist,
    ),
    "top of artist": Case(
        kind=FullArtist,
        of="artist_full",
        call=lambda artist: artist.top_tracks("NO"),
        asks=f"GET {ARTIST}/top-tracks",
        query={"market": "NO"},
        answer="artist_top_tracks",
        result=FullTrack,
    ),
    "playlists": Case(
        kind=PublicUser,
        of="user_public",
        call=lambda user: user.playlists(),
        asks="GET /users/synthetic_owner/playlists",
        answer="user_playlists_page2",
        result=SimplePlaylist,
    ),
    "own playlists": Case(
        kind=PrivateUser,
        of="me_full",
        call=lambda me: me.playlists(),
        asks="GET /me/playlists",
        answer="user_playlists_page2",
        result=SimplePlaylist,
    ),
    "new playlist": Case(
        kind=PrivateUser,
        of="me_full",
        call=lambda me: me.create_playlist("Fresh", description="New"),
        asks="POST /users/synthetic_me/playlists",
        body={
            "name": "Fresh",
            "public": False,
            "collaborative": False,
            "description": "New",
        },
        answer="playlist_created",
        result=FullPlaylist,
    ),
    "top artists": Case(
        kind=PrivateUser,
        of="me_full",
        call=lambda me: me.top_artists(2, time_range="short_term"),
        asks="GET /me/top/artists",
        query={"time_range": "short_term"},
        answer="top_artists",
        result=FullArtist,
    ),
    "top tracks": Case(
        kind=PrivateUser,
        of="me_full",
        call=lambda me: me.top_tracks(3, 1),
        asks="GET /me/top/tracks",
        query={"offset": "1"},
        answer="top_tracks",
        result=FullTrack,
    ),
    "add one": Case(
        kind=FullPlaylist,
        of="playlist_full_2026",
        call=lambda playlist: playlist.add_track(TRACK, position=2),
        asks=f"POST {PLAYLIST}/tracks",
        body={"uris": [f"spotify:track:{TRACK}"], "position": 2},
        answer="playlist_snapshot",
        result=str,
    ),
    "add some": Case(
        kind=FullPlaylist,
        of="playlist_full_2026",
        call=lambda playlist: playlist.add_tracks(*playlist.tracks, skip_local=True),
        asks=f"POST {PLAYLIST}/tracks",
        answer="playlist_snapshot",
        result=str,
    ),
    "remove": Case(
        kind=FullPlaylist,
        of="playlist_full_2026",
        call=lambda playlist: playlist.remove_tracks(TRACK, snapshot_id="v"),
        asks=f"DELETE {PLAYLIST}/tracks",
        body={"tracks": [{"uri": f"spotify:track:{TRACK}"}], "snapshot_id": "v"},
        answer="playlist_snapshot",
        result=str,
    ),
    "replace": Case(
        kind=FullPlaylist,
        of="playlist_full_2026",
        call=lambda playlist: playlist.replace_tracks(TRACK),
        asks=f"PUT {PLAYLIST}/tracks",
        body={"uris": [f"spotify:track:{TRACK}"]},
        answer="playlist_snapshot",
        result=str,
    ),
    "reorder": Case(
        kind=FullPlaylist,
        of="playlist_full_2026",
        call=lambda playlist: playlist.reorder_tracks(4, 0, 2),
        asks=f"PUT {PLAYLIST}/tracks",
        body={"range_start": 4, "insert_before": 0, "range_length": 2},
        answer="playlist_snapshot",
        result=str,
    ),
    "edit": Case(
        kind=FullPlaylist,
        of="playlist_full_2026",
        call=lambda playlist: playlist.edit(name="Other", public=False),
        asks=f"PUT {PLAYLIST}",
        body={"name": "Other", "public": False},
    ),
    "next": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.next(),
        asks="POST /me/player/next",
        query={"device_id": DEVICE},
    ),
    "prev": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.prev(),
        asks="POST /me/player/previous",
        query={"device_id": DEVICE},
    ),
    "pause": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.pause(),
        asks="PUT /me/player/pause",
        query={"device_id": DEVICE},
    ),
    "play": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.play(position_ms=5),
        asks="PUT /me/player/play",
        query={"device_id": DEVICE},
        body={"position_ms": 5},
    ),
    "seek": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.seek(timedelta(seconds=2)),
        asks="PUT /me/player/seek",
        query={"device_id": DEVICE, "position_ms": "2000"},
    ),
    "repeat": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.repeat("track"),
        asks="PUT /me/player/repeat",
        query={"device_id": DEVICE, "state": "track"},
    ),
    "shuffle": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.shuffle(True),  # noqa: FBT003
        asks="PUT /me/player/shuffle",
        query={"device_id": DEVICE, "state": "true"},
    ),
    "volume": Case(
        kind=CurrentlyPlayingContext,
        of="player_context_track",
        call=lambda player: player.volume(30),
        asks="PUT /me/player/volume",
        query={"device_id": DEVICE, "volume_percent": "30"},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_methods(case: Case, api: Any):
    """
    A method asks the client for the right thing, and returns what that returns.
    """
    method, path = case.asks.split()
    route = api.request(method, path)
    if case.answer is None:
        route.respond(204)
    else:
        route.respond(json=load(case.answer))

    async with asyncspotify.Client(Bearer("token"), tier="extended") as client:
        result = await case.call(case.kind.from_data(load(case.of), client))

    sent = route.calls.last.request
    assert case.query.items() <= dict(sent.url.params).items()
    if case.body is not None:
        assert json.loads(sent.content) == case.body
    if case.result is None:
        assert result is None
    else:
        found = result[0] if isinstance(result, list) else result
        assert isinstance(found, case.result)
        assert getattr(found, "client", client) is client


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_unbound(case: Case):
    """
    An object that belongs to no client says so, and asks nobody.
    """
    thing = case.kind.from_data(load(case.of))

    with pytest.raises(Unbound, match="bind"):
        await case.call(thing)


async def test_device_without_id(api: Any):
    """
    A device that has no id is not named: the active one is addressed.
    """
    player = load("player_context_track")
    player["device"]["id"] = None
    route = api.post("/me/player/next").respond(204)

    async with asyncspotify.Client(Bearer("token")) as client:
        await CurrentlyPlayingContext.from_data(player, client).next()
        await CurrentlyPlayingContext(is_playing=True).bind(client).next()

    assert [call.request.url.query for call in route.calls] == [b"", b""]


async def test_objects_stay_as_they_are(api: Any):
    """
    Adding to a playlist and editing it change nothing about the object.
    """
    api.post(f"{PLAYLIST}/items").respond(201, json=load("playlist_snapshot"))
    api.put(PLAYLIST).respond(200)

    async with asyncspotify.Client(Bearer("token")) as client:
        playlist = FullPlaylist.from_data(load("playlist_full_2026"), client)
        before = playlist.to_data()
        await playlist.add_tracks(TRACK)
        await playlist.edit(name="Other")

    assert playlist.to_data() == before

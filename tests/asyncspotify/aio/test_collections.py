"""
Albums, playlists, shows and audiobooks, from page to page.
"""

from __future__ import annotations

from typing import Any

import pytest

import asyncspotify
from asyncspotify import (
    Client,
    FullAlbum,
    FullAudiobook,
    FullPlaylist,
    FullShow,
    NotFound,
    PlaylistEpisode,
    PlaylistTrack,
    SimpleAlbum,
    SimplePlaylist,
    SimpleTrack,
    Unbound,
)
from clientcore.aio import Bearer

from ..answers import load
from ..payloads import items


def open_client(**options: Any) -> Client:
    """Return a client with a token."""
    return asyncspotify.Client(Bearer("token"), **options)


def paged(api: Any, path: str, *names: str) -> list[Any]:
    """Route the pages of a list, each where the one before links to."""
    routes = []
    # The first one fits all requests, so it comes last.
    for body in map(load, reversed(names)):
        offset = body["offset"]
        params = {"offset": str(offset)} if offset else {}
        routes.append(api.get(path, params=params).respond(json=body))
    return routes[::-1]


def album_pages(api: Any) -> list[Any]:
    """Route the eleven tracks of the album, in three pages."""
    path = f"/albums/{load('album_full')['id']}/tracks"
    return paged(api, path, *(f"album_tracks_page{number}" for number in (1, 2, 3)))


def playlist_pages(api: Any) -> list[Any]:
    """Route the six entries of the playlist, in two pages."""
    path = f"/playlists/{load('playlist_full_2026')['id']}/items"
    return paged(api, path, "playlist_items_2026_page1", "playlist_items_2026_page2")


@pytest.mark.parametrize("name", ["album_full_partial_tracks", "album_simple_day"])
async def test_filling_an_album(name: str, api: Any):
    """
    Filling gets all tracks, for an album of a list just as for a whole one.
    """
    routes = album_pages(api)
    kind = FullAlbum if "full" in name else SimpleAlbum

    async with open_client() as client:
        album = kind.from_data(load(name), client)
        before = album.is_filled()
        await album.fill()

    assert (before, album.is_filled()) == (False, True)
    assert [route.call_count for route in routes] == [1, 1, 1]
    assert len(album.tracks) == album.track_count == 11
    assert len(set(album.tracks)) == 11
    assert all(album.has_track(track) for track in album.tracks)


async def test_iterating_over_an_album(api: Any):
    """
    Iterating asks for page after page from the beginning, and remembers.
    """
    album_pages(api)

    async with open_client() as client:
        album = FullAlbum.from_data(load("album_full"), client)
        seen = []
        async for track in album:
            seen.append(track)
            assert album.tracks == seen

    assert [track.id for track in seen] == [
        track["id"]
        for number in (1, 2, 3)
        for track in items(f"album_tracks_page{number}")
    ]


async def test_objects_of_an_iteration_are_bound(api: Any):
    """
    What iterating gives belongs to the client, and so does all that is in it.
    """
    paged(api, f"/albums/{load('album_full')['id']}/tracks", "album_tracks_page1")
    api.get(f"/audio-features/{items('album_tracks_page1')[0]['id']}").respond(
        json=load("audio_features")
    )

    async with open_client(tier="extended") as client:
        album = SimpleAlbum.from_data(load("album_simple_day"), client)
        track = await anext(aiter(album))
        features = await track.audio_features()

    assert track.client is client
    assert track.artists[0].client is client
    assert isinstance(features, asyncspotify.AudioFeatures)


async def test_leaving_early(api: Any):
    """
    An iteration that is left early leaves what it has seen, and can be redone.
    """
    routes = album_pages(api)

    async with open_client() as client:
        album = FullAlbum.from_data(load("album_full"), client)
        async for _ in album:
            if len(album.tracks) == 3:
                break
        left = (len(album.tracks), album.track_count, album.is_filled())
        called = [route.call_count for route in routes]
        await album.fill()

    assert left == (3, 11, False)
    assert called == [1, 0, 0]
    assert album.is_filled()


async def test_two_at_once(api: Any):
    """
    Two iterations do not disturb each other, and the later one is remembered.
    """
    album_pages(api)

    async with open_client() as client:
        album = FullAlbum.from_data(load("album_full"), client)
        one, other = aiter(album), aiter(album)
        first = [await anext(one), await anext(other)]
        rest = [track.id async for track in one]
        known = len(album.tracks)

    assert first[0] == first[1]
    assert len(rest) == 10
    assert known == 1
    assert aiter(one) is one


async def test_filling_a_playlist(api: Any):
    """
    A playlist has tracks, local files and episodes; what is gone is skipped.
    """
    playlist_pages(api)

    async with open_client(tier="development") as client:
        playlist = SimplePlaylist.from_data(
            {**load("me_playlists_2026")["items"][0], **identity()}, client
        )
        await playlist.fill()

    assert {type(one) for one in playlist.tracks} == {PlaylistTrack, PlaylistEpisode}
    assert playlist.track_count == 6
    assert len(playlist.tracks) < 6
    assert playlist.is_filled()


def identity() -> dict[str, str]:
    """Return the id of the playlist that the pages are of."""
    return {"id": load("playlist_full_2026")["id"]}


async def test_gaps_that_are_kept(api: Any):
    """
    A client that keeps nulls makes no difference to what a playlist knows.
    """
    playlist_pages(api)

    async with open_client(tier="development", keep_nulls=True) as client:
        playlist = FullPlaylist.from_data(load("playlist_full_2026"), client)
        seen = [one.uri async for one in playlist]

    assert [one.uri for one in playlist.tracks] == seen
    assert playlist.is_filled()


async def test_totals_that_are_wrong(api: Any):
    """
    A list that ends before its total is filled all the same.
    """
    page = {**load("album_tracks_page3"), "total": 99, "next": None}
    api.get(f"/albums/{load('album_full')['id']}/tracks").respond(json=page)

    async with open_client() as client:
        album = SimpleAlbum.from_data(load("album_simple_day"), client)
        await album.fill()

    assert album.track_count == 99
    assert len(album.tracks) == len(page["items"])
    assert album.is_filled()
    assert SimpleAlbum.from_data(album.to_data()).is_filled()


async def test_filling_a_show(api: Any):
    """
    A show is filled with episodes.
    """
    path = f"/shows/{load('show_full')['id']}/episodes"
    paged(api, path, "show_episodes_page1", "show_episodes_page2")

    async with open_client() as client:
        show = FullShow.from_data(load("show_full"), client)
        await show.fill()

    names = ("show_episodes_page1", "show_episodes_page2")
    entries = [one for name in names for one in items(name)]
    assert len(show.episodes) == len([one for one in entries if one is not None])
    assert show.is_filled()
    assert show.has_episode(show.episodes[0])
    assert not show.has_episode("x" * 22)


async def test_filling_an_audiobook(api: Any):
    """
    An audiobook is filled with chapters.
    """
    page = {**load("audiobook_chapters_page"), "next": None}
    api.get(f"/audiobooks/{load('audiobook_full')['id']}/chapters").respond(json=page)

    async with open_client() as client:
        audiobook = FullAudiobook.from_data(load("audiobook_full"), client)
        await audiobook.fill()

    assert [one.chapter_number for one in audiobook.chapters] == [
        one["chapter_number"] for one in page["items"]
    ]
    assert audiobook.is_filled()
    assert audiobook.has_chapter(str(audiobook.chapters[0].id))


async def test_failure_midway(api: Any):
    """
    If a page fails, the error is raised and what was known stays as it was.
    """
    path = f"/albums/{load('album_full')['id']}/tracks"
    api.get(path, params={"offset": "5"}).respond(404, json=load("error_404_not_found"))
    api.get(path).respond(json=load("album_tracks_page1"))

    async with open_client() as client:
        album = SimpleAlbum.from_data(load("album_simple_day"), client)
        with pytest.raises(NotFound):
            await album.fill()

    assert album.tracks == []
    assert not album.is_filled()


async def test_unbound():
    """
    What belongs to no client cannot be filled, and keeps what it knows.
    """
    album = FullAlbum.from_data(load("album_full"))
    with pytest.raises(Unbound):
        await album.fill()
    with pytest.raises(Unbound):
        aiter(album)

    assert album.is_filled()
    assert len(album.tracks) == 11
    assert isinstance(album.tracks[0], SimpleTrack)

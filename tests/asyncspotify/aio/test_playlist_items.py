"""
Playlists on a service that behaves like Spotify: fields, kinds of items, changes.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify import (
    BadRequest,
    Client,
    FullChapter,
    PlaylistChapter,
    PlaylistTrack,
    SpotifyException,
)
from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import Status

from ..service import RAINY, open_client

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]

EXAMPLE = "items(added_by.id,track(name,href,album(name,href)))"


# --- Fields -------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        EXAMPLE,
        "items(item(id,name,uri)),next",
        "total",
        "items(added_at)",
        "items.track.name",
        "items(item(!artists))",
        "!items",
        "href,!next",
        "limit,offset",
    ],
)
@pytest.mark.parametrize("tier", [None, "right"])
async def test_fields(sandbox: Sandbox, fields: str, tier: Any):
    """
    Whatever fields are requested, all entries arrive, over all pages.
    """
    options = {"tier": None} if tier is None else {}
    async with open_client(Client, sandbox, **options) as client:
        plain = await client.get_playlist_items(RAINY)
        found = await client.get_playlist_items(RAINY, fields=fields)

    assert len(found) == len(plain) == 112 or "added_at" in fields
    assert len(found) >= 112


async def test_example_of_the_reference(sandbox: Sandbox):
    """
    The reference's own example returns names, under the old name of the key too.
    """
    async with open_client(Client, sandbox) as client:
        [first, *_] = await client.get_playlist_items(RAINY, 1, fields=EXAMPLE)

    assert isinstance(first, PlaylistTrack)
    assert first.album is not None
    assert first.added_by is not None
    assert (first.name, first.album.name) == ("Winter Window", "Salt Weather")
    assert first.added_by.id == "sandbox_me"


@pytest.mark.parametrize("fields", ["", "items(", "(a)", "items(a))", "a;b", "a..b"])
async def test_odd_fields(development: Sandbox, fields: str):
    """
    Fields that cannot be read are refused before anything is sent.
    """
    async with open_client(Client, development) as client:
        with pytest.raises(ValueError, match="fields"):
            client.list_playlist_items(RAINY, fields=fields)
        with pytest.raises(ValueError, match="fields"):
            await client.get_playlist(RAINY, fields=fields)

    assert development.requests == []


@pytest.mark.parametrize("fields", ["name,tracks.items(track(name))", "items,name"])
async def test_fields_of_a_playlist(sandbox: Sandbox, fields: str):
    """
    A playlist has its items, under whichever name they were requested.
    """
    async with open_client(Client, sandbox) as client:
        playlist = await client.get_playlist(RAINY, fields=fields)

    assert playlist.name == "Rainy Commute"
    assert len(playlist.tracks) == 99
    assert playlist.tracks[0].name == "Winter Window"


# --- Kinds of items -----------------------------------------------------------


async def test_loop_over_a_playlist(sandbox: Sandbox):
    """
    A loop that expects tracks meets an episode and a local file, and goes on.
    """
    async with open_client(Client, sandbox) as client:
        playlist = await client.get_playlist(RAINY)
        lines = [
            (entry.name, [artist.name for artist in entry.artists], entry.album)
            async for entry in playlist
        ]
        types = {entry.type for entry in playlist.tracks if not entry.artists}

    assert len(lines) == 112
    assert types == {"episode"}
    assert all(not entry.is_local for entry in playlist.tracks[:-1])


async def test_chapters(sandbox: Sandbox):
    """
    Chapters in playlists and in the queue are there.
    """
    world = sandbox.world
    chapters = list(world.catalogue.chapters.values())[:3]
    async with open_client(Client, sandbox) as client:
        await client.playlist_add_items(RAINY, *(one.uri for one in chapters))
        added = (await client.get_playlist_items(RAINY))[-3:]
        await client.player_play(uris=[one.uri for one in chapters])
        queue = await client.get_queue()
        playing = await client.get_player()

    assert [type(one) for one in added] == [PlaylistChapter] * 3
    assert [type(one) for one in queue.queue] == [FullChapter] * 2
    assert playing.item.name == chapters[0].name


# --- Changes ------------------------------------------------------------------


async def test_local_file_past_the_first_hundred(sandbox: Sandbox):
    """
    Restoring a playlist that holds a local file is refused before anything is lost.
    """
    async with open_client(Client, sandbox) as client:
        entries = await client.get_playlist_items(RAINY)
        sandbox.requests.clear()
        for change in (client.playlist_replace_items, client.playlist_add_items):
            with pytest.raises(ValueError, match="item 111 is the local file"):
                await change(RAINY, *entries)
        with pytest.raises(ValueError, match="local file"):
            await client.player_play(uris=entries)
        with pytest.raises(ValueError, match="local file"):
            await client.player_add_to_queue(entries[-1])
        assert sandbox.requests == []

        await client.playlist_replace_items(RAINY, *entries, skip_local=True)
        after = await client.get_playlist_items(RAINY)

    assert after == entries[:-1]


async def test_replacing_that_fails(sandbox: Sandbox):
    """
    What fails after the first hundred says what the playlist holds now.
    """
    uris = [one.uri for one in sandbox.world.catalogue.tracks.values()][:150]
    async with open_client(Client, sandbox) as client:
        sandbox.faults.add(Status(400), method="POST", path="/v1/playlists/*")
        with pytest.raises(BadRequest) as caught:
            await client.playlist_replace_items(RAINY, *uris)
        sandbox.faults.clear()
        now = await client.get_playlist_items(RAINY)

    assert caught.value.done == uris[:100] == [one.uri for one in now]
    assert "first 100 of 150" in caught.value.__notes__[0]


@pytest.mark.parametrize("change", ["playlist_add_items", "playlist_remove_items"])
async def test_changes_that_fail(sandbox: Sandbox, change: str):
    """
    Of several requests, those that were done are in the error.
    """
    uris = [one.uri for one in sandbox.world.catalogue.tracks.values()][:250]
    async with open_client(Client, sandbox) as client:
        path = "/v1/playlists/*"
        sandbox.faults.add(Status(403), path=path, calls=[3])
        with pytest.raises(SpotifyException) as caught:
            await getattr(client, change)(RAINY, *uris)

    assert caught.value.done == uris[:200]

"""
What programs for 0.12 do with models.
"""

from __future__ import annotations

from typing import Any

import pytest

import asyncspotify
from asyncspotify import (
    Client,
)
from asyncspotify.sandbox import Sandbox

from ..service import TRACK, open_client

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


async def test_documented_constructors(sandbox: Sandbox):
    """
    Models are made of a client and raw JSON, and of the client's ``http``.
    """
    models: Any = asyncspotify
    async with open_client(Client, sandbox) as client:
        raw = await client.http.get_track(TRACK)
        for given in (client, client.http):
            track = models.SimpleTrack(given, dict(raw))
            assert (track.id, track.client) == (TRACK, client)
        await client.player_play(uris=[TRACK])
        state = await client.http.get_player()
        playing = models.CurrentlyPlayingContext(client, state)
        await playing.pause()

    image = models.Image(None, {"url": "u", "width": 640.0, "height": None})
    assert (str(image), image.width) == ("u", 640)


async def test_attributes_of_ones_own(sandbox: Sandbox):
    """
    Programs set attributes on what they got, and an album on simple tracks.
    """
    async with open_client(Client, sandbox) as client:
        album = await client.get_album("ycnsM0rUCwOn6tQgcekoIe")
        for track in album.tracks:
            track.album = album
            track.votes = 1
        album.seen = album.artists[0].seen = True

    assert album.tracks[0].album is album
    assert (album.tracks[0].votes, album.seen, album.artists[0].seen) == (1, True, True)

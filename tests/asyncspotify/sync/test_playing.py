# Generated from aio/test_playing.py by `nox -s twins`: do not edit.
"""
Commands of the player.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify.sandbox import Sandbox
from asyncspotify.sync import (
    Client,
)

from ..service import TRACK, asked, open_client

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


@pytest.mark.parametrize(
    "context",
    [
        "spotify:collection",
        "spotify:collection:tracks",
        "spotify:user:sandbox_me:collection",
        "https://open.spotify.com/collection/tracks",
        "https://open.spotify.com/intl-de/collection/tracks?si=1",
        "open.spotify.com/collection",
    ],
)
def test_liked_songs(sandbox: Sandbox, context: str):
    """
    Liked Songs are played, under each of their names.
    """
    with open_client(Client, sandbox) as client:
        likes = client.get_saved_tracks(2)
        uri = likes[1].track.uri
        client.player_play(context_uri=context, offset={"uri": uri})
        playing = client.get_player()

    assert playing.item == likes[1].track
    assert playing.context.uri == "spotify:user:sandbox_me:collection"


def test_offset_is_a_track(sandbox: Sandbox):
    """
    The offset may be an object, a link or an ID.
    """
    with open_client(Client, sandbox) as client:
        album = client.get_album("ycnsM0rUCwOn6tQgcekoIe")
        track = album.tracks[3]
        for offset in (track, track.link, track.id):
            client.player_play(context_uri=album, offset={"uri": offset})
            assert client.get_player().item == track


def test_too_many_to_play(sandbox: Sandbox):
    """
    More items than a command takes are refused before sending.
    """
    with open_client(Client, sandbox) as client:
        client.player_play(uris=[TRACK] * 800)
        with pytest.raises(ValueError, match="2300 items are too many"):
            client.player_play(uris=[TRACK] * 2300)

    assert len(asked(sandbox)) == 1


@pytest.mark.parametrize(
    "call",
    [
        pytest.param(
            lambda it: it.player_play(uris=f"spotify:track:{TRACK}"),
            id="player_play 29",
        ),
        pytest.param(
            lambda it: it.get_recommendations(seed_genres="rock"),
            id="get_recommendations 18",
        ),
        pytest.param(
            lambda it: it.get_recommendations(seed_tracks=TRACK),
            id="get_recommendations 17",
        ),
    ],
)
def test_text_for_a_list(sandbox: Sandbox, call: Any):
    """
    Text where a list belongs is refused, and not taken letter by letter.
    """
    with open_client(Client, sandbox) as client:
        with pytest.raises(TypeError, match="list"):
            call(client)

    assert sandbox.requests == []

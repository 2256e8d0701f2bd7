# Generated from aio/test_libraries.py by `nox -s twins`: do not edit.
"""
Following, the order of likes, lists with links elsewhere, and markets.
"""

from __future__ import annotations

import pytest

from asyncspotify.sandbox import Sandbox
from asyncspotify.sync import (
    Client,
    NotFound,
)
from clientcore.sync import Bearer

from ..service import asked, open_client, transport_of

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


# --- Following, and lists with links elsewhere --------------------------------


def test_follow_artists(sandbox: Sandbox):
    """
    Artists are followed and unfollowed on both tiers.
    """
    artist = list(sandbox.world.catalogue.artists)[-1]
    with open_client(Client, sandbox) as client:
        client.follow_artists(artist)
        client.following("artist", artist)
        followed = client.is_following_artists(artist)
        client.unfollow_artists(artist)
        after = client.is_following_artists(artist)

    assert (followed, after) == ([True], [False])


def test_my_playlists(sandbox: Sandbox):
    """
    The user's playlists are listed over all pages, whatever their links lead to.
    """
    me = sandbox.world.users["sandbox_me"]
    for number in range(60):
        sandbox.world.add_playlist(me, f"Number {number}")
    with open_client(Client, sandbox) as client:
        user = client.get_me()
        mine = client.get_me_playlists()
        theirs = user.playlists()

    assert len(mine) == len(theirs) >= 64
    assert set(asked(sandbox)) == {"me", "me/playlists"}


# --- Markets, and the order of likes ------------------------------------------


def test_spoken_words_of_an_app(sandbox: Sandbox):
    """
    An app without a user asks for shows and books in its own market.
    """
    ids = {
        kind: next(iter(sandbox.world.catalogue.of(kind)))
        for kind in ("show", "episode", "audiobook", "chapter")
    }
    with open_client(Client, sandbox, "app") as client:
        show = client.get_show(ids["show"])
        assert len(client.get_show_episodes(show)) == 20
        assert client.get_episode(ids["episode"])
        assert client.get_audiobook(ids["audiobook"])
        assert client.get_audiobook_chapters(ids["audiobook"])
        assert client.get_chapter(ids["chapter"])
        assert client.get_episodes(ids["episode"]) != [None]
        assert client.search_shows("small hours")


def test_spoken_words_without_market(sandbox: Sandbox):
    """
    Without a market the error says what is missing.
    """
    auth = Bearer(sandbox.credentials.app_token)
    client = Client(
        auth,
        base_url="http://sandbox/v1",
        transport=transport_of(Client, sandbox),
        tier=None,
    )
    show = next(iter(sandbox.world.catalogue.shows))
    with client:
        with pytest.raises(NotFound) as caught:
            client.get_show(show)

    assert "market=" in caught.value.__notes__[0]


def test_likes_keep_their_order():
    """
    With extended access the copy of a library has the order of the original.
    """
    sandbox = Sandbox()
    with open_client(Client, sandbox) as mine:
        likes = mine.get_saved_tracks(limit=None)
    with open_client(Client, sandbox, user="synthetic.friend") as theirs:
        theirs.save_tracks(*likes)
        copied = theirs.get_saved_tracks(limit=None)

    assert [one.track for one in copied] == [one.track for one in likes]
    assert [one.added_at for one in copied] == [one.added_at for one in likes]


def test_likes_in_development_mode(development: Sandbox):
    """
    Saved tracks may be given to both tiers.
    """
    with open_client(Client, development) as client:
        likes = client.get_saved_tracks(limit=3)
        client.remove_saved_tracks(*(one.track for one in likes))
        client.save_tracks(*likes)
        assert client.has_saved_tracks(*(one.track for one in likes)) == [True] * 3

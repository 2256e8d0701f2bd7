"""
Following, the order of likes, lists with links elsewhere, and markets.
"""

from __future__ import annotations

import pytest

from asyncspotify import (
    Client,
    NotFound,
)
from asyncspotify.sandbox import Sandbox
from clientcore.aio import Bearer

from ..service import asked, open_client, transport_of

pytestmark = [
    pytest.mark.usefixtures("no_backoff"),
    pytest.mark.filterwarnings("ignore::asyncspotify.WithdrawnWarning"),
]


# --- Following, and lists with links elsewhere --------------------------------


async def test_follow_artists(sandbox: Sandbox):
    """
    Artists are followed and unfollowed on both tiers.
    """
    artist = list(sandbox.world.catalogue.artists)[-1]
    async with open_client(Client, sandbox) as client:
        await client.follow_artists(artist)
        await client.following("artist", artist)
        followed = await client.is_following_artists(artist)
        await client.unfollow_artists(artist)
        after = await client.is_following_artists(artist)

    assert (followed, after) == ([True], [False])


async def test_my_playlists(sandbox: Sandbox):
    """
    The user's playlists are listed over all pages, whatever their links lead to.
    """
    me = sandbox.world.users["sandbox_me"]
    for number in range(60):
        sandbox.world.add_playlist(me, f"Number {number}")
    async with open_client(Client, sandbox) as client:
        user = await client.get_me()
        mine = await client.get_me_playlists()
        theirs = await user.playlists()

    assert len(mine) == len(theirs) >= 64
    assert set(asked(sandbox)) == {"me", "me/playlists"}


# --- Markets, and the order of likes ------------------------------------------


async def test_spoken_words_of_an_app(sandbox: Sandbox):
    """
    An app without a user asks for shows and books in its own market.
    """
    ids = {
        kind: next(iter(sandbox.world.catalogue.of(kind)))
        for kind in ("show", "episode", "audiobook", "chapter")
    }
    async with open_client(Client, sandbox, "app") as client:
        show = await client.get_show(ids["show"])
        assert len(await client.get_show_episodes(show)) == 20
        assert await client.get_episode(ids["episode"])
        assert await client.get_audiobook(ids["audiobook"])
        assert await client.get_audiobook_chapters(ids["audiobook"])
        assert await client.get_chapter(ids["chapter"])
        assert await client.get_episodes(ids["episode"]) != [None]
        assert await client.search_shows("small hours")


async def test_spoken_words_without_market(sandbox: Sandbox):
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
    async with client:
        with pytest.raises(NotFound) as caught:
            await client.get_show(show)

    assert "market=" in caught.value.__notes__[0]


async def test_likes_keep_their_order():
    """
    With extended access the copy of a library has the order of the original.
    """
    sandbox = Sandbox()
    async with open_client(Client, sandbox) as mine:
        likes = await mine.get_saved_tracks(limit=None)
    async with open_client(Client, sandbox, user="synthetic.friend") as theirs:
        await theirs.save_tracks(*likes)
        copied = await theirs.get_saved_tracks(limit=None)

    assert [one.track for one in copied] == [one.track for one in likes]
    assert [one.added_at for one in copied] == [one.added_at for one in likes]


async def test_likes_in_development_mode(development: Sandbox):
    """
    Saved tracks may be given to both tiers.
    """
    async with open_client(Client, development) as client:
        likes = await client.get_saved_tracks(limit=3)
        await client.remove_saved_tracks(*(one.track for one in likes))
        await client.save_tracks(*likes)
        assert (
            await client.has_saved_tracks(*(one.track for one in likes)) == [True] * 3
        )

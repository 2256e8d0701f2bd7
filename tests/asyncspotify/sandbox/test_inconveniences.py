"""
What the service does that stops clients which were tested against less.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from asyncspotify.sandbox import Sandbox, User, World
from asyncspotify.sandbox._catalogue import LocalTrack

from .conftest import Ask


@pytest.mark.parametrize("path", ["/me", "/tracks/" + "0" * 22, "/search", "/markets"])
async def test_owner_without_premium(ask: Ask, development: Sandbox, path: str):
    """
    An app in development mode whose owner has no Premium is refused everything.
    """
    development.app.owner_pays = False
    answer = await ask("GET", path, on=development)

    assert answer.status == 403
    assert answer.body.startswith(b"Active premium subscription required")


async def test_owner_of_an_extended_app(ask: Ask, sandbox: Sandbox):
    """
    With extended access nothing depends on the owner.
    """
    sandbox.app.owner_pays = False

    assert (await ask("GET", "/me")).status == 200


@pytest.mark.parametrize("path", ["/me/playlists", "/playlists/{}/items"])
async def test_links_to_withdrawn_addresses(ask: Ask, development: Sandbox, path: str):
    """
    Links of lists lead to addresses that are withdrawn in development mode.
    """
    playlist = next(iter(development.world.playlists.values()))
    path = path.format(playlist.id)
    page = (await ask("GET", path, on=development, limit=2)).json()
    rest, query = page["next"].partition("/v1")[2].split("?")

    assert rest in {"/users/sandbox_me/playlists", f"/playlists/{playlist.id}/tracks"}
    assert (await ask("GET", rest, on=development)).status == 403
    assert query.endswith("offset=2&limit=2")


async def test_trailing_slash(ask: Ask):
    """
    A slash at the end of a path is taken.
    """
    assert (await ask("GET", "/me/")).json() == (await ask("GET", "/me")).json()


async def test_spacing(ask: Ask):
    """
    JSON has the service's spacing.
    """
    album = (await ask("GET", "/me/library/contains", uris="spotify:user:x")).body
    error = (await ask("GET", "/tracks/short")).body

    assert album == b"[ false ]"
    assert error.startswith(b'{\n  "error" : {\n    "status" : 400,\n')


@pytest.mark.parametrize(
    ("path", "empty"),
    [
        ("/shows/{show}", None),
        ("/episodes/{episode}", None),
        ("/audiobooks/{audiobook}", None),
        ("/chapters/{chapter}", None),
        ("/shows?ids={show}", {"shows": [None]}),
        ("/search?type=show&q=a", {"items": []}),
        ("/search?type=episode&q=a", {"items": []}),
    ],
)
async def test_spoken_words_without_market(
    ask: Ask, sandbox: Sandbox, path: str, empty: Any
):
    """
    An app without a user sees shows and books in some market only.
    """
    ids = {
        kind: next(iter(sandbox.world.catalogue.of(kind)))
        for kind in ("show", "episode", "audiobook", "chapter")
    }
    path, _, query = path.format(**ids).partition("?")
    given = dict(one.split("=") for one in query.split("&") if one)
    token = sandbox.credentials.app_token
    answer = await ask("GET", path, token=token, **given)
    there = await ask("GET", path, token=token, market="US", **given)

    if empty is None:
        assert (answer.status, there.status) == (404, 200)
    else:
        found = answer.json()
        assert found == empty or next(iter(found.values()))["items"] == []
        assert there.json() != found


async def test_long_search(ask: Ask):
    """
    A search has at most 250 characters.
    """
    fits = await ask("GET", "/search", q="a" * 250, type="track")
    longer = await ask("GET", "/search", q="a" * 251, type="track")

    assert (fits.status, longer.status) == (200, 400)


@pytest.mark.parametrize("text", ["two\nlines", "a" * 301])
async def test_descriptions(ask: Ask, world: World, text: str):
    """
    A description has one line of at most 300 characters.
    """
    playlist = next(iter(world.playlists.values()))
    made = await ask("POST", "/me/playlists", {"name": "x", "description": text})
    body = {"description": text}
    changed = await ask("PUT", f"/playlists/{playlist.id}", body)

    assert (made.status, changed.status) == (400, 400)


async def test_queue_of_nothing(ask: Ask, me: User):
    """
    Without an active device the queue is a 204.
    """
    for device in me.player.devices:
        device.is_active = False
    answer = await ask("GET", "/me/player/queue")

    assert (answer.status, answer.body) == (204, b"")


async def test_too_much_to_play(ask: Ask, world: World):
    """
    A command has at most 32 KiB.
    """
    uri = next(iter(world.catalogue.tracks.values())).uri
    fits = await ask("PUT", "/me/player/play", {"uris": [uri] * 800})
    more = await ask("PUT", "/me/player/play", {"uris": [uri] * 850})

    assert (fits.status, more.status) == (204, 413)


async def test_liked_songs(ask: Ask, me: User):
    """
    Liked Songs can be played, the newest first.
    """
    context = f"spotify:user:{me.id}:collection"
    answer = await ask("PUT", "/me/player/play", {"context_uri": context})

    assert answer.status == 204
    assert me.player.current.id == me.newest("track")[0][0]  # type: ignore[union-attr]


async def test_move_twice(ask: Ask, world: World):
    """
    A move with a snapshot does no more the second time; without one it does.
    """
    playlist = next(iter(world.playlists.values()))
    first = [entry.uri for entry in playlist.entries[:4]]
    body = {"range_start": 0, "insert_before": 3}
    path, snapshot = f"/playlists/{playlist.id}/items", playlist.snapshot_id
    for _ in range(2):
        await ask("PUT", path, {**body, "snapshot_id": snapshot})

    once = [entry.uri for entry in playlist.entries[:4]]
    assert once == [first[1], first[2], first[0], first[3]]

    await ask("PUT", path, body)
    assert [entry.uri for entry in playlist.entries[:4]] != once


async def test_tidy():
    """
    A tidy world has neither gaps nor local files, nor devices without an id.
    """
    world = Sandbox(tidy=True).world
    entries = [one for each in world.playlists.values() for one in each.entries]
    me = world.users["sandbox_me"]

    assert entries
    assert not [one for one in entries if isinstance(one.item, LocalTrack | None)]
    assert all(world.find("album", one) for one in me.kept("album"))
    assert all(device.id for device in me.player.devices)


async def test_chapter_in_a_playlist(ask: Ask, world: World):
    """
    Chapters call themselves episodes, in playlists too.
    """
    chapter = next(iter(world.catalogue.chapters.values()))
    playlist = next(iter(world.playlists.values()))
    body = {"uris": [chapter.uri], "position": 0}
    await ask("POST", f"/playlists/{playlist.id}/items", body)
    page = await ask("GET", f"/playlists/{playlist.id}/items", limit=1)

    item = page.json()["items"][0]["item"]
    assert (item["type"], item["audiobook"]["name"]) == ("episode", "The Tide Tables")


async def test_library_has_dates(ask: Ask, me: User, world: World):
    """
    Tracks are saved as of the dates that are given.
    """
    older, newer = list(world.catalogue.tracks)[-2:]
    at = world.clock()
    stamped = [
        {"id": one, "added_at": (at - timedelta(days=n)).isoformat()}
        for n, one in enumerate([newer, older], 1)
    ]
    await ask("PUT", "/me/tracks", {"timestamped_ids": stamped})

    assert me.kept("track")[newer] > me.kept("track")[older]

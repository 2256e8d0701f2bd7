"""
What users save and follow, in the new way and the old.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from asyncspotify.sandbox import User, World
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Token = Callable[..., str]

KINDS = ("album", "audiobook", "episode", "show", "track")


@pytest.fixture
def last(world: World) -> Callable[[str], Any]:
    """
    Something of a kind that is in nobody's library.
    """

    def last(kind: str) -> Any:
        known = {
            "user": world.users,
            "playlist": world.playlists,
        }.get(kind) or world.catalogue.of(kind)
        thing = list(known.values())[-1]
        for user in world.users.values():
            user.kept(kind).pop(thing.id, None)
        return thing

    return last


Last = Callable[[str], Any]


@pytest.mark.parametrize("kind", [*KINDS, "user", "playlist"])
async def test_new_way(ask: Ask, last: Last, me: User, kind: str):
    """
    Everything is saved, looked up and removed by its URI.
    """
    uri = last(kind).uri

    async def is_there() -> Any:
        return (await ask("GET", "/me/library/contains", uris=uri)).json()

    before = await is_there()
    saved = await ask("PUT", "/me/library", uris=uri)
    during = await is_there()
    removed = await ask("DELETE", "/me/library", uris=uri)

    assert [before, during, await is_there()] == [[False], [True], [False]]
    assert [saved.status, saved.body, removed.status] == [200, b"", 200]


async def test_order(ask: Ask, last: Last, me: User):
    """
    Answers come in the order of the URIs, whatever their kinds.
    """
    track, album = last("track"), last("album")
    known = next(iter(me.kept("artist")))
    uris = f"{track.uri},spotify:artist:{known},{album.uri}"
    answer = await ask("GET", "/me/library/contains", uris=uris)

    assert answer.json() == [False, True, False]


async def test_artists(ask: Ask, last: Last):
    """
    Artists are followed there too.
    """
    uri = last("artist").uri
    answer = await ask("PUT", "/me/library", uris=uri)
    found = await ask("GET", "/me/library/contains", uris=uri)

    assert (answer.status, found.json()) == (200, [True])


async def test_contains_of_nothing(ask: Ask):
    """
    A well-formed URI of nothing is not in the library, and no error.
    """
    found = await ask("GET", "/me/library/contains", uris="spotify:track:" + "0" * 22)

    assert (found.status, found.json()) == (200, [False])


async def test_most(ask: Ask, last: Last):
    """
    Forty fit into a request.
    """
    uri = last("track").uri
    fits = await ask("PUT", "/me/library", uris=",".join([uri] * 40))
    too_many = await ask("PUT", "/me/library", uris=",".join([uri] * 41))

    assert (fits.status, too_many.status) == (200, 400)


@pytest.mark.parametrize("uris", ["", "nonsense", "spotify:track:" + "0" * 22])
async def test_odd_uris(ask: Ask, uris: str):
    """
    What is nothing is 400.
    """
    assert (await ask("PUT", "/me/library", uris=uris)).status == 400


@pytest.mark.parametrize(
    ("kind", "modify", "read"),
    [
        ("track", "user-library-modify", "user-library-read"),
        ("audiobook", "user-library-modify", "user-library-read"),
        ("user", "user-follow-modify", "user-follow-read"),
        ("playlist", "playlist-modify-public", "playlist-read-private"),
    ],
)
async def test_scopes(
    ask: Ask, last: Last, token: Token, *, kind: str, modify: str, read: str
):
    """
    Each kind has scopes of its own.
    """
    uri = last(kind).uri
    enough, lacking = token(modify, read), token(modify)
    written = await ask("PUT", "/me/library", uris=uri, token=enough)
    unwritten = await ask(
        "DELETE", "/me/library", uris=uri, token=token(all_but=modify)
    )
    found = await ask("GET", "/me/library/contains", uris=uri, token=enough)
    unseen = await ask("GET", "/me/library/contains", uris=uri, token=lacking)

    assert [written.status, unwritten.status] == [200, 403]
    assert [found.json(), unseen.status] == [[True], 403]


@pytest.mark.parametrize("kind", KINDS)
async def test_old_way(ask: Ask, last: Last, kind: str):
    """
    Each kind has a list, which its own endpoints change.
    """
    thing, path = last(kind), f"/me/{kind}s"
    saved = await ask("PUT", path, ids=thing.id)
    contained = (await ask("GET", f"{path}/contains", ids=thing.id)).json()
    first = (await ask("GET", path)).json()["items"][0]
    removed = await ask("DELETE", path, [thing.id])
    after = (await ask("GET", f"{path}/contains", ids=thing.id)).json()

    assert [saved.status, removed.status] == [200, 200]
    assert [contained, after] == [[True], [False]]
    assert first.get(kind, first)["id"] == thing.id


async def test_when_saved(ask: Ask, last: Last):
    """
    Tracks can say since when they are saved; the newest come first.
    """
    track = last("track")
    stamped = [{"id": track.id, "added_at": "2023-01-02T03:04:05Z"}]
    answer = await ask("PUT", "/me/tracks", {"timestamped_ids": stamped})
    items = (await ask("GET", "/me/tracks", offset=60)).json()["items"]

    assert answer.status == 200
    assert items[-1]["track"]["id"] == track.id
    assert items[-1]["added_at"] == "2023-01-02T03:04:05Z"


@pytest.mark.parametrize("stamped", [[{}], ["x"], [{"id": "x", "added_at": "soon"}]])
async def test_odd_times(ask: Ask, stamped: Any):
    """
    What is no time is 400.
    """
    answer = await ask("PUT", "/me/tracks", {"timestamped_ids": stamped})

    assert answer.status == 400


async def test_nothing_saved_twice(ask: Ask, me: User):
    """
    What is saved already stays as it is.
    """
    track, since = next(iter(me.kept("track").items()))
    await ask("PUT", "/me/tracks", ids=track)

    assert me.kept("track")[track] == since


async def test_unknown_thing(ask: Ask):
    """
    What there is not cannot be saved.
    """
    assert (await ask("PUT", "/me/albums", ids="0" * 22)).status == 400


async def test_withdrawn_albums(ask: Ask):
    """
    In the place of an album that was withdrawn, there is null.
    """
    items = (await ask("GET", "/me/albums")).json()["items"]

    assert items.count(None) == 1


async def test_withdrawn_episodes(ask: Ask):
    """
    In the place of an episode, there is one full of nulls.
    """
    items = (await ask("GET", "/me/episodes")).json()["items"]
    gone = [item for item in items if item["episode"]["id"] is None]

    assert len(gone) == 1
    assert gone[0]["episode"]["name"] is None


async def test_books_are_bare(ask: Ask):
    """
    Saved books come without when they were saved.
    """
    items = (await ask("GET", "/me/audiobooks")).json()["items"]

    assert {item["type"] for item in items} == {"audiobook"}


@pytest.mark.parametrize("kind", ["artist", "user"])
async def test_follow(ask: Ask, last: Last, kind: str):
    """
    Artists and users can be followed, and left again.
    """
    thing, path = last(kind), "/me/following"

    async def follows() -> Any:
        answer = await ask("GET", f"{path}/contains", type=kind, ids=thing.id)
        return answer.json()

    before = await follows()
    followed = await ask("PUT", path, type=kind, ids=thing.id)
    during = await follows()
    left = await ask("DELETE", path, {"ids": [thing.id]}, type=kind)

    assert [before, during, await follows()] == [[False], [True], [False]]
    assert [followed.status, left.status] == [204, 204]


async def test_followers_are_counted(ask: Ask, last: Last):
    """
    Who follows an artist is counted.
    """
    artist = last("artist")
    path = f"/artists/{artist.id}"
    before = (await ask("GET", path)).json()["followers"]
    await ask("PUT", "/me/following", type="artist", ids=artist.id)
    after = (await ask("GET", path)).json()["followers"]

    assert after == {"href": None, "total": before["total"] + 1}


@pytest.mark.parametrize(
    ("method", "query"),
    [
        ("GET", {}),
        ("GET", {"type": "user"}),
        ("PUT", {"ids": "x"}),
        ("PUT", {"type": "album", "ids": "0" * 22}),
        ("PUT", {"type": "artist"}),
        ("PUT", {"type": "artist", "ids": "x"}),
        ("PUT", {"type": "artist", "ids": "0" * 22}),
        ("PUT", {"type": "user", "ids": "nobody"}),
    ],
)
async def test_odd_following(ask: Ask, method: str, query: dict[str, str]):
    """
    Only artists and users are followed, and only artists listed.
    """
    assert (await ask(method, "/me/following", **query)).status == 400

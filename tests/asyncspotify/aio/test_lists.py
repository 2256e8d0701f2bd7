"""
Lists: pages, limits, gaps, and totals that are wrong.
"""

from __future__ import annotations

from typing import Any

import pytest
from respx import MockResponse

from asyncspotify import Client, FullTrack, SimpleAlbum, SimplePlaylist
from asyncspotify._paging import SpotifyPaging
from clientcore import GET, DecodeError
from clientcore.aio import Bearer

from ..answers import API, load

A = "0aB1cD2eF3gH4iJ5kL6mN7"


def client(**options: Any) -> Client:
    """Return a client that is allowed everything."""
    options.setdefault("tier", "extended")
    return Client(Bearer("a token"), **options)


def in_turn(*names: str) -> list[Any]:
    """Return answers to give one after another."""
    return [MockResponse(json=load(name)) for name in names]


def cut(request: Any, count: int = 12) -> Any:
    """Answer with a page of *count* invented tracks, as the service would."""
    query = request.url.params
    start, size = int(query.get("offset", 0)), int(query["limit"])
    ids = [f"track{place:03}" for place in range(count)][start : start + size]
    more = start + size < count
    link = request.url.copy_merge_params({"offset": start + size})
    return MockResponse(
        json={
            "items": [{"id": one, "name": one, "type": "track"} for one in ids],
            "next": str(link) if more else None,
            "previous": None,
            "offset": start,
            "limit": size,
            "total": count,
        }
    )


async def test_several_pages(api: Any):
    """
    Fault 1: an album's tracks come, from as many pages as it takes.
    """
    pages = in_turn("album_tracks_page1", "album_tracks_page2", "album_tracks_page3")
    route = api.get(path__regex="/albums/.*/tracks").mock(side_effect=pages)

    async with client() as sp:
        tracks = await sp.get_album_tracks(A, limit=None)

    assert route.call_count == 3
    assert [track.track_number for track in tracks] == list(range(1, len(tracks) + 1))
    assert len(tracks) > 10


async def test_limit(api: Any):
    """
    No more pages are asked for than the limit needs, and no more is returned.
    """
    route = api.get(path__regex="/albums/.*/tracks").mock(
        side_effect=in_turn("album_tracks_page1", "album_tracks_page2")
    )

    async with client() as sp:
        assert len(await sp.get_album_tracks(A, limit=7)) == 7
        assert await sp.get_album_tracks(A, limit=0) == []

    assert route.call_count == 2


async def test_cursors(api: Any):
    """
    Fault 2: followed artists come by cursor.
    """
    route = api.get("/me/following").mock(
        side_effect=in_turn("followed_artists_page1", "followed_artists_page2")
    )

    async with client() as sp:
        artists = await sp.get_followed_artists(limit=None)

    assert len(artists) == 3
    assert "after" in route.calls.last.request.url.params


async def test_cursors_end(api: Any):
    """
    The last page of what was played has no cursors, and no more follows.
    """
    pages = in_turn("recently_played", "recently_played_last")
    api.get("/me/player/recently-played").mock(side_effect=pages)

    async with client() as sp:
        played = await sp.get_recently_played(limit=None)

    assert len(played) == 2


async def test_offset(api: Any):
    """
    Fault 4: a list that begins later has all that follows, once and in order.
    """
    api.get(path__regex="/albums/.*/tracks").mock(side_effect=cut)

    async with client() as sp:
        listed = sp.list_album_tracks(A, offset=5, page_size=3)
        tracks = await listed.collect()

    assert [one.id for one in tracks] == [f"track{place:03}" for place in range(5, 12)]


async def test_total_lies(api: Any):
    """
    Fault 4: the links lead, whatever the total says.
    """
    first = load("search_total_lies")
    last = {"tracks": {**first["tracks"], "items": [], "next": None}}
    answers = [MockResponse(json=first), MockResponse(json=last)]
    api.get("/search").mock(side_effect=answers)

    async with client() as sp:
        tracks = await sp.search_tracks("harbour", limit=None)

    assert len(tracks) == 1


async def test_ahead(api: Any):
    """
    Pages can be asked for several at a time, and come in order.
    """
    route = api.get(path__regex="/albums/.*/tracks").mock(side_effect=cut)

    async with client() as sp:
        listed = sp.list_album_tracks(A, page_size=2).prefetch(3)
        tracks = await listed.collect()

    assert [one.id for one in tracks] == [f"track{place:03}" for place in range(12)]
    assert route.call_count == 6


async def test_first_page(api: Any):
    """
    A list's first page knows the total, and leads on.
    """
    api.get(path__regex="/albums/.*/tracks").mock(side_effect=cut)

    async with client() as sp:
        page = await sp.list_album_tracks(A, page_size=10).page()
        following = await page.next()

    assert (len(page), page.total) == (10, 12)
    assert following is not None
    assert len(following) == 2


async def test_foreign_link(api: Any):
    """
    Of a link only the query counts: the token goes to no other host.
    """
    first = {**load("album_tracks_page1"), "next": "https://elsewhere.test/x?offset=7"}
    last = {**load("album_tracks_page1"), "next": None}
    route = api.get(path__regex="/albums/.*/tracks")
    route.side_effect = [MockResponse(json=one) for one in (first, last)]

    async with client() as sp:
        await sp.get_album_tracks(A, limit=None)

    assert route.calls.last.request.url.host == "api.spotify.com"
    assert route.calls.last.request.url.params["offset"] == "7"


async def test_nulls(api: Any):
    """
    Entries that are null are left out, or kept if the client is told to.
    """
    page = {**load("user_playlists_page1"), "next": None}
    api.get("/users/ada/playlists").respond(json=page)

    async with client() as sp:
        some = await sp.get_user_playlists("ada")
    async with client(keep_nulls=True) as sp:
        every = await sp.get_user_playlists("ada")

    assert None in page["items"]
    assert all(isinstance(one, SimplePlaylist) for one in some)
    assert [one is None for one in every] == [one is None for one in page["items"]]


# --- Search -------------------------------------------------------------------


async def test_copy_keeps_nulls(api: Any):
    """
    A copy can be told to keep gaps.
    """
    page = {"items": [None, {"id": A, "type": "album"}], "next": None, "total": 2}
    api.get(f"/artists/{A}/albums").respond(json=page)

    async with client() as sp:
        keeping = await sp.with_options(keep_nulls=True).get_artist_albums(A)
        leaving = await sp.get_artist_albums(A)

    assert [one and one.id for one in keeping] == [None, A]
    assert [one.id for one in leaving] == [A]


async def test_search_many_kinds(api: Any):
    """
    Fault 15: all seven kinds come, as the models they are.
    """
    route = api.get("/search").respond(json=load("search_all_types"))

    async with client() as sp:
        found = await sp.search("Track", FullTrack, SimpleAlbum, q="x", limit=1)

    assert route.calls.last.request.url.params["type"] == "track,track,album"
    assert set(found) == {
        "albums",
        "artists",
        "audiobooks",
        "episodes",
        "playlists",
        "shows",
        "tracks",
    }
    assert isinstance(found["tracks"][0], FullTrack)


async def test_search_nulls(api: Any):
    """
    Fault 15: a playlist that is not shown to the app is no error.
    """
    answer = load("search_multi")
    for page in answer.values():
        page["next"] = None
    api.get("/search").respond(json=answer)

    async with client() as sp:
        found = await sp.search("playlist", q="x")
    async with client(keep_nulls=True) as sp:
        kept = await sp.search("playlist", q="x")

    assert None in answer["playlists"]["items"]
    assert None not in found["playlists"]
    assert None in kept["playlists"]


async def test_search_goes_on(api: Any):
    """
    Each kind is asked for until there are enough of it.
    """
    pages = in_turn("search_tracks_page1", "search_tracks_page2", "search_tracks_page3")
    route = api.get("/search").mock(side_effect=pages)

    async with client() as sp:
        found = await sp.search("track", q="harbour", limit=3)

    assert len(found["tracks"]) == 3
    assert route.call_count == 2


async def test_search_first(api: Any):
    """
    The first hit is one hit that is asked for, and none is none.
    """
    route = api.get("/search").respond(json=load("search_empty"))

    async with client() as sp:
        assert await sp.search_track("nothing") is None

    assert route.calls.last.request.url.params["limit"] == "1"


@pytest.mark.parametrize("kinds", [(), (7,)])
async def test_search_odd(kinds: tuple[Any, ...]):
    """
    What is no kind, and no kind at all, is the caller's mistake.
    """
    async with client() as sp:
        with pytest.raises((TypeError, ValueError)):
            await sp.search(*kinds, q="x")
        with pytest.raises(ValueError, match="no searching for 'device'"):
            sp.list_search("device", "x")


# --- The rule -----------------------------------------------------------------

RULE = SpotifyPaging(furthest=1000)


def _page(**values: Any) -> dict[str, Any]:
    return {"items": [1, None], "total": 5000, "offset": 990, **values}


def test_furthest():
    """
    Search ends where the service refuses to go on.
    """
    near = _page(next=f"{API}/search?offset=1000")
    far = _page(next=f"{API}/search?offset=1001")
    asked = GET("search", query={"offset": 990})

    assert RULE.next(asked, near) is not None
    assert RULE.next(asked, far) is None
    assert [one.query["offset"] for one in RULE.ahead(asked, near)] == list(
        range(992, 1001, 2)
    )


@pytest.mark.parametrize("link", [None, "", 7, "https://here"])
def test_no_next(link: Any):
    """
    A link that is none, or leads nowhere new, ends a list.
    """
    asked = GET("search").at("https://here")

    assert RULE.next(asked, _page(next=link)) is None
    assert SpotifyPaging().next(asked, {"items": [], "next": "https://on"}) is None


@pytest.mark.parametrize("body", [None, [], {}, {"items": None}, {"page": 7}])
def test_no_page(body: Any):
    """
    What is no page is an error, whose message says where the list was missing.
    """
    with pytest.raises(DecodeError, match=r"page\.items"):
        SpotifyPaging(key="page").items(body)


def test_gaps():
    """
    Nulls are no items, but count for where the next page begins.
    """
    body = _page(next="https://on?offset=992", total=994)
    asked = GET("search", query={"offset": 990})

    assert RULE.items(body) == [1]
    assert SpotifyPaging(nulls=True).items(body) == [1, None]
    assert [one.query["offset"] for one in RULE.ahead(asked, body)] == [992]


def test_filtered():
    """
    A page with fewer entries than its limit was filtered: the next is behind the limit.
    """
    body = {
        "items": [1] * 48,
        "limit": 50,
        "offset": 0,
        "total": 120,
        "next": "https://on?offset=50",
    }
    asked = GET("playlists/1/items", query={"limit": 50})

    ahead = list(SpotifyPaging().ahead(asked, body))

    assert [(one.query["offset"], one.query["limit"]) for one in ahead] == [
        (50, 50),
        (100, 50),
    ]

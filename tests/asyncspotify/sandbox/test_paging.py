"""
Lists that come in pages.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.request import Request, urlopen

import pytest

from asyncspotify.sandbox import Sandbox, World
from asyncspotify.sandbox._seed.music import LONG_ALBUM
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Follow = Callable[[str], Awaitable[Answer]]


@pytest.fixture
def album(world: World) -> str:
    """
    The path of an album with 64 tracks.
    """
    albums = world.catalogue.albums.values()
    return f"/albums/{next(a.id for a in albums if a.name == LONG_ALBUM)}"


async def every_page(follow: Follow, page: dict[str, Any]) -> list[dict[str, Any]]:
    pages = [page]
    while link := pages[-1]["next"]:
        pages.append((await follow(link)).json())
        assert len(pages) < 50
    return pages


async def test_forward(ask: Ask, follow: Follow, album: str):
    """
    Following the links leads to everything, once.
    """
    first = (await ask("GET", f"{album}/tracks", limit=25, market="US")).json()
    pages = await every_page(follow, first)
    numbers = [track["track_number"] for page in pages for track in page["items"]]

    assert [len(page["items"]) for page in pages] == [25, 25, 14]
    assert numbers == list(range(1, 65))
    assert {page["total"] for page in pages} == {64}
    assert all("market=US" in page["href"] for page in pages)


async def test_backward(ask: Ask, follow: Follow, album: str):
    """
    It leads back too.
    """
    last = (await ask("GET", f"{album}/tracks", limit=25, offset=50)).json()
    middle = (await follow(last["previous"])).json()
    first = (await follow(middle["previous"])).json()

    assert (middle["offset"], first["offset"]) == (25, 0)
    assert first["previous"] is None


async def test_behind_the_end(ask: Ask, album: str):
    """
    Behind the end there is nothing, and no error.
    """
    page = (await ask("GET", f"{album}/tracks", offset=1000)).json()

    assert (page["items"], page["next"], page["total"]) == ([], None, 64)


async def test_embedded(ask: Ask, follow: Follow, album: str):
    """
    The page inside of an album goes on elsewhere.
    """
    tracks = (await ask("GET", album)).json()["tracks"]
    rest = (await follow(tracks["next"])).json()

    assert (len(tracks["items"]), len(rest["items"])) == (50, 14)


def test_origin_of_links(sandbox: Sandbox, album: str):
    """
    Links lead to where the sandbox is served.
    """
    headers = {"authorization": f"Bearer {sandbox.credentials.token}"}
    with sandbox.serve() as base_url:
        request = Request(f"{base_url}/v1{album}/tracks?limit=1", headers=headers)
        with urlopen(request, timeout=20) as answer:
            page = json.load(answer)

    assert page["next"].startswith(f"{base_url}/v1{album}/tracks?")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 51}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"offset": -1}, "offset"),
        ({"offset": "x"}, "offset"),
    ],
)
async def test_bounds(ask: Ask, album: str, query: dict[str, object], name: str):
    """
    What is outside of the bounds is 400.
    """
    answer = await ask("GET", f"{album}/tracks", **query)

    assert answer.json() == {"error": {"status": 400, "message": f"Invalid {name}"}}


@pytest.mark.parametrize(
    ("path", "default", "most"),
    [
        ("/search?q=a&type=track", 5, 10),
        ("/artists/{artist}/albums", 5, 10),
        ("/playlists/{playlist}/items", 20, 50),
        ("/me/tracks", 20, 50),
    ],
)
async def test_bounds_in_development(
    ask: Ask, development: Sandbox, path: str, default: int, most: int
):
    """
    In development pages are smaller.
    """
    artist = next(iter(development.world.catalogue.artists))
    playlist = next(iter(development.world.playlists))
    path, _, rest = path.format(artist=artist, playlist=playlist).partition("?")
    query = dict(pair.split("=") for pair in rest.split("&") if pair)
    usual = (await ask("GET", path, on=development, **query)).json()
    largest = await ask("GET", path, on=development, limit=most, **query)
    larger = await ask("GET", path, on=development, limit=most + 1, **query)

    assert usual.get("tracks", usual)["limit"] == default
    assert (largest.status, larger.status) == (200, 400)


async def test_followed_artists(ask: Ask, follow: Follow):
    """
    Followed artists come by cursor.
    """
    page = (await ask("GET", "/me/following", type="artist", limit=3)).json()
    pages = [page["artists"]]
    while link := pages[-1]["next"]:
        pages.append((await follow(link)).json()["artists"])
    ids = [artist["id"] for page in pages for artist in page["items"]]

    assert [len(page["items"]) for page in pages] == [3, 3, 2]
    assert len(set(ids)) == pages[0]["total"] == 8
    assert pages[0]["cursors"] == {"after": ids[2]}
    assert pages[-1]["cursors"] == {"after": None}
    assert "offset" not in pages[0]


async def test_played_before(ask: Ask, follow: Follow):
    """
    What was played comes by time, until there is none left.
    """
    pages = [(await ask("GET", "/me/player/recently-played", limit=25)).json()]
    while link := pages[-1]["next"]:
        pages.append((await follow(link)).json())
    times = [play["played_at"] for page in pages for play in page["items"]]

    assert [len(page["items"]) for page in pages] == [25, 25, 10, 0]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 60
    assert pages[-1]["cursors"] is None
    assert "total" not in pages[0]


async def test_played_after(ask: Ask, follow: Follow):
    """
    It can be asked for forward too, but not both ways at once.
    """
    path = "/me/player/recently-played"
    first = (await ask("GET", path, after=0, limit=40)).json()
    second = (await follow(first["next"])).json()
    both = await ask("GET", path, after=1, before=2)

    assert [len(first["items"]), len(second["items"])] == [40, 20]
    assert first["items"][0]["played_at"] < second["items"][-1]["played_at"]
    assert both.status == 400


async def test_unknown_cursor(ask: Ask):
    """
    A cursor that leads nowhere is 400.
    """
    answer = await ask("GET", "/me/following", type="artist", after="0" * 22)

    assert answer.json()["error"]["message"] == "Invalid cursor"

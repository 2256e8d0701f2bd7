"""
Search.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from asyncspotify.sandbox import Sandbox, World
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]


async def hits(ask: Ask, kind: str, q: str, **more: object) -> list[str]:
    answer = await ask("GET", "/search", q=q, type=kind, **more)
    items = answer.json()[f"{kind}s"]["items"]
    return [item and item["name"] for item in items]


async def test_several_kinds(ask: Ask):
    """
    Each kind that is asked for has a page of its own, which goes on alone.
    """
    answer = await ask("GET", "/search", q="a", type="album,artist", limit=2)
    found = answer.json()

    assert found.keys() == {"albums", "artists"}
    assert "type=album&" in found["albums"]["next"]
    assert "query=a&" in found["albums"]["next"]


@pytest.mark.parametrize(
    ("kind", "q", "name"),
    [
        ("artist", "paper LANTERNS", "Paper Lanterns"),
        ("artist", "genre:fado", "Miradouro"),
        ("album", "lighthouse north", "Every Lighthouse in the North"),
        ("album", 'album:"every lighthouse"', "Every Lighthouse in the North"),
        ("show", "small hours", "Small Hours Radio"),
        ("episode", "on lighthouses 12", "On Lighthouses 12"),
        ("audiobook", "tide", "The Tide Tables"),
        ("playlist", "rainy", "Rainy Commute"),
    ],
)
async def test_words(ask: Ask, kind: str, q: str, name: str):
    """
    All words have to be in it, and fields are asked by name.
    """
    assert (await hits(ask, kind, q))[0] == name


async def test_fields_of_tracks(ask: Ask, world: World):
    """
    A track is found by all that is known of it.
    """
    track = next(iter(world.catalogue.tracks.values()))
    year = track.album.release_date[:4]
    by_code = await hits(ask, "track", f"isrc:{track.isrc}")
    by_all = await hits(
        ask,
        "track",
        f'track:"{track.name}" artist:"{track.artists[0].name}" '
        f'album:"{track.album.name}" year:{year}-{year}',
        limit=50,
    )

    assert by_code == [track.name]
    assert set(by_all) == {track.name}


async def test_field_of_another_kind(ask: Ask):
    """
    A field that a kind does not have fits nothing.
    """
    assert await hits(ask, "show", "isrc:QZSYN2600001") == []


async def test_upc(ask: Ask, world: World):
    """
    An album is found by its code.
    """
    album = next(iter(world.catalogue.albums.values()))

    assert await hits(ask, "album", f"upc:{album.upc}") == [album.name]


async def test_hidden_playlists(ask: Ask, development: Sandbox):
    """
    In development the service's own playlists are null.
    """
    seen = await hits(ask, "playlist", "fresh")
    hidden = await hits(ask, "playlist", "fresh", on=development)

    assert (seen, hidden) == (["Fresh Every Friday"], [None])


async def test_private_playlists(ask: Ask):
    """
    Private playlists are not found.
    """
    assert await hits(ask, "playlist", "quiet evenings") == []


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"type": "track"}, "Missing required field: query"),
        ({"q": "a"}, "Missing parameter type"),
        ({"q": "a", "type": "song"}, "Bad search type field song"),
        ({"q": "a", "type": "track", "offset": 1001}, "Invalid offset"),
        ({"q": "a", "type": "track", "limit": 51}, "Invalid limit"),
    ],
)
async def test_mistakes(ask: Ask, query: dict[str, object], message: str):
    """
    A search needs words and kinds, and ends at a thousand.
    """
    answer = await ask("GET", "/search", **query)

    assert answer.json() == {"error": {"status": 400, "message": message}}

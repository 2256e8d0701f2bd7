"""
Playlists, and keeping what is on air.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Playlist, Room, Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]


@pytest.fixture
def shanties(sandbox: Sandbox) -> Playlist:
    """
    The bot's playlist of 25.
    """
    return next(iter(sandbox.world.playlists.values()))


def path(playlist: Playlist, more: str = "") -> str:
    return f"/playlist/{playlist.id}{more}"


async def test_own(data: Data):
    """
    The list has one's own playlists.
    """
    rows = await data("GET", "/playlist", by="deckhand")

    assert [(row["name"], row["totalItems"]) for row in rows] == [
        ("Shanties", 25),
        ("Later", 0),
    ]


async def test_life(sandbox: Sandbox, data: Data):
    """
    A playlist is made, renamed and deleted.
    """
    form = {"name": "New", "isPublic": 1}
    made = await data("POST", "/playlist", by="ivy", form=form)
    at = f"/playlist/{made['_id']}"
    renamed = await data("PUT", at, by="ivy", form={"name": "Newer"})
    await data("DELETE", at, by="ivy")

    assert (made["isPublic"], renamed["name"]) == (True, "Newer")
    assert made["_id"] not in sandbox.world.playlists


@pytest.mark.parametrize("method", ["POST", "PUT"])
async def test_name(ask: Ask, shanties: Playlist, method: str):
    """
    A playlist has a name.
    """
    at = "/playlist" if method == "POST" else path(shanties)

    assert (await ask(method, at, by="deckhand", form={"name": " "})).status == 400


async def test_somebody_elses(ask: Ask, shanties: Playlist):
    """
    Somebody else's playlist is not found.
    """
    assert (await ask("GET", path(shanties, "/songs"), by="ivy")).status == 404


async def test_items(data: Data, shanties: Playlist):
    """
    Items come 20 a page, or filtered by a part of their medium's name.
    """
    at = path(shanties, "/songs")
    pages = [
        await data("GET", at, by="deckhand", query={"page": page}) for page in (1, 2)
    ]
    found = await data("GET", at, by="deckhand", query={"name": "waltz"})

    assert [len(page) for page in pages] == [20, 5]
    assert [row["_song"] for row in found].count(None) == 1
    assert found[1]["_song"]["name"] == "Beacon Waltz"


async def test_add_and_remove(
    sandbox: Sandbox, ask: Ask, data: Data, shanties: Playlist
):
    """
    Media are added by the service's id or the provider's, and removed by item.
    """
    at = path(shanties, "/songs")
    media = next(iter(sandbox.world.media))
    by_id = await data("POST", at, by="deckhand", form={"songid": media})
    form = {"type": "youtube", "fkid": "dQw4w9WgXcQ"}
    by_fkid = await data("POST", at, by="deckhand", form=form)
    item = shanties.items[0].id
    left = await data("DELETE", f"{at}/{item}", by="deckhand")
    again = await ask("DELETE", f"{at}/{item}", by="deckhand")

    counts = [row["totalItems"] for row in (by_id, by_fkid, left)]
    assert counts == [26, 27, 26]
    assert again.status == 404


async def test_grab(
    sandbox: Sandbox, data: Data, room: Room, shanties: Playlist, listen: Listen
):
    """
    Adding what is on air where one is, is a grab.
    """
    assert room.current is not None
    ear = await listen(None, room)
    form = {"songid": room.current.media.id}
    await data("POST", path(shanties, "/songs"), by="deckhand", form=form)
    from_outside = len(room.current.grabs)
    sandbox.person("deckhand").join(room)
    await data("POST", path(shanties, "/songs"), by="deckhand", form=form)
    sandbox.person("ivy").grab(room)
    told = [await ear.event("room_playlist-queue-update-grabs") for _ in range(2)]

    assert from_outside == 0
    assert [event["playlist"]["grabs"] for event in told] == [1, 2]
    assert [e["user"]["username"] for e in told] == ["deckhand", "ivy"]


async def test_order(data: Data, shanties: Playlist):
    """
    Items are put in order, or out of it.
    """
    ids = [item.id for item in shanties.items]
    form = {"order[]": ids[::-1]}
    await data("POST", path(shanties, "/order"), by="deckhand", form=form)
    turned = [item.id for item in shanties.items]
    await data("POST", path(shanties, "/order/randomize"), by="deckhand")

    assert turned == ids[::-1]
    assert [item.id for item in shanties.items] not in (ids, turned)


@pytest.mark.parametrize(("source", "status"), [("youtube", 200), ("vimeo", 404)])
async def test_import(ask: Ask, source: str, status: int):
    """
    Playlists are imported from two places.
    """
    form = {"name": "Theirs", "fkid": "PL1"}
    answer = await ask("POST", f"/playlist/import/{source}", by="ivy", form=form)

    assert answer.status == status


async def test_soundcloud(data: Data):
    """
    Nobody has anything at SoundCloud.
    """
    assert await data("GET", "/playlist/soundcloud", by="ivy") == []

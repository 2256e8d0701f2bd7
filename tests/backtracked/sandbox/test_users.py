"""
Users, and media.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Room, Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]


async def test_user(sandbox: Sandbox, data: Data):
    """
    Users are had by id and by name, with or without a picture.
    """
    ada = await data("GET", "/user/ADA_dj")
    bo = await data("GET", f"/user/{sandbox.person('bo_listener').user.id}")

    assert ada["profileImage"] is None
    assert bo["profileImage"]["secure_url"] == "https://avatars.example/1.png"


@pytest.mark.parametrize("size", ["", "/large"])
async def test_image(ask: Ask, size: str):
    """
    A picture is a redirect, or 404.
    """
    some = await ask("GET", f"/user/{{bo_listener}}/image{size}")
    none = await ask("GET", f"/user/{{ada_dj}}/image{size}")

    assert (some.status, none.status) == (302, 404)
    assert some.headers["location"] == "https://avatars.example/1.png"


async def test_availability(data: Data):
    """
    The service tells whether a name is taken, under its own spelling.
    """
    path = "/user/query/availabilty"
    taken = await data("GET", path, query={"username": "Ada_DJ"})
    free = await data("GET", path, query={"username": "ada"})

    assert (taken["taken"], free["taken"]) == (True, False)


async def test_rename(sandbox: Sandbox, ask: Ask, data: Data):
    """
    A new name is in the answer; a taken one leaves it without a name.
    """
    path = "/user/updateUsername"
    new = await data("POST", path, by="deckhand", form={"username": "bosun"})
    taken = await data("POST", path, by="bosun", form={"username": "ada_dj"})
    none = await ask("POST", path, by="bosun", form={})

    assert new["username"] == sandbox.person("bosun").user.username == "bosun"
    assert "username" not in taken
    assert none.status == 400


async def test_search(data: Data):
    """
    Users are found by a part of their name.
    """
    found = await data("GET", "/search", query={"query": "JO &"})

    assert [user["username"] for user in found["users"]] == ["jo & co"]


async def test_follow(sandbox: Sandbox, ask: Ask, data: Data):
    """
    Following shows on both sides, once, until it ends.
    """
    bo, ada = (sandbox.person(name).user.id for name in ("bo_listener", "ada_dj"))
    path = f"/user/{ada}/following"
    made = [await data("POST", path, by="bo_listener") for _ in range(2)]
    followed = await data("GET", f"/user/{bo}/following")
    followers = await data("GET", f"/user/{ada}/follows")
    await data("DELETE", path, by="bo_listener")
    again = await ask("DELETE", path, by="bo_listener")

    assert made[0] == made[1]
    assert (made[0]["userid"], made[0]["following"]) == (bo, ada)
    assert followed == followers == made[:1]
    assert again.status == 404


async def test_rename_by_a_test(sandbox: Sandbox, room: Room, listen: Listen):
    """
    A new name shows in what its user says next.
    """
    ear, ivy = await listen(None, room), sandbox.person("ivy")
    ivy.rename("ivory")
    ivy.say(room, "It's me")

    assert (await ear.event())["user"]["username"] == "ivory"
    assert repr(ivy) == "<Person ivory>"


async def test_avatar(sandbox: Sandbox, room: Room, listen: Listen):
    """
    A new picture is told in the rooms where its user is.
    """
    ear = await listen(None, room)
    ivy = sandbox.person("ivy")
    ivy.change_avatar("https://avatars.example/new.png")
    told = await ear.event()

    assert told["type"] == f"user-update-{ivy.user.id}"
    assert told["img"]["url"] == "http://avatars.example/new.png"


async def test_song(data: Data, sandbox: Sandbox):
    """
    A medium's name is escaped.
    """
    media = next(m for m in sandbox.world.media.values() if "&" in m.name)
    song = await data("GET", f"/song/{media.id}")

    assert song["name"] == "Anchor March &amp; Reel"
    assert song["songLength"] == media.length


async def test_song_redirect(ask: Ask, sandbox: Sandbox):
    """
    A medium redirects to its provider.
    """
    youtube, *_, soundcloud = sandbox.world.media
    both = (youtube, soundcloud)
    found = [await ask("GET", f"/song/{one}/redirect") for one in both]

    assert [answer.status for answer in found] == [302, 302]
    assert [answer.headers["location"] for answer in found] == [
        "https://www.youtube.com/watch?v=harbour0000",
        "https://api.soundcloud.com/tracks/900001",
    ]


async def test_song_search(data: Data, ask: Ask):
    """
    Media are found by name and source; a token leads to the next page.
    """
    query = {"name": "", "type": "youtube", "details": 1}
    pages, token = [], ""
    for _ in range(3):
        page = await data("GET", "/song", query={**query, "nextPageToken": token})
        pages.append(len(page["items"]))
        token = page.get("nextPageToken", "")
    odd = await ask("GET", "/song", query={**query, "nextPageToken": "x"})

    assert (pages, token) == ([20, 20, 7], "")
    assert odd.status == 400

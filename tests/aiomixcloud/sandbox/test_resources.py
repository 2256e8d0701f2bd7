"""
Single things, by their keys.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from aiomixcloud.sandbox import Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]

SHOW = "/api/anna-lind/low-tide-sessions-12/"


async def test_user(ask_seeded: Ask):
    """
    A user's page has what lists lack, and where their lists are.
    """
    user = (await ask_seeded("GET", "/api/anna-lind/", metadata=1)).json()
    connections = user["metadata"]["connections"]

    assert (user["type"], user["key"]) == ("user", "/anna-lind/")
    assert (user["city"], user["is_pro"]) == ("Göteborg", True)
    assert user["created_time"] == "2014-02-11T00:00:00Z"
    assert sorted(user["pictures"])[:2] == ["320wx320h", "640wx640h"]
    assert sorted(user["cover_pictures"]) == ["1113wx160h", "1670wx240h", "835wx120h"]
    assert connections["followers"] == "http://sandbox/api/anna-lind/followers/"
    assert len(connections) == 8
    assert "following" not in user


async def test_user_with_token(ask_seeded: Ask):
    """
    With a token a user's page says whether we follow them.
    """
    anna = (await ask_seeded("GET", "/api/anna-lind/", token=True)).json()
    zoe = (await ask_seeded("GET", "/api/zo%C3%AB-k/", token=True)).json()

    assert (anna["following"], zoe["following"]) == (True, False)


async def test_me(ask_seeded: Ask):
    """
    ``/me/`` is the token's owner.
    """
    assert (await ask_seeded("GET", "/api/me/", token=True)).json()["username"] == (
        "dj_okapi"
    )


async def test_me_without_token(ask_seeded: Ask):
    """
    Without a token there is no ``/me/``.
    """
    answer = await ask_seeded("GET", "/api/me/")

    assert answer.status == 401
    assert answer.json()["error"]["type"] == "OAuthException"


async def test_unicode_key(ask_seeded: Ask):
    """
    Keys keep letters of all kinds; addresses quote them.
    """
    user = (await ask_seeded("GET", "/api/zo%C3%AB-k/", metadata=1)).json()

    assert user["key"] == "/zoë-k/"
    assert user["url"] == "http://sandbox/www/zoë-k/"
    assert user["metadata"]["connections"]["feed"] == (
        "http://sandbox/api/zo%C3%AB-k/feed/"
    )


def test_slugs(seeded: Sandbox):
    """
    Keys have neither signs nor slashes of names, as in recorded responses.
    """
    world = seeded.world
    show = world.add_cloudcast(
        world.users["anna-lind"],
        "Radio Show 24/4/2015 Hour 1 + 2 - Caribou",
        tags=["Drum & Bass"],
    )

    assert show.slug == "radio-show-2442015-hour-1-2-caribou"
    assert show.tags == ["drum-bass"]


async def test_cloudcast(ask_seeded: Ask):
    """
    A show's page has its sections: chapters, and songs of artists.
    """
    show = (await ask_seeded("GET", SHOW, metadata=1)).json()
    chapter, song, *_, last = show["sections"]

    assert [tag["key"] for tag in show["tags"]] == [
        "/genres/downtempo/",
        "/genres/dub/",
    ]
    assert show["user"]["username"] == "anna-lind"
    assert "1024wx1024h" in show["pictures"]
    assert (chapter["chapter"], chapter["start_time"]) == ("Intro", 0)
    assert song["track"]["key"] == "/track/paper-lantern/salt/"
    assert song["track"]["artist"]["name"] == "Paper Lantern"
    assert "start_time" not in last
    assert sorted(show["metadata"]["connections"]) == [
        "comments",
        "favorites",
        "listeners",
        "similar",
    ]


async def test_counts(ask_seeded: Ask, seeded: Sandbox):
    """
    Counts are those of the world.
    """
    show = (await ask_seeded("GET", SHOW)).json()
    cast = seeded.world.cloudcasts["/anna-lind/low-tide-sessions-12/"]

    assert show["comment_count"] == len(seeded.world.comments) == 3
    assert show["favorite_count"] == sum(
        m.target is cast for m in seeded.world.favorites
    )


async def test_hidden_stats(ask_seeded: Ask):
    """
    Hidden counts are 0, and it is said that they are hidden.
    """
    show = (await ask_seeded("GET", "/api/HarbourRadio/private-view/")).json()

    assert show["hidden_stats"] is True
    assert show["play_count"] == show["favorite_count"] == 0


async def test_tricky_words(ask_seeded: Ask):
    """
    There are names that look like dates and numbers.
    """
    friday = (await ask_seeded("GET", "/api/dj_okapi/2019/")).json()
    november = (await ask_seeded("GET", "/api/HarbourRadio/november/")).json()

    assert friday["name"] == "Friday"
    assert [tag["name"] for tag in friday["tags"]] == [
        "Friday",
        "May",
        "10",
        "1.5",
        "Sun",
    ]
    assert november["name"] == "November"


async def test_without_metadata(ask_seeded: Ask):
    """
    Who does not ask for metadata gets neither types nor connections.
    """
    answer = await ask_seeded("GET", SHOW)

    assert "metadata" not in answer.json()
    assert '"type":' not in answer.text


async def test_story_keeps_its_type(ask_seeded: Ask):
    """
    What is in a feed has its type always, what is in that has not.
    """
    feed = (await ask_seeded("GET", "/api/anna-lind/feed/")).json()["data"]

    assert {story["type"] for story in feed} == {
        "upload",
        "favorite",
        "listen",
        "follow",
    }
    assert not any("type" in story["from"] for story in feed)


@pytest.mark.parametrize(
    ("path", "key", "name"),
    [
        ("/genres/funk/", "/genres/funk/", "Funk shows"),
        ("/discover/funk/", "/genres/funk/", "Funk shows"),
        ("/tag/funk/", "/discover/funk/", "Funk shows"),
        ("/genres/city:athens/", "/genres/city:athens/", "Athens shows"),
        (
            "/genres/funk+city:athens/",
            "/genres/funk+city:athens/",
            "Funk shows from Athens",
        ),
    ],
)
async def test_tags(ask_seeded: Ask, path: str, key: str, name: str):
    """
    Tags and cities have pages; old addresses lead to newer keys.
    """
    tag = (await ask_seeded("GET", f"/api{path}", metadata=1)).json()

    assert (tag["type"], tag["key"], tag["name"]) == ("tag", key, name)
    assert tag["metadata"]["connections"]["hot"] == f"http://sandbox/api{key}hot/"


async def test_by_the_keys_of_others(ask_seeded: Ask):
    """
    What is within others has a page of its own.
    """
    comments = (await ask_seeded("GET", f"{SHOW}comments/", metadata=1)).json()
    feed = (await ask_seeded("GET", "/api/anna-lind/feed/", metadata=1)).json()
    show = (await ask_seeded("GET", SHOW, metadata=1)).json()
    track = show["sections"][1]["track"]

    for thing in (comments["data"][0], feed["data"][0], track, track["artist"]):
        found = await ask_seeded("GET", f"/api{thing['key']}", metadata=1)
        assert found.json() == thing


async def test_category(ask_seeded: Ask):
    """
    The old site's categories are there, with connections in two words.
    """
    answer = await ask_seeded("GET", "/api/categories/house/", metadata=1)
    category = answer.json()

    assert (category["type"], category["format"]) == ("category", "music")
    assert "userpick-users" in category["metadata"]["connections"]


@pytest.mark.parametrize(
    "path",
    [
        "/nobody/",
        "/anna-lind/nothing/",
        "/anna-lind/feed/1/",
        "/genres/unheard-of/",
        "/genres/city:nowhere/",
        "/categories/none/",
        "/artist/none/",
        "/track/none/none/",
        "/comments/cr/1/1/c00000000/",
        "/a/b/c/d/",
    ],
)
async def test_nothing(ask_seeded: Ask, path: str):
    """
    Of what isn't there, it is said that it isn't.
    """
    answer = await ask_seeded("GET", f"/api{path}")

    assert answer.status == 404
    assert answer.json() == {
        "error": {"message": "Object not found", "type": "NotFoundException"}
    }

"""
Lists and their pages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from aiomixcloud import Cloudcast, NotFoundError, Playlist
from aiomixcloud.sandbox import Sandbox, User, World
from clientcore.sandbox import Answer, call

Ask = Callable[..., Awaitable[Answer]]


async def follow(sandbox: Sandbox, link: str) -> dict[str, Any]:
    """
    The page that a link leads to.
    """
    url = urlsplit(link)
    assert f"{url.scheme}://{url.netloc}" == "http://sandbox"
    data = (await call(sandbox, "GET", url.path, query=url.query)).json()
    assert isinstance(data, dict)
    return data


def keys(page: dict[str, Any]) -> list[str]:
    return [item["key"] for item in page["data"]]


async def walk(sandbox: Sandbox, page: dict[str, Any]) -> list[str]:
    """
    The keys of all items from a page on.
    """
    found = keys(page)
    while link := page.get("paging", {}).get("next"):
        page = await follow(sandbox, link)
        found += keys(page)
    return found


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/popular/", "Popular Cloudcasts"),
        ("/popular/hot/", "Hot Cloudcasts"),
        ("/new/", "New Cloudcasts"),
        ("/anna-lind/cloudcasts/", "Anna Lind's Cloudcasts"),
        ("/anna-lind/followers/", "Anna Lind's followers"),
        ("/anna-lind/following/", None),
        ("/anna-lind/favorites/", "Anna Lind's favorites"),
        ("/anna-lind/listens/", "Anna Lind's listens"),
        ("/anna-lind/comments/", "Comments on Anna Lind"),
        ("/anna-lind/feed/", "Anna Lind's feed"),
        (
            "/anna-lind/low-tide-sessions-12/comments/",
            "Comments on Low Tide Sessions #12",
        ),
        (
            "/anna-lind/low-tide-sessions-12/favorites/",
            "Favorites of Low Tide Sessions #12",
        ),
        (
            "/anna-lind/low-tide-sessions-12/listeners/",
            "Listeners of Low Tide Sessions #12",
        ),
        (
            "/anna-lind/low-tide-sessions-12/similar/",
            "Similar to Low Tide Sessions #12",
        ),
        ("/genres/funk/popular/", None),
        ("/genres/funk+city:athens/new/", None),
        ("/discover/funk/hot/", None),
        ("/categories/house/userpick-users/", None),
        ("/categories/house/cloudcasts/", None),
    ],
)
async def test_lists(ask_seeded: Ask, path: str, name: str | None):
    """
    Each list has items; following, search and tags have no name.
    """
    page = (await ask_seeded("GET", f"/api{path}")).json()

    assert page["data"]
    assert page.get("name") == name


@pytest.mark.parametrize(
    "path", ["/genres/funk/cold/", "/categories/house/x/", "/categories/x/users/"]
)
async def test_no_such_list(ask_seeded: Ask, path: str):
    """
    There are no other lists.
    """
    assert (await ask_seeded("GET", f"/api{path}")).status == 404


async def test_playlists(ask_seeded: Ask):
    """
    A list of nothing has no paging.
    """
    page = (await ask_seeded("GET", "/api/anna-lind/playlists/")).json()

    assert page == {"name": "Anna Lind's playlists", "data": []}


async def test_default_limit(ask_seeded: Ask):
    """
    A page has 20 items unless told otherwise, and 100 at most.
    """
    world = (await ask_seeded("GET", "/api/popular/")).json()
    short = (await ask_seeded("GET", "/api/popular/", limit=3)).json()
    long = (await ask_seeded("GET", "/api/popular/", limit=1000, offset=1)).json()

    assert (len(world["data"]), len(short["data"])) == (20, 3)
    assert long["paging"]["previous"].endswith("?limit=100&offset=0")


async def test_offset_paging(ask_seeded: Ask, seeded: Sandbox):
    """
    Links by offset are absolute, and keep what was asked for.
    """
    first = (await ask_seeded("GET", "/api/popular/", limit=2, metadata=1)).json()
    second = await follow(seeded, first["paging"]["next"])

    assert first["paging"] == {
        "next": "http://sandbox/api/popular/?limit=2&metadata=1&offset=2"
    }
    assert second["paging"]["previous"].endswith("?limit=2&metadata=1&offset=0")
    assert not {*keys(first)} & {*keys(second)}


async def test_last_page(ask_seeded: Ask, seeded: Sandbox):
    """
    A last page has no next one, and the pages have everything once.
    """
    first = (await ask_seeded("GET", "/api/popular/", limit=7)).json()
    found = await walk(seeded, first)

    assert sorted(found) == sorted(c.key for c in seeded.world.visible(None))


async def test_past_the_end(ask_seeded: Ask):
    """
    A page past the end is empty, and has only a previous one.
    """
    page = (await ask_seeded("GET", "/api/popular/", limit=2, offset=900)).json()

    assert page["data"] == []
    assert page["paging"] == {
        "previous": "http://sandbox/api/popular/?limit=2&offset=898"
    }


async def test_dated_paging(ask_seeded: Ask, seeded: Sandbox):
    """
    Links of dated lists name times, the first page's link to newer items too.
    """
    answer = await ask_seeded("GET", "/api/anna-lind/followers/", limit=3, metadata=1)
    page = answer.json()
    newest = "http://sandbox/api/anna-lind/followers/?limit=3&metadata=1"

    assert page["paging"] == {
        "previous": f"{newest}&since=2023-05-01+18%3A30%3A00",
        "next": f"{newest}&until=2023-04-13+16%3A30%3A00",
    }
    assert await follow(seeded, page["paging"]["previous"]) == {
        "name": "Anna Lind's followers",
        "data": [],
    }


async def test_dated_pages(ask_seeded: Ask, seeded: Sandbox):
    """
    Dated pages have everybody once, and the last has no next one.
    """
    first = (await ask_seeded("GET", "/api/anna-lind/followers/", limit=4)).json()
    found = await walk(seeded, first)
    back = await follow(seeded, first["paging"]["next"])

    assert len(found) == len({*found}) == len(seeded.world.users) - 1
    assert keys(await follow(seeded, back["paging"]["previous"])) == keys(first)


async def test_dated_list_by_offset(ask_seeded: Ask):
    """
    ``offset=0`` makes a dated list page by offset.
    """
    page = await ask_seeded("GET", "/api/anna-lind/followers/", limit=3, offset=0)

    assert page.json()["paging"] == {
        "next": "http://sandbox/api/anna-lind/followers/?limit=3&offset=3"
    }


@pytest.mark.parametrize("since", ["1682942400", "2023-05-01 12:00:00"])
async def test_since(ask_seeded: Ask, since: str):
    """
    Times are Unix seconds or UTC, and a page of newer things leads to no older.
    """
    followers = "/api/anna-lind/followers/"
    page = (await ask_seeded("GET", followers, since=since)).json()

    assert keys(page) == ["/dj_okapi/"]
    assert "next" not in page["paging"]


async def test_since_and_until(ask_seeded: Ask, seeded: Sandbox):
    """
    Both bound a list, from page to page.
    """
    bounds = {"since": "2023-01-01 00:00:00", "until": "2023-04-01 00:00:00"}
    followers = "/api/anna-lind/followers/"
    whole = (await ask_seeded("GET", followers, limit=100, **bounds)).json()
    first = (await ask_seeded("GET", followers, limit=2, **bounds)).json()

    assert len(whole["data"]) > 2
    assert await walk(seeded, first) == keys(whole)


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "many"},
        {"offset": "x"},
        {"since": "soon"},
        {"until": "9" * 30},
    ],
)
async def test_bad_place(ask_seeded: Ask, query: dict[str, str]):
    """
    What is neither number nor time is refused.
    """
    answer = await ask_seeded("GET", "/api/anna-lind/followers/", **query)

    assert answer.status == 400
    assert next(iter(query)) in answer.json()["error"]["message"]


async def test_token_is_in_no_link(ask_seeded: Ask, seeded: Sandbox):
    """
    Links do not repeat the token.
    """
    answer = await ask_seeded("GET", "/api/popular/", token=True, limit=2)

    assert seeded.credentials.token not in answer.text


async def test_listen_time(ask_seeded: Ask):
    """
    What somebody listened to says when, newest first.
    """
    listens = (await ask_seeded("GET", "/api/dj_okapi/listens/")).json()["data"]
    times = [cast["listen_time"] for cast in listens]

    assert times == sorted(times, reverse=True)


async def test_one_second_each(world: World, owner: User, ask: Ask, sandbox: Sandbox):
    """
    Things that happen at once are seconds apart, so that no page loses one.
    """
    for number in range(4):
        world.add_cloudcast(owner, f"Show {number}")
    first = (await ask("GET", "/api/dj_okapi/cloudcasts/", limit=1)).json()

    assert await walk(sandbox, first) == [f"/dj_okapi/show-{n}/" for n in (3, 2, 1, 0)]


async def test_unlisted(world: World, owner: User, ask: Ask):
    """
    What is private is seen by its owner alone.
    """
    secret = world.add_cloudcast(owner, "Secret")
    secret.is_unlisted = True
    lists = "/api/dj_okapi/cloudcasts/"

    assert (await ask("GET", f"/api{secret.key}")).status == 404
    assert (await ask("GET", f"/api{secret.key}", token=True)).status == 200
    assert (await ask("GET", lists)).json()["data"] == []
    assert len((await ask("GET", lists, token=True)).json()["data"]) == 1


async def test_unlisted_in_feeds(ask_seeded: Ask, seeded: Sandbox):
    """
    What was done to something private is in no feed.
    """
    cast = seeded.world.cloudcasts["/dj_okapi/night-bus-home/"]
    feed = "/api/anna-lind/feed/"
    before = (await ask_seeded("GET", feed)).json()["data"]
    cast.is_unlisted = True
    after = (await ask_seeded("GET", feed)).json()["data"]
    own = (await ask_seeded("GET", feed, token=True)).json()["data"]

    assert len(after) == len(before) - 2
    assert cast.name not in str(after)
    assert len(own) == len(before)


async def test_publish_date(world: World, owner: User, ask: Ask, clock: Any):
    """
    What has a date is public from then on.
    """
    cast = world.add_cloudcast(owner, "Soon")
    cast.publish_at = datetime(2024, 1, 2, tzinfo=UTC)
    before = await ask("GET", f"/api{cast.key}")
    clock.forward(days=1)

    assert before.status == 404
    assert (await ask("GET", f"/api{cast.key}")).status == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "low TIDE"}, 2),
        ({"q": "funk anna"}, 0),
        ({"q": "zoë", "type": "user"}, 1),
        ({"q": "funk", "type": "tag"}, 2),
        ({"q": "friday okapi", "type": "cloudcast"}, 1),
    ],
)
async def test_search(ask_seeded: Ask, query: dict[str, str], found: int):
    """
    Search finds shows, users and tags that have all words.
    """
    page = (await ask_seeded("GET", "/api/search/", **query)).json()

    assert len(page["data"]) == found
    assert "name" not in page


async def test_search_pages(ask_seeded: Ask):
    """
    Links of a search repeat what is searched for.
    """
    page = (await ask_seeded("GET", "/api/search/", q="breakfast show", limit=5)).json()

    assert page["paging"]["next"] == (
        "http://sandbox/api/search/?limit=5&offset=5&q=breakfast+show"
    )


@pytest.mark.parametrize("query", [{}, {"q": " "}, {"q": "x", "type": "city"}])
async def test_bad_search(ask_seeded: Ask, query: dict[str, str]):
    """
    A search for nothing, or for nothing there is, is refused.
    """
    assert (await ask_seeded("GET", "/api/search/", **query)).status == 400


async def test_playlists_of_resources():
    """
    A user's playlists are resources, with the shows that are in them.
    """
    sandbox = Sandbox()
    async with sandbox.client(raise_exceptions=True) as client:
        user: Any = await client.get("dj_okapi")
        (playlist,) = await user.playlists()
        shows = await (await playlist.load()).cloudcasts.all().collect()
        with pytest.raises(NotFoundError):
            await client.get("dj_okapi/playlists/none")

    assert isinstance(playlist, Playlist)
    assert playlist.key == "/dj_okapi/playlists/slow-mornings/"
    assert playlist.name == "Slow Mornings"
    assert playlist["owner"].key == "/dj_okapi/"
    assert playlist.pictures is playlist.description is None
    assert [type(show) for show in shows] == [Cloudcast] * 3

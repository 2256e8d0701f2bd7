"""
What is asked for.
"""

from __future__ import annotations

from typing import Any

import pytest

from aiomixcloud import (
    Cloudcast,
    Mixcloud,
    UnsafeURLError,
)

from ..answers import CAST, TOKEN, USER, answer
from ..opening import URL, open_async

pytestmark = pytest.mark.usefixtures("no_backoff")


@pytest.mark.parametrize(
    ("params", "query"),
    [
        (
            {"limit": 5, "x": 1.5, "y": "a b"},
            [("limit", "5"), ("x", "1.5"), ("y", "a b")],
        ),
        ({"x": ["a", 1]}, [("x", "a"), ("x", "1")]),
        ({"x": None, "y": True, "z": False}, [("y", "1"), ("z", "0")]),
        ({"metadata": 5}, []),
    ],
)
async def test_params(api: Any, params: Any, query: Any):
    """
    What is asked for besides goes into the query, and metadata always does.
    """
    route = api.get("/anna-lind/").respond(**answer("user_full"))

    async with open_async(access_token=None) as client:
        await client.get("anna-lind", **params)

    sent = route.calls.last.request.url.params.multi_items()
    assert sent == [*query, ("metadata", "1")]


async def test_query_not_doubled(api: Any):
    """
    What an address asks for is asked for once, the newer value winning.
    """
    route = api.get("/x/").respond(**answer("list_empty_no_paging"))

    async with open_async() as client:
        url = "https://api.test/x/?limit=3&metadata=1&access_token=old&since=1"
        await client.get(url, relative=False, limit=5)

    assert sorted(route.calls.last.request.url.params.multi_items()) == [
        ("access_token", TOKEN), ("limit", "5"), ("metadata", "1"), ("since", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["what?", "a#b"])
async def test_path_only(api: Any, key: str):
    """
    All of a key is path.
    """
    route = api.get(url__regex=r"https://api\.test/.*").respond(**answer("tag"))

    async with open_async(access_token=None) as client:
        await client.get(key)

    assert route.calls.last.request.url.path == f"/{key}/"


@pytest.mark.parametrize(
    ("url", "relative"),
    [
        ("https://evil.test/anna/", True),
        ("https://evil.test/anna/", False),
        ("anna", False),
        ("../anna", True),
        ("anna\ud800", True),
    ],
)
async def test_elsewhere(api: Any, url: str, relative: bool):
    """
    An address of somebody else's is refused before anything is sent.
    """
    async with open_async() as client:
        with pytest.raises(UnsafeURLError):
            await client.get(url, relative=relative)

    assert not api.calls


async def test_slashes(api: Any):
    """
    Keys may be put together with the slashes that they have.
    """
    api.get("/anna-lind/followers/").respond(**answer("followers_dated_paging"))
    follow = api.post("/anna-lind/follow/").respond(**answer("result_follow"))

    async with open_async() as client:
        page = await client.get(f"{USER}/followers//")
        await client.follow(f"/{USER}/")

    assert len(page) > 0
    assert follow.called


@pytest.mark.parametrize(
    "address",
    [
        "https://www.test/anna-lind/uploads/",
        "www.test/anna-lind/uploads",
        "http://test/anna-lind/uploads/?order=popular",
        " https://www.test/anna-lind/uploads/\n",
    ],
)
async def test_page_of_uploads(api: Any, address: str):
    """
    A user's page of uploads is the list of their shows in the API.
    """
    route = api.get("/anna-lind/cloudcasts/").respond(**answer("popular_page_1"))

    async with open_async(raise_exceptions=True) as client:
        await client.get(address)
        await client.all(address, max=1).collect()

    assert route.call_count == 2


async def test_resource(api: Any):
    """
    A resource is as good as its key.
    """
    api.get(CAST).respond(**answer("cloudcast_full"))
    api.get("/anna-lind/").respond(**answer("user_full"))

    async with open_async() as client:
        show = await client.get(Cloudcast({"key": CAST}, mixcloud=None))
        owner = await client.get(show.user)
        with pytest.raises(ValueError, match="has no key"):
            await client.get(show.sections[0])

    assert (show.key, owner.key) == (CAST, "/anna-lind/")


async def test_none(api: Any):
    """
    What is not there has no key, and "None" is none.
    """
    nothing: Any = None
    async with open_async() as client:
        for call in (client.get, client.follow, client.edit, client.oembed):
            with pytest.raises(TypeError, match="not None"):
                await call(nothing)

    assert not api.calls


@pytest.mark.parametrize("target", ["https://www.test/", "www.test", " ", "/"])
async def test_nothing_to_act_on(api: Any, target: str):
    """
    The front page of the site is no resource, so no action is sent there.
    """
    async with open_async() as client:
        for method in (client.follow, client.unrepost, client.edit, client.embed_html):
            with pytest.raises(ValueError, match="has no key"):
                await method(target)

    assert not api.calls


async def test_page_without_a_list(api: Any):
    """
    A page that the API has no list for is refused before anything is sent.
    """
    async with open_async() as client:
        with pytest.raises(UnsafeURLError, match="nearest lists of anna-lind are"):
            await client.get("https://www.test/anna-lind/stream/")

    assert not api.calls


async def test_elsewhere_says_where():
    """
    A refused address is told where the client goes, which may not be Mixcloud's.
    """
    async with open_async() as client:
        with pytest.raises(
            UnsafeURLError, match=r"below https://api.test nor below https"
        ):
            await client.get("https://www.mixcloud.com/anna-lind/")


async def test_prefix(api: Any):
    """
    The root may have a path, and pages lead on from there.
    """
    route = api.get("/v1/popular/").respond(**answer("popular_page_1"))

    async with Mixcloud("https://api.test/v1/") as client:
        await client.popular()
        await client.get("https://api.test/v1/popular/?limit=1", relative=False)
        assert str(client._build_url("")) == "https://api.test/v1/"

    assert route.call_count == 2


async def test_urls():
    """
    The helpers for addresses return the HTTP library's objects.
    """
    assert Mixcloud._url_join("https://a.test", "/b/") == URL("https://a.test/b/")
    async with open_async() as client:
        assert isinstance(client._build_url("popular"), URL)


async def test_connections_or_none(api: Any):
    """
    A resource is full; its connections may be left out.
    """
    api.get("/anna-lind/").respond(**answer("user_full"))

    async with open_async() as client:
        user = await client.get("anna-lind")
        bare = await client.get("anna-lind", create_connections=False)

    assert callable(user.followers)
    assert user._full
    assert bare._full
    assert not hasattr(bare, "followers")


async def test_shortcuts_go_through_get():
    """
    Who replaces ``get`` has a word in everything that gets.
    """
    calls = []

    async def get(url: str, **params: Any) -> str:
        calls.append((url, params))
        return "a page"

    async with open_async() as client:
        client.get = get  # type: ignore[method-assign]
        await client.popular(limit=30)
        await client.search("x", page=1)
        await client.me()

    assert calls == [
        ("popular", {"limit": 30}),
        ("search", {"q": "x", "type": "cloudcast", "offset": 20, "limit": 20}),
        ("me", {}),
    ]


async def test_actions_go_through_one():
    """
    So does who replaces ``_do_action`` in everything that acts.
    """
    calls = []

    async def do(*arguments: Any) -> Any:
        calls.append(arguments)

    async with open_async() as client:
        client._do_action = do  # type: ignore[method-assign, assignment]
        await client.follow("/bob/")
        await client.unlisten_later("/bob/x/")

    assert calls == [
        ("/bob/", "follow", "post"),
        ("/bob/x/", "listen-later", "delete"),
    ]


async def test_page_and_more():
    """
    A page excludes the other ways to say it; that is found when it runs.
    """
    async with open_async() as client:
        waiting: Any = client.popular
        with pytest.raises(AssertionError, match="cannot be specified simultaneously"):
            await waiting(page=1, limit=5)

# Generated from aio/test_getting.py by `nox -s twins`: do not edit.
"""
What is asked for.
"""

from __future__ import annotations

from typing import Any

import pytest

from aiomixcloud.sync import (
    Cloudcast,
    Mixcloud,
    UnsafeURLError,
)

from ..answers import CAST, TOKEN, USER, answer
from ..opening import URL, open_sync

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
def test_params(api: Any, params: Any, query: Any):
    """
    What is asked for besides goes into the query, and metadata always does.
    """
    route = api.get("/anna-lind/").respond(**answer("user_full"))

    with open_sync(access_token=None) as client:
        client.get("anna-lind", **params)

    sent = route.calls.last.request.url.params.multi_items()
    assert sent == [*query, ("metadata", "1")]


def test_query_not_doubled(api: Any):
    """
    What an address asks for is asked for once, the newer value winning.
    """
    route = api.get("/x/").respond(**answer("list_empty_no_paging"))

    with open_sync() as client:
        url = "https://api.test/x/?limit=3&metadata=1&access_token=old&since=1"
        client.get(url, relative=False, limit=5)

    assert sorted(route.calls.last.request.url.params.multi_items()) == [
        ("access_token", TOKEN), ("limit", "5"), ("metadata", "1"), ("since", "1"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["what?", "a#b"])
def test_path_only(api: Any, key: str):
    """
    All of a key is path.
    """
    route = api.get(url__regex=r"https://api\.test/.*").respond(**answer("tag"))

    with open_sync(access_token=None) as client:
        client.get(key)

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
def test_elsewhere(api: Any, url: str, relative: bool):
    """
    An address of somebody else's is refused before anything is sent.
    """
    with open_sync() as client:
        with pytest.raises(UnsafeURLError):
            client.get(url, relative=relative)

    assert not api.calls


def test_slashes(api: Any):
    """
    Keys may be put together with the slashes that they have.
    """
    api.get("/anna-lind/followers/").respond(**answer("followers_dated_paging"))
    follow = api.post("/anna-lind/follow/").respond(**answer("result_follow"))

    with open_sync() as client:
        page = client.get(f"{USER}/followers//")
        client.follow(f"/{USER}/")

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
def test_page_of_uploads(api: Any, address: str):
    """
    A user's page of uploads is the list of their shows in the API.
    """
    route = api.get("/anna-lind/cloudcasts/").respond(**answer("popular_page_1"))

    with open_sync(raise_exceptions=True) as client:
        client.get(address)
        client.all(address, max=1).collect()

    assert route.call_count == 2


def test_resource(api: Any):
    """
    A resource is as good as its key.
    """
    api.get(CAST).respond(**answer("cloudcast_full"))
    api.get("/anna-lind/").respond(**answer("user_full"))

    with open_sync() as client:
        show = client.get(Cloudcast({"key": CAST}, mixcloud=None))
        owner = client.get(show.user)
        with pytest.raises(ValueError, match="has no key"):
            client.get(show.sections[0])

    assert (show.key, owner.key) == (CAST, "/anna-lind/")


def test_none(api: Any):
    """
    What is not there has no key, and "None" is none.
    """
    nothing: Any = None
    with open_sync() as client:
        for call in (client.get, client.follow, client.edit, client.oembed):
            with pytest.raises(TypeError, match="not None"):
                call(nothing)

    assert not api.calls


@pytest.mark.parametrize("target", ["https://www.test/", "www.test", " ", "/"])
def test_nothing_to_act_on(api: Any, target: str):
    """
    The front page of the site is no resource, so no action is sent there.
    """
    with open_sync() as client:
        for method in (client.follow, client.unrepost, client.edit, client.embed_html):
            with pytest.raises(ValueError, match="has no key"):
                method(target)

    assert not api.calls


def test_page_without_a_list(api: Any):
    """
    A page that the API has no list for is refused before anything is sent.
    """
    with open_sync() as client:
        with pytest.raises(UnsafeURLError, match="nearest lists of anna-lind are"):
            client.get("https://www.test/anna-lind/stream/")

    assert not api.calls


def test_elsewhere_says_where():
    """
    A refused address is told where the client goes, which may not be Mixcloud's.
    """
    with open_sync() as client:
        with pytest.raises(
            UnsafeURLError, match=r"below https://api.test nor below https"
        ):
            client.get("https://www.mixcloud.com/anna-lind/")


def test_prefix(api: Any):
    """
    The root may have a path, and pages lead on from there.
    """
    route = api.get("/v1/popular/").respond(**answer("popular_page_1"))

    with Mixcloud("https://api.test/v1/") as client:
        client.popular()
        client.get("https://api.test/v1/popular/?limit=1", relative=False)
        assert str(client._build_url("")) == "https://api.test/v1/"

    assert route.call_count == 2


def test_urls():
    """
    The helpers for addresses return the HTTP library's objects.
    """
    assert Mixcloud._url_join("https://a.test", "/b/") == URL("https://a.test/b/")
    with open_sync() as client:
        assert isinstance(client._build_url("popular"), URL)


def test_connections_or_none(api: Any):
    """
    A resource is full; its connections may be left out.
    """
    api.get("/anna-lind/").respond(**answer("user_full"))

    with open_sync() as client:
        user = client.get("anna-lind")
        bare = client.get("anna-lind", create_connections=False)

    assert callable(user.followers)
    assert user._full
    assert bare._full
    assert not hasattr(bare, "followers")


def test_shortcuts_go_through_get():
    """
    Who replaces ``get`` has a word in everything that gets.
    """
    calls = []

    def get(url: str, **params: Any) -> str:
        calls.append((url, params))
        return "a page"

    with open_sync() as client:
        client.get = get  # type: ignore[method-assign]
        client.popular(limit=30)
        client.search("x", page=1)
        client.me()

    assert calls == [
        ("popular", {"limit": 30}),
        ("search", {"q": "x", "type": "cloudcast", "offset": 20, "limit": 20}),
        ("me", {}),
    ]


def test_actions_go_through_one():
    """
    So does who replaces ``_do_action`` in everything that acts.
    """
    calls = []

    def do(*arguments: Any) -> Any:
        calls.append(arguments)

    with open_sync() as client:
        client._do_action = do  # type: ignore[method-assign, assignment]
        client.follow("/bob/")
        client.unlisten_later("/bob/x/")

    assert calls == [
        ("/bob/", "follow", "post"),
        ("/bob/x/", "listen-later", "delete"),
    ]


def test_page_and_more():
    """
    A page excludes the other ways to say it; that is found when it runs.
    """
    with open_sync() as client:
        waiting: Any = client.popular
        with pytest.raises(AssertionError, match="cannot be specified simultaneously"):
            waiting(page=1, limit=5)

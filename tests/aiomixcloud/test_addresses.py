"""
Keys and addresses.
"""

from __future__ import annotations

from typing import Any

import pytest

from aiomixcloud._addresses import below, is_address, join, with_query, with_slash
from aiomixcloud.exceptions import UnsafeURLError

ROOT = "https://api.test"


@pytest.mark.parametrize(
    ("root", "segment", "expected"),
    [
        (ROOT, "popular", f"{ROOT}/popular"),
        (ROOT, "/popular/hot/", f"{ROOT}/popular/hot/"),
        (f"{ROOT}/", "//popular", f"{ROOT}/popular"),
        (f"{ROOT}/v1", "/anna/", f"{ROOT}/v1/anna/"),
        (ROOT, "/anna///followers//", f"{ROOT}/anna/followers/"),
        (f"{ROOT}/v1/", "", f"{ROOT}/v1/"),
        (ROOT, "", f"{ROOT}/"),
        (ROOT, "genres/funk+city:athens", f"{ROOT}/genres/funk+city:athens"),
        (ROOT, "what?", f"{ROOT}/what%3F"),
        (ROOT, "no #1", f"{ROOT}/no%20%231"),
        (ROOT, "zoë k", f"{ROOT}/zo%C3%AB%20k"),
        (ROOT, "zo%C3%AB", f"{ROOT}/zo%C3%AB"),
        (ROOT, "100%", f"{ROOT}/100%25"),
        (ROOT, "@me:80/x", f"{ROOT}/@me:80/x"),
    ],
)
def test_join(root: str, segment: str, expected: str):
    """
    All of a key is path, quoted where it has to be, and one slash joins it.
    """
    assert str(join(root, segment)) == expected


@pytest.mark.parametrize(
    "segment", ["..", "a/../b", "./a", "%2e%2e/a", "a/%2E/", "..\\a"]
)
def test_climbing(segment: str):
    """
    A key that would lead elsewhere is refused.
    """
    with pytest.raises(UnsafeURLError, match="not a key"):
        join(ROOT, segment)


def test_no_address():
    """
    So is a root that is none.
    """
    with pytest.raises(UnsafeURLError, match="cannot be parsed"):
        join("https://x:port", "a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://x", True),
        ("HTTP://x", True),
        ("/https://x", False),
        ("a", False),
        ("www.mixcloud.com/a", True),
        ("Mixcloud.com/a", True),
        ("mixcloud.com.evil/a", False),
        ("genres/1.5", False),
    ],
)
def test_is_address(text: str, expected: bool):
    """
    What begins with a scheme is an address, or with the host of the web site.
    """
    assert is_address(text, "https://www.mixcloud.com") is expected


API, WEB = "https://api.mixcloud.com", "https://www.mixcloud.com"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"{API}/anna/", ("/anna/", "")),
        (f"{API}/anna/?limit=2", ("/anna/", "limit=2")),
        ("http://API.mixcloud.com:80/anna", ("/anna", "")),
        (f"{WEB}/anna/set/?play=1", ("/anna/set/", "")),
        ("http://mixcloud.com/anna/", ("/anna/", "")),
        ("https://m.mixcloud.com/anna/", ("/anna/", "")),
        (API, ("", "")),
        ("www.mixcloud.com/anna/", ("/anna/", "")),
        ("mixcloud.com/anna", ("/anna", "")),
        (f"{WEB}/anna/uploads/", ("/anna/cloudcasts/", "")),
        (f"{WEB}/anna/uploads", ("/anna/cloudcasts/", "")),
        (f"{WEB}/anna/favorites/", ("/anna/favorites/", "")),
        (f"{WEB}/anna/listens/", ("/anna/listens/", "")),
        (f"{WEB}/anna/playlists/", ("/anna/playlists/", "")),
        (f"{WEB}/anna/playlists/late/", ("/anna/playlists/late/", "")),
        (f"{WEB}/anna/followers/?order=latest", ("/anna/followers/", "")),
        (f"{WEB}/search/?q=night+bus&mixcloud_type=x", ("/search/", "q=night+bus")),
        (f"{WEB}/anna/set/#comments", ("/anna/set/", "")),
        (f"{API}/anna/uploads/", ("/anna/uploads/", "")),
        (
            f"{WEB}/widget/iframe/?hide_cover=1&feed=%2Fanna%2Fset%2F",
            ("/anna/set/", ""),
        ),
        (
            "https://player-widget.mixcloud.com/widget/iframe/?feed=%2Fanna%2Fset%2F",
            ("/anna/set/", ""),
        ),
        (
            f"{WEB}/widget/iframe/?feed=%2Fanna%2Fuploads%2F",
            ("/anna/cloudcasts/", ""),
        ),
        (
            f"{WEB}/widget/iframe/?feed=https%3A%2F%2Fwww.mixcloud.com%2Fanna%2Fset%2F",
            ("/anna/set/", ""),
        ),
    ],
)
def test_below(address: str, expected: tuple[str, str]):
    """
    An address of the API or of the web site is told by its path.
    """
    assert below(address, api=API, web=WEB) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://localhost:80/api/anna/?a=1", ("/anna/", "a=1")),
        ("http://localhost/anna/?a=1", ("/anna/", "")),
        ("http://localhost/apis/", ("/apis/", "")),
    ],
)
def test_below_one_host(address: str, expected: tuple[str, str]):
    """
    Where both are on one host, the longer path tells which it is.
    """
    found = below(address, api="http://localhost/api/", web="http://localhost")

    assert found == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.test/anna/",
        "https://api.mixcloud.com.evil.test/anna/",
        "https://api.mixcloud.com@evil.test/",
        "https://user:pass@api.mixcloud.com/",
        "https://api.mixcloud.com:8443/anna/",
        "https://evilmixcloud.com/",
        "https://[/",
        "https://x:99999999/",
        "https://i.mixcloud.com/CAbcd",
        "https://evil.test/widget/iframe/?feed=/anna/",
        f"{WEB}/widget/iframe/?feed=https%3A%2F%2Fevil.test%2Fanna%2F",
        "anna",
    ],
)
def test_elsewhere(address: str):
    """
    Any other address is refused.
    """
    with pytest.raises(UnsafeURLError):
        below(address, api=API, web=WEB)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("stream", "cloudcasts/ and feed/"),
        ("reposts", "nearest lists of anna are feed/"),
        ("select", "cloudcasts/"),
    ],
)
def test_page_without_a_list(page: str, words: str):
    """
    A page that the API has no list for is refused, with the lists that it has.
    """
    with pytest.raises(UnsafeURLError, match=words):
        below(f"{WEB}/anna/{page}/", api=API, web=WEB)


def test_short_link():
    """
    A short link is refused with the way out.
    """
    with pytest.raises(UnsafeURLError, match="open a short link in a browser"):
        below("https://i.mixcloud.com/CAbcd", api=API, web=WEB)


def test_where_to():
    """
    The refusal says where the client goes, and no query, which may be secret.
    """
    with pytest.raises(UnsafeURLError) as caught:
        below(f"{WEB}/anna/?access_token=x", api="http://a", web="http://b")

    assert str(caught.value) == (
        "mixcloud.com/anna/ is neither below http://a nor below http://b; open a short"
        " link in a browser, and pass the address that it leads to"
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [("x/a", "x/a/"), ("x/a/", "x/a/"), ("x/a?b=c/d", "x/a/?b=c/d"), ("x", "x/")],
)
def test_slash(url: str, expected: str):
    """
    A path ends in one slash, its query does not matter.
    """
    assert with_slash(url) == expected


@pytest.mark.parametrize(
    ("url", "values", "expected"),
    [
        ("u", {}, "u"),
        ("u", {"a": 1, "b": 2.5, "c": "x y"}, "u?a=1&b=2.5&c=x+y"),
        ("u?a=1&b=2", {"b": 3}, "u?a=1&b=3"),
        ("u?a=1&a=2", {}, "u?a=1&a=2"),
        ("u?a=1&a=2", {"a": 3}, "u?a=3"),
        ("u", {"a": [1, "x", True]}, "u?a=1&a=x&a=1"),
        ("u", {"a": None, "b": True, "c": False}, "u?b=1&c=0"),
        ("u?until=2010-03-29+19%3A12", {}, "u?until=2010-03-29+19%3A12"),
        ("u?a=", {"b": "ë&"}, "u?a=&b=%C3%AB%26"),
    ],
)
def test_query(url: str, values: dict[str, Any], expected: str):
    """
    Values take the place of those of their names, and are never doubled.
    """
    assert with_query(url, values) == expected

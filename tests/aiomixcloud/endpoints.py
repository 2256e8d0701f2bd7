"""
Every call of the service, as a table: what is called, sent, and returned.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import methodcaller
from typing import Any

import attrs

from .answers import CAST, TOKEN, USER

LISTED = {"metadata": "1", "access_token": TOKEN}
SIGNED = {"access_token": TOKEN}
WIDGET = {"width": 300, "height": 150, "color": "#ff00AA"}
DRAWN = {"width": "300", "height": "150", "color": "ff00AA"}
PART = {"offset": 40, "limit": 10, "since": "2020-01-01T00:00:00Z", "until": 1600000000}
CUT = {"offset": "40", "limit": "10", "since": "1577836800", "until": "1600000000"}


@attrs.frozen(kw_only=True)
class Case:
    """
    One call.

    Attributes:
        name: What to call it.

        call: Makes it, given the client.

        method, path, query: What is sent.

        answer: What is answered: see `answer`.

        kind: The name of what is returned, or what it is as text.
    """

    name: str
    call: Callable[[Any], Any]
    method: str = "GET"
    path: str
    query: dict[str, str] = attrs.field(factory=lambda: LISTED)
    answer: str
    kind: str = "ResourceList"


def _get(key: str, path: str, answer: str, kind: str) -> Case:
    return Case(
        name=f"get {key}",
        call=lambda it: it.get(key),
        path=path,
        answer=answer,
        kind=kind,
    )


def _action(name: str, action: str, key: str, answer: str) -> list[Case]:
    """Return what does something, and what undoes it."""
    path = f"{key}{action}/"
    common: dict[str, Any] = {"path": path, "query": SIGNED, "answer": answer}
    return [
        Case(
            name=prefix + name,
            call=methodcaller(prefix + name, key),
            method=method,
            kind="AccessDict",
            **common,
        )
        for prefix, method in (("", "POST"), ("un", "DELETE"))
    ]


READS = [
    _get("anna-lind", USER, "user_full", "User"),
    _get("/anna-lind/low-tide-sessions-12", CAST, "cloudcast_full", "Cloudcast"),
    _get("genres/funk", "/genres/funk/", "tag", "Tag"),
    _get("genres/city:athens", "/genres/city:athens/", "city", "City"),
    _get("/genres/funk+city:athens/", "/genres/funk+city:athens/", "tag_city", "Tag"),
    _get("categories/ambient/", "/categories/ambient/", "category", "Category"),
    _get("zoë k", "/zo%C3%AB%20k/", "user_full", "User"),
    _get("anna-lind/feed", "/anna-lind/feed/", "feed", "ResourceList"),
    _get("https://www.test/anna-lind/?x=1", USER, "user_full", "User"),
    _get("http://api.test/anna-lind", USER, "user_full", "User"),
    Case(
        name="me",
        call=lambda it: it.me(),
        path="/me/",
        answer="user_authorized",
        kind="User",
    ),
    Case(
        name="discover",
        call=lambda it: it.discover("funk"),
        path="/discover/funk/",
        answer="tag",
        kind="Tag",
    ),
    Case(
        name="genre",
        call=lambda it: it.genre("Deep  House"),
        path="/genres/deep-house/",
        answer="tag",
        kind="Tag",
    ),
    Case(
        name="genre with a sign",
        call=lambda it: it.genre("Drum & Bass"),
        path="/genres/drum-bass/",
        answer="tag",
        kind="Tag",
    ),
    Case(
        name="genre of a city",
        call=lambda it: it.genre("funk", city="Athens"),
        path="/genres/funk+city:athens/",
        answer="tag_city",
        kind="Tag",
    ),
    Case(
        name="city",
        call=lambda it: it.city("New York"),
        path="/genres/city:new-york/",
        answer="city",
        kind="City",
    ),
    Case(
        name="popular",
        call=lambda it: it.popular(),
        path="/popular/",
        answer="popular_page_1",
    ),
    Case(
        name="popular, a part",
        call=lambda it: it.popular(**PART),
        path="/popular/",
        query=LISTED | CUT,
        answer="popular_page_2",
    ),
    Case(
        name="hot, a page",
        call=lambda it: it.hot(page=3, per_page=7),
        path="/popular/hot/",
        query=LISTED | {"offset": "21", "limit": "7"},
        answer="popular_page_3_last",
    ),
    Case(
        name="new, the first page",
        call=lambda it: it.new(page=0),
        path="/new/",
        query=LISTED | {"offset": "0", "limit": "20"},
        answer="list_past_end",
    ),
    Case(
        name="new, only per_page",
        call=lambda it: it.new(per_page=7),
        path="/new/",
        answer="list_empty_no_paging",
    ),
    Case(
        name="search",
        call=lambda it: it.search("low & slow"),
        path="/search/",
        query=LISTED | {"q": "low & slow", "type": "cloudcast"},
        answer="search_cloudcast",
    ),
    Case(
        name="search for people",
        call=lambda it: it.search("anna", type="user", limit=1),
        path="/search/",
        query=LISTED | {"q": "anna", "type": "user", "limit": "1"},
        answer="search_user",
    ),
    Case(
        name="search for tags",
        call=lambda it: it.search("funk", type="tag"),
        path="/search/",
        query=LISTED | {"q": "funk", "type": "tag"},
        answer="search_tag",
    ),
    Case(
        name="a page by its address",
        call=lambda it: it.get(
            "https://api.test/listens/?limit=2&until=2010-03-29+19%3A12%3A50&metadata=1",
            relative=False,
        ),
        path="/listens/",
        query=LISTED | {"limit": "2", "until": "2010-03-29 19:12:50"},
        answer="listens",
    ),
]

WIDGETS = [
    Case(
        name="embed_json",
        call=lambda it: it.embed_json(CAST),
        path=f"{CAST}embed-json/",
        query={},
        answer="embed_json",
        kind="AccessDict",
    ),
    Case(
        name="embed_html",
        call=lambda it: it.embed_html(CAST, **WIDGET),
        path=f"{CAST}embed-html/",
        query=DRAWN,
        answer="embed_html.html",
        kind="str",
    ),
    Case(
        name="_embed",
        call=lambda it: it._embed(CAST),
        path=f"{CAST}embed-json/",
        query={},
        answer="embed_json",
        kind="AccessDict",
    ),
]

ACTIONS = [
    *_action("follow", "follow", USER, "result_follow"),
    *_action("favorite", "favorite", CAST, "result_favorite"),
    *_action("repost", "repost", CAST, "result_repost"),
    *_action("listen_later", "listen-later", CAST, "result_listen_later"),
    Case(
        name="follow by address",
        call=lambda it: it.follow("https://www.test/anna-lind/"),
        method="POST",
        path=f"{USER}follow/",
        query=SIGNED,
        answer="result_follow",
        kind="AccessDict",
    ),
    Case(
        name="unfollow a resource",
        call=lambda it: it.unfollow({"key": USER}),
        method="DELETE",
        path=f"{USER}follow/",
        query=SIGNED,
        answer="result_unfollow",
        kind="AccessDict",
    ),
]

CASES = [*READS, *WIDGETS, *ACTIONS]

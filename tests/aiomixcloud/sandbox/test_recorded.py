"""
Answers have all that recorded ones have.
"""

from __future__ import annotations

from json import loads
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud.sandbox import Sandbox
from clientcore.sandbox import call

FIXTURES = Path(__file__).parent.parent / "fixtures"
SHOW = "/api/anna-lind/low-tide-sessions-12/"


def names(data: Any, at: str = "") -> set[str]:
    """
    The names of all items, with the places they are at.
    """
    if isinstance(data, list):
        return set().union(*(names(item, f"{at}[]") for item in data))
    if not isinstance(data, dict):
        return set()
    found = {f"{at}.{name}" for name in data}
    return found.union(*(names(v, f"{at}.{name}") for name, v in data.items()))


@pytest.mark.parametrize(
    ("recorded", "path", "query"),
    [
        ("user_full", "/api/anna-lind/", "metadata=1"),
        ("cloudcast_full", SHOW, "metadata=1"),
        ("cloudcast_hidden_stats", "/api/HarbourRadio/private-view/", "metadata=1"),
        ("cloudcast_tricky_words", "/api/dj_okapi/2019/", "metadata=1"),
        ("cloudcasts_without_metadata", "/api/anna-lind/cloudcasts/", ""),
        ("comments", f"{SHOW}comments/", "metadata=1"),
        ("feed", "/api/anna-lind/feed/", "metadata=1&limit=9"),
        ("listens", "/api/dj_okapi/listens/", "metadata=1&limit=2"),
        ("followers_dated_paging", "/api/anna-lind/followers/", "metadata=1&limit=3"),
        ("following_no_name", "/api/anna-lind/following/", "metadata=1"),
        ("popular_page_1", "/api/popular/", "metadata=1&limit=2"),
        ("popular_page_2", "/api/popular/", "metadata=1&limit=2&offset=2"),
        ("list_past_end", "/api/popular/", "metadata=1&limit=2&offset=500"),
        ("search_cloudcast", "/api/search/", "metadata=1&q=tide&limit=1"),
        ("search_user", "/api/search/", "metadata=1&q=anna&type=user"),
        ("search_tag", "/api/search/", "metadata=1&q=funk&type=tag"),
        ("tag", "/api/genres/funk/", "metadata=1"),
        ("city", "/api/genres/city:athens/", "metadata=1"),
        ("tag_city", "/api/genres/funk+city:athens/", "metadata=1"),
        ("category", "/api/categories/house/", "metadata=1"),
        ("embed_json", f"{SHOW}embed-json/", ""),
        ("oembed", "/www/oembed", f"url=https://www.mixcloud.com{SHOW[4:]}"),
    ],
)
async def test_recorded(seeded: Sandbox, recorded: str, path: str, query: str):
    """
    What a recorded answer has, the same answer of the sandbox has too.
    """
    known = loads((FIXTURES / f"{recorded}.json").read_text(encoding="utf-8"))
    answer = (await call(seeded, "GET", path, query=query)).json()

    assert names(known) <= names(answer)
    # Types and connections are there for those who ask, and for nobody else.
    assert (".type" in names(known)) == (".type" in names(answer))

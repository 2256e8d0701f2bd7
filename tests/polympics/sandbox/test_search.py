"""
Searching.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import Sandbox
from polympics.sandbox._search import like

Ask = Callable[..., Awaitable[Answer]]


@pytest.mark.parametrize(
    ("q", "name", "expected"),
    [
        ("", "anything", True),
        ("ola", "Golan", True),
        ("OLA", "golan", True),
        ("olb", "golan", False),
        ("g%n", "the golan", True),
        ("g_lan", "golan", True),
        ("g_n", "golan", False),
        (r"100\%", "100% sure", True),
        (r"100\%", "1000 sure", False),
        (r"a\_b", "axb", False),
        ("a.b", "axb", False),
        ("b", "a\nb", True),
    ],
)
def test_like(q: str, name: Any, expected: bool):
    """
    A search is for a part of the name in any case, with SQL's wildcards.
    """
    assert like(q)(name) is expected


async def test_order(ask: Ask, sandbox: Sandbox):
    """
    Items come by name, then by id.
    """
    for name in ["beta", "Alpha", "alpha", "Beta", "Alpha"]:
        sandbox.world.add_team(name)
    data = (await ask("GET", "/teams/search")).json()["data"]

    assert [(t["name"], t["id"]) for t in data] == [
        ("Alpha", 2),
        ("Alpha", 5),
        ("alpha", 3),
        ("Beta", 4),
        ("beta", 1),
    ]


async def test_team(ask: Ask, sandbox: Sandbox):
    """
    A search for accounts may be for those of a team, and by name too.
    """
    world = sandbox.world
    team = world.add_team("Owls")
    for number, name in enumerate(["Ada", "Bea"]):
        world.add_account(number, name, "1", team=team)
    world.add_account(9, "Adam", "1")

    async def names(**query: Any) -> Any:
        page = (await ask("GET", "/accounts/search", query=query)).json()
        return [account["name"] for account in page["data"]]

    assert await names(team=1) == ["Ada", "Bea"]
    assert await names(team=1, q="ad") == ["Ada"]
    assert await names(q="ad") == ["Ada", "Adam"]
    assert await names(q="") == ["Ada", "Adam", "Bea"]


@pytest.mark.parametrize("team", ["", "x"])
async def test_team_that_is_no_number(ask: Ask, team: str):
    """
    A team must be a number, if it is there.
    """
    answer = await ask("GET", "/accounts/search", query={"team": team})

    assert answer.json()["detail"][0]["msg"] == "Invalid Team ID: must be int."

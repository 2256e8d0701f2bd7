# Generated from aio/test_paginator.py by `nox -s twins`: do not edit.
"""
Lists in pages.
"""

from __future__ import annotations

from typing import Any

import pytest

import polympics.sync as polympics
from polympics.sandbox import Sandbox
from polympics.sync import Account, PageList, Paginator, Team

from ..answers import answer, load
from ..opening import open_sync


def three_pages(api: Any) -> Any:
    """Route a list of five accounts in three pages, and return the first."""
    routes = [
        api.get("/accounts/search", params={"page": str(number)}).respond(
            **answer(f"accounts_search_page{number}")
        )
        for number in (1, 2)
    ]
    first = api.get("/accounts/search").respond(**answer("accounts_search_page0"))
    return first, *routes


def test_iteration(api: Any, base_url: str):
    """
    Iterating gives all items, and asks for no page past the last.
    """
    routes = three_pages(api)

    with open_sync("none", base_url) as client:
        names = [account.name for account in client.list_accounts(per_page=2)]

    assert len(names) == load("accounts_search_page0")["results"]
    assert [route.call_count for route in routes] == [1, 1, 1]


def test_repeated(api: Any, base_url: str):
    """
    A paginator can be used again, and by several at once.
    """
    three_pages(api)

    with open_sync("none", base_url) as client:
        accounts = client.list_accounts(per_page=2)
        one, other = iter(accounts), iter(accounts)
        first = [next(one), next(other)]
        rest = [item.id for item in one]
        again = [item.id for item in other]

    assert first[0] == first[1]
    assert rest == again
    assert iter(one) is one


def test_exact_fit(api: Any, base_url: str):
    """
    A full last page is known to be the last.
    """
    route = api.get("/teams/search").respond(**answer("teams_search_exact_fit"))

    with open_sync("none", base_url) as client:
        teams = client.list_teams("crew", per_page=23).collect()

    assert len(teams) == 23
    assert all(isinstance(team, Team) for team in teams)
    assert route.call_count == 1


def test_empty(api: Any, base_url: str):
    """
    A list of nothing has no items, no first one, and a count.
    """
    api.get("/accounts/search").respond(**answer("accounts_search_empty"))

    with open_sync("none", base_url) as client:
        accounts = client.list_accounts("nobody")
        found = [account.id for account in accounts]
        first = accounts.first()
        count = accounts.count()

    assert (found, first, count) == ([], None, 0)


def test_wrong_count(api: Any, base_url: str):
    """
    An empty page is the end, whatever the page says.
    """
    lie = load("accounts_search_past_end") | {"pages": 1000}
    route = api.get("/accounts/search").respond(json=lie)

    with open_sync("none", base_url) as client:
        assert client.list_accounts().collect() == []

    assert route.call_count == 1


def test_get_page(api: Any, base_url: str):
    """
    A page by its number is a list, which knows its page.
    """
    api.get("/accounts/search", params={"page": "1", "per_page": "2"}).respond(
        **answer("accounts_search_page1")
    )

    with open_sync("none", base_url) as client:
        accounts = client.list_accounts()
        page = accounts.get_page(1, per_page=2)

    assert isinstance(page, list)
    assert isinstance(page, PageList)
    assert [type(account) for account in page] == [Account, Account]
    assert (page.meta.page, page.meta.per_page, page.meta.pages) == (1, 2, 3)
    assert accounts.meta is page.meta


def test_past_the_end(api: Any, base_url: str):
    """
    A page past the end is empty.
    """
    api.get("/accounts/search").respond(**answer("accounts_search_past_end"))

    with open_sync("none", base_url) as client:
        assert client.list_accounts(per_page=2).get_page(3) == []


@pytest.mark.parametrize("keep_raw", [True, False])
def test_pages(api: Any, base_url: str, keep_raw: bool):
    """
    Each page knows its place, and the ways to its neighbours.
    """
    three_pages(api)

    with open_sync("none", base_url, keep_raw=keep_raw) as client:
        accounts = client.list_accounts(per_page=2)
        pages = [(page, page.meta.page) for page in accounts.pages()]
        first = accounts.page()
        second = first.next()
        back = second.previous()

    assert [number for _, number in pages] == [0, 1, 2]
    assert [page.total for page, _ in pages] == [first.meta.results] * 3
    assert (first.raw is not None) is keep_raw
    assert [first.items, second.items] == [page.items for page, _ in pages[:2]]
    assert back.items == first.items
    assert pages[2][0]._next is None


def test_prefetch(api: Any, base_url: str):
    """
    Pages asked for at once come in order.
    """
    three_pages(api)

    with open_sync("none", base_url) as client:
        accounts = client.list_accounts(per_page=2)
        ahead = accounts.prefetch(4).collect()
        one_by_one = accounts.collect()

    assert ahead == one_by_one


@pytest.mark.parametrize("prefetch", [0, 3])
def test_created_meanwhile(prefetch: int):
    """
    Accounts and teams that are created while a list is read repeat none.
    """
    sandbox = Sandbox()
    world = sandbox.world
    with open_sync("none", sandbox) as client:
        accounts = client.list_accounts(per_page=10).prefetch(prefetch)
        ids = []
        for account in accounts:
            ids.append(account.id)
            if len(ids) % 10 == 5:
                world.add_account(len(ids), "Aaron", "0")
        teams: list[int] = []
        for page in client.list_teams(per_page=2).prefetch(prefetch).pages():
            teams += [team.id for team in page.items]
            world.add_team("A")

    assert len(ids) == len(set(ids))
    assert set(ids) >= {300_000_000_000_000_000 + number for number in range(48)}
    assert len(teams) == len(set(teams))
    assert set(teams) >= set(range(1, 7))


@pytest.mark.parametrize("prefetch", [0, 3])
def test_nothing_new(prefetch: int):
    """
    A page whose items were all on earlier ones is empty, and the list goes on.
    """
    sandbox = Sandbox()
    world = sandbox.world
    members = {account.id for account in world.members_of(world.teams[1])}
    with open_sync("app", sandbox) as client:
        team = client.get_team(1)
        pages = []
        for page in team.members(per_page=2).prefetch(prefetch).pages():
            if len(pages) < 3:
                for number in range(2):
                    key = 10 * len(pages) + number
                    world.add_account(key, "Aaron", "0", team=world.teams[1])
            pages.append([account.id for account in page.items])

    ids = [each for page in pages for each in page]
    assert len(ids) == len(set(ids))
    assert set(ids) >= members
    if not prefetch:
        assert pages[1:4] == [[], [], []]


def test_dicts_once():
    """
    So do lists of plain dicts; what has no id is left as it is.
    """
    sandbox = Sandbox()
    with open_sync("none", sandbox) as client:
        plain: Paginator[Any] = Paginator(
            "GET", "/teams/search", client, {"per_page": 2}
        )
        pages = plain.pages()
        first = next(pages)
        sandbox.world.add_team("A")
        second = next(pages)

    assert [team["name"] for team in first.items] == ["Amber Foxes", "Bronze Larks"]
    assert [team["name"] for team in second.items] == ["Copper Otters"]
    assert len(second.meta.data) == 2
    assert [pages._is_new({}), pages._is_new({})] == [True, True]


def test_limit(api: Any, base_url: str):
    """
    Who wants three items does not pay for all.
    """
    first, second, third = three_pages(api)

    with open_sync("none", base_url) as client:
        found = client.list_accounts(per_page=2).collect(3)
        client.list_accounts(per_page=2).get_page(2)

    assert len(found) == 3
    assert [first.call_count, second.call_count, third.call_count] == [1, 1, 1]


def test_bad_numbers(base_url: str):
    """
    What the server would answer 500 to is refused, the size even at once.
    """
    with open_sync("none", base_url) as client:
        with pytest.raises(ValueError, match="page"):
            client.list_teams().get_page(-1)
        with pytest.raises(ValueError, match="per_page"):
            client.list_teams().get_page(0, per_page=0)
        with pytest.raises(ValueError, match="per_page"):
            client.list_teams(per_page=0)
        with pytest.raises(ValueError, match="per_page"):
            client.list_accounts(per_page=-1)


def test_by_hand(api: Any, base_url: str):
    """
    A paginator can be made for any list, of plain dicts too.
    """
    api.get("/teams/search").respond(**answer("teams_search_exact_fit"))

    with open_sync("none", base_url) as client:
        teams: Paginator[Any] = Paginator("GET", "/teams/search", client, {"q": "crew"})
        first = teams.first()

    assert first == load("teams_search_exact_fit")["data"][0]
    assert (teams.method, teams.path, teams.client) == ("GET", "/teams/search", client)
    assert (teams.params, teams.data_type) == ({"q": "crew"}, dict)


def test_params_are_a_copy(base_url: str):
    """
    Nobody can change a list that is shared.
    """
    with open_sync("none", base_url) as client:
        teams = client.list_teams("crew")
        teams.params["q"] = "other"

    assert teams.params == {"q": "crew"}


def test_unknown_team(api: Any, base_url: str):
    """
    A list of a team that does not exist is an error, though not a missing list.
    """
    api.get("/accounts/search").respond(**answer("error_422_query_team_not_found"))

    with open_sync("none", base_url) as client:
        with pytest.raises(polympics.DataError) as caught:
            client.list_accounts(team=999).collect()

    assert not isinstance(caught.value, polympics.NotFoundError)

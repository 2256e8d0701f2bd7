"""
Lists in pages.
"""

from __future__ import annotations

from typing import Any

import pytest

import polympics
from polympics import Account, PageList, Paginator, Team
from polympics.sandbox import Sandbox

from ..answers import answer, load
from ..opening import open_async


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


async def test_iteration(api: Any, base_url: str):
    """
    Iterating gives all items, and asks for no page past the last.
    """
    routes = three_pages(api)

    async with open_async("none", base_url) as client:
        names = [account.name async for account in client.list_accounts(per_page=2)]

    assert len(names) == load("accounts_search_page0")["results"]
    assert [route.call_count for route in routes] == [1, 1, 1]


async def test_repeated(api: Any, base_url: str):
    """
    A paginator can be used again, and by several at once.
    """
    three_pages(api)

    async with open_async("none", base_url) as client:
        accounts = client.list_accounts(per_page=2)
        one, other = aiter(accounts), aiter(accounts)
        first = [await anext(one), await anext(other)]
        rest = [item.id async for item in one]
        again = [item.id async for item in other]

    assert first[0] == first[1]
    assert rest == again
    assert aiter(one) is one


async def test_exact_fit(api: Any, base_url: str):
    """
    A full last page is known to be the last.
    """
    route = api.get("/teams/search").respond(**answer("teams_search_exact_fit"))

    async with open_async("none", base_url) as client:
        teams = await client.list_teams("crew", per_page=23).collect()

    assert len(teams) == 23
    assert all(isinstance(team, Team) for team in teams)
    assert route.call_count == 1


async def test_empty(api: Any, base_url: str):
    """
    A list of nothing has no items, no first one, and a count.
    """
    api.get("/accounts/search").respond(**answer("accounts_search_empty"))

    async with open_async("none", base_url) as client:
        accounts = client.list_accounts("nobody")
        found = [account.id async for account in accounts]
        first = await accounts.first()
        count = await accounts.count()

    assert (found, first, count) == ([], None, 0)


async def test_wrong_count(api: Any, base_url: str):
    """
    An empty page is the end, whatever the page says.
    """
    lie = load("accounts_search_past_end") | {"pages": 1000}
    route = api.get("/accounts/search").respond(json=lie)

    async with open_async("none", base_url) as client:
        assert await client.list_accounts().collect() == []

    assert route.call_count == 1


async def test_get_page(api: Any, base_url: str):
    """
    A page by its number is a list, which knows its page.
    """
    api.get("/accounts/search", params={"page": "1", "per_page": "2"}).respond(
        **answer("accounts_search_page1")
    )

    async with open_async("none", base_url) as client:
        accounts = client.list_accounts()
        page = await accounts.get_page(1, per_page=2)

    assert isinstance(page, list)
    assert isinstance(page, PageList)
    assert [type(account) for account in page] == [Account, Account]
    assert (page.meta.page, page.meta.per_page, page.meta.pages) == (1, 2, 3)
    assert accounts.meta is page.meta


async def test_past_the_end(api: Any, base_url: str):
    """
    A page past the end is empty.
    """
    api.get("/accounts/search").respond(**answer("accounts_search_past_end"))

    async with open_async("none", base_url) as client:
        assert await client.list_accounts(per_page=2).get_page(3) == []


@pytest.mark.parametrize("keep_raw", [True, False])
async def test_pages(api: Any, base_url: str, keep_raw: bool):
    """
    Each page knows its place, and the ways to its neighbours.
    """
    three_pages(api)

    async with open_async("none", base_url, keep_raw=keep_raw) as client:
        accounts = client.list_accounts(per_page=2)
        pages = [(page, page.meta.page) async for page in accounts.pages()]
        first = await accounts.page()
        second = await first.next()
        back = await second.previous()

    assert [number for _, number in pages] == [0, 1, 2]
    assert [page.total for page, _ in pages] == [first.meta.results] * 3
    assert (first.raw is not None) is keep_raw
    assert [first.items, second.items] == [page.items for page, _ in pages[:2]]
    assert back.items == first.items
    assert pages[2][0]._next is None


async def test_prefetch(api: Any, base_url: str):
    """
    Pages asked for at once come in order.
    """
    three_pages(api)

    async with open_async("none", base_url) as client:
        accounts = client.list_accounts(per_page=2)
        ahead = await accounts.prefetch(4).collect()
        one_by_one = await accounts.collect()

    assert ahead == one_by_one


@pytest.mark.parametrize("prefetch", [0, 3])
async def test_created_meanwhile(prefetch: int):
    """
    Accounts and teams that are created while a list is read repeat none.
    """
    sandbox = Sandbox()
    world = sandbox.world
    async with open_async("none", sandbox) as client:
        accounts = client.list_accounts(per_page=10).prefetch(prefetch)
        ids = []
        async for account in accounts:
            ids.append(account.id)
            if len(ids) % 10 == 5:
                world.add_account(len(ids), "Aaron", "0")
        teams: list[int] = []
        async for page in client.list_teams(per_page=2).prefetch(prefetch).pages():
            teams += [team.id for team in page.items]
            world.add_team("A")

    assert len(ids) == len(set(ids))
    assert set(ids) >= {300_000_000_000_000_000 + number for number in range(48)}
    assert len(teams) == len(set(teams))
    assert set(teams) >= set(range(1, 7))


@pytest.mark.parametrize("prefetch", [0, 3])
async def test_nothing_new(prefetch: int):
    """
    A page whose items were all on earlier ones is empty, and the list goes on.
    """
    sandbox = Sandbox()
    world = sandbox.world
    members = {account.id for account in world.members_of(world.teams[1])}
    async with open_async("app", sandbox) as client:
        team = await client.get_team(1)
        pages = []
        async for page in team.members(per_page=2).prefetch(prefetch).pages():
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


async def test_dicts_once():
    """
    So do lists of plain dicts; what has no id is left as it is.
    """
    sandbox = Sandbox()
    async with open_async("none", sandbox) as client:
        plain: Paginator[Any] = Paginator(
            "GET", "/teams/search", client, {"per_page": 2}
        )
        pages = plain.pages()
        first = await anext(pages)
        sandbox.world.add_team("A")
        second = await anext(pages)

    assert [team["name"] for team in first.items] == ["Amber Foxes", "Bronze Larks"]
    assert [team["name"] for team in second.items] == ["Copper Otters"]
    assert len(second.meta.data) == 2
    assert [pages._is_new({}), pages._is_new({})] == [True, True]


async def test_limit(api: Any, base_url: str):
    """
    Who wants three items does not pay for all.
    """
    first, second, third = three_pages(api)

    async with open_async("none", base_url) as client:
        found = await client.list_accounts(per_page=2).collect(3)
        await client.list_accounts(per_page=2).get_page(2)

    assert len(found) == 3
    assert [first.call_count, second.call_count, third.call_count] == [1, 1, 1]


async def test_bad_numbers(base_url: str):
    """
    What the server would answer 500 to is refused, the size even at once.
    """
    async with open_async("none", base_url) as client:
        with pytest.raises(ValueError, match="page"):
            await client.list_teams().get_page(-1)
        with pytest.raises(ValueError, match="per_page"):
            await client.list_teams().get_page(0, per_page=0)
        with pytest.raises(ValueError, match="per_page"):
            client.list_teams(per_page=0)
        with pytest.raises(ValueError, match="per_page"):
            client.list_accounts(per_page=-1)


async def test_by_hand(api: Any, base_url: str):
    """
    A paginator can be made for any list, of plain dicts too.
    """
    api.get("/teams/search").respond(**answer("teams_search_exact_fit"))

    async with open_async("none", base_url) as client:
        teams: Paginator[Any] = Paginator("GET", "/teams/search", client, {"q": "crew"})
        first = await teams.first()

    assert first == load("teams_search_exact_fit")["data"][0]
    assert (teams.method, teams.path, teams.client) == ("GET", "/teams/search", client)
    assert (teams.params, teams.data_type) == ({"q": "crew"}, dict)


async def test_params_are_a_copy(base_url: str):
    """
    Nobody can change a list that is shared.
    """
    async with open_async("none", base_url) as client:
        teams = client.list_teams("crew")
        teams.params["q"] = "other"

    assert teams.params == {"q": "crew"}


async def test_unknown_team(api: Any, base_url: str):
    """
    A list of a team that does not exist is an error, though not a missing list.
    """
    api.get("/accounts/search").respond(**answer("error_422_query_team_not_found"))

    async with open_async("none", base_url) as client:
        with pytest.raises(polympics.DataError) as caught:
            await client.list_accounts(team=999).collect()

    assert not isinstance(caught.value, polympics.NotFoundError)

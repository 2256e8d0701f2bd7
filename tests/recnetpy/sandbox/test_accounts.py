"""
People.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from recnetpy.sandbox import Sandbox, World

Ask = Callable[..., Awaitable[Answer]]

P = "/apim/public"


@pytest.mark.parametrize(
    "path",
    [
        f"{P}/accounts/1001",
        f"{P}/accounts/account/1001",
        "/accounts/account/1001",
        "/apim/accounts/account/1001",
    ],
)
async def test_by_id(ask: Ask, world: World, path: str):
    """
    An account has an address in each layout, and one record.
    """
    answer = await ask("GET", path)

    assert answer.json() == world.accounts[1001]
    assert answer.json()["username"] == "TestOtter"
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    "path", [f"{P}/accounts/", f"{P}/accounts", "/accounts/account"]
)
async def test_by_name(ask: Ask, path: str):
    """
    A name's case means nothing.
    """
    answer = await ask("GET", path, query={"username": "testOTTER"})

    assert answer.json()["accountId"] == 1001


async def test_nobody_by_name(ask: Ask):
    """
    For a name that is nobody's the gateway has words.
    """
    answer = await ask("GET", f"{P}/accounts/", query={"username": "NobodyHere"})

    assert answer.status == 404
    assert answer.json() == {"statusCode": 404, "message": "Resource not found"}


async def test_no_name(ask: Ask):
    """
    A name has to be given.
    """
    assert (await ask("GET", f"{P}/accounts/")).status == 400


async def test_nobody_by_id(ask: Ask):
    """
    For an id that is nobody's there are none.
    """
    answer = await ask("GET", f"{P}/accounts/999999999")

    assert (answer.status, answer.body) == (404, b"")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", [f"{P}/accounts/bulk", "/accounts/account/bulk"])
@pytest.mark.parametrize(
    ("form", "found"),
    [
        ([("id", 1001), ("id", 1002), ("id", 424242)], {1001, 1002}),
        ([("name", "TestOtter"), ("name", "plainnewt")], {1001, 1003}),
        ([("id", 1001), ("id", 1001)], {1001}),
        ([("id", "x")], None),
        ([], None),
    ],
)
async def test_bulk(ask: Ask, path: str, form: list[Any], found: set[int] | None):
    """
    Many are asked for by repeating a name; who is unknown is left out.
    """
    answer = await ask("POST", path, form=form)
    if found is None:
        assert answer.status == 400
        return

    ids = [account["accountId"] for account in answer.json()]
    assert {*ids} == found
    assert len(ids) == len(found)


async def test_bulk_has_no_order(ask: Ask):
    """
    The order of a bulk answer is not that of the request.
    """
    wanted = [*range(1001, 1020)]
    form = [("id", number) for number in wanted]
    ids = [
        a["accountId"]
        for a in (await ask("POST", f"{P}/accounts/bulk", form=form)).json()
    ]

    assert sorted(ids) == wanted
    assert ids not in (wanted, wanted[::-1])


async def test_bulk_by_get(ask: Ask):
    """
    Short lists fit into a query.
    """
    answer = await ask("GET", "/accounts/account/bulk", query="id=1001&id=1002")

    assert len(answer.json()) == 2


@pytest.mark.parametrize(
    ("name", "found"), [("otter", 1), ("HÉRON", 1), ("zzzz", 0), ("the tester", 1)]
)
async def test_search(ask: Ask, name: str, found: int):
    """
    Search looks at both names.
    """
    answer = await ask("GET", f"{P}/accounts/search", query={"name": name})

    assert len(answer.json()) == found


async def test_empty_search(ask: Ask):
    """
    A search for nothing is refused.
    """
    answer = await ask("GET", f"{P}/accounts/search", query={"name": ""})

    assert answer.status == 400
    assert answer.json() == {"statusCode": 400, "message": "name is required"}


async def test_bio(ask: Ask):
    """
    A bio may have been written, or not.
    """
    otter = await ask("GET", f"{P}/accounts/1001/bio")
    newt = await ask("GET", "/accounts/account/1003/bio")
    nobody = await ask("GET", f"{P}/accounts/5/bio")

    assert otter.json()["bio"].startswith("I test things.")
    assert newt.json() == {"accountId": 1003, "bio": None}
    assert nobody.status == 404


async def test_username(ask: Ask):
    """
    The older host tells a name alone.
    """
    answer = await ask("GET", "/accounts/account/1001/username")

    assert answer.json() == {"accountId": 1001, "username": "TestOtter"}
    assert (await ask("GET", "/accounts/account/5/username")).status == 404


@pytest.mark.parametrize(
    "path", [f"{P}/players/progression/bulk", "/api/api/players/v2/progression/bulk"]
)
async def test_levels(ask: Ask, path: str):
    """
    Levels are asked for in bulk only.
    """
    form = [("id", 1001), ("id", 1002), ("id", 5)]
    levels = (await ask("POST", path, form=form)).json()

    assert {level["PlayerId"] for level in levels} == {1001, 1002}
    assert {"PlayerId": 1001, "Level": 31, "XP": 212} in levels
    assert (await ask("POST", path, form=[])).status == 400


@pytest.mark.parametrize("name", ["accountId", "id"])
@pytest.mark.parametrize("base", [P, "/api/api"])
async def test_influencer(ask: Ask, base: str, name: str):
    """
    Whether somebody is an influencer is a bare word.
    """
    path = f"{base}/influencerpartnerprogram/isinfluencer"

    assert (await ask("GET", path, query={name: 1002})).text == "true"
    assert (await ask("GET", path, query={name: 1001})).text == "false"
    assert (await ask("GET", path)).status == 400


@pytest.mark.parametrize(
    "path", ["subscription/subscribercount", "Subscription/SubscriberCount"]
)
async def test_subscribers(ask: Ask, path: str):
    """
    A number of subscribers is a bare number, in whatever case it is asked for.
    """
    assert (await ask("GET", f"/clubs/{path}/1002")).text == "48213"
    assert (await ask("GET", f"/clubs/{path}/1003")).text == "0"


async def test_subscription(ask: Ask):
    """
    There are more details to it.
    """
    answer = await ask("GET", "/clubs/subscription/details/1002")

    assert answer.json() == {
        "accountId": 1002,
        "clubId": 7002,
        "subscriberCount": 48213,
    }
    assert (await ask("GET", "/clubs/subscription/details/5")).status == 404


async def test_top_creators(ask: Ask):
    """
    The creators with the most subscribers come first, in pages.
    """
    path = "/clubs/subscription/top/creators"
    both = (await ask("GET", path)).json()
    second = (await ask("GET", path, query={"skip": 1, "take": 1})).json()

    assert [creator["accountId"] for creator in both] == [1002, 1001]
    assert second == both[1:]


async def test_clubs(ask: Ask):
    """
    Clubs come in an envelope.
    """
    club = (await ask("GET", "/clubs/club/7002/details")).json()
    members = (await ask("GET", "/clubs/club/7002/members")).json()
    found = (await ask("GET", "/clubs/club/search", query={"query": "heron"})).json()
    missing = (await ask("GET", "/clubs/club/1/details")).json()

    assert club["value"]["name"] == "Herons"
    assert members == {"success": True, "error": "", "value": [1001, 1002]}
    assert found["value"] == [club["value"]]
    assert (missing["success"], missing["value"]) == (False, None)


async def test_own_account(ask: Ask, sandbox: Sandbox):
    """
    A bearer has an account of their own.
    """
    headers = {"authorization": f"Bearer {sandbox.bearer}"}
    answer = await ask("GET", "/accounts/account/me", headers=headers)

    assert answer.json()["username"] == "TestOtter"
    assert (await ask("GET", "/accounts/account/me")).status == 401


async def test_other_servers_hide_what_is_missing(ask: Ask, world: World):
    """
    Some fan-run servers answer with nothing, and no error.
    """
    world.hides_missing = True

    assert (await ask("GET", "/accounts/account/5")).text == "{}"
    assert (await ask("GET", "/rooms/rooms/5")).text == "{}"
    assert (await ask("GET", "/rooms/rooms/ownedby/5")).text == "[]"
    assert (await ask("GET", "/api/api/images/v1/5/comments")).text == "[]"

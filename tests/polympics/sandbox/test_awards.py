"""
Awards.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import Account, App, Award, Sandbox, Team, World

Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def world(sandbox: Sandbox):
    return sandbox.world


@pytest.fixture
def owls(world: World):
    return world.add_team("Owls")


@pytest.fixture
def ines(world: World):
    return world.add_account(7, "Ines", "7001")


@pytest.fixture
def award(world: World, owls: Team):
    return world.add_award("First", "u", owls)


NEW = {"title": "First", "image_url": "u", "team": 1}
HELD = "/account/7/award/1"


async def test_create(ask: Ask, app: App, owls: Team, ines: Account):
    """
    A new award is answered without team and awardees; repeats collapse.
    """
    new = {**NEW, "accounts": [7, "7"]}
    answer = await ask("POST", "/awards/new", new, by=app)
    whole = (await ask("GET", "/award/1")).json()

    assert answer.status == 201
    assert answer.json() == {"id": 1, "title": "First", "image_url": "u"}
    assert whole["award"] == answer.json()
    assert [a["id"] for a in whole["awardees"]] == ["7"]
    assert whole["team"]["id"] == 1


async def test_create_for_nobody(ask: Ask, app: App, owls: Team):
    """
    An award may have no awardees.
    """
    answer = await ask("POST", "/awards/new", {**NEW, "accounts": []}, by=app)

    assert answer.status == 201


async def test_create_for_somebody_unknown(
    ask: Ask, app: App, owls: Team, ines: Account
):
    """
    The place of an unknown awardee in the list is told.
    """
    answer = await ask("POST", "/awards/new", {**NEW, "accounts": [7, 8]}, by=app)

    assert answer.json()["detail"] == [
        {
            "loc": ["body", "accounts", 1],
            "msg": "Account not found.",
            "type": "value_error",
        }
    ]


async def test_create_without_a_team(ask: Ask, app: App):
    """
    The team of a new award cannot be null.
    """
    new = {**NEW, "team": None, "accounts": []}
    answer = await ask("POST", "/awards/new", new, by=app)

    assert answer.json()["detail"] == [
        {
            "loc": ["body", "team"],
            "msg": "none is not an allowed value",
            "type": "type_error.none.not_allowed",
        }
    ]


async def test_shown_with_holders(ask: Ask, award: Award, ines: Account):
    """
    An award shows on its team and on those who hold it.
    """
    award.awardees.append(ines)
    shown = {"id": 1, "title": "First", "image_url": "u"}

    assert (await ask("GET", "/account/7")).json()["awards"] == [shown]
    assert (await ask("GET", "/team/1")).json()["awards"] == [shown]


async def test_update(ask: Ask, app: App, award: Award, world: World):
    """
    Title, picture and team can be changed.
    """
    larks = world.add_team("Larks")
    changes = {"title": "Second", "image_url": "v", "team": larks.id}
    answer = await ask("PATCH", "/award/1", changes, by=app)

    assert answer.json() == {"id": 1, "title": "Second", "image_url": "v"}
    assert award.team is larks


@pytest.mark.parametrize("nothing", [None, ""])
async def test_update_nothing(
    ask: Ask, app: App, award: Award, owls: Team, nothing: Any
):
    """
    Null and empty change nothing; so the team cannot be removed.
    """
    changes = {"title": nothing, "image_url": nothing, "team": None}
    answer = await ask("PATCH", "/award/1", changes, by=app)

    assert answer.json() == {"id": 1, "title": "First", "image_url": "u"}
    assert award.team is owls


async def test_team_zero(ask: Ask, app: App, award: Award):
    """
    Unlike for an account, team 0 is an unknown one.
    """
    answer = await ask("PATCH", "/award/1", {"team": 0}, by=app)

    assert answer.json()["detail"][0]["msg"] == "Team not found."


async def test_delete(ask: Ask, app: App, award: Award, ines: Account):
    """
    Those who hold an award lose it with it.
    """
    award.awardees.append(ines)

    assert (await ask("DELETE", "/award/1", by=app)).status == 204
    assert (await ask("GET", "/account/7")).json()["awards"] == []


async def test_give(ask: Ask, app: App, award: Award, ines: Account):
    """
    Giving is 201, giving again 208, both without a body or a type.
    """
    answers = [await ask("PUT", HELD, by=app) for _ in range(2)]

    assert [(a.status, a.body) for a in answers] == [(201, b""), (208, b"")]
    assert all("content-type" not in a.headers for a in answers)
    assert award.awardees == [ines]


async def test_take(ask: Ask, app: App, award: Award, ines: Account):
    """
    Taking is 204, taking again 404, both without a body or a type.
    """
    award.awardees.append(ines)
    answers = [await ask("DELETE", HELD, by=app) for _ in range(2)]

    assert [(a.status, a.body) for a in answers] == [(204, b""), (404, b"")]
    assert all("content-type" not in a.headers for a in answers)


async def test_two_unknown(ask: Ask, app: App):
    """
    What is unknown in the path is told all at once.
    """
    answer = await ask("PUT", "/account/1/award/1", by=app)

    assert answer.json() == {
        "detail": [
            {
                "loc": ["path", "account"],
                "msg": "Account not found.",
                "type": "value_error",
            },
            {
                "loc": ["path", "award"],
                "msg": "Award not found.",
                "type": "value_error",
            },
        ]
    }


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/awards/new", {**NEW, "accounts": []}),
        ("PATCH", "/award/1", {}),
        ("DELETE", "/award/1", ...),
        ("PUT", HELD, ...),
        ("DELETE", HELD, ...),
    ],
)
async def test_permission(
    ask: Ask,
    *,
    bare: App,
    award: Award,
    ines: Account,
    method: str,
    path: str,
    body: Any,
):
    """
    Nothing about awards changes without the permission, not even nothing.
    """
    answer = await ask(method, path, body, by=bare)

    assert answer.status == 403
    assert answer.json() == {"detail": "Request outside of authorisation scope."}

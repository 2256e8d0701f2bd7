"""
Teams.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import App, Sandbox, Session, Team

Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def owls(sandbox: Sandbox):
    return sandbox.world.add_team("Owls")


@pytest.fixture
def captain(sandbox: Sandbox, owls: Team):
    """
    A session of who manages the own team.
    """
    world = sandbox.world
    oda = world.add_account(8, "Oda", "0001", team=owls, permissions=32)
    return world.add_session(oda)


async def test_shape(ask: Ask, sandbox: Sandbox, owls: Team, captain: Session):
    """
    A team tells its members by number and its awards by name.
    """
    sandbox.world.add_award("First", "u", owls)

    assert (await ask("GET", "/team/1")).json() == {
        "id": 1,
        "name": "Owls",
        "created_at": 1625097600.0,
        "member_count": 1,
        "awards": [{"id": 1, "title": "First", "image_url": "u"}],
    }


async def test_captain(ask: Ask, sandbox: Sandbox, captain: Session):
    """
    Who manages the own team renames and dissolves it, and no other.
    """
    sandbox.world.add_team("Larks")

    assert (await ask("PATCH", "/team/2", {"name": "x"}, by=captain)).status == 403
    assert (await ask("DELETE", "/team/2", by=captain)).status == 403
    assert (await ask("PATCH", "/team/1", {"name": "x"}, by=captain)).status == 200
    assert (await ask("DELETE", "/team/1", by=captain)).status == 204


async def test_member(ask: Ask, captain: Session):
    """
    A member without the permission may do neither.
    """
    captain.account.permissions = 0

    assert (await ask("PATCH", "/team/1", {"name": "x"}, by=captain)).status == 403
    assert (await ask("DELETE", "/team/1", by=captain)).status == 403


async def test_dissolved(
    ask: Ask, app: App, captain: Session, inbox: Any, sandbox: Sandbox
):
    """
    Members of a dissolved team are in none, which tells no callback.
    """
    sandbox.world.add_callback(app, "account_team_update", "http://1.2.3.4", "s")
    await ask("DELETE", "/team/1", by=app)

    assert (await ask("GET", "/account/8")).json()["team"] is None
    assert inbox.deliveries == []


async def test_dissolved_with_an_award(
    ask: Ask, app: App, owls: Team, sandbox: Sandbox
):
    """
    A team that an award names breaks the service when it is dissolved.
    """
    sandbox.world.add_award("First", "u", owls)

    assert (await ask("DELETE", "/team/1", by=app)).status == 500
    assert (await ask("DELETE", "/award/1", by=app)).status == 204
    assert (await ask("DELETE", "/team/1", by=app)).status == 204


async def test_no_id_twice(ask: Ask, app: App, owls: Team):
    """
    The id of a dissolved team is not used again.
    """
    await ask("DELETE", "/team/1", by=app)
    answer = await ask("POST", "/teams/new", {"name": "Owls"}, by=app)

    assert answer.json()["id"] == 2

"""
Accounts.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import Account, App, Sandbox, Session, Team, World

Ask = Callable[..., Awaitable[Answer]]
Basic = Callable[[str, str], str]


NEW = {"id": 7, "name": "Ines", "discriminator": "7001"}
FORBIDDEN = {"detail": "Request outside of authorisation scope."}


@pytest.fixture
def world(sandbox: Sandbox):
    return sandbox.world


@pytest.fixture
def ines(world: World):
    return world.add_account(7, "Ines", "7001")


@pytest.fixture
def owls(world: World):
    return world.add_team("Owls")


@pytest.fixture
def session(world: World, ines: Account):
    """
    A session of Ines.
    """
    return world.add_session(ines)


async def test_closed_signups(ask: Ask, app: App, world: World):
    """
    Closed signups are said, and refuse even apps.
    """
    world.signups_open = False
    signups = await ask("GET", "/accounts/signups")
    answer = await ask("POST", "/accounts/new", NEW, by=app)

    assert signups.json() == {"signups_open": False}
    assert (answer.status, answer.json()) == (403, {"detail": "Signups are closed."})


@pytest.mark.parametrize("id", [0, -5, -(2**63), 2**63 - 1])
async def test_any_id(ask: Ask, app: App, id: Any):
    """
    All ids of 64 bits are taken, 0 and negative ones too.
    """
    answer = await ask("POST", "/accounts/new", {**NEW, "id": id}, by=app)

    assert (answer.status, answer.json()["id"]) == (201, str(id))


async def test_null_permissions(ask: Ask, app: App):
    """
    Permissions cannot be null.
    """
    answer = await ask("POST", "/accounts/new", {**NEW, "permissions": None}, by=app)

    assert answer.status == 422
    assert answer.json()["detail"] == [
        {
            "loc": ["body", "permissions"],
            "msg": "none is not an allowed value",
            "type": "type_error.none.not_allowed",
        }
    ]


@pytest.mark.parametrize(
    ("bits", "may"), [(4, True), (8, False), (32, True), (16, False), (128, False)]
)
async def test_created_with_permissions(ask: Ask, world: World, bits: int, may: bool):
    """
    Nobody gives what they lack, save 32; nobody gives 16, or what is undefined.
    """
    some = world.add_app("some", 1 | 4 | 16)
    answer = await ask("POST", "/accounts/new", {**NEW, "permissions": bits}, by=some)

    assert answer.status == (201 if may else 403)


async def test_no_permissions_without_managing_them(ask: Ask, world: World):
    """
    Permissions on creation need the permission to manage them.
    """
    some = world.add_app("some", 4)
    answer = await ask("POST", "/accounts/new", {**NEW, "permissions": 4}, by=some)

    assert (answer.status, answer.json()) == (403, FORBIDDEN)


async def test_joins_a_team_on_creation(ask: Ask, app: App, owls: Team, world: World):
    """
    An account may be created in a team, which tells no callback.
    """
    world.add_callback(app, "account_team_update", "http://1.2.3.4", "s")
    answer = await ask("POST", "/accounts/new", {**NEW, "team": "1"}, by=app)

    assert answer.json()["team"]["member_count"] == 1
    assert world.accounts[7].team is owls
    assert world.deliveries == []


async def test_users_do_not_rename_themselves(
    ask: Ask, ines: Account, session: Session
):
    """
    Details need a permission even for the account itself.
    """
    answer = await ask("PATCH", "/account/7", {"name": "Ada"}, by=session)

    assert (answer.status, answer.json()) == (403, FORBIDDEN)
    assert ines.name == "Ines"


async def test_moves_itself(ask: Ask, ines: Account, owls: Team, session: Session):
    """
    An account goes into any team and out of it by itself.
    """
    joined = await ask("PATCH", "/account/7", {"team": owls.id}, by=session)
    left = await ask("PATCH", "/account/7", {"team": 0}, by=session)

    assert joined.json()["team"]["name"] == "Owls"
    assert left.json()["team"] is None


async def test_moves_another(ask: Ask, ines: Account, owls: Team, world: World):
    """
    Moving another account needs the permission.
    """
    mover = world.add_session(world.add_account(8, "Oda", "0001", permissions=2))
    other = world.add_session(world.add_account(9, "Ivo", "0002"))

    assert (await ask("PATCH", "/account/7", {"team": 1}, by=other)).status == 403
    assert (await ask("PATCH", "/account/7", {"team": 1}, by=mover)).status == 200


async def test_captain_removes_only(ask: Ask, ines: Account, owls: Team, world: World):
    """
    Who manages the own team takes members out of it, and moves them nowhere else.
    """
    other = world.add_team("Larks")
    captain = world.add_account(8, "Oda", "0001", team=owls, permissions=32)
    by = world.add_session(captain)
    ines.team = owls

    assert (await ask("PATCH", "/account/7", {"team": other.id}, by=by)).status == 403
    assert (await ask("PATCH", "/account/7", {"team": 0}, by=by)).status == 200
    # Now Ines is in no team of the captain's.
    assert (await ask("PATCH", "/account/7", {"team": 0}, by=by)).status == 403


@pytest.mark.parametrize(
    ("holds", "bits", "may"),
    [
        (1, 32, True),
        (1, 1, True),
        (1 | 8, 8, True),
        (1, 8, False),
        (8, 8, False),
        (32, 32, False),
        (127, 16, False),
        (127, 128, False),
        (127, -1, False),
        (111, 111, True),
    ],
)
@pytest.mark.parametrize("verb", ["grant_permissions", "revoke_permissions"])
async def test_permissions(
    ask: Ask,
    *,
    ines: Account,
    world: World,
    verb: str,
    holds: int,
    bits: int,
    may: bool,
):
    """
    Who may give and take which permissions.
    """
    by = world.add_session(world.add_account(8, "Oda", "0001", permissions=holds))
    answer = await ask("PATCH", "/account/7", {verb: bits}, by=by)

    assert answer.status == (200 if may else 403)


async def test_refused_whole(
    ask: Ask, *, ines: Account, owls: Team, world: World, app: App, inbox: Any
):
    """
    A change that is refused in part changes nothing and tells nobody.
    """
    world.add_callback(app, "account_team_update", "http://1.2.3.4", "s")
    changes = {"name": "Ada", "team": owls.id, "grant_permissions": 16}
    answer = await ask("PATCH", "/account/7", changes, by=app)

    assert answer.status == 403
    assert (ines.name, ines.team, ines.permissions) == ("Ines", None, 0)
    assert inbox.deliveries == []


async def test_too_long_whole(
    ask: Ask, *, ines: Account, owls: Team, app: App, inbox: Any, world: World
):
    """
    The same holds for a change that breaks the service.
    """
    changes = {"name": "x" * 256, "team": owls.id}
    answer = await ask("PATCH", "/account/7", changes, by=app)

    assert answer.status == 500
    assert (ines.name, ines.team) == ("Ines", None)


async def test_nobody_changes_nothing(ask: Ask, ines: Account, basic: Basic):
    """
    A change of nothing is fine for everybody with a header.
    """
    nothing = {"name": None, "team": None, "grant_permissions": 0}
    answer = await ask("PATCH", "/account/7", nothing, by=basic("A9", "no"))

    assert (answer.status, answer.json()["name"]) == (200, "Ines")


async def test_delete_cascades(
    ask: Ask, ines: Account, session: Session, world: World, app: App
):
    """
    With an account go its sessions and its share in awards.
    """
    award = world.add_award("First", "u", None, ines)
    answer = await ask("DELETE", "/account/7", by=app)

    assert (answer.status, answer.body) == (204, b"")
    assert (await ask("GET", "/auth/me", by=session)).status == 401
    assert (await ask("GET", "/award/1")).json()["awardees"] == []
    assert (world.accounts, world.sessions, award.awardees) == ({}, {}, [])


async def test_deletes_itself_only(
    ask: Ask, ines: Account, session: Session, world: World
):
    """
    Without the permission an account deletes no other than itself.
    """
    world.add_account(8, "Oda", "0001")

    assert (await ask("DELETE", "/account/8", by=session)).status == 403
    assert (await ask("DELETE", "/account/7", by=session)).status == 204

"""
Callbacks: registering them, and what they are told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import Account, App, Sandbox, World

Ask = Callable[..., Awaitable[Answer]]
Basic = Callable[[str, str], str]


PATH = "/callback/account_team_update"
URL = "https://board.example/hooks/team"
NEW = {"url": URL, "secret": "s3cret"}
NONE = {"detail": "No callback registered for this event."}


@pytest.fixture
def world(sandbox: Sandbox):
    return sandbox.world


@pytest.fixture
def ines(world: World):
    return world.add_account(7, "Ines", "7001")


async def test_register(ask: Ask, app: App):
    """
    A callback can be registered, read, listed and deleted.
    """
    made = await ask("PUT", PATH, NEW, by=app)
    read = await ask("GET", PATH, by=app)
    listed = await ask("GET", "/callbacks", by=app)
    deleted = await ask("DELETE", PATH, by=app)

    assert made.status == 200
    assert made.json() == {"id": 1, "event": "account_team_update", "url": URL}
    assert read.json() == made.json()
    assert listed.json() == {"callbacks": {"account_team_update": URL}}
    assert deleted.status == 204


async def test_none(ask: Ask, app: App):
    """
    Without a callback both reading and deleting are 404.
    """
    read = await ask("GET", PATH, by=app)
    deleted = await ask("DELETE", PATH, by=app)

    assert (read.status, read.json()) == (404, NONE)
    assert (deleted.status, deleted.json()) == (404, NONE)
    assert (await ask("GET", "/callbacks", by=app)).json() == {"callbacks": {}}


async def test_each_app_has_its_own(ask: Ask, app: App, bare: App):
    """
    Apps do not see each other's callbacks, and need no permission for theirs.
    """
    await ask("PUT", PATH, NEW, by=bare)

    assert (await ask("GET", PATH, by=app)).status == 404
    assert (await ask("GET", PATH, by=bare)).status == 200


async def test_register_again(ask: Ask, app: App, world: World):
    """
    Registering again replaces, with a new id.
    """
    await ask("PUT", PATH, NEW, by=app)
    made = await ask("PUT", PATH, {**NEW, "url": "http://10.0.0.1"}, by=app)

    assert made.json()["id"] == 2
    assert len(world.callbacks) == 1


@pytest.mark.parametrize(
    "wrong", [{"secret": "x" * 2048}, {"url": "https://a.example/" + "x" * 2040}]
)
async def test_register_too_long(ask: Ask, app: App, wrong: Any):
    """
    A registration that breaks the service takes the old one with it.
    """
    await ask("PUT", PATH, NEW, by=app)

    assert (await ask("PUT", PATH, {**NEW, **wrong}, by=app)).status == 500
    assert (await ask("GET", PATH, by=app)).status == 404


async def test_refused_keeps(ask: Ask, app: App):
    """
    A registration that is refused leaves the old one.
    """
    await ask("PUT", PATH, NEW, by=app)

    assert (await ask("PUT", PATH, {"url": "x"}, by=app)).status == 422
    assert (await ask("GET", PATH, by=app)).status == 200


async def test_other_event(ask: Ask, app: App):
    """
    An event there is not is refused with those there are.
    """
    answer = await ask("GET", "/callback/other", by=app)

    assert answer.status == 422
    assert answer.json()["detail"] == [
        {
            "loc": ["path", "event"],
            "msg": "value is not a valid enumeration member; "
            "permitted: 'account_team_update'",
            "type": "type_error.enum",
            "ctx": {"enum_values": ["account_team_update"]},
        }
    ]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/callbacks"), ("GET", PATH), ("PUT", PATH), ("DELETE", PATH)],
)
@pytest.mark.parametrize("who", ["session", "nobody"])
async def test_apps_only(
    ask: Ask,
    *,
    world: World,
    ines: Account,
    basic: Basic,
    who: str,
    method: str,
    path: str,
):
    """
    Neither sessions nor nobody may use callbacks, which is 401 and not 403.
    """
    by = world.add_session(ines) if who == "session" else basic("A9", "no")
    body = NEW if method == "PUT" else ...
    answer = await ask(method, path, body, by=by)

    assert answer.status == 401
    assert answer.json() == {"detail": "Only apps may use this endpoint."}
    assert "www-authenticate" not in answer.headers


async def test_joined(ask: Ask, app: App, world: World, ines: Account, inbox: Any):
    """
    Who joins a team is told as they will be, the team as it was.
    """
    owls = world.add_team("Owls")
    await ask("PUT", PATH, NEW, by=app)
    changes = {"team": owls.id, "name": "Ada", "grant_permissions": 32}
    await ask("PATCH", "/account/7", changes, by=app)
    (delivery,) = inbox.deliveries
    team = {
        "id": 1,
        "name": "Owls",
        "created_at": 1625097600.0,
        "member_count": 0,
        "awards": [],
    }

    assert (delivery.url, delivery.secret) == (URL, "s3cret")
    assert delivery.body["team"] == team
    assert delivery.body["account"] == {
        "id": "7",
        "name": "Ada",
        "discriminator": "7001",
        "avatar_url": None,
        "team": team,
        "permissions": 0,
        "created_at": 1625097600.0,
        "awards": [],
    }
    assert (await ask("GET", "/team/1")).json()["member_count"] == 1


async def test_left(ask: Ask, app: App, world: World, ines: Account, inbox: Any):
    """
    Who leaves is told without a team, whether they had one or not.
    """
    await ask("PUT", PATH, NEW, by=app)
    await ask("PATCH", "/account/7", {"team": 0}, by=app)
    (delivery,) = inbox.deliveries

    assert delivery.body["team"] is None
    assert delivery.body["account"]["team"] is None


async def test_same_team(ask: Ask, app: App, world: World, ines: Account, inbox: Any):
    """
    Setting the team an account is in already is told too.
    """
    ines.team = world.add_team("Owls")
    await ask("PUT", PATH, NEW, by=app)
    await ask("PATCH", "/account/7", {"team": 1}, by=app)

    assert inbox.deliveries[0].body["team"]["member_count"] == 1


async def test_no_team(ask: Ask, app: App, world: World, ines: Account, inbox: Any):
    """
    A change that says nothing of a team tells nobody.
    """
    await ask("PUT", PATH, NEW, by=app)
    await ask("PATCH", "/account/7", {"team": None, "name": "Ada"}, by=app)

    assert inbox.deliveries == []


async def test_all_subscribers(
    ask: Ask, *, app: App, bare: App, world: World, ines: Account, inbox: Any
):
    """
    All apps are told, each with its own secret; the world remembers.
    """
    await ask("PUT", PATH, NEW, by=app)
    await ask("PUT", PATH, {"url": URL, "secret": "other"}, by=bare)
    await ask("PATCH", "/account/7", {"team": 0}, by=app)

    assert {d.secret for d in inbox.deliveries} == {"s3cret", "other"}
    assert len(world.deliveries) == 2


def test_no_secret_in_repr(world: World, app: App):
    """
    Neither secrets nor tokens show in a repr of the world.
    """
    world.add_callback(app, "account_team_update", URL, "s3cret")

    assert "s3cret" not in repr(world)
    assert app.token not in repr(world)

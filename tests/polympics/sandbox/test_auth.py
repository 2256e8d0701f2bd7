"""
Credentials: apps, sessions, Discord.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from clientcore.sandbox import Answer
from polympics.sandbox import Account, App, Discord, DiscordUser, Sandbox, World

Ask = Callable[..., Awaitable[Answer]]
Basic = Callable[[str, str], str]


NOBODY = {"detail": "A token was not used to authenticate."}


@pytest.fixture
def world(sandbox: Sandbox):
    return sandbox.world


@pytest.fixture
def ines(world: World):
    return world.add_account(7, "Ines", "7001")


@pytest.fixture
def discord(world: World):
    world.discord.users = {
        "ines": DiscordUser(7, "Renamed", "0043", "h4sh"),
        "new": DiscordUser(8, "New", "0042"),
        "huge": DiscordUser(2**64, "Huge", "0001"),
    }
    world.discord.failing = {"down"}
    return world.discord


async def sign_in(ask: Ask, token: str):
    return await ask("POST", "/auth/discord", {"token": token})


async def test_session_lasts(
    ask: Ask, app: App, ines: Account, clock: Any, world: World
):
    """
    A session works until its time is over, then it is refused and deleted.
    """
    made = await ask("POST", "/auth/create_session", {"account": 7}, by=app)
    session = world.sessions[1]
    clock.forward(days=30, seconds=-1)
    before = await ask("GET", "/auth/me", by=session)
    clock.forward(seconds=1)
    after = await ask("GET", "/auth/me", by=session)

    assert made.json()["expires_at"] == 1625097600.0 + 30 * 24 * 3600
    assert len(made.json()["password"]) == 44
    assert (before.status, before.json()["id"]) == (200, "7")
    assert (after.status, after.json()) == (401, NOBODY)
    assert world.sessions == {}


async def test_expired_session_elsewhere(
    ask: Ask, ines: Account, clock: Any, world: World
):
    """
    With an expired session an endpoint that asks for a permission says 403.
    """
    ines.permissions = 8
    session = world.add_session(ines)
    clock.forward(days=31)

    assert (await ask("POST", "/teams/new", {"name": "x"}, by=session)).status == 403


async def test_session_lifetime(ask: Ask, app: App, ines: Account, world: World):
    """
    How long sessions last is a setting.
    """
    world.session_lifetime /= 30
    made = await ask("POST", "/auth/create_session", {"account": 7}, by=app)

    assert made.json()["expires_at"] == 1625097600.0 + 24 * 3600


async def test_sessions_add_up(ask: Ask, app: App, ines: Account, world: World):
    """
    A new session does not end an older one.
    """
    for _ in range(2):
        await ask("POST", "/auth/create_session", {"account": 7}, by=app)
    statuses = [
        (await ask("GET", "/auth/me", by=world.sessions[n])).status for n in (1, 2)
    ]

    assert statuses == [200, 200]


async def test_session_has_the_account_s_permissions(
    ask: Ask, ines: Account, world: World
):
    """
    Permissions are those the account has at the moment of the request.
    """
    session = world.add_session(ines)
    before = await ask("POST", "/teams/new", {"name": "x"}, by=session)
    ines.permissions = 8
    after = await ask("POST", "/teams/new", {"name": "x"}, by=session)

    assert (before.status, after.status) == (403, 201)


async def test_lower_case(ask: Ask, ines: Account, world: World, basic: Basic):
    """
    The first letter of a username may be in either case.
    """
    session = world.add_session(ines)

    assert (await ask("GET", "/auth/me", by=basic("s1", session.token))).status == 200


async def test_app_reset(ask: Ask, app: App, sandbox: Sandbox):
    """
    An app is told its new token; the old one stops at once.
    """
    old = sandbox.credentials.app
    answer = await ask("POST", "/auth/reset_token", by=app)

    assert answer.json()["password"] == app.token != old.password
    assert sandbox.credentials.app.password == app.token
    assert (await ask("GET", "/auth/me", by=old)).json() == NOBODY


async def test_session_reset(ask: Ask, ines: Account, clock: Any, world: World):
    """
    A session is not told its new token, only that it is who it is.
    """
    session = world.add_session(ines)
    old, ends = session.token, session.expires_at
    clock.forward(days=1)
    answer = await ask("POST", "/auth/reset_token", by=session)

    assert (answer.status, answer.json()["id"]) == (200, "7")
    assert "password" not in answer.json()
    assert session.token != old
    assert (session.expires_at - ends).days == 1


async def test_discord_known(ask: Ask, discord: Discord, ines: Account):
    """
    Signing in leaves the details of a known account as they are.
    """
    answer = await sign_in(ask, "ines")

    assert (answer.status, answer.json()["username"]) == (200, "S1")
    assert (ines.name, ines.discriminator) == ("Ines", "7001")


async def test_discord_new(ask: Ask, discord: Discord, world: World):
    """
    Signing in registers who is new, with the stock avatar of Discord's.
    """
    await sign_in(ask, "new")
    new = world.accounts[8]

    assert (new.name, new.discriminator, new.permissions, new.team) == (
        *("New", "0042", 0),
        None,
    )
    assert new.avatar_url == "https://cdn.discordapp.com/embed/avatars/2.png"


async def test_discord_closed(ask: Ask, discord: Discord, ines: Account, world: World):
    """
    Closed signups refuse who is new, not who is known.
    """
    world.signups_open = False
    new = await sign_in(ask, "new")

    assert (new.status, new.json()) == (403, {"detail": "Signups are closed."})
    assert (await sign_in(ask, "ines")).status == 200


async def test_discord_refuses(ask: Ask, discord: Discord):
    """
    A token Discord refuses is 401.
    """
    answer = await sign_in(ask, "unknown")

    assert (answer.status, answer.json()) == (
        401,
        {"detail": "Bad Discord user token."},
    )


@pytest.mark.parametrize("token", ["down", "huge"])
async def test_discord_fails(ask: Ask, discord: Discord, token: str):
    """
    A Discord that answers nonsense breaks the service.
    """
    assert (await sign_in(ask, token)).status == 500


async def test_discord_sync(ask: Ask, discord: Discord, ines: Account, app: App):
    """
    A Discord token in a change wins over what else the change says.
    """
    changes = {"name": "Ada", "discord_token": "ines"}
    answer = await ask("PATCH", "/account/7", changes, by=app)

    assert answer.json()["name"] == "Renamed"
    assert answer.json()["discriminator"] == "0043"
    assert answer.json()["avatar_url"] == (
        "https://cdn.discordapp.com/avatars/7/h4sh.png"
    )


@pytest.mark.parametrize(
    ("token", "status", "detail"),
    [
        ("unknown", 422, "Bad Discord user token."),
        ("new", 403, "Discord token is for a different account."),
    ],
)
async def test_discord_sync_refused(
    ask: Ask,
    *,
    discord: Discord,
    ines: Account,
    bare: App,
    token: str,
    status: int,
    detail: str,
):
    """
    A refused Discord token is 422 with a string, somebody else's 403.
    """
    answer = await ask("PATCH", "/account/7", {"discord_token": token}, by=bare)

    assert (answer.status, answer.json()) == (status, {"detail": detail})

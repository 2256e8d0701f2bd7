"""
Everything that the guide shows, against the sandbox.
"""

from __future__ import annotations

import inspect
from typing import Any

import attrs
import pytest

import polympics
from polympics import EventType, Permissions, UserClient
from polympics.sandbox import Sandbox

from ..opening import open_async

ADA = 300_000_000_000_000_000
NEW = 300_000_000_000_777_000


@pytest.fixture
def sandbox() -> Sandbox:
    """A server with a few teams and accounts."""
    return Sandbox()


async def test_reading(sandbox: Sandbox):
    """
    Accounts, teams and awards are read.
    """
    async with open_async("none", sandbox) as client:
        account = await client.get_account(ADA)
        team = await client.get_team(account.team.id)
        award = await client.get_award(1)
        open_now = await client.check_signups()

    assert (account.name, account.team.name) == ("Ada", "Amber Foxes")
    assert account.permissions.manage_own_team
    assert team.name == "Amber Foxes"
    assert team.member_count > 1
    assert award.title == "Relay, first"
    assert award.image_url.startswith("https://")
    assert account in award.awardees
    assert award.team == team
    assert open_now is True


async def test_lists(sandbox: Sandbox):
    """
    Lists are gone through, and asked for page by page.
    """
    async with open_async("none", sandbox) as client:
        team = await client.get_team(1)
        names = [account.name async for account in client.list_accounts()]
        some = [account.name async for account in client.list_accounts("ar")]
        members = [one.id async for one in client.list_accounts(team=team)]
        page = await client.list_accounts().get_page(0)
        teams = await client.list_teams(search="copper").get_page(0)
        every = [one.name async for one in client.list_teams()]

    assert len(names) == len(sandbox.world.accounts)
    assert set(some) == {name for name in names if "ar" in name.lower()}
    assert len(members) == team.member_count
    assert [one.name for one in page] == names[:20]
    assert [one.name for one in teams] == ["Copper Otters"]
    assert len(every) == 6


async def test_accounts(sandbox: Sandbox):
    """
    An account is created, changed in every way, and deleted.
    """
    async with open_async("app", sandbox) as client:
        account = await client.create_account(
            id=NEW,
            name="Ines",
            discriminator="8472",
            permissions=Permissions(manage_own_team=True),
        )
        team = await client.create_team("Lantern Crew")
        changed = await client.update_account(account, name="Inês", discriminator="1")
        joined = await client.update_account(account, team=team)
        left = await client.update_account(account, team=polympics.NO_TEAM)
        granted = await client.update_account(
            account, grant_permissions=Permissions(manage_awards=True)
        )
        revoked = await client.update_account(
            account, revoke_permissions=Permissions(manage_own_team=True)
        )
        await client.delete_account(account)
        missing = await client.find_account(account)

    assert account.permissions == Permissions(manage_own_team=True)
    assert account.avatar_url is None
    assert changed.name == "Inês"
    assert joined.team == as_later(team, member_count=1)
    assert left.team is None
    assert granted.permissions == Permissions(manage_own_team=True, manage_awards=True)
    assert revoked.permissions == Permissions(manage_awards=True)
    assert missing is None


def as_later(model: Any, **changes: Any) -> Any:
    """Return the model as the server has it after *changes*."""
    return attrs.evolve(model, **changes)


async def test_teams_and_awards(sandbox: Sandbox):
    """
    A team is renamed, an award goes from hand to hand, and both are deleted.
    """
    async with open_async("app", sandbox) as client:
        ada = await client.get_account(ADA)
        team = await client.create_team("Lantern Crew")
        team = await client.update_team(team, name="Lantern Choir")
        award = await client.create_award(
            title="Song", image_url="https://img.example/s.png", team=team, accounts=[]
        )
        award = await client.update_award(award, title="Song contest")
        await client.give_award(award, ada)
        given = await client.get_award(award.id)
        await client.take_award(award, ada)
        with pytest.raises(polympics.NotFoundError):
            await client.take_award(award, ada)
        with pytest.raises(polympics.ServerError):
            await client.delete_team(team)
        await client.delete_award(award)
        await client.delete_team(team)

    assert given.title == "Song contest"
    assert [one.id for one in given.awardees] == [ADA]
    assert given.team.name == "Lantern Choir"


async def test_callbacks(sandbox: Sandbox):
    """
    A callback is registered, listed, read and removed.
    """
    async with open_async("app", sandbox) as client:
        await client.create_callback(
            event=EventType.account_team_update,
            url="https://board.example/hooks/team",
            secret="s3cret",
        )
        urls = [
            (event.value, url) for event, url in (await client.get_callbacks()).items()
        ]
        callback = await client.get_callback(EventType.account_team_update)
        await client.delete_callback(EventType.account_team_update)
        with pytest.raises(polympics.NotFoundError):
            await client.get_callback(EventType.account_team_update)

    assert urls == [("account_team_update", "https://board.example/hooks/team")]
    assert callback.id == 1
    assert callback.event.value == "account_team_update"
    assert callback.url == "https://board.example/hooks/team"


async def test_sessions(sandbox: Sandbox):
    """
    An app signs somebody in, who is then themselves.
    """
    async with open_async("app", sandbox) as client:
        account = await client.get_account(ADA)
        session = await client.create_session(account)

    async with UserClient(session, "http://sandbox", **transport(sandbox)) as user:
        me = await user.get_self()
        moved = await user.update_account(me, team=2)

    assert not session.is_expired
    assert me.name == "Ada"
    assert moved.team is not None
    assert moved.team.name == "Bronze Larks"


def transport(sandbox: Sandbox) -> dict[str, Any]:
    """Return how the sandbox is reached."""
    waits = inspect.iscoroutinefunction(UserClient.get_self)
    return {"transport": sandbox.transport() if waits else sandbox.sync_transport()}


async def test_discord(sandbox: Sandbox):
    """
    Somebody new signs in with Discord, and somebody known is refreshed.
    """
    async with open_async("none", sandbox) as client:
        session = await client.discord_authenticate("new")
        fresh = await client.update_account(ADA, discord_token="known")
        with pytest.raises(polympics.UnauthorizedError):
            await client.discord_authenticate("wrong")

    async with UserClient(session, "http://sandbox", **transport(sandbox)) as user:
        me = await user.get_self()

    assert me.name == "Newcomer"
    assert fresh.name == "Ada Renamed"


async def test_refused_discord_token(sandbox: Sandbox):
    """
    A token that Discord refuses is an issue of the data.
    """
    async with open_async("none", sandbox) as client:
        with pytest.raises(polympics.DataError) as caught:
            await client.update_account(ADA, discord_token="wrong")

    assert len(caught.value.issues) == 1
    assert str(caught.value)


async def test_credentials(sandbox: Sandbox):
    """
    An app is itself, before and after its token is replaced.
    """
    async with open_async("app", sandbox) as client:
        app = await client.get_self()
        credentials = await client.reset_token()
        again = await client.get_self()

    assert app == again
    assert app.name == credentials.name == "Sandbox"
    assert app.permissions == polympics.APP_PERMISSIONS


async def test_permissions_are_needed(sandbox: Sandbox):
    """
    An app without permissions is refused, as it can tell beforehand.
    """
    async with open_async("bare", sandbox) as client:
        app = await client.get_self()
        with pytest.raises(polympics.ForbiddenError) as caught:
            await client.create_team("Owls")

    assert not app.may_create_team()
    assert caught.value.code == 403


async def test_strict(sandbox: Sandbox):
    """
    Everything that the sandbox answers is as the models say.
    """
    async with open_async("app", sandbox, strict=True) as client:
        accounts = await client.list_accounts(per_page=100).collect()
        found = await client.get_accounts([*accounts, 5])
        await client.get_award(1)
        await client.get_self()

    assert found.accounts == accounts
    assert found.missing == [5]

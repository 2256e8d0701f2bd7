# Generated from aio/test_guide.py by `nox -s twins`: do not edit.
"""
Everything that the guide shows, against the sandbox.
"""

from __future__ import annotations

import inspect
from typing import Any

import attrs
import pytest

import polympics.sync as polympics
from polympics.sandbox import Sandbox
from polympics.sync import EventType, Permissions, UserClient

from ..opening import open_sync

ADA = 300_000_000_000_000_000
NEW = 300_000_000_000_777_000


@pytest.fixture
def sandbox() -> Sandbox:
    """A server with a few teams and accounts."""
    return Sandbox()


def test_reading(sandbox: Sandbox):
    """
    Accounts, teams and awards are read.
    """
    with open_sync("none", sandbox) as client:
        account = client.get_account(ADA)
        team = client.get_team(account.team.id)
        award = client.get_award(1)
        open_now = client.check_signups()

    assert (account.name, account.team.name) == ("Ada", "Amber Foxes")
    assert account.permissions.manage_own_team
    assert team.name == "Amber Foxes"
    assert team.member_count > 1
    assert award.title == "Relay, first"
    assert award.image_url.startswith("https://")
    assert account in award.awardees
    assert award.team == team
    assert open_now is True


def test_lists(sandbox: Sandbox):
    """
    Lists are gone through, and asked for page by page.
    """
    with open_sync("none", sandbox) as client:
        team = client.get_team(1)
        names = [account.name for account in client.list_accounts()]
        some = [account.name for account in client.list_accounts("ar")]
        members = [one.id for one in client.list_accounts(team=team)]
        page = client.list_accounts().get_page(0)
        teams = client.list_teams(search="copper").get_page(0)
        every = [one.name for one in client.list_teams()]

    assert len(names) == len(sandbox.world.accounts)
    assert set(some) == {name for name in names if "ar" in name.lower()}
    assert len(members) == team.member_count
    assert [one.name for one in page] == names[:20]
    assert [one.name for one in teams] == ["Copper Otters"]
    assert len(every) == 6


def test_accounts(sandbox: Sandbox):
    """
    An account is created, changed in every way, and deleted.
    """
    with open_sync("app", sandbox) as client:
        account = client.create_account(
            id=NEW,
            name="Ines",
            discriminator="8472",
            permissions=Permissions(manage_own_team=True),
        )
        team = client.create_team("Lantern Crew")
        changed = client.update_account(account, name="Inês", discriminator="1")
        joined = client.update_account(account, team=team)
        left = client.update_account(account, team=polympics.NO_TEAM)
        granted = client.update_account(
            account, grant_permissions=Permissions(manage_awards=True)
        )
        revoked = client.update_account(
            account, revoke_permissions=Permissions(manage_own_team=True)
        )
        client.delete_account(account)
        missing = client.find_account(account)

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


def test_teams_and_awards(sandbox: Sandbox):
    """
    A team is renamed, an award goes from hand to hand, and both are deleted.
    """
    with open_sync("app", sandbox) as client:
        ada = client.get_account(ADA)
        team = client.create_team("Lantern Crew")
        team = client.update_team(team, name="Lantern Choir")
        award = client.create_award(
            title="Song", image_url="https://img.example/s.png", team=team, accounts=[]
        )
        award = client.update_award(award, title="Song contest")
        client.give_award(award, ada)
        given = client.get_award(award.id)
        client.take_award(award, ada)
        with pytest.raises(polympics.NotFoundError):
            client.take_award(award, ada)
        with pytest.raises(polympics.ServerError):
            client.delete_team(team)
        client.delete_award(award)
        client.delete_team(team)

    assert given.title == "Song contest"
    assert [one.id for one in given.awardees] == [ADA]
    assert given.team.name == "Lantern Choir"


def test_callbacks(sandbox: Sandbox):
    """
    A callback is registered, listed, read and removed.
    """
    with open_sync("app", sandbox) as client:
        client.create_callback(
            event=EventType.account_team_update,
            url="https://board.example/hooks/team",
            secret="s3cret",
        )
        urls = [(event.value, url) for event, url in client.get_callbacks().items()]
        callback = client.get_callback(EventType.account_team_update)
        client.delete_callback(EventType.account_team_update)
        with pytest.raises(polympics.NotFoundError):
            client.get_callback(EventType.account_team_update)

    assert urls == [("account_team_update", "https://board.example/hooks/team")]
    assert callback.id == 1
    assert callback.event.value == "account_team_update"
    assert callback.url == "https://board.example/hooks/team"


def test_sessions(sandbox: Sandbox):
    """
    An app signs somebody in, who is then themselves.
    """
    with open_sync("app", sandbox) as client:
        account = client.get_account(ADA)
        session = client.create_session(account)

    with UserClient(session, "http://sandbox", **transport(sandbox)) as user:
        me = user.get_self()
        moved = user.update_account(me, team=2)

    assert not session.is_expired
    assert me.name == "Ada"
    assert moved.team is not None
    assert moved.team.name == "Bronze Larks"


def transport(sandbox: Sandbox) -> dict[str, Any]:
    """Return how the sandbox is reached."""
    waits = inspect.iscoroutinefunction(UserClient.get_self)
    return {"transport": sandbox.transport() if waits else sandbox.sync_transport()}


def test_discord(sandbox: Sandbox):
    """
    Somebody new signs in with Discord, and somebody known is refreshed.
    """
    with open_sync("none", sandbox) as client:
        session = client.discord_authenticate("new")
        fresh = client.update_account(ADA, discord_token="known")
        with pytest.raises(polympics.UnauthorizedError):
            client.discord_authenticate("wrong")

    with UserClient(session, "http://sandbox", **transport(sandbox)) as user:
        me = user.get_self()

    assert me.name == "Newcomer"
    assert fresh.name == "Ada Renamed"


def test_refused_discord_token(sandbox: Sandbox):
    """
    A token that Discord refuses is an issue of the data.
    """
    with open_sync("none", sandbox) as client:
        with pytest.raises(polympics.DataError) as caught:
            client.update_account(ADA, discord_token="wrong")

    assert len(caught.value.issues) == 1
    assert str(caught.value)


def test_credentials(sandbox: Sandbox):
    """
    An app is itself, before and after its token is replaced.
    """
    with open_sync("app", sandbox) as client:
        app = client.get_self()
        credentials = client.reset_token()
        again = client.get_self()

    assert app == again
    assert app.name == credentials.name == "Sandbox"
    assert app.permissions == polympics.APP_PERMISSIONS


def test_permissions_are_needed(sandbox: Sandbox):
    """
    An app without permissions is refused, as it can tell beforehand.
    """
    with open_sync("bare", sandbox) as client:
        app = client.get_self()
        with pytest.raises(polympics.ForbiddenError) as caught:
            client.create_team("Owls")

    assert not app.may_create_team()
    assert caught.value.code == 403


def test_strict(sandbox: Sandbox):
    """
    Everything that the sandbox answers is as the models say.
    """
    with open_sync("app", sandbox, strict=True) as client:
        accounts = client.list_accounts(per_page=100).collect()
        found = client.get_accounts([*accounts, 5])
        client.get_award(1)
        client.get_self()

    assert found.accounts == accounts
    assert found.missing == [5]

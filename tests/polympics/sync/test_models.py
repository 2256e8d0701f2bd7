# Generated from aio/test_models.py by `nox -s twins`: do not edit.
"""
Methods of models: each asks its client.
"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import polympics.sync as polympics
from clientcore.sandbox import Reset
from polympics.sandbox import Sandbox
from polympics.sync import Account, Award, Callback, EventType, Permissions, Team

from ..answers import load
from ..opening import open_sync

ADA = 300_000_000_000_000_000
EVENT = EventType.ACCOUNT_TEAM_UPDATE


def test_account():
    """
    An account can be changed, moved, permitted, awarded and deleted.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        ada = client.get_account(ADA)
        renamed = ada.update(name="Ada L.", discriminator=None, avatar_url="a")
        moved = ada.join(3)
        left = moved.leave()
        granted = left.grant(Permissions(manage_awards=True))
        revoked = granted.revoke(granted.permissions)
        award = client.get_award(4)
        ada.give_award(award)
        awarded = ada.refresh()
        ada.take_award(4)
        session = ada.create_session()
        ada.delete()

    assert (renamed.name, renamed.discriminator) == ("Ada L.", "0000")
    assert moved.team.name == "Copper Otters"
    assert left.team is None
    assert granted.permissions.manage_awards
    assert revoked.permissions == Permissions()
    assert "Chess, first" in [one.title for one in awarded.awards]
    assert session.username.startswith("S")
    assert ADA not in sandbox.world.accounts
    assert all(type(one) is Account for one in (renamed, moved, left, awarded))


def test_join():
    """
    A team is joined by its model or id; none is a mistake, and id 0 too.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        ada = client.get_account(ADA)
        alone = client.get_account(ADA + 6)
        joined = ada.join(client.get_team(2))
        with pytest.raises(TypeError, match="leave"):
            ada.join(alone.team)
        with pytest.raises(ValueError, match="NO_TEAM"):
            ada.join(0)

    assert alone.team is None
    assert joined.team.id == 2
    assert sandbox.world.accounts[ADA].team is sandbox.world.teams[2]


def test_team():
    """
    A team lists its members, is renamed, awarded and deleted.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        team = client.get_team(3)
        members = team.members(per_page=3).collect()
        renamed = team.rename("Otters")
        award = renamed.create_award("Swimming", "https://img.example/s", members)
        refreshed = team.refresh()
        award.delete()
        team.delete()

    assert [type(member) for member in members] == [Account] * 7
    assert refreshed.name == "Otters"
    assert [one.title for one in refreshed.awards] == ["Swimming"]
    assert type(award) is Award
    assert type(renamed) is Team
    assert 3 not in sandbox.world.teams


def test_award():
    """
    An award is changed, given and taken.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        award = client.get_team(1).awards[0]
        full = award.refresh()
        award.update(title="Relay", team=2)
        award.give(ADA + 1)
        award.take(ADA)
        with pytest.raises(polympics.NotFoundError):
            award.take(ADA)

    assert award.awardees is None
    assert len(full.awardees) == 7
    kept = sandbox.world.awards[award.id]
    assert (kept.title, kept.team) == ("Relay", sandbox.world.teams[2])
    assert {one.id for one in kept.awardees} >= {ADA + 1}
    assert ADA not in {one.id for one in kept.awardees}


def test_callback():
    """
    A callback gets another secret, and is deleted.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        callback = client.create_callback(EVENT, "https://a.example/x", "old")
        again = callback.rotate_secret("new")
        (kept,) = sandbox.world.callbacks.values()
        again.delete()

    assert type(again) is Callback
    assert (kept.secret, kept.url) == ("new", callback.url)
    assert sandbox.world.callbacks == {}


@pytest.mark.parametrize(
    "call",
    [
        lambda team, ada: team.rename("x"),
        lambda team, ada: team.create_award("x", "y"),
        lambda team, ada: team.delete(),
        lambda team, ada: team.awards[0].give(1),
        lambda team, ada: ada.delete(),
        lambda team, ada: ada.take_award(1),
        lambda team, ada: ada.create_session(),
    ],
    ids=["rename", "create", "delete", "give", "account", "take", "session"],
)
def test_without_credentials(call: Any):
    """
    What a client cannot do is an error of the package, and so is no client.
    """
    with open_sync("none", Sandbox()) as client:
        team, ada = client.get_team(1), client.get_account(ADA)
        with pytest.raises(polympics.UnboundError, match=r"bind\(client\)"):
            call(team, ada)
    unbound = [attrs.evolve(one) for one in (team, ada)]
    unbound[0] = attrs.evolve(team, awards=[attrs.evolve(team.awards[0])])
    with pytest.raises(polympics.UnboundError, match="belongs to no client"):
        call(*unbound)


def test_session_by_a_user():
    """
    Only an app creates sessions.
    """
    with open_sync("user", Sandbox()) as client:
        ada = client.get_self()
        with pytest.raises(polympics.UnboundError, match="UserClient"):
            ada.create_session()


def test_event():
    """
    Account and team of an event are bound to the receiver's client.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        receiver = polympics.CallbackReceiver("s3cret", client=client)
        seen: list[str] = []

        @receiver.on(EVENT)
        def welcome(event: Any) -> None:
            renamed = event.account.update(name="Welcome")
            seen.append(renamed.name)
            assert event.team.client is client

        body = load("event_joined_team")
        body["account"]["id"] = str(ADA)
        receiver.receive({"Authorization": "Bearer s3cret"}, body)

    assert seen == ["Welcome"]


@pytest.mark.parametrize(
    "call",
    [lambda team, ada: team.rename("x"), lambda team, ada: ada.join(2)],
    ids=["rename", "join"],
)
def test_lost_response(call: Any):
    """
    A change whose response is lost is not repeated, and the error says so.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        team, ada = client.get_team(1), client.get_account(ADA)
        sandbox.faults.add(Reset(handled=True), method="PATCH", times=1)
        with pytest.raises(polympics.ClosedError) as caught:
            call(team, ada)

    assert caught.value.sent
    assert [one.method for one in sandbox.requests].count("PATCH") == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda team, ada: team.awards[0].give(ADA + 1),
        lambda team, ada: ada.give_award(4),
        lambda team, ada: ada.take_award(1),
        lambda team, ada: ada.delete(),
    ],
    ids=["give", "give_award", "take_award", "delete"],
)
def test_lost_response_again(call: Any):
    """
    What can be repeated without harm is repeated.
    """
    sandbox = Sandbox()
    with open_sync("app", sandbox) as client:
        team, ada = client.get_team(1), client.get_account(ADA)
        for method in ("PUT", "DELETE"):
            sandbox.faults.add(Reset(handled=True), method=method, times=1)
        call(team, ada)

    assert len(sandbox.requests) == 4

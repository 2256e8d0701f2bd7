"""
Methods of models: each asks its client.
"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import polympics
from clientcore.sandbox import Reset
from polympics import Account, Award, Callback, EventType, Permissions, Team
from polympics.sandbox import Sandbox

from ..answers import load
from ..opening import open_async

ADA = 300_000_000_000_000_000
EVENT = EventType.ACCOUNT_TEAM_UPDATE


async def test_account():
    """
    An account can be changed, moved, permitted, awarded and deleted.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        ada = await client.get_account(ADA)
        renamed = await ada.update(name="Ada L.", discriminator=None, avatar_url="a")
        moved = await ada.join(3)
        left = await moved.leave()
        granted = await left.grant(Permissions(manage_awards=True))
        revoked = await granted.revoke(granted.permissions)
        award = await client.get_award(4)
        await ada.give_award(award)
        awarded = await ada.refresh()
        await ada.take_award(4)
        session = await ada.create_session()
        await ada.delete()

    assert (renamed.name, renamed.discriminator) == ("Ada L.", "0000")
    assert moved.team.name == "Copper Otters"
    assert left.team is None
    assert granted.permissions.manage_awards
    assert revoked.permissions == Permissions()
    assert "Chess, first" in [one.title for one in awarded.awards]
    assert session.username.startswith("S")
    assert ADA not in sandbox.world.accounts
    assert all(type(one) is Account for one in (renamed, moved, left, awarded))


async def test_join():
    """
    A team is joined by its model or id; none is a mistake, and id 0 too.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        ada = await client.get_account(ADA)
        alone = await client.get_account(ADA + 6)
        joined = await ada.join(await client.get_team(2))
        with pytest.raises(TypeError, match="leave"):
            await ada.join(alone.team)
        with pytest.raises(ValueError, match="NO_TEAM"):
            await ada.join(0)

    assert alone.team is None
    assert joined.team.id == 2
    assert sandbox.world.accounts[ADA].team is sandbox.world.teams[2]


async def test_team():
    """
    A team lists its members, is renamed, awarded and deleted.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        team = await client.get_team(3)
        members = await team.members(per_page=3).collect()
        renamed = await team.rename("Otters")
        award = await renamed.create_award("Swimming", "https://img.example/s", members)
        refreshed = await team.refresh()
        await award.delete()
        await team.delete()

    assert [type(member) for member in members] == [Account] * 7
    assert refreshed.name == "Otters"
    assert [one.title for one in refreshed.awards] == ["Swimming"]
    assert type(award) is Award
    assert type(renamed) is Team
    assert 3 not in sandbox.world.teams


async def test_award():
    """
    An award is changed, given and taken.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        award = (await client.get_team(1)).awards[0]
        full = await award.refresh()
        await award.update(title="Relay", team=2)
        await award.give(ADA + 1)
        await award.take(ADA)
        with pytest.raises(polympics.NotFoundError):
            await award.take(ADA)

    assert award.awardees is None
    assert len(full.awardees) == 7
    kept = sandbox.world.awards[award.id]
    assert (kept.title, kept.team) == ("Relay", sandbox.world.teams[2])
    assert {one.id for one in kept.awardees} >= {ADA + 1}
    assert ADA not in {one.id for one in kept.awardees}


async def test_callback():
    """
    A callback gets another secret, and is deleted.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        callback = await client.create_callback(EVENT, "https://a.example/x", "old")
        again = await callback.rotate_secret("new")
        (kept,) = sandbox.world.callbacks.values()
        await again.delete()

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
async def test_without_credentials(call: Any):
    """
    What a client cannot do is an error of the package, and so is no client.
    """
    async with open_async("none", Sandbox()) as client:
        team, ada = await client.get_team(1), await client.get_account(ADA)
        with pytest.raises(polympics.UnboundError, match=r"bind\(client\)"):
            await call(team, ada)
    unbound = [attrs.evolve(one) for one in (team, ada)]
    unbound[0] = attrs.evolve(team, awards=[attrs.evolve(team.awards[0])])
    with pytest.raises(polympics.UnboundError, match="belongs to no client"):
        await call(*unbound)


async def test_session_by_a_user():
    """
    Only an app creates sessions.
    """
    async with open_async("user", Sandbox()) as client:
        ada = await client.get_self()
        with pytest.raises(polympics.UnboundError, match="UserClient"):
            await ada.create_session()


async def test_event():
    """
    Account and team of an event are bound to the receiver's client.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        receiver = polympics.CallbackReceiver("s3cret", client=client)
        seen: list[str] = []

        @receiver.on(EVENT)
        async def welcome(event: Any) -> None:
            renamed = await event.account.update(name="Welcome")
            seen.append(renamed.name)
            assert event.team.client is client

        body = load("event_joined_team")
        body["account"]["id"] = str(ADA)
        await receiver.receive({"Authorization": "Bearer s3cret"}, body)

    assert seen == ["Welcome"]


@pytest.mark.parametrize(
    "call",
    [lambda team, ada: team.rename("x"), lambda team, ada: ada.join(2)],
    ids=["rename", "join"],
)
async def test_lost_response(call: Any):
    """
    A change whose response is lost is not repeated, and the error says so.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        team, ada = await client.get_team(1), await client.get_account(ADA)
        sandbox.faults.add(Reset(handled=True), method="PATCH", times=1)
        with pytest.raises(polympics.ClosedError) as caught:
            await call(team, ada)

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
async def test_lost_response_again(call: Any):
    """
    What can be repeated without harm is repeated.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        team, ada = await client.get_team(1), await client.get_account(ADA)
        for method in ("PUT", "DELETE"):
            sandbox.faults.add(Reset(handled=True), method=method, times=1)
        await call(team, ada)

    assert len(sandbox.requests) == 4

"""
Creating and changing many objects at once.
"""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import polympics
from clientcore.sandbox import Latency, Reset, Status, Truncated
from polympics import (
    NO_TEAM,
    Account,
    AccountChanges,
    NewAccount,
    Outcome,
    Permissions,
    Team,
)
from polympics.sandbox import Sandbox

from ..opening import open_async

ADA = 300_000_000_000_000_000
NEW = 400_000_000_000_000_000


def players(count: int, **fields: Any) -> list[NewAccount]:
    """Make rows of new accounts."""
    return [
        NewAccount(id=NEW + number, name=f"Player {number}", **fields)
        for number in range(count)
    ]


async def test_create():
    """
    A hundred accounts are created, in teams that are created with them.
    """
    sandbox = Sandbox()
    rows = [
        NewAccount(
            id=NEW + number,
            name=f"Player {number}",
            discriminator=number,
            team_name=("Red", "Blue", "Amber Foxes")[number % 3],
        )
        for number in range(100)
    ]
    async with open_async("app", sandbox) as client:
        report = await client.create_accounts(rows, create_teams=True)

    assert str(report) == "100 created"
    assert report.ok
    assert [item.item for item in report] == rows
    assert [account.id for account in report.created] == [row.id for row in rows]
    assert all(type(account) is Account for account in report.results)
    assert report.results[42].discriminator == "0042"
    assert report.results[0].discriminator == "0"
    assert sorted(team.name for team in sandbox.world.teams.values()).count("Red") == 1
    assert sandbox.world.accounts[NEW + 2].team is sandbox.world.teams[1]
    report.raise_for_failed()


async def test_mappings():
    """
    Rows may be mappings, and anything that can be iterated.
    """
    async with open_async("app", Sandbox()) as client:
        report = await client.create_accounts(
            {"id": str(NEW + number), "name": "x"} for number in range(3)
        )
        nothing = await client.create_accounts([])

    assert [account.id for account in report.created] == [NEW, NEW + 1, NEW + 2]
    assert (len(nothing), str(nothing), nothing.ok) == (0, "nothing to do", True)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"id": 1, "name": "x" * 256}], "item 0: name has 256"),
        ([{"id": 1, "name": "x"}, {"id": "1", "name": "y"}], "item 1: the same acc"),
        ([{"id": "owl", "name": "x"}], "item 0: 'owl' is not an id"),
        ([{"id": 1, "name": "x", "team": 0}], "item 0: no team has the id 0"),
        ([{"id": 1, "name": "x", "team": 1, "team_name": "y"}], "exclude each other"),
        ([{"id": 1, "name": "x", "team_name": "Nobody"}], "no team 'Nobody'"),
        ([{"id": 1, "name": "x", "team_name": ""}], "item 0: team_name is empty"),
        ([{"id": 1, "name": "x", "team_name": "y" * 256}], "item 0: team_name has 256"),
        ([{"id": 1, "name": "x" * 300}] * 9, "and 4 more"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_nothing_half_done(rows: Any, message: str):
    """
    A row that cannot work is refused before the first account or team is created.
    """
    create = "Nobody" not in str(rows)
    sandbox = Sandbox()
    before = len(sandbox.world.accounts)
    async with open_async("app", sandbox) as client:
        with pytest.raises(ValueError, match=message):
            await client.create_accounts([*rows, *players(3)], create_teams=create)
        with pytest.raises(TypeError, match=r"^item 3: .*'nmae'"):
            await client.create_accounts([*players(3), {"id": 1, "nmae": "x"}])
        odd: Any = {"id": 1, "name": "x", "permissions": 5}
        with pytest.raises(TypeError, match="item 1: permissions is Permissions"):
            await client.create_accounts([*players(1), odd])
        with pytest.raises(TypeError, match="expected NewAccount, not int"):
            await client.create_accounts([5])
        with pytest.raises(ValueError, match="existing must be"):
            await client.create_accounts(players(1), existing="replace")

    assert len(sandbox.world.accounts) == before
    assert "POST" not in [asked.method for asked in sandbox.requests]


async def test_ambiguous_team():
    """
    Two teams with one name are not chosen from.
    """
    sandbox = Sandbox()
    sandbox.world.add_team("Amber Foxes")
    async with open_async("app", sandbox) as client:
        for create in (True, False):
            with pytest.raises(ValueError, match="2 teams have the name 'Amber"):
                await client.create_accounts(
                    players(1, team_name="Amber Foxes"), create_teams=create
                )
        with pytest.raises(ValueError, match="2 teams"):
            await client.ensure_teams(["Amber Foxes"])


async def test_existing():
    """
    An account that exists is an error, or kept, or changed where it differs.
    """
    sandbox = Sandbox()
    ada = sandbox.world.accounts[ADA]
    held = Permissions(manage_awards=True)
    rows = [
        NewAccount(id=ADA, name="Ada L.", team=2, permissions=held),
        NewAccount(id=NEW, name="New"),
    ]
    async with open_async("app", sandbox) as client:
        failed = await client.create_accounts(rows)
        kept = await client.create_accounts(rows, existing="keep")
        name = ada.name
        changed = await client.create_accounts(rows, existing="update")
        again = await client.create_accounts(rows, existing="update")

    assert str(failed) == "1 created, 1 failed"
    assert isinstance(failed.failed[0].error, polympics.ConflictError)
    assert str(kept) == "2 unchanged"
    assert name == "Ada"
    assert str(changed) == "1 updated, 1 unchanged"
    assert (ada.name, ada.team, ada.permissions) == (
        "Ada L.",
        sandbox.world.teams[2],
        64,
    )
    assert ada.discriminator == "0000"
    assert str(again) == "2 unchanged"


async def test_existing_with_odd_values():
    """
    What the server would ignore or refuse is no change.
    """
    sandbox = Sandbox()
    sandbox.world.accounts[ADA].permissions = 1024 | 32 | 8
    rows = [
        NewAccount(
            id=ADA,
            name="Ada",
            avatar_url="",
            permissions=Permissions(manage_teams=True),
        )
    ]
    async with open_async("app", sandbox) as client:
        report = await client.create_accounts(rows, existing="update")
        again = await client.create_accounts(rows, existing="update")

    assert (str(report), str(again)) == ("1 updated", "1 unchanged")
    assert sandbox.world.accounts[ADA].permissions == 1024 | 8


async def test_failures():
    """
    One that fails does not end the others, and the report raises an error for it.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Status(500), method="POST", path="/accounts/new", times=2)
    async with open_async("app", sandbox) as client:
        report = await client.create_accounts(players(100))
    with pytest.raises(polympics.BulkError, match="98 created, 2 failed") as caught:
        report.raise_for_failed()

    copy = pickle.loads(pickle.dumps(caught.value))

    assert caught.value.report is report
    assert str(copy) == str(caught.value)
    assert str(copy.report) == str(report)
    assert isinstance(caught.value, polympics.PolympicsError)
    assert [item.outcome for item in report.failed] == [Outcome.FAILED] * 2
    assert all(isinstance(item.error, polympics.ServerError) for item in report.failed)


async def test_forbidden():
    """
    Without permission all fail, one by one.
    """
    async with open_async("bare", Sandbox()) as client:
        report = await client.create_accounts(players(3))
        changes = await client.update_accounts([AccountChanges(account=ADA, name="x")])

    assert str(report) == "3 failed"
    assert isinstance(changes.items[0].error, polympics.ForbiddenError)


@pytest.mark.parametrize(
    "fault", [Reset(handled=True), Truncated()], ids=["reset", "truncated"]
)
async def test_lost_responses(fault: Any):
    """
    Accounts whose responses are lost are created once, and reported so.
    """
    sandbox = Sandbox()
    sandbox.faults.add(fault, method="POST", path="/accounts/new", times=20)
    async with open_async("app", sandbox, in_flight=20) as client:
        report = await client.create_accounts(players(100, team=1))

    assert str(report) == "100 created"
    assert len([one for one in sandbox.world.accounts if one >= NEW]) == 100


async def test_lost_requests():
    """
    What did not arrive is sent again, once; then it is unknown, and can be repeated.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(), method="POST", path="/accounts/new", times=50)
    async with open_async("app", sandbox, in_flight=20) as client:
        report = await client.create_accounts(players(100, team=1))
        again = await client.create_accounts(
            [item.item for item in report.failed], existing="keep"
        )

    there = [one for one in sandbox.world.accounts if one >= NEW]
    assert len(report.created) + len(report.of(Outcome.UNKNOWN)) == 100
    assert len(report.created) >= 50
    assert again.ok
    assert len(there) == 100


async def test_lost_twice():
    """
    After two lost responses the account is looked at.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), method="POST", times=1)
    sandbox.faults.add(Reset(), method="POST", times=1)
    async with open_async("app", sandbox) as client:
        report = await client.create_accounts(players(1))

    assert str(report) == "1 created"


async def test_unknown():
    """
    What cannot be known is not reported as a failure, nor as done.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), path="/account*")
    async with open_async("app", sandbox, retries=0) as client:
        report = await client.create_accounts(players(2))
        changes = await client.update_accounts([AccountChanges(account=ADA, name="x")])

    assert [item.outcome for item in report] == [Outcome.UNKNOWN] * 2
    assert str(changes) == "1 unknown"
    assert report.failed == report.items
    assert not changes.ok


async def test_lost_response_of_another():
    """
    An account that was there before, and differs, is not reported as created.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(), method="POST", times=1)
    async with open_async("app", sandbox) as client:
        report = await client.create_accounts([NewAccount(id=ADA, name="Other")])

    assert isinstance(report.failed[0].error, polympics.ConflictError)
    assert sandbox.world.accounts[ADA].name == "Ada"


async def test_update():
    """
    Many accounts are changed, each in its way.
    """
    sandbox = Sandbox()
    held = Permissions(manage_teams=True)
    async with open_async("app", sandbox) as client:
        ada = await client.get_account(ADA)
        report = await client.update_accounts(
            [
                AccountChanges(account=ada, name="Ada L.", discriminator=""),
                AccountChanges(account=ADA + 1, team=NO_TEAM),
                {"account": str(ADA + 2), "team": 3, "grant_permissions": held},
                {"account": 5, "name": "Nobody"},
                {"account": ADA + 3},
            ]
        )

    world = sandbox.world
    assert str(report) == "3 updated, 1 unchanged, 1 failed"
    assert [account.id for account in report.unchanged] == [ADA + 3]
    assert isinstance(report.failed[0].error, polympics.NotFoundError)
    assert (report.updated[0].name, report.updated[0].discriminator) == ("Ada L.", "0")
    assert world.accounts[ADA + 1].team is None
    assert world.accounts[ADA + 2].team is world.teams[3]
    assert world.accounts[ADA + 2].permissions & 8


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([{"account": 1, "name": ""}], "item 1: name cannot be made empty"),
        ([{"account": 1}, {"account": "1"}], "item 2: the same account as item 1"),
        ([{"account": 1, "team": 0}], "NO_TEAM"),
    ],
    ids=["empty", "twice", "team"],
)
async def test_bad_changes(changes: Any, message: str):
    """
    Changes that cannot work are refused before the first is made.
    """
    sandbox = Sandbox()
    async with open_async("app", sandbox) as client:
        with pytest.raises(ValueError, match=message):
            await client.update_accounts([{"account": ADA, "name": "x"}, *changes])

    assert sandbox.requests == []


async def test_lost_changes():
    """
    After a lost response only what still differs is changed again.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), method="PATCH", times=10)
    rows = [AccountChanges(account=ADA + n, team=2, name=f"N{n}") for n in range(20)]
    async with open_async("app", sandbox, in_flight=10) as client:
        report = await client.update_accounts(rows)
        sandbox.faults.add(Reset(), method="PATCH", times=1)
        single = await client.update_accounts(
            [AccountChanges(account=ADA, team=2, name="Ada")]
        )

    bodies = [one.json() for one in sandbox.requests if one.method == "PATCH"]
    assert str(report) == "20 updated"
    assert str(single) == "1 updated"
    assert len(bodies) == 22
    # The first request did not arrive. Its team was the account's own already.
    assert bodies[-2:] == [{"name": "Ada", "team": 2}, {"name": "Ada"}]
    assert [sandbox.world.accounts[ADA + n].name for n in range(1, 20)] == [
        row.name for row in rows[1:]
    ]


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        (Reset(handled=True), Outcome.UPDATED),
        (Status(403), Outcome.FAILED),
        (Reset(), Outcome.UNKNOWN),
    ],
    ids=["lost", "refused", "never done"],
)
async def test_changes_lost_twice(second: Any, outcome: Outcome):
    """
    If the repeated change is lost too, the account tells whether it was made.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(), method="PATCH", calls=[1])
    sandbox.faults.add(second, method="PATCH", calls=[2])
    async with open_async("app", sandbox) as client:
        report = await client.update_accounts([{"account": ADA, "name": "Ada L."}])

    assert [item.outcome for item in report] == [outcome]
    assert [asked.method for asked in sandbox.requests].count("PATCH") == 2


async def test_lost_changes_of_existing():
    """
    So are those of accounts that were to be created, and exist already.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), method="PATCH", times=10)
    rows = [NewAccount(id=ADA + number, name="x") for number in range(20)]
    async with open_async("app", sandbox) as client:
        report = await client.create_accounts(rows, existing="update")

    assert str(report) == "20 updated"
    assert [account.name for account in report.results] == ["x"] * 20


async def test_teams():
    """
    Teams are found by their names, and created if they do not exist, once.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Reset(handled=True), method="POST", times=1)
    async with open_async("app", sandbox) as client:
        report = await client.ensure_teams(["Red", "Amber Foxes", "Red", "amber foxes"])
        again = await client.ensure_teams(["Red", "Amber Foxes", "amber foxes"])

    assert str(report) == "2 created, 1 unchanged"
    assert all(type(team) is Team for team in report.results)
    assert str(again) == "3 unchanged"
    assert again.results == report.results
    assert len(sandbox.world.teams) == 8


async def test_teams_fail():
    """
    A team that cannot be created is reported, and no account is created then.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Status(500), method="POST", path="/teams/new")
    async with open_async("app", sandbox) as client:
        report = await client.ensure_teams(["Red", "Amber Foxes"])
        with pytest.raises(polympics.BulkError, match="1 failed"):
            await client.create_accounts(players(5, team_name="Red"), create_teams=True)
        sandbox.faults.clear()
        sandbox.faults.add(Reset(), method="POST", path="/teams/new")
        unknown = await client.ensure_teams(["Blue"])

    assert str(report) == "1 unchanged, 1 failed"
    assert str(unknown) == "1 unknown"
    assert NEW not in sandbox.world.accounts


async def test_bounded():
    """
    No more are created at the same time than the client may send requests.
    """
    sandbox = Sandbox()
    sandbox.faults.add(Latency(0.001), method="POST")
    sent: list[int] = []
    async with open_async("app", sandbox, in_flight=7) as client:
        hooked = client.with_options(
            on_request=lambda facts: sent.append(1),
            on_response=lambda facts: sent.append(-1),
        )
        await hooked.create_accounts(players(100))

    under_way = [sum(sent[:end]) for end in range(len(sent))]
    assert max(under_way) <= 7

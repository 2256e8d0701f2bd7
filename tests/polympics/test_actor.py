"""
What the server would let somebody do.
"""

from __future__ import annotations

from datetime import UTC, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from polympics import NO_TEAM, Account, App, Permissions, Team

NOW = datetime(2021, 7, 1, tzinfo=UTC)
OWLS = Team(1, "Owls", NOW, 2, [])
FOXES = Team(2, "Foxes", NOW, 2, [])
OTHER = Account(20, "Other", "0002", NOW, Permissions(), [], team=OWLS)


def account(team: Team | None = None, **flags: bool) -> Account:
    """Return an account with some permissions."""
    return Account(10, "Ines", "0001", NOW, Permissions(**flags), [], team=team)


def app(**flags: bool) -> App:
    """Return an app with some permissions."""
    return App("A3", "board", permissions=Permissions(**flags))


@given(st.integers(0, 255), st.integers(0, 255))
def test_granting(held: int, wanted: int):
    """
    One may grant what one holds, and the own-team bit, but never the apps' bit.
    """
    actor = App("A3", "board", permissions=Permissions.from_int(held))
    allowed = bool(held & 1) and not wanted & (16 | 128) and not wanted & ~(held | 32)

    assert actor.may_grant(Permissions.from_int(wanted)) is (allowed or wanted == 0)


def test_captain_grants_nothing():
    """
    Holding the own-team bit is not enough to grant it.
    """
    captain = account(OWLS, manage_own_team=True)

    assert not captain.may_grant(Permissions(manage_own_team=True))
    assert captain.grantable == Permissions()


def test_details():
    """
    Details are for who manages them, and nobody renames themselves.
    """
    assert app(manage_account_details=True).may_edit_account(OTHER)
    assert not account().may_edit_account(account())


def test_creating():
    """
    An account with permissions needs who may grant them.
    """
    wanted = Permissions(manage_own_team=True)

    assert app(manage_account_details=True).may_create_account()
    assert not app(manage_account_details=True).may_create_account(wanted)
    assert app(manage_account_details=True, manage_permissions=True).may_create_account(
        wanted
    )
    assert not account().may_create_account()


def test_deleting():
    """
    People may delete themselves.
    """
    assert account().may_delete_account(account())
    assert not account().may_delete_account(OTHER)
    assert app(manage_account_details=True).may_delete_account(OTHER)


@pytest.mark.parametrize(
    ("actor", "who", "team", "may"),
    [
        (app(manage_account_teams=True), OTHER, FOXES, True),
        (app(), OTHER, FOXES, False),
        (account(), account(), FOXES, True),
        (account(OWLS), account(OWLS), NO_TEAM, True),
        (account(OWLS, manage_own_team=True), OTHER, NO_TEAM, True),
        (account(OWLS, manage_own_team=True), OTHER, FOXES, False),
        (account(FOXES, manage_own_team=True), OTHER, NO_TEAM, False),
        (account(OWLS), OTHER, NO_TEAM, False),
    ],
)
def test_teams_of_accounts(actor: Account | App, who: Account, team: Team, may: bool):
    """
    People move themselves, captains remove members, and staff does both.
    """
    assert actor.may_set_team(who, team) is may


def test_nobody_leads_no_team():
    """
    Two without a team are not in the same.
    """
    alone = attrs.evolve(OTHER, team=None)

    assert not account(manage_own_team=True).may_set_team(alone, NO_TEAM)


def test_teams():
    """
    Captains edit their own team, staff all of them.
    """
    assert account(OWLS, manage_own_team=True).may_edit_team(OWLS)
    assert not account(OWLS, manage_own_team=True).may_edit_team(FOXES)
    assert not account(OWLS).may_edit_team(OWLS)
    assert account(manage_teams=True).may_edit_team(OWLS)
    assert account(manage_teams=True).may_create_team()
    assert not account(OWLS, manage_own_team=True).may_create_team()


def test_awards_and_sessions():
    """
    Only apps make sessions.
    """
    assert account(manage_awards=True).may_manage_awards()
    assert app(authenticate_users=True).may_create_session()
    assert not account(authenticate_users=True).may_create_session()

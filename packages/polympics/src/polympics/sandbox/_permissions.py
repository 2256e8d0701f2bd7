"""
Permissions.
"""

from __future__ import annotations

from enum import IntEnum

from ._world import Account, Caller, Session, Team


class Permission(IntEnum):
    """The permissions, by their bits."""

    MANAGE_PERMISSIONS = 1
    MANAGE_ACCOUNT_TEAMS = 2
    MANAGE_ACCOUNT_DETAILS = 4
    MANAGE_TEAMS = 8
    AUTHENTICATE_USERS = 16
    MANAGE_OWN_TEAM = 32
    MANAGE_AWARDS = 64


_OWN = Permission.MANAGE_OWN_TEAM
#: All that an account may hold.
OF_ACCOUNTS = ~Permission.AUTHENTICATE_USERS & 127
#: All that an app may hold.
OF_APPS = ~_OWN & 127


def holds(caller: Caller, bits: int) -> bool:
    """Return whether the caller has all of these permissions."""
    return caller is not None and caller.permissions & bits == bits


def is_self(caller: Caller, account: Account) -> bool:
    """Return whether the caller is this account."""
    return isinstance(caller, Session) and caller.account is account


def leads(caller: Caller, team: Team | None) -> bool:
    """Return whether the caller is in the team and may manage it."""
    return (
        isinstance(caller, Session)
        and team is not None
        and caller.account.team is team
        and holds(caller, _OWN)
    )


def may_edit_team(caller: Caller, team: Team) -> bool:
    """Return whether the caller may rename or delete the team."""
    return holds(caller, Permission.MANAGE_TEAMS) or leads(caller, team)


def may_delete(caller: Caller, account: Account) -> bool:
    """Return whether the caller may delete the account."""
    details = Permission.MANAGE_ACCOUNT_DETAILS
    return holds(caller, details) or is_self(caller, account)


def may_move(caller: Caller, account: Account, team: Team | None) -> bool:
    """
    Return whether the caller may move the account to the team, or out of its team.
    """
    return (
        holds(caller, Permission.MANAGE_ACCOUNT_TEAMS)
        or is_self(caller, account)
        or (team is None and leads(caller, account.team))
    )


def may_change(caller: Caller, bits: int) -> bool:
    """
    Return whether the caller may grant or revoke these permissions.

    The caller needs each of them, except ``manage_own_team``.
    """
    return bits & ~OF_ACCOUNTS == 0 and holds(
        caller, bits & ~_OWN | Permission.MANAGE_PERMISSIONS
    )

"""
What the server would allow an account or an app, decided without a request.

The rules are those of the server. Its response may still differ, because a model is
as old as the response that it was decoded from.
"""

from __future__ import annotations

from typing import Protocol

from ._ids import NO_TEAM, NoTeam
from ._permissions import ACCOUNT_PERMISSIONS, Permissions

#: The server allows accounts without it to grant it.
_FREELY_GRANTED = Permissions(manage_own_team=True)


class AnyTeam(Protocol):
    """A team of either tree."""

    @property
    def id(self) -> int: ...


class AnyAccount(Protocol):
    """An account of either tree."""

    @property
    def id(self) -> int: ...

    @property
    def team(self) -> AnyTeam | None: ...


class Actor:
    """
    An account or an app, which has permissions.
    """

    __slots__ = ()

    permissions: Permissions

    @property
    def grantable(self) -> Permissions:
        """
        All permissions that it may grant to accounts and revoke from them.

        An account that only has ``manage_own_team`` may grant none, not even to
        members of its team.
        """
        held = self.permissions
        if not held.manage_permissions:
            return Permissions()
        return (held | _FREELY_GRANTED) & ACCOUNT_PERMISSIONS

    def may_grant(self, permissions: Permissions) -> bool:
        """Whether it may grant *permissions* to an account, or revoke them."""
        return permissions <= self.grantable

    def may_create_account(self, permissions: Permissions | None = None) -> bool:
        """Whether it may create an account, with *permissions* from the start."""
        return self.permissions.manage_account_details and self.may_grant(
            permissions or Permissions()
        )

    def may_edit_account(self, account: AnyAccount) -> bool:
        """Whether it may change name, discriminator and avatar of *account*."""
        return self.permissions.manage_account_details

    def may_delete_account(self, account: AnyAccount) -> bool:
        """Whether it may delete *account*. Accounts may delete themselves."""
        return self.permissions.manage_account_details or self._is(account)

    def may_set_team(self, account: AnyAccount, team: AnyTeam | NoTeam) -> bool:
        """Whether it may move *account* to *team*, with `NO_TEAM` out of its team."""
        if self.permissions.manage_account_teams or self._is(account):
            return True
        return team is NO_TEAM and self._leads(account.team)

    def may_create_team(self) -> bool:
        """Whether it may create teams."""
        return self.permissions.manage_teams

    def may_edit_team(self, team: AnyTeam) -> bool:
        """Whether it may rename or delete *team*."""
        return self.permissions.manage_teams or self._leads(team)

    def may_manage_awards(self) -> bool:
        """Whether it may create, edit, delete, give and take awards."""
        return self.permissions.manage_awards

    def may_create_session(self) -> bool:
        """Whether it may create sessions for accounts, as only apps can."""
        return self._authenticates()

    def _is(self, account: AnyAccount) -> bool:
        """Return whether *account* is this one."""
        return False

    def _leads(self, team: AnyTeam | None) -> bool:
        """Return whether *team* is its own, and it has ``manage_own_team``."""
        return False

    def _authenticates(self) -> bool:
        return False

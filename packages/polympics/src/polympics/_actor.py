"""
What the server would let somebody do, without asking it.

The rules are the server's own. Its answer may still differ, because a model is
as old as the request that it came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._ids import NO_TEAM, NoTeam
from ._permissions import Permissions

if TYPE_CHECKING:
    from ._models import Account, Team

#: The server lets it be granted by people who do not hold it.
_FREELY_GRANTED = Permissions(manage_own_team=True)
_NEVER_GRANTED = Permissions(authenticate_users=True)


class Actor:
    """
    Somebody with permissions: an account or an app.
    """

    __slots__ = ()

    permissions: Permissions

    @property
    def grantable(self) -> Permissions:
        """
        All that they may grant to accounts and revoke from them.

        Holders of ``manage_own_team`` alone may grant nothing, not even inside
        of their team.
        """
        held = self.permissions
        if not held.manage_permissions:
            return Permissions()
        known = held - Permissions(other_bits=held.other_bits)
        return (known | _FREELY_GRANTED) - _NEVER_GRANTED

    def may_grant(self, permissions: Permissions) -> bool:
        """Whether they may grant *permissions* to an account, or revoke them."""
        return permissions <= self.grantable

    def may_create_account(self, permissions: Permissions | None = None) -> bool:
        """Whether they may create an account, with *permissions* from the start."""
        return self.permissions.manage_account_details and self.may_grant(
            permissions or Permissions()
        )

    def may_edit_account(self, account: Account) -> bool:
        """Whether they may change its name, discriminator and avatar."""
        return self.permissions.manage_account_details

    def may_delete_account(self, account: Account) -> bool:
        """Whether they may delete it: people may delete their own."""
        return self.permissions.manage_account_details or self._is(account)

    def may_set_team(self, account: Account, team: Team | NoTeam) -> bool:
        """Whether they may put it into *team*, or with `NO_TEAM` out of its own."""
        if self.permissions.manage_account_teams or self._is(account):
            return True
        return team is NO_TEAM and self._leads(account.team)

    def may_create_team(self) -> bool:
        """Whether they may create teams."""
        return self.permissions.manage_teams

    def may_edit_team(self, team: Team) -> bool:
        """Whether they may rename or delete it."""
        return self.permissions.manage_teams or self._leads(team)

    def may_manage_awards(self) -> bool:
        """Whether they may create, edit, delete, give and take awards."""
        return self.permissions.manage_awards

    def may_create_session(self) -> bool:
        """Whether they may sign accounts in, as only apps can."""
        return self._authenticates()

    def _is(self, account: Account) -> bool:
        """Tell whether *account* is themselves."""
        return False

    def _leads(self, team: Team | None) -> bool:
        """Tell whether *team* is theirs to manage."""
        return False

    def _authenticates(self) -> bool:
        return False

"""
Permissions of accounts and apps, as a set of flags.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Self

import attrs

_BITS = {
    "manage_permissions": 1,
    "manage_account_teams": 2,
    "manage_account_details": 4,
    "manage_teams": 8,
    "authenticate_users": 16,
    "manage_own_team": 32,
    "manage_awards": 64,
    # An unreleased branch of the server has these. The released server refuses
    # every grant and revocation that contains one of them.
    "manage_contests": 128,
    "manage_contest_submissions": 256,
    "make_contest_submissions": 512,
    "vote_contest_submissions": 1024,
}
_NAMED = sum(_BITS.values())
_RELEASED = 127


def _unnamed(_: object, field: attrs.Attribute[int], bits: int) -> None:
    if bits < 0 or bits & _NAMED:
        raise ValueError(f"{field.name} contains bits that have a name")


@attrs.frozen(repr=False)
class Permissions:
    """
    A set of permissions. It can be hashed, and its operators are those of sets.

    Attributes:
        manage_permissions: Change the permissions of accounts.
        manage_account_teams: Change the team of accounts.
        manage_account_details: Create, edit and delete accounts.
        manage_teams: Create, edit and delete teams.
        authenticate_users: Create sessions for accounts. Only apps can have it.
        manage_own_team: Edit or delete the account's own team, and remove its members.
            Only accounts can have it.
        manage_awards: Create, edit, delete, give and take awards.
        manage_contests: Create, edit and delete contests. This and the next three are
            from an unreleased version of the server; the released one refuses to
            grant or revoke them.
        manage_contest_submissions: Delete any submission to a contest.
        make_contest_submissions: Submit to a contest. Only accounts can have it.
        vote_contest_submissions: Vote in a contest. Only accounts can have it.
        other_bits: Bits that have no name here, as the server sent them.
    """

    manage_permissions: bool = False
    manage_account_teams: bool = False
    manage_account_details: bool = False
    manage_teams: bool = False
    authenticate_users: bool = False
    manage_own_team: bool = False
    manage_awards: bool = False
    manage_contests: bool = False
    manage_contest_submissions: bool = False
    make_contest_submissions: bool = False
    vote_contest_submissions: bool = False
    other_bits: int = attrs.field(default=0, kw_only=True, validator=_unnamed)

    @classmethod
    def from_int(cls, value: int) -> Permissions:
        """
        Decode the number that the server uses.

        Raises:
            ValueError: *value* is negative.
        """
        return _from_int(value)

    def to_int(self) -> int:
        """Return the number that the server uses."""
        return self.other_bits + sum(_BITS[name] for name in self.names)

    @property
    def values(self) -> list[bool]:
        """The flags with a name, in the order of their bits."""
        return [bool(getattr(self, name)) for name in _BITS]

    @property
    def names(self) -> list[str]:
        """Names of the flags that are set, in the order of their bits."""
        return [name for name in _BITS if getattr(self, name)]

    def __repr__(self) -> str:
        held = [f"{name}=True" for name in self.names]
        if self.other_bits:
            held.append(f"other_bits={self.other_bits}")
        return f"Permissions({', '.join(held)})"

    def __bool__(self) -> bool:
        return self.to_int() != 0

    def __or__(self, other: Self) -> Permissions:
        if not isinstance(other, Permissions):
            return NotImplemented
        return _from_int(self.to_int() | other.to_int())

    __add__ = __or__

    def __and__(self, other: Self) -> Permissions:
        if not isinstance(other, Permissions):
            return NotImplemented
        return _from_int(self.to_int() & other.to_int())

    def __sub__(self, other: Self) -> Permissions:
        if not isinstance(other, Permissions):
            return NotImplemented
        return _from_int(self.to_int() & ~other.to_int())

    def __invert__(self) -> Permissions:
        """All permissions of the released server that are not in this set."""
        return _from_int(_RELEASED & ~self.to_int())

    # Python derives >= and > from these two, with the operands exchanged.

    def __le__(self, other: Self) -> bool:
        if not isinstance(other, Permissions):
            return NotImplemented
        return not self - other

    def __lt__(self, other: Self) -> bool:
        if not isinstance(other, Permissions):
            return NotImplemented
        return self != other and self <= other


def permissions_or_none(value: Permissions | None) -> Permissions:
    """Return no permissions for those that cannot be decoded."""
    return value if value is not None else Permissions()


# There are few different ones, and a response has one for each account.
@lru_cache(maxsize=512)
def _from_int(value: int) -> Permissions:
    if value < 0:
        raise ValueError("permissions are not negative")
    held = {name: bool(value & bit) for name, bit in _BITS.items()}
    return Permissions(**held, other_bits=value & ~_NAMED)


#: All permissions that the released server grants to an app.
APP_PERMISSIONS = Permissions.from_int(_RELEASED & ~_BITS["manage_own_team"])

#: All permissions that the released server grants to an account.
ACCOUNT_PERMISSIONS = Permissions.from_int(_RELEASED & ~_BITS["authenticate_users"])

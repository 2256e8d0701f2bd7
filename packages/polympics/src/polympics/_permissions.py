"""
What accounts and apps may do, as a set of flags.
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
}
_KNOWN = sum(_BITS.values())


def _unnamed(_: object, field: attrs.Attribute[int], bits: int) -> None:
    if bits < 0 or bits & _KNOWN:
        raise ValueError(f"{field.name} holds bits that have a name")


@attrs.frozen(repr=False)
class Permissions:
    """
    A set of permissions. It is hashable, and its operators are those of sets.

    Attributes:
        manage_permissions: Change permissions of accounts.

        manage_account_teams: Change which team an account is in.

        manage_account_details: Create, edit and delete accounts.

        manage_teams: Create, edit and delete teams.

        authenticate_users: Create sessions for accounts. Only apps may hold it.

        manage_own_team: Edit or delete the own team, and remove its members.
            Only accounts may hold it.

        manage_awards: Create, edit, delete, give and take awards.

        other_bits: What the server may add one day, as it came.
    """

    manage_permissions: bool = False
    manage_account_teams: bool = False
    manage_account_details: bool = False
    manage_teams: bool = False
    authenticate_users: bool = False
    manage_own_team: bool = False
    manage_awards: bool = False
    other_bits: int = attrs.field(default=0, kw_only=True, validator=_unnamed)

    @classmethod
    def from_int(cls, value: int) -> Permissions:
        """
        Read the number that the server uses.

        Raises:
            ValueError: It is negative.
        """
        return _from_int(value)

    def to_int(self) -> int:
        """Return the number that the server uses."""
        return self.other_bits + sum(_BITS[name] for name in self.names)

    @property
    def values(self) -> list[bool]:
        """The seven flags in the order of their bits."""
        return [bool(getattr(self, name)) for name in _BITS]

    @property
    def names(self) -> list[str]:
        """The names of the flags that are held."""
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
        """All flags with a name that are not held."""
        return _from_int(_KNOWN & ~self.to_int())

    def __le__(self, other: Self) -> bool:
        if not isinstance(other, Permissions):
            return NotImplemented
        return not self - other

    def __lt__(self, other: Self) -> bool:
        if not isinstance(other, Permissions):
            return NotImplemented
        return self != other and self <= other

    def __ge__(self, other: Self) -> bool:
        if not isinstance(other, Permissions):
            return NotImplemented
        return not other - self

    def __gt__(self, other: Self) -> bool:
        if not isinstance(other, Permissions):
            return NotImplemented
        return self != other and self >= other


# There are few different ones, and an answer holds one for each account.
@lru_cache(maxsize=512)
def _from_int(value: int) -> Permissions:
    if value < 0:
        raise ValueError("permissions are not negative")
    held = {name: bool(value & bit) for name, bit in _BITS.items()}
    return Permissions(**held, other_bits=value & ~_KNOWN)


#: All that an app may hold.
APP_PERMISSIONS = Permissions.from_int(_KNOWN & ~_BITS["manage_own_team"])

#: All that an account may hold.
ACCOUNT_PERMISSIONS = Permissions.from_int(_KNOWN & ~_BITS["authenticate_users"])

"""
Accounts to create and changes to make, many at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeVar

import attrs

from . import _bodies as bodies
from . import _limits as limits
from ._bodies import AccountLike, Body, TeamLike
from ._ids import NO_TEAM, NoTeam
from ._permissions import Permissions

R = TypeVar("R", bound="Row")


class Row:
    """Base of what bulk methods take an iterable of."""

    __slots__ = ()

    @property
    def key(self) -> int:
        """Id of the account, by which a row may be given once."""
        raise NotImplementedError

    def body(self) -> Body:
        """Return the body of the request, checked."""
        raise NotImplementedError

    @classmethod
    def of(cls, value: Any) -> Self:
        """
        Return a row of *value*: a row, or a mapping of its fields.

        Raises:
            TypeError: *value* is neither, or has other keys.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping):
            raise TypeError(f"expected {cls.__name__}, not {type(value).__name__}")
        return cls(**value)


@attrs.frozen(kw_only=True)
class NewAccount(Row):
    """
    An account to create: see `AuthenticatedClient.create_accounts`.

    Attributes:
        id: Id of the Discord user.
        name: Name of the Discord user.
        discriminator: The four digits after that name. ``None`` for users without.
        avatar_url: URL of its picture, or ``None``.
        team: The team to put it into, or ``None``.
        team_name: Name of that team, instead of *team*.
        permissions: Permissions of the account. ``None`` for none.
        line: Number of the line that it was read from, from 1, or ``None`` if it was
            not read from a file. It is not compared.
    """

    id: int | str
    name: str
    discriminator: str | int | None = None
    avatar_url: str | None = None
    team: TeamLike | None = None
    team_name: str | None = None
    permissions: Permissions | None = None
    line: int | None = attrs.field(default=None, eq=False)

    @property
    def key(self) -> int:
        """Id of the account."""
        return bodies.account_id(self.id)

    def body(self) -> Body:
        """
        Return the body of the request that creates it.

        Raises:
            ValueError: A value is too long, *team_name* is empty, or it has both *team*
                and *team_name*.
        """
        if self.team is not None and self.team_name is not None:
            raise ValueError("team and team_name exclude each other")
        if self.team_name == "":
            raise ValueError("team_name is empty: None is for no team")
        if self.team_name is not None:
            limits.text("team_name", self.team_name)
        return bodies.new_account(
            id=self.id,
            name=self.name,
            discriminator=self.discriminator,
            avatar_url=self.avatar_url,
            team=self.team,
            permissions=self.permissions,
        )

    def changes(self, account: Any) -> Body:
        """Return the body that makes *account* like this, without what it has."""
        given = self.body()
        if self.discriminator is None:
            del given["discriminator"]
        wanted = account.permissions if self.permissions is None else self.permissions
        # The server refuses to revoke permissions that it does not have itself.
        revocable = account.permissions & ~Permissions()
        return differing(
            account,
            given,
            grant=wanted - account.permissions,
            revoke=revocable - wanted,
        )


@attrs.frozen(kw_only=True)
class AccountChanges(Row):
    """
    Changes of an account: see `AuthenticatedClient.update_accounts`.

    Attributes:
        account: Account, or its id.
        name: The new name. ``None``, here and below, for no change.
        discriminator: The new discriminator, ``""`` or 0 for none.
        avatar_url: URL of the new picture.
        team: The team to move it to, or `NO_TEAM` to remove it from its team.
        grant_permissions: Permissions to add.
        revoke_permissions: Permissions to remove, after others were added.
    """

    account: AccountLike
    name: str | None = None
    discriminator: str | int | None = None
    avatar_url: str | None = None
    team: TeamLike | NoTeam | None = None
    grant_permissions: Permissions | None = None
    revoke_permissions: Permissions | None = None

    @property
    def key(self) -> int:
        """Id of the account."""
        return bodies.account_id(self.account)

    def body(self) -> Body:
        """
        Return the body of the request that makes the changes.

        Raises:
            ValueError: A value is empty or too long.
        """
        return bodies.account_changes(
            name=self.name,
            discriminator=self.discriminator,
            avatar_url=self.avatar_url,
            team=self.team,
            grant_permissions=self.grant_permissions,
            revoke_permissions=self.revoke_permissions,
            discord_token=None,
        )

    def changes(self, account: Any) -> Body:
        """Return the body that makes the changes, without what *account* has."""
        revoke = self.revoke_permissions or Permissions()
        grant = (self.grant_permissions or Permissions()) - revoke
        return differing(
            account,
            self.body(),
            grant=grant - account.permissions,
            revoke=revoke & account.permissions,
        )


@attrs.frozen(kw_only=True)
class NewAward:
    """
    An award to create, as a row of a file: see `read_awards_csv`.

    Attributes:
        title: Title of the award.
        image_url: URL of its picture.
        team: The team that it was won in, or ``None`` if *team_name* has it.
        team_name: Name of that team, or ``None`` if *team* has it.
        accounts: The accounts that have it.
        line: Number of the line that it was read from, from 1, or ``None`` if it was
            not read from a file. It is not compared.
    """

    title: str
    image_url: str
    team: TeamLike | None = None
    team_name: str | None = None
    accounts: tuple[AccountLike, ...] = ()
    line: int | None = attrs.field(default=None, eq=False)


def differing(
    account: Any, body: Body, *, grant: Permissions, revoke: Permissions
) -> Body:
    """Return the part of *body* that *account* does not have, with permissions."""
    has = {
        "name": account.name,
        "discriminator": account.discriminator,
        "avatar_url": account.avatar_url,
        "team": account.team.id if account.team else NO_TEAM.value,
    }
    # The server ignores empty text.
    changes = {
        name: body[name] for name in has if body.get(name) not in {None, "", has[name]}
    }
    if grant:
        changes["grant_permissions"] = grant.to_int()
    if revoke:
        changes["revoke_permissions"] = revoke.to_int()
    return changes


def checked(cls: type[R], values: Iterable[Any]) -> list[R]:
    """
    Return the rows of *values*, all of which the server can store.

    Raises:
        TypeError: An item is of another type.
        ValueError: The server cannot store an item, or two are about one account. The
            message has the positions of all such items, from 0.
    """
    rows: list[R] = []
    problems: list[str] = []
    seen: dict[int, int] = {}
    for place, value in enumerate(values):
        try:
            row = cls.of(value)
            row.body()
            first = seen.setdefault(row.key, place)
        except TypeError as error:
            raise TypeError(f"item {place}: {error}") from None
        except ValueError as error:
            problems.append(f"item {place}: {error}")
            continue
        if first != place:
            problems.append(f"item {place}: the same account as item {first}")
        rows.append(row)
    if problems:
        raise ValueError(shortened(problems))
    return rows


def shortened(problems: list[str]) -> str:
    """Return the first problems as one line, with the number of the others."""
    shown = "; ".join(problems[:5])
    more = len(problems) - 5
    return f"{shown}; and {more} more" if more > 0 else shown

"""
Bodies and queries of requests: checked, and without what stays unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from . import _limits as limits
from ._ids import NO_TEAM, NoTeam, id_of
from ._models import AccountBase, AwardBase, TeamBase
from ._permissions import Permissions

#: A model, or its id as number or as decimal text.
AccountLike: TypeAlias = AccountBase | int | str
TeamLike: TypeAlias = TeamBase | int | str
AwardLike: TypeAlias = AwardBase | int | str

Body: TypeAlias = dict[str, Any]


def account_id(account: AccountLike) -> int:
    """Return the id of an account."""
    return id_of(account, AccountBase)


def team_id(team: TeamLike) -> int:
    """Return the id of a team."""
    return id_of(team, TeamBase)


def award_id(award: AwardLike) -> int:
    """Return the id of an award."""
    return id_of(award, AwardBase)


def _given(**values: Any) -> Body:
    return {name: value for name, value in values.items() if value is not None}


def new_account(
    *,
    id: int | str,
    name: str,
    discriminator: str | int | None,
    avatar_url: str | None,
    team: TeamLike | None,
    permissions: Permissions | None,
) -> Body:
    """Return the body that creates an account."""
    return _given(
        id=limits.new_id(account_id(id)),
        name=limits.text("name", name),
        discriminator=limits.discriminator(discriminator),
        avatar_url=avatar_url and limits.text("avatar_url", avatar_url),
        team=None if team is None else _team(team),
        permissions=permissions and _bits("permissions", permissions),
    )


def account_changes(
    *,
    name: str | None,
    discriminator: str | int | None,
    avatar_url: str | None,
    team: TeamLike | NoTeam | None,
    grant_permissions: Permissions | None,
    revoke_permissions: Permissions | None,
    discord_token: str | None,
) -> Body:
    """Return the body that changes an account, ``None`` for no change."""
    if discriminator is not None:
        discriminator = limits.discriminator(discriminator)
    return _given(
        name=_change("name", name),
        discriminator=discriminator,
        avatar_url=_change("avatar_url", avatar_url),
        team=_team_or_none(team),
        grant_permissions=_bits("grant_permissions", grant_permissions),
        revoke_permissions=_bits("revoke_permissions", revoke_permissions),
        discord_token=_change("discord_token", discord_token),
    )


def team(name: str) -> Body:
    """Return the body that creates or renames a team."""
    return {"name": limits.text("name", name)}


def new_award(
    *, title: str, image_url: str, team: TeamLike, accounts: Iterable[AccountLike]
) -> Body:
    """Return the body that creates an award."""
    return {
        "title": limits.text("title", title),
        "image_url": limits.text("image_url", image_url),
        "team": _team(team),
        "accounts": [account_id(account) for account in accounts],
    }


def award_changes(
    *, title: str | None, image_url: str | None, team: TeamLike | None
) -> Body:
    """Return the body that changes an award, ``None`` for no change."""
    return _given(
        title=_change("title", title),
        image_url=_change("image_url", image_url),
        team=None if team is None else _team(team),
    )


def callback(url: str, secret: str) -> Body:
    """Return the body that registers a callback."""
    return {"url": limits.text("url", url), "secret": limits.secret(secret)}


def discord(token: str) -> Body:
    """Return the body that creates a session by a Discord token."""
    return {"token": limits.text("token", token)}


def list_query(
    search: str | None, per_page: int | None, team: TeamLike | None = None
) -> Body:
    """Return the query of a list's first page."""
    return _given(
        q=None if search is None else limits.text("search", search),
        team=None if team is None else team_id(team),
        per_page=limits.page_size(per_page),
    )


def _change(field: str, value: str | None) -> str | None:
    return None if value is None else limits.change(field, value)


def _team_or_none(team: TeamLike | NoTeam | None) -> int | None:
    if team is None:
        return None
    return NO_TEAM.value if isinstance(team, NoTeam) else _team(team)


def _team(team: TeamLike) -> int:
    return limits.team_id(team_id(team))


def _bits(field: str, permissions: Permissions | None) -> int | None:
    if permissions is None:
        return None
    if not isinstance(permissions, Permissions):
        raise TypeError(f"{field} is Permissions, not {type(permissions).__name__}")
    return permissions.to_int()

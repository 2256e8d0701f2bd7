"""
The JSON of the service's responses.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from ._world import Account, App, Award, Callback, Session, Team, World

JSON: TypeAlias = dict[str, Any]


def award(award: Award) -> JSON:
    """Return an award as in lists, and after a change."""
    return {"id": award.id, "title": award.title, "image_url": award.image_url}


def awards(world: World, holder: Account | Team) -> list[JSON]:
    """Return the awards of an account or a team."""
    return [award(one) for one in world.awards_of(holder)]


def team(world: World, team: Team) -> JSON:
    """Return a team."""
    return {
        "id": team.id,
        "name": team.name,
        "created_at": team.created_at.timestamp(),
        "member_count": len(world.members_of(team)),
        "awards": awards(world, team),
    }


def team_or_none(world: World, one: Team | None) -> JSON | None:
    """Return a team, or ``None`` for null."""
    return None if one is None else team(world, one)


def account(world: World, account: Account) -> JSON:
    """Return an account."""
    return {
        # A string: the id does not fit into a JavaScript number.
        "id": str(account.id),
        "name": account.name,
        "discriminator": account.discriminator,
        "avatar_url": account.avatar_url,
        "team": team_or_none(world, account.team),
        "permissions": account.permissions,
        "created_at": account.created_at.timestamp(),
        "awards": awards(world, account),
    }


def extended_award(world: World, one: Award) -> JSON:
    """Return an award that is requested by its id, with its awardees and team."""
    return {
        "award": award(one),
        "awardees": [account(world, awardee) for awardee in one.awardees],
        "team": team_or_none(world, one.team),
    }


def app(app: App) -> JSON:
    """Return an app."""
    return {
        "name": app.name,
        "permissions": app.permissions,
        "username": app.username,
    }


def app_credentials(one: App) -> JSON:
    """Return an app with its token, after that was replaced."""
    return {**app(one), "password": one.token}


def session(session: Session) -> JSON:
    """Return a session."""
    return {
        "username": session.username,
        "password": session.token,
        "expires_at": session.expires_at.timestamp(),
    }


def callback(callback: Callback) -> JSON:
    """Return a callback, without its secret."""
    return {"id": callback.id, "event": callback.event, "url": callback.url}


def team_update(world: World, one: Account, joined: Team | None) -> JSON:
    """
    Return the event for callbacks when the team of an account was set.

    Args:
        world: The world before the change.
        one: The account, with all changes but that of its team.
        joined: The team that it will be in, or ``None``.
    """
    # A snapshot from before the save: the team does not count the new member.
    new = team_or_none(world, joined)
    return {"account": {**account(world, one), "team": new}, "team": new}

"""
Registering, by an app or through Discord.
"""

from __future__ import annotations

from ._columns import fit
from ._discord import DiscordFailedError, DiscordUser
from ._problems import CrashError, Problem
from ._world import Account, World


def registering(world: World) -> None:
    """
    Go on only if new accounts are taken.
    """
    if not world.signups_open:
        raise Problem(403, "Signups are closed.")


def bad_token(status: int) -> Problem:
    """
    Discord refused a token.
    """
    return Problem(status, "Bad Discord user token.")


def user_of(world: World, token: str) -> DiscordUser | None:
    """
    Ask Discord whom a token belongs to.

    Returns:
        The user, or ``None`` if Discord refuses the token.
    """
    try:
        user = world.discord.user(token)
    except DiscordFailedError as error:
        raise CrashError from error
    if user is not None:
        fit(id=user.id)
    return user


def account_of(world: World, user: DiscordUser) -> Account:
    """
    The account of a Discord user, registered if there is none yet.
    """
    if user.id in world.accounts:
        return world.accounts[user.id]
    registering(world)
    avatar_url = world.discord.avatar_url(user)
    fit(name=user.name, discriminator=user.discriminator, avatar_url=avatar_url)
    return world.add_account(
        user.id, user.name, user.discriminator, avatar_url=avatar_url
    )

"""
Registering, by an app or through Discord.
"""

from __future__ import annotations

from ._columns import fit
from ._discord import DiscordFailedError, DiscordUser
from ._problems import CrashError, Problem
from ._world import Account, World


def check_signups(world: World) -> None:
    """Raise unless accounts can be registered."""
    if not world.signups_open:
        raise Problem(403, "Signups are closed.")


def bad_token(status: int) -> Problem:
    """Return the error for a token that Discord refused."""
    return Problem(status, "Bad Discord user token.")


def user_of(world: World, token: str) -> DiscordUser | None:
    """
    Request the user of a token from Discord.

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
    """Return the account of a Discord user, which is created if it does not exist."""
    if user.id in world.accounts:
        return world.accounts[user.id]
    check_signups(world)
    avatar_url = world.discord.avatar_url(user)
    fit(name=user.name, discriminator=user.discriminator, avatar_url=avatar_url)
    return world.add_account(
        user.id, user.name, user.discriminator, avatar_url=avatar_url
    )

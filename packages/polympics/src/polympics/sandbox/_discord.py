"""
Discord, from which the service requests the user of a token.
"""

from __future__ import annotations

import attrs


class DiscordFailedError(Exception):
    """Discord's response cannot be read."""


@attrs.frozen
class DiscordUser:
    """
    A Discord user.

    Attributes:
        id: Id of the user.
        name: Name of the user.
        discriminator: The four digits after the name, or ``"0"``.
        avatar: Hash of the picture, or ``None``.
    """

    id: int
    name: str
    discriminator: str
    avatar: str | None = None


@attrs.define
class Discord:
    """
    Tokens and their users. A token that is missing is refused, as is one without the
    scope ``identify``.

    Attributes:
        users: The user of each token.
        failing: Tokens that make Discord fail.
        cdn: URL of the avatars.
    """

    users: dict[str, DiscordUser] = attrs.field(factory=dict)
    failing: set[str] = attrs.field(factory=set)
    cdn: str = "https://cdn.discordapp.com"

    def user(self, token: str) -> DiscordUser | None:
        """
        Return the user of a token, or ``None`` if it is refused.

        Raises:
            DiscordFailedError: The token is one of *failing*.
        """
        if token in self.failing:
            raise DiscordFailedError
        return self.users.get(token)

    def avatar_url(self, user: DiscordUser) -> str:
        """Return the URL of a user's picture, or of the default one."""
        if user.avatar:
            return f"{self.cdn}/avatars/{user.id}/{user.avatar}.png"
        return f"{self.cdn}/embed/avatars/{int(user.discriminator) % 5}.png"

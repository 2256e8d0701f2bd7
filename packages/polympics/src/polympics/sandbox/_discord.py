"""
The Discord that the service asks who a token belongs to.
"""

from __future__ import annotations

import attrs


class DiscordFailedError(Exception):
    """
    Discord answered with something that is no answer.
    """


@attrs.frozen
class DiscordUser:
    """
    Whom a token belongs to.

    Attributes:
        id: Their id.

        name: Their name.

        discriminator: Four digits.

        avatar: The hash of their picture, or ``None``.
    """

    id: int
    name: str
    discriminator: str
    avatar: str | None = None


@attrs.define
class Discord:
    """
    A table of tokens. One that is not in it is refused, as is one of a user
    who did not allow the scope ``identify``.

    Attributes:
        users: Whom each token belongs to.

        failing: Tokens that make Discord fail.

        cdn: Where the avatars are.
    """

    users: dict[str, DiscordUser] = attrs.field(factory=dict)
    failing: set[str] = attrs.field(factory=set)
    cdn: str = "https://cdn.discordapp.com"

    def user(self, token: str) -> DiscordUser | None:
        """
        Tell whom a token belongs to, or ``None`` if it is refused.

        Raises:
            DiscordFailedError: If Discord fails.
        """
        if token in self.failing:
            raise DiscordFailedError
        return self.users.get(token)

    def avatar_url(self, user: DiscordUser) -> str:
        """
        Where a user's picture is, or the stock one they have instead.
        """
        if user.avatar:
            return f"{self.cdn}/avatars/{user.id}/{user.avatar}.png"
        return f"{self.cdn}/embed/avatars/{int(user.discriminator) % 5}.png"

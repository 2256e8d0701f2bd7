"""
Users and their credentials.
"""

from __future__ import annotations

import attrs


@attrs.define(eq=False)
class User:
    """
    An account. Times are milliseconds since 1970, here and everywhere.
    """

    id: str
    username: str
    created: int
    email: str = ""
    password: str = attrs.field(default="", repr=False)
    avatar_url: str | None = None
    dubs: int = 0

    def is_called(self, name: str) -> bool:
        """
        Whether *name* is this user's name or e-mail address, in any case.
        """
        return name.lower() in {self.username.lower(), self.email.lower() or None}


@attrs.define(eq=False)
class Session:
    """
    A login: what the cookie stands for.
    """

    user: User
    expires: int


@attrs.define(eq=False)
class Ticket:
    """
    What a token of the socket stands for; it is good for one connection.

    Attributes:
        client_id: A user's id, or something else for a guest.

        expires: Until when it can be used.
    """

    client_id: str
    expires: int


@attrs.define(eq=False)
class Following:
    """
    That one user follows another.
    """

    id: str
    follower: User
    followed: User
    created: int

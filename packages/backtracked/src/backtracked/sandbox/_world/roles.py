"""
The roles of a room, and what they allow.
"""

from __future__ import annotations

import attrs

_MODERATOR = [
    "skip",
    "queue-order",
    "kick",
    "ban",
    "mute",
    "set-dj",
    "lock-queue",
    "delete-chat",
    "chat-mention",
]
_MANAGER = [*_MODERATOR, "set-roles"]
_CO_OWNER = [*_MANAGER, "update-room", "set-managers"]

#: Roles that a user with the right "set-dj" can give.
OF_DJS = frozenset({"dj", "resident-dj"})
#: Roles that only a user with the right "set-managers" can give.
OF_MANAGERS = frozenset({"manager", "co-owner"})


@attrs.define(eq=False)
class Role:
    """
    A role. Its rights may be changed: the service sends them along.
    """

    id: str
    type: str
    label: str
    rights: list[str]

    @property
    def right_to_give(self) -> str:
        """
        The right that a user needs to give this role to others.
        """
        if self.type in OF_MANAGERS:
            return "set-managers"
        return "set-dj" if self.type in OF_DJS else "set-roles"


def all_roles() -> dict[str, Role]:
    """
    The roles there are, by id.
    """
    roles = (
        Role("564435423f6ba174d2000001", "dj", "DJ", ["set-dj"]),
        Role("5615feb8e596154fc2000002", "resident-dj", "Resident DJ", ["set-dj"]),
        Role("5615fe1ee596154fc2000001", "vip", "VIP", ["skip", "set-dj"]),
        Role("52d1ce33c38a06510c000001", "mod", "Moderator", [*_MODERATOR]),
        Role("5615fd84e596150061000003", "manager", "Manager", [*_MANAGER]),
        Role("5615fa9ae596154a5c000000", "co-owner", "Co-Owner", [*_CO_OWNER]),
    )
    return {role.id: role for role in roles}

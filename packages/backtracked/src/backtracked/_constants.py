"""
Roles, presences and codes.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Any

import attrs

from clientcore import wire

from ._ids import id_within


def _rights(value: Any) -> tuple[str, ...]:
    found = value if isinstance(value, list | tuple) else ()
    return tuple(right for right in found if isinstance(right, str))


@attrs.frozen(kw_only=True)
class RoleGlobal:
    """
    A role as the service describes it.

    Attributes:
        id: What the service calls it in requests.
        type: Its short name, such as ``mod``.
        label: Its name for people.
        rights: What it allows, such as ``skip`` and ``delete-chat``.
    """

    id: str = attrs.field(metadata=wire("_id"))
    type: str = ""
    label: str = ""
    rights: tuple[str, ...] = attrs.field(
        default=(), converter=_rights, metadata=wire(hook=_rights)
    )


_MODERATOR = (
    "skip",
    "queue-order",
    "kick",
    "ban",
    "mute",
    "set-dj",
    "lock-queue",
    "delete-chat",
    "chat-mention",
)
_MANAGER = (*_MODERATOR, "set-roles")
_CO_OWNER = (*_MANAGER, "update-room", "set-managers")


def _role(id: str, type: str, label: str, *rights: str) -> RoleGlobal:
    return RoleGlobal(id=id, type=type, label=label, rights=rights)


class Role(Enum):
    """
    The roles that a room can give. A room's creator has none, and every right.
    """

    resident_dj = _role(
        "5615feb8e596154fc2000002", "resident-dj", "Resident DJ", "set-dj"
    )
    vip = _role("5615fe1ee596154fc2000001", "vip", "VIP", "skip", "set-dj")
    moderator = _role("52d1ce33c38a06510c000001", "mod", "Moderator", *_MODERATOR)
    manager = _role("5615fd84e596150061000003", "manager", "Manager", *_MANAGER)
    co_owner = _role("5615fa9ae596154a5c000000", "co-owner", "Co-Owner", *_CO_OWNER)
    dj = _role("564435423f6ba174d2000001", "dj", "DJ", "set-dj")

    @property
    def id(self) -> str:
        """What the service calls it in requests."""
        return self.value.id

    @classmethod
    def from_id(cls, role_id: str) -> Role | None:
        """Return the role with an id, or ``None`` if it is none of these."""
        return _ROLES.get(role_id)


_ROLES = {role.value.id: role for role in Role}


def read_role(value: Any) -> RoleGlobal | None:
    """
    Read a role, which comes as an id, as an object, or not at all.

    The rights that the server gives count; an id alone stands for what is known
    of it.
    """
    role_id = id_within(value)
    if role_id is None or not isinstance(value, str | dict):
        return None
    known = Role.from_id(role_id)
    role: RoleGlobal = known.value if known else RoleGlobal(id=role_id)
    if isinstance(value, str):
        return role
    texts = (name for name in ("type", "label") if isinstance(value.get(name), str))
    given: dict[str, Any] = {name: value[name] for name in texts}
    if value.get("rights") is not None:
        given["rights"] = value["rights"]
    return attrs.evolve(role, **given)


class Presence(Enum):
    """
    How a bot shows itself in a room's list of people.
    """

    enter = 0
    exit = 1
    update = 2
    join = 0  # noqa: PIE796, another name
    leave = 1  # noqa: PIE796, another name


class Actions(IntEnum):
    """
    What a message on the socket is about.
    """

    heartbeat = 0
    ack = 1
    nack = 2
    connect = 3
    connected = 4
    disconnect = 5
    disconnected = 6
    close = 7
    closed = 8
    error = 9
    join_room = 10
    joined_room = 11
    leave_room = 12
    left_room = 13
    presence_change = 14
    room_action = 15
    sync = 16
    token = 17

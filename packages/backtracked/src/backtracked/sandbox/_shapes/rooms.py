"""
Rooms, people in them, and what moderators did.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from backtracked.sandbox._text import escaped
from backtracked.sandbox._world import Audited, Member, Role, Room, User, World

from .users import own, slim

JSON: TypeAlias = dict[str, Any]


def room(room: Room) -> JSON:
    """
    A room. Its password stays where it is.
    """
    return {
        "_id": room.id,
        "name": room.name,
        "description": room.description,
        "roomUrl": room.slug,
        "realTimeChannel": f"queup-{room.slug}",
        **room.settings,
        "isPublic": room.is_public,
        "background": None,
        "password": None,
        "otSession": None,
        "activeUsers": len(room.visible),
        "status": 1,
        "created": room.created,
        "updated": room.updated,
        "currentSong": _current(room),
        "userid": room.owner.id,
        "_user": own(room.owner),
        "__v": 0,
    }


def _current(room: Room) -> JSON | None:
    if room.current is None:
        return None
    media = room.current.media
    return {
        "songid": media.id,
        "name": escaped(media.name),
        "type": media.type,
        "fkid": media.fkid,
    }


def role(role: Role) -> JSON:
    """
    A role, with its rights.
    """
    return {
        "_id": role.id,
        "type": role.type,
        "label": role.label,
        "rights": list(role.rights),
        "__v": 0,
    }


def member(room: Room, member: Member) -> JSON:
    """
    A user's record in a room.
    """
    user_id, line = member.user.id, room.line
    return {
        "_id": member.id,
        "updated": member.updated,
        "skippedCount": member.skipped,
        "playedCount": member.played,
        "songsInQueue": len(member.queue),
        "active": member.is_visible,
        "dubs": member.dubs,
        "order": line.index(user_id) + 1 if user_id in line else 0,
        "authorized": False,
        "waitLine": 0,
        "queuePaused": member.queue_paused,
        "muted": member.muted,
        "banned": member.banned,
        "bannedTime": member.banned_time,
        "bannedUntil": member.banned_until,
        "ip": None,
        "ot_token": None,
        "roomid": room.id,
        "userid": user_id,
        "roleid": role(member.role) if member.role else None,
        "__v": 0,
    }


def listed(world: World, room: Room, one: Member) -> JSON:
    """
    A user's record in the list of a room's members.
    """
    row = member(room, one)
    if world.quirks.bare_roles and one.role:
        row["roleid"] = one.role.id
    if not world.quirks.no_users:
        row["_user"] = own(one.user)
    return row


def in_line(room: Room, one: Member) -> JSON:
    """
    A user's record in the list of queued DJs.
    """
    names = (
        *("_id", "updated", "skippedCount", "playedCount", "songsInQueue", "active"),
        *("dubs", "queuePaused", "ip", "roomid", "userid", "__v"),
    )
    row = member(room, one)
    return {name: row[name] for name in names}


def seen(world: World, user: User) -> JSON:
    """
    A user in an event.
    """
    return slim(user) if world.quirks.slim_users else own(user)


def audited(room: Room, item: Audited) -> JSON:
    """
    What a moderator did.
    """
    return {
        "_id": item.id,
        "created": item.created,
        "type": item.type,
        "duration": item.duration,
        "_user": slim(item.user),
        "_mod": slim(item.moderator),
        "roomid": room.id,
        "__v": 0,
    }

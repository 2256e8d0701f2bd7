"""
``/room/…/users`` and ``/room/…/audit``: people in a room.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backtracked.sandbox._endpoint import Call, Endpoints, found
from backtracked.sandbox._shapes import rooms as shapes
from backtracked.sandbox._world import Member

endpoints = Endpoints()


def _list(call: Call, wanted: Callable[[Member], bool]) -> Any:
    members = filter(wanted, call.room.members.values())
    return [shapes.listed(call.world, call.room, member) for member in members]


@endpoints.add("GET", "/room/{room}/users")
def everybody(call: Call) -> Any:
    return _list(call, lambda member: member.is_visible)


@endpoints.add("GET", "/room/{room}/users/staff")
def staff(call: Call) -> Any:
    return _list(call, lambda member: member.role is not None)


@endpoints.add("GET", "/room/{room}/users/ban")
def banned(call: Call) -> Any:
    now = call.world.clock()
    return _list(call, lambda member: member.is_banned(now))


@endpoints.add("GET", "/room/{room}/users/mute")
def muted(call: Call) -> Any:
    return _list(call, lambda member: member.muted)


@endpoints.add("GET", "/room/{room}/users/{user}")
def one(call: Call) -> Any:
    member = found(call.room.members.get(call.user.id), "User")
    return shapes.listed(call.world, call.room, member)


@endpoints.add("GET", "/room/{room}/audit")
def audit(call: Call) -> Any:
    return [shapes.audited(call.room, item) for item in call.room.audit]

"""
``/room``: the lobby, and rooms themselves.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._actions import moderation, people
from backtracked.sandbox._endpoint import PAGE, Call, Endpoints, found, refused
from backtracked.sandbox._fields import Fields
from backtracked.sandbox._problems import Problem, no_right
from backtracked.sandbox._shapes import rooms as shapes
from backtracked.sandbox._world import Room, World
from backtracked.sandbox._world.rooms import SETTINGS

endpoints = Endpoints()

_IMAGE_SIZE = 2 * 1024 * 1024


def _listed(call: Call, flag: str) -> list[Room]:
    rooms = [r for r in call.world.rooms.values() if r.is_public and r.settings[flag]]
    return sorted(rooms, key=lambda room: len(room.visible), reverse=True)


def _rows(call: Call, rooms: list[Room]) -> Any:
    start = max(call.query.integer("offset"), 0)
    return [shapes.room(room) for room in rooms[start : start + PAGE]]


@endpoints.add("GET", "/room")
def lobby(call: Call) -> Any:
    return _rows(call, _listed(call, "displayInLobby"))


@endpoints.add("GET", "/room/term/{term}")
def search(call: Call) -> Any:
    term = call.path["term"].lower()
    rooms = _listed(call, "displayInSearch")
    return _rows(call, [room for room in rooms if term in room.name.lower()])


@endpoints.add("POST", "/room", private=True)
def create(call: Call) -> Any:
    world, name = call.world, call.fields.text("name").strip()
    if not name:
        raise Problem(400, "A room needs a name")
    own = [room for room in world.rooms.values() if room.owner is call.me]
    if len(own) >= world.limits.rooms:
        raise Problem(400, f"You can have {world.limits.rooms} rooms at most")
    room = world.add_room(name, call.me, slug=call.fields.text("roomUrl"))
    _change(room, call.fields)
    return shapes.room(room)


@endpoints.add("GET", "/room/{room}")
def get(call: Call) -> Any:
    # The only endpoint that accepts a slug, too.
    return shapes.room(found(call.world.room(call.path["room"]), "Room"))


@endpoints.add("PUT", "/room/{room}", private=True)
def update(call: Call) -> Any:
    user, room = call.require("update-room"), call.room
    slow = room.settings["slowMode"]
    _change(room, call.fields)
    room.updated = call.world.clock()
    told = {"passwordUpdated": True} if "roomPassword" in call.fields else {}
    document = shapes.room(room)
    people.publish(call.world, room, "room-update", room=document, **told)
    if room.settings["slowMode"] != slow:
        by = shapes.seen(call.world, user)
        people.publish(call.world, room, "room-slow-mode", room=document, user=by)
    return document


def _change(room: Room, fields: Fields) -> None:
    room.name = fields.text("name", room.name)
    room.description = fields.text("description", room.description)
    if "roomPassword" in fields:
        room.password = fields.text("roomPassword") or None
        room.wrong_passwords.clear()
    for name, usual in SETTINGS.items():
        if name in fields:
            room.settings[name] = _like(usual, name, fields)


def _like(usual: Any, name: str, fields: Fields) -> Any:
    if isinstance(usual, bool):
        return fields.flag(name)
    if isinstance(usual, int):
        return fields.integer(name)
    return fields.text(name)


@endpoints.add("POST", "/room/{room}/image", private=True)
def set_background(call: Call) -> Any:
    call.require("update-room")
    if call.size > _IMAGE_SIZE:
        raise Problem(400, "The image is larger than 2 MB")
    return {}


@endpoints.add("PUT", "/room/{room}/lockQueue", private=True)
@endpoints.add("POST", "/room/{room}/lockQueue", private=True)
def lock_queue(call: Call) -> Any:
    user, locked = call.require("lock-queue"), call.fields.flag("lockQueue")
    moderation.lock_queue(call.world, call.room, user, locked=locked)
    return shapes.room(call.room)


@endpoints.add("POST", "/room/{room}/users", private=True)
def join(call: Call) -> Any:
    world, room, user = call.world, call.room, call.me
    if world.member(room, user).is_banned(world.clock()):
        raise refused("You are banned from this room", 401)
    _check_password(world, room, call)
    member = people.join(world, room, user)
    return {"room": shapes.room(room), "user": shapes.member(room, member)}


def _check_password(world: World, room: Room, call: Call) -> None:
    me = call.me
    # Who is in already may say so again.
    inside = me is room.owner or world.member(room, me).joined
    if room.password is None or inside:
        return
    if room.wrong_passwords[me.id] >= world.limits.passwords:
        raise refused({"err": "tooManyInvalidPassword"})
    if call.fields.text("password-room") != room.password:
        # Asking without a password is how clients learn that there is one.
        room.wrong_passwords[me.id] += "password-room" in call.fields
        raise refused({"err": "invalidPassword"})


@endpoints.add("DELETE", "/room/{room}/users", private=True)
def leave(call: Call) -> Any:
    people.leave(call.world, call.room, call.me)
    return {}


@endpoints.add("GET", "/room/beacon/{room}/{user}", private=True)
def leave_by_beacon(call: Call) -> Any:
    room = call.room
    if call.user is not call.me:
        raise no_right()
    people.leave(call.world, room, call.me)
    return {}

"""
``/chat/kick`` and so on: what moderators do. Their paths begin with what is
done, and end with to whom.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._actions import moderation, playing
from backtracked.sandbox._endpoint import Call, Endpoints, among
from backtracked.sandbox._problems import no_right
from backtracked.sandbox._world import User

endpoints = Endpoints()


def _victim(call: Call) -> User:
    """
    The user of the path, who must not be the room's creator.
    """
    if call.user is call.room.owner:
        raise no_right()
    return call.user


@endpoints.add("POST", "/chat/skip/{room}/{song}", private=True)
def skip(call: Call) -> Any:
    entry = among([call.on_air], call.path["song"])
    # Skipping the user's own song needs no right.
    user = call.me if entry.user is call.me else call.require("skip")
    playing.skip(call.world, call.room, user)
    return {}


@endpoints.add("POST", "/chat/kick/{room}/user/{user}", private=True)
def kick(call: Call) -> Any:
    by, message = call.require("kick"), call.fields.text("message")
    moderation.kick(call.world, call.room, by, _victim(call), message)
    return {}


@endpoints.add("POST", "/chat/ban/{room}/user/{user}", private=True)
def ban(call: Call) -> Any:
    by, minutes = call.require("ban"), call.fields.integer("time")
    moderation.ban(call.world, call.room, by, _victim(call), minutes)
    return {}


@endpoints.add("DELETE", "/chat/ban/{room}/user/{user}", private=True)
def unban(call: Call) -> Any:
    moderation.unban(call.world, call.room, call.require("ban"), call.user)
    return {}


@endpoints.add("POST", "/chat/mute/{room}/user/{user}", private=True)
def mute(call: Call) -> Any:
    by = call.require("mute")
    moderation.mute(call.world, call.room, by, _victim(call), muted=True)
    return {}


@endpoints.add("DELETE", "/chat/mute/{room}/user/{user}", private=True)
def unmute(call: Call) -> Any:
    by = call.require("mute")
    moderation.mute(call.world, call.room, by, call.user, muted=False)
    return {}


@endpoints.add("POST", "/chat/{role}/{room}/user/{user}", private=True)
def set_role(call: Call) -> Any:
    by = _who_may_give(call)
    moderation.set_role(call.world, call.room, by, _victim(call), call.role)
    return {}


@endpoints.add("DELETE", "/chat/{role}/{room}/user/{user}", private=True)
def unset_role(call: Call) -> Any:
    by = _who_may_give(call)
    moderation.unset_role(call.world, call.room, by, call.user, call.role)
    return {}


def _who_may_give(call: Call) -> User:
    """
    Return the user who sent the request, if the user may give the role of the path.
    """
    if call.world.may(call.room, call.me, "set-roles"):
        wanted = call.role.right_to_give
        return call.me if wanted == "set-dj" else call.require(wanted)
    return call.require(call.role.right_to_give)

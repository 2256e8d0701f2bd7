"""
``/user`` and ``/search``.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import RedirectResponse, Response

from backtracked.sandbox._endpoint import Call, Endpoints, found
from backtracked.sandbox._problems import Problem
from backtracked.sandbox._shapes import users as shapes
from backtracked.sandbox._world import Following, User

endpoints = Endpoints()


def _is_taken(call: Call, name: str) -> bool:
    return call.world.user(name) is not None


# The name is the service's.
@endpoints.add("GET", "/user/query/availabilty")
def availability(call: Call) -> Any:
    name = call.query.text("username")
    return {"username": name, "taken": _is_taken(call, name)}


@endpoints.add("POST", "/user/updateUsername", private=True)
def rename(call: Call) -> Any:
    name = call.fields.text("username").strip()
    if not name:
        raise Problem(400, "A username is needed")
    if _is_taken(call, name):
        return {"taken": True}
    call.me.username = name
    return shapes.own(call.me)


@endpoints.add("GET", "/search")
def search(call: Call) -> Any:
    term = call.query.text("query").lower()
    users = [u for u in call.world.users.values() if term in u.username.lower()]
    return {"users": [shapes.slim(user) for user in users]}


@endpoints.add("GET", "/user/{user}")
def get(call: Call) -> Any:
    # The only endpoint that accepts a username, too.
    return shapes.user(found(call.world.user(call.path["user"]), "User"))


@endpoints.add("GET", "/user/{user}/image")
@endpoints.add("GET", "/user/{user}/image/large")
def image(call: Call) -> Response:
    return RedirectResponse(found(call.user.avatar_url, "Image"), 302)


@endpoints.add("GET", "/user/{user}/following")
def following(call: Call) -> Any:
    user = call.user
    own = [f for f in call.world.followings if f.follower is user]
    return [shapes.following(one) for one in own]


@endpoints.add("GET", "/user/{user}/follows")
def followers(call: Call) -> Any:
    user = call.user
    others = [f for f in call.world.followings if f.followed is user]
    return [shapes.following(one) for one in others]


def _found(call: Call, me: User, other: User) -> Following | None:
    pairs = call.world.followings
    return next((f for f in pairs if f.follower is me and f.followed is other), None)


@endpoints.add("POST", "/user/{user}/following", private=True)
def follow(call: Call) -> Any:
    world, me, other = call.world, call.me, call.user
    known = _found(call, me, other)
    if known is None:
        new = world.ids.new("following")
        known = Following(new, me, other, world.clock())
        world.followings.append(known)
    return shapes.following(known)


@endpoints.add("DELETE", "/user/{user}/following", private=True)
def unfollow(call: Call) -> Any:
    known = found(_found(call, call.me, call.user), "Following")
    call.world.followings.remove(known)
    return {}

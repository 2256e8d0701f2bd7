"""
``/room/…/playlist``: what is on air, what was, and votes.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._actions import playing
from backtracked.sandbox._endpoint import Call, Endpoints, among, found, refused
from backtracked.sandbox._problems import Problem, envelope
from backtracked.sandbox._shapes import songs as shapes
from backtracked.sandbox._world import Dub

endpoints = Endpoints()

_DUBS: dict[str, Dub] = {"updub": "updub", "downdub": "downdub"}


@endpoints.add("GET", "/room/{room}/playlist/active")
def active(call: Call) -> Any:
    if call.room.current is None:
        raise Problem(404, "No active song")
    return shapes.playing(call.world, call.room)


@endpoints.add("GET", "/room/{room}/playlist/active/dubs")
def votes(call: Call) -> Any:
    return shapes.votes(call.on_air)


@endpoints.add("GET", "/room/{room}/playlist/history")
def history(call: Call) -> Any:
    return [shapes.past(call.world, entry) for entry in call.page(call.room.history)]


@endpoints.add("POST", "/room/{room}/playlist/{song}/dubs", private=True)
def vote(call: Call) -> Any:
    entry = among([call.on_air], call.path["song"])
    dub: Dub = found(_DUBS.get(call.fields.text("type")), "Kind of vote")
    if entry.attempts[call.me.id] >= call.world.limits.votes:
        raise refused("You have voted too often on this song", 429)
    playing.vote(call.world, call.room, call.me, dub)
    return envelope({}, 404) if call.world.quirks.vote_404 else {}

"""
Follows, favorites, reposts and Listen Later.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs
from starlette.responses import Response

from aiomixcloud.sandbox._answers import bad
from aiomixcloud.sandbox._endpoint import Call, Endpoints
from aiomixcloud.sandbox._world import Cloudcast, Mark, World

endpoints = Endpoints()


@attrs.frozen
class _Action:
    """
    An action on a show.

    Attributes:
        marks: Returns the list of marks in the world.
        did: Message after doing it, with a placeholder for the show's name.
        undid: Message after undoing it.
    """

    marks: Callable[[World], list[Mark[Cloudcast]]]
    did: str
    undid: str


_ACTIONS = {
    "favorite": _Action(lambda w: w.favorites, "Favorited {}", "Unfavorited {}"),
    "repost": _Action(lambda w: w.reposts, "Reposted {}", "Unreposted {}"),
    "listen-later": _Action(
        lambda w: w.queue, "Added {} to your queue", "Removed {} from your queue"
    ),
}


@endpoints.act("/{user}/follow/", "POST", "DELETE")
def follow(call: Call, user: str) -> Response:
    viewer, target = call.require_viewer(), call.user(user)
    if viewer is target:
        raise bad("You can't follow yourself")
    if call.removes:
        call.world.unmark(call.world.follows, viewer, target)
        return call.done(f"No longer following {target.username}")
    call.world.mark(call.world.follows, viewer, target)
    return call.done(f"Now following {target.username}")


def _acting(action: _Action) -> Callable[..., Response]:
    def act(call: Call, user: str, slug: str) -> Response:
        viewer, cast = call.require_viewer(), call.cloudcast(user, slug)
        marks = action.marks(call.world)
        if call.removes:
            call.world.unmark(marks, viewer, cast)
            return call.done(action.undid.format(cast.name))
        call.world.mark(marks, viewer, cast)
        return call.done(action.did.format(cast.name))

    return act


for _word, _action in _ACTIONS.items():
    _path = f"/{{user}}/{{slug}}/{_word}/"
    endpoints.act(_path, "POST", "DELETE")(_acting(_action))

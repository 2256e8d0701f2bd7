"""
``/callbacks`` and ``/callback``.
"""

from __future__ import annotations

import attrs

from polympics.sandbox import _shapes as shapes
from polympics.sandbox._columns import fit
from polympics.sandbox._endpoint import Call, Endpoints
from polympics.sandbox._problems import Problem
from polympics.sandbox._shapes import JSON
from polympics.sandbox._validation import URL, Event
from polympics.sandbox._world import Callback

endpoints = Endpoints()


@attrs.frozen
class OneEvent:
    """The event in a path."""

    event: Event


@attrs.frozen
class NewCallback:
    """URL and secret of a callback."""

    url: URL
    secret: str


def _registered(call: Call, event: str) -> Callback:
    callback = call.world.callback_of(call.app(), event)
    if callback is None:
        raise Problem(404, "No callback registered for this event.")
    return callback


@endpoints.add("GET", "/callbacks", guarded=True)
def get_callbacks(call: Call) -> JSON:
    app, callbacks = call.app(), call.world.callbacks.values()
    urls = {c.event: c.url for c in callbacks if c.app is app}
    return {"callbacks": urls}


@endpoints.add("GET", "/callback/{event}", guarded=True)
def get_callback(call: Call, path: OneEvent) -> JSON:
    return shapes.callback(_registered(call, path.event))


@endpoints.add("PUT", "/callback/{event}", guarded=True)
def create_callback(call: Call, path: OneEvent, body: NewCallback) -> JSON:
    app = call.app()
    if old := call.world.callback_of(app, path.event):
        # First delete, then create: if the new one does not fit, the old one
        # is gone all the same.
        del call.world.callbacks[old.id]
    fit(url=body.url, secret=body.secret)
    made = call.world.add_callback(app, path.event, body.url, body.secret)
    return shapes.callback(made)


@endpoints.add("DELETE", "/callback/{event}", status=204, guarded=True)
def delete_callback(call: Call, path: OneEvent) -> None:
    del call.world.callbacks[_registered(call, path.event).id]

"""
Events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from starlette.responses import Response

from recnetpy.sandbox import _shapes as shapes
from recnetpy.sandbox._answers import JSON, bad
from recnetpy.sandbox._endpoint import Call, Endpoints
from recnetpy.sandbox._lists import by, unordered, with_words
from recnetpy.sandbox._world import is_listed, is_visible, read_stamp

endpoints = Endpoints()

_MOST: Final = 1_000
_MOST_RESPONSES: Final = 4_095


def _sent(call: Call, events: Iterable[JSON]) -> list[JSON]:
    return [shapes.event(event, short=call.short) for event in events]


def _page(call: Call, suits: Callable[[JSON], bool]) -> Response:
    found = [e for e in call.world.events.values() if is_listed(e) and suits(e)]
    first = sorted(found, key=by("StartTime"))
    return call.data(_sent(call, call.page(first, most=_MOST)))


def _has(name: str, value: Any) -> Callable[[JSON], bool]:
    return lambda event: event.get(name) == value


@endpoints.get("/playerevents", "api", "/playerevents/v1")
@endpoints.get("/playerevents/", "api", "/playerevents/v1/")
def list_current_events(call: Call) -> Response:
    today = call.world.today

    def is_current(event: JSON) -> bool:
        ends: str = event.get("EndTime") or ""
        return bool(ends) and read_stamp(ends) > today

    return _page(call, is_current)


@endpoints.get("/playerevents/{id:int}", "api", "/playerevents/v1/{id:int}")
def get_event(call: Call, id: int) -> Response:
    event = call.world.events.get(id)
    found = [event] if event is not None and is_visible(event) else []
    return call.one(next(iter(_sent(call, found)), None))


@endpoints.bulk("/playerevents/bulk", "api", "/playerevents/v1/bulk")
def get_events(call: Call) -> Response:
    ids = call.ids("Ids")
    if not ids:
        raise bad("Ids is required")
    found = [e for n, e in call.world.events.items() if n in ids and is_visible(e)]
    return call.data(_sent(call, unordered(found, "PlayerEventId")))


@endpoints.get("/playerevents/search", "api", "/playerevents/v1/search")
def search_events(call: Call) -> Response:
    if not call.text("query").strip():
        raise bad("query is required")
    return _page(call, with_words(call.text("query"), "Name", "Description"))


@endpoints.get(
    "/playerevents/creator/{id:int}", "api", "/playerevents/v1/creator/{id:int}"
)
def list_events_of_player(call: Call, id: int) -> Response:
    return _page(call, _has("CreatorPlayerId", id))


@endpoints.get("/playerevents/room/{id:int}", "api", "/playerevents/v1/room/{id:int}")
def list_events_in_room(call: Call, id: int) -> Response:
    return _page(call, _has("RoomId", id))


@endpoints.get(
    "/playerevents/{id:int}/responses", "api", "/playerevents/v1/{id:int}/responses"
)
def list_responses(call: Call, id: int) -> Response:
    if id not in call.world.events:
        return call.nothing()
    return call.data(call.world.responses.get(id, [])[:_MOST_RESPONSES])

"""
Rooms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.responses import Response

from recnetpy.sandbox import _shapes as shapes
from recnetpy.sandbox._answers import JSON, bad, invalid
from recnetpy.sandbox._endpoint import Call, Endpoints
from recnetpy.sandbox._lists import (
    most_visited,
    room_search,
    tags_of,
    unordered,
)
from recnetpy.sandbox._records import OWNER
from recnetpy.sandbox._world import is_listed, is_visible

endpoints = Endpoints()

_MOST: Final = 10_000


def _sent(call: Call, rooms: Iterable[JSON]) -> list[JSON]:
    include = call.number("include", 0)
    return [shapes.room(room, include, short=call.short) for room in rooms]


def _one(call: Call, room: JSON | None) -> Response:
    found = [room] if room is not None and is_visible(room) else []
    return call.one(next(iter(_sent(call, found)), None), plain=False)


def _results(call: Call, rooms: list[JSON]) -> Response:
    page = _sent(call, call.page(rooms, most=_MOST))
    return call.data({"Results": page, "TotalResults": len(rooms)})


@endpoints.get("/rooms/{id:int}", "rooms", "/rooms/{id:int}")
def get_room(call: Call, id: int) -> Response:
    return _one(call, call.world.rooms.get(id))


@endpoints.get(None, "rooms", "/rooms")
def get_room_by_name(call: Call) -> Response:
    name = call.text("name").casefold()
    if not name:
        raise bad("name is required")
    rooms = call.world.rooms.values()
    return _one(call, next((r for r in rooms if _name(r) == name), None))


@endpoints.bulk("/rooms/bulk", "rooms", "/rooms/bulk")
def get_rooms(call: Call) -> Response:
    ids, names = call.ids("id"), call.names("name")
    if not ids and not names:
        raise bad("id or name is required")
    found = [
        room
        for number, room in call.world.rooms.items()
        if is_visible(room) and (number in ids or _name(room) in names)
    ]
    return call.data(_sent(call, unordered(found, "RoomId")))


@endpoints.get("/rooms/search", "rooms", "/rooms/search")
def search_rooms(call: Call) -> Response:
    query = call.text("query")
    if not query.strip():
        raise invalid("query")
    finds = room_search(query)
    return _results(call, [r for r in most_visited(_all(call)) if finds(r)])


@endpoints.get("/rooms/hot", "rooms", "/rooms/hot")
def list_hot_rooms(call: Call) -> Response:
    tag = call.text("tag").casefold()
    rooms = [r for r in most_visited(_all(call)) if not tag or tag in tags_of(r)]
    return _results(call, rooms)


@endpoints.get(None, "rooms", "/rooms/autocomplete_search")
def complete_room_name(call: Call) -> Response:
    query = call.text("query").casefold()
    rooms = most_visited(_all(call))
    return call.data([r["Name"] for r in rooms if _name(r).startswith(query)])


@endpoints.get(None, "rooms", "/rooms/{id:int}/similar")
def list_similar_rooms(call: Call, id: int) -> Response:
    room = call.world.rooms.get(id)
    if room is None or not is_visible(room):
        return call.nothing()
    tags = tags_of(room)
    others = [r for r in most_visited(_all(call)) if r is not room]
    return _results(call, [r for r in others if tags & tags_of(r)])


@endpoints.get("/rooms/createdby/{id:int}", "rooms", "/rooms/createdby/{id:int}")
def list_created_rooms(call: Call, id: int) -> Response:
    return _of(call, id, [r for r in _all(call) if r.get("CreatorAccountId") == id])


@endpoints.get("/rooms/ownedby/{id:int}", "rooms", "/rooms/ownedby/{id:int}")
def list_owned_rooms(call: Call, id: int) -> Response:
    return _of(call, id, [room for room in _all(call) if id in _owners(room)])


def _of(call: Call, account: int, rooms: list[JSON]) -> Response:
    if account not in call.world.accounts:
        return call.nothing("Not found")
    return call.data(_sent(call, [room for room in rooms if is_listed(room)]))


def _owners(room: JSON) -> set[int]:
    roles = room.get("Roles") or []
    owners = {role["AccountId"] for role in roles if role["Role"] == OWNER}
    return owners or {room.get("CreatorAccountId", 0)}


@endpoints.get("/rooms/showcase/{id:int}", "rooms", "/showcase/{id:int}")
def list_showcase(call: Call, id: int) -> Response:
    return call.data(call.world.showcases.get(id, []))


@endpoints.get(None, "rooms", "/featuredrooms/current")
def get_featured_rooms(call: Call) -> Response:
    rooms = [call.world.rooms[number] for number in call.world.featured]
    return call.data(
        {
            "FeaturedRoomGroupId": 500,
            "Name": "Featured Rooms",
            "StartAt": "2024-04-29T07:00:00Z",
            "EndAt": "2024-05-06T07:00:00Z",
            "Rooms": [
                {
                    "RoomId": room["RoomId"],
                    "RoomName": room["Name"],
                    "ImageName": room["ImageName"],
                }
                for room in rooms
            ],
        }
    )


def _name(room: JSON) -> str:
    return str(room.get("Name") or "").casefold()


def _all(call: Call) -> Iterable[JSON]:
    return call.world.rooms.values()

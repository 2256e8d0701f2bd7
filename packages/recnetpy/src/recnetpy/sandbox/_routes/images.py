"""
Photos.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from starlette.responses import Response

from recnetpy.sandbox import _shapes as shapes
from recnetpy.sandbox._answers import JSON, bad
from recnetpy.sandbox._endpoint import Call, Endpoints
from recnetpy.sandbox._lists import sorted_images, unordered
from recnetpy.sandbox._world import is_listed, is_visible

endpoints = Endpoints()

_MOST: Final = 1_000
_SHOWN: Final = 10


def _sent(call: Call, images: Iterable[JSON]) -> list[JSON]:
    return [shapes.image(image, short=call.short) for image in images]


def _page(call: Call, images: list[JSON], *, sort: int = 0) -> list[JSON]:
    return call.page(sorted_images(images, sort), most=_MOST)


def _where(call: Call, name: str, value: Any) -> list[JSON]:
    images = call.world.images.values()
    return [i for i in images if is_listed(i) and i.get(name) == value]


def _name(image: JSON) -> str:
    return str(image.get("ImageName") or "").casefold()


def _is_there(call: Call, id: int) -> bool:
    image = call.world.images.get(id)
    return image is not None and is_visible(image)


@endpoints.get("/images/{id:int}", "api", "/images/v4/{id:int}")
def get_image(call: Call, id: int) -> Response:
    image = call.world.images.get(id)
    found = [image] if image is not None and is_visible(image) else []
    return call.one(next(iter(_sent(call, found)), None))


@endpoints.bulk("/images/bulk/id", "api", "/images/v3/bulk")
def get_images(call: Call) -> Response:
    ids = call.ids("Ids")
    if not ids:
        raise bad("Ids is required")
    found = [i for n, i in call.world.images.items() if n in ids and is_visible(i)]
    return call.data(_sent(call, unordered(found, "Id")))


@endpoints.bulk("/images/bulk/name", "api", "/images/v4/bulk")
def get_images_by_name(call: Call) -> Response:
    names = call.names("Names")
    if not names:
        raise bad("Names is required")
    found = [
        image
        for image in call.world.images.values()
        if is_visible(image) and _name(image) in names
    ]
    return call.data(_sent(call, unordered(found, "Id")))


@endpoints.get("/images/player/{id:int}", "api", "/images/v4/player/{id:int}")
def list_images_of_player(call: Call, id: int) -> Response:
    is_new = call.since("after")
    images = [image for image in _where(call, "PlayerId", id) if is_new(image)]
    return call.data(_sent(call, _page(call, images, sort=call.number("sort", 0))))


@endpoints.get(None, "api", "/images/v5/player/{id:int}")
def list_saved_images(call: Call, id: int) -> Response:
    images = _page(call, _where(call, "PlayerId", id), sort=call.number("sort", 0))
    return call.data([shapes.saved_image(image) for image in images])


@endpoints.get("/images/room/{id:int}", "api", "/images/v4/room/{id:int}")
def list_images_in_room(call: Call, id: int) -> Response:
    images, kind = _where(call, "RoomId", id), call.number("filter", -1)
    if kind >= 0:
        images = [image for image in images if image.get("Type") == kind]
    return call.data(_sent(call, _page(call, images, sort=call.number("sort", 0))))


@endpoints.get("/images/playerevent/{id:int}", "api", "/images/v1/playerevent/{id:int}")
def list_images_at_event(call: Call, id: int) -> Response:
    return call.data(_sent(call, _page(call, _where(call, "PlayerEventId", id))))


@endpoints.get("/images/{id:int}/cheers", "api", "/images/v1/{id:int}/cheers")
def list_cheers(call: Call, id: int) -> Response:
    if not _is_there(call, id):
        return call.nothing()
    return call.data(call.world.cheers.get(id, []))


@endpoints.get("/images/{id:int}/comments", "api", "/images/v1/{id:int}/comments")
def list_comments(call: Call, id: int) -> Response:
    if not _is_there(call, id):
        return call.nothing()
    return call.data(call.world.comments.get(id, []))


# The gateway has no feeds.


@endpoints.get(None, "api", "/images/v3/feed/player/{id:int}")
def list_player_feed(call: Call, id: int) -> Response:
    is_new = call.since("since")
    images = [
        image
        for image in call.world.images.values()
        if id in (image.get("TaggedPlayerIds") or [])
        and is_listed(image)
        and is_new(image)
    ]
    return call.data(_sent(call, _page(call, images)))


@endpoints.get(None, "api", "/images/v3/feed/global")
def list_global_feed(call: Call) -> Response:
    is_new = call.since("since")
    images = [i for i in _listed(call) if is_new(i)]
    return call.data(_sent(call, _page(call, images, sort=1)))


@endpoints.get(None, "api", "/images/v1/slideshow")
def get_slideshow(call: Call) -> Response:
    images = sorted_images(_listed(call), 1)[:_SHOWN]
    return call.data({"Images": images, "ValidTill": "2024-05-04T00:00:00Z"})


def _listed(call: Call) -> list[JSON]:
    return [image for image in call.world.images.values() if is_listed(image)]


@endpoints.get(None, "api", "/images/v1/listsaved")
def list_saved_names(call: Call) -> Response:
    account = call.account()
    images = call.world.images.values()
    mine = [image for image in images if image.get("PlayerId") == account]
    return call.data({"Images": [image["ImageName"] for image in mine]})

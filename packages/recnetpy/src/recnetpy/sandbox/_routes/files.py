"""
Image files, and the tips on loading screens.
"""

from __future__ import annotations

from collections.abc import Iterator
from mimetypes import guess_type
from typing import Any

from starlette.responses import Response

from recnetpy.sandbox._answers import bad, in_text
from recnetpy.sandbox._endpoint import Call, Endpoints
from recnetpy.sandbox._pictures import LARGEST, png, size
from recnetpy.sandbox._world import World

endpoints = Endpoints()

#: What a record calls the names of image files.
_NAMES = {"ImageName", "profileImage", "bannerImage", "ProfileImage", "BannerImage"}
_LISTS = {"PromoImages"}


@endpoints.get(None, "cdn", "/config/LoadingScreenTipData")
def list_tips(call: Call) -> Response:
    return call.data(call.world.tips)


@endpoints.get(None, "cdn", "/img/{name:path}")
def get_original(call: Call, name: str) -> Response:
    return _picture(call, name, *size(None, None, square=False))


@endpoints.get(None, "img", "/{name:path}")
def get_picture(call: Call, name: str) -> Response:
    width, height = _side(call, "width"), _side(call, "height")
    square = call.text("cropSquare").casefold() in {"true", "1"}
    return _picture(call, name, *size(width, height, square=square))


def _side(call: Call, name: str) -> int | None:
    if not call.text(name):
        return None
    side = call.number(name)
    if not 0 < side <= LARGEST:
        raise bad(f"{name} can't be {side}")
    return side


def _picture(call: Call, name: str, width: int, height: int) -> Response:
    if name not in set(_pictures(call.world)):
        raise in_text(404)
    if (file := call.world.files.get(name)) is not None and file.is_file():
        # In its own size, whatever is requested.
        kind, _ = guess_type(file.name)
        return Response(file.read_bytes(), media_type=kind or "image/jpeg")
    return Response(png(name, width, height), media_type="image/png")


def _pictures(world: World) -> Iterator[str]:
    """
    The names of all files that a record speaks of.
    """
    for records in (world.accounts, world.rooms, world.images, world.events):
        yield from _named(list(records.values()))
    yield from _named(list(world.inventions.values()))
    yield from _named(world.tips)


def _named(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for item in data:
            yield from _named(item)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in _NAMES and value:
                yield value
            elif name in _LISTS:
                yield from value or []
            else:
                yield from _named(value)

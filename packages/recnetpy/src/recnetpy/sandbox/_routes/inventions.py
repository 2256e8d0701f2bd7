"""
Inventions.
"""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from recnetpy.sandbox._answers import JSON, bad
from recnetpy.sandbox._endpoint import Call, Endpoints
from recnetpy.sandbox._lists import with_words
from recnetpy.sandbox._world import is_listed

endpoints = Endpoints()

_MOST: Final = 1_000


def _listed(call: Call) -> list[JSON]:
    inventions = call.world.inventions.values()
    return [i for i in inventions if is_listed(i) and i.get("IsPublished", True)]


@endpoints.get("/inventions/v1", "api", "/inventions/v1")
def get_invention(call: Call) -> Response:
    return call.one(call.world.inventions.get(call.number("inventionId")))


@endpoints.get("/inventions/v2/search", "api", "/inventions/v2/search")
def search_inventions(call: Call) -> Response:
    if not call.text("value").strip():
        raise bad("value is required")
    finds = with_words(call.text("value"), "Name", "Description")
    found = [invention for invention in _listed(call) if finds(invention)]
    return call.data(call.page(found, most=_MOST))


@endpoints.get("/inventions/v1/featured", "api", "/inventions/v1/featured")
def list_featured_inventions(call: Call) -> Response:
    found = [invention for invention in _listed(call) if invention.get("IsFeatured")]
    return call.data(call.page(found, most=_MOST))


@endpoints.get("/inventions/v1/toptoday", "api", "/inventions/v1/toptoday")
def list_top_inventions(call: Call) -> Response:
    return call.data(
        sorted(_listed(call), key=lambda i: i.get("NumDownloads") or 0, reverse=True)
    )


@endpoints.get(None, "api", "/inventions/v1/details")
def get_invention_details(call: Call) -> Response:
    number = call.number("inventionId")
    if number not in call.world.inventions:
        return call.one(None)
    return call.data({"Tags": call.world.tags.get(number, [])})

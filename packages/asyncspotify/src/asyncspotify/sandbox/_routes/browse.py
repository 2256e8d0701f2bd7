"""
``/browse`` and ``/markets``.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._catalogue import MARKETS, Category
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._problems import not_found
from asyncspotify.sandbox._world import HOUSE

endpoints = Endpoints()


@endpoints.add("GET", "/browse/categories", withdrawn=True)
def list_categories(call: Call) -> Any:
    categories = list(call.world.catalogue.categories.values())
    return {"categories": call.page(categories, shapes.category)}


@endpoints.add("GET", "/browse/categories/{category}", withdrawn=True)
def get_category(call: Call) -> Any:
    return shapes.category(call.view, _category(call))


@endpoints.add("GET", "/browse/categories/{category}/playlists", withdrawn=True)
def list_category_playlists(call: Call) -> Any:
    category = _category(call)
    playlists = [call.world.playlists.get(one) for one in category.playlists]
    page = call.page(playlists, shapes.simple_playlist)
    return {"message": category.name, "playlists": page}


@endpoints.add("GET", "/browse/featured-playlists", withdrawn=True)
def list_featured(call: Call) -> Any:
    playlists = [p for p in call.world.playlists.values() if p.owner.id == HOUSE]
    page = call.page(playlists, shapes.simple_playlist)
    return {"message": "Good morning", "playlists": page}


@endpoints.add("GET", "/browse/new-releases", withdrawn=True)
def list_new_releases(call: Call) -> Any:
    albums = call.world.catalogue.albums.values()
    newest = sorted(albums, key=lambda album: album.release_date, reverse=True)
    return {"albums": call.page(newest, shapes.simple_album)}


@endpoints.add("GET", "/markets", withdrawn=True)
def list_markets(_: Call) -> Any:
    return {"markets": list(MARKETS)}


def _category(call: Call) -> Category:
    category = call.world.catalogue.categories.get(call.path["category"])
    if category is None:
        raise not_found("Specified id doesn't exist")
    return category

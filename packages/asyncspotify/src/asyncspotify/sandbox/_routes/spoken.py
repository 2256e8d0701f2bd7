"""
``/shows``, ``/episodes``, ``/audiobooks`` and ``/chapters``.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._problems import not_found

endpoints = Endpoints()


@endpoints.add("GET", "/shows/{id}", cached=True)
def get_show(call: Call) -> Any:
    return shapes.show(call.view, call.find_spoken("show"))


@endpoints.add("GET", "/shows", withdrawn=True)
def get_shows(call: Call) -> Any:
    return call.several_spoken("show", 50, shapes.simple_show)


@endpoints.add("GET", "/shows/{id}/episodes", cached=True)
def list_episodes(call: Call) -> Any:
    return call.page(call.find_spoken("show").episodes, shapes.simple_episode)


@endpoints.add("GET", "/episodes/{id}", cached=True)
def get_episode(call: Call) -> Any:
    return shapes.episode(call.view, call.find_spoken("episode"))


@endpoints.add("GET", "/episodes", withdrawn=True)
def get_episodes(call: Call) -> Any:
    return call.several_spoken("episode", 50, shapes.episode)


@endpoints.add("GET", "/audiobooks/{id}", cached=True)
def get_audiobook(call: Call) -> Any:
    return shapes.audiobook(call.view, _sold(call, "audiobook"))


@endpoints.add("GET", "/audiobooks", withdrawn=True)
def get_audiobooks(call: Call) -> Any:
    return call.several_spoken("audiobook", 50, shapes.audiobook)


@endpoints.add("GET", "/audiobooks/{id}/chapters", cached=True)
def list_chapters(call: Call) -> Any:
    return call.page(_sold(call, "audiobook").chapters, shapes.simple_chapter)


@endpoints.add("GET", "/chapters/{id}", cached=True)
def get_chapter(call: Call) -> Any:
    return shapes.chapter(call.view, _sold(call, "chapter"))


@endpoints.add("GET", "/chapters", withdrawn=True)
def get_chapters(call: Call) -> Any:
    return call.several_spoken("chapter", 50, shapes.chapter)


def _sold(call: Call, kind: str) -> Any:
    """
    What the path names: books are sold in a few countries only.
    """
    found = call.find_spoken(kind)
    if call.view.market and call.view.market not in found.markets:
        raise not_found()
    return found

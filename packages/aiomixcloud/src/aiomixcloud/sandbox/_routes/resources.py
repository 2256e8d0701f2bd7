"""
Single resources, by their keys.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from aiomixcloud.sandbox._answers import missing
from aiomixcloud.sandbox._endpoint import Call, Endpoints
from aiomixcloud.sandbox._feeds import feed
from aiomixcloud.sandbox._forms import Section
from aiomixcloud.sandbox._tags import KINDS, read_topic
from aiomixcloud.sandbox._world import slugify

fixed = Endpoints()
endpoints = Endpoints()


def _tags_of(kind: str) -> Callable[..., Response]:
    def get_tag(call: Call, topic: str) -> Response:
        name = read_topic(call.world, topic).name(call.world)
        return call.data(call.shapes.full_tag(KINDS[kind], topic, name))

    return get_tag


for _kind in KINDS:
    fixed.get(f"/{_kind}/{{topic}}/")(_tags_of(_kind))


@fixed.get("/categories/{slug}/")
def get_category(call: Call, slug: str) -> Response:
    if slug not in call.world.categories:
        raise missing()
    return call.data(call.shapes.category(call.world.categories[slug]))


@fixed.get("/artist/{artist}/")
def get_artist(call: Call, artist: str) -> Response:
    for section in _sections(call):
        if section.artist and slugify(section.artist) == artist:
            return call.data(call.shapes.artist(section.artist))
    raise missing()


@fixed.get("/track/{artist}/{song}/")
def get_track(call: Call, artist: str, song: str) -> Response:
    for section in _sections(call):
        if section.artist and section.song:
            track = call.shapes.track(section.artist, section.song)
            if track["key"] == f"/track/{artist}/{song}/":
                return call.data(track)
    raise missing()


@fixed.get("/comments/cr/{cast}/{shard}/c{id}/")
def get_comment(call: Call, cast: str, shard: str, id: str) -> Response:
    key = f"/comments/cr/{cast}/{shard}/c{id}/"
    for comment in call.world.comments:
        if comment.key == key:
            return call.data(call.shapes.comment(comment))
    raise missing()


@endpoints.get("/{user}/")
def get_user(call: Call, user: str) -> Response:
    return call.data(call.shapes.full_user(call.user(user)))


@endpoints.get("/{user}/feed/{number:int}/")
def get_story(call: Call, user: str, number: int) -> Response:
    for story in feed(call.world, call.user(user), call.viewer):
        if story.number == number:
            return call.data(call.shapes.story(story))
    raise missing()


@endpoints.get("/{user}/playlists/{slug}/")
def get_playlist(call: Call, user: str, slug: str) -> Response:
    return call.data(call.shapes.playlist(call.playlist(user, slug)))


@endpoints.get("/{user}/{slug}/")
def get_cloudcast(call: Call, user: str, slug: str) -> Response:
    return call.data(call.shapes.full_cloudcast(call.cloudcast(user, slug)))


def _sections(call: Call) -> list[Section]:
    return [s for cast in call.world.visible(call.viewer) for s in cast.sections]

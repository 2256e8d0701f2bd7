"""
Lists of the whole service, and lists of resources.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from starlette.responses import Response

from aiomixcloud.sandbox._answers import missing
from aiomixcloud.sandbox._endpoint import Call, Endpoints
from aiomixcloud.sandbox._feeds import feed
from aiomixcloud.sandbox._paging import Listing
from aiomixcloud.sandbox._search import search
from aiomixcloud.sandbox._shapes import (
    CAST_LISTS,
    CATEGORY_LISTS,
    TAG_LISTS,
    USER_LISTS,
)
from aiomixcloud.sandbox._tags import KINDS, Topic, read_topic
from aiomixcloud.sandbox._world import Cloudcast, Comment, Mark, Playlist, User

T = TypeVar("T")

fixed = Endpoints()
endpoints = Endpoints()

_at: Callable[[Any], datetime] = attrgetter("at")


def _newest(marks: Iterable[Mark[T]]) -> list[Mark[T]]:
    return sorted(marks, key=_at, reverse=True)


# The whole service's.


@fixed.get("/popular/")
def list_popular(call: Call) -> Response:
    return call.listing(_ranked(call, "popular", "Popular Cloudcasts"))


@fixed.get("/popular/hot/")
def list_hot(call: Call) -> Response:
    return call.listing(_ranked(call, "hot", "Hot Cloudcasts"))


@fixed.get("/new/")
def list_new(call: Call) -> Response:
    return call.listing(_ranked(call, "new", "New Cloudcasts"))


@fixed.get("/search/")
def list_found(call: Call) -> Response:
    return call.listing(search(call))


def _ranked(
    call: Call, order: str, name: str | None = None, topic: Topic | None = None
) -> Listing[Cloudcast]:
    """
    Return public shows in one of the three orders.
    """
    casts = [c for c in call.world.visible(None) if topic is None or topic.fits(c)]
    if order == "new":
        time = attrgetter("created_at")
        return Listing(casts, call.shapes.cloudcast, name, time)
    favorites = call.world.favorites

    def likes(cast: Cloudcast) -> int:
        return sum(mark.target is cast for mark in favorites)

    key = likes if order == "hot" else attrgetter("play_count")
    return Listing(sorted(casts, key=key, reverse=True), call.shapes.cloudcast, name)


def list_tagged(call: Call, topic: str, order: str) -> Response:
    if order not in TAG_LISTS:
        raise missing()
    return call.listing(_ranked(call, order, topic=read_topic(call.world, topic)))


for _kind in KINDS:
    fixed.get(f"/{_kind}/{{topic}}/{{order}}/")(list_tagged)


@fixed.get("/categories/{slug}/{name}/")
def list_of_category(call: Call, slug: str, name: str) -> Response:
    if slug not in call.world.categories or name not in CATEGORY_LISTS:
        raise missing()
    casts = _ranked(call, "popular", topic=Topic(slug, None))
    if name.endswith("cloudcasts"):
        return call.listing(casts)
    users = list(dict.fromkeys(cast.user for cast in casts.items))
    return call.listing(Listing(users, call.shapes.user))


# A user's.


def _followers(call: Call, user: User) -> Listing[Mark[User]]:
    marks = _newest(m for m in call.world.follows if m.target is user)
    return Listing(
        marks, lambda m: call.shapes.user(m.user), f"{user.name}'s followers", _at
    )


def _following(call: Call, user: User) -> Listing[Mark[User]]:
    marks = _newest(m for m in call.world.follows if m.user is user)
    return Listing(marks, lambda m: call.shapes.user(m.target), time=_at)


def _favorites(call: Call, user: User) -> Listing[Mark[Cloudcast]]:
    marks = _seen(call, user, call.world.favorites)
    return Listing(
        marks,
        lambda m: call.shapes.cloudcast(m.target),
        f"{user.name}'s favorites",
        _at,
    )


def _listens(call: Call, user: User) -> Listing[Mark[Cloudcast]]:
    marks = _seen(call, user, call.world.listens)
    return Listing(marks, call.shapes.listen, f"{user.name}'s listens", _at)


def _seen(
    call: Call, user: User, marks: list[Mark[Cloudcast]]
) -> list[Mark[Cloudcast]]:
    """
    Return a user's marks on shows that the viewer may see.
    """
    visible = call.world.visible(call.viewer)
    return _newest(m for m in marks if m.user is user and m.target in visible)


def _cloudcasts(call: Call, user: User) -> Listing[Cloudcast]:
    casts = [c for c in call.world.visible(call.viewer) if user in {c.user, *c.hosts}]
    name, time = f"{user.name}'s Cloudcasts", attrgetter("created_at")
    return Listing(casts, call.shapes.cloudcast, name, time)


def _comments(call: Call, user: User) -> Listing[Comment]:
    found = [c for c in call.world.comments if c.cloudcast.user is user]
    newest = sorted(found, key=_at, reverse=True)
    return Listing(newest, call.shapes.comment, f"Comments on {user.name}", _at)


def _feed(call: Call, user: User) -> Listing[Any]:
    stories = feed(call.world, user, call.viewer)
    return Listing(stories, call.shapes.story, f"{user.name}'s feed", _at)


def _playlists(call: Call, user: User) -> Listing[Playlist]:
    found = [playlist for playlist in call.world.playlists if playlist.user is user]
    return Listing(found, call.shapes.playlist, f"{user.name}'s playlists")


_OF_USER: dict[str, Callable[[Call, User], Listing[Any]]] = {
    "feed": _feed,
    "playlists": _playlists,
    "comments": _comments,
    "followers": _followers,
    "favorites": _favorites,
    "following": _following,
    "cloudcasts": _cloudcasts,
    "listens": _listens,
}


def _list_of_user(name: str) -> Callable[..., Response]:
    def list_of_user(call: Call, user: str) -> Response:
        return call.listing(_OF_USER[name](call, call.user(user)))

    return list_of_user


for _name in USER_LISTS:
    endpoints.get(f"/{{user}}/{_name}/")(_list_of_user(_name))


@endpoints.get("/{user}/listen-later/")
def list_for_later(call: Call, user: str) -> Response:
    # Private to its owner, and no connection names it.
    owner = call.user(user)
    if owner is not call.viewer:
        raise missing()
    marks = _seen(call, owner, call.world.queue)
    name = f"{owner.name}'s Listen Later"
    return call.listing(
        Listing(marks, lambda m: call.shapes.cloudcast(m.target), name, _at)
    )


@endpoints.get("/{user}/playlists/{slug}/cloudcasts/")
def list_of_playlist(call: Call, user: str, slug: str) -> Response:
    playlist, seen = call.playlist(user, slug), call.world.visible(call.viewer)
    casts = [cast for cast in playlist.cloudcasts if cast in seen]
    return call.listing(Listing(casts, call.shapes.cloudcast, playlist.name))


# A show's.


def _comments_on(call: Call, cast: Cloudcast) -> Listing[Comment]:
    found = [c for c in call.world.comments if c.cloudcast is cast]
    newest = sorted(found, key=_at, reverse=True)
    return Listing(newest, call.shapes.comment, f"Comments on {cast.name}", _at)


def _people(
    call: Call, marks: Iterable[Mark[Cloudcast]], cast: Cloudcast, name: str
) -> Listing[Mark[Cloudcast]]:
    found = _newest(m for m in marks if m.target is cast)
    return Listing(found, lambda m: call.shapes.user(m.user), name, _at)


def _favorites_of(call: Call, cast: Cloudcast) -> Listing[Mark[Cloudcast]]:
    return _people(call, call.world.favorites, cast, f"Favorites of {cast.name}")


def _listeners_of(call: Call, cast: Cloudcast) -> Listing[Mark[Cloudcast]]:
    return _people(call, call.world.listens, cast, f"Listeners of {cast.name}")


def _similar_to(call: Call, cast: Cloudcast) -> Listing[Cloudcast]:
    others = call.world.visible(call.viewer)
    found = [c for c in others if c is not cast and {*c.tags} & {*cast.tags}]
    return Listing(found, call.shapes.cloudcast, f"Similar to {cast.name}")


_OF_CAST: dict[str, Callable[[Call, Cloudcast], Listing[Any]]] = {
    "comments": _comments_on,
    "favorites": _favorites_of,
    "listeners": _listeners_of,
    "similar": _similar_to,
}


def _list_of_cast(name: str) -> Callable[..., Response]:
    def list_of_cast(call: Call, user: str, slug: str) -> Response:
        return call.listing(_OF_CAST[name](call, call.cloudcast(user, slug)))

    return list_of_cast


for _name in CAST_LISTS:
    endpoints.get(f"/{{user}}/{{slug}}/{_name}/")(_list_of_cast(_name))

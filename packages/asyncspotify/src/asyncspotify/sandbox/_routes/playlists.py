"""
``/playlists`` themselves, and who has or follows them.
"""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as BinasciiError
from typing import Any
from urllib.parse import quote

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._people import Playlist, User
from asyncspotify.sandbox._problems import (
    Problem,
    bad_request,
    forbidden,
    insufficient_scope,
    not_found,
)

from .users import the_user

endpoints = Endpoints()

_LARGEST_COVER = 256 * 1024
_LONGEST_DESCRIPTION = 300


@endpoints.add("GET", "/playlists/{id}", cached=True)
def get_playlist(call: Call) -> Any:
    return shapes.playlist(call.view, visible(call))


@endpoints.add("PUT", "/playlists/{id}")
def change_details(call: Call) -> None:
    playlist = own(call)
    changes = {
        "name": call.field("name", str),
        "public": call.field("public", bool),
        "collaborative": call.field("collaborative", bool),
        "description": call.field("description", str),
    }
    changes = {name: value for name, value in changes.items() if value is not None}
    _check_description(changes.get("description"))
    if not changes:
        raise bad_request("You must specify at least one parameter to change")
    if changes.get("collaborative") and changes.get("public", playlist.public):
        raise bad_request("Collaborative playlists can only be private")
    for name, value in changes.items():
        setattr(playlist, name, value)
    playlist.touch()


@endpoints.add("GET", "/me/playlists")
def list_mine(call: Call) -> Any:
    playlists = [p for p in call.world.playlists_of(call.me) if _is_listed(call, p)]
    # The links have always led to the other address, which is withdrawn by now.
    at = f"users/{quote(call.me.id, safe='')}/playlists"
    return call.page(_holed(call, playlists), shapes.simple_playlist, at=at)


@endpoints.add("GET", "/users/{user:path}/playlists", withdrawn=True)
def list_of_user(call: Call) -> Any:
    user = the_user(call)
    playlists = call.world.playlists_of(user)
    if user is call.view.user:
        playlists = [p for p in playlists if _is_listed(call, p)]
    else:
        playlists = [p for p in playlists if p.public]
    return call.page(_holed(call, playlists), shapes.simple_playlist)


@endpoints.add("POST", "/me/playlists", status=201)
def create(call: Call) -> Any:
    return _create(call, call.me)


@endpoints.add("POST", "/users/{user:path}/playlists", status=201, withdrawn=True)
def create_for_user(call: Call) -> Any:
    if the_user(call) is not call.me:
        raise forbidden("You cannot create a playlist for another user")
    return _create(call, call.me)


@endpoints.add("GET", "/playlists/{id}/images")
def list_images(call: Call) -> Any:
    return shapes.images(call.view, visible(call))


@endpoints.add("PUT", "/playlists/{id}/images", "ugc-image-upload", status=202)
def upload_cover(call: Call) -> None:
    playlist = own(call)
    if not call.content_type.startswith("image/jpeg"):
        raise Problem(415, "Unsupported media type")
    if len(call.body) > _LARGEST_COVER:
        raise Problem(413, "Payload too large")
    try:
        picture = b64decode(call.body, validate=True)
    except BinasciiError:
        raise bad_request("Invalid base64 image") from None
    if not picture.startswith(b"\xff\xd8"):
        raise bad_request("Invalid image")
    playlist.cover = picture
    playlist.touch()


@endpoints.add("PUT", "/playlists/{id}/followers", withdrawn=True)
def follow(call: Call) -> None:
    is_public = call.field("public", bool)
    call.need(_modify(is_public is not False))
    call.me.kept("playlist").setdefault(visible(call).id, call.world.clock())


@endpoints.add("DELETE", "/playlists/{id}/followers", withdrawn=True)
def unfollow(call: Call) -> None:
    playlist = visible(call)
    call.need(_modify(playlist.public))
    call.me.kept("playlist").pop(playlist.id, None)


@endpoints.add("GET", "/playlists/{id}/followers/contains", withdrawn=True)
def check_followers(call: Call) -> Any:
    playlist = visible(call)
    named = call.query.text("ids") or call.me.id
    users = [call.world.users.get(one) for one in named.split(",")]
    if len(users) != 1:
        raise bad_request("Too many ids requested")
    return [user is not None and playlist.id in user.kept("playlist") for user in users]


def visible(call: Call) -> Playlist:
    """
    The playlist in the path, if the caller may look at it.
    """
    playlist: Playlist = call.find("playlist")
    is_mine = playlist.may_change(call.view.user)
    if call.world.is_hidden(playlist) or not (playlist.public or is_mine):
        raise not_found()
    if not _is_listed(call, playlist):
        raise insufficient_scope()
    return playlist


def own(call: Call) -> Playlist:
    """
    The playlist in the path, if the caller may say what it is.
    """
    playlist: Playlist = call.find("playlist")
    if playlist.owner is not call.me:
        raise forbidden("You cannot change a playlist you don't own.")
    call.need(_modify(playlist.public))
    return playlist


def changeable(call: Call) -> Playlist:
    """
    The playlist in the path, if the caller may change what is in it.
    """
    playlist: Playlist = call.find("playlist")
    if not playlist.may_change(call.me):
        raise forbidden("You cannot change a playlist you don't own.")
    call.need(_modify(playlist.public))
    return playlist


def _create(call: Call, user: User) -> Any:
    name = call.field("name", str)
    if not name:
        raise bad_request("Missing required field: name")
    is_public = call.field("public", bool) is not False
    is_collaborative = bool(call.field("collaborative", bool))
    if is_collaborative and is_public:
        raise bad_request("Collaborative playlists can only be private")
    call.need(_modify(is_public))
    _check_description(call.field("description", str))
    playlist = call.world.add_playlist(
        user,
        name,
        description=call.field("description", str),
        public=is_public,
        collaborative=is_collaborative,
    )
    return shapes.playlist(call.view, playlist)


def _check_description(text: Any) -> None:
    if text and (len(text) > _LONGEST_DESCRIPTION or "\n" in text or "\r" in text):
        raise bad_request("Invalid description")


def _modify(is_public: bool) -> str:
    return f"playlist-modify-{'public' if is_public else 'private'}"


def _is_listed(call: Call, playlist: Playlist) -> bool:
    if playlist.public:
        return True
    kind = "collaborative" if playlist.collaborative else "private"
    return call.view.may(f"playlist-read-{kind}")


def _holed(call: Call, playlists: list[Playlist]) -> list[Playlist | None]:
    return [None if call.world.is_hidden(p) else p for p in playlists]

"""
``/playlist``.
"""

from __future__ import annotations

from typing import Any

from backtracked.sandbox._actions import playing
from backtracked.sandbox._endpoint import Call, Endpoints, found
from backtracked.sandbox._problems import Problem
from backtracked.sandbox._shapes import playlists as shapes
from backtracked.sandbox._world import Media

endpoints = Endpoints()


def _name(call: Call) -> str:
    name = call.fields.text("name").strip()
    if not name:
        raise Problem(400, "A playlist needs a name")
    return name


@endpoints.add("GET", "/playlist", private=True)
def own(call: Call) -> Any:
    playlists = [p for p in call.world.playlists.values() if p.user is call.me]
    return [shapes.playlist(one) for one in playlists]


@endpoints.add("POST", "/playlist", private=True)
def create(call: Call) -> Any:
    playlist = call.world.add_playlist(call.me, _name(call))
    playlist.is_public = call.fields.flag("isPublic")
    return shapes.playlist(playlist)


@endpoints.add("GET", "/playlist/soundcloud", private=True)
def of_soundcloud(_: Call) -> Any:
    # A user's SoundCloud tracks; users of the sandbox have none.
    return []


@endpoints.add("POST", "/playlist/import/{source}", private=True)
def import_one(call: Call) -> Any:
    if call.path["source"] not in {"youtube", "soundcloud"}:
        raise Problem(404, "Source not found")
    playlist = call.world.add_playlist(call.me, call.fields.text("name", "Imported"))
    playlist.type, playlist.fkid = call.path["source"], call.fields.text("fkid")
    return shapes.playlist(playlist)


@endpoints.add("PUT", "/playlist/{playlist}", private=True)
def rename(call: Call) -> Any:
    call.own_playlist.name = _name(call)
    return shapes.playlist(call.own_playlist)


@endpoints.add("DELETE", "/playlist/{playlist}", private=True)
def delete(call: Call) -> Any:
    del call.world.playlists[call.own_playlist.id]
    return {}


@endpoints.add("GET", "/playlist/{playlist}/songs", private=True)
def items(call: Call) -> Any:
    playlist, name = call.own_playlist, call.query.text("name").lower()
    rows = [item for item in playlist.items if name in item.media.name.lower()]
    return [shapes.item(call.world, playlist, item) for item in call.page(rows)]


@endpoints.add("POST", "/playlist/{playlist}/songs", private=True)
def add(call: Call) -> Any:
    playlist, media = call.own_playlist, _media(call)
    call.world.add_item(playlist, media)
    # To keep what is on air where one is, that is what the site calls a grab.
    for room in call.world.rooms.values():
        member = room.members.get(call.me.id)
        here = member is not None and member.joined
        if here and room.current and room.current.media is media:
            playing.grab(call.world, room, call.me)
    return shapes.playlist(playlist)


def _media(call: Call) -> Media:
    if "songid" in call.fields:
        return found(call.world.media.get(call.fields.text("songid")), "Song")
    fields = call.fields
    media = call.world.medium(fields.text("type"), fields.text("fkid"))
    return found(media, "Song")


@endpoints.add("DELETE", "/playlist/{playlist}/songs/{item}", private=True)
def remove(call: Call) -> Any:
    playlist, wanted = call.own_playlist, call.path["item"]
    item = found(next((i for i in playlist.items if i.id == wanted), None), "Song")
    playlist.items.remove(item)
    return shapes.playlist(playlist)


@endpoints.add("POST", "/playlist/{playlist}/order", private=True)
def reorder(call: Call) -> Any:
    ids, all_items = call.fields.many("order"), call.own_playlist.items
    all_items.sort(key=lambda i: ids.index(i.id) if i.id in ids else len(ids))
    return {}


@endpoints.add("POST", "/playlist/{playlist}/order/randomize", private=True)
def shuffle(call: Call) -> Any:
    call.world.random.shuffle(call.own_playlist.items)
    return {}

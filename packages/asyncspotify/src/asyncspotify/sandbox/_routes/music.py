"""
``/albums``, ``/artists`` and ``/tracks``.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._problems import bad_request
from asyncspotify.sandbox._tiers import SMALL

endpoints = Endpoints()

_GROUPS = {"album", "single", "appears_on", "compilation"}


@endpoints.add("GET", "/albums/{id}", cached=True)
def get_album(call: Call) -> Any:
    return shapes.album(call.view, call.find("album"))


@endpoints.add("GET", "/albums", withdrawn=True)
def get_albums(call: Call) -> Any:
    return call.several("album", 20, shapes.album)


@endpoints.add("GET", "/albums/{id}/tracks", cached=True)
def list_album_tracks(call: Call) -> Any:
    return call.page(call.find("album").tracks, shapes.simple_track)


@endpoints.add("GET", "/artists/{id}", cached=True)
def get_artist(call: Call) -> Any:
    return shapes.artist(call.view, call.find("artist"))


@endpoints.add("GET", "/artists", withdrawn=True)
def get_artists(call: Call) -> Any:
    return call.several("artist", 50, shapes.artist)


@endpoints.add("GET", "/artists/{id}/albums", cached=True)
def list_artist_albums(call: Call) -> Any:
    found = call.world.catalogue.discography(call.find("artist"))
    groups = set((call.query.text("include_groups") or ",".join(_GROUPS)).split(","))
    if not groups <= _GROUPS:
        raise bad_request("Invalid include_groups")
    albums = [one for one in found if one[0] in groups]
    return call.page(albums, shapes.discography, SMALL[call.world.tier])


@endpoints.add("GET", "/artists/{id}/top-tracks", withdrawn=True)
def list_top_tracks(call: Call) -> Any:
    tracks = call.world.catalogue.tracks_of(call.find("artist"))
    return {"tracks": [shapes.track(call.view, track) for track in tracks[:10]]}


@endpoints.add("GET", "/artists/{id}/related-artists", withdrawn=True)
def list_related_artists(call: Call) -> Any:
    artists = call.world.catalogue.related(call.find("artist"))
    return {"artists": [shapes.artist(call.view, artist) for artist in artists[:20]]}


@endpoints.add("GET", "/tracks/{id}", cached=True)
def get_track(call: Call) -> Any:
    return shapes.track(call.view, call.find("track"))


@endpoints.add("GET", "/tracks", withdrawn=True)
def get_tracks(call: Call) -> Any:
    return call.several("track", 50, shapes.track)

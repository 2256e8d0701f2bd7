"""
Artists, albums and tracks.
"""

from __future__ import annotations

from asyncspotify.sandbox._catalogue import Album, Artist, LocalTrack, Track
from asyncspotify.sandbox._ids import new_hash
from asyncspotify.sandbox._view import JSON, View

from .common import followers, identity, pictures


def simple_artist(view: View, artist: Artist) -> JSON:
    """
    An artist, as they stand on albums and tracks.
    """
    return {**identity(view, artist), "name": artist.name}


def artist(view: View, artist: Artist) -> JSON:
    """
    An artist.
    """
    return {
        **simple_artist(view, artist),
        "followers": followers(view, artist),
        "genres": artist.genres,
        "images": pictures(artist, 640, 320, 160),
        "popularity": artist.popularity,
    }


def simple_album(view: View, album: Album) -> JSON:
    """
    An album, as it stands in lists and on tracks.
    """
    return {
        **identity(view, album),
        **_markets(view, album),
        "album_type": album.form,
        "artists": [simple_artist(view, one) for one in album.artists],
        "images": pictures(album, 640, 300, 64),
        "name": album.name,
        "release_date": album.release_date,
        "release_date_precision": album.precision,
        "total_tracks": len(album.tracks),
    }


def album(view: View, album: Album) -> JSON:
    """
    An album, with its first tracks.
    """
    path = f"albums/{album.id}/tracks"
    return {
        **simple_album(view, album),
        "copyrights": [
            {"text": f"{album.release_date[:4]} {album.label}", "type": mark}
            for mark in "CP"
        ],
        "external_ids": {"upc": album.upc},
        "genres": album.genres,
        "label": album.label,
        "popularity": album.popularity,
        "tracks": view.page(path, album.tracks, simple_track, limit=50),
    }


def simple_track(view: View, track: Track) -> JSON:
    """
    A track, as it stands on its album.
    """
    playing = track.in_market(view.market) if view.market else track
    shown = playing or track
    return {
        **identity(view, shown),
        **_availability(view, track, playing),
        "artists": [simple_artist(view, one) for one in shown.artists],
        "disc_number": shown.disc,
        "duration_ms": shown.duration_ms,
        "explicit": shown.explicit,
        "is_local": False,
        "name": shown.name,
        "preview_url": f"https://p.scdn.co/mp3-preview/{new_hash(shown.id)}",
        "track_number": shown.number,
    }


def track(view: View, track: Track) -> JSON:
    """
    A track.
    """
    playing = track.in_market(view.market) if view.market else track
    shown = playing or track
    return {
        **simple_track(view, track),
        "album": simple_album(view, shown.album),
        "external_ids": {"isrc": shown.isrc},
        "popularity": shown.popularity,
    }


def local_track(_: View, track: LocalTrack) -> JSON:
    """
    A file of a user's own: a track of which next to nothing is known.
    """
    nothing: JSON = {"external_urls": {}, "href": None, "id": None}
    return {
        **nothing,
        "album": {
            **nothing,
            "album_type": None,
            "artists": [],
            "available_markets": [],
            "images": [],
            "name": track.album,
            "release_date": None,
            "release_date_precision": None,
            "type": "album",
            "uri": None,
        },
        "artists": [{**nothing, "name": track.artist, "type": "artist", "uri": None}],
        "available_markets": [],
        "disc_number": 0,
        "duration_ms": track.duration_ms,
        "explicit": False,
        "external_ids": {},
        "is_local": True,
        "name": track.name,
        "popularity": 0,
        "preview_url": None,
        "track_number": 0,
        "type": "track",
        "uri": track.uri,
    }


def _markets(view: View, thing: Album | Track) -> JSON:
    # Who asks about one country is not told about the others.
    return {} if view.market else {"available_markets": list(thing.markets)}


def _availability(view: View, track: Track, playing: Track | None) -> JSON:
    if not view.market:
        return _markets(view, track)
    if playing is None:
        return {"is_playable": False, "restrictions": {"reason": "market"}}
    if playing is track:
        return {"is_playable": True}
    return {"is_playable": True, "linked_from": identity(view, track)}

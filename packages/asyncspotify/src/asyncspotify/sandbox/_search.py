"""
Search: words, and fields such as ``artist:`` and ``year:``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ._catalogue import Album, Artist, Audiobook, Episode, Item, Show, Track
from ._people import Playlist
from ._view import View

_FIELD = re.compile(
    r'(album|artist|genre|isrc|track|upc|year):("[^"]*"|\S+)', re.IGNORECASE
)


def search(view: View, kind: str, query: str) -> list[Any]:
    """
    Everything of a kind that a query is about; hidden playlists as ``None``.
    """
    fields = [(n.lower(), v.strip('"').lower()) for n, v in _FIELD.findall(query)]
    words = _FIELD.sub(" ", query).lower().replace('"', " ").split()
    return [
        _shown(view, thing)
        for thing in _all(view, kind)
        if all(word in _words(thing) for word in words)
        and all(_matches(thing, name, value) for name, value in fields)
    ]


def _all(view: View, kind: str) -> list[Any]:
    if kind == "playlist":
        return [p for p in view.world.playlists.values() if p.public]
    return list(view.world.catalogue.of(kind).values())


def _shown(view: View, thing: Any) -> Any:
    hidden = isinstance(thing, Playlist) and view.world.is_hidden(thing)
    return None if hidden else thing


def _words(thing: Item | Playlist) -> str:
    names = [thing.name]
    match thing:
        case Track():
            names += [*(a.name for a in thing.artists), thing.album.name]
        case Album():
            names += [artist.name for artist in thing.artists]
        case Episode():
            names += [thing.show.name, thing.description]
        case Show():
            names += [thing.publisher, thing.description]
        case Audiobook():
            names += [*thing.authors, *thing.narrators]
    return " ".join(names).lower()


def _years(date: str, span: str) -> bool:
    first, _, last = span.partition("-")
    return first <= date[:4] <= (last or first)


_TRACK: Mapping[str, Callable[[Track, str], bool]] = {
    "album": lambda track, value: value in track.album.name.lower(),
    "artist": lambda track, value: _named(track.artists, value),
    "genre": lambda track, value: any(value in a.genres for a in track.artists),
    "isrc": lambda track, value: track.isrc.lower() == value,
    "track": lambda track, value: value in track.name.lower(),
    "year": lambda track, value: _years(track.album.release_date, value),
}
_ALBUM: Mapping[str, Callable[[Album, str], bool]] = {
    "album": lambda album, value: value in album.name.lower(),
    "artist": lambda album, value: _named(album.artists, value),
    "upc": lambda album, value: album.upc == value,
    "year": lambda album, value: _years(album.release_date, value),
}
_ARTIST: Mapping[str, Callable[[Artist, str], bool]] = {
    "artist": lambda artist, value: value in artist.name.lower(),
    "genre": lambda artist, value: value in artist.genres,
}
_FIELDS: Mapping[type, Mapping[str, Callable[[Any, str], bool]]] = {
    Track: _TRACK,
    Album: _ALBUM,
    Artist: _ARTIST,
}


def _named(artists: list[Artist], value: str) -> bool:
    return any(value in artist.name.lower() for artist in artists)


def _matches(thing: object, name: str, value: str) -> bool:
    """
    Whether a field fits; one that a kind does not have, never does.
    """
    test = _FIELDS.get(type(thing), {}).get(name)
    return test is not None and test(thing, value)

"""
What there is to hear.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, TypeAlias

import attrs

#: The countries the service is in, as far as the sandbox goes.
MARKETS = (
    *("AR", "AT", "AU", "BE", "BR", "CA", "CH", "DE", "DK", "ES", "FI", "FR", "GB"),
    *("IE", "IN", "IT", "JP", "MX", "NL", "NO", "NZ", "PL", "PT", "SE", "US", "ZA"),
)


@attrs.define(eq=False, kw_only=True)
class Item:
    """
    Something in the catalogue.

    Attributes:
        kind: What it is, as paths and ``type`` have it.

        uri_kind: What its URI calls it.
    """

    kind: ClassVar[str]
    uri_kind: ClassVar[str]

    id: str
    name: str
    markets: tuple[str, ...] = MARKETS

    def __init_subclass__(cls, kind: str = "", uri_kind: str = "") -> None:
        # attrs makes a second class of each, without saying all of this again.
        if kind:
            cls.kind = kind
            cls.uri_kind = uri_kind or kind

    @property
    def uri(self) -> str:
        """
        The item's URI.
        """
        return f"spotify:{self.uri_kind}:{self.id}"


@attrs.define(eq=False, kw_only=True)
class Artist(Item, kind="artist"):
    """
    A musician or a band.
    """

    genres: list[str] = attrs.field(factory=list)
    popularity: int = 0
    followers: int = 0


@attrs.define(eq=False, kw_only=True)
class Album(Item, kind="album"):
    """
    An album, a single or a compilation.

    Attributes:
        form: Which of these.

        release_date: As precise as *precision* says.
    """

    form: str
    artists: list[Artist]
    release_date: str
    precision: str = "day"
    label: str
    upc: str
    popularity: int = 0
    genres: list[str] = attrs.field(factory=list)
    tracks: list[Track] = attrs.field(factory=list, repr=False)


@attrs.define(eq=False, kw_only=True)
class Track(Item, kind="track"):
    """
    A piece of music.

    Attributes:
        alternatives: The same piece elsewhere, for markets this one is not in.
    """

    album: Album
    artists: list[Artist]
    number: int
    disc: int = 1
    duration_ms: int
    isrc: str
    explicit: bool = False
    popularity: int = 0
    alternatives: list[Track] = attrs.field(factory=list, repr=False)

    def in_market(self, market: str) -> Track | None:
        """
        The track that plays in *market* in place of this one, or ``None``.
        """
        found = (t for t in (self, *self.alternatives) if market in t.markets)
        return next(found, None)


@attrs.define(eq=False, kw_only=True)
class LocalTrack:
    """
    A file of a user's own: the service knows what it is called, and no more.
    """

    name: str
    artist: str
    album: str
    duration_ms: int

    @property
    def uri(self) -> str:
        """
        The file's URI.
        """
        words = (self.artist, self.album, self.name)
        said = ":".join(word.replace(" ", "+") for word in words)
        return f"spotify:local:{said}:{self.duration_ms // 1000}"


@attrs.define(eq=False, kw_only=True)
class Show(Item, kind="show"):
    """
    A podcast.
    """

    description: str
    publisher: str
    languages: list[str]
    explicit: bool = False
    episodes: list[Episode] = attrs.field(factory=list, repr=False)


@attrs.define(eq=False, kw_only=True)
class Episode(Item, kind="episode"):
    """
    An episode of a podcast.
    """

    show: Show
    description: str
    duration_ms: int
    release_date: str
    explicit: bool = False


@attrs.define(eq=False, kw_only=True)
class Audiobook(Item, kind="audiobook", uri_kind="show"):
    """
    A book to hear. Its URI says that it is a show.
    """

    authors: list[str]
    narrators: list[str]
    description: str
    publisher: str
    edition: str = "Unabridged"
    chapters: list[Chapter] = attrs.field(factory=list, repr=False)


@attrs.define(eq=False, kw_only=True)
class Chapter(Item, kind="chapter", uri_kind="episode"):
    """
    A chapter of a book. Its URI says that it is an episode.
    """

    book: Audiobook
    number: int
    duration_ms: int


@attrs.define(eq=False)
class Category:
    """
    A shelf of playlists, by their ids.
    """

    id: str
    name: str
    playlists: list[str] = attrs.field(factory=list)


#: What a player plays, and a playlist has.
Playable: TypeAlias = Track | Episode | Chapter | LocalTrack


@attrs.define(eq=False)
class Catalogue:
    """
    Everything there is to hear, by id.
    """

    artists: dict[str, Artist] = attrs.field(factory=dict)
    albums: dict[str, Album] = attrs.field(factory=dict)
    tracks: dict[str, Track] = attrs.field(factory=dict)
    shows: dict[str, Show] = attrs.field(factory=dict)
    episodes: dict[str, Episode] = attrs.field(factory=dict)
    audiobooks: dict[str, Audiobook] = attrs.field(factory=dict)
    chapters: dict[str, Chapter] = attrs.field(factory=dict)
    categories: dict[str, Category] = attrs.field(factory=dict)

    def of(self, kind: str) -> dict[str, Any]:
        """
        All of a kind; nothing if there is no such kind.
        """
        return getattr(self, f"{kind}s", {})

    def add(self, *items: Item) -> None:
        """
        Take items in.
        """
        for item in items:
            self.of(item.kind)[item.id] = item

    def remove(self, item: Item) -> None:
        """
        Withdraw an item; who has it in a list has a hole there.
        """
        del self.of(item.kind)[item.id]

    def discography(self, artist: Artist) -> Iterator[tuple[str, Album]]:
        """
        The albums of an artist, each with the group it is in.
        """
        for album in self.albums.values():
            if artist in album.artists:
                yield album.form, album
            elif any(artist in track.artists for track in album.tracks):
                yield "appears_on", album

    def tracks_of(self, artist: Artist) -> list[Track]:
        """
        The tracks of an artist, the best-known first.
        """
        found = [t for t in self.tracks.values() if artist in t.artists]
        return sorted(found, key=lambda track: -track.popularity)

    def related(self, artist: Artist) -> list[Artist]:
        """
        The artists who share a genre with this one.
        """
        genres = set(artist.genres)
        return [
            other
            for other in self.artists.values()
            if other is not artist and genres & set(other.genres)
        ]

    @property
    def genres(self) -> list[str]:
        """
        All genres, in order.
        """
        return sorted({g for artist in self.artists.values() for g in artist.genres})

"""
Artists, albums, tracks.
"""

from __future__ import annotations

from itertools import islice
from random import Random

from asyncspotify.sandbox._catalogue import (
    MARKETS,
    Album,
    Artist,
    Catalogue,
    Category,
    Track,
)
from asyncspotify.sandbox._ids import new_id

ARTISTS = {
    "Paper Lanterns": ["dream pop", "shoegaze"],
    "Kåre & Søn": ["folk"],
    "Slow Tram": ["ambient"],
    "The Umber Wolves": ["indie rock"],
    "Miradouro": ["fado", "folk"],
    "Nine Ferries": ["indie rock", "dream pop"],
    "Copper Otter": ["dub"],
    "Yuki no Oto": ["ambient", "classical"],
    "Glasshouse Choir": ["classical"],
    "DJ Halfmoon": ["dub", "house"],
    "Salt Parade": ["shoegaze"],
    "Oda Brandt": ["house"],
}
_FIRST = (
    *("Amber", "Quiet", "Northern", "Paper", "Second", "Hollow", "Silver", "Late"),
    *("Borrowed", "Distant", "Winter", "Open", "Salt", "Seventh", "Blue", "Half"),
)
_SECOND = (
    *("Harbour", "Tide", "Window", "Garden", "Station", "Signal", "Orchard"),
    *("Mirror", "River", "Letter", "Morning", "Engine", "Lighthouse", "Meadow"),
    *("Island", "Staircase", "Weather", "Parade", "Telephone"),
)
#: How an artist's albums are, and how many tracks they have.
_ALBUMS = (("album", 12), ("album", 9), ("album", 11), ("single", 1), ("single", 2))
#: An album that needs more than one page.
LONG_ALBUM = "Every Lighthouse in the North"


def add_music(catalogue: Catalogue) -> None:
    """
    Fill the catalogue with music.
    """
    # No secrets are made of it: it has to come out the same each time.
    chance = Random(2026)  # noqa: S311
    artists = [_artist(name, genres, chance) for name, genres in ARTISTS.items()]
    catalogue.add(*artists)
    for number, artist in enumerate(artists):
        for form, size in _ALBUMS:
            _add_album(catalogue, chance, [artist], form, size)
        if number % 4 == 0:
            _add_guests(catalogue, chance, artist, artists[number + 1])
    _add_long_album(catalogue, chance, artists[2])
    _add_compilation(catalogue, chance, artists)
    _restrict(catalogue)
    for genre in ("pop", "chill", "focus"):
        catalogue.categories[genre] = Category(genre, genre.title())


def _artist(name: str, genres: list[str], chance: Random) -> Artist:
    return Artist(
        id=new_id("artist", name),
        name=name,
        genres=genres,
        popularity=chance.randint(10, 80),
        followers=chance.randint(100, 90_000),
    )


def _title(chance: Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_SECOND)}"


def _add_album(
    catalogue: Catalogue,
    chance: Random,
    artists: list[Artist],
    form: str,
    size: int,
    name: str | None = None,
) -> Album:
    number = len(catalogue.albums) + 1
    precision, date = _date(chance)
    album = Album(
        id=new_id("album", number),
        name=name or _title(chance),
        form=form,
        artists=artists,
        release_date=date,
        precision=precision,
        label="Fictional Records",
        upc=f"{number:013}",
        popularity=chance.randint(5, 70),
    )
    catalogue.add(album)
    for place in range(1, size + 1):
        _add_track(catalogue, chance, album, place)
    return album


def _date(chance: Random) -> tuple[str, str]:
    year, month, day = (
        chance.randint(1969, 2025),
        chance.randint(1, 12),
        chance.randint(1, 28),
    )
    dates = {
        "day": f"{year}-{month:02}-{day:02}",
        "month": f"{year}-{month:02}",
        "year": str(year),
    }
    precision = chance.choice(["day", "day", "day", "month", "year"])
    return precision, dates[precision]


def _add_track(catalogue: Catalogue, chance: Random, album: Album, place: int) -> Track:
    number = len(catalogue.tracks) + 1
    track = Track(
        id=new_id("track", number),
        name=_title(chance),
        album=album,
        artists=list(album.artists),
        number=place,
        duration_ms=chance.randint(95_000, 420_000),
        isrc=f"QZSYN26{number:05}",
        explicit=chance.random() < 0.1,
        popularity=chance.randint(0, 70),
    )
    album.tracks.append(track)
    catalogue.add(track)
    return track


def _add_guests(
    catalogue: Catalogue, chance: Random, artist: Artist, guest: Artist
) -> None:
    album = _add_album(catalogue, chance, [artist], "album", 8)
    album.tracks[-1].artists.append(guest)


def _add_long_album(catalogue: Catalogue, chance: Random, artist: Artist) -> None:
    _add_album(catalogue, chance, [artist], "album", 64, LONG_ALBUM)


def _add_compilation(
    catalogue: Catalogue, chance: Random, artists: list[Artist]
) -> None:
    album = _add_album(catalogue, chance, [artists[0]], "compilation", len(artists))
    for track, artist in zip(album.tracks, artists, strict=True):
        track.artists = [artist]


def _restrict(catalogue: Catalogue) -> None:
    """
    Let the first track be elsewhere in some countries, and the second nowhere.
    """
    tracks = catalogue.tracks.values()
    first, second, *_ = islice(tracks, 2)
    *_, last = tracks
    first.markets = tuple(market for market in MARKETS if market != "SE")
    first.alternatives.append(last)
    second.markets = tuple(market for market in MARKETS if market != "SE")

"""
Podcasts and books.
"""

from __future__ import annotations

from datetime import date, timedelta

from asyncspotify.sandbox._catalogue import (
    Audiobook,
    Catalogue,
    Chapter,
    Episode,
    Show,
)
from asyncspotify.sandbox._ids import new_id

#: What they are called, and how many episodes they have.
SHOWS = {"Small Hours Radio": 64, "On Lighthouses": 12, "The Tram Report": 3}
#: What they are called, and how many chapters they have.
BOOKS = {"The Tide Tables": 26, "A Short History of Ferries": 8}
#: Where books are sold.
_BOOK_MARKETS = ("AU", "CA", "GB", "IE", "NZ", "US")
_OPENING = date(2021, 6, 2)


def add_shows(catalogue: Catalogue) -> None:
    """
    Fill the catalogue with podcasts.
    """
    for name, size in SHOWS.items():
        show = Show(
            id=new_id("show", name),
            name=name,
            description=f"A made-up programme called {name}.",
            publisher="Fictional Media",
            languages=["en"],
        )
        show.episodes = [_episode(show, number) for number in range(size, 0, -1)]
        catalogue.add(show, *show.episodes)


def _episode(show: Show, number: int) -> Episode:
    return Episode(
        id=new_id("episode", show.name, number),
        name=f"{show.name} {number}",
        show=show,
        description=f"Part {number}, described.",
        duration_ms=1_800_000 + number * 1000,
        release_date=str(_OPENING + timedelta(weeks=number)),
    )


def add_books(catalogue: Catalogue) -> None:
    """
    Fill the catalogue with books.
    """
    for name, size in BOOKS.items():
        book = Audiobook(
            id=new_id("audiobook", name),
            name=name,
            authors=["A. Writer"],
            narrators=["B. Reader"],
            description=f"A made-up book called {name}.",
            publisher="Fictional House",
            markets=_BOOK_MARKETS,
        )
        book.chapters = [_chapter(book, number) for number in range(size)]
        catalogue.add(book, *book.chapters)


def _chapter(book: Audiobook, number: int) -> Chapter:
    return Chapter(
        id=new_id("chapter", book.name, number),
        name=f"Chapter {number}",
        book=book,
        number=number,
        duration_ms=900_000 + number,
        markets=book.markets,
    )

"""
Shows and their episodes, books and their chapters.
"""

from __future__ import annotations

from asyncspotify.sandbox._catalogue import Audiobook, Chapter, Episode, Show
from asyncspotify.sandbox._view import JSON, View

from .common import identity, pictures

_SIZES = (640, 300, 64)


def simple_show(view: View, show: Show) -> JSON:
    """
    A show, as it stands in lists and on episodes.
    """
    return {
        **identity(view, show),
        **_told(show.description),
        "available_markets": list(show.markets),
        "copyrights": [],
        "explicit": show.explicit,
        "images": pictures(show, *_SIZES),
        "is_externally_hosted": False,
        "languages": show.languages,
        "media_type": "audio",
        "name": show.name,
        "publisher": show.publisher,
        "total_episodes": len(show.episodes),
    }


def show(view: View, show: Show) -> JSON:
    """
    A show, with its first episodes.
    """
    path = f"shows/{show.id}/episodes"
    episodes = view.page(path, show.episodes, simple_episode, limit=50)
    return {**simple_show(view, show), "episodes": episodes}


def simple_episode(view: View, episode: Episode) -> JSON:
    """
    An episode, as it stands in lists.
    """
    return {
        **identity(view, episode),
        **_told(episode.description),
        **_heard(view, episode),
        "audio_preview_url": None,
        "explicit": episode.explicit,
        "images": pictures(episode, *_SIZES),
        "is_externally_hosted": False,
        "is_playable": _plays(view, episode),
        "language": episode.show.languages[0],
        "languages": episode.show.languages,
        "name": episode.name,
        "release_date": episode.release_date,
        "release_date_precision": "day",
    }


def episode(view: View, episode: Episode) -> JSON:
    """
    An episode, with its show.
    """
    return {**simple_episode(view, episode), "show": simple_show(view, episode.show)}


def simple_audiobook(view: View, book: Audiobook) -> JSON:
    """
    A book, as it stands in lists and on chapters.
    """
    return {
        **identity(view, book),
        **_told(book.description),
        "authors": [{"name": name} for name in book.authors],
        "available_markets": list(book.markets),
        "copyrights": [],
        "edition": book.edition,
        "explicit": False,
        "images": pictures(book, *_SIZES),
        "is_externally_hosted": False,
        "languages": ["English"],
        "media_type": "audio",
        "name": book.name,
        "narrators": [{"name": name} for name in book.narrators],
        "publisher": book.publisher,
        "total_chapters": len(book.chapters),
    }


def audiobook(view: View, book: Audiobook) -> JSON:
    """
    A book, with its first chapters.
    """
    path = f"audiobooks/{book.id}/chapters"
    chapters = view.page(path, book.chapters, simple_chapter, limit=50)
    return {**simple_audiobook(view, book), "chapters": chapters}


def simple_chapter(view: View, chapter: Chapter) -> JSON:
    """
    A chapter, as it stands in lists; its date is a made-up one.
    """
    return {
        **identity(view, chapter),
        **_told(""),
        **_heard(view, chapter),
        "audio_preview_url": None,
        "available_markets": list(chapter.markets),
        "chapter_number": chapter.number,
        "explicit": False,
        "images": pictures(chapter.book, *_SIZES),
        "is_playable": _plays(view, chapter),
        "languages": ["en"],
        "name": chapter.name,
        "release_date": "0000",
        "release_date_precision": "day",
        "type": "episode",
    }


def chapter(view: View, chapter: Chapter) -> JSON:
    """
    A chapter, with its book.
    """
    book = simple_audiobook(view, chapter.book)
    return {**simple_chapter(view, chapter), "audiobook": book}


def _told(description: str) -> JSON:
    html = f"<p>{description}</p>" if description else ""
    return {"description": description, "html_description": html}


def _plays(view: View, item: Episode | Chapter) -> bool:
    return not view.market or view.market in item.markets


def _heard(view: View, item: Episode | Chapter) -> JSON:
    length = {"duration_ms": item.duration_ms}
    if view.user is None or not view.may("user-read-playback-position"):
        return length
    position = view.user.positions.get(item.id, 0)
    done = position >= item.duration_ms
    point = {"fully_played": done, "resume_position_ms": 0 if done else position}
    return {**length, "resume_point": point}

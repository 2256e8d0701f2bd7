# Generated from _async/models/spoken.py by `nox -s twins`: do not edit.
"""
Shows with their episodes, and audiobooks with their chapters.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from clientcore import wire
from clientcore.sync import Pages

from ..._models.base import OpenObject, Released, Timed
from ..._models.parts import Image, Person, Restrictions, ResumePoint, read_text
from .collection import Collection, Part, Saved
from .music import SimpleAlbum, SimpleArtist


class NoMusic:
    """What code that expects a track finds on episodes and chapters."""

    __slots__ = ()

    @property
    def artists(self) -> list[SimpleArtist]:
        """Always empty: an episode or chapter has no artists."""
        return []

    @property
    def album(self) -> SimpleAlbum | None:
        """Always ``None``: an episode or chapter has no album."""
        return None


# --- Bases --------------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class Publication(OpenObject):
    """The base of shows and audiobooks, which say what the attributes are."""

    available_markets: list[str] | None = None
    copyrights: list[dict[str, str]] = attrs.field(factory=list)
    description: str | None = None
    html_description: str | None = None
    explicit: bool | None = None
    images: list[Image] = attrs.field(factory=list)
    is_externally_hosted: bool | None = None
    languages: list[str] = attrs.field(factory=list)
    media_type: str | None = None
    publisher: str | None = attrs.field(default=None, metadata=wire(hook=read_text))


@attrs.define(kw_only=True, eq=False, repr=False)
class Playable(NoMusic, Timed, Released):
    """The base of episodes and chapters, which say what the attributes are."""

    description: str | None = None
    html_description: str | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    images: list[Image] = attrs.field(factory=list)
    is_playable: bool | None = None
    languages: list[str] = attrs.field(factory=list)
    audio_preview_url: str | None = None
    resume_point: ResumePoint | None = None
    restrictions: Restrictions | None = None


# --- Shows --------------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleShow(Publication):
    """
    A show, as part of another object.

    Attributes:
        available_markets: Country codes of the markets that have it, or ``None`` if
            they are not known.
        copyrights: Objects with a ``text`` and a ``type``.
        description: The description as text.
        html_description: The description as HTML.
        explicit: Whether it has explicit content.
        images: The cover in its sizes, the widest first.
        is_externally_hosted: Whether it is hosted outside of Spotify.
        languages: Language codes (ISO 639).
        media_type: ``audio``, ``video`` or ``mixed``.
        publisher: Name of the publisher.
        total_episodes: Number of episodes.
    """

    type: ClassVar[str] = "show"

    total_episodes: int | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleEpisode(Playable):
    """
    An episode, as part of a show.

    Attributes:
        description: The description as text.
        html_description: The description as HTML.
        duration_ms: Duration in milliseconds.
        explicit: Whether it has explicit content.
        images: The cover in its sizes, the widest first.
        is_externally_hosted: Whether it is hosted outside of Spotify.
        is_playable: Whether it can be played.
        language: Language code. The service replaced it with ``languages``.
        languages: Language codes (ISO 639).
        audio_preview_url: URL of a preview of 30 seconds, or ``None``.
        resume_point: How far the user has listened, if the scope for that was
            granted.
        restrictions: Why it cannot be played, or ``None``.
    """

    type: ClassVar[str] = "episode"

    is_externally_hosted: bool | None = None
    language: str | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class FullEpisode(SimpleEpisode):
    """
    An episode.

    Attributes:
        show: The show that it belongs to.
    """

    show: SimpleShow | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class ShowPart(Part):
    """The episodes that come with a show."""

    items: list[SimpleEpisode | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class FullShow(Collection[SimpleEpisode], SimpleShow):
    """A show. Iterate over its episodes with ``for``, or `fill` it."""

    _part: ShowPart | None = attrs.field(
        default=None, alias="episodes", metadata=wire("episodes")
    )

    @property
    def episodes(self) -> list[SimpleEpisode]:
        """The known episodes, which are all of them if ``is_filled()``."""
        return self._known().items

    def has_episode(self, episode: Any) -> bool:
        """
        Return whether an episode is among the known ones.

        Args:
            episode: ID, URI, link or object of the episode.
        """
        return self._has(episode, "episode")

    def _pages(self) -> Pages[SimpleEpisode]:
        return self.client.list_show_episodes(self)

    def _promised(self) -> int | None:
        return self.total_episodes


# --- Audiobooks ---------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleAudiobook(Publication):
    """
    An audiobook, as part of another object.

    Attributes:
        authors: The authors of the book.
        narrators: The narrators of the book.
        available_markets: Country codes of the markets that have it, or ``None`` if
            they are not known.
        copyrights: Objects with a ``text`` and a ``type``.
        description: The description as text.
        html_description: The description as HTML.
        edition: The edition, such as ``Unabridged``.
        explicit: Whether it has explicit content.
        images: The cover in its sizes, the widest first.
        is_externally_hosted: Whether it is hosted outside of Spotify.
        languages: Language codes (ISO 639), or names of languages.
        media_type: ``audio`` so far.
        publisher: Name of the publisher.
        total_chapters: Number of chapters.
    """

    type: ClassVar[str] = "audiobook"

    authors: list[Person] = attrs.field(factory=list)
    narrators: list[Person] = attrs.field(factory=list)
    edition: str | None = None
    total_chapters: int | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleChapter(Playable):
    """
    A chapter, as part of an audiobook.

    Attributes:
        chapter_number: Number in the audiobook, from 0.
        available_markets: Country codes of the markets that have it, or ``None`` if
            they are not known.
        description: The description as text.
        html_description: The description as HTML.
        duration_ms: Duration in milliseconds.
        explicit: Whether it has explicit content.
        images: The cover in its sizes, the widest first.
        is_playable: Whether it can be played.
        languages: Language codes (ISO 639).
        audio_preview_url: URL of a preview of 30 seconds, or ``None``.
        resume_point: How far the user has listened, if the scope for that was
            granted.
        restrictions: Why it cannot be played, or ``None``.
    """

    type: ClassVar[str] = "chapter"

    chapter_number: int | None = None
    available_markets: list[str] | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class FullChapter(SimpleChapter):
    """
    A chapter.

    Attributes:
        audiobook: The audiobook that it belongs to.
    """

    audiobook: SimpleAudiobook | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class AudiobookPart(Part):
    """The chapters that come with an audiobook."""

    items: list[SimpleChapter | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class FullAudiobook(Collection[SimpleChapter], SimpleAudiobook):
    """An audiobook. Iterate over its chapters with ``for``, or `fill` it."""

    _part: AudiobookPart | None = attrs.field(
        default=None, alias="chapters", metadata=wire("chapters")
    )

    @property
    def chapters(self) -> list[SimpleChapter]:
        """The known chapters, which are all of them if ``is_filled()``."""
        return self._known().items

    def has_chapter(self, chapter: Any) -> bool:
        """
        Return whether a chapter is among the known ones.

        Args:
            chapter: ID, URI, link or object of the chapter.
        """
        return self._has(chapter, "chapter")

    def _pages(self) -> Pages[SimpleChapter]:
        return self.client.list_audiobook_chapters(self)

    def _promised(self) -> int | None:
        return self.total_chapters


# --- In a library -------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class SavedEpisode(Saved):
    """
    An episode in a library.

    Attributes:
        episode: The episode. If it is gone, its attributes are ``None``.
    """

    episode: FullEpisode | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class SavedShow(Saved):
    """
    A show in a library.

    Attributes:
        show: The show that was saved.
    """

    show: SimpleShow | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class SavedAudiobook(Saved):
    """
    An audiobook in a library.

    Attributes:
        audiobook: The audiobook that was saved.
    """

    audiobook: SimpleAudiobook | None = None

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        # The service sends bare audiobooks, whatever its reference says.
        return data if "audiobook" in data else {"audiobook": data}

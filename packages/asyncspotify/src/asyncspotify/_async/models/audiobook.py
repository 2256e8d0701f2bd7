"""
Audiobooks, and their chapters.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from clientcore import wire
from clientcore.aio import Pages

from ..._models import (
    Image,
    OpenObject,
    Person,
    Released,
    Restrictions,
    ResumePoint,
    Timed,
    read_text,
)
from .collection import Collection, Part


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleAudiobook(OpenObject):
    """
    An audiobook, as part of something else.

    Attributes:
        authors: Who wrote it.

        narrators: Who reads it.

        available_markets: Where it can be heard, as codes of two letters.
            ``None`` if the service did not say.

        copyrights: Objects with a ``text`` and a ``type``.

        description: What it is about.

        html_description: The same, with tags.

        edition: ``Unabridged``, for example.

        explicit: Whether it is.

        images: Its cover in several sizes, the widest first.

        is_externally_hosted: Whether it is not on Spotify's servers.

        languages: As ISO 639 has them, or in words.

        media_type: ``audio``, so far.

        publisher: Who published it.

        total_chapters: How many chapters it has.
    """

    type: ClassVar[str] = "audiobook"

    authors: list[Person] = attrs.field(factory=list)
    narrators: list[Person] = attrs.field(factory=list)
    available_markets: list[str] | None = None
    copyrights: list[dict[str, str]] = attrs.field(factory=list)
    description: str | None = None
    html_description: str | None = None
    edition: str | None = None
    explicit: bool | None = None
    images: list[Image] = attrs.field(factory=list)
    is_externally_hosted: bool | None = None
    languages: list[str] = attrs.field(factory=list)
    media_type: str | None = None
    publisher: str | None = attrs.field(default=None, metadata=wire(hook=read_text))
    total_chapters: int | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleChapter(Timed, Released):
    """
    A chapter, as part of an audiobook.

    Attributes:
        chapter_number: Its place in the audiobook, from 0.

        available_markets: Where it can be heard, as codes of two letters.
            ``None`` if the service did not say.

        description: What it is about.

        html_description: The same, with tags.

        duration_ms: How long it is, in milliseconds.

        explicit: Whether it is.

        images: Its cover in several sizes, the widest first.

        is_playable: Whether it can be heard.

        languages: As ISO 639 has them.

        audio_preview_url: A sample of 30 seconds, or ``None``.

        resume_point: How far the user has listened, if the scope for that was
            granted.

        restrictions: Why it cannot be played, or ``None``.
    """

    type: ClassVar[str] = "chapter"

    chapter_number: int | None = None
    available_markets: list[str] | None = None
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


@attrs.define(kw_only=True, eq=False, repr=False)
class FullChapter(SimpleChapter):
    """
    A chapter.

    Attributes:
        audiobook: What it is a chapter of.
    """

    audiobook: SimpleAudiobook | None = None


@attrs.define(kw_only=True)
class AudiobookPart(Part):
    """The chapters that come with an audiobook."""

    items: list[SimpleChapter | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class FullAudiobook(Collection[SimpleChapter], SimpleAudiobook):
    """
    An audiobook. Go through its chapters with ``async for``, or `fill` it.
    """

    _part: AudiobookPart | None = attrs.field(
        default=None, alias="chapters", metadata=wire("chapters")
    )

    @property
    def chapters(self) -> list[SimpleChapter]:
        """The chapters that are known, which are all of them if ``is_filled()``."""
        return self._known().items

    def has_chapter(self, chapter: Any) -> bool:
        """
        Whether a chapter is among those that are known.

        Args:
            chapter: A chapter, or its id, URI or link.
        """
        return self._has(chapter, "chapter")

    def _pages(self) -> Pages[SimpleChapter]:
        pages: Pages[SimpleChapter] = self.client.list_audiobook_chapters(self)
        return pages

    def _promised(self) -> int | None:
        return self.total_chapters

"""
The fields of an upload, and their rules.

See https://www.mixcloud.com/developers/#uploads
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import attrs

from ._multipart import Form, Received

_TRUE: Final = {"1", "true"}
_REQUIRED: Final = "This field is required."
_PRO_ONLY: Final = ("publish_date", "disable_comments", "hide_stats")
_INDEXED: Final = re.compile(r"(tags|sections|hosts)-(\d{1,6})-(\w+)")
_PARTS: Final = {
    "tags": {"tag"},
    "sections": {"chapter", "artist", "song", "start_time"},
    "hosts": {"username"},
}


@attrs.frozen
class Limits:
    """
    Limits of an upload.

    Attributes:
        mp3: Size of the audio in bytes.
        picture: Size of the picture in bytes.
        description: Length of the description in characters.
        tags: Number of tags.
        hosts: Number of hosts.
    """

    mp3: int = 4_294_967_296
    picture: int = 10_485_760
    description: int = 1_000
    tags: int = 5
    hosts: int = 2


@attrs.frozen
class Section:
    """
    A part of a show: a chapter, or a song of an artist.

    Attributes:
        start_time: Seconds from the start of the show, or ``None``.
    """

    start_time: int | None = None
    chapter: str | None = None
    artist: str | None = None
    song: str | None = None


@attrs.define
class Upload:
    """
    The values to save. ``None`` for fields that were not sent.

    Attributes:
        tags, sections, hosts: The complete new lists.
        visibility: ``"unlisted"``, ``"publish"`` or ``"unpublish"``.
    """

    mp3: Received | None = None
    picture: Received | None = None
    name: str | None = None
    description: str | None = None
    tags: list[str] | None = None
    sections: list[Section] | None = None
    hosts: list[str] | None = None
    publish_date: datetime | None = None
    disable_comments: bool | None = None
    hide_stats: bool | None = None
    visibility: str | None = None


class FormReader:
    """
    Reads a form, and collects its problems.

    Attributes:
        problems: Problems by the name of the field.
    """

    def __init__(self, form: Form, limits: Limits) -> None:
        self.problems: dict[str, str] = {}
        self._fields = form.fields
        self._files = form.files
        self._limits = limits

    def read(self, *, new: bool, pro: bool) -> Upload:
        """
        Read all fields.

        Args:
            new: Whether this is an upload, and not an edit.
            pro: Whether the user has a Pro account.
        """
        if not pro:
            self._refuse_pro()
        lists = self._lists()
        return Upload(
            mp3=self._file("mp3", self._limits.mp3, required=new) if new else None,
            picture=self._file("picture", self._limits.picture, required=False),
            name=self._name(new),
            description=self._description(),
            tags=self._tags(lists.get("tags")),
            sections=self._sections(lists.get("sections")),
            hosts=self._hosts(lists.get("hosts")),
            publish_date=self._date("publish_date"),
            disable_comments=self._flag("disable_comments"),
            hide_stats=self._flag("hide_stats"),
            visibility=self._visibility(new),
        )

    def _refuse_pro(self) -> None:
        sent = [name for name in _PRO_ONLY if self._fields.get(name)]
        sent += [name for name in self._fields if name.startswith("hosts-")]
        for name in sent:
            self.problems[name] = "This needs a Pro account."

    def _file(self, name: str, limit: int, *, required: bool) -> Received | None:
        file = self._files.get(name)
        if file is None or not file.size:
            if required:
                self.problems[name] = _REQUIRED
            return None
        if file.size > limit:
            self.problems[name] = f"This file has more than {limit} bytes."
        return file

    def _name(self, new: bool) -> str | None:
        name = self._fields.get("name")
        if (new or name is not None) and not (name or "").strip():
            self.problems["name"] = _REQUIRED
        return name

    def _description(self) -> str | None:
        text, limit = self._fields.get("description"), self._limits.description
        if text is not None and len(text) > limit:
            self.problems["description"] = f"This has more than {limit} characters."
        return text

    def _date(self, name: str) -> datetime | None:
        text = self._fields.get(name)
        if not text:
            return None
        try:
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            self.problems[name] = "This is not a date like 2024-12-31T23:59:59Z."
            return None

    def _flag(self, name: str) -> bool | None:
        text = self._fields.get(name)
        return None if text is None else text.casefold() in _TRUE

    def _visibility(self, new: bool) -> str | None:
        names = ("unlisted",) if new else ("unlisted", "publish", "unpublish")
        asked = [name for name in names if self._flag(name)]
        if len(asked) > 1:
            self.problems[asked[-1]] = f"This can't be had with {asked[0]}."
        return asked[0] if asked else None

    def _lists(self) -> dict[str, dict[int, dict[str, str]]]:
        """
        Return the numbered fields, by their kind and number.
        """
        lists: dict[str, dict[int, dict[str, str]]] = {}
        for field, value in self._fields.items():
            match = _INDEXED.fullmatch(field)
            if match and match[3] in _PARTS[match[1]]:
                numbered = lists.setdefault(match[1], {})
                numbered.setdefault(int(match[2]), {})[match[3]] = value.strip()
        return {kind: dict(sorted(found.items())) for kind, found in lists.items()}

    def _tags(self, items: Mapping[int, Mapping[str, str]] | None) -> list[str] | None:
        return self._named(items, "tags", "tag", self._limits.tags)

    def _hosts(self, items: Mapping[int, Mapping[str, str]] | None) -> list[str] | None:
        return self._named(items, "hosts", "username", self._limits.hosts)

    def _named(
        self,
        items: Mapping[int, Mapping[str, str]] | None,
        kind: str,
        part: str,
        limit: int,
    ) -> list[str] | None:
        if items is None:
            return None
        for number in items:
            if number >= limit:
                name = f"{kind}-{number}-{part}"
                self.problems[name] = f"There may be {limit} at most."
        # An empty field counts as sent, and clears the list.
        return [fields[part] for fields in items.values() if fields[part]]

    def _sections(
        self, items: Mapping[int, Mapping[str, str]] | None
    ) -> list[Section] | None:
        if items is None:
            return None
        said = {
            number: fields for number, fields in items.items() if any(fields.values())
        }
        return [self._section(number, fields) for number, fields in said.items()]

    def _section(self, number: int, fields: Mapping[str, str]) -> Section:
        has_song = bool(fields.get("artist")) and bool(fields.get("song"))
        if not has_song and not fields.get("chapter"):
            name = f"sections-{number}-chapter"
            self.problems[name] = "A section is a chapter, or an artist and a song."
        start = fields.get("start_time") or None
        if start is not None and not (start.isascii() and start.isdecimal()):
            self.problems[f"sections-{number}-start_time"] = "Enter a whole number."
            start = None
        texts = {name: fields.get(name) or None for name in ("artist", "song")}
        chapter = None if has_song else fields.get("chapter")
        return Section(int(start) if start else None, chapter, **texts)

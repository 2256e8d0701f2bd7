"""
Objects in a file: JSON Lines, one object a line.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from clientcore import replacing

from .._documents import Document, Source, documents
from .._entries import Entry, Skipped, entries_of, merged, part, with_count
from .._errors import UnreadableError
from .._page import write_page
from .._record import Record
from .._tables import write_csv, write_sqlite
from .._values import Progression, Tag
from .models import (
    Account,
    BaseDataClass,
    Comment,
    Event,
    EventInteraction,
    Image,
    Invention,
    Role,
    Room,
)

if TYPE_CHECKING:
    from .client import Client

_LOGGER = logging.getLogger("recnetpy")
_KINDS: dict[str, type[BaseDataClass]] = {
    "account": Account,
    "event": Event,
    "image": Image,
    "invention": Invention,
    "room": Room,
}
_PARTS: dict[str, type[Record]] = {
    cls.__name__: cls for cls in (Comment, EventInteraction, Progression, Role, Tag)
}


def _now() -> datetime:
    return datetime.now(UTC)


class Archive:
    """
    Objects by kind and ID, with what was fetched for them, to be kept in a file.

    Each line of the file is an object: its ``kind`` and ``id``, its record as
    ``data``, unchanged, what was ``fetched``, where other objects are references to
    their own lines, and ``at``, the time when it was received.

    What is known of the same object is merged key by key, whether it is added, loaded
    or joined from several files, and in any order: a value wins over none, a newer one
    over an older one.

    An archive has objects of its own. They are copies of what was added: one object for
    each kind and ID, whatever refers to it.

    Args:
        objects: Objects to begin with.
        client: The client that the archive's objects are bound to. ``None`` for that
            of the first added object that has one.
        clock: Returns the current time.

    Attributes:
        skipped: What could not be used of the files that were loaded.
    """

    def __init__(
        self,
        objects: Iterable[BaseDataClass] = (),
        *,
        client: Client | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.skipped: list[Skipped] = []
        self._client = client
        self._clock = clock
        self._entries: dict[tuple[str, int], Entry] = {}
        #: Made of the entries when they are asked for.
        self._made: dict[tuple[str, int], BaseDataClass] = {}
        self.add(*objects)

    def __repr__(self) -> str:
        return f"<Archive of {len(self)}>"

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[BaseDataClass]:
        return map(self._object, list(self._entries))

    def __contains__(self, thing: object) -> bool:
        return isinstance(thing, BaseDataClass) and _key(thing) in self._entries

    def add(self, *objects: BaseDataClass, at: datetime | None = None) -> None:
        """
        Add objects with their present values, and all objects that they have fetched.

        Args:
            *objects: Accounts, events, images, inventions, rooms.
            at: When they were received. ``None`` for now, or for the date that they
                have in the archive that they are from.

        Raises:
            TypeError: An argument is no such object.
        """
        now = at or self._clock()
        waiting = list(reversed(objects))
        added: set[int] = set()
        while waiting:
            thing = waiting.pop()
            if id(thing) in added:
                continue
            added.add(id(thing))
            self._put(self._entry(thing, at, now))
            if self._client is None:
                self._client = getattr(thing, "_client", None)
            waiting += reversed(list(_inside(_fetched(thing))))

    def _entry(self, thing: BaseDataClass, at: datetime | None, now: datetime) -> Entry:
        kind, number = _key(thing)
        fetched = {name: _written(each) for name, each in _fetched(thing).items()}
        known = thing._entry if thing._is_set("_entry") else None
        found = Entry(kind, number, thing.raw, fetched, at or now)
        if known is not None and at is None:
            found.at, found.dates = known.at, dict(known.dates)
            for name, value in fetched.items():
                if value != known.fetched.get(name):
                    found.dates[f"fetched.{name}"] = now
        return with_count(found)

    def _put(self, entry: Entry) -> None:
        """Add an entry to that of the same object."""
        known = self._entries.get(entry.key)
        self._entries[entry.key] = entry if known is None else merged(known, entry)
        self._made.clear()

    @classmethod
    def merge(
        cls,
        *archives: Archive | Source,
        client: Client | None = None,
        strict: bool = True,
    ) -> Archive:
        """
        Join archives to a new one, key by key.

        Args:
            *archives: Archives, or anything that `load` accepts.
            client: The client that the objects are bound to, or ``None``.
            strict: See `load`.

        Raises:
            UnreadableError: See `load`.
        """
        joined = cls(client=client)
        for each in archives:
            source = (
                each if isinstance(each, Archive) else cls.load(each, strict=strict)
            )
            joined.skipped += source.skipped
            for entry in source._entries.values():
                joined._put(entry)
        return joined

    # --- Objects --------------------------------------------------------------

    def get(self, kind: type[Any], id: int) -> Any:
        """
        Return an object, or ``None`` if the archive does not have it.

        Args:
            kind: Class of the object.
            id: ID of the object.
        """
        key = (_name(kind), id)
        return self._object(key) if key in self._entries else None

    def all(self, kind: type[Any]) -> list[Any]:
        """
        Return all objects of a kind, in the order in which they were added.

        Args:
            kind: Class of the objects.
        """
        names = {name for name, cls in _KINDS.items() if issubclass(cls, kind)}
        return [self._object(key) for key in self._entries if key[0] in names]

    def _object(self, key: tuple[str, int]) -> BaseDataClass:
        if key not in self._made:
            # A list, not recursion: objects can refer to each other in long chains.
            waiting: list[BaseDataClass] = []
            self._shell(key, waiting)
            while waiting:
                thing = waiting.pop()
                self._restore(thing, self._entries[_key(thing)].fetched, waiting)
        return self._made[key]

    def _shell(
        self, key: tuple[str, int], waiting: list[BaseDataClass]
    ) -> BaseDataClass | None:
        """Return the object of *key*; a new one is added to *waiting*."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if key not in self._made:
            thing = _KINDS[entry.kind](self._client, entry.id, entry.data)
            thing._entry = entry
            self._made[key] = thing
            waiting.append(thing)
        return self._made[key]

    def _restore(
        self, thing: Record, fetched: dict[str, Any], waiting: list[BaseDataClass]
    ) -> None:
        """Set what was fetched for an object, or for a part of one."""
        cls: Any = type(thing)
        for name, value in fetched.items():
            if name in thing._fetched_names or name in attrs.fields_dict(cls):
                setattr(thing, name, self._read(value, waiting))

    def _read(self, value: Any, waiting: list[BaseDataClass]) -> Any:
        """Return what was fetched, from what was written."""
        if isinstance(value, list):
            return [self._read(each, waiting) for each in value]
        if not isinstance(value, dict):
            return value
        if "ref" in value:
            kind, number = value["ref"]
            return self._shell((kind, number), waiting)
        made = _PARTS[value["part"]](value["data"])
        self._restore(made, value["fetched"], waiting)
        return made

    # --- Files ----------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """Return the lines of the file, without their ends."""
        for entry in list(self._entries.values()):
            yield entry.line()

    def save(self, path: str | Path) -> None:
        """
        Write the file, or replace it as a whole.

        Args:
            path: Path of the file.
        """
        with (
            replacing(path) as partial,
            partial.open("w", encoding="utf-8", newline="\n") as file,
        ):
            file.writelines(f"{line}\n" for line in self.lines())

    def export_csv(self, folder: str | Path) -> None:
        """
        Write the archive as files of CSV, one for each kind, and for comments, cheers,
        tagged players, responses, roles, tags, subrooms and subscriber counts.

        The columns are the keys of the records. Nested objects have a column for each
        of their keys, lists are JSON.

        Args:
            folder: Path of the folder, which is made if it does not exist.
        """
        write_csv(self._entries.values(), folder)

    def export_sqlite(self, path: str | Path) -> None:
        """
        Write the archive as a SQLite database, with the tables of `export_csv`.

        Args:
            path: Path of the file, which is replaced.
        """
        write_sqlite(self._entries.values(), path)

    def export_html(
        self,
        path: str | Path,
        files: str | Path | None = None,
        *,
        title: str = "Rec Room archive",
    ) -> None:
        """
        Write the archive as a web page that needs no network.

        Args:
            path: Path of the page, which is replaced.
            files: Folder with the image files, as ``images.save_files()`` has made it.
                The page shows them by relative links, so both can be moved together.
                ``None`` for a page without images.
            title: Title of the page.
        """
        write_page(self._entries, path, files, title)

    @classmethod
    def load(
        cls, source: Source, client: Client | None = None, *, strict: bool = True
    ) -> Archive:
        """
        Read archives, and records that others have collected.

        Records are recognised by their keys, one a line or in lists, in lists within
        objects, and in objects such as ``{"id": 1, "info": {…}, "bio": {…}}``. What is
        not recognised is listed in `skipped`.

        Args:
            source: Path of a file; path of a folder, whose ``.json``, ``.jsonl`` and
                ``.ndjson`` files are all read, also those with ``.gz``; or lines of
                text.
            client: The client that the objects are bound to, or ``None``.
            strict: Whether text that is not JSON, and a line of an archive that is
                damaged, are errors. If not, they are listed in `skipped`.

        Raises:
            OSError: A file cannot be read.
            UnreadableError: A line cannot be read; the message has its number.
        """
        archive = cls(client=client)
        for found in documents(source):
            try:
                archive._take(found)
            except (RecursionError, TypeError, ValueError) as error:
                if strict:
                    raise UnreadableError(
                        f"{found.place} is no object of an archive: {error}",
                        errors=[f"{found.place}: {error}"],
                    ) from error
                archive.skipped.append(Skipped(found.place, str(error)))
        if archive.skipped:
            count, first = len(archive.skipped), archive.skipped[0]
            _LOGGER.warning(
                "%s parts skipped, the first at %s: %s",
                count,
                first.place,
                first.reason,
            )
        return archive

    def _take(self, found: Document) -> None:
        """Add what a document has."""
        if found.error is not None:
            raise ValueError(found.error)
        for entry in entries_of(found.value, found.place):
            if isinstance(entry, Skipped):
                self.skipped.append(entry)
            else:
                self._put(entry)


def _name(cls: type[Any]) -> str:
    for name, kind in _KINDS.items():
        if issubclass(cls, kind):
            return name
    raise TypeError(f"an archive holds no {cls.__name__}")


def _key(thing: BaseDataClass) -> tuple[str, int]:
    return _name(type(thing)), thing.id


def _fetched(thing: Record) -> dict[str, Any]:
    """Return what was fetched; and parts for which something was fetched."""
    kept = (thing._fetched or {}).items()
    found = {name: value for name, value in kept if value is not None}
    cls: Any = type(thing)
    for name in attrs.fields_dict(cls):
        value = getattr(thing, name, None)
        if type(value) is list and any(map(_fetched, _parts(value))):
            found[name] = value
    return found


def _parts(values: list[Any]) -> list[Record]:
    """Return the parts of an object in a list."""
    return [each for each in values if type(each).__name__ in _PARTS]


def _inside(value: Any) -> Iterator[BaseDataClass]:
    """Go through the objects in what was fetched."""
    if isinstance(value, BaseDataClass):
        yield value
    elif isinstance(value, Record):
        yield from _inside(_fetched(value))
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _inside(each)


def _written(value: Any) -> Any:
    """Return what was fetched in JSON types."""
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, BaseDataClass):
        return {"ref": list(_key(value))}
    if isinstance(value, Record):
        fetched = {name: _written(each) for name, each in _fetched(value).items()}
        return {**part(type(value).__name__, value.raw or {}), "fetched": fetched}
    return value

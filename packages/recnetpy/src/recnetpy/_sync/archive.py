# Generated from _async/archive.py by `nox -s twins`: do not edit.
"""
Objects in a file: JSON Lines, one object a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from .._errors import UnreadableError
from .._record import Record
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

R = TypeVar("R", bound=Record)

#: A file's path, or lines of text.
Source: TypeAlias = "str | Path | Iterable[str]"

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
#: By which keys a bare record is told from others, in this order.
_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("account", frozenset({"accountId", "username"})),
    ("account", frozenset({"AccountId", "Username"})),
    ("invention", frozenset({"InventionId", "CreatorPlayerId"})),
    ("event", frozenset({"PlayerEventId", "StartTime"})),
    ("image", frozenset({"Id", "ImageName"})),
    ("image", frozenset({"SavedImageId", "ImageName"})),
    ("room", frozenset({"RoomId", "Name"})),
)


class Archive:
    """
    Objects by kind and id, with what was fetched, to be kept in a file.

    Each line of the file is an object: its ``kind`` and ``id``, its record as
    ``data``, unchanged, and what was ``fetched``, where objects stand as references
    to lines of their own.

    Args:
        objects: What to begin with.
    """

    def __init__(self, objects: Iterable[BaseDataClass] = ()) -> None:
        self._objects: dict[tuple[str, int], BaseDataClass] = {}
        self.add(*objects)

    def __repr__(self) -> str:
        return f"<Archive of {len(self)}>"

    def __len__(self) -> int:
        return len(self._objects)

    def __iter__(self) -> Iterator[BaseDataClass]:
        return iter(self._objects.values())

    def __contains__(self, thing: object) -> bool:
        return isinstance(thing, BaseDataClass) and _key(thing) in self._objects

    def add(self, *objects: BaseDataClass) -> None:
        """
        Add objects, and all that they have fetched.

        Of two with the same id the one with a record stays, and the later of two
        that have.

        Args:
            *objects: Accounts, events, images, inventions, rooms.

        Raises:
            TypeError: One is something else.
        """
        waiting = list(reversed(objects))
        added: set[int] = set()
        while waiting:
            thing = waiting.pop()
            if id(thing) in added:
                continue
            added.add(id(thing))
            held = self._objects.get(_key(thing))
            if held is None or thing.is_filled:
                self._objects[_key(thing)] = thing
            waiting += reversed(list(_inside(_fetched(thing))))

    def get(self, kind: type[Any], id: int) -> Any:
        """
        Return an object, or ``None`` if it is not in here.

        Args:
            kind: Its class.

            id: Its id.
        """
        return self._objects.get((_name(kind), id))

    def all(self, kind: type[Any]) -> list[Any]:
        """
        Return all objects of a kind, in the order in which they came.

        Args:
            kind: Their class.
        """
        return [thing for thing in self if isinstance(thing, kind)]

    # --- Writing --------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        """Write the lines of the file, without their ends."""
        for (kind, number), thing in self._objects.items():
            fetched = {name: _written(each) for name, each in _fetched(thing).items()}
            line = {"kind": kind, "id": number, "data": thing.raw, "fetched": fetched}
            yield json.dumps(line, ensure_ascii=False, separators=(",", ":"))

    def save(self, path: str | Path) -> None:
        """
        Write the file, or replace it as a whole.

        Args:
            path: Where.
        """
        target = Path(path)
        partial = target.with_name(f"{target.name}.partial")
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in self.lines())
        partial.replace(target)

    # --- Reading --------------------------------------------------------------

    @classmethod
    def load(cls, source: Source, client: Client | None = None) -> Archive:
        """
        Read a file.

        Bare records, as others have collected them, do as well: one a line.

        Args:
            source: The file's path, or its lines.

            client: What the objects are bound to, or ``None``.

        Raises:
            UnreadableError: A line is none of this; the message has its number.
        """
        archive = cls()
        rest: list[tuple[int, BaseDataClass, Any]] = []
        for number, text in enumerate(_lines(source), 1):
            if text.strip():
                with _in_line(number):
                    thing, fetched = _line(text, client)
                archive._objects[_key(thing)] = thing
                rest.append((number, thing, fetched))
        for number, thing, fetched in rest:
            with _in_line(number):
                archive._restore(thing, fetched)
        return archive

    def _restore(self, thing: Record, fetched: Any) -> None:
        """Set what was fetched for an object, or for a part of one."""
        for name, value in dict(fetched).items():
            if name in thing._readers:
                setattr(thing, name, self._read(value))

    def _read(self, value: Any) -> Any:
        """Make what was fetched of what was written."""
        if isinstance(value, list):
            return [self._read(each) for each in value]
        if not isinstance(value, dict):
            return value
        if "ref" in value:
            kind, number = value["ref"]
            return self._objects.get((kind, number))
        part = _one_of(_PARTS, value.get("part"))(Record._checked(value.get("data")))
        self._restore(part, value.get("fetched", {}))
        return part


def _lines(source: Source) -> Iterator[str]:
    if not isinstance(source, str | Path):
        yield from source
        return
    with Path(source).open(encoding="utf-8") as file:
        yield from file


@contextmanager
def _in_line(number: int) -> Iterator[None]:
    """Say in which line something is not as it should be."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise UnreadableError(
            f"line {number} is no object of an archive: {error}",
            errors=[f"line {number}: {error}"],
        ) from error


def _line(text: str, client: Client | None) -> tuple[BaseDataClass, Any]:
    """Return the object of a line, and what was fetched for it."""
    line = Record._checked(json.loads(text))
    if "kind" in line and "data" in line:
        made = _one_of(_KINDS, line["kind"])(client, line.get("id"), line["data"])
        return made, line.get("fetched") or {}
    return _KINDS[_kind_of(line)](client, None, line), {}


def _kind_of(data: dict[str, Any]) -> str:
    """Return what a record is of: ``account``, ``image`` and so on."""
    for kind, signs in _SIGNS:
        if signs <= data.keys():
            return kind
    raise ValueError("its keys are those of no record that is known")


def _one_of(classes: dict[str, type[R]], name: Any) -> type[R]:
    """Return the class of a name that stands in a file."""
    if name not in classes:
        raise ValueError(f"{name!r} is none of {', '.join(classes)}")
    return classes[name]


def _name(cls: type[Any]) -> str:
    for name, kind in _KINDS.items():
        if issubclass(cls, kind):
            return name
    raise TypeError(f"an archive holds no {cls.__name__}")


def _key(thing: BaseDataClass) -> tuple[str, int]:
    return _name(type(thing)), thing.id


def _fetched(thing: Record) -> dict[str, Any]:
    """Return what was fetched, or set; parts, if something was fetched for them."""
    found = {}
    for name, reader in thing._readers.items():
        value = getattr(thing, name) if thing._is_set(name) else None
        if value is not None and (not reader.keys or any(map(_fetched, _parts(value)))):
            found[name] = value
    return found


def _parts(value: Any) -> list[Record]:
    """Return the parts of an object in a list."""
    each = value if isinstance(value, list) else []
    return [one for one in each if type(one).__name__ in _PARTS]


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
    """Return what was fetched in JSON's own types."""
    if isinstance(value, list):
        return [_written(each) for each in value]
    if isinstance(value, BaseDataClass):
        return {"ref": list(_key(value))}
    if isinstance(value, Record):
        fetched = {name: _written(each) for name, each in _fetched(value).items()}
        kind = type(value).__name__
        return {"part": kind, "data": value.raw, "fetched": fetched}
    return value

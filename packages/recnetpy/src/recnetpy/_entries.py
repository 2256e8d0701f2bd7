"""
The entries of archives, as plain JSON: reading records of any origin, and merging.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import attrs

from ._dates import read_date
from ._ids import read_id
from ._json import dumped

#: The kinds of objects in an archive, and the keys that hold their ids.
ID_KEYS: Final[dict[str, tuple[str, ...]]] = {
    "account": ("accountId", "AccountId"),
    "event": ("PlayerEventId",),
    "image": ("Id", "SavedImageId"),
    "invention": ("InventionId",),
    "room": ("RoomId",),
}
#: The parts of objects for which something can be fetched, and the key that tells one
#: part of a list from another.
PART_KEYS: Final[dict[str, str]] = {
    "Comment": "SavedImageCommentId",
    "EventInteraction": "PlayerId",
    "Progression": "PlayerId",
    "Role": "AccountId",
    "Tag": "Tag",
}
#: The keys by which a record is recognised, in this order.
_SIGNS: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("account", frozenset({"accountId", "username"})),
    ("account", frozenset({"AccountId", "Username"})),
    ("bio", frozenset({"accountId", "bio"})),
    ("subscribers", frozenset({"accountId", "subscriberCount"})),
    ("level", frozenset({"PlayerId", "Level", "XP"})),
    ("comment", frozenset({"SavedImageId", "Comment"})),
    ("response", frozenset({"PlayerEventId", "PlayerId", "Type"})),
    ("invention", frozenset({"InventionId", "CreatorPlayerId"})),
    ("event", frozenset({"PlayerEventId", "StartTime"})),
    ("image", frozenset({"Id", "ImageName"})),
    ("image", frozenset({"SavedImageId", "ImageName"})),
    ("room", frozenset({"RoomId", "Name"})),
)
#: The number of subscribers, and where it is kept over time.
_COUNT: Final = "fetched.subscriber_count"
COUNTS: Final = "subscriber_counts"
#: Lists are followed this deep in files of others.
_DEEPEST: Final = 20


@attrs.frozen
class Skipped:
    """
    A part of a file that an archive could not use.

    Attributes:
        place: File, line and item, as in ``photos.json: line 1, item 7``.
        reason: Why it was skipped.
    """

    place: str
    reason: str


@attrs.define
class Entry:
    """
    What an archive has of one object.

    Attributes:
        kind: ``account``, ``event``, ``image``, ``invention`` or ``room``.
        id: ID of the object.
        data: Its record, or ``None`` if only the ID is known.
        fetched: What was fetched for it, in JSON types: another object is a ``ref``,
            a part that is no object of its own a ``part``.
        at: When all of this was received, or ``None`` if that is unknown.
        dates: The same for the keys of *data* and *fetched* that were not received
            at that time, as ``data.Roles`` or ``fetched.bio``.
        is_partial: Whether the lists in *fetched* may be incomplete, so that they are
            added to those of another entry.
    """

    kind: str
    id: int
    data: dict[str, Any] | None = None
    fetched: dict[str, Any] = attrs.field(factory=dict)
    at: datetime | None = None
    dates: dict[str, datetime | None] = attrs.field(factory=dict)
    is_partial: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """Kind and ID."""
        return self.kind, self.id

    def date(self, name: str) -> datetime:
        """Return when ``data.KEY`` or ``fetched.KEY`` was received."""
        return self.dates.get(name, self.at) or _UNKNOWN

    def line(self) -> str:
        """Return the entry as a line of a file, without the line's end."""
        line: dict[str, Any] = {
            "kind": self.kind,
            "id": self.id,
            "data": self.data,
            "fetched": self.fetched,
        }
        if self.at is not None:
            line["at"] = self.at.isoformat()
        if self.dates:
            dates = self.dates.items()
            line["dates"] = {key: date and date.isoformat() for key, date in dates}
        text = dumped(line, ensure_ascii=False, separators=(",", ":"))
        try:
            text.encode()
        except UnicodeEncodeError:
            # Lone surrogates cannot be written in UTF-8, but as escapes.
            return dumped(line, separators=(",", ":"))
        return text


_UNKNOWN: Final = datetime.min.replace(tzinfo=UTC)


# --- Merging ------------------------------------------------------------------


def merged(old: Entry, new: Entry) -> Entry:
    """
    Return what both entries have, key by key.

    A value wins over none, a newer one over an older one, and that of *new* if both
    are equally old.
    """
    found = attrs.evolve(
        new,
        at=max(filter(None, (old.at, new.at)), default=None),
        fetched={},
        dates={},
        is_partial=old.is_partial and new.is_partial,
    )
    if old.data is None or new.data is None:
        data = new.data if old.data is None else old.data
        owner = new if old.data is None else old
        found.data = data
        for key in data or ():
            _set_date(found, f"data.{key}", owner.date(f"data.{key}"))
    else:
        found.data = _joined(found, "data", old, new, old.data, new.data)
    found.fetched = _joined(found, "fetched", old, new, old.fetched, new.fetched)
    _renew_roles(found)
    return found


def _joined(
    found: Entry,
    section: str,
    old: Entry,
    new: Entry,
    before: dict[str, Any],
    after: dict[str, Any],
) -> dict[str, Any]:
    """Return the keys of both, and note their dates in *found*."""
    joined: dict[str, Any] = {}
    # For some weeks of 2023 the keys of accounts began with capitals.
    spelled = {_plain(key): key for key in before}
    for key, value in after.items():
        known = spelled.pop(_plain(key), None)
        owner, name, other = new, key, None if known is None else before[known]
        if known is not None and other is not None:
            was, now = old.date(f"{section}.{known}"), new.date(f"{section}.{key}")
            if value is None or was > now:
                owner, name, value, other = old, known, other, value  # noqa: PLW2901
        if isinstance(value, list) and isinstance(other, list) and section == "fetched":
            value = _with_people(value, other)  # noqa: PLW2901
            if key == COUNTS:
                value = sorted([*other, *(v for v in value if v not in other)])  # noqa: PLW2901
            elif old.is_partial or new.is_partial:
                value = _united(value, other)  # noqa: PLW2901
        joined[name] = value
        _set_date(found, f"{section}.{name}", owner.date(f"{section}.{name}"))
    for key in spelled.values():
        joined[key] = before[key]
        _set_date(found, f"{section}.{key}", old.date(f"{section}.{key}"))
    return joined


def with_count(entry: Entry) -> Entry:
    """Return *entry*, with its number of subscribers among those over time."""
    count, date = entry.fetched.get("subscriber_count"), entry.date(_COUNT)
    if type(count) is int and date is not _UNKNOWN:
        kept = entry.fetched.get(COUNTS) or []
        new = [date.isoformat(), count]
        entry.fetched[COUNTS] = kept if new in kept else sorted([*kept, new])
    return entry


def _plain(key: str) -> str:
    return key[:1].lower() + key[1:]


def _set_date(entry: Entry, name: str, date: datetime) -> None:
    if date != (entry.at or _UNKNOWN):
        entry.dates[name] = None if date is _UNKNOWN else date


def _renew_roles(entry: Entry) -> None:
    """Use the newer list of roles, with the people of the older one."""
    rows, roles = (entry.data or {}).get("Roles"), entry.fetched.get("roles")
    if not isinstance(rows, list) or not isinstance(roles, list):
        return
    date = entry.date("data.Roles")
    if date > entry.date("fetched.roles"):
        parts = [part("Role", row) for row in rows if isinstance(row, dict)]
        entry.fetched["roles"] = _with_people(parts, roles)
        entry.dates.pop("fetched.roles", None)
        _set_date(entry, "fetched.roles", date)


def _with_people(parts: list[Any], others: list[Any]) -> list[Any]:
    """Return *parts*, with what was fetched for the same ones among *others*."""
    known = {_sign(each): each["fetched"] for each in others if _sign(each)}
    known.pop(None, None)
    return [
        {**each, "fetched": {**known[_sign(each)], **each["fetched"]}}
        if known.get(_sign(each))
        else each
        for each in parts
    ]


def _united(parts: list[Any], others: list[Any]) -> list[Any]:
    """Return *parts*, and those of *others* that are not among them."""
    signs = {_sign(each) for each in parts}
    return [*parts, *(each for each in others if _sign(each) not in signs)]


def _sign(value: Any) -> tuple[Any, ...] | None:
    """Return what tells a part from others in a list, or ``None``."""
    if not isinstance(value, dict) or value.get("part") not in PART_KEYS:
        return None
    kind, data = value["part"], value["data"]
    found = data.get(PART_KEYS[kind])
    if found is None:
        return kind, json.dumps(data, sort_keys=True)
    return kind, str(found)


def part(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """Return a part for which nothing was fetched."""
    return {"part": kind, "data": data, "fetched": {}}


# --- Reading ------------------------------------------------------------------


def entries_of(value: Any, place: str) -> Iterator[Entry | Skipped]:
    """
    Return the entries in a JSON value: a line of an archive, records, or lists.

    Args:
        value: The parsed JSON.
        place: Where it is from, for what is skipped.

    Raises:
        TypeError: A line of an archive has the wrong types.
        ValueError: A line of an archive has the wrong values.
    """
    if isinstance(value, dict) and "kind" in value and "data" in value:
        yield _archived(value)
    else:
        yield from _found(value, place, 0)


def _archived(line: dict[str, Any]) -> Entry:
    kind, number, data = _one_of(ID_KEYS, line["kind"]), line.get("id"), line["data"]
    if data is not None:
        data = record(data)
    fetched, dates = record(line.get("fetched", {})), record(line.get("dates", {}))
    return Entry(
        kind,
        read_id(number) if number is not None or data is None else _id_in(kind, data),
        data,
        {name: _checked(each) for name, each in fetched.items()},
        _date(line.get("at")),
        {name: _date(each) for name, each in dates.items()},
    )


def _date(text: Any) -> datetime | None:
    if text is None:
        return None
    if not isinstance(text, str):
        raise TypeError(f"a date is text, and this is {type(text).__name__}")
    return read_date(text)


def _checked(value: Any) -> Any:
    """Return what was fetched, if it is written as archives have it."""
    if isinstance(value, list):
        return [_checked(each) for each in value]
    if not isinstance(value, dict):
        return value
    if "ref" in value:
        kind, number = value["ref"]
        return {"ref": [_one_of(ID_KEYS, kind), read_id(number)]}
    kind = _one_of(PART_KEYS, value.get("part"))
    fetched = record(value.get("fetched", {})).items()
    found = part(kind, record(value.get("data")))
    return {**found, "fetched": {name: _checked(each) for name, each in fetched}}


def record(data: Any) -> dict[str, Any]:
    """
    Return *data*.

    Raises:
        TypeError: *data* is not a JSON object.
    """
    if type(data) is not dict:
        kind = type(data).__name__
        raise TypeError(f"a record is a JSON object, and this is {kind}")
    return data


def _one_of(known: dict[str, Any], name: Any) -> str:
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"{name!r} is none of {', '.join(known)}")
    return name


def _id_in(kind: str, data: dict[str, Any]) -> int:
    for key in ID_KEYS[kind]:
        if data.get(key) is not None:
            return read_id(data[key])
    raise ValueError(f"the record has no {ID_KEYS[kind][0]}")


def _found(value: Any, place: str, depth: int) -> Iterator[Entry | Skipped]:
    """Return the records in what others have collected."""
    if depth > _DEEPEST:
        yield Skipped(place, "it is nested too deeply")
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _found(each, f"{place}, item {number}", depth + 1)
    elif not isinstance(value, dict):
        kind = type(value).__name__
        yield Skipped(place, f"a record is a JSON object, and this is {kind}")
    elif sign := _sign_of(value):
        try:
            yield _READERS[sign](value)
        except (TypeError, ValueError) as error:
            yield Skipped(place, str(error))
    elif "info" in value and "id" in value:
        yield from _bundle(value, place, depth)
    else:
        yield from _contained(value, place, depth)


def _contained(
    value: dict[str, Any], place: str, depth: int
) -> Iterator[Entry | Skipped]:
    """Return the records in an object that holds lists or objects."""
    inner = {key: each for key, each in value.items() if isinstance(each, dict | list)}
    if not inner and len(value) > 0:
        yield Skipped(place, "its keys are those of no record that is known")
    for key, each in inner.items():
        yield from _found(each, f"{place}, {key}", depth + 1)


def _bundle(value: dict[str, Any], place: str, depth: int) -> Iterator[Entry | Skipped]:
    """Return an account that is written as ``{"id": 1, "info": {…}, "bio": {…}}``."""
    info = value["info"]
    if info is None:
        return
    bio, count = value.get("bio"), value.get("subs")
    bio = bio.get("bio") if isinstance(bio, dict) else bio
    for found in _found(info, f"{place}, info", depth + 1):
        if isinstance(found, Entry) and found.kind == "account":
            if isinstance(bio, str):
                found.fetched["bio"] = bio
            if type(count) is int:
                found.fetched["subscriber_count"] = count
        yield found
    rest = {k: v for k, v in value.items() if k not in {"info", "bio", "subs"}}
    if any(isinstance(each, dict | list) for each in rest.values()):
        yield from _contained(rest, place, depth)


def _sign_of(data: dict[str, Any]) -> str | None:
    return next((sign for sign, keys in _SIGNS if keys <= data.keys()), None)


def _object(kind: str) -> Callable[[dict[str, Any]], Entry]:
    return lambda data: Entry(kind, _id_in(kind, data), data)


def _row(
    kind: str, id_key: str, name: str, value: Callable[[dict[str, Any]], Any]
) -> Callable[[dict[str, Any]], Entry]:
    """Return a function that reads what belongs to an object in a record of its own."""

    def read(data: dict[str, Any]) -> Entry:
        fetched = {name: value(data)}
        return Entry(kind, read_id(data[id_key]), None, fetched, is_partial=True)

    return read


_READERS: Final[dict[str, Callable[[dict[str, Any]], Entry]]] = {
    **{kind: _object(kind) for kind in ID_KEYS},
    "bio": _row("account", "accountId", "bio", lambda data: data["bio"]),
    "subscribers": _row(
        "account",
        "accountId",
        "subscriber_count",
        lambda data: data["subscriberCount"],
    ),
    "level": _row(
        "account", "PlayerId", "level", lambda data: part("Progression", data)
    ),
    "comment": _row(
        "image", "SavedImageId", "comments", lambda data: [part("Comment", data)]
    ),
    "response": _row(
        "event",
        "PlayerEventId",
        "responses",
        lambda data: [part("EventInteraction", data)],
    ),
}


# --- Linking ------------------------------------------------------------------

#: What objects refer to: the attribute, the kind, and the key of the ID.
_LINKS: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "event": (
        ("creator_player", "account", "CreatorPlayerId"),
        ("room", "room", "RoomId"),
    ),
    "image": (
        ("player", "account", "PlayerId"),
        ("room", "room", "RoomId"),
        ("player_event", "event", "PlayerEventId"),
    ),
    "room": (("creator_account", "account", "CreatorAccountId"),),
}
#: The same for their parts.
_PART_LINKS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "Comment": (("player", "PlayerId"),),
    "EventInteraction": (("player", "PlayerId"),),
    "Role": (
        ("account", "AccountId"),
        ("last_changed_by_account", "LastChangedByAccountId"),
    ),
}


def people_in(entry: Entry) -> Iterator[int]:
    """Return the IDs of all people that an entry refers to."""
    data, fetched = entry.data or {}, entry.fetched
    keys = {
        key for links in _LINKS.values() for _, kind, key in links if kind[0] == "a"
    }
    found: list[Any] = [data.get(key) for key in sorted(keys)]
    for several in (data.get("TaggedPlayerIds"), fetched.get("cheer_player_ids")):
        found += several if isinstance(several, list) else []
    for each in _linkable_parts(entry):
        found += [each["data"].get(key) for _, key in _PART_LINKS[each["part"]]]
    return (each for each in found if type(each) is int and each > 0)


def rooms_in(entry: Entry) -> Iterator[int]:
    """Return the ID of the room that an image or an event refers to."""
    number = (entry.data or {}).get("RoomId")
    if entry.kind in {"image", "event"} and type(number) is int and number > 0:
        yield number


def _linkable_parts(entry: Entry) -> Iterator[dict[str, Any]]:
    for name in ("comments", "responses", "roles"):
        for each in entry.fetched.get(name) or ():
            if isinstance(each, dict) and each.get("part") in _PART_LINKS:
                yield each
    rows = (entry.data or {}).get("Roles")
    if isinstance(rows, list) and "roles" not in entry.fetched:
        yield from (part("Role", row) for row in rows if isinstance(row, dict))


def linked(entry: Entry, known: Callable[[str, int], bool]) -> Entry:
    """
    Return *entry* with references to the objects behind its IDs.

    Args:
        entry: The entry, which is not changed.
        known: Returns whether there is a record of an object.
    """
    data, fetched = entry.data or {}, dict(entry.fetched)

    def ref(kind: str, number: Any) -> Any:
        is_known = type(number) is int and known(kind, number)
        return {"ref": [kind, number]} if is_known else None

    for name, kind, key in _LINKS.get(entry.kind, ()):
        if found := ref(kind, data.get(key)):
            fetched[name] = found
    for name, numbers in (
        ("tagged_players", data.get("TaggedPlayerIds")),
        ("cheer_players", fetched.get("cheer_player_ids")),
    ):
        if isinstance(numbers, list) and numbers:
            refs = (ref("account", number) for number in numbers)
            fetched[name] = [each for each in refs if each]
    if entry.kind == "room" and (roles := list(_linkable_parts(entry))):
        fetched["roles"] = roles
    for name in ("comments", "responses", "roles"):
        if isinstance(fetched.get(name), list):
            fetched[name] = [_linked_part(each, ref) for each in fetched[name]]
    return attrs.evolve(entry, fetched=fetched)


def _linked_part(each: Any, ref: Callable[[str, Any], Any]) -> Any:
    if not isinstance(each, dict) or each.get("part") not in _PART_LINKS:
        return each
    found = {
        name: ref("account", each["data"].get(key))
        for name, key in _PART_LINKS[each["part"]]
    }
    refs = {name: value for name, value in found.items() if value}
    return {**each, "fetched": {**each["fetched"], **refs}}

"""
Worlds from archives: JSON Lines, an object of the service a line.

A line is what the client's archives have, a ``kind``, a record as ``data`` and what
was ``fetched`` for it; or a record with its ``type``; or a record alone, which is
told by its items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from json import loads
from pathlib import Path
from typing import Any, Final

from ._answers import JSON
from ._world import World


def load(world: World, path: Path) -> None:
    """
    Put an archive's records into a world.

    Kinds that are unknown are passed over.

    Args:
        world: The world to fill.

        path: Path of the archive.

    Raises:
        ValueError: A line is no record; the message names it.

        OSError: The archive can't be read.
    """
    with path.open(encoding="utf-8") as lines:
        read(world, lines)


def read(world: World, lines: Iterable[str]) -> None:
    """
    Put the records of lines into a world.

    Raises:
        ValueError: A line is no record; the message names it.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            _put(world, loads(line))
        except (AttributeError, LookupError, TypeError, ValueError) as e:
            raise ValueError(f"line {number} of the archive is no record") from e


def _put(world: World, line: JSON) -> None:
    kind = line.get("kind") or line.get("type")
    if kind is None or "data" not in line:
        _KINDS[_kind_of(line)](world, line)
        return
    # What is known by its id alone has no record.
    if kind in _KINDS and line["data"] is not None:
        _KINDS[kind](world, line["data"])
    for name, value in (line.get("fetched") or {}).items():
        if (kind, name) in _FETCHED:
            _FETCHED[kind, name](world, line["id"], value)


def _kind_of(record: JSON) -> str:
    return next((kind for kind, names in _SIGNS if names <= record.keys()), "unknown")


# --- Records ------------------------------------------------------------------


def _id(record: JSON, *names: str) -> int:
    # For a while accounts had their names in capitals, and images have two names.
    return int(next((record[name] for name in names if name in record), ""))


def _put_account(world: World, data: JSON) -> None:
    number = _id(data, "accountId", "AccountId")
    world.accounts[number] = {"accountId": number, **data}


def _put_bio(world: World, data: JSON) -> None:
    world.bios[_id(data, "accountId")] = data["bio"]


def _put_level(world: World, data: JSON) -> None:
    world.levels[_id(data, "PlayerId")] = (data["Level"], data["XP"])


def _put_room(world: World, data: JSON) -> None:
    world.rooms[_id(data, "RoomId")] = data


def _put_image(world: World, data: JSON) -> None:
    number = _id(data, "Id", "SavedImageId")
    world.images[number] = {"Id": number, **data}


def _put_comment(world: World, data: JSON) -> None:
    _replace(world.comments, data, "SavedImageId", "SavedImageCommentId")


def _put_event(world: World, data: JSON) -> None:
    world.events[_id(data, "PlayerEventId")] = data


def _put_response(world: World, data: JSON) -> None:
    _replace(world.responses, data, "PlayerEventId", "PlayerEventResponseId")


def _put_invention(world: World, data: JSON) -> None:
    world.inventions[_id(data, "InventionId")] = data


def _put_tip(world: World, data: JSON) -> None:
    world.tips.append(data)


def _replace(lists: dict[int, list[JSON]], data: JSON, owner: str, name: str) -> None:
    """
    Add a record to the list of its owner, instead of one with its id.
    """
    kept = lists.setdefault(_id(data, owner), [])
    kept[:] = [one for one in kept if one.get(name, ...) != data.get(name)]
    kept.append(data)


_KINDS: Final[Mapping[str, Callable[[World, JSON], None]]] = {
    "account": _put_account,
    "bio": _put_bio,
    "progression": _put_level,
    "room": _put_room,
    "image": _put_image,
    "comment": _put_comment,
    "event": _put_event,
    "response": _put_response,
    "invention": _put_invention,
    "tip": _put_tip,
}
#: By which items a record alone is told from others, in this order.
_SIGNS: Final = (
    ("account", {"accountId", "username"}),
    ("account", {"AccountId", "Username"}),
    ("bio", {"accountId", "bio"}),
    ("progression", {"PlayerId", "Level", "XP"}),
    ("comment", {"SavedImageId", "Comment"}),
    ("response", {"PlayerEventId", "PlayerEventResponseId"}),
    ("invention", {"InventionId", "CreatorPlayerId"}),
    ("event", {"PlayerEventId", "StartTime"}),
    ("image", {"Id", "ImageName"}),
    ("image", {"SavedImageId", "ImageName"}),
    ("room", {"RoomId", "Name"}),
    ("tip", {"Title", "Message"}),
)


# --- What was fetched ---------------------------------------------------------


def _records(parts: list[JSON]) -> list[JSON]:
    return [part["data"] for part in parts]


def _take_bio(world: World, id: int, value: str | None) -> None:
    world.bios[id] = value


def _take_level(world: World, _: int, value: JSON) -> None:
    _put_level(world, value["data"])


def _take_influencer(world: World, id: int, value: bool) -> None:
    if value:
        world.influencers.add(id)


def _take_subscribers(world: World, id: int, value: int) -> None:
    world.subscribers[id] = value


def _take_showcase(world: World, id: int, value: list[JSON]) -> None:
    world.showcases[id] = [room["ref"][1] for room in value]


def _take_cheers(world: World, id: int, value: list[int]) -> None:
    world.cheers[id] = value


def _take_comments(world: World, id: int, value: list[JSON]) -> None:
    world.comments[id] = _records(value)


def _take_responses(world: World, id: int, value: list[JSON]) -> None:
    world.responses[id] = _records(value)


def _take_tags(world: World, id: int, value: list[JSON]) -> None:
    world.tags[id] = _records(value)


#: What else was fetched follows from the records.
_FETCHED: Final[Mapping[tuple[str, str], Callable[[World, int, Any], None]]] = {
    ("account", "bio"): _take_bio,
    ("account", "level"): _take_level,
    ("account", "is_influencer"): _take_influencer,
    ("account", "subscriber_count"): _take_subscribers,
    ("account", "featured_rooms"): _take_showcase,
    ("image", "cheer_player_ids"): _take_cheers,
    ("image", "comments"): _take_comments,
    ("event", "responses"): _take_responses,
    ("invention", "tags"): _take_tags,
}

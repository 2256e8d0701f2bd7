"""
The state of the service: its records, to arrange and to assert on.

They are kept as the older hosts send them, whole; the gateway sends less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

import attrs

from clientcore.sandbox import Quota

from . import _records as records
from ._answers import JSON

PRIVATE, UNLISTED = 0, 2

#: When the world stands still, unless it is told the time.
TODAY: Final = datetime(2024, 5, 3, 19, tzinfo=UTC)


def now() -> datetime:
    """
    The time of day.
    """
    return datetime.now(UTC)


def stamp(time: datetime) -> str:
    """
    A time, as the service writes it: without the zeros at the end of a fraction.
    """
    fraction = f"{time:.%f}".rstrip("0").rstrip(".")
    return f"{time:%Y-%m-%dT%H:%M:%S}{fraction}Z"


def read_stamp(text: str) -> datetime:
    """
    Read a time of a record; one without an offset is in UTC.
    """
    time = datetime.fromisoformat(text)
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _counters() -> Mapping[str, Iterator[int]]:
    """
    Where the ids of each kind come from.
    """
    kinds = ("accounts", "rooms", "subrooms", "images", "events", "comments")
    later = {"inventions": count(8001), "responses": count(1)}
    return {kind: count(1001 + 1000 * n) for n, kind in enumerate(kinds)} | later


@attrs.define
class Limits:
    """
    How much may be asked for.

    Attributes:
        hourly: Calls of a key, which end in 403; ``None`` for no end of them.

        burst: Calls of anybody, which end in 429.

        comments: The same for the comments on images, which are watched more
            closely.

        body: How many bytes the gateway takes in a body.
    """

    hourly: Quota | None = attrs.field(
        factory=lambda: Quota(10_000, timedelta(hours=1))
    )
    burst: Quota | None = None
    comments: Quota | None = None
    body: int = 10_240


@attrs.define(eq=False)
class World:
    """
    Everything the service knows.

    Attributes:
        clock: What the time is, for limits.

        today: When it is in the world, for events that are yet to come.

        limits: How much may be asked for.

        keys: The gateway's keys.

        bearers: Whose each bearer token is.

        max_take: How many items a page has at most, whatever is asked for; ``None``
            for the service's own limits.

        bulk_by_post: Whether long lists of IDs are taken by POST; if not, by GET only,
            as some fan-run servers do.

        hides_missing: Whether it answers ``{}`` and ``[]`` for what isn't there,
            as some fan-run servers do.

        accounts, rooms, images, events, inventions, clubs: Records, by id.

        levels: Level and points, by account.

        showcases: The rooms that an account shows, by account.

        cheers: The accounts that like an image, by image.

        tags: The tags of inventions.

        featured: The rooms of the week.

        files: Image files, by name. Others are drawn.
    """

    clock: Callable[[], datetime] = now
    today: datetime = TODAY
    limits: Limits = attrs.field(factory=Limits)
    keys: set[str] = attrs.field(factory=set, repr=False)
    bearers: dict[str, int] = attrs.field(factory=dict, repr=False)
    max_take: int | None = None
    bulk_by_post: bool = True
    hides_missing: bool = False
    accounts: dict[int, JSON] = attrs.field(factory=dict)
    bios: dict[int, str | None] = attrs.field(factory=dict)
    levels: dict[int, tuple[int, int]] = attrs.field(factory=dict)
    influencers: set[int] = attrs.field(factory=set)
    subscribers: dict[int, int] = attrs.field(factory=dict)
    showcases: dict[int, list[int]] = attrs.field(factory=dict)
    rooms: dict[int, JSON] = attrs.field(factory=dict)
    images: dict[int, JSON] = attrs.field(factory=dict)
    cheers: dict[int, list[int]] = attrs.field(factory=dict)
    comments: dict[int, list[JSON]] = attrs.field(factory=dict)
    events: dict[int, JSON] = attrs.field(factory=dict)
    responses: dict[int, list[JSON]] = attrs.field(factory=dict)
    inventions: dict[int, JSON] = attrs.field(factory=dict)
    tags: dict[int, list[JSON]] = attrs.field(factory=dict)
    clubs: dict[int, JSON] = attrs.field(factory=dict)
    featured: list[int] = attrs.field(factory=list)
    tips: list[JSON] = attrs.field(factory=list)
    files: dict[str, Path] = attrs.field(factory=dict)
    _ids: Mapping[str, Iterator[int]] = attrs.field(
        factory=_counters, init=False, repr=False
    )

    def _id(self, kind: str, name: str, more: JSON) -> int:
        """
        The id that is given for a new record, or the next one of its kind.
        """
        return more.pop(name, None) or next(self._ids[kind])

    def add_account(self, username: str, **more: Any) -> JSON:
        """
        Add an account.

        Args:
            username: Name of the account.

            more: Items of the record that are to be others than usual.
        """
        number = self._id("accounts", "accountId", more)
        self.accounts[number] = records.account(number, username, more)
        self.bios[number] = None
        self.levels[number] = (1, 0)
        return self.accounts[number]

    def add_room(self, name: str, creator: JSON, **more: Any) -> JSON:
        """
        Build a room; it belongs to whom it was built by.

        Args:
            name: Name of the room.

            creator: The account that built it.

            more: Items of the record that are to be others than usual.
        """
        number, owner = self._id("rooms", "RoomId", more), creator["accountId"]
        subroom = records.subroom(next(self._ids["subrooms"]), number)
        self.rooms[number] = records.room(number, name, owner, subroom, more)
        return self.rooms[number]

    def add_role(self, room: JSON, account: int, role: int, **more: Any) -> None:
        """
        Give an account a role in a room.
        """
        room["Roles"].append(records.role(account, role, more))

    def add_image(
        self, player: JSON, room: JSON | None = None, *, at: datetime, **more: Any
    ) -> JSON:
        """
        Take a photo.

        Args:
            player: The account that took it.

            room: Where, or ``None``.

            at: When it was taken.

            more: Items of the record that are to be others than usual.
        """
        number = self._id("images", "Id", more)
        place = None if room is None else room["RoomId"]
        self.images[number] = records.image(
            number, player["accountId"], place, stamp(at), more
        )
        return self.images[number]

    def cheer(self, image: JSON, *accounts: JSON) -> None:
        """
        Let accounts like an image.
        """
        cheers = self.cheers.setdefault(image["Id"], [])
        cheers += [account["accountId"] for account in accounts]
        image["CheerCount"] = len(cheers)

    def comment(self, image: JSON, account: int, text: str) -> JSON:
        """
        Say something about an image.
        """
        comment = {
            "SavedImageCommentId": next(self._ids["comments"]),
            "SavedImageId": image["Id"],
            "PlayerId": account,
            "Comment": text,
            "CheerCount": 0,
            "CreatedAt": stamp(self.today),
        }
        comments = self.comments.setdefault(image["Id"], [])
        comments.append(comment)
        image["CommentCount"] = len(comments)
        return comment

    def add_event(
        self,
        name: str,
        creator: JSON,
        room: JSON,
        *,
        at: datetime,
        hours: float = 2,
        **more: Any,
    ) -> JSON:
        """
        Announce an event.

        Args:
            name: What it is called.

            creator: The account that gives it.

            room: Where it is.

            at: When it begins.

            hours: How long it lasts.

            more: Items of the record that are to be others than usual.
        """
        number = self._id("events", "PlayerEventId", more)
        known = {
            "Name": name,
            "CreatorPlayerId": creator["accountId"],
            "RoomId": room["RoomId"],
            "SubRoomId": room["SubRooms"][0]["SubRoomId"],
            "StartTime": stamp(at),
            "EndTime": stamp(at + timedelta(hours=hours)),
        }
        self.events[number] = records.event(number, {**known, **more})
        return self.events[number]

    def respond(self, event: JSON, account: int, answer: int) -> None:
        """
        Add a response to an event.

        Args:
            event: Record of the event.

            account: The account, or its ID.

            answer: 0 yes, 1 maybe, 2 no, 3 not said yet.
        """
        responses = self.responses.setdefault(event["PlayerEventId"], [])
        responses.append(
            {
                "PlayerEventResponseId": next(self._ids["responses"]),
                "PlayerEventId": event["PlayerEventId"],
                "PlayerId": account,
                "CreatedAt": stamp(self.today),
                "Type": answer,
            }
        )
        event["AttendeeCount"] = sum(r["Type"] == 0 for r in responses)

    def add_invention(
        self, name: str, creator: JSON, room: JSON, *tags: str, **more: Any
    ) -> JSON:
        """
        Invent something.

        Args:
            name: What it is called.

            creator: The account that made it.

            room: Where it was made.

            tags: Tags of the invention.

            more: Items of the record that are to be others than usual.
        """
        number = self._id("inventions", "InventionId", more)
        known = {
            "Name": name,
            "CreatorPlayerId": creator["accountId"],
            "CreationRoomId": room["RoomId"],
        }
        self.inventions[number] = records.invention(number, {**known, **more})
        self.tags[number] = [{"Tag": tag, "Type": 0} for tag in tags]
        return self.inventions[number]


def is_visible(record: JSON) -> bool:
    """
    Whether a record is found by its id. What says nothing of it is.
    """
    return record.get("Accessibility") != PRIVATE


def is_listed(record: JSON) -> bool:
    """
    Whether a record is found in lists.
    """
    return record.get("Accessibility") not in {PRIVATE, UNLISTED}

# Generated from _async/models/image.py by `nox -s twins`: do not edit.
"""
Images.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..._fields import (
    Fetched,
    flag,
    label,
    member,
    moment,
    number,
    numbers,
    plain,
    seconds,
    several,
)
from ..._ids import is_there
from ..._labels import Accessibility, ImageType
from ..._record import Record, record
from .base import BaseDataClass

if TYPE_CHECKING:
    from ..._ids import Include
    from .account import Account
    from .children import Comment
    from .event import Event
    from .room import Room


@record
class Image(BaseDataClass):
    """
    A photo, or another image.

    What the keyed gateway leaves out is ``None`` or, for *tagged_player_ids*, empty.

    Attributes:
        id: ID of the image.

        type: What it is for, such as ``Share Camera``, or ``None``.

        accessibility: ``Public``, ``Private`` or ``Unlisted``.

        type_value, accessibility_value: The same as members, or as new numbers.

        accessibility_locked: Whether that cannot be changed.

        image_name: Its file. Old ones have no extension.

        description: What the photographer says, or ``None``.

        player_id: ID of the photographer.

        tagged_player_ids: Who is in it.

        room_id: Where it was taken, or ``None``; 0 means nowhere, too.

        player_event_id: At which event, or ``None``. *event_id* is the same.

        created_at: When, in seconds since 1970. It can lie in the future.

        created_at_utc: The same as a time.

        cheer_count, comment_count: How many there are.

        player, tagged_players, room, player_event: ``None`` until fetched. *event*
            is the same as *player_event*.

        cheer_player_ids, cheer_players, comments: ``None`` until fetched.
    """

    _id_key = "Id"
    _manager_name = "images"
    _shown = ("image_name",)

    id: int = number("Id", "SavedImageId")
    type: str | None = label("Type", "SavedImageType", of=ImageType)
    type_value: ImageType | int | None = member("Type", "SavedImageType", of=ImageType)
    accessibility: str | None = label(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    accessibility_value: Accessibility | int | None = member(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    accessibility_locked: bool | None = flag("AccessibilityLocked")
    image_name: str = plain("ImageName")
    description: str | None = plain("Description")
    player_id: int = number("PlayerId")
    tagged_player_ids: list[int] = numbers("TaggedPlayerIds")
    room_id: int | None = number("RoomId")
    player_event_id: int | None = number("PlayerEventId")
    created_at: int = seconds("CreatedAt")
    created_at_utc: datetime | None = moment("CreatedAt")
    cheer_count: int = number("CheerCount")
    comment_count: int = number("CommentCount")

    player: Fetched[Account] = Fetched()
    tagged_players: Fetched[list[Account]] = Fetched()
    room: Fetched[Room] = Fetched()
    player_event: Fetched[Event] = Fetched()
    cheer_player_ids: Fetched[list[int]] = Fetched()
    cheer_players: Fetched[list[Account]] = Fetched()
    comments: Fetched[list[Comment]] = Fetched()

    @property
    def event_id(self) -> int | None:
        """The same as `player_event_id`."""
        return self.player_event_id

    @event_id.setter
    def event_id(self, id: int | None) -> None:
        self.player_event_id = id

    @property
    def event(self) -> Event | None:
        """The same as `player_event`."""
        return self.player_event

    @event.setter
    def event(self, event: Event | None) -> None:
        self.player_event = event

    @property
    def web_url(self) -> str:
        """The address of its page."""
        return self.links.image(self)

    def file_url(
        self,
        *,
        width: int | None = None,
        height: int | None = None,
        square: bool = False,
    ) -> str:
        """
        Return the address of its file.

        Args:
            width: In pixels, or ``None`` for what fits.

            height: In pixels, or ``None`` for what fits.

            square: Whether it is cropped to a square.
        """
        return self.links.image_file(self, width=width, height=height, square=square)

    def download(
        self,
        *,
        width: int | None = None,
        height: int | None = None,
        square: bool = False,
    ) -> bytes:
        """
        Get its file: see ``images.download()``.

        Args:
            width: In pixels, or ``None`` for what fits.

            height: In pixels, or ``None`` for what fits.

            square: Whether it is cropped to a square.
        """
        return self.client.images.download(
            self, width=width, height=height, square=square
        )

    # --- Who and where --------------------------------------------------------

    def get_player(self, force: bool = False) -> Account | None:
        """
        Get the photographer.

        Args:
            force: Whether to ask even if they are known.
        """
        found: Account | None = self._person("player", self.player_id, force=force)
        return found

    def get_tagged_players(self, force: bool = False) -> list[Account]:
        """
        Get who is in it; those who are gone are left out.

        Args:
            force: Whether to ask even if they are known.
        """
        if not self.tagged_player_ids:
            return []
        return self._once(
            "tagged_players",
            lambda: self.client.accounts.in_order(self.tagged_player_ids),
            force=force,
        )

    def get_room(self, include: Include = 0, force: bool = False) -> Room | None:
        """
        Get where it was taken. Without a room nothing is asked.

        Args:
            include: The parts to get as well: see `RoomInclude`. A room that is known
                without them is asked for again.

            force: Whether to ask even if it is known.
        """
        found: Room | None = self._room("room", self.room_id, include, force=force)
        return found

    def get_player_event(self, force: bool = False) -> Event | None:
        """
        Get at which event it was taken. Without one nothing is asked.

        Args:
            force: Whether to ask even if it is known.
        """

        def ask() -> Event | None:
            event = self.player_event_id
            if event is None or not is_there(event):
                return None
            return self.client.events.fetch(event)

        return self._once("player_event", ask, force=force)

    def get_event(self, force: bool = False) -> Event | None:
        """
        Do the same as `get_player_event`.

        Args:
            force: Whether to ask even if it is known.
        """
        return self.get_player_event(force)

    # --- Cheers and comments --------------------------------------------------

    def get_cheers(self, force: bool = False) -> list[int]:
        """
        Get the ids of those who cheered.

        Args:
            force: Whether to ask even if they are known, or the record counts none.
        """
        if not force and self._is_none("cheer_count", "cheer_player_ids"):
            return []
        return self._once(
            "cheer_player_ids", lambda: self.client.images.cheers(self.id), force=force
        )

    def get_comments(self, force: bool = False) -> list[Comment]:
        """
        Get the comments.

        Args:
            force: Whether to ask even if they are known, or the record counts none.
        """
        if not force and self._is_none("comment_count", "comments"):
            return []
        return self._once(
            "comments", lambda: self.client.images.comments(self.id), force=force
        )

    def _is_none(self, count: str, kept: str) -> bool:
        """Return whether the record says that there are none."""
        return not self._is_set(kept) and getattr(self, count, None) == 0

    def resolve_cheers(self, force: bool = False) -> list[Account]:
        """
        Get those who cheered; those who are gone are left out.

        Args:
            force: Whether to ask even if they are known.
        """
        ids = self.get_cheers(force)
        return self._once(
            "cheer_players", lambda: self.client.accounts.in_order(ids), force=force
        )

    def resolve_commenters(self, force: bool = False) -> list[Comment]:
        """
        Get the comments, with those who wrote them: each has its `player`.

        Args:
            force: Whether to ask even if they are known.
        """
        comments = self.get_comments(force)
        self._attach("comments", comments, {"player": "player_id"}, force=force)
        return comments


@record
class Slideshow(Record):
    """
    The images that the company shows.

    Attributes:
        images: The images, with fewer attributes than elsewhere.

        valid_till: Until when, in seconds since 1970, or ``None``.
    """

    images: list[Image] = several("Images")
    valid_till: int | None = seconds("ValidTill")

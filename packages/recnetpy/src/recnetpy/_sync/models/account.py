# Generated from _async/models/account.py by `nox -s twins`: do not edit.
"""
People.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..._fields import Fetched, flag, mask, moment, number, plain, seconds
from ..._labels import IDENTITY_FLAGS_LIST, PERSONAL_PRONOUNS_LIST, PLATFORM_LIST
from ..._record import record
from ..._values import Progression
from .base import BaseDataClass

if TYPE_CHECKING:
    from .event import Event
    from .image import Image
    from .room import Room


@record
class Account(BaseDataClass):
    """
    A person.

    Attributes:
        id: ID of the account.

        username: Unique name, without ``@``.

        display_name: Shown name, which need not be unique.

        display_emoji: For subscribers of the paid plan, else ``None``.

        profile_image, banner_image: Image files; the banner may be ``None``.

        is_junior: Whether they are a child. The gateway does not say any more.

        platforms: Where they have played, as labels.

        personal_pronouns, identity_flags: What they say of themselves, as labels.

        platform_mask, pronoun_mask, identity_mask: The same as numbers, with bits
            that are newer than this library.

        is_meta_platform_blocked: Whether Meta's platform is closed to them, or
            ``None``.

        created_at: When they came, in seconds since 1970.

        created_at_utc: The same as a time.

        bio, level, subscriber_count, is_influencer: ``None`` until fetched.

        subscriber_counts: The numbers of subscribers that an archive has, as lists of
            a time in ISO 8601 and the number, oldest first; else ``None``.

        events, images, feed: The latest Fetched, or ``None``. In *images* are
            photos they took, in *feed* photos they are in.

        created_rooms, owned_rooms, featured_rooms: ``None`` until fetched.
    """

    _id_key = "accountId"
    _manager_name = "accounts"
    _shown = ("username",)

    id: int = number("accountId")
    username: str = plain("username")
    display_name: str = plain("displayName")
    display_emoji: str | None = plain("displayEmoji")
    profile_image: str = plain("profileImage")
    banner_image: str | None = plain("bannerImage")
    is_junior: bool = flag("isJunior", default=False)
    platforms: list[str] = mask("platforms", labels=PLATFORM_LIST)
    platform_mask: int | None = number("platforms")
    personal_pronouns: list[str] = mask(
        "personalPronouns", labels=PERSONAL_PRONOUNS_LIST
    )
    pronoun_mask: int | None = number("personalPronouns")
    identity_flags: list[str] = mask("identityFlags", labels=IDENTITY_FLAGS_LIST)
    identity_mask: int | None = number("identityFlags")
    is_meta_platform_blocked: bool | None = flag("isMetaPlatformBlocked")
    created_at: int = seconds("createdAt")
    created_at_utc: datetime | None = moment("createdAt")

    bio: Fetched[str] = Fetched()
    level: Fetched[Progression] = Fetched()
    subscriber_count: Fetched[int] = Fetched()
    subscriber_counts: Fetched[list[list[str | int]]] = Fetched()
    is_influencer: Fetched[bool] = Fetched()
    events: Fetched[list[Event]] = Fetched()
    created_rooms: Fetched[list[Room]] = Fetched()
    owned_rooms: Fetched[list[Room]] = Fetched()
    featured_rooms: Fetched[list[Room]] = Fetched()
    images: Fetched[list[Image]] = Fetched()
    feed: Fetched[list[Image]] = Fetched()

    @property
    def web_url(self) -> str:
        """The address of their page."""
        return self.links.profile(self)

    def get_bio(self, force: bool = False) -> str | None:
        """
        Get what they say about themselves.

        Args:
            force: Whether to ask even if it is known.

        Returns:
            The words, or ``None`` if there are none.
        """
        return self._once("bio", lambda: self.client.accounts.bio(self), force=force)

    def get_level(self, force: bool = False) -> Progression | None:
        """
        Get how far they have come.

        Args:
            force: Whether to ask even if it is known.

        Returns:
            The level, or ``None`` if the service knows none.
        """
        return self._once(
            "level", lambda: self.client.accounts.level(self), force=force
        )

    def get_subscriber_count(self, force: bool = False) -> int | None:
        """
        Get how many subscribe to them.

        Args:
            force: Whether to ask even if it is known.

        Returns:
            The number, or ``None`` if they do not exist.
        """
        return self._once(
            "subscriber_count",
            lambda: self.client.accounts.subscriber_count(self),
            force=force,
        )

    def get_is_influencer(self, force: bool = False) -> bool | None:
        """
        Get whether they are in the influencer program.

        Args:
            force: Whether to ask even if it is known.

        Returns:
            Whether they are, or ``None`` if they do not exist.
        """
        return self._once(
            "is_influencer",
            lambda: self.client.accounts.is_influencer(self),
            force=force,
        )

    def get_events(
        self, take: int = 16, skip: int = 0, force: bool = False
    ) -> list[Event]:
        """
        Get events they have made.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

            force: Whether to ask even if the same was asked before.
        """
        return self._each(
            "events",
            (take, skip),
            lambda: self.client.events.from_account(self.id, take, skip),
            force=force,
        )

    def get_images(
        self, take: int = 16, skip: int = 0, sort: int = 0, force: bool = False
    ) -> list[Image]:
        """
        Get photos they took. For all of them see ``images.all_from_account()``.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

            sort: The order: see `ImageSort`.

            force: Whether to ask even if the same was asked before.
        """
        return self._each(
            "images",
            (take, skip, int(sort)),
            lambda: self.client.images.from_account(self.id, take, skip, sort),
            force=force,
        )

    def get_feed(
        self, take: int = 16, skip: int = 0, force: bool = False
    ) -> list[Image]:
        """
        Get photos they are in.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

            force: Whether to ask even if the same was asked before.

        Raises:
            NotOfferedError: The servers have no feeds.
        """
        return self._each(
            "feed",
            (take, skip),
            lambda: self.client.images.player_feed(self.id, take, skip),
            force=force,
        )

    def get_created_rooms(self, force: bool = False) -> list[Room]:
        """
        Get rooms they have made.

        Args:
            force: Whether to ask even if they are known.
        """
        return self._once(
            "created_rooms",
            lambda: self.client.rooms.created_by(self.id),
            force=force,
        )

    def get_owned_rooms(self, force: bool = False) -> list[Room]:
        """
        Get rooms they own.

        Args:
            force: Whether to ask even if they are known.
        """
        return self._once(
            "owned_rooms", lambda: self.client.rooms.owned_by(self.id), force=force
        )

    def get_showcased_rooms(self, force: bool = False) -> list[Room]:
        """
        Get rooms they show on their page, kept as `featured_rooms`.

        Args:
            force: Whether to ask even if they are known.
        """
        return self._once(
            "featured_rooms",
            lambda: self.client.rooms.showcased_by(self.id),
            force=force,
        )

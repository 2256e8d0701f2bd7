# Generated from _async/models/people.py by `nox -s twins`: do not edit.
"""
Users.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from clientcore import wire

from ..._enums import TimeRange
from ..._models.base import OpenObject
from ..._models.parts import ExplicitContent, Followed, Followers, Image
from .bound import Bound

if TYPE_CHECKING:
    from .music import FullArtist, FullTrack
    from .playlist import FullPlaylist, SimplePlaylist


@attrs.define(kw_only=True, eq=False, repr=False)
class PublicUser(Bound, Followed, OpenObject):
    """
    The public profile of a user.

    Attributes:
        id: The ID. Empty in very old playlists.
        name: The display name, or ``None``.
        images: Pictures of the user.
        followers: Number of followers.
    """

    type: ClassVar[str] = "user"

    name: str | None = attrs.field(default=None, metadata=wire("display_name"))
    images: list[Image] = attrs.field(factory=list)
    followers: Followers | None = None

    @property
    def display_name(self) -> str | None:
        """The service's own name of ``name``."""
        return self.name

    def playlists(self) -> list[SimplePlaylist]:
        """
        Get the user's public playlists.

        Apps in development mode are refused.
        """
        return self.client.get_user_playlists(self)


@attrs.define(kw_only=True, eq=False, repr=False)
class PrivateUser(PublicUser):
    """
    The profile of the signed-in user.

    Attributes that the scopes do not allow, or that development mode does not have,
    are ``None``.

    Attributes:
        account_id: An ID that never changes. Prefer it to ``id`` for accounts in a
            database.
        country: Country code of the account.
        email: The address, which is not verified.
        product: The subscription: ``premium``, ``free`` and so on.
        explicit_content: The settings for explicit content.
    """

    account_id: str | None = None
    country: str | None = None
    email: str | None = None
    product: str | None = None
    explicit_content: ExplicitContent | None = None

    def playlists(self) -> list[SimplePlaylist]:
        """Get the playlists that the user owns or follows, on both tiers."""
        return self.client.get_me_playlists()

    def create_playlist(
        self,
        name: str,
        public: bool = False,
        collaborative: bool = False,
        description: str | None = None,
    ) -> FullPlaylist:
        """
        Create a playlist.

        Args:
            name: Name of the playlist.
            public: Whether it is shown on the user's profile.
            collaborative: Whether other users may change it. It cannot be public then.
            description: One line of at most 300 characters, or ``None``.

        Raises:
            ValueError: *description* is longer, or has line breaks.
        """
        return self.client.create_playlist(
            self,
            name,
            public=public,
            collaborative=collaborative,
            description=description,
        )

    def top_artists(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        time_range: TimeRange | str | None = None,
    ) -> list[FullArtist]:
        """
        Get the artists that the user listens to most.

        Args:
            limit: The most artists to return.
            offset: Number of artists to skip.
            time_range: The period that counts. ``None`` for about half a year.
        """
        return self.client.get_me_top_artists(
            limit=limit, offset=offset, time_range=time_range
        )

    def top_tracks(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        time_range: TimeRange | str | None = None,
    ) -> list[FullTrack]:
        """
        Get the tracks that the user listens to most.

        Args:
            limit: The most tracks to return.
            offset: Number of tracks to skip.
            time_range: The period that counts. ``None`` for about half a year.
        """
        return self.client.get_me_top_tracks(
            limit=limit, offset=offset, time_range=time_range
        )

"""
Users.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from clientcore import wire

from ..._enums import TimeRange
from ..._models import ExplicitContent, Followed, Followers, Image, OpenObject

if TYPE_CHECKING:
    from .artist import FullArtist
    from .full_track import FullTrack
    from .playlist import FullPlaylist, SimplePlaylist


@attrs.define(kw_only=True, eq=False, repr=False)
class PublicUser(Followed, OpenObject):
    """
    What everybody sees of a user.

    Attributes:
        id: The id. Empty for nobody, as in old playlists.

        name: What they want to be called, or ``None``.

        images: Pictures.

        followers: Who follows them.
    """

    type: ClassVar[str] = "user"

    name: str | None = attrs.field(default=None, metadata=wire("display_name"))
    images: list[Image] = attrs.field(factory=list)
    followers: Followers | None = None

    @property
    def display_name(self) -> str | None:
        """What they want to be called, under the service's own name for ``name``."""
        return self.name

    async def playlists(self) -> list[SimplePlaylist]:
        """
        Get the playlists that everybody sees.

        Apps in development mode are refused those of other users.
        """
        playlists: list[SimplePlaylist] = await self.client.get_user_playlists(self)
        return playlists


@attrs.define(kw_only=True, eq=False, repr=False)
class PrivateUser(PublicUser):
    """
    The user who let the app in.

    What the scopes don't allow, and what apps in development mode are not told,
    is ``None``.

    Attributes:
        account_id: An id that never changes. Prefer it over ``id`` to tell
            accounts apart.

        country: A code of two letters.

        email: An address that nobody checked.

        product: What they pay for: ``premium``, ``free`` …

        explicit_content: Whether they want to be spared explicit content.
    """

    account_id: str | None = None
    country: str | None = None
    email: str | None = None
    product: str | None = None
    explicit_content: ExplicitContent | None = None

    async def create_playlist(
        self,
        name: str,
        public: bool = False,
        collaborative: bool = False,
        description: str | None = None,
    ) -> FullPlaylist:
        """
        Create a playlist.

        Args:
            name: What it is called.

            public: Whether everybody sees it on the user's page.

            collaborative: Whether others may change it. Then it is not public.

            description: Words about it, or ``None``.
        """
        playlist: FullPlaylist = await self.client.create_playlist(
            self,
            name,
            public=public,
            collaborative=collaborative,
            description=description,
        )
        return playlist

    async def top_artists(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        time_range: TimeRange | str | None = None,
    ) -> list[FullArtist]:
        """
        Get the artists that the user listens to most.

        Args:
            limit: How many at most.

            offset: How many to skip.

            time_range: How far to look back, half a year if ``None``.
        """
        artists: list[FullArtist] = await self.client.get_me_top_artists(
            limit=limit, offset=offset, time_range=time_range
        )
        return artists

    async def top_tracks(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        time_range: TimeRange | str | None = None,
    ) -> list[FullTrack]:
        """
        Get the tracks that the user listens to most.

        Args:
            limit: How many at most.

            offset: How many to skip.

            time_range: How far to look back, half a year if ``None``.
        """
        tracks: list[FullTrack] = await self.client.get_me_top_tracks(
            limit=limit, offset=offset, time_range=time_range
        )
        return tracks

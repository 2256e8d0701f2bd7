"""
Artists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs

from ..._models import Followed, Followers, Image, OpenObject

if TYPE_CHECKING:
    from .album import SimpleAlbum
    from .full_track import FullTrack


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleArtist(OpenObject):
    """
    An artist, as part of something else.
    """

    type: ClassVar[str] = "artist"

    async def albums(
        self,
        limit: int | None = 20,
        include_groups: str | None = None,
        country: str | None = None,
        offset: int | None = None,
    ) -> list[SimpleAlbum]:
        """
        Get the artist's albums.

        Args:
            limit: How many at most, or ``None`` for all of them.

            include_groups: Which ones, with commas between: ``album``,
                ``single``, ``appears_on``, ``compilation``. ``None`` is all.

            country: Only what can be had there, a code of two letters.

            offset: How many to skip.
        """
        albums: list[SimpleAlbum] = await self.client.get_artist_albums(
            self,
            limit=limit,
            include_groups=include_groups,
            country=country,
            offset=offset,
        )
        return albums

    async def related_artists(self) -> list[FullArtist]:
        """
        Get artists that the same people listen to, 20 at most.

        Apps without extended access are refused.
        """
        artists: list[FullArtist] = await self.client.get_artist_related_artists(self)
        return artists

    async def top_tracks(self, market: str | None = None) -> list[FullTrack]:
        """
        Get the artist's most popular tracks, 10 at most.

        Apps in development mode are refused.

        Args:
            market: Popular where, a code of two letters. ``None`` is what the
                credentials say.
        """
        tracks: list[FullTrack] = await self.client.get_artist_top_tracks(
            self, market=market
        )
        return tracks


@attrs.define(kw_only=True, eq=False, repr=False)
class FullArtist(Followed, SimpleArtist):
    """
    An artist.

    Attributes:
        images: Pictures, the widest first.

        genres: What they play.

        popularity: From 0 to 100.

        followers: Who follows them.
    """

    images: list[Image] = attrs.field(factory=list)
    genres: list[str] = attrs.field(factory=list)
    popularity: int | None = None
    followers: Followers | None = None

    @property
    def follow_count(self) -> int | None:
        """How many follow, under another name than ``follower_count``."""
        return self.follower_count

# Generated from _async/resources/following.py by `nox -s twins`: do not edit.
"""
Whom the user follows.
"""

from __future__ import annotations

from typing import Any

from clientcore.sync import Pages

from ... import _operations as ops
from ..._operation import Operation, Tier, serves
from ..keeping import Keeping
from ..likes import ArtistLike, PlaylistLike, UserLike
from ..models import FullArtist


class Following(Keeping):
    """
    Following artists, people and playlists.

    Sent to the library, unless the client's tier is ``"extended"``. Artists are
    not: the library can tell which are followed, but takes none.
    """

    @serves(ops.GET_FOLLOWED_ARTISTS)
    def list_followed_artists(
        self, after: ArtistLike | None = None, *, page_size: int | None = None
    ) -> Pages[FullArtist]:
        """
        List the artists that the user follows, page after page.

        Args:
            after: Begin after this one.

            page_size: How many to ask for at once, 50 at most.
        """
        return self._list(
            ops.GET_FOLLOWED_ARTISTS,
            FullArtist,
            key="artists",
            page_size=page_size,
            query={"type": "artist", "after": after},
        )

    @serves(ops.GET_FOLLOWED_ARTISTS)
    def get_followed_artists(
        self, limit: int | None = 20, after: ArtistLike | None = None
    ) -> list[FullArtist]:
        """
        Get the artists that the user follows.

        Args:
            limit: How many at most; ``None`` for all.

            after: Begin after this one.
        """
        if after is not None:
            [after] = self._ids([after], "artist")
        return self.list_followed_artists(after, page_size=limit).collect(limit)

    @serves(ops.FOLLOW, ops.SAVE_TO_LIBRARY)
    def following(
        self, type: str, *ids: Any, limit: Any = None, after: Any = None
    ) -> None:
        """
        Follow artists or users: an older name of the two methods below.

        Args:
            type: ``artist`` or ``user``.

            *ids: Whom.

            limit: Without effect.

            after: Without effect.
        """
        if type not in {"artist", "user"}:
            raise ValueError("the type is artist or user")
        self._change(ops.FOLLOW, ids, type, query={"type": type})

    @serves(ops.FOLLOW)
    def follow_artists(self, *artists: ArtistLike) -> None:
        """
        Follow artists.

        Apps in development mode cannot: among what the library takes, which
        replaced this operation, Spotify lists people and playlists alone.

        Args:
            *artists: Whom.
        """
        self._change(ops.FOLLOW, artists, "artist", query={"type": "artist"})

    @serves(ops.FOLLOW, ops.SAVE_TO_LIBRARY)
    def follow_users(self, *users: UserLike) -> None:
        """
        Follow people.

        Args:
            *users: Whom.
        """
        self._change(ops.FOLLOW, users, "user", query={"type": "user"})

    @serves(ops.UNFOLLOW)
    def unfollow_artists(self, *artists: ArtistLike) -> None:
        """
        Follow artists no longer.

        Apps in development mode cannot: see `follow_artists`.

        Args:
            *artists: Whom.
        """
        self._change(ops.UNFOLLOW, artists, "artist", query={"type": "artist"})

    @serves(ops.UNFOLLOW, ops.REMOVE_FROM_LIBRARY)
    def unfollow_users(self, *users: UserLike) -> None:
        """
        Follow people no longer.

        Args:
            *users: Whom.
        """
        self._change(ops.UNFOLLOW, users, "user", query={"type": "user"})

    @serves(ops.IS_FOLLOWING, ops.LIBRARY_CONTAINS)
    def is_following_artists(self, *artists: ArtistLike) -> list[bool]:
        """
        Tell of each artist whether the user follows it, in the order given.

        Args:
            *artists: Whom.
        """
        return self._check(
            ops.IS_FOLLOWING, artists, "artist", query={"type": "artist"}
        )

    @serves(ops.IS_FOLLOWING, ops.LIBRARY_CONTAINS)
    def is_following_users(self, *users: UserLike) -> list[bool]:
        """
        Tell of each person whether the user follows them, in the order given.

        Args:
            *users: Whom.
        """
        return self._check(ops.IS_FOLLOWING, users, "user", query={"type": "user"})

    # --- Playlists ------------------------------------------------------------

    @serves(ops.FOLLOW_PLAYLIST, ops.SAVE_TO_LIBRARY)
    def follow_playlist(
        self, playlist: PlaylistLike, public: bool | None = None
    ) -> None:
        """
        Follow a playlist.

        Args:
            playlist: Which.

            public: Whether it is on the user's profile, which only extended
                access can say. ``None`` is yes.
        """
        body = ... if public is None else {"public": public}
        if not self._followers(ops.FOLLOW_PLAYLIST, playlist, json=body):
            self._change(ops.SAVE_TO_LIBRARY, [playlist], "playlist")

    @serves(ops.UNFOLLOW_PLAYLIST, ops.REMOVE_FROM_LIBRARY)
    def unfollow_playlist(self, playlist: PlaylistLike) -> None:
        """
        Follow a playlist no longer. To delete one's own is the same.

        Args:
            playlist: Which.
        """
        if not self._followers(ops.UNFOLLOW_PLAYLIST, playlist):
            self._change(ops.REMOVE_FROM_LIBRARY, [playlist], "playlist")

    @serves(ops.IS_FOLLOWING_PLAYLIST, ops.LIBRARY_CONTAINS)
    def is_following_playlist(self, playlist: PlaylistLike) -> bool:
        """
        Tell whether the user follows a playlist.

        Args:
            playlist: Which.
        """
        if self.tier is Tier.EXTENDED:
            request = self._ask(ops.IS_FOLLOWING_PLAYLIST, id=playlist)
            return all(self.call(request, list[bool]))
        return all(self._check(ops.LIBRARY_CONTAINS, [playlist], "playlist"))

    def _followers(
        self, operation: Operation, playlist: PlaylistLike, **values: Any
    ) -> bool:
        """Send *operation* if the tier has it, and tell whether it has."""
        if self.tier is not Tier.EXTENDED:
            return False
        self.call(self._ask(operation, id=playlist, **values))
        return True

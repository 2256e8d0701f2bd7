# Generated from _async/resources/following.py by `nox -s twins`: do not edit.
"""
Following artists, users and playlists.
"""

from __future__ import annotations

from typing import Any, ClassVar

from clientcore.sync import Pages

from ... import _operations as ops
from ..._operation import Operation, Tier, serves
from ..keeping import Keeping
from ..likes import ArtistLike, PlaylistLike, UserLike
from ..making import Changer, Checker, changer, checker
from ..models import FullArtist

_FOLLOW = ops.FOLLOW, ops.SAVE_TO_LIBRARY
_UNFOLLOW = ops.UNFOLLOW, ops.REMOVE_FROM_LIBRARY
_CHECK = ops.IS_FOLLOWING, ops.LIBRARY_CONTAINS


class Following(Keeping):
    """
    Following artists, users and playlists.

    Sent to the library, unless the client's tier is ``"extended"``.
    """

    @serves(ops.GET_FOLLOWED_ARTISTS)
    def list_followed_artists(
        self, after: ArtistLike | None = None, *, page_size: int | None = None
    ) -> Pages[FullArtist]:
        """
        List the artists that the user follows, page after page.

        Args:
            after: ID or object of the artist to begin after.
            page_size: Artists of a page, at most 50.
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
            limit: The most artists to return, or ``None`` for all.
            after: ID, URI, link or object of the artist to begin after.
        """
        if after is not None:
            [after] = self._ids([after], "artist")
        return self.list_followed_artists(after, page_size=limit).collect(limit)

    @serves(*_FOLLOW)
    def following(
        self, type: str, *ids: Any, limit: Any = None, after: Any = None
    ) -> None:
        """
        Follow artists or users: an older name of `follow_artists` and `follow_users`.

        Args:
            type: ``artist`` or ``user``.
            *ids: IDs, URIs, links or objects.
            limit: Has no effect.
            after: Has no effect.

        Raises:
            ValueError: *type* is neither ``artist`` nor ``user``.
        """
        if type not in {"artist", "user"}:
            raise ValueError("the type is artist or user")
        self._change(ops.FOLLOW, ids, type, query={"type": type})

    follow_artists: ClassVar[Changer[ArtistLike]] = changer(
        "follow_artists", "Follow artists.", *_FOLLOW, kind="artist"
    )
    unfollow_artists: ClassVar[Changer[ArtistLike]] = changer(
        "unfollow_artists", "Unfollow artists.", *_UNFOLLOW, kind="artist"
    )
    is_following_artists: ClassVar[Checker[ArtistLike]] = checker(
        "is_following_artists",
        "Return for each artist whether the user follows it, in the order given.",
        *_CHECK,
        kind="artist",
    )
    follow_users: ClassVar[Changer[UserLike]] = changer(
        "follow_users", "Follow users.", *_FOLLOW, kind="user"
    )
    unfollow_users: ClassVar[Changer[UserLike]] = changer(
        "unfollow_users", "Unfollow users.", *_UNFOLLOW, kind="user"
    )
    is_following_users: ClassVar[Checker[UserLike]] = checker(
        "is_following_users",
        "Return for each user whether the user follows them, in the order given.",
        *_CHECK,
        kind="user",
    )

    # --- Playlists ------------------------------------------------------------

    @serves(ops.FOLLOW_PLAYLIST, ops.SAVE_TO_LIBRARY)
    def follow_playlist(
        self, playlist: PlaylistLike, public: bool | None = None
    ) -> None:
        """
        Follow a playlist.

        Args:
            playlist: ID, URI, link or object of the playlist.
            public: Whether it is shown on the user's profile, which only extended
                access can set. ``None`` is the same as ``True``.
        """
        body = ... if public is None else {"public": public}
        if not self._followers(ops.FOLLOW_PLAYLIST, playlist, json=body):
            self._change(ops.SAVE_TO_LIBRARY, [playlist], "playlist")

    @serves(ops.UNFOLLOW_PLAYLIST, ops.REMOVE_FROM_LIBRARY)
    def unfollow_playlist(self, playlist: PlaylistLike) -> None:
        """
        Unfollow a playlist. This is also how users delete their own.

        Args:
            playlist: ID, URI, link or object of the playlist.
        """
        if not self._followers(ops.UNFOLLOW_PLAYLIST, playlist):
            self._change(ops.REMOVE_FROM_LIBRARY, [playlist], "playlist")

    @serves(ops.IS_FOLLOWING_PLAYLIST, ops.LIBRARY_CONTAINS)
    def is_following_playlist(self, playlist: PlaylistLike) -> bool:
        """
        Return whether the user follows a playlist.

        Args:
            playlist: ID, URI, link or object of the playlist.
        """
        if self.tier is Tier.EXTENDED:
            request = self._ask(ops.IS_FOLLOWING_PLAYLIST, id=playlist)
            return all(self.call(request, list[bool]))
        return all(self._check(ops.LIBRARY_CONTAINS, [playlist], "playlist"))

    def _followers(
        self, operation: Operation, playlist: PlaylistLike, json: Any = ...
    ) -> bool:
        """Send *operation* if the app has extended access, and return whether."""
        if self.tier is not Tier.EXTENDED:
            return False
        self.call(self._ask(operation, id=playlist, json=json))
        return True

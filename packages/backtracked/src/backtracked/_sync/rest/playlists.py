# Generated from _async/rest/playlists.py by `nox -s twins`: do not edit.
"""
The logged-in user's playlists.
"""

from __future__ import annotations

from collections.abc import Iterable

from clientcore import DELETE, GET, POST, PUT
from clientcore.sync import Pages

from ..._ids import song_id_of
from ..._paging import NUMBERED
from ..models import Playlist, PlaylistItem, Song, SongInfo
from .base import Resource

PlaylistLike = Playlist | str
_SONGS = "playlist/{playlist}/songs"


class Playlists(Resource):
    """
    The logged-in user's playlists. `RestClient` has the constructor.
    """

    def fetch_playlists(self) -> list[Playlist]:
        """Request the logged-in user's playlists, without their items."""
        return self.call(GET("playlist"), list[Playlist])

    def create_playlist(self, name: str, *, public: bool = False) -> Playlist:
        """
        Create a playlist.

        Args:
            name: Name of the new playlist.
            public: Whether other users can see it.
        """
        form = {"name": name, "isPublic": int(public)}
        return self.call(POST("playlist", form=form), Playlist)

    def rename_playlist(self, playlist: PlaylistLike, name: str) -> None:
        """Give a playlist another name."""
        form = {"name": name}
        self.call(PUT("playlist/{playlist}", playlist=playlist, form=form))

    def delete_playlist(self, playlist: PlaylistLike) -> None:
        """Delete a playlist."""
        self._delete(DELETE("playlist/{playlist}", playlist=playlist))

    def playlist_songs(
        self, playlist: PlaylistLike, *, name: str | None = None
    ) -> Pages[PlaylistItem]:
        """
        Return the items of a playlist.

        Args:
            playlist: The playlist, or its ID.
            name: Return only media with this text in the title. ``None`` for all.
        """
        request = GET(_SONGS, playlist=playlist, query={"name": name, "page": 1})
        return self.paginate(request, PlaylistItem, NUMBERED)

    def add_to_playlist(
        self, playlist: PlaylistLike, song: SongInfo | Song | str
    ) -> None:
        """
        Add a medium to a playlist.

        Args:
            playlist: The playlist, or its ID.
            song: The medium or its ID, or an entry of a queue.
        """
        # What a search finds has no id at QueUp yet.
        if isinstance(song, SongInfo) and not song.id:
            form = {"type": song.source, "fkid": song.media_id}
        else:
            form = {"songid": song_id_of(song)}
        self.call(POST(_SONGS, playlist=playlist, form=form))

    def grab(self, playlist: PlaylistLike, song: SongInfo | Song | str) -> None:
        """Add the current song to a playlist, which the site calls a grab."""
        self.add_to_playlist(playlist, song)

    def remove_from_playlist(
        self, playlist: PlaylistLike, item: PlaylistItem | str
    ) -> None:
        """Remove an item, or the item with an ID, from a playlist."""
        self._delete(
            DELETE("playlist/{playlist}/songs/{item}", playlist=playlist, item=item)
        )

    def reorder_playlist(
        self, playlist: PlaylistLike, items: Iterable[PlaylistItem | str]
    ) -> None:
        """Reorder the items of a playlist. Needs all of them."""
        form = {"order[]": [getattr(item, "id", item) for item in items]}
        template = "playlist/{playlist}/order"
        self.call(POST(template, playlist=playlist, form=form))

    def shuffle_playlist(self, playlist: PlaylistLike) -> None:
        """Shuffle the items of a playlist."""
        template = "playlist/{playlist}/order/randomize"
        self.call(POST(template, playlist=playlist))

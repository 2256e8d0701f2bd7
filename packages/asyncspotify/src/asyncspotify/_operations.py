"""
All operations of the Web API: one name each, and the table of all.

As Spotify's description of May 2026 has them, with the limits of each tier.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from ._operation import Operation, Status

#: All operations, by their name in Spotify's reference.
OPERATIONS: dict[str, Operation] = {}


def _add(
    status: Status, id: str, address: str, scopes: tuple[str, ...] = (), **rest: Any
) -> Operation:
    method, template = address.split()
    operation = Operation(id, method, template, scopes, status, **rest)
    OPERATIONS[id] = operation
    return operation


_current = partial(_add, Status.CURRENT)
_new = partial(_add, Status.NEW)
_withdrawn = partial(_add, Status.WITHDRAWN)
_restricted = partial(_add, Status.RESTRICTED)

#: What has replaced the operations for one type, since February 2026.
_SAVE, _REMOVE = "save-library-items", "remove-library-items"
_CONTAINS = "check-library-contains"

_LIBRARY_READ = ("user-library-read",)
_LIBRARY_MODIFY = ("user-library-modify",)
_PLAYBACK = ("user-modify-playback-state",)
_TOP = ("user-top-read",)
_FOLLOW_MODIFY = ("user-follow-modify",)
_FOLLOW_READ = ("user-follow-read",)
_PLAYLISTS = ("playlist-modify-private", "playlist-modify-public")
_PLAYLIST_READ = ("playlist-read-private",)
_PLAYER_READ = ("user-read-playback-state",)
_POSITION = ("user-read-playback-position",)

# --- Albums ------------------------------------------------------------------

GET_ALBUM = _current("get-an-album", "GET albums/{id}")
GET_ALBUMS = _withdrawn("get-multiple-albums", "GET albums", most=20)
GET_ALBUM_TRACKS = _current("get-an-albums-tracks", "GET albums/{id}/tracks")
GET_NEW_RELEASES = _withdrawn("get-new-releases", "GET browse/new-releases")

# --- Artists -----------------------------------------------------------------

GET_ARTIST = _current("get-an-artist", "GET artists/{id}")
GET_ARTISTS = _withdrawn("get-multiple-artists", "GET artists")
GET_ARTIST_ALBUMS = _current(
    "get-an-artists-albums", "GET artists/{id}/albums", page_in_development=10
)
GET_ARTIST_TOP_TRACKS = _withdrawn(
    "get-an-artists-top-tracks", "GET artists/{id}/top-tracks"
)
GET_RELATED_ARTISTS = _restricted(
    "get-an-artists-related-artists", "GET artists/{id}/related-artists"
)

# --- Tracks and audio --------------------------------------------------------

GET_TRACK = _current("get-track", "GET tracks/{id}")
GET_TRACKS = _withdrawn("get-several-tracks", "GET tracks")
GET_SEVERAL_AUDIO_FEATURES = _restricted(
    "get-several-audio-features", "GET audio-features", most=100
)
GET_AUDIO_FEATURES = _restricted("get-audio-features", "GET audio-features/{id}")
GET_AUDIO_ANALYSIS = _restricted("get-audio-analysis", "GET audio-analysis/{id}")
GET_RECOMMENDATIONS = _restricted(
    "get-recommendations", "GET recommendations", page=100
)
GET_GENRE_SEEDS = _restricted(
    "get-recommendation-genres", "GET recommendations/available-genre-seeds"
)

# --- Shows and episodes ------------------------------------------------------

GET_SHOW = _current("get-a-show", "GET shows/{id}", _POSITION)
GET_SHOWS = _withdrawn("get-multiple-shows", "GET shows")
GET_SHOW_EPISODES = _current(
    "get-a-shows-episodes", "GET shows/{id}/episodes", _POSITION
)
GET_EPISODE = _current("get-an-episode", "GET episodes/{id}", _POSITION)
GET_EPISODES = _withdrawn("get-multiple-episodes", "GET episodes", _POSITION)

# --- Audiobooks --------------------------------------------------------------

GET_AUDIOBOOK = _current("get-an-audiobook", "GET audiobooks/{id}")
GET_AUDIOBOOKS = _withdrawn("get-multiple-audiobooks", "GET audiobooks")
GET_AUDIOBOOK_CHAPTERS = _current(
    "get-audiobook-chapters", "GET audiobooks/{id}/chapters"
)
GET_CHAPTER = _current("get-a-chapter", "GET chapters/{id}")
GET_CHAPTERS = _withdrawn("get-several-chapters", "GET chapters")

# --- Search, categories and markets ------------------------------------------

SEARCH = _current("search", "GET search", page_in_development=10)
GET_FEATURED_PLAYLISTS = _restricted(
    "get-featured-playlists", "GET browse/featured-playlists"
)
GET_CATEGORIES = _withdrawn("get-categories", "GET browse/categories")
GET_CATEGORY = _withdrawn("get-a-category", "GET browse/categories/{id}")
GET_CATEGORY_PLAYLISTS = _restricted(
    "get-a-categories-playlists", "GET browse/categories/{id}/playlists"
)
GET_MARKETS = _withdrawn("get-available-markets", "GET markets")

# --- Playlists ---------------------------------------------------------------

GET_PLAYLIST = _current("get-playlist", "GET playlists/{id}")
EDIT_PLAYLIST = _current("change-playlist-details", "PUT playlists/{id}", _PLAYLISTS)
GET_PLAYLIST_TRACKS = _withdrawn(
    "get-playlists-tracks",
    "GET playlists/{id}/tracks",
    _PLAYLIST_READ,
    instead="get-playlists-items",
    page=100,
)
UPDATE_PLAYLIST_TRACKS = _withdrawn(
    "reorder-or-replace-playlists-tracks",
    "PUT playlists/{id}/tracks",
    _PLAYLISTS,
    instead="reorder-or-replace-playlists-items",
    most=100,
)
ADD_PLAYLIST_TRACKS = _withdrawn(
    "add-tracks-to-playlist",
    "POST playlists/{id}/tracks",
    _PLAYLISTS,
    instead="add-items-to-playlist",
    most=100,
)
REMOVE_PLAYLIST_TRACKS = _withdrawn(
    "remove-tracks-playlist",
    "DELETE playlists/{id}/tracks",
    _PLAYLISTS,
    instead="remove-items-playlist",
    most=100,
)
GET_PLAYLIST_ITEMS = _new(
    "get-playlists-items", "GET playlists/{id}/items", _PLAYLIST_READ
)
UPDATE_PLAYLIST_ITEMS = _new(
    "reorder-or-replace-playlists-items",
    "PUT playlists/{id}/items",
    _PLAYLISTS,
    most=100,
)
ADD_PLAYLIST_ITEMS = _new(
    "add-items-to-playlist", "POST playlists/{id}/items", _PLAYLISTS, most=100
)
REMOVE_PLAYLIST_ITEMS = _new(
    "remove-items-playlist", "DELETE playlists/{id}/items", _PLAYLISTS, most=100
)
GET_ME_PLAYLISTS = _current(
    "get-a-list-of-current-users-playlists", "GET me/playlists", _PLAYLIST_READ
)
CREATE_ME_PLAYLIST = _new("create-playlist", "POST me/playlists", _PLAYLISTS)
GET_USER_PLAYLISTS = _withdrawn(
    "get-list-users-playlists",
    "GET users/{id}/playlists",
    ("playlist-read-collaborative", "playlist-read-private"),
)
CREATE_PLAYLIST = _withdrawn(
    "create-playlist-for-user",
    "POST users/{id}/playlists",
    _PLAYLISTS,
    instead="create-playlist",
)
FOLLOW_PLAYLIST = _withdrawn(
    "follow-playlist", "PUT playlists/{id}/followers", _PLAYLISTS, instead=_SAVE
)
UNFOLLOW_PLAYLIST = _withdrawn(
    "unfollow-playlist", "DELETE playlists/{id}/followers", _PLAYLISTS, instead=_REMOVE
)
GET_PLAYLIST_COVER = _current("get-playlist-cover", "GET playlists/{id}/images")
UPLOAD_PLAYLIST_COVER = _current(
    "upload-custom-playlist-cover",
    "PUT playlists/{id}/images",
    ("playlist-modify-private", "playlist-modify-public", "ugc-image-upload"),
)
IS_FOLLOWING_PLAYLIST = _withdrawn(
    "check-if-user-follows-playlist",
    "GET playlists/{id}/followers/contains",
    instead=_CONTAINS,
)

# --- The library -------------------------------------------------------------


def _library(
    noun: str, *, in_body: bool = False, most: int = 50
) -> tuple[Operation, Operation, Operation]:
    """Return the operations that save, remove and check objects of one type."""
    save = f"save-{noun}-user", f"PUT me/{noun}", _LIBRARY_MODIFY
    remove = f"remove-{noun}-user", f"DELETE me/{noun}", _LIBRARY_MODIFY
    check = f"check-users-saved-{noun}", f"GET me/{noun}/contains", _LIBRARY_READ
    return (
        _withdrawn(*save, instead=_SAVE, most=most, in_body=in_body),
        _withdrawn(*remove, instead=_REMOVE, most=most),
        _withdrawn(*check, instead=_CONTAINS, most=most),
    )


GET_SAVED_AUDIOBOOKS = _current(
    "get-users-saved-audiobooks", "GET me/audiobooks", _LIBRARY_READ
)
SAVE_AUDIOBOOKS, REMOVE_SAVED_AUDIOBOOKS, HAS_SAVED_AUDIOBOOKS = _library("audiobooks")
SAVE_TO_LIBRARY = _new(
    _SAVE,
    "PUT me/library",
    ("playlist-modify-public", "user-follow-modify", "user-library-modify"),
    most=40,
)
REMOVE_FROM_LIBRARY = _new(
    _REMOVE,
    "DELETE me/library",
    ("playlist-modify-public", "user-follow-modify", "user-library-modify"),
    most=40,
)
LIBRARY_CONTAINS = _new(
    _CONTAINS,
    "GET me/library/contains",
    ("playlist-read-private", "user-follow-read", "user-library-read"),
    most=40,
)
GET_SAVED_ALBUMS = _current("get-users-saved-albums", "GET me/albums", _LIBRARY_READ)
SAVE_ALBUMS, REMOVE_SAVED_ALBUMS, HAS_SAVED_ALBUMS = _library("albums", most=20)
GET_SAVED_TRACKS = _current("get-users-saved-tracks", "GET me/tracks", _LIBRARY_READ)
SAVE_TRACKS, REMOVE_SAVED_TRACKS, HAS_SAVED_TRACKS = _library("tracks", in_body=True)
GET_SAVED_EPISODES = _current(
    "get-users-saved-episodes",
    "GET me/episodes",
    ("user-library-read", "user-read-playback-position"),
)
SAVE_EPISODES, REMOVE_SAVED_EPISODES, HAS_SAVED_EPISODES = _library("episodes")
GET_SAVED_SHOWS = _current("get-users-saved-shows", "GET me/shows", _LIBRARY_READ)
SAVE_SHOWS, REMOVE_SAVED_SHOWS, HAS_SAVED_SHOWS = _library("shows")

# --- People ------------------------------------------------------------------

GET_ME = _current(
    "get-current-users-profile", "GET me", ("user-read-email", "user-read-private")
)
GET_USER = _withdrawn("get-users-profile", "GET users/{id}")
GET_FOLLOWED_ARTISTS = _current("get-followed", "GET me/following", _FOLLOW_READ)
FOLLOW = _withdrawn(
    "follow-artists-users", "PUT me/following", _FOLLOW_MODIFY, instead=_SAVE
)
UNFOLLOW = _withdrawn(
    "unfollow-artists-users", "DELETE me/following", _FOLLOW_MODIFY, instead=_REMOVE
)
IS_FOLLOWING = _withdrawn(
    "check-current-user-follows",
    "GET me/following/contains",
    _FOLLOW_READ,
    instead=_CONTAINS,
)
GET_ME_TOP_ARTISTS = _current("get-users-top-artists", "GET me/top/artists", _TOP)
GET_ME_TOP_TRACKS = _current("get-users-top-tracks", "GET me/top/tracks", _TOP)

# --- The player --------------------------------------------------------------

GET_PLAYER = _current(
    "get-information-about-the-users-current-playback", "GET me/player", _PLAYER_READ
)
PLAYER_TRANSFER = _current("transfer-a-users-playback", "PUT me/player", _PLAYBACK)
GET_DEVICES = _current(
    "get-a-users-available-devices", "GET me/player/devices", _PLAYER_READ
)
PLAYER_CURRENTLY_PLAYING = _current(
    "get-the-users-currently-playing-track",
    "GET me/player/currently-playing",
    ("user-read-currently-playing",),
)
PLAYER_PLAY = _current("start-a-users-playback", "PUT me/player/play", _PLAYBACK)
PLAYER_PAUSE = _current("pause-a-users-playback", "PUT me/player/pause", _PLAYBACK)
PLAYER_NEXT = _current(
    "skip-users-playback-to-next-track", "POST me/player/next", _PLAYBACK
)
PLAYER_PREV = _current(
    "skip-users-playback-to-previous-track", "POST me/player/previous", _PLAYBACK
)
PLAYER_SEEK = _current(
    "seek-to-position-in-currently-playing-track", "PUT me/player/seek", _PLAYBACK
)
PLAYER_REPEAT = _current(
    "set-repeat-mode-on-users-playback", "PUT me/player/repeat", _PLAYBACK
)
PLAYER_VOLUME = _current(
    "set-volume-for-users-playback", "PUT me/player/volume", _PLAYBACK
)
PLAYER_SHUFFLE = _current(
    "toggle-shuffle-for-users-playback", "PUT me/player/shuffle", _PLAYBACK
)
GET_RECENTLY_PLAYED = _current(
    "get-recently-played",
    "GET me/player/recently-played",
    ("user-read-recently-played",),
)
GET_QUEUE = _current(
    "get-queue",
    "GET me/player/queue",
    ("user-read-currently-playing", "user-read-playback-state"),
)
PLAYER_ADD_TO_QUEUE = _current("add-to-queue", "POST me/player/queue", _PLAYBACK)

_BY_ADDRESS = {(one.method, one.template): one for one in OPERATIONS.values()}


def find(method: str, template: str) -> Operation | None:
    """Return the operation that a request is for, or ``None`` if it is none."""
    return _BY_ADDRESS.get((method, template))


def instead(operation: Operation) -> Operation:
    """Return what has taken the place of *operation*, or itself."""
    return OPERATIONS[operation.instead] if operation.instead else operation

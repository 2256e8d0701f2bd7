"""
The rest of the table: what is a user's.
"""

from __future__ import annotations

from typing import Any

from .answers import load
from .endpoints import CATALOGUE, TIME, A, B, Case

JPEG = b"\xff\xd8\xff\xe0 a picture"
SNAPSHOT = load("playlist_snapshot")["snapshot_id"]


def _saved(kind: str, model: str, answer: str) -> list[Case]:
    """Return the cases for one kind of saved thing."""
    ids = {"ids": f"{A},{B}"}
    market = {"market": "SE"} if kind in {"tracks", "albums", "episodes"} else {}
    in_body = kind == "tracks"
    return [
        Case(
            f"get-users-saved-{kind}",
            lambda it: getattr(it, f"list_saved_{kind}")(
                0, page_size=1, **market
            ).collect(1),
            f"me/{kind}",
            answer,
            "page",
            model,
            query={"limit": "1", "offset": "0", **market},
        ),
        Case(
            f"save-{kind}-user",
            lambda it: getattr(it, f"save_{kind}")(A, B),
            f"me/{kind}",
            query={} if in_body else ids,
            json={"ids": [A, B]} if in_body else None,
        ),
        Case(
            f"remove-{kind}-user",
            lambda it: getattr(it, f"remove_saved_{kind}")(A, B),
            f"me/{kind}",
            query=ids,
        ),
        Case(
            f"check-users-saved-{kind}",
            lambda it: getattr(it, f"has_saved_{kind}")(A, B),
            f"me/{kind}/contains",
            "library_contains",
            "raw",
            query=ids,
        ),
    ]


LIBRARY = [
    Case(
        "save-library-items",
        lambda it: it.save_to_library(f"spotify:track:{A}", f"spotify:show:{B}"),
        "me/library",
        query={"uris": f"spotify:track:{A},spotify:show:{B}"},
    ),
    Case(
        "remove-library-items",
        lambda it: it.remove_from_library(f"spotify:album:{A}"),
        "me/library",
        query={"uris": f"spotify:album:{A}"},
    ),
    Case(
        "check-library-contains",
        lambda it: it.library_contains(f"https://open.spotify.com/artist/{A}"),
        "me/library/contains",
        "library_contains",
        "raw",
        query={"uris": f"spotify:artist:{A}"},
    ),
    *_saved("tracks", "SavedTrack", "saved_tracks_page"),
    *_saved("albums", "SavedAlbum", "saved_albums_page"),
    *_saved("episodes", "SavedEpisode", "saved_episodes_page"),
    *_saved("shows", "SavedShow", "saved_shows_page"),
    *_saved("audiobooks", "SavedAudiobook", "saved_audiobooks_page"),
]

PEOPLE = [
    Case(
        "get-current-users-profile",
        lambda it: it.get_me(),
        "me",
        "me_full",
        "one",
        "PrivateUser",
    ),
    Case(
        "get-users-profile",
        lambda it: it.get_user("a user/with odd@name"),
        "users/a%20user%2Fwith%20odd%40name",
        "user_public",
        "one",
        "PublicUser",
    ),
    Case(
        "get-users-top-artists",
        lambda it: it.get_me_top_artists(2),
        "me/top/artists",
        "top_artists",
        "page",
        "FullArtist",
        query={"limit": "2", "offset": "0", "time_range": "medium_term"},
    ),
    Case(
        "get-users-top-tracks",
        lambda it: it.get_me_top_tracks(3, 3, "long_term"),
        "me/top/tracks",
        "top_tracks",
        "page",
        "FullTrack",
        query={"limit": "3", "offset": "3", "time_range": "long_term"},
    ),
    Case(
        "get-followed",
        lambda it: it.get_followed_artists(2, after=A),
        "me/following",
        "followed_artists_page1",
        "page",
        "FullArtist",
        "artists",
        query={"type": "artist", "limit": "2", "after": A},
    ),
    Case(
        "follow-artists-users",
        lambda it: it.follow_users("ada", "grace"),
        "me/following",
        query={"type": "user", "ids": "ada,grace"},
    ),
    Case(
        "unfollow-artists-users",
        lambda it: it.unfollow_users("ada", "grace"),
        "me/following",
        query={"type": "user", "ids": "ada,grace"},
    ),
    Case(
        "check-current-user-follows",
        lambda it: it.is_following_artists(A),
        "me/following/contains",
        "library_contains",
        "raw",
        query={"type": "artist", "ids": A},
    ),
]

#: What playlist items are asked for with.
ITEMS = {"limit": "3", "offset": "0", "additional_types": "track,episode"}


def _items(part: str, noun: str, remove: str) -> list[Case]:
    """Return the cases for one of the two ways to what is in a playlist."""
    path = f"playlists/{A}/{part}"
    uris = [f"spotify:track:{A}", f"spotify:episode:{B}"]
    snapshot: Any = ("playlist_snapshot", "raw", "", "snapshot_id")
    # Apps with extended access have the older operations.
    tier: Any = "extended" if part == "tracks" else "development"
    return [
        Case(
            f"add-{noun}-to-playlist",
            lambda it: getattr(it, f"playlist_add_{part}")(A, A, uris[1], position=4),
            path,
            *snapshot,
            json={"uris": uris, "position": 4},
            tier=tier,
        ),
        Case(
            f"reorder-or-replace-playlists-{part}",
            lambda it: getattr(it, f"playlist_reorder_{part}")(A, 1, 5, 2, "before"),
            path,
            *snapshot,
            json={
                "range_start": 1,
                "insert_before": 5,
                "range_length": 2,
                "snapshot_id": "before",
            },
            tier=tier,
        ),
        Case(
            f"reorder-or-replace-playlists-{part}",
            lambda it: getattr(it, f"playlist_replace_{part}")(A, *uris),
            path,
            *snapshot,
            json={"uris": uris},
            variant="(replacing)",
            tier=tier,
        ),
        Case(
            remove,
            lambda it: getattr(it, f"playlist_remove_{part}")(
                A, *uris, snapshot_id="before"
            ),
            path,
            *snapshot,
            json={part: [{"uri": uri} for uri in uris], "snapshot_id": "before"},
            tier=tier,
        ),
    ]


PLAYLISTS = [
    Case(
        "get-playlist",
        lambda it: it.get_playlist(A, market="SE", fields="id,name"),
        f"playlists/{A}",
        "playlist_full_2026",
        "one",
        "FullPlaylist",
        query={
            "market": "SE",
            "fields": "id,name",
            "additional_types": "track,episode",
        },
    ),
    Case(
        "change-playlist-details",
        lambda it: it.edit_playlist(A, name="Dusk", public=False),
        f"playlists/{A}",
        json={"name": "Dusk", "public": False},
    ),
    Case(
        "get-playlists-items",
        lambda it: it.get_playlist_items(A, 3, 0),
        f"playlists/{A}/items",
        {**load("playlist_items_2026_page1"), "next": None},
        "page",
        "PlaylistEntry",
        query=ITEMS,
        tier="development",
    ),
    Case(
        "get-playlists-tracks",
        lambda it: it.list_playlist_tracks(A, 0, page_size=3).collect(3),
        f"playlists/{A}/tracks",
        {**load("playlist_tracks_legacy_page1"), "next": None},
        "page",
        "PlaylistEntry",
        query=ITEMS,
    ),
    *_items("items", "items", "remove-items-playlist"),
    *_items("tracks", "tracks", "remove-tracks-playlist"),
    Case(
        "get-a-list-of-current-users-playlists",
        lambda it: it.get_me_playlists(),
        "me/playlists",
        "me_playlists_2026",
        "page",
        "SimplePlaylist",
        query={"limit": "50"},
    ),
    Case(
        "get-list-users-playlists",
        lambda it: it.get_user_playlists("ada"),
        "users/ada/playlists",
        "user_playlists_page2",
        "page",
        "SimplePlaylist",
        query={"limit": "50"},
    ),
    Case(
        "create-playlist",
        lambda it: it.create_me_playlist("Dusk", description="Late"),
        "me/playlists",
        "playlist_created",
        "one",
        "FullPlaylist",
        json={
            "name": "Dusk",
            "public": False,
            "collaborative": False,
            "description": "Late",
        },
    ),
    Case(
        "create-playlist-for-user",
        lambda it: it.create_playlist("ada", "Dusk", public=True),
        "users/ada/playlists",
        "playlist_created_legacy",
        "one",
        "FullPlaylist",
        json={"name": "Dusk", "public": True, "collaborative": False},
    ),
    Case(
        "follow-playlist",
        lambda it: it.follow_playlist(A, public=False),
        f"playlists/{A}/followers",
        json={"public": False},
    ),
    Case(
        "unfollow-playlist",
        lambda it: it.unfollow_playlist(A),
        f"playlists/{A}/followers",
    ),
    Case(
        "check-if-user-follows-playlist",
        lambda it: it.is_following_playlist(A),
        f"playlists/{A}/followers/contains",
        {"told": [True]},
        "raw",
        key="told",
    ),
    Case(
        "get-playlist-cover",
        lambda it: it.get_playlist_cover(A),
        f"playlists/{A}/images",
        "playlist_cover_images",
        "list",
        "Image",
    ),
    Case(
        "upload-custom-playlist-cover",
        lambda it: it.upload_playlist_cover(A, JPEG),
        f"playlists/{A}/images",
    ),
]

EVERYTHING = {"additional_types": "track,episode"}
DEVICE = {"device_id": "a device"}

PLAYER = [
    Case(
        "get-information-about-the-users-current-playback",
        lambda it: it.get_player(market="SE"),
        "me/player",
        "player_context_episode",
        "one",
        "CurrentlyPlayingContext",
        query={"market": "SE", **EVERYTHING},
    ),
    Case(
        "get-the-users-currently-playing-track",
        lambda it: it.player_currently_playing(additional_types="episode"),
        "me/player/currently-playing",
        "currently_playing_track",
        "one",
        "CurrentlyPlaying",
        query={"additional_types": "episode"},
    ),
    Case(
        "get-a-users-available-devices",
        lambda it: it.get_devices(),
        "me/player/devices",
        "devices",
        "list",
        "Device",
        "devices",
    ),
    Case(
        "get-queue",
        lambda it: it.get_queue(),
        "me/player/queue",
        "queue",
        "one",
        "Queue",
    ),
    Case(
        "get-recently-played",
        lambda it: it.get_recently_played(2, before=TIME),
        "me/player/recently-played",
        "recently_played",
        "page",
        "PlayHistory",
        query={"limit": "2", "before": str(TIME)},
    ),
    Case(
        "transfer-a-users-playback",
        lambda it: it.player_transfer("a device", play=True),
        "me/player",
        json={"device_ids": ["a device"], "play": True},
    ),
    Case(
        "start-a-users-playback",
        lambda it: it.player_play("a device", uris=[A], position_ms=500),
        "me/player/play",
        query=DEVICE,
        json={"uris": [f"spotify:track:{A}"], "position_ms": 500},
    ),
    Case(
        "pause-a-users-playback",
        lambda it: it.player_pause("a device"),
        "me/player/pause",
        query=DEVICE,
    ),
    Case(
        "skip-users-playback-to-next-track",
        lambda it: it.player_next("a device"),
        "me/player/next",
        query=DEVICE,
    ),
    Case(
        "skip-users-playback-to-previous-track",
        lambda it: it.player_prev("a device"),
        "me/player/previous",
        query=DEVICE,
    ),
    Case(
        "seek-to-position-in-currently-playing-track",
        lambda it: it.player_seek(1500, "a device"),
        "me/player/seek",
        query={"position_ms": "1500", **DEVICE},
    ),
    Case(
        "set-repeat-mode-on-users-playback",
        lambda it: it.player_repeat("context", "a device"),
        "me/player/repeat",
        query={"state": "context", **DEVICE},
    ),
    Case(
        "set-volume-for-users-playback",
        lambda it: it.player_volume(40, "a device"),
        "me/player/volume",
        query={"volume_percent": "40", **DEVICE},
    ),
    Case(
        "toggle-shuffle-for-users-playback",
        lambda it: it.player_shuffle(state=True, device="a device"),
        "me/player/shuffle",
        query={"state": "true", **DEVICE},
    ),
    Case(
        "add-to-queue",
        lambda it: it.player_add_to_queue(A, "a device"),
        "me/player/queue",
        query={"uri": f"spotify:track:{A}", **DEVICE},
    ),
]

CASES = CATALOGUE + LIBRARY + PEOPLE + PLAYLISTS + PLAYER

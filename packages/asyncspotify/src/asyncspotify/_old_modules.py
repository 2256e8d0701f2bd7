"""
The modules of 0.12: see `clientcore.keep_modules`.
"""

from __future__ import annotations

from typing import Final

OLD_MODULES: Final[dict[str, str | None]] = {
    "album": "FullAlbum SimpleAlbum",
    "artist": "FullArtist SimpleArtist",
    "audiofeatures": "AudioFeatures",
    "client": "Client utils:get_id",
    "device": "Device",
    "exceptions": (
        "AuthenticationError BadRequest Forbidden HTTPException NotAllowed NotFound"
        " SpotifyException Unauthorized"
    ),
    # These two have nothing that exists today.
    "flags": "",
    "mixins": "",
    "http": None,
    "image": "Image",
    "oauth": None,
    "oauth.flows": None,
    "oauth.mixins": "",
    "oauth.response": None,
    "object": "SpotifyObject",
    "pager": (
        "_async.pager:CursorBasedPaging _async.pager:Pager _async.pager:SearchPager"
    ),
    "playing": "CurrentlyPlaying CurrentlyPlayingContext",
    "playlist": "FullPlaylist SimplePlaylist",
    "scope": "Scope",
    "track": "FullTrack PlaylistTrack SimpleTrack",
    "user": "PrivateUser PublicUser",
}

"""
One request for each of the 48 operations that read something.
"""

from __future__ import annotations

from asyncspotify.sandbox import Sandbox

#: Operation, path, query. The words in braces are of `names`.
READS: list[tuple[str, str, dict[str, str]]] = [
    ("/albums/{id}", "/albums/{album}", {}),
    ("/albums", "/albums", {"ids": "{album},{album}"}),
    ("/albums/{id}/tracks", "/albums/{album}/tracks", {"limit": "3", "offset": "2"}),
    ("/artists/{id}", "/artists/{artist}", {}),
    ("/artists", "/artists", {"ids": "{artist}"}),
    ("/artists/{id}/albums", "/artists/{artist}/albums", {}),
    ("/artists/{id}/top-tracks", "/artists/{artist}/top-tracks", {"market": "US"}),
    ("/artists/{id}/related-artists", "/artists/{artist}/related-artists", {}),
    ("/shows/{id}", "/shows/{show}", {}),
    ("/shows", "/shows", {"ids": "{show}"}),
    ("/shows/{id}/episodes", "/shows/{show}/episodes", {"offset": "60"}),
    ("/episodes/{id}", "/episodes/{episode}", {}),
    ("/episodes", "/episodes", {"ids": "{episode}"}),
    ("/audiobooks/{id}", "/audiobooks/{audiobook}", {}),
    ("/audiobooks", "/audiobooks", {"ids": "{audiobook}"}),
    ("/audiobooks/{id}/chapters", "/audiobooks/{audiobook}/chapters", {}),
    ("/chapters/{id}", "/chapters/{chapter}", {"market": "GB"}),
    ("/chapters", "/chapters", {"ids": "{chapter}"}),
    ("/tracks/{id}", "/tracks/{track}", {"market": "SE"}),
    ("/tracks", "/tracks", {"ids": "{track}"}),
    (
        "/search",
        "/search",
        {"q": "a", "type": "album,artist,playlist,track,show,episode,audiobook"},
    ),
    ("/me", "/me", {}),
    ("/me/top/artists", "/me/top/artists", {}),
    ("/me/top/tracks", "/me/top/tracks", {"time_range": "short_term"}),
    ("/me/audiobooks", "/me/audiobooks", {}),
    ("/me/audiobooks/contains", "/me/audiobooks/contains", {"ids": "{audiobook}"}),
    ("/me/albums", "/me/albums", {}),
    ("/me/albums/contains", "/me/albums/contains", {"ids": "{album}"}),
    ("/me/tracks", "/me/tracks", {}),
    ("/me/tracks/contains", "/me/tracks/contains", {"ids": "{track}"}),
    ("/me/episodes", "/me/episodes", {}),
    ("/me/episodes/contains", "/me/episodes/contains", {"ids": "{episode}"}),
    ("/me/shows", "/me/shows", {}),
    ("/me/shows/contains", "/me/shows/contains", {"ids": "{show}"}),
    ("/me/following", "/me/following", {"type": "artist", "limit": "3"}),
    (
        "/me/following/contains",
        "/me/following/contains",
        {"type": "artist", "ids": "{artist}"},
    ),
    (
        "/me/library/contains",
        "/me/library/contains",
        {"uris": "spotify:track:{track}"},
    ),
    ("/me/playlists", "/me/playlists", {}),
    ("/users/{user_id}", "/users/synthetic.friend", {}),
    ("/users/{user_id}/playlists", "/users/synthetic.friend/playlists", {}),
    ("/playlists/{playlist_id}", "/playlists/{playlist}", {}),
    ("/playlists/{playlist_id}/items", "/playlists/{playlist}/items", {"limit": "9"}),
    ("/playlists/{playlist_id}/tracks", "/playlists/{playlist}/tracks", {}),
    ("/playlists/{playlist_id}/images", "/playlists/{playlist}/images", {}),
    (
        "/playlists/{playlist_id}/followers/contains",
        "/playlists/{playlist}/followers/contains",
        {"ids": "sandbox_me"},
    ),
    ("/browse/featured-playlists", "/browse/featured-playlists", {}),
    ("/browse/categories", "/browse/categories", {}),
    ("/browse/categories/{category_id}", "/browse/categories/pop", {}),
    (
        "/browse/categories/{category_id}/playlists",
        "/browse/categories/pop/playlists",
        {},
    ),
    ("/browse/new-releases", "/browse/new-releases", {}),
    ("/markets", "/markets", {}),
    ("/audio-features", "/audio-features", {"ids": "{track}"}),
    ("/audio-features/{id}", "/audio-features/{track}", {}),
    ("/audio-analysis/{id}", "/audio-analysis/{track}", {}),
    ("/recommendations", "/recommendations", {"seed_genres": "dub", "min_tempo": "90"}),
    (
        "/recommendations/available-genre-seeds",
        "/recommendations/available-genre-seeds",
        {},
    ),
    ("/me/player", "/me/player", {}),
    ("/me/player/currently-playing", "/me/player/currently-playing", {}),
    ("/me/player/devices", "/me/player/devices", {}),
    ("/me/player/queue", "/me/player/queue", {}),
    ("/me/player/recently-played", "/me/player/recently-played", {"limit": "5"}),
]


def names(sandbox: Sandbox) -> dict[str, str]:
    """
    An id of everything there is.
    """
    catalogue = sandbox.world.catalogue
    kinds = ("album", "artist", "track", "show", "episode", "audiobook", "chapter")
    ids = {kind: next(iter(catalogue.of(kind))) for kind in kinds}
    return {**ids, "playlist": next(iter(sandbox.world.playlists))}

"""
Every operation of the service, as a table: what is called, sent, and returned.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import attrs

from asyncspotify._codec import CODEC

from .answers import load

A, B = "0aB1cD2eF3gH4iJ5kL6mN7", "7nM6lK5jI4hG3fE2dC1bA0"
TIME = 1590230820000

#: What an answer is read as: a model, a list of them at a key, a page of them
#: at a key, or JSON as it is.
Shape = Literal["one", "list", "page", "raw", "none"]


@attrs.frozen
class Case:
    """
    One call.

    Attributes:
        operation: Its name in Spotify's reference.

        call: Makes it, given the client.

        path: Where it goes; the method is the operation's.

        answer: The recorded answer's name, or an answer; ``None`` for an empty
            one.

        shape: How it is to be read.

        model: As what.

        key: What of it.

        query, json: What is sent besides.

        tier: The client's.

        variant: Which call of several that the operation serves.
    """

    operation: str
    call: Callable[[Any], Any]
    path: str
    answer: Any = None
    shape: Shape = "none"
    model: str = ""
    key: str = ""
    query: dict[str, str] = attrs.field(factory=dict, kw_only=True)
    json: Any = attrs.field(default=None, kw_only=True)
    tier: str = attrs.field(default="extended", kw_only=True)
    variant: str = attrs.field(default="", kw_only=True)

    @property
    def name(self) -> str:
        """What to call it."""
        return f"{self.operation} {self.variant}".strip()

    def body(self) -> Any:
        """Return what is answered, parsed."""
        return load(self.answer) if isinstance(self.answer, str) else self.answer

    def expected(self, face: Any) -> Any:
        """Return what the call is to return, of the models of *face*."""
        body = self.body()
        part = body[self.key] if self.key else body
        if self.shape in {"raw", "none"}:
            return part
        model = getattr(face, self.model)
        if self.shape == "one":
            return model.from_data(part)
        # Unions have no `from_data`.
        if self.shape == "page":
            return CODEC.structure(part["items"], list[model])
        return CODEC.structure(part, list[model | None])


ALBUMS = [
    Case(
        "get-an-album",
        lambda it: it.get_album(A, market="SE"),
        f"albums/{A}",
        "album_full",
        "one",
        "FullAlbum",
        query={"market": "SE"},
    ),
    Case(
        "get-multiple-albums",
        lambda it: it.get_albums(A, f"spotify:album:{B}", market="SE"),
        "albums",
        "albums_several",
        "list",
        "FullAlbum",
        "albums",
        query={"ids": f"{A},{B}", "market": "SE"},
    ),
    Case(
        "get-an-albums-tracks",
        lambda it: it.get_album_tracks(A, limit=5, offset=5, market="SE"),
        f"albums/{A}/tracks",
        "album_tracks_page2",
        "page",
        "SimpleTrack",
        query={"limit": "5", "offset": "5", "market": "SE"},
    ),
    Case(
        "get-new-releases",
        lambda it: it.list_new_releases(page_size=1).collect(1),
        "browse/new-releases",
        "new_releases",
        "page",
        "SimpleAlbum",
        "albums",
        query={"limit": "1"},
    ),
]

ARTISTS = [
    Case(
        "get-an-artist",
        lambda it: it.get_artist(f"https://open.spotify.com/intl-de/artist/{A}?si=x"),
        f"artists/{A}",
        "artist_full",
        "one",
        "FullArtist",
    ),
    Case(
        "get-multiple-artists",
        lambda it: it.get_artists(A, B),
        "artists",
        "artists_several",
        "list",
        "FullArtist",
        "artists",
        query={"ids": f"{A},{B}"},
    ),
    Case(
        "get-an-artists-albums",
        lambda it: it.get_artist_albums(A, 5, "album,single", "SE", 0),
        f"artists/{A}/albums",
        "artist_albums_page1",
        "page",
        "SimpleAlbum",
        query={
            "include_groups": "album,single",
            "market": "SE",
            "limit": "5",
            "offset": "0",
        },
    ),
    Case(
        "get-an-artists-top-tracks",
        lambda it: it.get_artist_top_tracks(A, market="SE"),
        f"artists/{A}/top-tracks",
        "artist_top_tracks",
        "list",
        "FullTrack",
        "tracks",
        query={"market": "SE"},
    ),
    Case(
        "get-an-artists-related-artists",
        lambda it: it.get_artist_related_artists(A),
        f"artists/{A}/related-artists",
        "artist_related_artists",
        "list",
        "FullArtist",
        "artists",
    ),
]

TRACKS = [
    Case(
        "get-track",
        lambda it: it.get_track(A, market="SE"),
        f"tracks/{A}",
        "track_relinked",
        "one",
        "FullTrack",
        query={"market": "SE"},
    ),
    Case(
        "get-several-tracks",
        lambda it: it.get_tracks(A, B),
        "tracks",
        "tracks_several",
        "list",
        "FullTrack",
        "tracks",
        query={"ids": f"{A},{B}"},
    ),
    Case(
        "get-audio-features",
        lambda it: it.get_audio_features(A),
        f"audio-features/{A}",
        "audio_features",
        "one",
        "AudioFeatures",
    ),
    Case(
        "get-several-audio-features",
        lambda it: it.get_audio_features_multiple_tracks(A, B),
        "audio-features",
        "audio_features_several",
        "list",
        "AudioFeatures",
        "audio_features",
        query={"ids": f"{A},{B}"},
    ),
    Case(
        "get-audio-analysis",
        lambda it: it.get_audio_analysis(A),
        f"audio-analysis/{A}",
        "audio_analysis",
        "one",
        "AudioAnalysis",
    ),
    Case(
        "get-recommendations",
        lambda it: it.get_recommendations(
            seed_artists=[A], seed_genres=["dub"], limit=200, market="SE", min_tempo=90
        ),
        "recommendations",
        "recommendations",
        "one",
        "Recommendations",
        query={
            "seed_artists": A,
            "seed_genres": "dub",
            "limit": "100",
            "market": "SE",
            "min_tempo": "90",
        },
    ),
    Case(
        "get-recommendation-genres",
        lambda it: it.get_genre_seeds(),
        "recommendations/available-genre-seeds",
        "genre_seeds",
        "raw",
        key="genres",
    ),
]


def _some(kind: str, model: str, operation: str, query: dict[str, str]) -> Case:
    return Case(
        operation,
        lambda it: getattr(it, f"get_{kind}s")(A, B, market="SE"),
        f"{kind}s",
        {f"{kind}s": [load(f"{kind}_full"), None]},
        "list",
        model,
        f"{kind}s",
        query=query,
    )


BOTH = {"ids": f"{A},{B}", "market": "SE"}
SPOKEN = [
    Case(
        "get-a-show",
        lambda it: it.get_show(A, market="SE"),
        f"shows/{A}",
        "show_full",
        "one",
        "FullShow",
        query={"market": "SE"},
    ),
    _some("show", "SimpleShow", "get-multiple-shows", BOTH),
    Case(
        "get-a-shows-episodes",
        lambda it: it.get_show_episodes(A, 2, 0, "SE"),
        f"shows/{A}/episodes",
        "show_episodes_page1",
        "page",
        "SimpleEpisode",
        query={"limit": "2", "offset": "0", "market": "SE"},
    ),
    Case(
        "get-an-episode",
        lambda it: it.get_episode(A, market="SE"),
        f"episodes/{A}",
        "episode_full",
        "one",
        "FullEpisode",
        query={"market": "SE"},
    ),
    _some("episode", "FullEpisode", "get-multiple-episodes", BOTH),
    Case(
        "get-an-audiobook",
        lambda it: it.get_audiobook(A, market="SE"),
        f"audiobooks/{A}",
        "audiobook_full",
        "one",
        "FullAudiobook",
        query={"market": "SE"},
    ),
    _some("audiobook", "FullAudiobook", "get-multiple-audiobooks", BOTH),
    Case(
        "get-audiobook-chapters",
        lambda it: it.get_audiobook_chapters(A, 5, 0, "SE"),
        f"audiobooks/{A}/chapters",
        "audiobook_chapters_page",
        "page",
        "SimpleChapter",
        query={"limit": "5", "offset": "0", "market": "SE"},
    ),
    Case(
        "get-a-chapter",
        lambda it: it.get_chapter(A, market="SE"),
        f"chapters/{A}",
        "chapter_full",
        "one",
        "FullChapter",
        query={"market": "SE"},
    ),
    _some("chapter", "FullChapter", "get-several-chapters", BOTH),
]

BROWSE = [
    Case(
        "search",
        lambda it: it.search_tracks("harbour", 2, "SE", 0, "audio"),
        "search",
        "search_tracks_page1",
        "page",
        "FullTrack",
        "tracks",
        query={
            "q": "harbour",
            "type": "track",
            "limit": "2",
            "market": "SE",
            "offset": "0",
            "include_external": "audio",
        },
    ),
    Case(
        "get-categories",
        lambda it: it.list_categories(0, "sv_SE", page_size=2).collect(2),
        "browse/categories",
        "categories",
        "page",
        "Category",
        "categories",
        query={"limit": "2", "offset": "0", "locale": "sv_SE"},
    ),
    Case(
        "get-a-category",
        lambda it: it.get_category("dinner", locale="sv_SE"),
        "browse/categories/dinner",
        "category",
        "one",
        "Category",
        query={"locale": "sv_SE"},
    ),
    Case(
        "get-a-categories-playlists",
        lambda it: it.list_category_playlists("dinner").collect(50),
        "browse/categories/dinner/playlists",
        "featured_playlists",
        "page",
        "SimplePlaylist",
        "playlists",
        query={"limit": "50"},
    ),
    Case(
        "get-featured-playlists",
        lambda it: it.list_featured_playlists(locale="sv_SE").collect(50),
        "browse/featured-playlists",
        "featured_playlists",
        "page",
        "SimplePlaylist",
        "playlists",
        query={"limit": "50", "locale": "sv_SE"},
    ),
    Case(
        "get-available-markets",
        lambda it: it.get_markets(),
        "markets",
        "markets",
        "raw",
        key="markets",
    ),
]

CATALOGUE = ALBUMS + ARTISTS + TRACKS + SPOKEN + BROWSE

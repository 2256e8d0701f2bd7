# Generated from _async/http.py by `nox -s twins`: do not edit.
"""
Requests with raw JSON as their result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from clientcore import Credentials, Request

from .._route import Route

if TYPE_CHECKING:
    from .base import BaseClient


class HTTP:
    """
    The low-level part of a client: routes in, raw JSON out.

    Programs may set a subclass as a client's ``http``. The methods of the client do
    not go through it; `request` and the methods for endpoints do.

    Args:
        client: Sends the requests.
    """

    _client: BaseClient

    def __init__(self, client: BaseClient) -> None:
        self._client = client

    def request(
        self,
        route: Route,
        data: Any = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        authorize: bool = True,
    ) -> Any:
        """
        Send a request, and return the JSON of the response, or ``None`` if it is empty.

        Credentials are sent to the client's own base URL only.

        Args:
            route: Method, URL and query.
            data: A form, or bytes.
            json: A body to send as JSON.
            headers: Headers besides those of the client.
            authorize: Whether credentials are sent.

        Raises:
            SpotifyException: The request failed.
        """
        headers = Credentials(headers)
        is_form = isinstance(data, Mapping)
        data = Credentials(data) if is_form else data
        path = route.url.removeprefix(f"{route.BASE}/")
        elsewhere = path == route.url
        request = Request(
            method=route.method,  # type: ignore[arg-type]
            template="(elsewhere)" if elsewhere else path,
            base=route.url if elsewhere else None,
            link=str(route) if elsewhere else None,
            query=route.params,
            json=... if json is None else json,
            form=data if is_form else None,
            content=None if is_form else data,
            headers=headers,
            auth=authorize,
        )
        response = self._client.request(request)
        return self._client.parse_json(response) if response.content else None

    def close(self) -> None:
        """Close the client's connections."""
        self._client.close()

    # --- Endpoints ------------------------------------------------------------

    def _get(self, path: str, **query: Any) -> Any:
        return self.request(Route("GET", path, **query))

    def _command(self, method: str, path: str, **query: Any) -> Any:
        return self.request(Route(method, f"me/player/{path}", **query))

    def get_album(self, album_id: str, **kwargs: Any) -> Any:
        """Send ``GET albums/{album_id}``."""
        return self._get(f"albums/{quote(album_id, safe='')}", **kwargs)

    def get_album_tracks(self, album_id: str, **kwargs: Any) -> Any:
        """Send ``GET albums/{album_id}/tracks``."""
        return self._get(f"albums/{quote(album_id, safe='')}/tracks", **kwargs)

    def get_artist(self, artist_id: str) -> Any:
        """Send ``GET artists/{artist_id}``."""
        return self._get(f"artists/{quote(artist_id, safe='')}")

    def get_artist_albums(self, artist_id: str, **kwargs: Any) -> Any:
        """Send ``GET artists/{artist_id}/albums``."""
        return self._get(f"artists/{quote(artist_id, safe='')}/albums", **kwargs)

    def get_artist_related_artists(self, artist_id: str) -> Any:
        """Send ``GET artists/{artist_id}/related-artists``."""
        return self._get(f"artists/{quote(artist_id, safe='')}/related-artists")

    def get_artist_top_tracks(self, artist_id: str, **kwargs: Any) -> Any:
        """Send ``GET artists/{artist_id}/top-tracks``."""
        return self._get(f"artists/{quote(artist_id, safe='')}/top-tracks", **kwargs)

    def get_audio_analysis(self, track_id: str) -> Any:
        """Send ``GET audio-analysis/{track_id}``."""
        return self._get(f"audio-analysis/{quote(track_id, safe='')}")

    def get_audio_features(self, track_id: str) -> Any:
        """Send ``GET audio-features/{track_id}``."""
        return self._get(f"audio-features/{quote(track_id, safe='')}")

    def get_playlist(self, playlist_id: str) -> Any:
        """Send ``GET playlists/{playlist_id}``."""
        return self._get(f"playlists/{quote(playlist_id, safe='')}")

    def get_playlist_tracks(self, playlist_id: str) -> Any:
        """Send ``GET playlists/{playlist_id}/items``."""
        return self._get(f"playlists/{quote(playlist_id, safe='')}/items")

    def get_track(self, track_id: str) -> Any:
        """Send ``GET tracks/{track_id}``."""
        return self._get(f"tracks/{quote(track_id, safe='')}")

    def get_user(self, user_id: str) -> Any:
        """Send ``GET users/{user_id}``."""
        return self._get(f"users/{quote(user_id, safe='')}")

    def get_user_playlists(self, user_id: str) -> Any:
        """Send ``GET users/{user_id}/playlists``."""
        return self._get(f"users/{quote(user_id, safe='')}/playlists")

    def get_devices(self) -> Any:
        """Send ``GET me/player/devices``."""
        return self._get("me/player/devices")

    def get_me(self) -> Any:
        """Send ``GET me``."""
        return self._get("me")

    def get_me_playlists(self) -> Any:
        """Send ``GET me/playlists``."""
        return self._get("me/playlists")

    def get_me_top_artists(self, **kwargs: Any) -> Any:
        """Send ``GET me/top/artists``."""
        return self._get("me/top/artists", **kwargs)

    def get_me_top_tracks(self, **kwargs: Any) -> Any:
        """Send ``GET me/top/tracks``."""
        return self._get("me/top/tracks", **kwargs)

    def get_player(self, **kwargs: Any) -> Any:
        """Send ``GET me/player``."""
        return self._get("me/player", **kwargs)

    def player_currently_playing(self, **kwargs: Any) -> Any:
        """Send ``GET me/player/currently-playing``."""
        return self._get("me/player/currently-playing", **kwargs)

    def get_albums(self, album_ids: Iterable[str], **kwargs: Any) -> Any:
        """Send ``GET albums``."""
        return self._get("albums", ids=_joined(album_ids), **kwargs)

    def get_artists(self, artist_ids: Iterable[str]) -> Any:
        """Send ``GET artists``."""
        return self._get("artists", ids=_joined(artist_ids))

    def get_tracks(self, track_ids: Iterable[str]) -> Any:
        """Send ``GET tracks``."""
        return self._get("tracks", ids=_joined(track_ids))

    def get_audio_features_multiple_tracks(self, track_ids: Iterable[str]) -> Any:
        """Send ``GET audio-features``."""
        return self._get("audio-features", ids=_joined(track_ids))

    def get_followed_artists(self, type: str = "artist", **kwargs: Any) -> Any:
        """Send ``GET me/following``."""
        return self._get("me/following", type=type, **kwargs)

    def search(self, q: str, type: str, **kwargs: Any) -> Any:
        """Send ``GET search``."""
        return self._get("search", q=q, type=type, **kwargs)

    def following(self, type: str, ids: Iterable[str], **kwargs: Any) -> Any:
        """Send ``PUT me/following``."""
        route = Route("PUT", "me/following", type=type, ids=_joined(ids), **kwargs)
        return self.request(route)

    def create_playlist(self, user_id: str, name: str, **kwargs: Any) -> Any:
        """Send ``POST users/{user_id}/playlists``."""
        route = Route("POST", f"users/{quote(user_id, safe='')}/playlists")
        return self.request(route, json={"name": name, **kwargs})

    def edit_playlist(self, playlist_id: str, **kwargs: Any) -> Any:
        """Send ``PUT playlists/{playlist_id}``."""
        route = Route("PUT", f"playlists/{quote(playlist_id, safe='')}")
        return self.request(route, json=kwargs)

    def playlist_add_tracks(self, playlist_id: str, **kwargs: Any) -> Any:
        """Send ``POST playlists/{playlist_id}/items``."""
        route = Route("POST", f"playlists/{quote(playlist_id, safe='')}/items")
        return self.request(route, json=kwargs)

    def player_next(self, device_id: str | None = None) -> Any:
        """Send ``POST me/player/next``."""
        return self._command("POST", "next", device_id=device_id)

    def player_prev(self, device_id: str | None = None) -> Any:
        """Send ``POST me/player/previous``."""
        return self._command("POST", "previous", device_id=device_id)

    def player_play(self, device_id: str | None = None, **kwargs: Any) -> Any:
        """Send ``PUT me/player/play``."""
        route = Route("PUT", "me/player/play", device_id=device_id)
        return self.request(route, json=kwargs or None)

    def player_pause(self, device_id: str | None = None) -> Any:
        """Send ``PUT me/player/pause``."""
        return self._command("PUT", "pause", device_id=device_id)

    def player_seek(self, time: int, device_id: str | None = None) -> Any:
        """Send ``PUT me/player/seek``."""
        query = {"position_ms": time, "device_id": device_id}
        return self._command("PUT", "seek", **query)

    def player_repeat(self, state: str, device_id: str | None = None) -> Any:
        """Send ``PUT me/player/repeat``."""
        query = {"state": state, "device_id": device_id}
        return self._command("PUT", "repeat", **query)

    def player_volume(self, volume: int, device_id: str | None = None) -> Any:
        """Send ``PUT me/player/volume``."""
        query = {"volume_percent": volume, "device_id": device_id}
        return self._command("PUT", "volume", **query)

    def player_shuffle(self, state: bool, device_id: str | None = None) -> Any:
        """Send ``PUT me/player/shuffle``."""
        query = {"state": str(state).lower(), "device_id": device_id}
        return self._command("PUT", "shuffle", **query)


def _joined(ids: Iterable[str]) -> str:
    return ids if isinstance(ids, str) else ",".join(ids)

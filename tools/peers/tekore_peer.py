"""
What tekore expects of Spotify, whose models are strict.
"""

import os

import httpx
import tekore


class ToTheSandbox(httpx.HTTPTransport):
    """Sends requests for Spotify to the sandbox."""

    def handle_request(self, request):
        url = str(request.url)
        url = url.replace("https://api.spotify.com/v1", os.environ["SPOTIFY_API"])
        url = url.replace(
            "https://accounts.spotify.com", os.environ["SPOTIFY_ACCOUNTS"]
        )
        request.url = httpx.URL(url)
        request.headers["host"] = request.url.netloc.decode()
        return super().handle_request(request)


sender = tekore.SyncSender(httpx.Client(transport=ToTheSandbox()))
sp = tekore.Spotify(os.environ["SPOTIFY_TOKEN"], sender=sender)

assert sp.current_user().id == "sandbox_me"
track = sp.track("YtkcAPblNlJ3luBsvhsOu4")
assert track.name == "Winter Window"
[found] = sp.search("lighthouse", types=("track",), limit=5)
assert found.items
album = sp.album(track.album.id)
assert len(list(sp.all_items(sp.album_tracks(album.id, limit=5)))) == 12
playlist = next(
    one for one in sp.playlists("sandbox_me").items if one.name == "Rainy Commute"
)
first = sp.playlist_items(playlist.id, limit=50)
assert len(list(sp.all_items(first))) == 111
sp.saved_tracks_add([track.id])
assert sp.saved_tracks_contains([track.id]) == [True]
artists = sp.followed_artists(limit=3)
assert len(list(sp.all_items(artists))) == 8
assert sp.playback_devices()
sp.playback_start_tracks([track.id])
assert sp.playback().item.id == track.id
try:
    sp.track("0" * 22)
except tekore.NotFound:
    pass
else:
    raise AssertionError("an unknown track was found")

cred = tekore.Credentials(
    os.environ["SPOTIFY_CLIENT_ID"], os.environ["SPOTIFY_CLIENT_SECRET"], sender=sender
)
app = tekore.Spotify(cred.request_client_token(), sender=sender)
assert app.artist(track.artists[0].id).name == "Paper Lanterns"

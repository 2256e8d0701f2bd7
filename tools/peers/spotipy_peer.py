"""
What spotipy expects of Spotify.
"""

import os

import spotipy
from spotipy.oauth2 import SpotifyClientCredentials

sp = spotipy.Spotify(auth=os.environ["SPOTIFY_TOKEN"], retries=0)
sp.prefix = os.environ["SPOTIFY_API"] + "/"

assert sp.me()["id"] == sp.current_user()["id"] == "sandbox_me"
track = sp.track("spotify:track:YtkcAPblNlJ3luBsvhsOu4")
assert track["name"] == "Winter Window"
found = sp.search("artist:lanterns", limit=5, type="track,album")
assert found["tracks"]["items"]
more = sp.next(found["tracks"])
assert more["tracks"]["offset"] == 5

playlists = sp.current_user_playlists(limit=2)
names = [one["name"] for one in playlists["items"]]
following = sp.next(playlists)
assert names and following["offset"] == 2
mine = next(
    one
    for one in sp.current_user_playlists()["items"]
    if one["name"] == "Rainy Commute"
)
page = sp.playlist_items(
    mine["id"], fields="items(added_by.id,track(name)),next", limit=50
)
assert len(page["items"]) == 50 and page["items"][0]["track"]["name"]
assert len(sp.next(page)["items"]) == 50

sp.current_user_saved_tracks_add([track["id"]])
assert sp.current_user_saved_tracks_contains([track["id"]]) == [True]
sp.current_user_saved_tracks_delete([track["id"]])
assert sp.current_user_saved_tracks_contains([track["id"]]) == [False]

assert sp.devices()["devices"][0]["is_active"]
sp.start_playback(uris=[track["uri"]])
assert sp.current_playback()["item"]["id"] == track["id"]
sp.pause_playback()
try:
    sp.pause_playback()
except spotipy.SpotifyException as error:
    assert (error.http_status, error.reason) == (403, "ALREADY_PAUSED"), error
else:
    raise AssertionError("a second pause was accepted")
try:
    sp.track("0" * 22)
except spotipy.SpotifyException as error:
    assert error.http_status == 404
else:
    raise AssertionError("an unknown track was found")

auth = SpotifyClientCredentials(
    os.environ["SPOTIFY_CLIENT_ID"],
    os.environ["SPOTIFY_CLIENT_SECRET"],
    cache_handler=spotipy.cache_handler.MemoryCacheHandler(),
)
auth.OAUTH_TOKEN_URL = os.environ["SPOTIFY_ACCOUNTS"] + "/api/token"
app = spotipy.Spotify(auth_manager=auth, retries=0)
app.prefix = sp.prefix
assert app.album(track["album"]["id"])["total_tracks"] == 12

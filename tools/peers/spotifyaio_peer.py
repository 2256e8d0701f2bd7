"""
What spotifyaio expects of Spotify.
"""

import asyncio
import os

import aiohttp_to_sandbox  # noqa: F401
from spotifyaio import SpotifyClient


async def main():
    async with SpotifyClient() as sp:
        sp.authenticate(os.environ["SPOTIFY_TOKEN"])
        assert (await sp.get_current_user()).user_id == "sandbox_me"
        assert (await sp.get_devices())[0].is_active
        albums = await sp.get_saved_albums()
        assert albums
        artists = await sp.get_followed_artists()
        assert artists
        playlists = await sp.get_playlists_for_current_user()
        assert playlists
        found = await sp.get_playlist(playlists[0].playlist_id)
        assert found.name
        track = (await sp.get_saved_tracks())[0].track
        await sp.start_playback(uris=[track.uri])
        playing = await sp.get_playback()
        assert playing.item.uri == track.uri
        await sp.pause_playback()


asyncio.run(main())

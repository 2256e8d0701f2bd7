"""
What asyncspotify 0.12.1 expects of Spotify.
"""

import asyncio
import os

import aiohttp_to_sandbox  # noqa: F401
import asyncspotify


async def main():
    app = os.environ["SPOTIFY_CLIENT_ID"], os.environ["SPOTIFY_CLIENT_SECRET"]
    async with asyncspotify.Client(asyncspotify.ClientCredentialsFlow(*app)) as sp:
        track = await sp.get_track("YtkcAPblNlJ3luBsvhsOu4")
        assert track.name == "Winter Window"
        album = await sp.get_album(track.album.id)
        assert len(album.tracks) == 12
        artist = await sp.get_artist(track.artists[0].id)
        assert artist.name == "Paper Lanterns"
        assert len(await sp.get_tracks(*[one.id for one in album.tracks])) == 12
        found = await sp.search_tracks(q="lighthouse", limit=5)
        assert len(found) == 5
        user = await sp.get_user("sandbox_me")
        assert user.display_name == "Kim Sandbox"
        try:
            await sp.get_track("0" * 22)
        except asyncspotify.NotFound:
            pass
        else:
            raise AssertionError("an unknown track was found")
        try:
            await sp.get_track("words")
        except asyncspotify.BadRequest:
            pass
        else:
            raise AssertionError("words were found")


asyncio.run(main())

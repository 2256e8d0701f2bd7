"""
The commands of a music bot, for asyncspotify 0.12.1: each returns what it replies.
"""

import asyncio
import os

import asyncspotify
from asyncspotify.utils import find


class Music:
    """What would be a cog: the bot's other commands are elsewhere."""

    def __init__(self, client):
        self.client = client

    async def track(self, words):
        found = await self.client.search_tracks(q=words, limit=3)
        if not found:
            return "nothing"
        return "\n".join(f"{one.name}: {self.by(one)}" for one in found)

    async def album(self, album_id):
        album = await self.client.get_album(album_id)
        lines = [f"{album.name} by {self.by(album)}, {album.release_date.year}"]
        async for track in album:
            length = int(track.duration.total_seconds())
            lines.append(f"{track.name} {length // 60}:{length % 60:02}")
        return "\n".join(lines)

    async def artist(self, artist_id):
        artist = await self.client.get_artist(artist_id)
        top = await self.client.get_artist_top_tracks(artist, market="SE")
        albums = await artist.albums(limit=4)
        lines = [f"{artist.name}: {artist.link}", ", ".join(artist.genres)]
        lines += [f"top: {track.name}" for track in top[:3]]
        return "\n".join([*lines, *sorted({album.name for album in albums})])

    async def mood(self, track_id):
        features = await self.client.get_audio_features(track_id)
        return f"{features.tempo} {features.key} {features.danceability}"

    @staticmethod
    def by(thing):
        return ", ".join(artist.name for artist in thing.artists)


async def main():
    auth = asyncspotify.ClientCredentialsFlow(
        client_id=os.environ["SPOTIFY_CLIENT_ID"],
        client_secret=os.environ["SPOTIFY_CLIENT_SECRET"],
    )
    async with asyncspotify.Client(auth) as client:
        cog = Music(client)
        print(await cog.track("lighthouse"))
        track = await client.get_track("YtkcAPblNlJ3luBsvhsOu4")
        print(track.name, track.id, track.uri, track.popularity)
        print(await cog.album(track.album.id))
        print(await cog.artist(track.artists[0].id))
        print(await cog.mood(track.id))
        several = await client.get_tracks(track.id, track)
        print([one.name for one in several], len(find(several, name=track.name)))
        for wrong in ("0" * 22, "words"):
            try:
                await client.get_track(wrong)
            except asyncspotify.NotFound as error:
                print("not found", isinstance(error, asyncspotify.SpotifyException))
            except asyncspotify.BadRequest as error:
                print("bad request", isinstance(error, asyncspotify.HTTPException))
        user = await client.get_user("sandbox_me")
        print(user.display_name, user.id, user.link)


asyncio.run(main())

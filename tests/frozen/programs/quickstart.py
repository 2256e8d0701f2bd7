"""
A program that reads playlists with both halves of a client.
"""

from __future__ import annotations

import asyncio
import os

import asyncspotify
import asyncspotify.sync

APP = (os.environ["SPOTIFY_CLIENT_ID"], os.environ["SPOTIFY_CLIENT_SECRET"])
ACCOUNTS = os.environ["SPOTIFY_ACCOUNTS"]
API = os.environ["SPOTIFY_API"]


async def count_albums() -> None:
    flow = asyncspotify.ClientCredentialsFlow(*APP, accounts_url=ACCOUNTS)
    async with asyncspotify.Client(flow, base_url=API) as client:
        artist = await client.search_artist("Slow Tram")
        assert artist is not None
        albums = [album async for album in client.list_artist_albums(artist)]
        print(f"{artist.name} has {len(albums)} albums")


def miss_a_track() -> None:
    flow = asyncspotify.sync.ClientCredentialsFlow(*APP, accounts_url=ACCOUNTS)
    with asyncspotify.sync.Client(flow, base_url=API) as client:
        try:
            client.get_track("0000000000000000000000")
        except asyncspotify.NotFound as error:
            print(error)


asyncio.run(count_albums())
miss_a_track()
print("the version is known:", bool(asyncspotify.__version__))

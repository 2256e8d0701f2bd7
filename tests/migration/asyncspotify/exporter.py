"""
An exporter whose client, requests and tracks are classes of its own, for 0.12.1.
"""

import asyncio
import csv
import io
import os

import asyncspotify
from asyncspotify import exceptions, http
from asyncspotify.oauth.flows import ClientCredentialsFlow
from asyncspotify.track import SimpleTrack


class CountingHTTP(http.HTTP):
    """Counts requests by their method."""

    def __init__(self, client):
        super().__init__(client)
        self.counts = {}

    async def request(self, route, *args, **kwargs):
        self.counts[route.method] = self.counts.get(route.method, 0) + 1
        return await super().request(route, *args, **kwargs)


class Exporter(asyncspotify.Client):
    """Writes albums as rows."""

    def __init__(self, auth):
        super().__init__(auth)
        self.http = CountingHTTP(self)
        self.written = io.StringIO()

    async def export(self, *album_ids):
        rows = csv.writer(self.written, lineterminator="\n")
        for album in await self.get_albums(*album_ids):
            async for track in album:
                track.album_name = album.name
                minutes = round(track.duration.total_seconds() / 60, 2)
                rows.writerow([track.album_name, track.name, minutes])
        return self.written.getvalue()


async def main():
    auth = ClientCredentialsFlow(
        os.environ["SPOTIFY_CLIENT_ID"], os.environ["SPOTIFY_CLIENT_SECRET"]
    )
    exporter = Exporter(auth)
    await exporter.authorize()
    try:
        track = await exporter.get_track("YtkcAPblNlJ3luBsvhsOu4")
        raw = await exporter.http.get_track(track.id)
        print(raw["name"], SimpleTrack(exporter, raw).name)
        print(await exporter.export(track.album.id))
        route = asyncspotify.Route("GET", f"tracks/{track.id}")
        print((await exporter.http.request(route))["name"], route.method)
        print(exporter.http.counts.get("GET", 0) >= 2)
        try:
            await exporter.http.get_track("0" * 22)
        except exceptions.NotFound as error:
            print("not found", isinstance(error, exceptions.HTTPException))
    finally:
        await exporter.close()


asyncio.run(main())

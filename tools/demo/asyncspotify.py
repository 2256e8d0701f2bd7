"""
A tour through the client: what the repository's demo does and shows.
"""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from http.client import HTTPConnection
from io import StringIO
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
import attrs

from asyncspotify import (
    ACCOUNTS_URL,
    API_URL,
    AuthenticationResponse,
    Client,
    ClientCredentialsFlow,
    FullAlbum,
    FullArtist,
    FullPlaylist,
    NotFound,
    PKCEFlow,
    PlayerError,
    Scope,
    SimpleAlbum,
)
from asyncspotify.sandbox import Sandbox, Tier
from clientcore.aio import Bearer
from clientcore.sandbox import RateLimit
from tools.demo.steps import Patient, Step, fail_twice, refused

_UNKNOWN = "0" * 22
_JPEG = b"\xff\xd8\xff\xe0 hardly a picture"


@asynccontextmanager
async def tour(sandbox: Sandbox, base_url: str) -> AsyncIterator[list[Step]]:
    """
    Get ready for a tour.

    Args:
        sandbox: A fresh one.

        base_url: Where it is served.
    """
    known = sandbox.environment(base_url)
    flow = _Browserless(
        known["SPOTIFY_CLIENT_ID"],
        Scope.all(),
        "http://127.0.0.1:4321/callback",
        accounts_url=known["SPOTIFY_ACCOUNTS"],
    )
    client = Client(flow, base_url=known["SPOTIFY_API"], tier="extended")
    try:
        yield _Tour(client, "Slow Tram", sandbox, flow).steps
    finally:
        await client.close()


@asynccontextmanager
async def live(environ: Mapping[str, str]) -> AsyncIterator[list[Step]]:
    """
    Get ready for a tour of the real service, on which nothing is changed.

    Args:
        environ: Says who we are: ``SPOTIFY_CLIENT_ID`` and
            ``SPOTIFY_CLIENT_SECRET``. ``SPOTIFY_API`` and ``SPOTIFY_ACCOUNTS``
            may say that the service is elsewhere.

    Raises:
        LookupError: One of the first two variables is missing.
    """
    names = ("SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET")
    if missing := [name for name in names if not environ.get(name)]:
        raise LookupError(f"not in the environment: {', '.join(missing)}")
    accounts = environ.get("SPOTIFY_ACCOUNTS") or ACCOUNTS_URL
    client_id, secret = (environ[name] for name in names)
    flow = ClientCredentialsFlow(client_id, secret, accounts_url=accounts)
    api = environ.get("SPOTIFY_API") or API_URL
    # What every app may do: who has more access gets the same this way.
    async with Client(flow, base_url=api, tier="development") as client:
        yield _Reading(client, "Miles Davis").steps


class _Browserless(PKCEFlow):
    """
    Signs in without a browser: the sandbox redirects the user back at once.
    """

    async def setup(self) -> AuthenticationResponse:
        link = str(self.create_authorize_route())
        back = await anyio.to_thread.run_sync(_visit, link)
        return await self.get_token_from_redirect(back)


def _visit(link: str) -> str:
    """
    Follow a link, and return where it leads to.
    """
    url = urlsplit(link)
    with closing(HTTPConnection(url.netloc, timeout=10)) as connection:
        connection.request("GET", f"{url.path}?{url.query}")
        return connection.getresponse().headers["location"]


@attrs.define
class _Reading:
    """
    The steps that change nothing.
    """

    client: Client
    name: str
    artist: FullArtist = attrs.field(init=False)
    albums: list[SimpleAlbum] = attrs.field(init=False)
    album: FullAlbum = attrs.field(init=False)

    @property
    def steps(self) -> list[Step]:
        return [
            ("find an artist", self.find_artist),
            ("go through their albums", self.go_through_albums),
            ("read the longest whole", self.read_album),
            ("ask for 4 pages at once", self.prefetch),
            ("ask for what isn't there", self.miss),
        ]

    async def find_artist(self) -> str:
        artist = await self.client.search_artist(self.name)
        if artist is None:
            raise RuntimeError(f"nobody is called {self.name}")
        self.artist = artist
        return f"{artist.name}, {artist.uri}"

    async def go_through_albums(self) -> str:
        pages = self.client.list_artist_albums(self.artist, page_size=4).pages()
        self.albums, count = [], 0
        async for page in pages:
            self.albums += page.items
            count += 1
            if count == 5:
                break
        return f"{len(self.albums)} albums on {count} pages"

    async def read_album(self) -> str:
        longest = max(self.albums, key=lambda album: album.track_count or 0)
        self.album = await self.client.get_album(longest)
        await self.album.fill()
        return f"{self.album.name}: {len(self.album.tracks)} tracks"

    async def prefetch(self) -> str:
        tracks = self.client.list_album_tracks(self.album, page_size=8)
        one_by_one = await tracks.collect()
        together = await tracks.prefetch(4).collect()
        if together != one_by_one:
            raise RuntimeError("they came in another order")
        return f"the same {len(together)} tracks, in the same order"

    async def miss(self) -> str:
        error = await refused(NotFound, self.client.get_track(_UNKNOWN))
        return f"{type(error).__name__}: {error}"


@attrs.define
class _Tour(_Reading):
    """
    All steps. Each may build on those before it.
    """

    sandbox: Sandbox
    flow: PKCEFlow
    playlist: FullPlaylist = attrs.field(init=False)

    @property
    def steps(self) -> list[Step]:
        return [
            ("sign in: code and PKCE", self.sign_in),
            *super().steps,
            ("fetch 120 tracks by id", self.fetch_many),
            ("look into a playlist", self.look_inside),
            ("export it as CSV", self.export),
            ("make a playlist", self.make_playlist),
            ("change what is in it", self.change_playlist),
            ("give it a cover", self.upload_cover),
            ("save an album and a show", self.save),
            ("play it, and queue a track", self.play),
            ("command what obeys nobody", self.overreach),
            ("survive a 503 and a reset", self.survive),
            ("wait as a 429 says", self.wait),
            ("renew the token", self.renew),
            ("be an app in development", self.be_small),
            ("leave it all as it was", self.tidy_up),
        ]

    async def sign_in(self) -> str:
        await self.client.authorize()
        me = await self.client.get_me()
        return f"{me.name}, {me.product}, in {me.country}"

    async def fetch_many(self) -> str:
        ids = list(self.sandbox.world.catalogue.tracks)[:119]
        tracks = await self.client.get_tracks(*ids, _UNKNOWN)
        found = [track for track in tracks if track is not None]
        return f"{len(found)} found, {len(tracks) - len(found)} missing"

    async def look_inside(self) -> str:
        mine = await self.client.get_me_playlists()
        longest = max(mine, key=lambda one: one.track_count or 0)
        self.playlist = await self.client.get_playlist(longest)
        await self.playlist.fill()
        kinds = {f"{entry.type}s" for entry in self.playlist.tracks}
        gone = (self.playlist.track_count or 0) - len(self.playlist.tracks)
        return f"{self.playlist.name}: {' and '.join(sorted(kinds))}, {gone} gone"

    async def export(self) -> str:
        file = StringIO()
        table = csv.writer(file)
        table.writerow(["added", "uri", "name"])
        async for entry in self.playlist:
            table.writerow([entry.added_at, entry.uri, entry.name])
        rows = file.getvalue().splitlines()
        return f"{len(rows) - 1} rows, the first of {rows[1][:10]}"

    async def make_playlist(self) -> str:
        tracks = self.album.tracks[:50]
        self.playlist = await self.client.create_me_playlist("A tour", public=True)
        await self.playlist.add_tracks(*tracks, *tracks, *tracks)
        count = await self.client.list_playlist_tracks(self.playlist).count()
        return f"{self.playlist.name}, {count} tracks in 2 requests"

    async def change_playlist(self) -> str:
        first, second, *_ = self.album.tracks
        snapshot = await self.playlist.replace_tracks(first, second, first)
        await self.playlist.reorder_tracks(1, 0, snapshot_id=snapshot)
        after = await self.playlist.remove_tracks(first)
        left = await self.client.get_playlist_tracks(self.playlist)
        changed = "changed" if after != snapshot else "the same"
        return f"only {left[0].name} is left; its snapshot {changed}"

    async def upload_cover(self) -> str:
        await self.client.upload_playlist_cover(self.playlist, _JPEG)
        (cover,) = await self.client.get_playlist_cover(self.playlist)
        return f"at {urlsplit(cover.url).hostname}"

    async def save(self) -> str:
        show = await self.client.search_show("report")
        if show is None:
            raise RuntimeError("there is no such show")
        things = (self.album, show)
        before = await self.client.library_contains(*things)
        await self.client.save_to_library(*things)
        after = await self.client.library_contains(*things)
        await self.client.remove_from_library(*things)
        return f"in the library: {sum(before)} before, {sum(after)} after"

    async def play(self) -> str:
        await self.client.player_play(context_uri=self.album.uri)
        await self.client.player_add_to_queue(self.album.tracks[7])
        await self.client.player_next()
        player = await self.client.get_player()
        if player is None or player.track is None or player.device is None:
            raise RuntimeError("nothing plays")
        return f"{player.track.name}, on the {player.device.name}"

    async def overreach(self) -> str:
        phone = next(
            d for d in await self.client.get_devices() if d.id and not d.volume_percent
        )
        call = self.client.player_volume(100, device=phone)
        error = await refused(PlayerError, call)
        return f"{type(error).__name__}: {getattr(error, 'reason', None)}"

    async def survive(self) -> str:
        path = f"/v1/artists/{self.artist.id}"
        fail_twice(self.sandbox, path)
        patient = Patient(self.client)
        artist = await patient.client.get_artist(self.artist)
        return f"{artist.name}, at attempt {patient.attempts}"

    async def wait(self) -> str:
        self.sandbox.faults.add(RateLimit(1), path="/v1/markets", times=1)
        return f"{len(await self.client.get_markets())} markets, a second later"

    async def renew(self) -> str:
        self.sandbox.requests.clear()
        self.sandbox.world.accounts.expire_tokens()
        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(self.client.get_me)
        renewals = [r for r in self.sandbox.requests if r.path.endswith("/api/token")]
        return f"{len(renewals)} renewal for 20 calls, of which none failed"

    async def be_small(self) -> str:
        base_url = self.client.base_url
        world = self.sandbox.world
        token = world.accounts.sign_in(self.sandbox.app, world.users["sandbox_me"])
        world.tier = Tier.DEVELOPMENT
        try:
            auth = Bearer(token.value)
            async with Client(auth, base_url=base_url, tier="development") as small:
                tracks = await small.get_tracks(*self.album.tracks[:6])
                hits = await small.search_tracks("tide", limit=25)
        finally:
            world.tier = Tier.EXTENDED
        return f"{len(tracks)} tracks one by one, {len(hits)} hits, 10 at a time"

    async def tidy_up(self) -> str:
        await self.client.player_pause()
        await self.client.unfollow_playlist(self.playlist)
        left = {one.name for one in await self.client.get_me_playlists()}
        return "paused, and " + ("still there" if "A tour" in left else "unfollowed")

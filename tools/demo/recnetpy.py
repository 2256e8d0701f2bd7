"""
A tour through the client: what the repository's demo does and shows.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import islice
from tempfile import TemporaryDirectory
from typing import TypeVar

import attrs

from clientcore.sandbox import Status
from recnetpy import (
    Account,
    Archive,
    Client,
    Image,
    RateLimited,
    Room,
    RoomInclude,
    Servers,
)
from recnetpy.sandbox import Sandbox
from tools.demo.steps import Patient, Step, fail_twice, refused

T = TypeVar("T")


@asynccontextmanager
async def tour(sandbox: Sandbox, base_url: str) -> AsyncIterator[list[Step]]:
    """
    Get ready for a tour.

    Args:
        sandbox: A fresh one.

        base_url: Where it is served.
    """
    async with _client(sandbox.environment(base_url)) as client:
        with TemporaryDirectory() as folder:
            yield _Tour(client, sandbox, folder).steps


@asynccontextmanager
async def live(environ: Mapping[str, str]) -> AsyncIterator[list[Step]]:
    """
    Get ready for a tour of a real server, on which nothing is changed.

    The service has closed; there are servers that speak as it did.

    Args:
        environ: Says where the server is, and has a key if that wants one.

    Raises:
        LookupError: *environ* does not name a server.
    """
    if not environ.get("RECNET_APIM"):
        raise LookupError("not in the environment: RECNET_APIM")
    async with _client(environ) as client:
        yield _Reading(client).steps


def _client(environ: Mapping[str, str]) -> Client:
    servers = Servers.from_environment(environ)
    return Client(environ.get("RECNET_KEY"), servers=servers)


@attrs.define
class _Reading:
    """
    The steps that find something on any server.
    """

    client: Client
    room: Room = attrs.field(init=False)

    @property
    def steps(self) -> list[Step]:
        return [
            ("ask how the services are", self.ask_for_health),
            ("get the hottest rooms", self.get_hot_rooms),
            ("get a room with all its parts", self.get_room),
            ("set the people behind roles", self.resolve_roles),
            ("look at its photos", self.look_at_photos),
            ("ask for what isn't there", self.miss),
        ]

    async def ask_for_health(self) -> str:
        services = await self.client.health()
        well = [service.service for service in services if service.is_healthy]
        return f"{len(well)} of {len(services)} are well"

    async def get_hot_rooms(self) -> str:
        rooms = await self.client.rooms.hot(take=3)
        names = ", ".join(str(room.name) for room in rooms)
        return f"{names}, and {rooms.total} in all"

    async def get_room(self) -> str:
        (first,) = await self.client.rooms.hot(take=1)
        everything = list(RoomInclude)
        self.room = _there(await self.client.rooms.fetch(first.id, everything))
        parts = len(self.room.subrooms or []), len(self.room.tags or [])
        return f"^{self.room.name}: {parts[0]} subrooms, {parts[1]} tags"

    async def resolve_roles(self) -> str:
        roles = await self.room.resolve_role_owners() or []
        people = [f"@{role.account.username}" for role in roles if role.account]
        return ", ".join(islice(people, 3))

    async def look_at_photos(self) -> str:
        photos = self.client.images.all_in_room(self.room.id, take=10)
        return f"{len(await photos.collect(50))} photos of ^{self.room.name}"

    async def miss(self) -> str:
        account = await self.client.accounts.get("nobody-of-that-name")
        return f"{account}, and no error"


@attrs.define
class _Tour(_Reading):
    """
    All steps. Each may build on those before it.
    """

    sandbox: Sandbox
    folder: str
    otter: Account = attrs.field(init=False)
    photo: Image = attrs.field(init=False)

    @property
    def steps(self) -> list[Step]:
        return [
            *super().steps,
            ("get somebody", self.get_somebody),
            ("get all photos they took", self.get_photos),
            ("set the people behind comments", self.resolve_commenters),
            ("resize one to a square", self.resize),
            ("ask for 2,000 ids at once", self.ask_for_many),
            ("speak to the older hosts", self.use_older_hosts),
            ("survive a 503 and a reset", self.survive),
            ("wait until there is quota", self.wait),
            ("not wait for half an hour", self.refuse_to_wait),
            ("save an archive", self.save),
            ("load it, and serve it", self.serve_again),
        ]

    async def get_somebody(self) -> str:
        self.otter = _there(await self.client.accounts.get("@TestOtter"))
        level = await self.otter.get_level()
        await self.otter.get_bio()
        return f"{self.otter.display_name}, level {level and level.level}"

    async def get_photos(self) -> str:
        images = self.client.images.all_from_account(self.otter.id, take=20)
        sizes = [len(page) async for page in images.pages()]
        return f"{sum(sizes)} photos on {len(sizes)} pages"

    async def resolve_commenters(self) -> str:
        self.photo = _there(await self.client.images.fetch(4001))
        comments = await self.photo.resolve_commenters()
        people = [comment.player for comment in comments]
        gone = people.count(None)
        return f"{len(people) - gone} comments of people, {gone} of somebody gone"

    async def resize(self) -> str:
        picture = await self.photo.download(height=180, square=True)
        width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
        return f"{width} × {height}, {len(picture)} bytes"

    async def ask_for_many(self) -> str:
        before = len(self.sandbox.requests)
        found = await self.client.accounts.fetch_many(range(1001, 3001))
        requests = len(self.sandbox.requests) - before
        return f"{len(found)} found, in {requests} requests"

    async def use_older_hosts(self) -> str:
        servers = self.client.servers
        async with Client(servers=await Client.discover(str(servers.ns))) as older:
            room = _there(await older.rooms.get("^OtterPlaza"))
        return f"without a key: ^{room.name}, {room.accessibility}, {room.state}"

    async def survive(self) -> str:
        path = "/apim/public/rooms/2001"
        fail_twice(self.sandbox, path)
        patient = Patient(self.client)
        room = _there(await patient.client.rooms.fetch(2001))
        return f"^{room.name}, at attempt {patient.attempts}"

    async def wait(self) -> str:
        path = "/apim/public/rooms/*"
        self.sandbox.faults.add(Status(403, retry_after=0.3), path=path, times=1)
        room = _there(await self.client.rooms.fetch(2001))
        return f"^{room.name}, 0.3 s later"

    async def refuse_to_wait(self) -> str:
        path = "/apim/public/playerevents/*"
        self.sandbox.faults.add(Status(403, retry_after=1800), path=path, times=1)
        # Copies share the knowledge that there is no quota; this client has its own.
        async with Client(self.sandbox.key, servers=self.client.servers) as other:
            error = await refused(RateLimited, other.events.fetch(5001))
        return f"{type(error).__name__}: in {error.retry_after:.0f} s"

    async def save(self) -> str:
        archive = Archive([self.otter, self.photo, self.room])
        archive.save(self._archive)
        return f"{len(archive)} objects, a line each"

    async def serve_again(self) -> str:
        loaded = Archive.load(self._archive)
        async with Sandbox(archive=self._archive).client() as client:
            again = _there(await client.accounts.get("TestOtter"))
        if again.to_data() != self.otter.to_data():
            raise RuntimeError("it is not what was saved")
        return f"{len(loaded)} objects; @{again.username} is the same"

    @property
    def _archive(self) -> str:
        return f"{self.folder}/archive.jsonl"


def _there(found: T | None) -> T:
    """
    What has to be there.
    """
    if found is None:
        raise RuntimeError("nothing was found")
    return found

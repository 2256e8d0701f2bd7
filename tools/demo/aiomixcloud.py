"""
The steps of the repository's demo.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import attrs

from aiomixcloud import (
    Mixcloud,
    NotFoundError,
    RateLimitError,
)
from aiomixcloud.sandbox import Sandbox
from clientcore.sandbox import RateLimit
from tools.demo.steps import Patient, Step, fail_twice, refused

_PART = bytes(64 * 1024)
_PARTS = 320


@asynccontextmanager
async def tour(sandbox: Sandbox, base_url: str) -> AsyncIterator[list[Step]]:
    """
    Yield the steps with the sandbox.

    Args:
        sandbox: A new sandbox.
        base_url: The URL at which it is served.
    """
    async with _client(sandbox.environment(base_url)) as mixcloud:
        yield _Tour(mixcloud, "anna-lind", sandbox).steps


@asynccontextmanager
async def live(environ: Mapping[str, str]) -> AsyncIterator[list[Step]]:
    """
    Yield the steps with the real service, which change nothing.

    Args:
        environ: May have addresses of the service and a token.
    """
    async with _client(environ) as mixcloud:
        yield _Reading(mixcloud, "spartacus").steps


def _client(environ: Mapping[str, str]) -> Mixcloud:
    root = environ.get("MIXCLOUD_ROOT")
    return Mixcloud(
        environ.get("MIXCLOUD_API"),
        access_token=environ.get("MIXCLOUD_TOKEN"),
        mixcloud_root=root,
        oembed_root=root and f"{root}/oembed",
        raise_exceptions=True,
    )


@attrs.define
class _Reading:
    """
    The steps that only read.
    """

    mixcloud: Mixcloud
    somebody: str

    @property
    def steps(self) -> list[Step]:
        return [
            ("get somebody by their key", self.get_somebody),
            ("go through 50 popular shows", self.go_through),
            ("turn pages back and forth", self.turn_pages),
            ("ask a show for its comments", self.chain),
            ("search", self.search),
            ("embed a show", self.embed),
            ("ask for what isn't there", self.miss),
        ]

    async def get_somebody(self) -> str:
        user = await self.mixcloud.get(self.somebody)
        return f"{user!r} of {user.city}, with {user.cloudcast_count} shows"

    async def go_through(self) -> str:
        shows = self.mixcloud.all("popular", limit=20, max=50)
        names = {show.key async for show in shows}
        return f"{len(names)} shows on pages of 20"

    async def turn_pages(self) -> str:
        user = await self.mixcloud.get(self.somebody)
        first = await user.followers(limit=5)
        second = await first.next()
        back = await second.previous()
        return f"{first!r}: the same {len(back)} again" if back else "nobody new"

    async def chain(self) -> str:
        user = await self.mixcloud.get(self.somebody)
        (show,) = await user.cloudcasts(limit=1)
        await show.load()
        comments = await show.comments()
        said = [f"“{comment.comment}”" for comment in comments][:1]
        return f"{show.name}: {len(comments)} comments, {' '.join(said)}"

    async def search(self) -> str:
        tags = await self.mixcloud.search("funk", type="tag", limit=3)
        return ", ".join(tag.name for tag in tags)

    async def embed(self) -> str:
        popular = await self.mixcloud.popular(limit=1)
        told = await self.mixcloud.oembed(popular[0].key)
        if isinstance(told, str):
            raise TypeError("it was not asked for as XML")
        return f"{told.title}, by {told.author_name}"

    async def miss(self) -> str:
        error = await refused(NotFoundError, self.mixcloud.get("no/such-show"))
        return f"{type(error).__name__}: {error}"


@attrs.define
class _Tour(_Reading):
    """
    All steps. Each may build on those before it.
    """

    sandbox: Sandbox
    show: str = ""

    @property
    def steps(self) -> list[Step]:
        return [
            *super().steps,
            ("follow, favorite, repost", self.act),
            ("upload 20 MB", self.upload),
            ("edit what was uploaded", self.edit),
            ("survive a 502 and a reset", self.survive),
            ("wait as the rate limit says", self.wait),
            ("not wait for seven minutes", self.refuse_to_wait),
        ]

    async def act(self) -> str:
        show = f"{self.somebody}/low-tide-sessions-12"
        done = [
            await self.mixcloud.follow("HarbourRadio"),
            await self.mixcloud.favorite(show),
            await self.mixcloud.unrepost(show),
        ]
        return "; ".join(answer.result.message for answer in done)

    async def upload(self) -> str:
        told: list[int] = []
        answer = await self.mixcloud.upload(
            _audio(),
            "Friday",
            tags=["Funk", "May"],
            sections=[{"start_time": 0, "chapter": "Intro"}],
            on_progress=lambda sent, _: told.append(sent),
        )
        self.show = answer.result.key
        audio = self.sandbox.world.cloudcasts[self.show].audio
        arrived = 0 if audio is None else audio.size
        return f"{arrived / 1e6:.0f} MB arrived, told in {len(told)} steps"

    async def edit(self) -> str:
        await self.mixcloud.edit(self.show, description="Uploaded on a tour", tags=[])
        show = await self.mixcloud.get(self.show)
        return f"{show.name}: “{show.description}”, {len(show.tags)} tags"

    async def survive(self) -> str:
        path = f"/api{self.show}"
        fail_twice(self.sandbox, path, 502)
        patient = Patient(self.mixcloud)
        show = await patient.client.get(self.show)
        return f"{show.name}, at attempt {patient.attempts}"

    async def wait(self) -> str:
        self.sandbox.faults.add(RateLimit(0.3), path="/api/popular/", times=1)
        shows = await self.mixcloud.popular(limit=5)
        return f"{len(shows)} shows, 0.3 s later"

    async def refuse_to_wait(self) -> str:
        self.sandbox.faults.add(RateLimit(452), path="/api/new/", times=1)
        error = await refused(RateLimitError, self.mixcloud.new())
        return f"{type(error).__name__}: in {error.retry_after:.0f} s"


async def _audio() -> AsyncIterator[bytes]:
    """
    Yield a long file of silence, which is never in memory as a whole.
    """
    for _ in range(_PARTS):
        yield _PART

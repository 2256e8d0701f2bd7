"""
What programs for asyncspotify 0.12 do with its lower layer, which had no twin.
"""

from __future__ import annotations

from typing import Any

import pytest

import asyncspotify.http
from asyncspotify import Client
from asyncspotify.sandbox import Sandbox
from clientcore.aio import Bearer

TRACK = "YtkcAPblNlJ3luBsvhsOu4"


@pytest.fixture(params=["extended", "development"])
def sandbox(request: Any) -> Sandbox:
    """The seed world, on each tier."""
    return Sandbox(tier=request.param)


async def test_http_of_ones_own(sandbox: Sandbox):
    """
    A subclass may have its own ``http``, and need not call the constructor.
    """

    class OwnHTTP(asyncspotify.http.HTTP):
        def __init__(self, client: Any) -> None:
            self.count = 0

        async def request(self, *args: Any, **kwargs: Any) -> Any:
            self.count += 1
            return await super().request(*args, **kwargs)

    class Own(Client):
        def __init__(self, client: Client) -> None:
            super().__init__(client.auth, base_url=client.base_url, transport=wire)
            self.http = OwnHTTP(self)

    class Bare(Client):
        def __init__(self, auth: Any) -> None:
            self.auth = auth
            self.http = OwnHTTP(self)

    wire = sandbox.transport()
    client: Any
    async with Own(sandbox.client()) as client:
        raw = await client.http.get_track(TRACK)
        page = await client.http.get_album_tracks(raw["album"]["id"], limit=2)
        assert client.http.count == 2
        assert (raw["id"], len(page["items"])) == (TRACK, 2)
        assert (await client.get_track(TRACK)).id == TRACK
        pager = asyncspotify.pager.Pager(client.http, page, 5)
        names = [one["name"] async for one in pager]
        assert len(names) == 5

    bare: Any = Bare(Bearer("a token"))
    assert bare.base_url == asyncspotify.API_URL
    assert bare.http.count == 0
    await bare.close()

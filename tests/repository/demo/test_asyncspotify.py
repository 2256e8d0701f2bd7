"""
The tour: every step works, and says what it did.
"""

from __future__ import annotations

import pytest

from asyncspotify.sandbox import Sandbox
from tools.demo.asyncspotify import live, tour


async def test_tour() -> None:
    """
    All steps work, one after another, on real sockets.
    """
    sandbox = Sandbox()
    told = {}
    with sandbox.serve() as base_url:
        async with tour(sandbox, base_url) as steps:
            for name, step in steps:
                told[name] = await step()

    assert len(told) == len(steps) == 20
    assert all(told.values())
    assert told["survive a 503 and a reset"].endswith("attempt 3")
    assert told["renew the token"].startswith("1 renewal")


async def test_live() -> None:
    """
    The steps for the real service only read, with what every app may use.
    """
    sandbox = Sandbox(tier="development")
    artist = next(iter(sandbox.world.catalogue.artists.values()))
    artist.name = "Miles Davis"
    with sandbox.serve() as base_url:
        async with live(sandbox.environment(base_url)) as steps:
            told = [await step() for _, step in steps]

    assert told[0].startswith("Miles Davis")
    assert {r.method for r in sandbox.requests if r.path.startswith("/v1/")} == {"GET"}


async def test_live_without_credentials() -> None:
    """
    Without credentials there is no such tour.
    """
    with pytest.raises(LookupError, match="SPOTIFY_CLIENT_ID, SPOTIFY_CLIENT_SECRET"):
        async with live({}):
            pytest.fail("it began")

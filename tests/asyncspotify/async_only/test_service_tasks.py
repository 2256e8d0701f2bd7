"""
Many tasks on a service that behaves like Spotify.
"""

from __future__ import annotations

import logging
from typing import Any

import anyio
import pytest

from asyncspotify import Client
from asyncspotify.sandbox import Sandbox

RAINY, TRACK = "hwJtjwNeLMLIlDQDHJjR7q", "YtkcAPblNlJ3luBsvhsOu4"
EXAMPLE = "items(added_by.id,track(name,href,album(name,href)))"


@pytest.mark.parametrize("tier", ["extended", "development"])
async def test_hundred_tasks(tier: str, caplog: pytest.LogCaptureFixture):
    """
    A hundred tasks share a client with default options.
    """
    sandbox = Sandbox(tier=tier)
    found: list[Any] = []

    async def read(client: Client, number: int) -> None:
        entries = await client.get_playlist_items(RAINY, fields=EXAMPLE)
        track = await client.get_track(TRACK)
        found.append((number, len(entries), track.id))

    with caplog.at_level(logging.WARNING):
        async with sandbox.client() as client, anyio.create_task_group() as tasks:
            for number in range(100):
                tasks.start_soon(read, client, number)

    assert sorted(found) == [(number, 112, TRACK) for number in range(100)]

"""
The demo's tour.
"""

from __future__ import annotations

import pytest

from backtracked.sandbox import Sandbox
from tools.demo.backtracked import live, tour


async def test_tour() -> None:
    """
    Every step of the tour works, and says something.
    """
    sandbox = Sandbox()
    with sandbox.serve() as base_url:
        async with tour(sandbox, base_url) as steps:
            said = {name: await step() for name, step in steps}

    assert len(said) >= 15
    assert all(said.values())
    assert said["survive a 503 and a reset"] == "deckhand, at attempt 3"
    assert said["be told to wait"] == "RateLimitError: 600 s"


async def test_live() -> None:
    """
    The tour of the real service reads, and changes nothing.
    """
    sandbox = Sandbox()
    with sandbox.serve() as base_url:
        async with live(sandbox.environment(base_url)) as steps:
            said = [await step() for _, step in steps]

    assert all(said)
    assert {request.method for request in sandbox.requests} == {"GET"}


async def test_live_without_a_room() -> None:
    """
    It has to be told which room.
    """
    with pytest.raises(LookupError, match="QUEUP_ROOM"):
        async with live({}):
            pass

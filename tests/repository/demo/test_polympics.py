"""
The tour that the repository's demo takes.
"""

from __future__ import annotations

import anyio

from polympics.sandbox import Sandbox
from tools.demo.polympics import tour


async def test_tour() -> None:
    """
    Each step says how it went, in the order in which they stand.
    """
    sandbox = Sandbox()
    with sandbox.serve() as url:
        async with tour(sandbox, url) as steps:
            with anyio.fail_after(60):
                told = {name: await step() for name, step in steps}

    assert len(told) == len(steps) > 10
    assert all(told.values())

"""
The option ``limits=``, which each client has.
"""

from __future__ import annotations

import importlib
from contextlib import suppress
from typing import Any

import anyio
import pytest

from clientcore import GET, Budget, BudgetLimits, Error, RateLimited
from tools.packages import packages

_, *CLIENTS = [package.name for package in packages()]


@pytest.mark.parametrize("name", CLIENTS)
def test_limits(name: str) -> None:
    """
    Two clients with one budget send no more than it allows, and say when to ask again.
    """
    sandbox: Any = importlib.import_module(f"{name}.sandbox").Sandbox()
    root = importlib.import_module(name)

    async def use() -> list[RateLimited]:
        limits, refusals = BudgetLimits(Budget(1, 600.0)), []
        for _ in range(2):
            client = sandbox.client(limits=limits)
            with suppress(Error):
                # Some have got a token or a page by now.
                await client.request(GET("anything"))
            with pytest.raises(RateLimited) as caught:
                await client.request(GET("anything"))
            refusals.append(caught.value)
            await client.aclose()
        return refusals

    for refusal in anyio.run(use):
        assert 590 < (refusal.retry_after or 0) <= 630
        assert type(refusal).__module__.startswith(root.__name__)
    assert sum("anything" in one.path for one in sandbox.requests) == 1

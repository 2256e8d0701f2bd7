"""
The transport's tests, on asyncio and on trio.

Plain ``pytest tests/shared`` runs coroutine tests on asyncio, by pytest-asyncio.
On trio the very same tests are run by anyio's plugin instead:

    export CLIENTCORE_TESTS_ON=trio
    pytest tests/shared -o asyncio_mode=strict -o anyio_mode=auto -m "not asyncio_only"

So that both can run them:

- Tests are ``async def test_…`` without a mark. One that makes sense on asyncio
  only (it needs ``asyncio`` itself, say) is marked ``asyncio_only``.
- Async fixtures are plain ``@pytest.fixture`` functions, coroutines or async
  generators, of function scope, and only async tests ask for them. What a
  fixture opens in a task group or cancel scope it closes within one test:
  setup and teardown are run in the same task on trio, not so on asyncio.
- Neither names a loop: ``anyio.sleep``, ``anyio.fail_after``, ``anyio.Event``.
"""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """
    Where anyio's plugin runs the tests it is given.
    """
    return os.environ.get("CLIENTCORE_TESTS_ON", "asyncio")

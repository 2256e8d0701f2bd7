"""
What the tests of backtracked share.
"""

from __future__ import annotations

import os

import pytest

from clientcore.testing import api, base_url, no_backoff

__all__ = ["api", "base_url", "no_backoff"]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """
    Where anyio's plugin runs the tests it is given: see tests/shared.
    """
    return os.environ.get("CLIENTCORE_TESTS_ON", "asyncio")

"""
What the tests of recnetpy share.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import respx

from clientcore.testing import no_backoff

__all__ = ["no_backoff"]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """
    Where anyio's plugin runs the tests it is given: see tests/shared.
    """
    return os.environ.get("CLIENTCORE_TESTS_ON", "asyncio")


@pytest.fixture
def net() -> Iterator[Any]:
    """
    A respx router for all hosts: calls it doesn't know fail, and unused routes do.
    """
    with respx.mock(assert_all_called=True) as router:
        yield router

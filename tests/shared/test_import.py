"""
What importing the package costs.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

LATE = [
    "aiohttp",
    "h11",
    "httpcore",
    "httpx",
    "httpx2",
    "starlette",
    "tenacity",
    "trio",
    "uvicorn",
    "websockets",
    "clientcore._http",
    "clientcore._sync",
    "clientcore.sandbox",
    "clientcore.sync",
]


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules of a fresh process that has imported the package."""
    script = "import clientcore.aio, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("module", LATE)
def test_late(loaded: set[str], module: str):
    """
    What is not always needed is imported when it is.
    """
    assert "clientcore._codec" in loaded
    assert module not in loaded

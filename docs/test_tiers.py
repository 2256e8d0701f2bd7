"""
The pages of asyncspotify in development mode too, which most of its users have.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from asyncspotify import _operation
from asyncspotify.sandbox import Sandbox, Tier

_PAGES = sorted((Path(__file__).parent / "asyncspotify").glob("*.md"))


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.stem)
def test_page(
    page: Path, run_page: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Every example runs, and prints the same, unless it names a tier itself.
    """
    assert inspect.signature(Sandbox).parameters["tier"].default is Tier.EXTENDED
    # The pages have been run before, and warnings are given once in a process.
    monkeypatch.setattr(_operation, "_told", set())
    defaults = Sandbox.__init__.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "tier", Tier.DEVELOPMENT)

    run_page(page, compare=False)

"""
The pages run without what they hide: a reader has only the blocks that are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

PAGES = sorted(Path(__file__).parent.glob("*.md"))
README = Path(__file__).parents[2] / "packages/polympics/README.md"
HIDDEN = re.compile(r"<!-- invisible-code-block: python\n.*?\n-->", re.DOTALL)


@pytest.mark.parametrize("page", [*PAGES, README], ids=lambda page: page.name)
def test_visible(page: Path, tmp_path: Path, run_page: Callable[..., int]) -> None:
    """
    Each page defines all names that it uses, and shows what its examples print.
    """
    shown = tmp_path / page.name
    shown.write_text(HIDDEN.sub("", page.read_text("utf-8")), encoding="utf-8")

    assert run_page(shown) >= 0

"""
The commands of the pages are run, and print what the pages show.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tools.console import matches, replay  # noqa: E402, found in the root

_PAGES = sorted((ROOT / "docs").glob("*/command-line.md"))


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.parent.name)
def test_page(page: Path) -> None:
    """
    ``python tools/console.py PAGE`` would leave the page as it is.
    """
    assert replay(page, page.parent.name) == page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("expected", "printed", "is_match"),
    [
        ("a.b", "a.b", True),
        ("a.b", "axb", False),
        ("saved in … s", "saved in 0.3 s", True),
        ("saved in … s", "saved in\n0.3 s", False),
        ("first\n...\nlast", "first\n1\n2\nlast", True),
        ("first\n...\nlast", "first\n1\n2", False),
        ("...", "", True),
    ],
)
def test_dots(expected: str, printed: str, is_match: bool) -> None:
    """
    Dots stand for what differs from one time to the next.
    """
    assert matches(expected, printed) is is_match

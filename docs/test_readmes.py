"""
The READMEs' examples are run like those of the pages.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "shared" / "README.md"]
READMES += sorted(ROOT.glob("packages/*/README.md"))


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_readme(readme: Path, run_page: Callable[[Path], int]) -> None:
    """
    Each has examples, and every one of them runs.
    """
    assert run_page(readme) > 0

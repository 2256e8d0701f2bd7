"""
The pages say how to install what they are about.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.install_lines import pages, rewrite
from tools.packages import ROOT

LONG = """\
pip install ./shared "./packages/polympics[sandbox]"  # in a checkout of this repository
`pip install ./shared ./packages/polympics`, or `pip install "./shared[testing]"`.
pip install nox hatch
"""
SHORT = """\
pip install "polympics[sandbox]"
`pip install polympics`, or `pip install "clientcore[testing]"`.
pip install nox hatch
"""


def test_both_forms() -> None:
    """
    Lines and commands in sentences change their form; other packages are left alone.
    """
    assert rewrite(SHORT, published=False) == LONG
    assert rewrite(LONG, published=True) == SHORT
    assert rewrite(LONG, published=False) == LONG


def test_unquoted_extras() -> None:
    """
    Brackets are quoted, because zsh expands them, and comments are replaced.
    """
    assert rewrite("pip install polympics[a,b]   # it", published=True) == (
        'pip install "polympics[a,b]"'
    )


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_pages(page: Path) -> None:
    """
    Each page has today's form: run ``python tools/install_lines.py``.
    """
    text = page.read_text(encoding="utf-8")

    assert rewrite(text) == text

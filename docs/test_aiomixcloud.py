"""
The pages of aiomixcloud define all names that they use: they run without the blocks
that readers do not see.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from aiomixcloud import Mixcloud
from aiomixcloud.sandbox import Sandbox
from aiomixcloud.sync import Mixcloud as SyncMixcloud

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs" / "aiomixcloud").glob("*.md"))]
PAGES += [ROOT / "packages" / "aiomixcloud" / "README.md"]

#: Blocks that readers do not see, and blocks that need the real service.
_LEFT_OUT = re.compile(
    r"<!-- invisible-code-block: python\n.*?-->\n"
    r"|<!-- skip: next[^\n]*-->\s*```python\n.*?```\n",
    re.DOTALL,
)


def _id(page: Path) -> str:
    return page.stem.lower()


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```python" in page.read_text("utf-8")], ids=_id
)
def test_visible_blocks(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run_page: Callable[..., int],
) -> None:
    """
    A page runs for a reader who types what is shown.
    """
    copy = tmp_path / page.name
    copy.write_text(_LEFT_OUT.sub("", page.read_text("utf-8")), encoding="utf-8")
    sandbox = Sandbox()
    with sandbox.serve() as url:
        # A client made without an address is one of the sandbox here.
        there = sandbox.environment(url)
        for cls in (Mixcloud, SyncMixcloud):
            monkeypatch.setattr(cls, "api_root", there["MIXCLOUD_API"])
        monkeypatch.setenv("MIXCLOUD_TOKEN", there["MIXCLOUD_TOKEN"])
        monkeypatch.chdir(tmp_path)

        assert run_page(copy) > 0

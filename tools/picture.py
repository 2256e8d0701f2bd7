"""
Record the demo of one client as a picture of a terminal: ``docs/demo.svg``.

Run by ``nox -s picture``.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
CLIENT = "asyncspotify"
COLUMNS = 94

# A page of the documentation loads nothing from other hosts.
_WEB_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_STYLES = {
    r"^\$ .*$": "bold green",
    r"^.* on its sandbox at .*$": "bold",
    r"^  step .*$": "bold",
    r"^  -+$": "dim",
    r"[\d,]+ ms$": "cyan",
    r"^  \d+ steps .*(?= +\d)": "bold green",
}


def record() -> str:
    """
    Run the demo, and return what it writes.
    """
    demo = (sys.executable, str(ROOT / "tools" / "demo.py"), CLIENT)
    done = subprocess.run(
        demo,
        check=True,
        env={**os.environ, "COLUMNS": str(COLUMNS)},
        stdout=subprocess.PIPE,
        # Log lines would stand between the rows.
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    return f"$ nox -s demo -- {CLIENT}\n{done.stdout.rstrip()}"


def draw(output: str) -> str:
    """
    Return the picture of a terminal that shows *output*.
    """
    text = Text(output)
    for pattern, style in _STYLES.items():
        text.highlight_regex(re.compile(pattern, re.MULTILINE), style)
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(text)
    title = "Every step against a sandbox, without an account"
    return _WEB_FONT.sub("", console.export_svg(title=title, unique_id="demo"))


if __name__ == "__main__":
    picture = draw(record())
    (ROOT / "docs" / "demo.svg").write_text(picture, encoding="utf-8", newline="\n")

"""
Record the pictures of terminals in the documentation.

``docs/demo.svg`` shows the demo of one client, ``docs/progress.svg`` a command line at
work, and ``docs/asyncspotify/listening.svg`` what that draws of a history. Run by
``nox -s picture``.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from itertools import groupby
from pathlib import Path

import pyte
from rich.console import Console
from rich.text import Text

from clientcore.sandbox import Faults, Latency, RateLimit

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import listening
from tools.console import terminal

ROOT = Path(__file__).resolve().parent.parent
CLIENT = "asyncspotify"
COLUMNS = 94

#: The command at work, and what its screen shows when the picture is taken.
WORK = "asyncspotify --sandbox export --to library"
HALFWAY = re.compile(r"limited(?s:.*)\b(?:1[5-9]|2)\d+/3\d\d ")

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


def record_demo() -> Text:
    """
    Run the demo, and return what it writes.
    """
    demo = (sys.executable, "-m", "tools.demo", CLIENT)
    done = subprocess.run(
        demo,
        check=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(COLUMNS)},
        stdout=subprocess.PIPE,
        # Log lines would stand between the rows.
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    text = Text(f"$ nox -s demo -- {CLIENT}\n{done.stdout.rstrip()}")
    for pattern, style in _STYLES.items():
        text.highlight_regex(re.compile(pattern, re.MULTILINE), style)
    return text


def record_work() -> Text:
    """
    Run a long command on a slow sandbox, and return its screen at half-time.
    """
    screen = pyte.Screen(COLUMNS, 12)
    stream = pyte.ByteStream(screen)
    colours = {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "NO_COLOR": ""}
    package = WORK.partition(" ")[0]
    with terminal(package, _slow_down) as shell:
        ends = time.monotonic() + 60
        for part in shell.parts(WORK, **colours):
            stream.feed(part)
            if HALFWAY.search("\n".join(screen.display)):
                break
            if time.monotonic() > ends:
                raise TimeoutError("\n".join(screen.display))
    text = Text(f"$ {WORK}\n", "bold green")
    for row in range(screen.lines):
        cells = [screen.buffer[row][column] for column in range(COLUMNS)]
        for style, run in groupby(cells, key=_style):
            text.append("".join(cell.data for cell in run), style)
        text.append("\n")
    text.rstrip()
    return text


def _slow_down(faults: Faults) -> None:
    """
    Make a sandbox as slow as a service far away that limits requests.
    """
    faults.add(Latency(0.3))
    faults.add(RateLimit(2), calls=[6])


def _style(cell: pyte.screens.Char) -> str:
    """
    Return the style that rich has for a cell of pyte's screen.
    """
    colour = cell.fg if cell.fg != "default" else ""
    if re.fullmatch(r"[0-9a-f]{6}", colour):
        colour = f"#{colour}"
    names = {"brown": "yellow", "brightbrown": "bright_yellow"}
    colour = names.get(colour, colour.replace("bright", "bright_"))
    return f"{colour} bold" if cell.bold else colour


def draw(text: Text, name: str, title: str) -> None:
    """
    Write the picture of a terminal that shows *text*.

    Args:
        text: What it shows.
        name: Name of the file in the documentation, without its suffix.
        title: Title of the terminal's window.
    """
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(text)
    picture = _WEB_FONT.sub("", console.export_svg(title=title, unique_id=name))
    path = ROOT / "docs" / f"{name}.svg"
    path.write_text(picture, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    draw(record_demo(), "demo", "Every step against a sandbox, without an account")
    draw(record_work(), "progress", "A slow service")
    listening.record()

"""
Write how to install the packages into the READMEs and the documentation.

Until the packages are published, their names on PyPI bring other authors' releases or
nothing, so each ``pip install`` of them names folders of a checkout. On the day of the
first release, set `PUBLISHED` and run this file.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.packages import ROOT, Package, packages

#: Whether PyPI has the packages of this repository.
PUBLISHED = False

_HINT = "  # in a checkout of this repository"
# A line of a shell block, with its comment, or code within a sentence.
_COMMAND = re.compile(
    r"(?P<line>^)?\bpip install (?P<what>[^`#\n]+?)(?(line)(?:\s*#.*)?$|(?=`))",
    re.MULTILINE,
)
_PACKAGE = re.compile(r"(?:\./(?:packages/)?)?(?P<name>\w+)(?P<extras>\[[\w,]+\])?")


def command(package: Package, extras: str, *, published: bool) -> str:
    """
    Return the command that installs a package.

    Args:
        package: What to install.
        extras: Its extras in brackets, or nothing.
        published: Whether PyPI has it.
    """
    transport, *clients = packages()
    if published:
        wanted = [f"{package}{extras}"]
    elif package in clients:
        folder = package.folder.relative_to(ROOT).as_posix()
        wanted = [f"./{transport.folder.name}", f"./{folder}{extras}"]
    else:
        wanted = [f"./{transport.folder.name}{extras}"]
    quoted = (f'"{one}"' if "[" in one else one for one in wanted)
    return f"pip install {' '.join(quoted)}"


def rewrite(text: str, *, published: bool = PUBLISHED) -> str:
    """
    Return a page with the commands that install packages of this repository today.

    Commands that install anything else are unchanged.
    """
    names = {name: one for one in packages() for name in (one.name, one.folder.name)}

    def replace(found: re.Match[str]) -> str:
        last = found["what"].split()[-1].strip("\"'")
        spec = _PACKAGE.fullmatch(last)
        if not spec or spec["name"] not in names:
            return found[0]
        line = command(names[spec["name"]], spec["extras"] or "", published=published)
        return line if published or found["line"] is None else line + _HINT

    return _COMMAND.sub(replace, text)


def pages() -> list[Path]:
    """
    Return the READMEs and the pages of the documentation.
    """
    readmes = [ROOT / "README.md", *(one.folder / "README.md" for one in packages())]
    built = ROOT / "docs" / "_build"
    found = (ROOT / "docs").rglob("*.md")
    return readmes + sorted(path for path in found if built not in path.parents)


def main() -> None:
    """
    Rewrite all pages.
    """
    for path in pages():
        before = path.read_text(encoding="utf-8")
        after = rewrite(before)
        if after != before:
            path.write_text(after, encoding="utf-8", newline="\n")
            print(f"rewrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

"""
Release one package: ``release.py polympics 1.2.0``, or ``… polympics minor``.

Sets the version, gives the unreleased notes that version and today's date, commits
both as "release polympics 1.2.0" and tags ``polympics-v1.2.0``. Pushing the tag
publishes, and stays with you. Run by ``nox -s release``.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.packages import ROOT, Package, packages

_UNRELEASED = re.compile(r"## \[Unreleased\]\n(?P<notes>.*?)(?=\n## |\Z)", re.DOTALL)


def move_notes(changelog: str, version: str, day: str) -> str:
    """
    Give the unreleased notes a version.

    Args:
        changelog: The whole file.

        version: The new version.

        day: When it is released, as ``2026-11-21``.

    Returns:
        The file with an empty section on top.

    Raises:
        ValueError: There are no notes.
    """
    found = _UNRELEASED.search(changelog)
    if not found or not found["notes"].strip():
        raise ValueError("nothing stands under [Unreleased] in the changelog")

    section = f"## [Unreleased]\n\n## [{version}] - {day}\n\n{found['notes'].strip()}\n"
    return changelog[: found.start()] + section + changelog[found.end() :]


def release(package: Package, wanted: str, *, root: Path, day: str) -> str:
    """
    Commit and tag a release.

    Returns:
        The tag.

    Raises:
        ValueError: Something is uncommitted, or there are no notes.
    """
    if _run("git", "status", "--porcelain", cwd=root):
        raise ValueError("commit or stash your changes first")

    path = package.folder / "CHANGELOG.md"
    changelog = path.read_text(encoding="utf-8")
    move_notes(changelog, "", "")
    # A first release has the version that the project began with.
    if wanted != package.version:
        _run(sys.executable, "-m", "hatch", "version", wanted, cwd=package.folder)
    version = Package(package.folder).version
    path.write_text(move_notes(changelog, version, day), encoding="utf-8")

    tag = f"{package.name}-v{version}"
    message = f"release {package.name} {version}"
    _run("git", "commit", "--quiet", "-m", message, "--", str(package.folder), cwd=root)
    _run("git", "tag", "-a", tag, "-m", message, cwd=root)
    return tag


def tagged(tag: str, known: Iterable[Package]) -> Package:
    """
    The package that a tag releases.

    Raises:
        ValueError: It is the tag of no package, or of another version than the
            package has now.
    """
    for package in known:
        if tag == f"{package.name}-v{package.version}":
            return package
    raise ValueError(f"{tag} is no package with its present version")


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(
        command, cwd=cwd, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def main(arguments: list[str] | None = None) -> int:
    """
    Release what the command line names.
    """
    known = {package.name: package for package in packages()}
    parser = argparse.ArgumentParser(description="Commit and tag a release.")
    parser.add_argument("package", choices=known)
    parser.add_argument("version", help="1.2.0, or major, minor, patch")
    given = parser.parse_args(arguments)

    today = datetime.now(UTC).date().isoformat()
    try:
        tag = release(known[given.package], given.version, root=ROOT, day=today)
    except ValueError as error:
        parser.exit(1, f"not released: {error}\n")

    print(f"Tagged {tag}. To publish it: git push --follow-tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""
How a release is made.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools import release
from tools.packages import Package

NOTES = """\
# Changelog

## [Unreleased]

### Added

- Teams.

## [0.9.0] - 2026-01-01

- Accounts.
"""

DATED = """\
# Changelog

## [Unreleased]

## [1.0.0] - 2026-11-21

### Added

- Teams.

## [0.9.0] - 2026-01-01

- Accounts.
"""


def git(root: Path, *arguments: str) -> str:
    """
    What git says in a repository.
    """
    return subprocess.run(
        ["git", *arguments], cwd=root, check=True, capture_output=True, encoding="utf-8"
    ).stdout.strip()


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """
    A committed package whose notes are not released yet.
    """
    folder = tmp_path / "packages" / "nobody"
    folder.mkdir(parents=True)
    project = '[project]\nname = "nobody"\nversion = "1.0.0"\n'
    (folder / "pyproject.toml").write_text(project, encoding="utf-8")
    (folder / "CHANGELOG.md").write_text(NOTES, encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "user.name", "Nobody")
    git(tmp_path, "config", "user.email", "nobody@localhost")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "begin")
    return Package(folder)


def test_notes_get_a_version() -> None:
    """
    What was unreleased is dated, and an empty section stands on top.
    """
    assert release.move_notes(NOTES, "1.0.0", "2026-11-21") == DATED


def test_no_notes_no_release() -> None:
    """
    A changelog without news is refused.
    """
    with pytest.raises(ValueError, match="nothing stands under"):
        release.move_notes(DATED, "1.0.1", "2026-11-22")


def test_commit_and_tag(package: Package, tmp_path: Path) -> None:
    """
    A release is one commit and one annotated tag, both named after it.
    """
    tag = release.release(package, "1.0.0", root=tmp_path, day="2026-11-21")

    assert tag == "nobody-v1.0.0"
    assert git(tmp_path, "log", "-1", "--format=%s") == "release nobody 1.0.0"
    assert git(tmp_path, "cat-file", "-t", tag) == "tag"
    assert git(tmp_path, "status", "--porcelain") == ""
    assert (package.folder / "CHANGELOG.md").read_text(encoding="utf-8") == DATED


def test_dirty_trees_are_refused(package: Package, tmp_path: Path) -> None:
    """
    Nothing is released from a tree with uncommitted changes.
    """
    (tmp_path / "new.txt").touch()

    with pytest.raises(ValueError, match="commit or stash"):
        release.release(package, "1.0.0", root=tmp_path, day="2026-11-21")
    assert git(tmp_path, "tag") == ""


def test_tag_of_a_package(package: Package) -> None:
    """
    A tag names a package and its present version, or is refused.
    """
    assert release.tagged(f"nobody-v{package.version}", [package]) == package
    for tag in ("nobody-v7.7.7", "somebody-v1.0.0", "nobody"):
        with pytest.raises(ValueError, match="present version"):
            release.tagged(tag, [package])

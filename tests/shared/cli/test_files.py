"""
Files that are replaced as a whole, and journals.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from clientcore.cli import Journal, writing


def test_replaced(tmp_path: Path) -> None:
    """
    The file is replaced at the end, and keeps its mode.
    """
    path = tmp_path / "list.csv"
    path.write_text("old")
    path.chmod(0o640)

    with writing(path) as file:
        file.write("new")
        assert path.read_text() == "old"

    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_failure(tmp_path: Path, error: type[BaseException]) -> None:
    """
    After a failure the old file is there, and nothing else.
    """
    path = tmp_path / "list.csv"
    path.write_text("old")

    def fail() -> None:
        with writing(path) as file:
            file.write("new")
            raise error

    with pytest.raises(error):
        fail()

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_journal(tmp_path: Path) -> None:
    """
    What was added is there after a restart.
    """
    path = tmp_path / "job.journal"
    Journal(path).add("a", {"size": 1})
    journal = Journal(path)
    journal.add("b")

    again = Journal(path)
    assert len(again) == 2
    assert again["a"] == {"size": 1}
    assert "b" in again
    assert "c" not in again
    again.finish()
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="cannot lock files so")
def test_held(tmp_path: Path) -> None:
    """
    Two processes do not do a job at the same time, one after the other is fine.
    """
    path = tmp_path / "job.journal"
    late = Journal(path)
    with Journal(path).held():
        with pytest.raises(OSError, match="running already"), late.held():
            pytest.fail("it is held twice")
        Journal(path).add("a")

    with late.held():
        assert "a" in late


def test_held_for_nothing(tmp_path: Path) -> None:
    """
    A job that has done nothing leaves no file.
    """
    with Journal(tmp_path / "job.journal").held():
        pass

    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("rest", ['["b", {"si', '["b"', "[", "5", "[[], 1]"])
def test_cut_journal(tmp_path: Path, rest: str) -> None:
    """
    A last line that was cut off does not count, and takes no other line with it.
    """
    path = tmp_path / "job.journal"
    Journal(path).add("a")
    with path.open("a") as file:
        file.write(rest)

    journal = Journal(path)
    assert len(journal) == 1
    journal.add("c")

    assert list("ac") == [key for key in "abc" if key in Journal(path)]

"""
A folder of JSON lines with the data of a user.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clientcore.cli import writing

from .exporting import SHOWS, Data


class Folder:
    """
    Saves each list in a file, which is replaced when the list is complete.

    Shows that were loaded for a list that is not complete yet are kept in a file of
    their own.

    Args:
        path: The folder. It is made if it does not exist.
    """

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._shows = path / f"{SHOWS}.jsonl"
        self._loaded = path / f".{SHOWS}.part"
        # Where each whole show is: a file, a position in it, and its time of update.
        self._index: dict[str, tuple[Path, int, str]] | None = None

    def save_user(self, user: Data) -> None:
        """Save the profile."""
        with writing(self.path / "profile.json") as file:
            file.write(f"{text_of(user, indent=2)}\n")

    @contextmanager
    def replacing(self, name: str) -> Iterator[Callable[[Data], object]]:
        """Replace a list."""
        with writing(self.path / f"{name}.jsonl") as file:
            yield lambda item: file.write(f"{text_of(item)}\n")
        if name == SHOWS:
            self._loaded.unlink(missing_ok=True)
            self._index = None

    def find(self, key: str, updated: str) -> Data | None:
        """Return a whole show that was saved earlier, if it was not updated since."""
        if self._index is None:
            # Positions of lines and not lines: there may be thousands of shows.
            self._index = {}
            for path in (self._shows, self._loaded):
                self._index.update(_positions(path))
        path, position, time = self._index.get(key, (self._shows, 0, ""))
        if time != updated:
            return None
        with path.open("rb") as file:
            file.seek(position)
            found: Data = json.loads(file.readline())
            return found

    def keep(self, show: Data) -> None:
        """Save a whole show, which `find` finds if the list is not completed."""
        is_cut = self._loaded.exists() and not _ends_with_line(self._loaded)
        with self._loaded.open("ab") as file:
            file.write(b"\n" * is_cut + f"{text_of(show)}\n".encode())

    def commit(self) -> None:
        """Do nothing: what `keep` saved is there."""

    def close(self) -> None:
        """Do nothing: no file is open."""


def _positions(path: Path) -> Iterator[tuple[str, tuple[Path, int, str]]]:
    """Yield the positions of whole shows in a file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        position = 0
        for line in file:
            # The last line may have been cut off when the program was killed.
            try:
                show = json.loads(line)
            except ValueError:
                show = None
            if isinstance(show, dict) and "sections" in show:
                updated = str(show.get("updated_time"))
                yield str(show.get("key")), (path, position, updated)
            position += len(line)


def _ends_with_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def text_of(data: Any, **options: Any) -> str:
    """Return JSON that can be encoded, also if a text in it cannot be."""
    text = json.dumps(data, ensure_ascii=False, **options)
    # Lone surrogates become escapes, which JSON reads back.
    return text.encode("utf-8", "backslashreplace").decode()

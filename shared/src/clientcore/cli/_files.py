"""
Files that are whole at any time, and jobs that can be resumed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from clientcore import replacing
from clientcore._files import lock_file


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """
    Write a text file that replaces *path* at the end, and only if all went well.

    See `clientcore.replacing`, which is for other files.
    """
    with (
        replacing(path) as temporary,
        temporary.open("w", encoding="utf-8", newline="") as file,
    ):
        yield file


class Journal:
    """
    What a job has done, one line of JSON each, so that it can be resumed.

    Args:
        path: The file. It is made with the first entry.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._done: dict[str, Any] = {}
        self._read()

    def _read(self) -> None:
        if not self._path.exists():
            return
        for line in self._path.read_text(encoding="utf-8").splitlines():
            # The last line of a program that was killed may be cut off.
            with suppress(ValueError, TypeError):
                key, facts = json.loads(line)
                self._done[key] = facts

    @contextmanager
    def held(self) -> Iterator[None]:
        """
        Keep other processes from doing the same job while the context is entered.

        Windows and some network file systems cannot do that.

        Raises:
            OSError: Another process does the job, or the file cannot be written.
        """
        self._path.touch()
        unlock = lock_file(self._path)
        if unlock is None:
            raise BlockingIOError(
                f"{self._path} is in use: this job is running already"
            )
        try:
            self._read()
            yield
        finally:
            if self._path.exists() and not self._path.stat().st_size:
                self.finish()
            unlock()

    def __len__(self) -> int:
        return len(self._done)

    def __iter__(self) -> Iterator[str]:
        return iter(self._done)

    def __contains__(self, key: object) -> bool:
        return key in self._done

    def __getitem__(self, key: str) -> Any:
        return self._done[key]

    def add(self, key: str, facts: Any = None) -> None:
        """Note that *key* is done, with *facts* that JSON can hold."""
        self._done[key] = facts
        with self._path.open("a", encoding="utf-8") as file:
            # A cut line before must not swallow this one.
            if file.tell() and not self._ends_whole():
                file.write("\n")
            file.write(json.dumps([key, facts]) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _ends_whole(self) -> bool:
        with self._path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read() == b"\n"

    def finish(self) -> None:
        """Remove the file: the job is complete."""
        self._path.unlink(missing_ok=True)

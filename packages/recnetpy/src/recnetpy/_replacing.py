"""
Files that are replaced as a whole, or left as they were.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replaced(path: str | Path) -> Iterator[Path]:
    """
    Give the path of a temporary file, which replaces *path* in the end.

    Each call has a temporary file of its own, so several may write at the same time. It
    is removed if anything is raised.

    Args:
        path: Path of the file. A symbolic link stays one.
    """
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".{target.name}.{secrets.token_hex(8)}.partial")
    try:
        yield partial
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise

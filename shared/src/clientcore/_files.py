"""
Files that hold secrets.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import IO

#: Errors of renaming onto a file that is a mount of its own, as in containers.
_MOUNTED = frozenset({errno.EBUSY, errno.EXDEV})


def write_private(path: Path, content: bytes) -> None:
    """
    Write a file of mode 0600, in a folder that exists.

    It has that mode from its first byte and is replaced as a whole, so that readers
    see the old content or the new. Only a file that cannot be replaced, because it
    is a mount of its own, is overwritten in place.

    Raises:
        OSError: The file cannot be written.
    """
    # mkstemp makes it with mode 0600, whatever the umask is.
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            _write(file, content)
        temporary.replace(path)
    except OSError as error:
        if error.errno not in _MOUNTED:
            raise
        path.chmod(0o600)
        with path.open("r+b") as file:
            _write(file, content)
    finally:
        temporary.unlink(missing_ok=True)


def _write(file: IO[bytes], content: bytes) -> None:
    file.write(content)
    file.truncate()
    file.flush()
    os.fsync(file.fileno())

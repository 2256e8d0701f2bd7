"""
Files with secrets in them.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

#: Errors of renaming onto a file that is a mount of its own, as in containers.
_MOUNTED = frozenset({errno.EBUSY, errno.EXDEV})


def write_private(path: Path, content: bytes) -> None:
    """
    Write a file of mode 0600.

    It has that mode from its first byte and is replaced as a whole, so that readers
    see the old content or the new. Only a file that cannot be replaced, because it
    is a mount of its own, is overwritten in place.

    Args:
        path: The file. Its folder must exist.
        content: The new content.

    Raises:
        OSError: The file cannot be written.
    """
    # mkstemp makes it with mode 0600, whatever the umask is.
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(number)
        try:
            Path(name).replace(path)
        except OSError as error:
            if error.errno not in _MOUNTED:
                raise
            _overwrite(path, content)
            Path(name).unlink(missing_ok=True)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _overwrite(path: Path, content: bytes) -> None:
    """Write into the existing file, which other users cannot read from then on."""
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())

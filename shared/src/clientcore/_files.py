"""
Files that hold secrets.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from ._secrets import SecretBytes

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
    content = SecretBytes(content)
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


def lock_file(path: Path) -> Callable[[], None] | None:
    """
    Lock a file against all others that lock it, in this process or another.

    The lock ends with the process that holds it, so none is left behind. It is on the
    file itself, which works in a read-only folder and for a mount of its own, and not
    on a second file, which would stay there.

    Args:
        path: The file. If it does not exist, or the system cannot lock it (Windows,
            some network file systems), nothing is locked.

    Returns:
        The function that unlocks it, or ``None`` while another holds the lock.
    """
    try:
        import fcntl

        file = path.open("rb")
    except (ImportError, OSError):
        return _nothing_locked
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The last holder may have replaced the file after it was opened here.
        is_current = os.path.samestat(os.fstat(file.fileno()), path.stat())
    except BlockingIOError:
        is_current = False
    except OSError:
        file.close()
        return _nothing_locked
    if is_current:
        return file.close
    file.close()
    return None


def _nothing_locked() -> None:
    """Stands for the function that unlocks a file."""

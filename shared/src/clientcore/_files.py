"""
Files that are replaced as a whole, and files that hold secrets.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ._secrets import SecretBytes

#: Errors of renaming onto a file that is a mount of its own, as in containers.
_MOUNTED = frozenset({errno.EBUSY, errno.EXDEV})


@contextmanager
def replacing(path: str | Path, *, private: bool = False) -> Iterator[Path]:
    """
    Yield the path of an empty temporary file that replaces *path* in the end.

    Readers see the old content or the new one, and if anything is raised, *path* is
    left as it was. Each call has a temporary file of its own, so that several tasks or
    programs may write at the same time.

    Args:
        path: The file, in a folder that exists. A symbolic link stays one, and the
            mode of a file that exists is kept.
        private: Whether the file has mode 0600, from its first byte.

    Raises:
        OSError: The file cannot be written.
    """
    target = Path(os.path.realpath(path))
    # Names of files have up to 255 bytes.
    temporary = target.with_name(f".{target.name[:40]}.{secrets.token_hex(8)}")
    mode = 0o600 if private else 0o666
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        if not private and target.exists():
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def write_private(path: Path, content: bytes) -> None:
    """
    Write a file of mode 0600, in a folder that exists: see `replacing`.

    Only a file that cannot be replaced, because it is a mount of its own, is
    overwritten in place.

    Raises:
        OSError: The file cannot be written.
    """
    content = SecretBytes(content)
    try:
        with replacing(path, private=True) as temporary:
            temporary.write_bytes(content)
    except OSError as error:
        if error.errno not in _MOUNTED:
            raise
        path.chmod(0o600)
        with path.open("r+b") as file:
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
        return nothing_locked
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The last holder may have replaced the file after it was opened here.
        is_current = os.path.samestat(os.fstat(file.fileno()), path.stat())
    except BlockingIOError:
        is_current = False
    except OSError:
        file.close()
        return nothing_locked
    if is_current:
        return file.close
    file.close()
    return None


def nothing_locked() -> None:
    """Stands for the function that unlocks a file or a store."""

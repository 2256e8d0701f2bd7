"""
Files with secrets in them.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_private(path: Path, content: bytes) -> None:
    """
    Replace a file by one of mode 0600 at once, or leave it as it was.

    It has that mode from its first byte, and is never seen half written.

    Args:
        path: The file. Its folder exists.

        content: What is to be in it.

    Raises:
        OSError: It cannot be written.
    """
    # mkstemp makes it with mode 0600, whatever the umask is.
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(number)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

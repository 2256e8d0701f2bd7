"""
What can be uploaded, as an `Upload`.
"""

from __future__ import annotations

import inspect
import mimetypes
import os
from collections.abc import AsyncIterator, Callable
from pathlib import PurePath
from typing import Any

from clientcore import Upload

#: How much is read at once from files that can only be read with ``await``.
_BLOCK = 1 << 20


def as_upload(
    file: Any, name: str, on_progress: Callable[[int, int | None], None] | None = None
) -> Upload:
    """
    Return *file* as an `Upload`.

    Args:
        file: A path, bytes or another buffer, a binary file, also one of `anyio`
            or ``aiofiles``, an iterable of bytes, or an `Upload`, which is returned
            unchanged.
        name: File name, if *file* has none of its own.
        on_progress: See `clientcore.Upload`.

    Raises:
        OSError: The path does not exist, or is not a file.
        TypeError: *file* is of another type.
    """
    if isinstance(file, Upload):
        return file
    name = _name(file) or name
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Upload(
        _source(file), name=name, content_type=guessed, on_progress=on_progress
    )


def _name(file: Any) -> str:
    path = file if isinstance(file, str | os.PathLike) else getattr(file, "name", None)
    return PurePath(path).name if isinstance(path, str | os.PathLike) else ""


def _source(file: Any) -> Any:
    """Return what the transport can read for *file*."""
    if isinstance(file, str | os.PathLike):
        if os.path.isdir(file or "."):  # noqa: PTH112, a path of any type
            raise IsADirectoryError(f"{os.fspath(file)!r} is a folder, not a file")
        return file
    if not hasattr(file, "read"):
        return _buffer(file)
    if inspect.iscoroutinefunction(file.read):
        # anyio's and aiofiles' hold a file that worker threads can read.
        held = getattr(file, "wrapped", None) or getattr(file, "_file", None)
        return _blocks(file) if held is None else held
    if not hasattr(file, "seek") or not hasattr(file, "tell"):
        # Not seekable, whatever its seekable() says.
        return iter(lambda: file.read(_BLOCK), b"")
    return file


def _buffer(value: Any) -> Any:
    """Return any buffer as bytes, and another object unchanged."""
    if isinstance(value, str | list | tuple | dict):
        return value
    try:
        return memoryview(value).tobytes()
    except TypeError:
        return value


async def _blocks(file: Any) -> AsyncIterator[bytes]:
    while block := await file.read(_BLOCK):
        yield block

"""
Something large to send, without ever holding all of it.
"""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterable, Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

from ._errors import Error

#: What can be uploaded. A path is opened for each attempt and closed after it.
UploadSource: TypeAlias = (
    str | os.PathLike[str] | bytes | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
)
#: Called with the bytes sent so far and the size, ``None`` if it is not known.
Progress: TypeAlias = Callable[[int, int | None], None]

#: How much goes to the network at once.
PART = 64 * 1024
#: How much is read at once: a trip to a thread costs more than a small read.
BLOCK = 16 * PART


class Upload:
    """
    A file to send, with a size and a position.

    Args:
        source:
            A path, bytes, a file opened in binary mode, or an iterable of
            bytes, asynchronous ones included (for async clients only).

        name: What the server is told the file is called. From the path or the
            file by default.

        content_type: Its media type.

        size: Its size in bytes, where the source cannot tell.

        on_progress: Called after each part of 64 KB with the bytes sent so far
            and the size. It starts over if the upload has to.

    Attributes:
        name: See above.

        content_type: See above.

        size: Bytes, or ``None`` if unknown.

        sent: Bytes handed to the network in this attempt.

    Raises:
        OSError: The path does not exist or cannot be read.

        TypeError: The source is none of those.

        ValueError: The media type could start another header.
    """

    def __init__(
        self,
        source: UploadSource,
        *,
        name: str | None = None,
        content_type: str = "application/octet-stream",
        size: int | None = None,
        on_progress: Progress | None = None,
    ) -> None:
        if isinstance(source, str | os.PathLike):
            source = Path(source)
        elif not _can_be_read(source):
            raise TypeError(f"cannot upload a {type(source).__name__}")
        if not content_type.isprintable():
            raise ValueError("a content type is one line")
        self.source: Any = source
        self.name: str = name or _name(source)
        self.content_type = content_type
        self._start = _start(source)
        self.size: int | None = _size(source, self._start) if size is None else size
        self.sent: int = 0
        self._on_progress = on_progress

    def __repr__(self) -> str:
        size = "unknown" if self.size is None else f"{self.size:,}"
        return f"<Upload {self.name!r}, {size} bytes>"

    @property
    def rewindable(self) -> bool:
        """Whether it can be sent a second time."""
        if isinstance(self.source, Path | bytes):
            return True
        if hasattr(self.source, "read"):
            return self._start is not None
        return hasattr(self.source, "__len__")

    @property
    def is_async(self) -> bool:
        """Whether the source is an asynchronous iterable."""
        return isinstance(self.source, AsyncIterable)

    def expect(self, count: int) -> None:
        """Raise if *count* more bytes are more than the size allows."""
        if self.size is not None and self.sent + count > self.size:
            raise Error(f"{self!r} has more bytes than that")

    def finish(self) -> None:
        """Raise if fewer bytes went out than the size says."""
        if self.size is not None and self.sent < self.size:
            raise Error(f"{self!r} has only {self.sent:,}")

    def advance(self, count: int) -> None:
        """Note that *count* more bytes went out."""
        self.sent += count
        if self._on_progress is not None:
            self._on_progress(self.sent, self.size)

    def blocks(self) -> Generator[bytes, None, None]:
        """Read from the start: bytes in blocks of any size."""
        self.sent = 0
        if isinstance(self.source, bytes):
            yield self.source
        elif isinstance(self.source, Path):
            with self.source.open("rb") as file:
                yield from _read(file)
        elif hasattr(self.source, "read"):
            if self._start is not None:
                self.source.seek(self._start)
            yield from _read(self.source)
        else:
            yield from self.source


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def parts(block: bytes) -> Iterator[bytes]:
    """Cut *block* to the size that goes to the network at once."""
    if len(block) <= PART:
        yield block
        return
    view = memoryview(block)
    for start in range(0, len(block), PART):
        yield bytes(view[start : start + PART])


def _can_be_read(source: Any) -> bool:
    if isinstance(source, io.TextIOBase):
        return False
    return hasattr(source, "read") or isinstance(source, Iterable | AsyncIterable)


def _name(source: Any) -> str:
    if isinstance(source, Path):
        return source.name
    name = getattr(source, "name", None)
    return Path(name).name if isinstance(name, str) else "upload"


def _start(source: Any) -> int | None:
    """Return where a file stands, or ``None`` if it cannot be set back there."""
    try:
        return cast("int", source.tell()) if source.seekable() else None
    except (AttributeError, OSError):
        return None


def _size(source: Any, start: int | None) -> int | None:
    if isinstance(source, bytes):
        return len(source)
    if isinstance(source, Path):
        return source.stat().st_size
    if start is not None:
        end = cast("int", source.seek(0, os.SEEK_END))
        source.seek(start)
        # It may stand behind its end.
        return max(0, end - start)
    return None

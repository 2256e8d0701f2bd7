"""
The body of a request: JSON, forms, multipart forms, and uploads.
"""

from __future__ import annotations

import inspect
import io
import os
import secrets
from collections.abc import (
    AsyncIterable,
    Callable,
    Collection,
    Generator,
    Iterable,
    Iterator,
    Mapping,
)
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import attrs

from ._errors import Error
from ._secrets import SecretBytes
from ._url import encode_query, text_of, values_of

if TYPE_CHECKING:
    from ._request import Request

#: What can be uploaded. A path is opened for each attempt and closed after it.
UploadSource: TypeAlias = (
    str | os.PathLike[str] | bytes | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
)

#: How much is written to the network at once.
PART = 64 * 1024
#: How much is read at once: a trip to a thread costs more than a small read.
BLOCK = 16 * PART
_TEXT = "text/plain; charset=utf-8"


class Upload:
    """
    A file to send, read in parts while it is sent.

    Args:
        source: A path, bytes, a file opened in binary mode, or an iterable of
            bytes. Async clients also take an async iterable.
        name: The file's name for the server. By default that of the path or file.
        content_type: The media type.
        size: The size in bytes, if the source cannot tell.
        on_progress: Called after each part of 64 KB with the bytes sent so far
            and the size. It starts again from 0 if the upload is repeated.

    Attributes:
        size: The size in bytes, or ``None`` if unknown.
        sent: The bytes sent in this attempt.

    Raises:
        OSError: The path does not exist or cannot be read.
        TypeError: The source is of another type, or *on_progress* is not a plain
            function.
        ValueError: The media type has a line break.
    """

    def __init__(
        self,
        source: UploadSource,
        *,
        name: str | None = None,
        content_type: str = "application/octet-stream",
        size: int | None = None,
        on_progress: Callable[[int, int | None], None] | None = None,
    ) -> None:
        if isinstance(source, str | os.PathLike):
            source = Path(source)
        elif isinstance(source, bytes | bytearray | memoryview):
            source = io.BytesIO(source)
        elif _is_text(source):
            kind = type(source).__name__
            raise TypeError(f"cannot upload a {kind}: open the file in binary mode")
        elif not (
            hasattr(source, "read") or isinstance(source, Iterable | AsyncIterable)
        ):
            raise TypeError(f"cannot upload a {type(source).__name__}")
        if on_progress is not None:
            _check_function("on_progress", on_progress)
        if not content_type.isprintable():
            raise ValueError("a content type is one line")
        own_name = getattr(source, "name", None)
        self._source: Any = source
        self.name: str = name or (
            Path(own_name).name if isinstance(own_name, str) else "upload"
        )
        self.content_type = content_type
        self._start, left = _measure(source)
        self.size: int | None = left if size is None else size
        self.sent: int = 0
        self._on_progress = on_progress

    def __repr__(self) -> str:
        size = "unknown" if self.size is None else f"{self.size:,}"
        return f"<Upload {self.name!r}, {size} bytes>"

    @property
    def is_rewindable(self) -> bool:
        """Whether it can be read, and sent, a second time."""
        return self._start is not None or isinstance(self._source, Collection)

    @property
    def _is_async(self) -> bool:
        """Whether the source is an asynchronous iterable."""
        return isinstance(self._source, AsyncIterable)

    def _blocks(self) -> Generator[bytes, None, None]:
        """Read from the start, in blocks of any size. The source is not async."""
        self.sent = 0
        if isinstance(self._source, Path):
            with self._source.open("rb") as file:
                yield from _read(file)
        elif hasattr(self._source, "read"):
            if self._start is not None:
                self._source.seek(self._start)
            yield from _read(self._source)
        else:
            yield from self._source

    def _parts(self, block: bytes) -> Iterator[bytes]:
        """Yield *block* in parts, each counted when the next is requested."""
        if not isinstance(block, bytes | bytearray | memoryview):
            raise TypeError(f"{self!r} has a {type(block).__name__} instead of bytes")
        for start in range(0, len(block), PART):
            part = block[start : start + PART]
            if self.size is not None and self.sent + len(part) > self.size:
                raise Error(f"{self!r} has more bytes than that")
            yield part
            self.sent += len(part)
            if self._on_progress is not None:
                self._on_progress(self.sent, self.size)

    def _finish(self) -> None:
        """Raise if fewer bytes were sent than the size."""
        if self.size is not None and self.sent < self.size:
            raise Error(f"{self!r} has only {self.sent:,}")


def _check_function(name: str, value: Any) -> None:
    """
    Check that a value can be called without ``await``.

    Raises:
        TypeError: *value* is a coroutine function, or cannot be called.
    """
    if not callable(value) or inspect.iscoroutinefunction(value):
        raise TypeError(f"{name} must be a function, and not a coroutine function")


def _is_text(source: Any) -> bool:
    # Wrappers, such as temporary files, have the encoding of the file in them.
    encoding = getattr(source, "encoding", None)
    return isinstance(source, io.TextIOBase) or encoding is not None


def _read(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(BLOCK):
        yield block


def _measure(source: Any) -> tuple[int | None, int | None]:
    """Return the position of a file and the bytes left, ``None`` where unknown."""
    if isinstance(source, Path):
        return 0, source.stat().st_size
    if not (hasattr(source, "seekable") and source.seekable()):
        return None, None
    start = source.tell()
    end = source.seek(0, os.SEEK_END)
    source.seek(start)
    # The position may be behind the end.
    return start, max(0, end - start)


def _upload(source: Any) -> Upload:
    """Return *source* as an upload. Text is the content, never a path."""
    if isinstance(source, Upload):
        return source
    if isinstance(source, str):
        return Upload(source.encode(), content_type=_TEXT)
    return Upload(source)


@attrs.frozen
class Body:
    """
    The body of a request, encoded.

    Attributes:
        headers: Content-Type and, if known, Content-Length.
        content: The whole body, or ``None`` if it is streamed or there is none.
        segments: Bytes and uploads to stream one after the other.
    """

    headers: dict[str, str]
    content: bytes | None = attrs.field(
        default=None, converter=attrs.converters.optional(SecretBytes)
    )
    segments: list[bytes | Upload] = attrs.field(factory=list, repr=False)

    @property
    def replayable(self) -> bool:
        """Whether it can be read, and sent, a second time."""
        return all(isinstance(one, bytes) or one.is_rewindable for one in self.segments)


def prepare(request: Request, dumps: Callable[[Any], bytes]) -> Body:
    """
    Return the body of *request*, with JSON encoded by *dumps*.

    Raises:
        ValueError: *request* has more than one body.
        TypeError: A value cannot be sent.
    """
    content = request.content
    is_json = request.json is not ...
    is_form = request.form is not None or request.files is not None
    if is_json + is_form + (content is not None) > 1:
        raise ValueError("a request has one body: json, form with files, or content")
    if is_json:
        return Body({"Content-Type": "application/json"}, dumps(request.json))
    if is_form:
        return _form(request.form or {}, request.files)
    if content is None:
        return Body({})
    if isinstance(content, bytes | bytearray | memoryview):
        return Body({}, bytes(content))
    if isinstance(content, str):
        return Body({"Content-Type": _TEXT}, content.encode())
    upload = _upload(content)
    return _streamed([upload], upload.content_type)


def _form(fields: Mapping[str, Any], files: Mapping[str, Any] | None) -> Body:
    has_upload = any(isinstance(value, Upload) for value in fields.values())
    if files is None and not has_upload:
        content_type = "application/x-www-form-urlencoded"
        return Body({"Content-Type": content_type}, encode_query(fields).encode())
    boundary = secrets.token_hex(16)
    segments = multipart(fields, files or {}, boundary)
    return _streamed(segments, f"multipart/form-data; boundary={boundary}")


def _streamed(segments: list[bytes | Upload], content_type: str) -> Body:
    headers = {"Content-Type": content_type}
    sizes = [len(one) if isinstance(one, bytes) else one.size for one in segments]
    if None not in sizes:
        # Without a length it is sent in chunks, which few APIs accept.
        headers["Content-Length"] = str(sum(size or 0 for size in sizes))
    return Body(headers, None, segments)


def multipart(
    fields: Mapping[str, Any], files: Mapping[str, Any], boundary: str
) -> list[bytes | Upload]:
    """
    Return the segments of a multipart form, in order: see `Request`.

    The HTTP library's own form would read files on the event loop.
    """
    segments: list[bytes | Upload] = []
    values = [(name, one) for name in fields for one in values_of(fields[name])]
    values += [(name, _upload(file)) for name, file in files.items()]
    for name, value in values:
        head = f"--{boundary}\r\nContent-Disposition: form-data"
        head += f'; name="{_quoted(name)}"'
        if isinstance(value, Upload):
            head += f'; filename="{_quoted(value.name)}"'
            head += f"\r\nContent-Type: {value.content_type}\r\n\r\n"
            segments += [head.encode(), value, b"\r\n"]
        else:
            segments.append(f"{head}\r\n\r\n{text_of(value)}\r\n".encode())
    segments.append(f"--{boundary}--\r\n".encode())
    return segments


def _quoted(text: str) -> str:
    """Escape a name as browsers do (HTML, multipart form data, step 5)."""
    return text.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")

"""
Multipart forms whose files are streamed.

The HTTP library's own reads files on the event loop.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from ._quoting import plain
from ._upload import Upload


@attrs.frozen
class Multipart:
    """
    A form, in the order it is sent.

    Attributes:
        segments: Bytes, and uploads between them.

        boundary: What stands between the fields.
    """

    segments: list[bytes | Upload]
    boundary: str

    @classmethod
    def of(
        cls,
        fields: Iterable[tuple[str, Any]],
        files: Iterable[tuple[str, Any]],
        *,
        boundary: str | None = None,
    ) -> Multipart:
        """
        Make a form.

        Args:
            fields: Names and values; a list repeats the name, ``None`` is
                left out, and an upload is a file in its place.

            files: Names, and uploads or what they are made of.

            boundary: For tests; random by default.
        """
        boundary = boundary or secrets.token_hex(16)
        start = f"--{boundary}\r\n".encode()
        parts = [*_each(fields), *((name, _upload(file)) for name, file in files)]
        segments: list[bytes | Upload] = []
        for name, part in parts:
            if isinstance(part, Upload):
                segments += [start + _file_head(name, part), part, b"\r\n"]
            else:
                segments.append(start + _field(name, plain(part)))
        segments.append(f"--{boundary}--\r\n".encode())
        return cls(segments, boundary)

    @property
    def content_type(self) -> str:
        """The header's value."""
        return f"multipart/form-data; boundary={self.boundary}"


def _each(fields: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Give each value of lists with its name."""
    for name, value in fields:
        for one in value if isinstance(value, list | tuple) else [value]:
            if one is not None:
                yield name, one


def _upload(file: Any) -> Upload:
    return file if isinstance(file, Upload) else Upload(file)


def _field(name: str, value: str) -> bytes:
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n'
    return f"{head}{value}\r\n".encode()


def _file_head(name: str, upload: Upload) -> bytes:
    return (
        f'Content-Disposition: form-data; name="{_quoted(name)}";'
        f' filename="{_quoted(upload.name)}"\r\n'
        f"Content-Type: {upload.content_type}\r\n\r\n"
    ).encode()


def _quoted(text: str) -> str:
    """Escape a name as browsers do (HTML, multipart form data, step 5)."""
    return text.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")

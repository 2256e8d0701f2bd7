"""
Multipart forms whose files are streamed.

The HTTP library's own reads files on the event loop.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
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
                left out.

            files: Names, and uploads or what they are made of.

            boundary: For tests; random by default.
        """
        boundary = boundary or secrets.token_hex(16)
        start = f"--{boundary}\r\n".encode()
        segments: list[bytes | Upload] = []
        for name, value in fields:
            values = value if isinstance(value, list | tuple) else [value]
            segments += [
                start + _field(name, plain(one)) for one in values if one is not None
            ]
        for name, file in files:
            upload = file if isinstance(file, Upload) else Upload(file)
            segments += [start + _file_head(name, upload), upload, b"\r\n"]
        segments.append(f"--{boundary}--\r\n".encode())
        return cls(segments, boundary)

    @property
    def content_type(self) -> str:
        """The header's value."""
        return f"multipart/form-data; boundary={self.boundary}"


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

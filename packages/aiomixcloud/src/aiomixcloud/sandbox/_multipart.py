"""
Bodies of forms, read while they arrive.

Files are counted and hashed, and not kept, since a body may have gigabytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterable
from email.message import Message
from typing import Final, Protocol
from urllib.parse import parse_qsl

import attrs

from ._answers import Refusal, bad

#: What a text field, or the head of a part, may have in bytes.
_TEXT_LIMIT: Final = 1 << 20


@attrs.frozen
class Received:
    """
    A file of an upload.

    Attributes:
        filename: File name in the form.
        content_type: Media type in the form, or an empty text.
        size: Size in bytes.

        sha256: Their hash, in hex.
    """

    filename: str
    content_type: str
    size: int
    sha256: str


@attrs.frozen
class Form:
    """
    The values of a form.

    Attributes:
        fields: Texts by name. The last one counts if a name is repeated.
        files: Files by name.
        is_multipart: Whether the body is ``multipart/form-data``.
    """

    fields: dict[str, str] = attrs.field(factory=dict)
    files: dict[str, Received] = attrs.field(factory=dict)
    is_multipart: bool = False


class _Part(Protocol):
    def write(self, data: bytes | bytearray) -> None: ...

    def close(self) -> None: ...


class _Text:
    def __init__(self, form: Form, name: str) -> None:
        self._form, self._name, self._value = form, name, bytearray()

    def write(self, data: bytes | bytearray) -> None:
        self._value += data
        if len(self._value) > _TEXT_LIMIT:
            raise bad("A field of the form is too long")

    def close(self) -> None:
        self._form.fields[self._name] = self._value.decode(errors="replace")


class _File:
    def __init__(self, form: Form, name: str, filename: str, kind: str) -> None:
        self._form, self._name = form, name
        self._filename, self._kind = filename, kind
        self._size, self._hash = 0, hashlib.sha256()

    def write(self, data: bytes | bytearray) -> None:
        self._size += len(data)
        self._hash.update(data)

    def close(self) -> None:
        self._form.files[self._name] = Received(
            self._filename, self._kind, self._size, self._hash.hexdigest()
        )


class _Ignored:
    def write(self, data: bytes | bytearray) -> None: ...

    def close(self) -> None: ...


class MultipartReader:
    """
    Reads a multipart body, piece by piece.

    Args:
        boundary: The boundary between the parts.
    """

    def __init__(self, boundary: str) -> None:
        self.form = Form(is_multipart=True)
        self._mark = b"\r\n--" + boundary.encode("latin-1")
        # The first mark has no line before it.
        self._rest = bytearray(b"\r\n")
        self._part: _Part | None = _Ignored()
        self._ended = False

    def feed(self, data: bytes) -> None:
        """
        Read the next piece.

        Raises:
            Refusal: The body is not a valid form.
        """
        self._rest += data
        while not self._ended and self._step():
            pass

    def finish(self) -> Form:
        """
        Return the form after the last piece.

        Raises:
            Refusal: The body is incomplete.
        """
        if not self._ended:
            raise bad("The form ends in the middle")
        return self.form

    def _step(self) -> bool:
        return self._begin() if self._part is None else self._content(self._part)

    def _content(self, part: _Part) -> bool:
        """
        Read the content of a part, up to the next boundary.
        """
        at = self._rest.find(self._mark)
        if at < 0:
            # The end of what is here may be the beginning of a mark.
            self._pass_on(part, len(self._rest) - len(self._mark) + 1)
            return False
        self._pass_on(part, at)
        part.close()
        self._part = None
        del self._rest[: len(self._mark)]
        return True

    def _pass_on(self, part: _Part, size: int) -> None:
        if size > 0:
            part.write(self._rest[:size])
            del self._rest[:size]

    def _begin(self) -> bool:
        """
        Read the headers of a part, or the end of the form.
        """
        if self._rest.startswith(b"--"):
            self._ended = True
            self._rest.clear()
            return False
        at = self._rest.find(b"\r\n\r\n")
        if at < 0:
            if len(self._rest) > _TEXT_LIMIT:
                raise bad("The form can't be read")
            return False
        self._part = self._open(self._rest[:at].decode(errors="replace"))
        del self._rest[: at + len(b"\r\n\r\n")]
        return True

    def _open(self, head: str) -> _Part:
        headers = Message()
        for line in head.split("\r\n"):
            header, _, value = line.partition(":")
            if value:
                headers[header] = value.strip()
        name = _parameter(headers, "name")
        filename = _parameter(headers, "filename")
        if name is None:
            return _Ignored()
        if filename is None:
            return _Text(self.form, name)
        return _File(self.form, name, filename, headers.get("content-type", ""))


def _parameter(headers: Message, name: str) -> str | None:
    value = headers.get_param(name, header="content-disposition")
    if isinstance(value, tuple):
        return value[2]
    return value


async def read_form(content_type: str, body: AsyncIterable[bytes]) -> Form:
    """
    Read the whole body of a request.

    Args:
        content_type: Media type of the body.
        body: The pieces of the body.

    Returns:
        The form; one without values if it is none.

    Raises:
        Refusal: The body is not a valid form.
    """
    header = Message()
    header["content-type"] = content_type
    boundary = header.get_param("boundary")
    kind = header.get_content_type()
    if kind == "multipart/form-data" and isinstance(boundary, str):
        return await _read_multipart(MultipartReader(boundary), body)
    text = bytearray()
    async for piece in body:
        text += piece[: max(0, _TEXT_LIMIT - len(text))]
    if kind != "application/x-www-form-urlencoded":
        return Form()
    return Form(dict(parse_qsl(text.decode(errors="replace"), keep_blank_values=True)))


async def _read_multipart(reader: MultipartReader, body: AsyncIterable[bytes]) -> Form:
    problem: Refusal | None = None
    async for piece in body:
        if problem is None:
            try:
                reader.feed(piece)
            except Refusal as refusal:
                # The service says nothing until it has all of the body.
                problem = refusal
    if problem is not None:
        raise problem
    return reader.finish()

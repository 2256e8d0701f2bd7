"""
Form bodies, in pieces of any size.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from hashlib import sha256

import pytest

from aiomixcloud.sandbox._answers import Refusal
from aiomixcloud.sandbox._multipart import MultipartReader, read_form

BODY = (
    b"--xyz\r\n"
    b'Content-Disposition: form-data; name="name"\r\n\r\n'
    b"Z\xc3\xb6e\r\n--xy\r\n"
    b"--xyz\r\n"
    b'content-disposition: form-data; name="mp3"; filename="z\xc3\xb6e.mp3"\r\n'
    b"Content-Type: audio/mpeg\r\n\r\n"
    b"\r\n--xy\x00\r\r\n--xy\r\n\r\n"
    b"--xyz\r\n"
    b'Content-Disposition: form-data; name="empty"\r\n\r\n'
    b"\r\n"
    b"--xyz--\r\nan epilogue"
)
AUDIO = b"\r\n--xy\x00\r\r\n--xy\r\n"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64, 1000])
def test_pieces(size: int):
    """
    It does not matter where a body is cut.
    """
    reader = MultipartReader("xyz")
    for at in range(0, len(BODY), size):
        reader.feed(BODY[at : at + size])
    form = reader.finish()

    assert form.fields == {"name": "Zöe\r\n--xy", "empty": ""}
    assert form.files["mp3"].filename == "zöe.mp3"
    assert form.files["mp3"].sha256 == sha256(AUDIO).hexdigest()


def test_nothing_is_kept():
    """
    However much of a file comes, what is kept of it is less than a mark.
    """
    reader = MultipartReader("xyz")
    head = b'--xyz\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    reader.feed(head)
    for _ in range(64):
        reader.feed(bytes(1 << 16))

    assert len(reader._rest) < len("\r\n--xyz")


def test_nameless():
    """
    A part without a name is passed over.
    """
    reader = MultipartReader("xyz")
    reader.feed(b"--xyz\r\nX-Other: 1\r\n\r\nsomething\r\n--xyz--")

    assert reader.finish().fields == {}


def test_cut_short():
    """
    A body that ends early is told to.
    """
    reader = MultipartReader("xyz")
    reader.feed(BODY[:200])

    with pytest.raises(Refusal, match="ends in the middle"):
        reader.finish()


def test_endless_text():
    """
    A text field is not for a file.
    """
    reader = MultipartReader("xyz")
    reader.feed(b'--xyz\r\nContent-Disposition: form-data; name="name"\r\n\r\n')

    with pytest.raises(Refusal, match="too long"):
        reader.feed(bytes(2 << 20))


def test_endless_head():
    """
    Nor is a part's head.
    """
    reader = MultipartReader("xyz")

    with pytest.raises(Refusal, match="can't be read"):
        reader.feed(b"--xyz\r\n" + bytes(2 << 20))


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_urlencoded():
    """
    Forms without files may come in the other way.
    """
    kind = "application/x-www-form-urlencoded; charset=utf-8"
    form = await read_form(kind, pieces(b"a=1&me", b"thod=delete&b="))

    assert form.fields == {"a": "1", "method": "delete", "b": ""}
    assert not form.is_multipart


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data"])
async def test_other(kind: str):
    """
    What is no form has no values.
    """
    assert (await read_form(kind, pieces(b"a=1"))).fields == {}


async def test_read_to_the_end():
    """
    A body that can't be read is received to its end all the same.
    """
    taken: list[bytes] = []

    async def body() -> AsyncIterator[bytes]:
        for part in (b"--xyz\r\n", bytes(2 << 20), b"x", b"y"):
            taken.append(part)
            yield part

    with pytest.raises(Refusal, match="can't be read"):
        await read_form("multipart/form-data; boundary=xyz", body())

    assert taken[-1] == b"y"

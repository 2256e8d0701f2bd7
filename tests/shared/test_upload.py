"""
Files to send.
"""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import Any

import pytest

from clientcore import Error, Upload
from clientcore._body import BLOCK, PART


class Unseekable(io.RawIOBase):
    """As a pipe or socket is."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def read(self, size: int = -1) -> bytes:
        return self._rest.read(size)

    def readable(self) -> bool:
        return True


class Minimal:
    """Has nothing but what is needed."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self._rest.read(size)


def pieces() -> Iterator[bytes]:
    yield b"ab"
    yield b"c"


async def async_pieces() -> AsyncIterator[bytes]:
    yield b"abc"


def content(upload: Upload) -> bytes:
    return b"".join(upload._blocks())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "song.mp3"
    path.write_bytes(b"abc")
    return path


class TestSources:
    @pytest.mark.parametrize("kind", [Path, str])
    def test_path(self, path: Path, kind: Any):
        """
        A path is named after its file, measured, and read as often as needed.
        """
        upload = Upload(kind(path))

        assert (upload.name, upload.size, upload.is_rewindable) == ("song.mp3", 3, True)
        assert content(upload) == content(upload) == b"abc"

    def test_path_closed(self, path: Path):
        """
        A file that was opened is closed when the reading stops early.
        """
        upload = Upload(path)
        blocks = upload._blocks()
        next(blocks)
        blocks.close()

        assert content(upload) == b"abc"

    def test_missing_path(self, tmp_path: Path):
        """
        A path that does not exist is an `OSError` at once.
        """
        with pytest.raises(FileNotFoundError):
            Upload(tmp_path / "missing")

    def test_bytes(self):
        """
        Bytes are read as often as needed.
        """
        upload = Upload(b"abc")

        assert (upload.name, upload.size, upload.is_rewindable) == ("upload", 3, True)
        assert content(upload) == content(upload) == b"abc"

    def test_open_file(self, path: Path):
        """
        An open file is sent from where it stands, in each attempt, and left open.
        """
        with path.open("rb") as file:
            file.seek(1)
            upload = Upload(file)

            assert (upload.name, upload.size) == ("song.mp3", 2)
            assert upload.is_rewindable
            assert file.tell() == 1
            assert content(upload) == content(upload) == b"bc"
            assert not file.closed

    def test_behind_the_end(self):
        """
        A file that stands behind its end has nothing left, and no size below 0.
        """
        file = io.BytesIO(b"abc")
        file.seek(10)
        upload = Upload(file)

        assert upload.size == 0
        assert content(upload) == b""

    @pytest.mark.parametrize("kind", [Unseekable, Minimal])
    def test_unseekable(self, kind: Any):
        """
        What cannot seek has no size that we know, and is sent once.
        """
        upload = Upload(kind(b"abc"))

        assert (upload.name, upload.size, upload.is_rewindable) == (
            "upload",
            None,
            False,
        )
        assert content(upload) == b"abc"

    def test_pipe(self):
        """
        A pipe is one of them.
        """
        reading, writing = os.pipe()
        os.write(writing, b"abc")
        os.close(writing)
        with os.fdopen(reading, "rb") as file:
            upload = Upload(file)

            assert (upload.name, upload.size) == ("upload", None)
            assert not upload.is_rewindable
            assert content(upload) == b"abc"

    @pytest.mark.parametrize(
        ("source", "rewindable"),
        [(pieces(), False), ([b"ab", b"c"], True), ((b"ab", b"c"), True)],
        ids=["generator", "list", "tuple"],
    )
    def test_iterable(self, source: Any, rewindable: bool):
        """
        An iterable is read again only if it is a collection.
        """
        upload = Upload(source)

        assert (upload.size, upload.is_rewindable) == (None, rewindable)
        assert not upload._is_async
        assert content(upload) == b"abc"

    def test_async_iterable(self):
        """
        An asynchronous iterable is told apart, and is sent once.
        """
        upload = Upload(async_pieces())

        assert upload._is_async
        assert (upload.size, upload.is_rewindable) == (None, False)

    @pytest.mark.parametrize(
        "source", [None, 5, object(), io.StringIO("abc")], ids=repr
    )
    def test_refused(self, source: Any):
        """
        Text files and what cannot be read are the caller's mistake.
        """
        with pytest.raises(TypeError, match="cannot upload a"):
            Upload(source)

    @pytest.mark.parametrize(
        "opened",
        [
            lambda _: NamedTemporaryFile("w+"),  # noqa: SIM115
            lambda _: SpooledTemporaryFile(mode="w+"),  # noqa: SIM115
            lambda path: codecs.open(path, encoding="ascii"),  # noqa: SIM115
            lambda path: path.open(encoding="ascii"),
        ],
        ids=["named", "spooled", "codecs", "text"],
    )
    def test_text_files(self, path: Path, opened: Any):
        """
        A file in text mode is refused, whatever is around it.
        """
        refused = pytest.raises(TypeError, match="open the file in binary mode")
        with opened(path) as file, refused:
            Upload(file)

    @pytest.mark.parametrize("source", [["abc"], iter(["abc"]), {"a": 1}, [5]], ids=str)
    def test_blocks_of_text(self, source: Any):
        """
        A block that is no bytes is refused in the words of an upload.
        """
        upload = Upload(source)
        with pytest.raises(TypeError, match="instead of bytes"):
            [part for block in upload._blocks() for part in upload._parts(block)]

    def test_told(self, path: Path):
        """
        Name, type and size can be told.
        """
        upload = Upload(pieces(), name="b.bin", content_type="text/plain", size=3)

        assert (upload.name, upload.content_type, upload.size) == (
            "b.bin",
            "text/plain",
            3,
        )
        assert Upload(path, name="other").name == "other"
        assert Upload(b"abc", size=0).size == 0

    @pytest.mark.parametrize("kind", ["a\r\nX: y", "a\nb", "a\x00"])
    def test_type_that_breaks_out(self, kind: str):
        """
        A media type that could start another header is refused.
        """
        with pytest.raises(ValueError, match="one line"):
            Upload(b"abc", content_type=kind)


class TestParts:
    @pytest.mark.parametrize(
        ("size", "sizes"),
        [
            (1, [1]),
            (PART, [PART]),
            (PART + 1, [PART, 1]),
            (3 * PART, [PART] * 3),
            (BLOCK, [PART] * 16),
        ],
    )
    def test_sizes(self, size: int, sizes: list[int]):
        """
        No part is longer than 64 KB, and nothing is lost.
        """
        block = bytes(index % 251 for index in range(size))
        found = list(Upload(block)._parts(block))

        assert PART == 64 * 1024
        assert [len(part) for part in found] == sizes
        assert b"".join(found) == block

    def test_blocks(self, tmp_path: Path):
        """
        A file is read in blocks of one megabyte at the most.
        """
        path = tmp_path / "large"
        path.write_bytes(b"x" * (2 * BLOCK + 5))
        sizes = [len(block) for block in Upload(path)._blocks()]

        assert sizes == [BLOCK, BLOCK, 5]


class TestProgress:
    def test_told(self):
        """
        Progress is told with what was sent and the size, and starts over.
        """
        told: list[tuple[int, int | None]] = []
        upload = Upload(b"abcd", on_progress=lambda *progress: told.append(progress))
        for _ in range(2):
            for _ in upload._blocks():
                for part in (b"abc", b"d"):
                    assert list(upload._parts(part)) == [part]

        assert told == [(3, 4), (4, 4)] * 2
        assert upload.sent == 4

    def test_unknown_size(self):
        """
        An unknown size is told as such.
        """
        told: list[tuple[int, int | None]] = []
        upload = Upload(pieces(), on_progress=lambda *progress: told.append(progress))
        parts = upload._parts(b"ab")
        next(parts)

        # A part is not sent before the next is requested.
        assert told == []
        assert list(parts) == []
        assert told == [(2, None)]

    def test_more_than_the_size(self):
        """
        A part that goes beyond the size is refused before it is sent.
        """
        upload = Upload(pieces(), size=2)

        assert list(upload._parts(b"ab")) == [b"ab"]
        with pytest.raises(Error, match="2 bytes> has more"):
            list(upload._parts(b"c"))

    def test_less_than_the_size(self):
        """
        A source that ends early is an error.
        """
        upload = Upload(pieces(), size=4)
        list(upload._parts(b"abc"))

        with pytest.raises(Error, match="has only 3"):
            upload._finish()

    def test_any_size(self):
        """
        Without a size, any number of bytes will do.
        """
        upload = Upload(pieces())
        list(upload._parts(bytes(10 * PART)))
        upload._finish()

        assert upload.sent == 10 * PART


@pytest.mark.parametrize(
    ("upload", "text"),
    [
        (Upload(b"x" * 1234, name="a"), "<Upload 'a', 1,234 bytes>"),
        (Upload(pieces(), name="b"), "<Upload 'b', unknown bytes>"),
    ],
    ids=["known", "unknown"],
)
def test_repr(upload: Upload, text: str):
    """
    The repr has name and size, not the content.
    """
    assert repr(upload) == text


async def bar(sent: int, size: int | None) -> None:
    """A coroutine function."""


@pytest.mark.parametrize("odd", [5, "text", bar])
def test_on_progress_of_another_type(odd: Any):
    """
    What cannot be called without ``await`` is refused.
    """
    with pytest.raises(TypeError, match="on_progress must be a function"):
        Upload(b"abc", on_progress=odd)

"""
What a request carries.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from clientcore import POST, Request, Upload
from clientcore._body import Body, prepare
from clientcore._json import write_json


def body(**values: Any) -> Body:
    return prepare(POST("x", **values), write_json)


def pieces() -> Iterator[bytes]:
    yield b"a"


async def async_pieces() -> AsyncIterator[bytes]:
    yield b"a"


class TestKinds:
    @pytest.mark.parametrize(
        ("values", "headers", "content"),
        [
            ({}, {}, None),
            ({"json": {"a": 1}}, {"Content-Type": "application/json"}, b'{"a":1}'),
            ({"json": None}, {"Content-Type": "application/json"}, b"null"),
            ({"json": []}, {"Content-Type": "application/json"}, b"[]"),
            (
                {"form": {"a b": "c&d", "e": [1, 2], "f": None, "g": True}},
                {"Content-Type": "application/x-www-form-urlencoded"},
                b"a%20b=c%26d&e=1&e=2&g=true",
            ),
            ({"form": {}}, {"Content-Type": "application/x-www-form-urlencoded"}, b""),
            ({"content": b"raw"}, {}, b"raw"),
            ({"content": b""}, {}, b""),
            ({"content": bytearray(b"raw")}, {}, b"raw"),
            ({"content": memoryview(b"raw")}, {}, b"raw"),
            (
                {"content": "é"},
                {"Content-Type": "text/plain; charset=utf-8"},
                b"\xc3\xa9",
            ),
        ],
    )
    def test_in_memory(self, values: Any, headers: Any, content: bytes | None):
        """
        JSON, forms and bytes are made at once, and can be sent again.
        """
        made = body(**values)

        assert (made.headers, made.content, made.segments) == (headers, content, [])
        assert made.replayable

    def test_text_is_no_path(self, tmp_path: Path):
        """
        A text is sent as it is, also if it is the path of a file.
        """
        path = tmp_path / "secret"
        path.write_text("s3cr3t")

        assert body(content=str(path)).content == str(path).encode()

    @pytest.mark.parametrize("value", [b"raw", {"a": 1}, object(), [b"raw"]], ids=repr)
    @pytest.mark.parametrize("files", [None, {}], ids=["urlencoded", "multipart"])
    def test_fields_without_text(self, value: Any, files: Any):
        """
        A field takes what a query takes, in both types of forms.
        """
        with pytest.raises(TypeError, match="cannot be part of a URL or form"):
            body(form={"a": value}, files=files)

    def test_form_with_a_file(self):
        """
        A form that holds an upload is a multipart form.
        """
        made = body(form={"title": "x", "mp3": Upload(b"abc")})

        assert made.headers["Content-Type"].startswith("multipart/form-data")
        assert len(made.segments) > 1

    @pytest.mark.parametrize(
        "values",
        [
            {"json": None, "form": {}},
            {"json": 1, "files": {}},
            {"json": 1, "content": b""},
            {"form": {}, "content": b""},
            {"files": {}, "content": b""},
            {"json": 1, "form": {}, "content": b""},
        ],
    )
    def test_one_only(self, values: Any):
        """
        A request has one body.
        """
        with pytest.raises(
            ValueError, match="one body: json, form with files, or content"
        ):
            body(**values)

    def test_json_that_is_none(self):
        """
        What JSON has no form for is the caller's mistake.
        """
        with pytest.raises(TypeError):
            body(json=object())


class TestStreams:
    @pytest.mark.parametrize("is_open", [False, True])
    def test_paths_and_open_files(self, tmp_path: Path, is_open: bool):
        """
        A path object and an open file are read from disk.
        """
        path = tmp_path / "a.bin"
        path.write_bytes(b"abc")
        with path.open("rb") as file:
            made = body(content=file if is_open else path)
            [upload] = made.segments

            assert isinstance(upload, Upload)
            assert b"".join(upload._blocks()) == b"abc"

    def test_upload(self, tmp_path: Path):
        """
        A file is streamed, with its type and length.
        """
        path = tmp_path / "a.mp3"
        path.write_bytes(b"abc")
        made = body(content=Upload(path, content_type="audio/mpeg"))

        assert made.headers == {"Content-Type": "audio/mpeg", "Content-Length": "3"}
        assert made.content is None
        assert made.replayable

    @pytest.mark.parametrize(
        ("source", "replayable"),
        [(pieces(), False), (async_pieces(), False), ([b"a", b"b"], True)],
        ids=["generator", "async generator", "list"],
    )
    def test_iterables(self, source: Any, replayable: bool):
        """
        Without a size there is no length; what cannot be read again is sent once.
        """
        made = body(content=source)

        assert made.headers == {"Content-Type": "application/octet-stream"}
        assert made.replayable is replayable

    def test_given_size(self):
        """
        A size that is told is the length.
        """
        made = body(content=Upload(pieces(), size=1))

        assert made.headers["Content-Length"] == "1"
        assert not made.replayable


class TestMultipart:
    def test_length(self):
        """
        The length is that of all that is sent.
        """
        made = body(form={"a": "é"}, files={"f": Upload(b"abc", name="f.bin")})
        sent = b"".join(
            part if isinstance(part, bytes) else b"".join(part._blocks())
            for part in made.segments
        )

        assert made.headers["Content-Length"] == str(len(sent))
        assert made.headers["Content-Type"].startswith("multipart/form-data; boundary=")
        assert made.replayable

    def test_without_size(self):
        """
        One file without a size is enough for no length, and not to be sent again.
        """
        made = body(files={"f": Upload(b"abc"), "g": Upload(pieces())})

        assert "Content-Length" not in made.headers
        assert not made.replayable

    def test_fields_only(self):
        """
        An empty ``files`` makes a multipart form of the fields.
        """
        made = body(form={"a": "b"}, files={})

        assert made.headers["Content-Type"].startswith("multipart/form-data")
        assert len(made.segments) == 2


def test_repr():
    """
    What is sent is not in the repr.
    """
    request = Request(method="POST", form={"password": "s3cr3t"})

    assert "s3cr3t" not in repr(prepare(request, write_json))

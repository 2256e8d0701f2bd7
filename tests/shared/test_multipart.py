"""
Multipart forms.
"""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import Any, TypeAlias

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcore import POST, Upload
from clientcore._body import multipart, prepare


@attrs.frozen
class Thing:
    id: int


Segments: TypeAlias = list[bytes | Upload]


def sent(segments: Segments) -> bytes:
    return b"".join(
        part if isinstance(part, bytes) else b"".join(part._blocks())
        for part in segments
    )


def make(fields: dict[str, Any], files: dict[str, Any]) -> Segments:
    return multipart(fields, files, "xyz")


def test_form():
    """
    Fields and files are sent in order, each under its name.
    """
    upload = Upload(b"abc", name="a.mp3", content_type="audio/mpeg")
    form = make({"title": "é", "public": True}, {"mp3": upload})

    assert sent(form).decode() == (
        '--xyz\r\nContent-Disposition: form-data; name="title"\r\n\r\né\r\n'
        '--xyz\r\nContent-Disposition: form-data; name="public"\r\n\r\ntrue\r\n'
        '--xyz\r\nContent-Disposition: form-data; name="mp3";'
        ' filename="a.mp3"\r\nContent-Type: audio/mpeg\r\n\r\nabc\r\n'
        "--xyz--\r\n"
    )


def test_file_in_its_place():
    """
    A field that is an upload is a file, where it stands.
    """
    upload = Upload(b"abc", name="a.mp3", content_type="audio/mpeg")
    form = make({"title": "x", "mp3": upload, "tags": ["y"]}, {})
    names = [part.split(b'"')[1] for part in sent(form).split(b"--xyz\r\n")[1:]]

    assert names == [b"title", b"mp3", b"tags"]
    assert b'name="mp3"; filename="a.mp3"' in sent(form)


@pytest.mark.parametrize(
    ("value", "times"), [([1, 2], 2), ((1, None), 1), (None, 0), ([], 0), (Thing(1), 1)]
)
def test_values(value: Any, times: int):
    """
    A list repeats its name, ``None`` is left out, an object is its id.
    """
    assert sent(make({"a": value}, {})).count(b'name="a"') == times
    assert sent(make({"a": value}, {})).count(b"\r\n1\r\n") == min(times, 1)


def test_sources():
    """
    What an upload can be made of is made one.
    """
    assert b"\r\n\r\nabc\r\n" in sent(make({}, {"f": b"abc"}))


def test_text_is_no_path():
    """
    A text is the content of a file, never the path of one.
    """
    assert b"\r\n\r\n/etc/passwd\r\n" in sent(make({}, {"f": "/etc/passwd"}))


@pytest.mark.parametrize(
    "name",
    [
        'a"; filename="evil.sh',
        "a\r\nX-Evil: yes",
        "a\r\n\r\nevil\r\n--xyz--",
        "a\nb",
        "é",
    ],
)
@pytest.mark.parametrize("place", ["field", "file", "filename"])
def test_names_that_break_out(name: str, place: str):
    """
    A name is escaped, so that it starts neither header, parameter nor part.
    """
    form = {
        "field": lambda: make({name: "x"}, {}),
        "file": lambda: make({}, {name: Upload(b"x", name="n")}),
        "filename": lambda: make({}, {"n": Upload(b"x", name=name)}),
    }[place]()
    head = sent(form).split(b"\r\n\r\n")[0].decode().split("\r\n")

    assert head[1].startswith("Content-Disposition: form-data; name=")
    assert len(head) == (2 if place == "field" else 3)
    assert head[1].count('"') == (2 if place == "field" else 4)


def test_boundaries_differ():
    """
    Without one that is given, a boundary is random: no field can end a part.
    """
    request = POST("x", files={})
    types = {prepare(request, lambda _: b"").headers["Content-Type"] for _ in range(3)}

    assert len(types) == 3


@given(st.text(st.characters(codec="utf-8")), st.binary())
def test_read_by_others(value: str, content: bytes):
    """
    Another parser gets the same values, whatever they are.
    """
    boundary = "e9ff1e27ad9b4b1c"
    form = multipart({"a": value}, {"f": Upload(content, name="f.bin")}, boundary)
    head = b"Content-Type: multipart/form-data; boundary=%b\r\n\r\n" % boundary.encode()
    parsed: Any = message_from_bytes(head + sent(form), policy=policy.HTTP)
    text, file = parsed.get_payload()

    assert text.get_payload(decode=True) == value.encode()
    assert file.get_payload(decode=True) == content
    assert file.get_filename() == "f.bin"

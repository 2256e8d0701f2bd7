"""
Groups of arguments, and the forms that are made of them.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud._arguments import details, display, window
from aiomixcloud._form import Form, as_upload
from clientcore import POST, Upload

PICTURE_LIMIT = "picture file size must be 10485760 bytes at most"


@pytest.mark.parametrize(
    ("given", "params"),
    [
        ({}, {}),
        ({"offset": 0, "limit": 5}, {"offset": 0, "limit": 5}),
        ({"page": 0}, {"offset": 0, "limit": 20}),
        ({"page": 3, "per_page": 7}, {"offset": 21, "limit": 7}),
        ({"per_page": 7}, {}),
        ({"since": 0, "until": "1600000000"}, {"since": 0, "until": 1600000000}),
        ({"since": datetime(2020, 1, 1, tzinfo=UTC)}, {"since": 1577836800}),
    ],
)
def test_window(given: Any, params: Any):
    """
    A page is an offset and a limit, times are Unix seconds.
    """
    assert window(**given) == params


@pytest.mark.parametrize("other", ["offset", "limit", "since", "until"])
def test_window_twice(other: str):
    """
    A page excludes the others, if they are 0 too.
    """
    words = "page and offset/limit/since/until cannot be specified simultaneously"
    given: Any = {"page": 0, other: 0}

    with pytest.raises(AssertionError) as caught:
        window(**given)

    assert str(caught.value) == words


def test_display():
    """
    What is given is told, and colors without a hash.
    """
    assert display() == {}
    assert display(width=0, color="#FFF") == {"width": 0, "color": "FFF"}


# --- Details ------------------------------------------------------------------


def test_details():
    """
    What is given is told, and flags if they are true.
    """
    given: Any = {
        "picture": b"...",
        "description": "",
        "tags": ["a"],
        "publish_date": "2031, Oct 1, 00:00:05 UTC",
        "unlisted": True,
        "sections": iter([{"chapter": "x"}]),
        "hosts": ("bob",),
    }
    expected = given | {
        "publish_date": "2031-10-01T00:00:05Z",
        "sections": [{"chapter": "x"}],
    }

    assert details(**given) == expected
    assert details() == {}
    assert details(disable_comments=True, hide_stats=True) == {
        "disable_comments": True,
        "hide_stats": True,
    }


@pytest.mark.parametrize(
    ("within", "beyond", "words"),
    [
        (
            {"description": "x" * 1000},
            {"description": "x" * 1001},
            "description size must be 1000 characters at most",
        ),
        (
            {"tags": ["x"] * 5},
            {"tags": ["x"] * 6},
            "an upload must have 5 tags at most",
        ),
        (
            {"tags": iter("xxxxx")},
            {"tags": iter("xxxxxx")},
            "an upload must have 5 tags",
        ),
        (
            {"hosts": ["x"] * 2},
            {"hosts": ["x"] * 3},
            "an upload must have 2 hosts at most",
        ),
        (
            {"picture": Upload(io.BytesIO(), size=10485760)},
            {"picture": Upload(io.BytesIO(), size=10485761)},
            PICTURE_LIMIT,
        ),
    ],
)
def test_limits(within: Any, beyond: Any, words: str):
    """
    What is at a limit is fine, and what is beyond it is not.
    """
    details(**within)
    with pytest.raises(AssertionError, match=words):
        details(**beyond)


def test_picture_file(tmp_path: Path):
    """
    A picture's size is that of its file, which has to exist.
    """
    path = tmp_path / "p.jpg"
    with path.open("wb") as file:
        file.truncate(10485761)

    with pytest.raises(AssertionError, match=PICTURE_LIMIT):
        details(picture=path)
    with pytest.raises(AssertionError, match=PICTURE_LIMIT):
        details(picture=str(path))
    with pytest.raises(FileNotFoundError):
        details(picture=tmp_path / "nothing.jpg")


def test_picture_of_unknown_size():
    """
    One whose size nobody knows is let through.
    """
    pieces = iter([b"x"])

    assert details(picture=pieces) == {"picture": pieces}


@pytest.mark.parametrize("name", ["tags", "hosts"])
def test_text_for_a_list(name: str):
    """
    A text is not taken for a list of letters.
    """
    given: Any = {name: "house"}

    with pytest.raises(TypeError, match="are a list of texts"):
        details(**given)


@pytest.mark.parametrize(
    "section",
    [
        {"chapter": "x"},
        {"artist": "a", "song": "s", "start_time": 0},
        {"chapter": "x", "start_time": "60", "mood": "calm"},
    ],
)
def test_sections(section: Any):
    """
    A section may say anything, as long as it makes sense.
    """
    assert details(sections=[section]) == {"sections": [section]}


@pytest.mark.parametrize(
    ("section", "cls"),
    [
        ({"chapter": "x", "start_time": -1}, ValueError),
        ({"chapter": "x", "start_time": 1.5}, ValueError),
        ({"chapter": "x", "start_time": "soon"}, ValueError),
        ({"chapter": "x", "song": "s"}, ValueError),
        ("chapter", TypeError),
    ],
)
def test_odd_sections(section: Any, cls: type[Exception]):
    """
    What the service would refuse at the end is refused at the beginning.
    """
    with pytest.raises(cls):
        details(sections=[section])


# --- Forms --------------------------------------------------------------------


def texts(params: Any) -> Any:
    """Return what a form of *params* says."""
    form = Form()
    form.add_all(params)
    return form.request(POST("")).form


def test_form():
    """
    Lists are numbered fields, flags are 1.
    """
    sections = [
        {"artist": "a", "song": "s", "start_time": 0},
        {"chapter": "c", "mood": None},
    ]

    assert texts(
        {"tags": ["x", "y"], "unlisted": True, "sections": sections, "hosts": ["bob"]}
    ) == {
        "unlisted": "1",
        "tags-0-tag": "x",
        "tags-1-tag": "y",
        "sections-0-artist": "a",
        "sections-0-song": "s",
        "sections-0-start_time": "0",
        "sections-1-chapter": "c",
        "sections-1-mood": "None",
        "hosts-0-username": "bob",
    }


def test_form_clears():
    """
    An empty list is an empty field, which takes the place of all.
    """
    assert texts({"tags": [], "sections": [], "hosts": []}) == {
        "tags-0-tag": "",
        "sections-0-chapter": "",
        "hosts-0-username": "",
    }


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        (b"x", "audio.mp3", "audio/mpeg"),
        (io.BytesIO(b"x"), "audio.mp3", "audio/mpeg"),
        (iter([b"x"]), "audio.mp3", "audio/mpeg"),
    ],
)
def test_nameless(source: Any, name: str, kind: str):
    """
    What has no name of its own is given one.
    """
    upload = as_upload(source, "audio.mp3")

    assert (upload.name, upload.content_type) == (name, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a mix.mp3", "audio/mpeg"),
        ("p.jpg", "image/jpeg"),
        ("x.png", "image/png"),
        ("noise", "application/octet-stream"),
    ],
)
def test_named(tmp_path: Path, name: str, kind: str):
    """
    What has one keeps it, and its type is guessed from it.
    """
    path = tmp_path / name
    path.write_bytes(b"x")

    with path.open("rb") as file:
        uploads = [as_upload(one, "other.mp3") for one in (path, str(path), file)]
    assert {(one.name, one.content_type) for one in uploads} == {(name, kind)}


def test_upload_stays():
    """
    An upload is what it is.
    """
    upload = Upload(b"x", name="mine.flac", content_type="audio/flac")

    assert as_upload(upload, "audio.mp3") is upload

"""
Groups of arguments, and the forms that are made of them.
"""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud import Resource, check_upload
from aiomixcloud._arguments import DETAILS, DISPLAY, WINDOW
from aiomixcloud._files import as_upload
from aiomixcloud._form import Form
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
    assert WINDOW.take(given) == params


@pytest.mark.parametrize("other", ["offset", "limit", "since", "until"])
def test_window_twice(other: str):
    """
    A page excludes the others, if they are 0 too.
    """
    words = "page and offset/limit/since/until cannot be specified simultaneously"
    given: Any = {"page": 0, other: 0}

    with pytest.raises(AssertionError) as caught:
        WINDOW.take(given)

    assert str(caught.value) == words


def test_display():
    """
    What is given is told, and colors without a hash.
    """
    assert DISPLAY.take({}) == {}
    assert DISPLAY.take({"width": 0, "color": "#FFF"}) == {"width": 0, "color": "FFF"}


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
    picture = Upload(b"...")
    given["picture"] = picture
    expected = given | {
        "hosts": ["bob"],
        "publish_date": "2031-10-01T00:00:05Z",
        "sections": [{"chapter": "x"}],
    }

    assert DETAILS.take(dict(given)) == expected
    assert DETAILS.take({}) == {}
    assert DETAILS.take({"disable_comments": True, "hide_stats": True}) == {
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
    DETAILS.take(within)
    with pytest.raises(AssertionError, match=words):
        DETAILS.take(beyond)


def test_picture_file(tmp_path: Path):
    """
    A picture's size is that of its file, which has to exist.
    """
    path = tmp_path / "p.jpg"
    with path.open("wb") as file:
        file.truncate(10485761)

    with pytest.raises(AssertionError, match=PICTURE_LIMIT):
        DETAILS.take({"picture": path})
    with pytest.raises(AssertionError, match=PICTURE_LIMIT):
        DETAILS.take({"picture": str(path)})
    with pytest.raises(FileNotFoundError):
        DETAILS.take({"picture": tmp_path / "nothing.jpg"})


def test_picture_of_unknown_size():
    """
    One whose size nobody knows is let through.
    """
    taken = DETAILS.take({"picture": iter([b"x"])})

    assert taken["picture"].size is None


@pytest.mark.parametrize("name", ["tags", "hosts"])
def test_text_for_a_list(name: str):
    """
    A text is not taken for a list of letters.
    """
    given: Any = {name: "house"}

    with pytest.raises(TypeError, match="is a list, not str"):
        DETAILS.take(given)


@pytest.mark.parametrize(
    ("section", "sent"),
    [
        ({"chapter": "x"}, {"chapter": "x"}),
        ({"chapter": "x", "start_time": None}, {"chapter": "x"}),
        ({"artist": "a", "song": 1999}, {"artist": "a", "song": "1999"}),
        *(
            ({"chapter": "x", "start_time": start}, {"chapter": "x", "start_time": 85})
            for start in (85, 85.0, 85.53, "85", " 1:25 ", "01:25", "0:01:25", "1:25.9")
        ),
        (
            {"chapter": "x", "start_time": timedelta(hours=1, seconds=2.5)},
            {"chapter": "x", "start_time": 3602},
        ),
        (
            {"chapter": "x", "start_time": "1:02:03"},
            {"chapter": "x", "start_time": 3723},
        ),
        (
            {
                "type": "section",
                "section_type": "chapter",
                "position": 1,
                "chapter": "x",
            },
            {"chapter": "x"},
        ),
        (
            {
                "type": "section",
                "start_time": 3,
                "track": {"name": "s", "artist": {"name": "a"}},
            },
            {"artist": "a", "song": "s", "start_time": 3},
        ),
    ],
)
def test_sections(section: Any, sent: Any):
    """
    A start is seconds, a duration or a clock's reading, and may be left out.
    """
    resource = Resource(section, mixcloud=None)

    assert DETAILS.take({"sections": [section]}) == {"sections": [sent]}
    assert DETAILS.take({"sections": iter([resource])}) == {"sections": [sent]}


@pytest.mark.parametrize(
    ("section", "cls", "words"),
    [
        ({"chapter": "x", "start_time": -1}, ValueError, "start_time is seconds"),
        ({"chapter": "x", "start_time": math.nan}, ValueError, "start_time is seconds"),
        ({"chapter": "x", "start_time": math.inf}, ValueError, "start_time is seconds"),
        ({"chapter": "x", "start_time": 10**400}, ValueError, "start_time is seconds"),
        ({"chapter": "x", "start_time": "soon"}, ValueError, "start_time is seconds"),
        ({"chapter": "x", "start_time": "1:75"}, ValueError, "start_time is seconds"),
        ({"chapter": "x", "start_time": True}, ValueError, "start_time is seconds"),
        ({"chapter": "x", "start_time": [1]}, ValueError, "start_time is seconds"),
        (
            {"chapter": "x", "song": "s"},
            ValueError,
            "a chapter, or an artist and a song",
        ),
        ({"song": "x"}, ValueError, "not 'song'"),
        ({"artist": "x"}, ValueError, "not 'artist'"),
        ({"start_time": 5}, ValueError, "not neither"),
        ({}, ValueError, "not neither"),
        ({"chapter": "x", "start": 5}, ValueError, "did you mean 'start_time'"),
        ({"artist": "x", "track": "y"}, ValueError, "did you mean 'song'"),
        ({"artist": "x", "Title": "y"}, ValueError, "did you mean 'song'"),
        ({"Chapter": "x"}, ValueError, "did you mean 'chapter'"),
        ({"chapter": "x", "Start Time": 5}, ValueError, "did you mean 'start_time'"),
        ({"chapter": "x", "mood": "y"}, ValueError, "the keys are chapter, artist"),
        ({"chapter": " "}, ValueError, "must not be blank"),
        ({"chapter": None}, TypeError, "is text, not NoneType"),
        ({"artist": b"x", "song": "y"}, TypeError, "is text, not bytes"),
        ("chapter", TypeError, "a section is a mapping"),
    ],
)
def test_odd_sections(section: Any, cls: type[Exception], words: str):
    """
    What the service would refuse after the file is refused before it.
    """
    with pytest.raises(cls, match=words):
        DETAILS.take({"sections": [section]})


@pytest.mark.parametrize(
    ("given", "cls"),
    [
        ({"tags": ["a", None]}, TypeError),
        ({"tags": ["a", " "]}, ValueError),
        ({"tags": 5}, TypeError),
        ({"hosts": [b"a"]}, TypeError),
        ({"hosts": {"a": 1}}, TypeError),
        ({"sections": {"chapter": "a"}}, TypeError),
        ({"sections": 5}, TypeError),
        ({"description": 5}, TypeError),
        ({"picture": 5}, TypeError),
        ({"publish_date": ""}, TypeError),
        ({"unlisted": "no"}, TypeError),
        ({"hide_stats": [1]}, TypeError),
    ],
)
def test_odd_values(given: Any, cls: type[Exception]):
    """
    A value of another type is refused, and not sent as text.
    """
    with pytest.raises(cls):
        DETAILS.take(given)


def test_time_zero():
    """
    The beginning of Unix time is a time as well.
    """
    taken = DETAILS.take({"publish_date": 0})

    assert taken == {"publish_date": "1970-01-01T00:00:00Z"}


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
        {"chapter": "c"},
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


# --- All at once --------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"name": " "}, ValueError, "the name of a show must not be blank"),
        ({"mp3": "missing.mp3"}, FileNotFoundError, "missing.mp3"),
        ({"mp3": Upload([], size=2**32 + 1)}, AssertionError, "4294967296 bytes"),
        ({"tags": ["a"] * 6}, AssertionError, "5 tags at most"),
        ({"picture": bytes(10485761)}, AssertionError, PICTURE_LIMIT),
        ({"sections": [{"song": "x"}]}, ValueError, "an artist and a song"),
        ({"description": "a" * 1001}, AssertionError, "1000 characters"),
        ({"genre": "x"}, TypeError, "an upload has no 'genre'"),
        ({"mp3": b""}, ValueError, "mp3 file is empty"),
        ({"name": "\ud800"}, ValueError, "cannot be sent"),
        ({"sections": [{"chapter": "\ud800"}]}, ValueError, "cannot be sent"),
        ({"retries": -1}, ValueError, "retries is 0 or more"),
        ({"timeout": 0}, ValueError, "timeout must be more than 0"),
        ({"on_progress": 5}, TypeError, "on_progress must be a function"),
        ({"mp3": iter([b"x"]), "retries": 1}, ValueError, "can be read only once"),
    ],
)
def test_check_upload(given: Any, error: type[Exception], message: str):
    """
    All arguments of an upload can be checked without a client.
    """
    check_upload(b"...", "Mix", tags=["a"] * 5, picture=bytes(10485760))
    check_upload(b"...", "Mix", on_progress=print, timeout=None, retries=3)

    arguments: dict[str, Any] = {"mp3": b"...", "name": "Mix", **given}
    with pytest.raises(error, match=message):
        check_upload(**arguments)

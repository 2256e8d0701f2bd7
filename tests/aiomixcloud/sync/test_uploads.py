# Generated from aio/test_uploads.py by `nox -s twins`: do not edit.
"""
Uploads and edits.
"""

from __future__ import annotations

import io
from array import array
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from respx import MockResponse

from aiomixcloud.sync import Cloudcast, Mixcloud, ServerError, TimedOutError
from clientcore import Upload
from clientcore.testing import connect_error, read_timeout

from ..answers import CAST, TOKEN, answer, javascript
from ..opening import fields, open_sync, parts

pytestmark = pytest.mark.usefixtures("no_backoff")

MUSIC = b"la" * 100_000
EDIT = f"/upload{CAST}edit/"
SECTIONS = [
    {"chapter": "Intro", "start_time": 0},
    {"artist": "Anna", "song": "Ö", "start_time": 61},
]


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    """
    A file to upload.
    """
    path = tmp_path / "my mix.mp3"
    path.write_bytes(MUSIC)
    return path


@pytest.fixture
def route(api: Any) -> Any:
    """
    Where uploads go.
    """
    return api.post("/upload/").respond(**answer("result_upload"))


def test_upload(route: Any, mp3: Path, tmp_path: Path):
    """
    All that is said goes in one form, files with their names and types.
    """
    picture = tmp_path / "p.jpg"
    picture.write_bytes(b"jpeg")
    with open_sync() as client:
        result = client.upload(
            str(mp3),
            "Näme",
            picture=picture,
            description="Wörds",
            tags=["House", "Dub"],
            publish_date="2031, Oct 1, 00:00:05 UTC",
            disable_comments=True,
            hide_stats=True,
            unlisted=True,
            sections=SECTIONS,
            hosts=["dj_okapi"],
        )

    sent = route.calls.last.request
    assert dict(sent.url.params) == {"access_token": TOKEN}
    assert fields(sent) == {
        "name": "Näme",
        "description": "Wörds",
        "publish_date": "2031-10-01T00:00:05Z",
        "disable_comments": "1",
        "hide_stats": "1",
        "unlisted": "1",
        "tags-0-tag": "House",
        "tags-1-tag": "Dub",
        "sections-0-chapter": "Intro",
        "sections-0-start_time": "0",
        "sections-1-artist": "Anna",
        "sections-1-song": "Ö",
        "sections-1-start_time": "61",
        "hosts-0-username": "dj_okapi",
    }
    assert [part for part in parts(sent) if part[1]] == [
        ("mp3", "my mix.mp3", "audio/mpeg", MUSIC),
        ("picture", "p.jpg", "image/jpeg", b"jpeg"),
    ]
    assert result.result.key == "/dj_okapi/night-bus-home/"


def test_order_of_fields(route: Any, mp3: Path):
    """
    The form has its fields in the order that the service describes.
    """
    with open_sync() as client:
        client.upload(
            mp3, "x", tags=["a"], description="d", sections=SECTIONS[:1], picture=b"p"
        )

    body = route.calls.last.request.content
    names = [part.split(b'"')[1].decode() for part in body.split(b" name=")[1:]]
    assert names == [
        "name",
        "mp3",
        "picture",
        "description",
        "tags-0-tag",
        "sections-0-chapter",
        "sections-0-start_time",
    ]


def test_little(route: Any, mp3: Path):
    """
    What is not given is not sent, and an empty list has nothing to say.
    """
    with open_sync() as client:
        client.upload(mp3, "Name", tags=[], sections=(), hosts=iter(()))

    assert fields(route.calls.last.request) == {"name": "Name"}


@pytest.mark.parametrize(
    ("make", "known"),
    [
        (lambda path: path, True),
        (str, True),
        (lambda path: MUSIC, True),
        (lambda path: io.BytesIO(MUSIC), True),
        (lambda path: [MUSIC[:7], MUSIC[7:]], False),
        (lambda path: iter([MUSIC]), False),
        (lambda path: Upload(iter([MUSIC]), size=len(MUSIC)), True),
    ],
    ids=["path", "text", "bytes", "file", "list", "iterator", "upload"],
)
def test_sources(route: Any, mp3: Path, make: Any, known: bool):
    """
    Whatever it comes from, the same bytes are sent, with a length if there is one.
    """
    with open_sync() as client:
        client.upload(make(mp3), "Name")

    sent = route.calls.last.request
    assert parts(sent)[-1][-1] == MUSIC
    assert ("content-length" in sent.headers) is known


class Reading:
    """
    A file that can do nothing but be read.
    """

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    def read(self, size: int = -1) -> bytes:
        """Read some."""
        return self._file.read(size)


class HalfSeekable(Reading):
    """
    One that promises more.
    """

    def seekable(self) -> bool:
        """Say that it can seek."""
        return True


@pytest.mark.parametrize(
    "source",
    [
        bytearray(MUSIC),
        memoryview(MUSIC),
        memoryview(b"lxax" * 100_000)[::2],
        array("B", MUSIC),
        Reading(MUSIC),
        HalfSeekable(MUSIC),
    ],
    ids=["bytearray", "memoryview", "strided", "array", "reading", "half-seekable"],
)
@pytest.mark.parametrize("argument", ["mp3", "picture"])
def test_odd_sources(route: Any, source: Any, argument: str):
    """
    Any buffer and any file can be sent, as the audio and as the picture.
    """
    if isinstance(source, Reading):
        source = type(source)(MUSIC)
    given = {"mp3": b"x", "name": "Name"} | {argument: source}
    with open_sync() as client:
        upload: Any = client.upload
        upload(**given)

    sent = {part[0]: part[-1] for part in parts(route.calls.last.request)}
    assert sent[argument] == MUSIC


def test_open_file(route: Any, mp3: Path):
    """
    A file is sent from where it stands, and stays open.
    """
    with mp3.open("rb") as file:
        file.seek(100_000)
        with open_sync() as client:
            client.upload(file, "Name")

        assert not file.closed
    assert parts(route.calls.last.request)[-1][1:] == (
        "my mix.mp3",
        "audio/mpeg",
        MUSIC[100_000:],
    )


@pytest.mark.usefixtures("route")
def test_progress(mp3: Path):
    """
    Who wants to know is told how far it is.
    """
    seen: list[Any] = []
    with open_sync() as client:
        client.upload(mp3, "Name", on_progress=lambda *far: seen.append(far))

    assert [sent for sent, _ in seen] == [65536, 131072, 196608, 200_000]
    assert {size for _, size in seen} == {200_000}


def test_ended_by_progress(route: Any, mp3: Path):
    """
    What it raises ends the upload, comes through, and leaves the client usable.
    """

    class Enough(Exception):
        pass

    def enough(sent: int, size: int | None) -> None:
        raise Enough

    with open_sync() as client:
        with pytest.raises(Enough):
            client.upload(mp3, "Name", on_progress=enough)
        client.upload(mp3, "Name")

    assert route.call_count >= 1


# --- What is checked first ----------------------------------------------------


def test_too_large(api: Any, tmp_path: Path):
    """
    A file that is too large is refused before anything is sent.
    """
    path = tmp_path / "long.mp3"
    with path.open("wb") as file:
        file.truncate(4294967297)

    with open_sync() as client:
        words = r"^mp3 file size must be 4294967296 bytes at most$"
        with pytest.raises(AssertionError, match=words):
            client.upload(path, "Name")

    assert not api.calls


@pytest.mark.parametrize(
    ("source", "cls"),
    [
        ("nothing.mp3", FileNotFoundError),
        (5, TypeError),
        (None, TypeError),
        (io.StringIO(), TypeError),
        (b"", ValueError),
        (io.BytesIO(), ValueError),
        (".", IsADirectoryError),
        ("", IsADirectoryError),
    ],
)
def test_no_file(api: Any, source: Any, cls: type[Exception]):
    """
    So is what does not exist or is no file.
    """
    with open_sync() as client:
        with pytest.raises(cls):
            client.upload(source, "Name")

    assert not api.calls


@pytest.mark.parametrize("method", ["upload", "edit"])
def test_order(method: str):
    """
    Sizes are looked at before the token, and the token before the file.
    """
    with open_sync(access_token=None) as client:
        call = getattr(client, method)
        with pytest.raises(AssertionError, match="5 tags at most"):
            call("nothing.mp3", name="x", tags=["x"] * 6)
        with pytest.raises(AssertionError, match=r"^access_token must be set$"):
            call("nothing.mp3", name="x")


@pytest.mark.parametrize("method", ["upload", "edit"])
@pytest.mark.parametrize(
    ("given", "cls"),
    [
        ({"name": ""}, ValueError),
        ({"name": " "}, ValueError),
        ({"name": b"x"}, TypeError),
        ({"name": "x", "sections": [{}]}, ValueError),
        ({"name": "x", "sections": [{"chapter": "A", "start": 0}]}, ValueError),
        ({"name": "x", "tags": [""]}, ValueError),
        ({"name": "x", "picture": b""}, ValueError),
        *(
            ({"name": "x", **odd}, ValueError)
            for odd in (
                {"name": "\ud800"},
                {"description": "\ud800"},
                {"tags": ["\ud800"]},
                {"hosts": ["\ud800"]},
                {"sections": [{"chapter": "\ud800"}]},
            )
        ),
        ({"name": "x", "unlisted": "no"}, TypeError),
    ],
)
def test_refused_before(api: Any, method: str, given: Any, cls: type[Exception]):
    """
    What the service would refuse, or take for something else, is not sent.
    """
    first: Any = MUSIC if method == "upload" else CAST
    with open_sync() as client:
        with pytest.raises(cls) as caught:
            getattr(client, method)(first, **given)

    assert not isinstance(caught.value, UnicodeError)
    assert not api.calls


def test_text(api: Any):
    """
    A file in text mode is refused, with something around it as well.
    """
    with NamedTemporaryFile("w+") as opened:
        file: Any = opened
        with open_sync() as client:
            with pytest.raises(TypeError, match="open the file in binary mode"):
                client.upload(file, "Name")
            with pytest.raises(TypeError, match="open the file in binary mode"):
                client.edit(CAST, picture=file)

    assert not api.calls


def test_no_name(api: Any):
    """
    A show needs a name, and "None" is none.
    """
    odd: Any = None
    with open_sync() as client:
        with pytest.raises(TypeError, match="the name of a show is text"):
            client.upload(MUSIC, odd)

    assert not api.calls


# --- When it fails ------------------------------------------------------------


def test_sent_once(api: Any, mp3: Path):
    """
    An upload that may have arrived is not sent again.
    """
    route = api.post("/upload/").mock(side_effect=read_timeout())

    with open_sync() as client:
        with pytest.raises(TimedOutError):
            client.upload(mp3, "Name")

    assert route.call_count == 1


def test_sent_again(api: Any, mp3: Path):
    """
    One that cannot have arrived is, if its source can be rewound.
    """
    route = api.post("/upload/")
    done = MockResponse(200, json={"result": {"success": True}})
    route.side_effect = [connect_error(), done]

    with open_sync() as client:
        result = client.upload(mp3, "Name")

    assert result.result.success
    assert route.call_count == 2
    assert parts(route.calls.last.request)[-1][-1] == MUSIC


def test_limit(api: Any, mp3: Path):
    """
    So is one that a short limit turned away.
    """
    told = {"type": "RateLimitException", "message": "Wait", "retry_after": 0}
    limited = javascript({"error": told}, 403)
    route = api.post("/upload/")
    route.side_effect = [
        MockResponse(403, text=limited["text"], headers=limited["headers"]),
        MockResponse(200, json={"result": {"success": True}}),
    ]

    with open_sync() as client:
        result = client.upload(mp3, "Name")

    assert result.result.success
    assert route.call_count == 2


def test_refused(api: Any, mp3: Path):
    """
    What the service finds wrong is told, details and all.
    """
    api.post("/upload/").respond(**answer("error_upload_invalid.http"))

    with open_sync() as client:
        result = client.upload(mp3, "Name")

    assert result.error.details.name == ["This field is required."]


def test_time(route: Any, mp3: Path):
    """
    There is no limit to the whole, and a generous one to standing still.
    """
    with open_sync(deadline=1e-9) as client:
        client.upload(mp3, "Name")
        client.upload(mp3, "Name", timeout=5)
        client.upload(mp3, "Name", timeout=None)

    waits = [call.request.extensions["timeout"] for call in route.calls]
    assert [(wait["read"], wait["write"]) for wait in waits] == [
        (600, 600),
        (5, 5),
        (None, None),
    ]


# --- Edits --------------------------------------------------------------------


@pytest.mark.parametrize("key", [CAST, CAST.strip("/"), f"https://www.test{CAST}"])
def test_edit(api: Any, key: str):
    """
    An edit is a multipart form as well, with what is to change.
    """
    route = api.post(EDIT).respond(**answer("result_edit"))

    with open_sync() as client:
        result = client.edit(key, name="New", unlisted=True, tags=["x"])

    sent = route.calls.last.request
    assert dict(sent.url.params) == {"access_token": TOKEN}
    assert fields(sent) == {"name": "New", "unlisted": "1", "tags-0-tag": "x"}
    assert result.result.success


def test_edit_picture(api: Any):
    """
    A picture can be changed alone.
    """
    route = api.post(EDIT).respond(**answer("result_edit"))

    with open_sync() as client:
        client.edit(CAST, picture=b"jpeg")

    assert parts(route.calls.last.request) == [
        ("picture", "picture.jpg", "image/jpeg", b"jpeg")
    ]


def test_edit_clears(api: Any):
    """
    Empty lists take tags, sections and hosts away; the description may be empty.
    """
    route = api.post(EDIT).respond(**answer("result_edit"))

    with open_sync() as client:
        client.edit(CAST, description="", tags=[], sections=[], hosts=[])

    assert fields(route.calls.last.request) == {
        "description": "",
        "tags-0-tag": "",
        "sections-0-chapter": "",
        "hosts-0-username": "",
    }


def test_edit_own(api: Any):
    """
    A name without a slash is a show of the token's owner.
    """
    api.get("/me/").respond(**answer("user_authorized"))
    route = api.post("/upload/dj_okapi/bus/edit/").respond(**answer("result_edit"))

    with open_sync() as client:
        client.edit("bus", name="Night Bus")

    assert route.called


def test_edit_nobodys(api: Any):
    """
    If nobody knows who that is, the answer to that question is the answer.
    """
    api.get("/me/").respond(**answer("error_invalid_token.http"))

    with open_sync() as client:
        result = client.edit("bus", name="Night Bus")

    assert result.error.type == "OAuthException"


def test_edit_resource(api: Any):
    """
    A resource can be edited by itself.
    """
    route = api.post(EDIT).respond(**answer("result_edit"))

    with open_sync() as client:
        cast = Cloudcast({"key": CAST}, mixcloud=client)
        edit: Any = cast.edit
        edit(name="New")
        client.edit(cast, name="New")

    assert route.call_count == 2


@pytest.mark.parametrize("flag", ["publish", "unpublish"])
def test_publish(api: Any, flag: str):
    """
    A show can be published, or taken back.
    """
    route = api.post(EDIT).respond(**answer("result_edit"))

    with open_sync() as client:
        edit: Any = client.edit
        edit(CAST, **{flag: True})

    assert fields(route.calls.last.request) == {flag: "1"}


@pytest.mark.parametrize(
    "flags",
    [("publish", "unpublish"), ("publish", "unlisted"), ("unpublish", "unlisted")],
)
def test_publish_and_not(flags: Any):
    """
    At most one of what contradicts the others.
    """
    with open_sync() as client:
        edit: Any = client.edit
        with pytest.raises(ValueError, match="exclude each other"):
            edit(CAST, **dict.fromkeys(flags, True))


def test_edit_again(api: Any):
    """
    An edit twice is an edit, so it is tried again.
    """
    route = api.post(EDIT).respond(**answer("error_gateway.http"))

    with open_sync(raise_exceptions=True) as client:
        with pytest.raises(ServerError):
            client.edit(CAST, name="New")

    assert route.call_count == 3


def test_through_upload():
    """
    Both go through ``_upload``, called by position.
    """
    calls = []

    class Own(Mixcloud):
        def _upload(self, params: Any, data: Any, url: Any) -> Any:
            calls.append((params, str(url)))

    with Own(access_token="x") as client:
        client.upload(b"x", "Name", unlisted=True)
        client.edit("/a/b/", tags=["x"])

    assert calls == [
        ({"unlisted": True}, "https://api.mixcloud.com/upload/"),
        ({"tags": ["x"]}, "https://api.mixcloud.com/upload/a/b/edit/"),
    ]

"""
Files on their way to the server.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import HTTP
from pathlib import Path

import pytest

from clientcore import (
    POST,
    PUT,
    App,
    BadRequest,
    Closed,
    ConnectionFailed,
    Error,
    MemoryStore,
    RetryFacts,
    ServerError,
    Token,
    TransportError,
    Upload,
)
from clientcore.aio import ClientCredentials

from ..servers import (
    Early,
    Received,
    Server,
    Talk,
    answer,
    reset,
    routes,
)
from .toy import Toy, ToyError

Serve = Callable[..., Server]

PART = 64 * 1024
CONTENT = bytes(range(256)) * 1024  # Four parts.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """
    A file of four parts.
    """
    path = tmp_path / "song.mp3"
    path.write_bytes(CONTENT)
    return path


def sources(path: Path) -> dict[str, object]:
    return {
        "path": path,
        "name": str(path),
        "bytes": CONTENT,
        "file": io.BytesIO(CONTENT),
    }


@pytest.mark.parametrize("kind", ["path", "name", "bytes", "file"])
async def test_length(serve: Serve, path: Path, kind: str) -> None:
    """
    What has a size is sent with its length, and arrives as it is.
    """
    server = serve(answer())
    upload = Upload(sources(path)[kind], content_type="audio/mpeg")  # type: ignore[arg-type]

    async with Toy(server.url) as client:
        await client.request(PUT("files/1", content=upload))

    received = server.requests[0]
    assert received.body == CONTENT
    assert received.headers["Content-Length"] == str(len(CONTENT))
    assert received.headers["Transfer-Encoding"] is None
    assert received.headers["Content-Type"] == "audio/mpeg"


async def test_parts(serve: Serve) -> None:
    """
    What has no size is sent in chunks, of 64 KB at the most.
    """
    server = serve(answer())

    def blocks() -> Iterator[bytes]:
        yield CONTENT
        yield b"and more"

    async with Toy(server.url) as client:
        await client.request(PUT("files/1", content=Upload(blocks())))

    received = server.requests[0]
    assert received.body == CONTENT + b"and more"
    assert received.chunks == (PART, PART, PART, PART, 8)
    assert received.headers["Content-Length"] is None


async def test_progress(serve: Serve, path: Path) -> None:
    """
    The progress is told after each part, up to the size.
    """
    server = serve(answer())
    told: list[tuple[int, int | None]] = []
    upload = Upload(path, on_progress=lambda *step: told.append(step))

    async with Toy(server.url) as client:
        await client.request(PUT("files/1", content=upload))

    size = len(CONTENT)
    assert told == [(PART * step, size) for step in (1, 2, 3, 4)]
    assert upload.sent == size


async def test_empty(serve: Serve) -> None:
    """
    An empty file is a body of no bytes.
    """
    server = serve(answer())

    async with Toy(server.url) as client:
        await client.request(PUT("files/1", content=Upload(b"")))

    assert server.requests[0].headers["Content-Length"] == "0"
    assert server.requests[0].body == b""


async def test_from_where_it_stands(serve: Serve) -> None:
    """
    A file is sent from where it stands, and a second time from there too.
    """
    server = serve(answer(503), answer())
    file = io.BytesIO(b"head" + CONTENT)
    file.seek(4)

    async with Toy(server.url) as client:
        await client.request(PUT("files/1", content=Upload(file)))

    assert [one.body for one in server.requests] == [CONTENT, CONTENT]


@pytest.mark.parametrize("kind", ["path", "bytes", "file"])
async def test_rewound(serve: Serve, path: Path, kind: str) -> None:
    """
    What can be rewound is sent again from its start, and so is its progress told.
    """
    server = serve(reset, answer())
    told: list[int] = []
    upload = Upload(
        sources(path)[kind],  # type: ignore[arg-type]
        on_progress=lambda sent, _: told.append(sent),
    )

    async with Toy(server.url) as client:
        await client.request(PUT("files/1", content=upload))

    assert server.requests[1].body == CONTENT
    assert told[-4:] == [PART, PART * 2, PART * 3, PART * 4]


class Pipe(io.RawIOBase):
    """
    A file that goes forward only.
    """

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        return self._file.readinto(buffer)


async def test_not_rewound(serve: Serve) -> None:
    """
    What cannot be rewound is not sent again, not even by halves.
    """
    server = serve(answer(503), answer())

    async with Toy(server.url) as client:
        with pytest.raises(ServerError):
            await client.request(PUT("files/1", content=Upload(Pipe(CONTENT))))

    assert [one.body for one in server.requests] == [CONTENT]


async def test_not_rewound_for_a_token(serve: Serve) -> None:
    """
    Nor is it sent again with a new token.
    """
    token = answer(body={"access_token": "new"})
    server = serve(routes({"/token": token, "/files/1": answer(401)}))
    auth = ClientCredentials(
        App(f"{server.url}/token", "app"), store=MemoryStore(Token("old"))
    )

    async with Toy(server.url, auth=auth) as client:
        with pytest.raises(Error, match="401"):
            await client.request(PUT("files/1", content=Upload(Pipe(CONTENT))))

    assert [one.path for one in server.requests] == ["/files/1"]


async def test_rewound_for_a_token(serve: Serve, path: Path) -> None:
    """
    What can be rewound is sent again with a new token.
    """

    def file(talk: Talk) -> None:
        new = talk.request.headers["Authorization"] == "Bearer new"
        talk.answer(200 if new else 401, b"{}", {})

    token = answer(body={"access_token": "new"})
    server = serve(routes({"/token": token, "/files/1": file}))
    auth = ClientCredentials(
        App(f"{server.url}/token", "app"), store=MemoryStore(Token("old"))
    )

    async with Toy(server.url, auth=auth) as client:
        await client.request(POST("files/1", content=Upload(path)))

    bodies = [one.body for one in server.requests if one.path == "/files/1"]
    assert bodies == [CONTENT, CONTENT]


async def test_never_sent(refusing: str) -> None:
    """
    An upload that finds no server is an error like any other.
    """
    async with Toy(refusing) as client:
        with pytest.raises(ConnectionFailed):
            await client.request(POST("files/1", content=Upload(CONTENT)))


@pytest.mark.parametrize("size", [PART, PART * 2 - 1])
async def test_longer_than_it_said(serve: Serve, size: int) -> None:
    """
    A file that has grown since is an error, and not sent again.
    """
    server = serve(answer())
    upload = Upload(io.BytesIO(CONTENT), size=size)
    told: list[RetryFacts] = []

    async with Toy(server.url, on_retry=told.append) as client:
        with pytest.raises(ToyError, match="has more bytes than that"):
            await client.request(PUT("files/1", content=upload))

    assert told == []


async def test_shorter_than_it_said(serve: Serve) -> None:
    """
    A file that has shrunk since is an error.
    """
    server = serve(answer())
    upload = Upload(io.BytesIO(b"short"), size=1000)
    told: list[RetryFacts] = []

    async with Toy(server.url, on_retry=told.append) as client:
        with pytest.raises(ToyError, match="1,000 bytes> has only 5"):
            await client.request(PUT("files/1", content=upload))

    assert told == []


async def test_gone(serve: Serve, path: Path) -> None:
    """
    A file that is gone is the system's own error.
    """
    server = serve(answer())
    upload = Upload(path)
    os.unlink(path)  # noqa: PTH108

    async with Toy(server.url, in_flight=1) as client:
        with pytest.raises(FileNotFoundError):
            await client.request(PUT("files/1", content=upload))
        await client.request(PUT("files/1", content=Upload(b"here")))

    assert server.requests[-1].body == b"here"


# The HTTP library leaves a generator of its own half way, which trio tells of.
@pytest.mark.filterwarnings("ignore:Async generator:ResourceWarning")
async def test_reset_in_the_middle(serve: Serve) -> None:
    """
    An upload that is broken off is begun again if that does no harm, and only then.
    """
    server = serve(Early(reset), answer(), Early(reset))
    content = CONTENT * 40

    async with Toy(server.url, in_flight=1) as client:
        await client.request(PUT("files/1", content=Upload(content)))
        with pytest.raises(Closed):
            await client.request(POST("files/1", content=Upload(content)))

    assert server.requests[1].body == content
    assert len(server.requests) == 3


async def test_no_deadline(serve: Serve) -> None:
    """
    An upload may take longer than a call.
    """
    server = serve(answer())

    async with Toy(server.url, deadline=1e-9) as client:
        await client.request(PUT("files/1", content=Upload(CONTENT)))
        with pytest.raises(TransportError):
            await client.request(PUT("files/1", content=CONTENT))

    assert len(server.requests) == 1


# --- Forms --------------------------------------------------------------------


def parsed(received: Received) -> list[Message]:
    """
    Take a multipart form apart, with somebody else's parser.
    """
    kind = received.headers["Content-Type"]
    whole = f"Content-Type: {kind}\r\n\r\n".encode() + received.body
    message = message_from_bytes(whole, policy=HTTP)
    assert not message.defects
    return list(message.iter_parts())


async def test_form_with_files(serve: Serve, path: Path) -> None:
    """
    A form with files arrives as other programs understand it.
    """
    server = serve(answer())
    request = POST(
        "upload",
        form={"name": "A song", "tags": ["a", "b"], "none": None, "ö": "ä\r\n"},
        files={
            "mp3": Upload(path, content_type="audio/mpeg"),
            "picture": Upload(b"png", name='my "face".png'),
        },
    )

    async with Toy(server.url) as client:
        await client.request(request)

    received = server.requests[0]
    name, tag, other, odd, song, picture = parsed(received)
    assert int(received.headers["Content-Length"]) == len(received.body)
    assert [
        one.get_param("name", header="Content-Disposition")
        for one in (name, tag, other, song, picture)
    ] == ["name", "tags", "tags", "mp3", "picture"]
    assert name.get_payload(decode=True) == b"A song"
    assert tag.get_payload(decode=True) == b"a"
    assert odd.get_payload(decode=True) == "ä\r\n".encode()
    assert song.get_content_type() == "audio/mpeg"
    assert song.get_filename() == "song.mp3"
    assert song.get_payload(decode=True) == CONTENT
    assert picture.get_filename() == "my %22face%22.png"
    assert picture.get_payload(decode=True) == b"png"


async def test_form_without_files(serve: Serve) -> None:
    """
    A form without files is encoded as browsers do.
    """
    server = serve(answer())

    async with Toy(server.url) as client:
        await client.request(POST("login", form={"name": "a&b=c d", "none": None}))

    received = server.requests[0]
    assert received.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert received.form == {"name": "a&b=c d"}


async def test_form_again(serve: Serve, path: Path) -> None:
    """
    A form with files is sent again whole.
    """
    server = serve(answer(503), answer())
    request = PUT("upload", form={"name": "A song"}, files={"mp3": Upload(path)})

    async with Toy(server.url) as client:
        await client.request(request)

    first, second = server.requests
    assert first.body == second.body


async def test_form_refused(serve: Serve, path: Path) -> None:
    """
    A form that is refused is an error with the server's words.
    """
    server = serve(answer(400, {"error": "too long"}))

    async with Toy(server.url) as client:
        with pytest.raises(BadRequest, match="too long"):
            await client.request(POST("upload", files={"mp3": Upload(path)}))


async def test_two_bodies(serve: Serve) -> None:
    """
    A request with two bodies is refused before anything is sent.
    """
    server = serve(answer())

    async with Toy(server.url) as client:
        with pytest.raises(ValueError, match="one body"):
            await client.request(POST("things", json={}, content=b""))

    assert server.connections == 0

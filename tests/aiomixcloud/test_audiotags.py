"""
Names and covers in the tags of audio files.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from aiomixcloud.audiotags import read_tags
from aiomixcloud.sandbox import Sandbox

id3: Any = pytest.importorskip("mutagen.id3")

JPEG, PNG = b"\xff\xd8jpeg", b"\x89PNG"
#: Silence: frames of MPEG-1 layer 3, 128 kbit/s, 44.1 kHz.
FRAMES = (b"\xff\xfb\x90\x64" + bytes(413)) * 20


@pytest.fixture
def mp3(tmp_path: Path) -> Path:
    """
    A file without tags.
    """
    path = tmp_path / "night bus.mp3"
    path.write_bytes(FRAMES)
    return path


def tag(path: Path, *frames: Any) -> None:
    """Give a file tags."""
    tags = id3.ID3()
    for frame in frames:
        tags.add(frame)
    tags.save(path)


def picture(data: bytes, kind: int = 3, mime: str = "image/jpeg") -> Any:
    """Return a picture's frame."""
    return id3.APIC(encoding=3, mime=mime, type=kind, desc=str(kind), data=data)


async def test_tags(mp3: Path):
    """
    The title and the cover are what an upload takes.
    """
    tag(mp3, id3.TIT2(encoding=3, text=["Nätt buss"]), picture(JPEG))
    sandbox = Sandbox()
    async with sandbox.client(raise_exceptions=True) as client:
        result = await client.upload(mp3, **read_tags(mp3))

    show = sandbox.world.cloudcasts[result.result.key]
    assert show.name == "Nätt buss"
    assert show.picture is not None
    assert (show.picture.filename, show.picture.size) == ("cover.jpeg", len(JPEG))
    assert show.picture.content_type == "image/jpeg"


def test_front_cover(mp3: Path):
    """
    Of several pictures it is the front, and otherwise the first that is there.
    """
    tag(mp3, picture(JPEG, 4), picture(PNG, 3, "image/png"))
    front = read_tags(mp3)["picture"]
    linked, empty = picture(b"https://x.test/a.jpg", mime="-->"), picture(b"", 5)
    tag(mp3, picture(JPEG, 4), linked, empty)
    other = read_tags(mp3)["picture"]

    assert front.size == len(PNG)
    assert (front.name, front.content_type) == ("cover.png", "image/png")
    assert other.size == len(JPEG)


@pytest.mark.parametrize(
    ("ending", "content"), [("mp3", FRAMES), ("bin", b""), ("bin", b"just text")]
)
def test_no_tags(tmp_path: Path, ending: str, content: bytes):
    """
    Without a title the name is the file's, without a cover there is none.
    """
    path = tmp_path / f"night bus.{ending}"
    path.write_bytes(content)

    assert read_tags(path) == read_tags(str(path)) == {"name": "night bus"}


@pytest.mark.parametrize(
    ("name", "content"), [("x.flac", b"fLaC" + bytes(3)), ("x.mp3", b"just text")]
)
def test_damaged(tmp_path: Path, name: str, content: bytes):
    """
    A file that cannot be read is a clear error.
    """
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(ValueError, match=f"^{name}: the tags cannot be read"):
        read_tags(path)


def test_missing(tmp_path: Path):
    """
    A file that is not there is the usual error.
    """
    with pytest.raises(FileNotFoundError):
        read_tags(tmp_path / "nothing.mp3")


def test_without_mutagen(mp3: Path, monkeypatch: pytest.MonkeyPatch):
    """
    Without the extra, the error says which it is.
    """
    monkeypatch.setitem(sys.modules, "mutagen", None)

    with pytest.raises(ImportError, match=r"pip install 'aiomixcloud\[tags\]'"):
        read_tags(mp3)
